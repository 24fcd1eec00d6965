"""Multiple choice from facts: the wrong options are right elsewhere in the same table or list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from flashcards.card import Kind
from flashcards.practice.cards import Card
from flashcards.practice.items.common import item, plan
from flashcards.practice.items.distractors import WRONG, Candidate, candidate, draw, fair, options
from flashcards.practice.items.formulas import Mutation, mutations
from flashcards.practice.items.lines_of_code import commented, language
from flashcards.practice.items.plan import Plan
from flashcards.practice.items.shelf import Shelf
from flashcards.practice.items.texts import bare, calculates, measures, plain, words
from flashcards.practice.items.wordings import (
    across,
    brief,
    code,
    is_collective,
    is_label,
    is_procedure,
    is_told,
    lead,
    row_head,
    steps_of,
)
from flashcards.practice.model import Form, Item
from flashcards.problems.chance import Chance
from flashcards.render.marks import escape_markdown

_TRIES = 3
"""Draws that tell whether candidates are any good together."""

_TELLING = 3
"""Words that a meaning must have to point at its term alone."""


def plans(shelf: Shelf) -> Iterator[Plan]:
    """A choice for each card that has three fair wrong options beside it."""
    for card in shelf.cards:
        build = _BUILDERS.get(card.fact.kind)
        made = build(shelf, card) if build else None
        if made is not None:
            yield made


def _cell(shelf: Shelf, card: Card) -> Plan | None:
    """Which of a column's entries belongs to this row; wrong are those of other rows."""
    row, column = card.fact.key[0], card.fact.key[-1]
    beside = shelf.beside(card)
    if not is_told(card, beside):
        return None
    if across(beside):  # the columns are compared: another row is about something else
        others = [
            candidate(
                other.fact.back, f"That is the entry of {escape_markdown(other.fact.key[-1])}."
            )
            for other in beside
            if other.fact.key[0] == row and other.fact.key[-1] != column
        ]
        fairer = [one for one in others if not shelf.holds(column, bare(one.read))]
    else:
        others = [
            candidate(
                other.fact.back, f"That is the entry of {escape_markdown(other.fact.key[0])}."
            )
            for other in beside
            if other.fact.key[-1] == column and other.fact.key[0] != row
        ]
        fairer = list(_not_true_of(shelf, row, others))
    head = row_head(card)
    asked = (
        f"{head}: {lead(card)}\n\nWhich entry stands under **{escape_markdown(column)}**?"
        if head
        else f"Which entry stands under **{escape_markdown(column)}** for {lead(card)}?"
    )
    return _plan(card, asked, card.fact.back, fairer, subject=row)


def _entry(name: str) -> str:
    return f"That is the entry of {escape_markdown(name)}."


def _term(shelf: Shelf, card: Card) -> Plan | None:
    """Which meaning belongs to this term; wrong are those of other terms of the list."""
    term = card.fact.key[0]
    if _is_vague(card) or calculates(plain(card.fact.back)):
        return None
    others = (
        candidate(brief(other.fact.back), f"That describes {escape_markdown(other.fact.key[0])}.")
        for other in shelf.beside(card)
        if other.id != card.id and not _is_vague(other)
    )
    asked = f"Which description fits {lead(card)}?"
    key = brief(card.fact.back)
    return _plan(card, asked, key, _not_true_of(shelf, term, others), subject=term)


def _is_vague(card: Card) -> bool:
    return is_collective(card.fact.key[0]) or is_label(card.fact.key[0])


def _reverse(shelf: Shelf, card: Card) -> Plan | None:
    """Which term has this meaning; wrong are other terms of the list."""
    meaning = shelf.meaning(card)
    read = plain(meaning)
    if _is_vague(card) or calculates(read) or measures(read) or len(words(read)) < _TELLING:
        return None
    others = (
        candidate(
            other.fact.back, f"{escape_markdown(other.fact.key[0])}: {brief(shelf.meaning(other))}."
        )
        for other in shelf.beside(card)
        if other.id != card.id and not _is_vague(other)
    )
    fairer = [one for one in others if not shelf.holds(one.read, bare(read))]
    asked = f"Which of these is described by “{meaning}”?"
    return _plan(card, asked, card.fact.back, fairer, subject=meaning)


def _code(shelf: Shelf, card: Card) -> Plan | None:
    """Which comment a line has, or which line has a comment; wrong are the listing's others."""
    mine = commented(card)
    if mine is None or not words(plain(mine.comment)):
        return None
    beside = [
        other
        for one in shelf.beside(card)
        if one.id != card.id and (other := commented(one)) is not None and other.asks == mine.asks
    ]
    if mine.back:
        others = [
            candidate(f"`{other.line}`", f"Its comment is: {other.comment}.")
            for other in beside
            if not shelf.holds(other.line, plain(mine.comment))
        ]
        asked = f"Which {mine.asks} has the comment “{mine.comment}”?"
        return _plan(card, asked, card.fact.back, others, subject=mine.comment)
    others = [candidate(other.comment, f"That belongs to `{other.line}`.") for other in beside]
    asked = f"Which comment belongs to this line?\n\n```{language(card)}\n{mine.line}\n```"
    fairer = _not_true_of(shelf, mine.line, others)
    return _plan(card, asked, card.fact.back, fairer, subject=mine.line)


def _item(shelf: Shelf, card: Card) -> Plan | None:
    """Which point is of this list; wrong are those of lists that are its rivals."""
    fact = card.fact
    if not fact.place:
        return None
    others = [
        candidate(other.fact.back, f"That is of “{escape_markdown(other.fact.place[-1])}”.")
        for (document, question, labels, kind), cards in shelf.places.items()
        if (document, question, kind) == (fact.document, fact.question, Kind.ITEM)
        and labels
        and _are_rivals(fact.place[-1], labels[-1])
        for other in cards
    ]
    fairer = _not_true_of(shelf, fact.place[-1], others)
    asked = f"Which of these belongs to “{escape_markdown(fact.place[-1])}”?"
    return _plan(card, asked, fact.back, fairer, subject=fact.place[-1])


_FOR = frozenset((
    "favour", "favor", "choos", "prefer", "suit", "avoid", "advantag", "benefit", "drawback",
))  # fmt: skip


def _are_rivals(one: str, other: str) -> bool:
    """Whether two lists tell what is for one thing and what for another: none is in both."""
    mine, theirs = words(one), words(other)
    return one != other and bool(mine & theirs & _FOR)


def _step(shelf: Shelf, card: Card) -> Plan | None:
    """Which step follows this one; wrong are the other steps."""
    steps = steps_of(shelf.beside(card))
    if not is_procedure(card.fact.place, steps) or card.fact.back not in steps[1:]:
        return None
    place = steps.index(card.fact.back)
    before = steps[place - 1]
    others = [
        candidate(other, f"That is number {number}.")
        for number, other in enumerate(steps, start=1)
        if other not in {card.fact.back, before}
    ]
    asked = f"Which of these comes directly after “{before}”?"
    return _plan(card, asked, card.fact.back, others, subject=before)


def _formula(_: Shelf, card: Card) -> Plan | None:
    """Which formula gives this; wrong are those with one operation or factor changed."""
    formula = code(card.fact.back)
    changed: tuple[Mutation, ...] = mutations(formula) if formula else ()
    others = [candidate(f"`{one.formula}`", one.reason) for one in changed]
    asked = f"Which formula gives **{escape_markdown(card.fact.key[-1])}**?"
    return _plan(card, asked, card.fact.back, others, subject="")


_BUILDERS: dict[Kind, Callable[[Shelf, Card], Plan | None]] = {
    Kind.CELL: _cell,
    Kind.TERM: _term,
    Kind.REVERSE: _reverse,
    Kind.CODE: _code,
    Kind.ITEM: _item,
    Kind.STEP: _step,
    Kind.FORMULA: _formula,
}


def _plan(
    card: Card, asked: str, key: str, candidates: Iterable[Candidate], *, subject: str
) -> Plan | None:
    read = plain(key)
    exact = card.fact.kind is Kind.FORMULA
    found = fair(read, candidates, exact=exact)
    if len(found) < WRONG or not read:
        return None

    def drawn(chance: Chance) -> tuple[Candidate, ...] | None:
        return draw(chance, read, found, subject=plain(subject), exact=exact)

    def make(chance: Chance) -> Item | None:
        wrong = drawn(chance)
        if wrong is None:
            return None
        shown, correct = options(chance, key, wrong)
        return item(
            Form.CHOICE,
            card,
            asked=asked,
            answer=card.fact.back,
            solution=card.fact.more or card.fact.back,
            options=shown,
            correct=correct,
        )

    # Where all candidates give the key away together, there is no plan at all.
    fits = any(drawn(Chance(f"{read}/{attempt}")) for attempt in range(_TRIES))
    return plan(Form.CHOICE, (card,), make) if fits else None


def _not_true_of(
    shelf: Shelf, subject: str, candidates: Iterable[Candidate]
) -> tuple[Candidate, ...]:
    return tuple(one for one in candidates if not shelf.holds(subject, bare(one.read)))
