"""From the log to what FSRS is trained on: the rules are Anki's.

- Only answers in the schedule count: neither cramming nor what was taken back.
- Of a card only what came after it was last begun counts: from the first of its last unbroken run
  of answers as a new or learning card. A card that was forgotten (reset to new) begins anew; one
  whose beginning is not in the log is left out.
- Days between answers are study days; answers on one day are 0 apart. An answer on a later study
  day than the one before it is something to foretell: an item, with all answers up to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from flashcards.review.model import Event, EventKind, Phase
from flashcards.review.schedule import standing
from flashcards.values import dataclass

if TYPE_CHECKING:
    from fsrs_rs_python import FSRSItem


class Review(NamedTuple):
    """One answer: its rating, and study days since the answer before it."""

    rating: int
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The answers of one card that FSRS learns from, with the ids of their events."""

    card: str
    ids: tuple[int, ...]
    reviews: tuple[Review, ...]

    @property
    def items(self) -> int:
        """How many answers there are to foretell."""
        return sum(review.days > 0 for review in self.reviews)


def histories(events: Iterable[Event]) -> list[History]:
    """The cards with something to learn from, in the order of their ids."""
    cards: dict[str, list[Event]] = {}
    for event in standing(events):
        cards.setdefault(event.card, []).append(event)
    found = (_history(card, cards[card]) for card in sorted(cards))
    return [history for history in found if history is not None and history.items]


def _history(card: str, events: Sequence[Event]) -> History | None:
    answers: list[Event] = []
    for event in events:
        if event.kind is EventKind.FORGET:
            answers.clear()
        elif event.kind is EventKind.ANSWER and not event.cram and event.rating is not None:
            answers.append(event)
    begun = _begun(answers)
    if begun is None:
        return None
    answers = answers[begun:]
    days = [0, *(max(0, b.day - a.day) for a, b in pairwise(answers))]
    return History(
        card=card,
        ids=tuple(event.id for event in answers),
        reviews=tuple(
            Review(int(event.rating or 0), gap) for event, gap in zip(answers, days, strict=True)
        ),
    )


def _begun(answers: Sequence[Event]) -> int | None:
    """Where the last unbroken run of answers in learning starts; None if there is none."""
    start = None
    for place in range(len(answers) - 1, -1, -1):
        if answers[place].phase in {Phase.NEW, Phase.LEARNING}:
            start = place
        elif start is not None:
            break
    return start


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """What the engine is trained on, in the order in which the answers were given.

    Attributes:
        items: each an answer to foretell, and all before it.
        owners: for each item a number that stands for its card; the engine trains a little
            better if it knows them.
    """

    items: tuple[FSRSItem, ...]
    owners: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.items)

    @property
    def cards(self) -> int:
        """How many cards they are of."""
        return len(set(self.owners))

    def until(self, place: int) -> Items:
        """The first ones."""
        return Items(items=self.items[:place], owners=self.owners[:place])


def items(cards: Iterable[History]) -> list[tuple[History, int]]:
    """Answers to foretell, in the order in which they were given: of whom, and at which place."""
    found = [
        (history.ids[place], history, place)
        for history in cards
        for place, review in enumerate(history.reviews)
        if review.days > 0
    ]
    found.sort(key=lambda each: each[0])
    return [(history, place) for _, history, place in found]


def engine_items(cards: Sequence[History]) -> Items:
    """The engine's own form: for each answer to foretell, all answers of its card up to it."""
    from fsrs_rs_python import FSRSItem, FSRSReview

    reviews = {
        history.card: [FSRSReview(review.rating, review.days) for review in history.reviews]
        for history in cards
    }
    numbers = {card: number for number, card in enumerate(reviews)}
    ordered = items(cards)
    return Items(
        items=tuple(FSRSItem(reviews[history.card][: place + 1]) for history, place in ordered),
        owners=tuple(numbers[history.card] for history, _ in ordered),
    )
