"""Multiple choice: an author's own, and from facts, where what is wrong is right elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from flashcards.card import Card, Cell, Choice, Formula, Kind, Name, Step, Term
from flashcards.facts.wording import answer_of, ask
from flashcards.practice.items.common import item, plan
from flashcards.practice.items.distractors import WRONG, Candidate, candidate, draw, fair, options
from flashcards.practice.items.formulas import mutations
from flashcards.practice.items.lines_of_code import code, comment, commented, listing
from flashcards.practice.items.plan import Plan
from flashcards.practice.items.shelf import Shelf
from flashcards.practice.items.texts import bare, calculates, measures, read, words
from flashcards.practice.items.wordings import (
    across,
    brief,
    is_collective,
    is_label,
    is_procedure,
    is_told,
    shortest,
    strong,
)
from flashcards.practice.model import Form, Item, Option
from flashcards.problems.chance import Chance
from flashcards.tree import nodes as n
from flashcards.tree import plain
from flashcards.tree.nodes import Blocks, children_of

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


def _remark(*parts: str) -> Blocks:
    return (ask(*parts),)


def _authored(_: Shelf, card: Card) -> Plan | None:
    """An author's own question with its options, in the author's order: they may speak of it.

    One with several right options is asked as one choice less: it is left to review.
    """
    asks = card.fact.ask
    if not isinstance(asks, Choice):
        return None
    right = [place for place, option in enumerate(asks.options) if option.right]
    texts = tuple(answer_of(option.text) for option in asks.options)
    alike = {"".join(read(text).lower().split()) for text in texts}
    if len(right) != 1 or len(alike) < len(texts):
        return None

    def make(_: Chance) -> Item:
        made = item(
            Form.CHOICE,
            card,
            asked=(),
            answer=texts[right[0]],
            solution=card.fact.more or texts[right[0]],
            options=tuple(Option(text=text) for text in texts),
            correct=right[0],
        )
        return replace(made, prompt=_as_asked(asks.asked))

    return plan(Form.CHOICE, (card,), make)


def _as_asked(blocks: Blocks) -> Blocks:
    """An author's question in the author's words, which say by themselves what they are about."""
    first, *rest = blocks or (n.Paragraph(()),)
    if isinstance(first, n.Paragraph) and [*map(type, first.children)] == [n.Subject]:
        return (n.Paragraph(children_of(first.children[0])), *rest)
    return blocks


def _cell(shelf: Shelf, card: Card) -> Plan | None:
    """Which of a column's entries belongs to this row; wrong are those of other rows."""
    asks, (row, *_, column) = card.fact.ask, card.fact.key
    beside = shelf.beside(card)
    if not isinstance(asks, Cell) or not is_told(card, beside):
        return None
    if across(beside):  # the columns are compared: another row is about something else
        others = [
            candidate(other.fact.back, _remark(f"That is the entry of {other.fact.key[-1]}."))
            for other in beside
            if other.fact.key[0] == row and other.fact.key[-1] != column
        ]
        fairer = [one for one in others if not shelf.holds(column, bare(one.read))]
    else:
        others = [
            candidate(other.fact.back, _remark(f"That is the entry of {other.fact.key[0]}."))
            for other in beside
            if other.fact.key[-1] == column and other.fact.key[0] != row
        ]
        fairer = list(_not_true_of(shelf, row, others))
    head, under = asks.corner, (n.Strong(asks.column),)
    asked: Blocks = (ask("Which entry stands under ", under, " for ", strong(asks.row), "?"),)
    if head:
        asked = (
            ask(head, ": ", strong(asks.row)),
            ask("Which entry stands under ", under, "?"),
        )
    return _plan(card, asked, card.fact.back, fairer, subject=row)


def _term(shelf: Shelf, card: Card) -> Plan | None:
    """Which meaning belongs to this term; wrong are those of other terms of the list."""
    asks, term = card.fact.ask, card.fact.key[0]
    if not isinstance(asks, Term) or _is_vague(card) or calculates(read(card.fact.back)):
        return None
    others = (
        candidate(brief(other.fact.back), _remark(f"That describes {other.fact.key[0]}."))
        for other in shelf.beside(card)
        if other.id != card.id and not _is_vague(other)
    )
    asked = (ask("Which description fits ", strong(asks.term), "?"),)
    key = brief(card.fact.back)
    return _plan(card, asked, key, _not_true_of(shelf, term, others), subject=term)


def _is_vague(card: Card) -> bool:
    return is_collective(card.fact.key[0]) or is_label(card.fact.key[0])


def _reverse(shelf: Shelf, card: Card) -> Plan | None:
    """Which term has this meaning; wrong are other terms of the list."""
    meaning = shelf.meaning(card)
    said = plain(meaning)
    telling = len(words(said)) >= _TELLING
    if _is_vague(card) or calculates(said) or measures(said) or not telling:
        return None
    others = (
        candidate(
            other.fact.back,
            (ask(f"{other.fact.key[0]}: ", brief_of(shelf.meaning(other)), "."),),
        )
        for other in shelf.beside(card)
        if other.id != card.id and not _is_vague(other) and isinstance(other.fact.ask, Name)
    )
    fairer = [one for one in others if not shelf.holds(one.read, bare(said))]
    asked = (ask("Which of these is described by “", meaning, "”?"),)
    return _plan(card, asked, card.fact.back, fairer, subject=said)


def brief_of(meaning: n.Inlines) -> n.Inlines:
    """A meaning without the bracket at its end."""
    (block,) = brief((n.Paragraph(meaning),))
    assert isinstance(block, n.Paragraph)  # noqa: S101 - as it went in
    return block.children


def _code(shelf: Shelf, card: Card) -> Plan | None:
    """Which comment a line has, or which line has a comment; wrong are the listing's others."""
    mine = commented(card)
    if mine is None or not words(plain(mine.comment)):
        return None
    beside = [
        (one, other)
        for one in shelf.beside(card)
        if one.id != card.id and (other := commented(one)) is not None and other.asks == mine.asks
    ]
    if mine.back:
        said = plain(mine.comment)
        others = [
            candidate(code(other.line), (ask("Its comment is: ", other.comment, "."),))
            for _, other in beside
            if not shelf.holds(other.line, said)
        ]
        asked: Blocks = (ask(f"Which {mine.asks} has the comment “", mine.comment, "”?"),)
        return _plan(card, asked, card.fact.back, others, subject=said)
    others = [
        candidate(comment(one, other), (ask("That belongs to ", (n.Code(other.line),), "."),))
        for one, other in beside
    ]
    asked = (ask("Which comment belongs to this line?"), listing(mine))
    fairer = _not_true_of(shelf, mine.line, others)
    return _plan(card, asked, card.fact.back, fairer, subject=mine.line)


def _item(shelf: Shelf, card: Card) -> Plan | None:
    """Which point is of this list; wrong are those of lists that are its rivals."""
    fact = card.fact
    if not fact.place:
        return None
    others = [
        candidate(other.fact.back, _remark(f"That is of “{other.fact.place[-1]}”."))
        for (document, question, labels, kind), cards in shelf.places.items()
        if (document, question, kind) == (fact.document, fact.question, Kind.ITEM)
        and labels
        and _are_rivals(fact.place[-1], labels[-1])
        for other in cards
    ]
    fairer = _not_true_of(shelf, fact.place[-1], others)
    asked = _remark(f"Which of these belongs to “{fact.place[-1]}”?")
    return _plan(card, asked, fact.back, fairer, subject=fact.place[-1])


_FOR = frozenset((
    "favour", "favor", "choos", "prefer", "suit", "avoid", "advantag", "benefit", "drawback",
))  # fmt: skip


def _are_rivals(one: str, other: str) -> bool:
    """Whether two lists tell what is for one thing and what for another: none is in both."""
    mine, theirs = words(one), words(other)
    return one != other and bool(mine & theirs & _FOR)


def _step(_: Shelf, card: Card) -> Plan | None:
    """Which step follows this one; wrong are the other steps."""
    asks = card.fact.ask
    if not isinstance(asks, Step) or not asks.index or not is_procedure(card.fact.place, asks):
        return None
    steps = [answer_of(shortest(step)) for step in asks.steps]
    before = asks.index - 1
    others = [
        candidate(step, _remark(f"That is number {place + 1}."))
        for place, step in enumerate(steps)
        if place not in {asks.index, before}
    ]
    asked = (ask("Which of these comes directly after “", shortest(asks.steps[before]), "”?"),)
    return _plan(card, asked, steps[asks.index], others, subject=read(steps[before]))


def _formula(_: Shelf, card: Card) -> Plan | None:
    """Which formula gives this; wrong are those with one operation or factor changed."""
    asks = card.fact.ask
    if not isinstance(asks, Formula) or asks.tex:
        return None
    others = [candidate(code(one.formula), _remark(one.reason)) for one in mutations(asks.right)]
    asked = (ask("Which formula gives ", (n.Strong((n.Text(asks.left),)),), "?"),)
    return _plan(card, asked, card.fact.back, others, subject="")


_BUILDERS: dict[Kind, Callable[[Shelf, Card], Plan | None]] = {
    Kind.CHOICE: _authored,
    Kind.CELL: _cell,
    Kind.TERM: _term,
    Kind.REVERSE: _reverse,
    Kind.CODE: _code,
    Kind.ITEM: _item,
    Kind.STEP: _step,
    Kind.FORMULA: _formula,
}


def _plan(
    card: Card, asked: Blocks, key: Blocks, candidates: Iterable[Candidate], *, subject: str
) -> Plan | None:
    said = read(key)
    exact = card.fact.kind is Kind.FORMULA
    found = fair(said, candidates, exact=exact)
    if len(found) < WRONG or not said:
        return None

    def drawn(chance: Chance) -> tuple[Candidate, ...] | None:
        return draw(chance, said, found, subject=subject, exact=exact)

    def make(chance: Chance) -> Item | None:
        wrong = drawn(chance)
        if wrong is None:
            return None
        shown, correct = options(chance, key, wrong)
        return item(
            Form.CHOICE,
            card,
            asked=asked,
            answer=key,
            solution=card.fact.more or card.fact.back,
            options=shown,
            correct=correct,
        )

    # Where all candidates give the key away together, there is no plan at all.
    fits = any(drawn(Chance(f"{said}/{attempt}")) for attempt in range(_TRIES))
    return plan(Form.CHOICE, (card,), make) if fits else None


def _not_true_of(
    shelf: Shelf, subject: str, candidates: Iterable[Candidate]
) -> tuple[Candidate, ...]:
    return tuple(one for one in candidates if not shelf.holds(subject, bare(one.read)))
