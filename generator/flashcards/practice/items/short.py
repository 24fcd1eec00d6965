"""Short answers: a name, an option or a value that can be recalled exactly."""

from __future__ import annotations

from collections.abc import Iterator

from flashcards import patterns as re
from flashcards.card import Card, Cell, Kind
from flashcards.facts.wording import ask
from flashcards.practice.items.common import item, plan
from flashcards.practice.items.plan import Plan
from flashcards.practice.items.shelf import Shelf
from flashcards.practice.items.spellings import spellings
from flashcards.practice.items.texts import (
    amount,
    calculates,
    measures,
    near,
    parts,
    read,
    words,
)
from flashcards.practice.items.wordings import is_name, is_told, strong
from flashcards.practice.model import Form, Item
from flashcards.problems.chance import Chance
from flashcards.tree import nodes as n
from flashcards.tree import plain
from flashcards.tree.nodes import Blocks, Inlines

WHOLE, DECIMAL = 3, 2
"""Digits of a whole number and of another, zeros before them aside; more are looked up."""

_MEASURED = re.compile(r"\((?:[KMGT]i?B|GB/s|ms|s|min|tok\w*/s|%)\)|[Pp]erplexity|[Ss]ize")
"""Heads of columns of what is measured or computed."""

UNITS = frozenset(("", "bit", "bits", "byte", "bytes", "characters", "layers", "heads", "(off)"))
"""Of values that one knows; with others they are computed or measured."""

_TELLING = 2
"""Words that a meaning must have."""


def plans(shelf: Shelf) -> Iterator[Plan]:
    """One for each name that its meaning tells alone, and each value of a table that is exact."""
    meanings = [
        (card, plain(shelf.meaning(card))) for card in shelf.cards if card.fact.kind is Kind.REVERSE
    ]
    for card, meaning in meanings:
        if (
            is_name(read(card.fact.back))
            and _points(card, meaning)
            and not any(near(meaning, said) for other, said in meanings if other is not card)
        ):
            yield _name(card, shelf.meaning(card))
    for card in shelf.cards:
        asked = card.fact.ask
        if isinstance(asked, Cell) and _is_exact(card) and is_told(card, shelf.beside(card)):
            yield _value(card, asked)


def _points(card: Card, meaning: str) -> bool:
    return (
        not calculates(meaning)
        and not measures(meaning)
        and len(words(meaning)) >= _TELLING
        and not parts(meaning) & parts(read(card.fact.back))
    )


def _is_exact(card: Card) -> bool:
    back = read(card.fact.back)
    found = amount(back)
    if found is not None:
        number = re.sub(r"[^\d.]", "", back).lstrip("0.")
        most = DECIMAL + 1 if "." in back else WHOLE
        fits = len(number) <= most and not _MEASURED.search(card.fact.key[-1])
        return fits and not found[2] and found[1] in UNITS
    return _is_code(card.fact.back) and is_name(back) and len(back.split()) == 1


def _is_code(blocks: Blocks) -> bool:
    first = blocks[0] if len(blocks) == 1 else None
    return isinstance(first, n.Paragraph) and [*map(type, first.children)] == [n.Code]


def _name(card: Card, meaning: Inlines) -> Plan:
    form = ", written as in code" if _is_code(card.fact.back) else ""
    return _plan(card, (ask(f"Which name fits this description{form}?"), ask("“", meaning, "”")))


def _value(card: Card, asked: Cell) -> Plan:
    row = strong(asked.row)
    return _plan(
        card,
        (
            ask(asked.corner, ": ", row) if asked.corner else ask(row),
            ask("What stands under ", strong(asked.column), "?"),
        ),
    )


def _plan(card: Card, asked: Blocks) -> Plan:
    def make(_: Chance) -> Item:
        return item(
            Form.SHORT,
            card,
            asked=asked,
            answer=card.fact.back,
            solution=card.fact.more or card.fact.back,
            accepted=spellings(read(card.fact.back)),
        )

    return plan(Form.SHORT, (card,), make)
