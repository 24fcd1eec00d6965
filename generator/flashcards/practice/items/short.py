"""Short answers: a name, an option or a value that can be recalled exactly."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flashcards.card import Kind
from flashcards.practice.cards import Card
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
    plain,
    words,
)
from flashcards.practice.items.wordings import code, is_name, is_told, lead, row_head
from flashcards.practice.model import Form, Item
from flashcards.problems.chance import Chance
from flashcards.render.marks import escape_markdown

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
            is_name(plain(card.fact.back))
            and _points(card, meaning)
            and not any(near(meaning, said) for other, said in meanings if other is not card)
        ):
            yield _name(card, shelf.meaning(card))
    for card in shelf.cards:
        if card.fact.kind is Kind.CELL and _is_exact(card) and is_told(card, shelf.beside(card)):
            yield _value(card)


def _points(card: Card, meaning: str) -> bool:
    return (
        not calculates(meaning)
        and not measures(meaning)
        and len(words(meaning)) >= _TELLING
        and not parts(meaning) & parts(plain(card.fact.back))
    )


def _is_exact(card: Card) -> bool:
    back = plain(card.fact.back)
    found = amount(back)
    if found is not None:
        number = re.sub(r"[^\d.]", "", back).lstrip("0.")
        most = DECIMAL + 1 if "." in back else WHOLE
        fits = len(number) <= most and not _MEASURED.search(card.fact.key[-1])
        return fits and not found[2] and found[1] in UNITS
    return bool(code(card.fact.back)) and is_name(back) and len(back.split()) == 1


def _name(card: Card, meaning: str) -> Plan:
    form = ", written as in code" if code(card.fact.back) else ""
    return _plan(card, f"Which name fits this description{form}?\n\n“{meaning}”")


def _value(card: Card) -> Plan:
    head, column = row_head(card), card.fact.key[-1]
    row = f"{head}: {lead(card)}" if head else lead(card)
    return _plan(card, f"{row}\n\nWhat stands under **{escape_markdown(column)}**?")


def _plan(card: Card, asked: str) -> Plan:
    def make(_: Chance) -> Item:
        return item(
            Form.SHORT,
            card,
            asked=asked,
            answer=card.fact.back,
            solution=card.fact.more or card.fact.back,
            accepted=spellings(plain(card.fact.back)),
        )

    return plan(Form.SHORT, (card,), make)
