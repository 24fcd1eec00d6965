"""Matching: terms of one list, or rows of one table, to what is said of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from flashcards.card import Card, Cell, Kind, Term
from flashcards.facts.wording import answer_of, ask
from flashcards.practice.items.common import item, plan
from flashcards.practice.items.plan import Plan, shuffled
from flashcards.practice.items.shelf import Shelf
from flashcards.practice.items.texts import bare, calculates, near, read, shape
from flashcards.practice.items.wordings import (
    brief,
    echoes,
    is_collective,
    is_label,
    is_told,
    strong,
)
from flashcards.practice.model import Form, Item
from flashcards.problems.chance import Chance
from flashcards.tree import nodes as n
from flashcards.tree import plain
from flashcards.tree.nodes import Blocks, Inlines
from flashcards.values import dataclass

FEWEST, MOST = 4, 5
"""Pairs of an item. Of three, two right give the third away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    card: Card
    term: Inlines
    meaning: Blocks


def plans(shelf: Shelf) -> Iterator[Plan]:
    """One for each list of terms and each column with four pairs that cannot be confused."""
    for (_, _, _, kind), cards in shelf.places.items():
        if kind is Kind.TERM:
            told = [card for card in cards if not calculates(read(card.fact.back))]
            asked = (ask("Match each term with its description."),)
            yield from _plans(shelf, told, asked, "")
        elif kind is Kind.CELL:
            columns: dict[str, list[Card]] = defaultdict(list)
            for card in cards:
                if is_told(card, cards):
                    columns[card.fact.key[-1]].append(card)
            for head, column in columns.items():
                yield from _plans(shelf, column, _of_column(column[0]), head)


def _of_column(card: Card) -> Blocks:
    asks = card.fact.ask
    assert isinstance(asks, Cell)  # noqa: S101 - chosen by its kind
    head = strong(asks.column)
    if not asks.corner:
        return (ask("Match each row with its entry under ", head, "."),)
    of = ask("Match each entry under ", strong(asks.corner), " with its entry under ", head, ".")
    return (of,)


def _term(card: Card) -> Inlines:
    asks = card.fact.ask
    return asks.term if isinstance(asks, Term) else asks.row if isinstance(asks, Cell) else ()


def _plans(shelf: Shelf, cards: Sequence[Card], asked: Blocks, variety: str) -> Iterator[Plan]:
    pairs = [
        _Pair(card=card, term=term, meaning=brief(card.fact.back))
        for card in cards
        if (term := _term(card))
        and not is_collective(card.fact.key[0])
        and not is_label(card.fact.key[0])
        and not echoes(card.fact.key[0], read(card.fact.back))
    ]
    clear = _clear(shelf, pairs)
    if len(clear) < FEWEST:
        return
    first = clear[0].card

    def make(chance: Chance) -> Item:
        chosen = sorted(shuffled(chance, range(len(clear)))[:MOST])
        drawn = [clear[index] for index in chosen]  # the terms in the document's order
        order = shuffled(chance, range(len(drawn)))
        return item(
            Form.MATCHING,
            first,
            variety=variety,
            size=1,
            asked=asked,
            answer=_told((pair.term, pair.meaning) for pair in drawn),
            solution=_told((pair.term, pair.card.fact.back) for pair in drawn),
            left=tuple(answer_of(pair.term) for pair in drawn),
            right=tuple(drawn[index].meaning for index in order),
            pairs=tuple(order.index(place) for place in range(len(drawn))),
        )

    yield plan(Form.MATCHING, tuple(pair.card for pair in clear), make, variety=variety)


def _told(pairs: Iterable[tuple[Inlines, Blocks]]) -> Blocks:
    """Terms with what is said of each, as a list."""
    return (n.BulletList(tuple(_entry(term, said) for term, said in pairs)),)


def _entry(term: Inlines, said: Blocks) -> n.Item:
    first, *rest = said or (n.Paragraph(()),)
    if isinstance(first, n.Paragraph):
        return n.Item((ask(strong(term), ": ", first.children), *rest))
    return n.Item((ask(strong(term), ":"), first, *rest))


def _clear(shelf: Shelf, pairs: Sequence[_Pair]) -> list[_Pair]:
    """Pairs of one kind, the first come first, no meaning of which could go to two terms."""
    kinds: dict[str, list[_Pair]] = defaultdict(list)
    for pair in pairs:
        kinds[shape(read(pair.meaning))].append(pair)
    chosen: list[_Pair] = []
    for pair in max(kinds.values(), key=len, default=[]):
        if not any(_confused(shelf, pair, other) for other in chosen):
            chosen.append(pair)
    return chosen


def _confused(shelf: Shelf, one: _Pair, other: _Pair) -> bool:
    first, second = read(one.meaning), read(other.meaning)
    return (
        near(first, second)
        or near(plain(one.term), plain(other.term))
        or shelf.holds(one.card.fact.key[0], bare(second))
        or shelf.holds(other.card.fact.key[0], bare(first))
    )
