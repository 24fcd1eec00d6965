"""Matching: terms of one list, or rows of one table, to what is said of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flashcards.card import Kind
from flashcards.practice.cards import Card
from flashcards.practice.items.common import item, plan
from flashcards.practice.items.plan import Plan, shuffled
from flashcards.practice.items.shelf import Shelf
from flashcards.practice.items.texts import bare, calculates, near, plain, shape
from flashcards.practice.items.wordings import (
    brief,
    echoes,
    is_collective,
    is_label,
    is_told,
    lead,
    row_head,
)
from flashcards.practice.model import Form, Item
from flashcards.problems.chance import Chance
from flashcards.render.marks import escape_markdown

FEWEST, MOST = 4, 5
"""Pairs of an item. Of three, two right give the third away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    card: Card
    term: str
    meaning: str


def plans(shelf: Shelf) -> Iterator[Plan]:
    """One for each list of terms and each column with four pairs that cannot be confused."""
    for (_, _, _, kind), cards in shelf.places.items():
        if kind is Kind.TERM:
            told = [card for card in cards if not calculates(plain(card.fact.back))]
            yield from _plans(shelf, told, "Match each term with its description.", "")
        elif kind is Kind.CELL:
            columns: dict[str, list[Card]] = defaultdict(list)
            for card in cards:
                if is_told(card, cards):
                    columns[card.fact.key[-1]].append(card)
            for head, column in columns.items():
                rows = row_head(column[0])
                of = f"entry under **{rows}**" if rows else "row"
                asked = f"Match each {of} with its entry under **{escape_markdown(head)}**."
                yield from _plans(shelf, column, asked, head)


def _plans(shelf: Shelf, cards: Sequence[Card], asked: str, variety: str) -> Iterator[Plan]:
    pairs = [
        _Pair(card=card, term=lead(card)[2:-2], meaning=brief(card.fact.back))
        for card in cards
        if not is_collective(card.fact.key[0])
        and not is_label(card.fact.key[0])
        and not echoes(card.fact.key[0], plain(card.fact.back))
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
            answer="\n".join(f"- **{pair.term}**: {pair.meaning}" for pair in drawn),
            solution="\n".join(f"- **{pair.term}**: {pair.card.fact.back}" for pair in drawn),
            left=tuple(pair.term for pair in drawn),
            right=tuple(drawn[index].meaning for index in order),
            pairs=tuple(order.index(place) for place in range(len(drawn))),
        )

    yield plan(Form.MATCHING, tuple(pair.card for pair in clear), make, variety=variety)


def _clear(shelf: Shelf, pairs: Sequence[_Pair]) -> list[_Pair]:
    """Pairs of one kind, the first come first, no meaning of which could go to two terms."""
    kinds: dict[str, list[_Pair]] = defaultdict(list)
    for pair in pairs:
        kinds[shape(plain(pair.meaning))].append(pair)
    chosen: list[_Pair] = []
    for pair in max(kinds.values(), key=len, default=[]):
        if not any(_confused(shelf, pair, other) for other in chosen):
            chosen.append(pair)
    return chosen


def _confused(shelf: Shelf, one: _Pair, other: _Pair) -> bool:
    first, second = plain(one.meaning), plain(other.meaning)
    return (
        near(first, second)
        or near(plain(one.term), plain(other.term))
        or shelf.holds(one.card.fact.key[0], bare(second))
        or shelf.holds(other.card.fact.key[0], bare(first))
    )
