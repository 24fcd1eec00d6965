"""Marking an answer to an item of any form; pages that mark by themselves follow these rules.

NUMERIC goes by `problems.grading.mark`. CHOICE is all or nothing. MATCHING gives each pair its
share of the points. ORDERING gives each pair of lines that stand in the wrong order a penalty:
points × (1 − 2 × wrong pairs ÷ all pairs), not less than 0, so that one swap of neighbours costs
little and an order by chance earns about nothing. SHORT and FILL compare with every accepted
text, both without case, spaces and marks (`items.texts.normal`), and a number however it is
written (`items.texts.same_number`). LONG is graded by a person:
the points that each row of the rubric got. Points are rounded to a tenth.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from flashcards import patterns as re
from flashcards.practice.items.texts import normal, read, same_number
from flashcards.practice.model import Form, Item, Marked
from flashcards.problems.grading import mark as mark_problem
from flashcards.render import plain_of

Answer = str | int | Sequence[int]
"""As typed; or an index into options; or indexes: of meanings, one a term; of lines, in their
order; or points, one a row of the rubric."""

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

_TOKEN = re.compile(r"\d+|[A-Za-z]")
_PAIR = re.compile(r"(\d+)\s*[-:=.→)]?\s*([A-Za-z])(?![A-Za-z])")


def mark(item: Item, answer: Answer) -> Marked:
    """What an answer gets; never raises, whatever was typed.

    `Marked.correct` is None for what cannot be read as an answer to such an item.
    """
    match item.form:
        case Form.NUMERIC:
            return _numeric(item, str(answer))
        case Form.CHOICE:
            return _choice(item, answer)
        case Form.MATCHING:
            return _matching(item, answer)
        case Form.ORDERING:
            return _ordering(item, answer)
        case Form.SHORT | Form.FILL:
            return _text(item, str(answer))
        case Form.LONG:
            return _long(item, answer)


def key(item: Item) -> Answer:
    """The answer that gets all points."""
    match item.form:
        case Form.NUMERIC:
            assert item.target is not None  # noqa: S101  # a numeric item has one
            return item.target.answer
        case Form.CHOICE:
            return item.correct
        case Form.MATCHING:
            return item.pairs
        case Form.ORDERING:
            return item.order
        case Form.SHORT | Form.FILL:
            return item.accepted[0]
        case Form.LONG:
            return tuple(max(high for _, high, _ in row.levels) for row in item.rubric)


def _numeric(item: Item, text: str) -> Marked:
    if item.scheme is None or item.target is None:
        raise ValueError(f"{item.id} has no marking scheme")
    grade = mark_problem(item.scheme, item.target, text)
    return _all_or_nothing(item, correct=grade.correct, feedback=_said(grade.feedback))


def _said(text: str) -> str:
    """What families say of an answer, as a person reads it."""
    return " ".join(plain_of(text).split())


def _choice(item: Item, answer: Answer) -> Marked:
    index = answer if isinstance(answer, int) else _option(item, str(answer))
    if index is None or not 0 <= index < len(item.options):
        return _unreadable(f"Answer with one of {', '.join(LETTERS[: len(item.options)])}.")
    if index == item.correct:
        return _all_or_nothing(item, correct=True, feedback="Right.")
    return _all_or_nothing(
        item,
        correct=False,
        feedback=" ".join(
            filter(
                None,
                (
                    read(item.options[index].reason),
                    f"Right is {LETTERS[item.correct]}: {read(item.options[item.correct].text)}",
                ),
            )
        ),
    )


def _option(item: Item, text: str) -> int | None:
    """The option named by its letter, its number from 1 on, or its text."""
    text = text.strip()
    letter = text.rstrip(").").upper()
    if len(letter) == 1 and letter in LETTERS[: len(item.options)]:
        return LETTERS.index(letter)
    named = [
        i for i, option in enumerate(item.options) if normal(read(option.text)) == normal(text)
    ]
    if len(named) == 1:
        return named[0]
    number = letter if letter.isascii() and letter.isdecimal() and len(letter) <= 2 else ""
    return int(number) - 1 if number else None


def _matching(item: Item, answer: Answer) -> Marked:
    chosen = _matches(item, answer)
    if chosen is None:
        letters = LETTERS[: len(item.right)]
        return _unreadable(
            f"Answer with {len(item.left)} letters from {letters[0]} to {letters[-1]}, one for "
            "each term in turn, as in “C A B D”."
        )
    right = sum(one == other for one, other in zip(chosen, item.pairs, strict=True))
    wrong = [
        f"{read(item.left[place])} is {LETTERS[item.pairs[place]]}"
        for place in range(len(item.left))
        if chosen[place] != item.pairs[place]
    ]
    feedback = "Right." if not wrong else f"{right} of {len(item.left)} right. {'; '.join(wrong)}."
    return _share(item, right / len(item.left), feedback)


def _matches(item: Item, answer: Answer) -> list[int] | None:
    count = len(item.left)
    if isinstance(answer, str):
        pairs = _PAIR.findall(answer)
        if pairs:
            if sorted(int(term) for term, _ in pairs) != list(range(1, count + 1)):
                return None
            by_term = {int(term): letter for term, letter in pairs}
            tokens = [by_term[number] for number in range(1, count + 1)]
        else:
            tokens = _TOKEN.findall(answer)
        chosen = [_place(token) for token in tokens]
    elif isinstance(answer, int):
        return None
    else:
        chosen = list(answer)
    fits = len(chosen) == count and all(0 <= one < len(item.right) for one in chosen)
    return chosen if fits else None


def _place(token: str) -> int:
    return int(token) - 1 if token.isdecimal() else LETTERS.index(token.upper())


def _ordering(item: Item, answer: Answer) -> Marked:
    count = len(item.lines)
    chosen = (
        [_place(token) for token in _TOKEN.findall(answer)]
        if isinstance(answer, str)
        else []
        if isinstance(answer, int)
        else list(answer)
    )
    if sorted(chosen) != list(range(count)):
        letters = LETTERS[:count]
        return _unreadable(
            f"Answer with all letters from {letters[0]} to {letters[-1]} in the right order."
        )
    rank = {line: place for place, line in enumerate(item.order)}
    pairs = list(combinations(chosen, 2))
    wrong = sum(rank[before] > rank[after] for before, after in pairs)
    letters = " ".join(LETTERS[index] for index in item.order)
    return _share(
        item,
        max(0.0, 1 - 2 * wrong / len(pairs)),
        "Right." if not wrong else f"Right is {letters}.",
    )


def _text(item: Item, text: str) -> Marked:
    if not text.strip():
        return _unreadable("Answer with a word or a few.")
    correct = any(
        normal(text) == normal(accepted) or same_number(text, accepted)
        for accepted in item.accepted
    )
    return _all_or_nothing(
        item, correct=correct, feedback="Right." if correct else f"It is {read(item.answer)}."
    )


def _long(item: Item, answer: Answer) -> Marked:
    if isinstance(answer, str):
        given = [int(number) for number in re.findall(r"\d+", answer)]
    else:
        given = [answer] if isinstance(answer, int) else list(answer)
    most = [max(high for _, high, _ in row.levels) for row in item.rubric] or [item.points]
    if len(given) != len(most) or any(
        not 0 <= points <= limit for points, limit in zip(given, most, strict=True)
    ):
        limits = ", ".join(map(str, most))
        return _unreadable(f"Grade with {len(most)} numbers, each row's points (at most {limits}).")
    total = sum(given)
    passed = [level for level, least in item.passing if total >= least]
    feedback = f"{total} of {item.points} points."
    if item.passing:
        feedback += f" Passed as {passed[-1]}." if passed else " Not passed."
    correct = bool(passed) if item.passing else 2 * total >= item.points
    return Marked(points=float(total), correct=correct, feedback=feedback)


def _all_or_nothing(item: Item, *, correct: bool | None, feedback: str) -> Marked:
    return Marked(points=float(item.points) if correct else 0.0, correct=correct, feedback=feedback)


def _share(item: Item, share: float, feedback: str) -> Marked:
    return Marked(points=round(item.points * share, 1), correct=share == 1, feedback=feedback)


def _unreadable(feedback: str) -> Marked:
    return Marked(points=0.0, correct=None, feedback=feedback)
