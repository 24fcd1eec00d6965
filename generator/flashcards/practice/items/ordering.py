"""Ordering: procedures that the document numbers, and lists that say they are in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from flashcards import patterns as re
from flashcards.card import Card, Diagram, Kind, Step, Term
from flashcards.facts.wording import answer_of, said
from flashcards.practice.items.common import item, plan
from flashcards.practice.items.lines_of_code import code, commented
from flashcards.practice.items.plan import Plan, shuffled
from flashcards.practice.items.shelf import Shelf
from flashcards.practice.items.texts import normal, read
from flashcards.practice.items.wordings import is_procedure, shortest
from flashcards.practice.model import Form, Item
from flashcards.problems.chance import Chance
from flashcards.tree import nodes as n
from flashcards.tree.nodes import Blocks

FEWEST, MOST = 3, 6
"""Lines of an item; of a longer procedure, chance leaves some out."""

_ORDERED = re.compile(
    r"\bin order\b(?! to\b)|\border of the\b|\bstep by step\b|\bprocedure\b", re.IGNORECASE
)
_ARROW = re.compile(r"^[►▶→>─\s]+")


def plans(shelf: Shelf) -> Iterator[Plan]:
    """One for each procedure of three steps or more, no two alike."""
    for (_, _, labels, kind), cards in shelf.places.items():
        first = cards[0].fact.ask
        if isinstance(first, Step):
            if not is_procedure(labels, first):
                continue
            lines = tuple(answer_of(shortest(step)) for step in first.steps)
        elif any(_ORDERED.search(label) for label in labels):
            lines = _lines(kind, cards)
        else:
            continue
        if len(lines) >= FEWEST and len({normal(read(line)) for line in lines}) == len(lines):
            yield _plan(cards, lines)


def _lines(kind: Kind, cards: Sequence[Card]) -> tuple[Blocks, ...]:
    asks = [card.fact.ask for card in cards]
    match kind:
        case Kind.TERM:
            return tuple(answer_of(one.term) for one in asks if isinstance(one, Term))
        case Kind.DIAGRAM:
            labels = [_ARROW.sub("", one.label) for one in asks if isinstance(one, Diagram)]
            return tuple(answer_of(said(label)) for label in labels)
        case Kind.ITEM:
            return tuple(card.fact.back for card in cards)
        case Kind.CODE:
            lines = [one.line for one in map(commented, cards) if one is not None]
            return tuple(code(line) for line in dict.fromkeys(lines))
        case _:
            return ()


def _numbered(lines: Iterable[Blocks]) -> Blocks:
    return (n.OrderedList(tuple(n.Item(line) for line in lines)),)


def _plan(cards: tuple[Card, ...], lines: tuple[Blocks, ...]) -> Plan:
    def make(chance: Chance) -> Item:
        kept = sorted(shuffled(chance, range(len(lines)))[:MOST])
        while (shown := shuffled(chance, kept)) == tuple(kept):
            pass
        some = "these" if len(kept) == len(lines) else f"these {len(kept)} of {len(lines)}"
        return item(
            Form.ORDERING,
            cards[0],
            asked=answer_of(said(f"Put {some} in their order, the first one first.")),
            answer=_numbered(lines[index] for index in kept),
            solution=_numbered(lines),
            lines=tuple(lines[index] for index in shown),
            order=tuple(shown.index(index) for index in kept),
        )

    return plan(Form.ORDERING, cards, make)
