"""All that items can be made from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from flashcards.card import Card
from flashcards.practice.items import choices, fill, long, matching, ordering, problems, short
from flashcards.practice.items.plan import Plan
from flashcards.practice.items.shelf import Shelf, shelf

FORMS: tuple[Callable[[Shelf], Iterator[Plan]], ...] = (
    problems.plans,
    choices.plans,
    matching.plans,
    ordering.plans,
    short.plans,
    fill.plans,
    long.plans,
)


def stock(cards: Iterable[Card]) -> tuple[Plan, ...]:
    """A plan for every item that these cards give, in an order that only they decide."""
    sorted_cards = shelf(cards)
    return tuple(plan for form in FORMS for plan in form(sorted_cards))
