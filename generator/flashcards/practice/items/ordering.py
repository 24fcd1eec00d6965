"""Ordering: procedures that the document numbers, and lists that say they are in order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from flashcards.card import Kind
from flashcards.practice.cards import Card
from flashcards.practice.items.common import item, plan
from flashcards.practice.items.lines_of_code import commented
from flashcards.practice.items.plan import Plan, shuffled
from flashcards.practice.items.shelf import Shelf
from flashcards.practice.items.texts import normal, plain
from flashcards.practice.items.wordings import is_procedure, lead, steps_of
from flashcards.practice.model import Form, Item
from flashcards.problems.chance import Chance

FEWEST, MOST = 3, 6
"""Lines of an item; of a longer procedure, chance leaves some out."""

_ORDERED = re.compile(
    r"\bin order\b(?! to\b)|\border of the\b|\bstep by step\b|\bprocedure\b", re.IGNORECASE
)
_ARROW = re.compile(r"^[►▶→>─\s]+")


def plans(shelf: Shelf) -> Iterator[Plan]:
    """One for each procedure of three steps or more, no two alike."""
    for (_, _, labels, kind), cards in shelf.places.items():
        if kind is Kind.STEP:
            lines = steps_of(cards)
            if not is_procedure(labels, lines):
                continue
        elif any(_ORDERED.search(label) for label in labels):
            lines = _lines(kind, cards)
        else:
            continue
        if len(lines) >= FEWEST and len({normal(plain(line)) for line in lines}) == len(lines):
            yield _plan(cards, lines)


def _lines(kind: Kind, cards: Sequence[Card]) -> tuple[str, ...]:
    match kind:
        case Kind.TERM:
            return tuple(lead(card)[2:-2] for card in cards)
        case Kind.DIAGRAM:
            return tuple(_ARROW.sub("", card.fact.back) for card in cards)
        case Kind.ITEM:
            return tuple(card.fact.back for card in cards)
        case Kind.CODE:
            lines = [one.line for one in map(commented, cards) if one is not None]
            return tuple(f"`{line}`" for line in dict.fromkeys(lines))
        case _:
            return ()


def _plan(cards: tuple[Card, ...], lines: tuple[str, ...]) -> Plan:
    def make(chance: Chance) -> Item:
        kept = sorted(shuffled(chance, range(len(lines)))[:MOST])
        while (shown := shuffled(chance, kept)) == tuple(kept):
            pass
        some = "these" if len(kept) == len(lines) else f"these {len(kept)} of {len(lines)}"
        return item(
            Form.ORDERING,
            cards[0],
            asked=f"Put {some} in their order, the first one first.",
            answer="\n".join(f"{n}. {lines[index]}" for n, index in enumerate(kept, start=1)),
            solution="\n".join(f"{n}. {line}" for n, line in enumerate(lines, start=1)),
            lines=tuple(lines[index] for index in shown),
            order=tuple(shown.index(index) for index in kept),
        )

    return plan(Form.ORDERING, cards, make)
