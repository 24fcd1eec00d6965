"""Assembling practice sets: what is wished for, drawn by chance that the seed alone decides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flashcards.card import Card
from flashcards.practice.items import Plan, stock
from flashcards.practice.model import Item, PracticeSet
from flashcards.practice.narrow import wanted
from flashcards.practice.selection import select
from flashcards.practice.verify import verify
from flashcards.practice.versions import vary
from flashcards.practice.wishes import Wishes


def assemble(cards: Iterable[Card], wishes: Wishes) -> PracticeSet:
    """The set that these wishes name, always the same from the same cards.

    Raises:
        PracticeError: nothing is of the wished kind, or less than is wished.
        ProblemError: two routes to an answer disagree.
    """
    return set_of(stock(cards), wishes)


def versions(cards: Iterable[Card], wishes: Wishes, count: int) -> tuple[PracticeSet, ...]:
    """So many sets, no two alike, item by item as hard and worth as much.

    Raises:
        PracticeError: as `assemble`, or there are not that many different sets.
        ProblemError: two routes to an answer disagree.
    """
    return sets_of(stock(cards), wishes, count)


def set_of(plans: Sequence[Plan], wishes: Wishes) -> PracticeSet:
    """As `assemble`, from plans that are there already."""
    return _set(wishes, tuple(item for _, item in select(wanted(plans, wishes), wishes)))


def sets_of(plans: Sequence[Plan], wishes: Wishes, count: int) -> tuple[PracticeSet, ...]:
    """As `versions`, from plans that are there already."""
    usable = wanted(plans, wishes)
    profile = tuple(plan for plan, _ in select(usable, wishes))
    drawn = enumerate(vary(usable, profile, wishes, count), start=1)
    return tuple(_set(wishes, items, version=number) for number, items in drawn)


def _set(wishes: Wishes, items: tuple[Item, ...], *, version: int = 0) -> PracticeSet:
    for item in items:
        verify(item)
    return PracticeSet(
        title=wishes.title,
        seed=wishes.seed,
        items=items,
        version=version,
        exam=wishes.exam,
        minutes=wishes.minutes,
    )
