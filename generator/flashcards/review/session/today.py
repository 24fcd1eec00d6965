"""What a sitting over all decks would show today, counted by deck."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flashcards.review.schedule.days import calendar
from flashcards.review.session.agenda import agenda
from flashcards.review.session.shelf import Shelf
from flashcards.review.store.model import Waiting


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """Counts of a study day.

    Attributes:
        day: the study day.
        decks: whole name → what would be shown; every deck that has cards waiting.
        waiting: the same without limits a day, and without siblings waiting for each other.
        total: the sum of `decks`.
    """

    day: int
    decks: dict[str, Waiting]
    waiting: dict[str, Waiting]
    total: Waiting


def today(shelf: Shelf, *, now_ms: int) -> Today:
    """The counts at a moment."""
    settings = shelf.settings()
    day = calendar(settings).day_of(now_ms)
    due = shelf.queues(day=day)
    queue = agenda(due, settings=settings, done=shelf.done(day), studied=shelf.studied(day))
    names = shelf.decks()
    deck_of = {one.card: names[one.deck] for some in due for one in some}
    waiting = _by_deck(
        deck_of,
        learning=[one.card for one in due.learning],
        reviews=[one.card for one in due.reviews],
        new=[one.card for one in due.new],
    )
    shown = _by_deck(
        deck_of,
        learning=[card for _, card in queue.learning],
        reviews=[card for card in queue.main if card not in queue.new],
        new=queue.new,
    )
    counts = queue.counts
    return Today(
        day=day,
        decks=shown,
        waiting=waiting,
        total=Waiting(learning=counts.learning, reviews=counts.reviews, new=counts.new),
    )


def _by_deck(deck_of: Mapping[str, str], **kinds: Iterable[str]) -> dict[str, Waiting]:
    counted = {kind: Counter(deck_of[card] for card in cards) for kind, cards in kinds.items()}
    return {
        deck: Waiting(**{kind: counts[deck] for kind, counts in counted.items()})
        for deck in sorted(set(deck_of.values()))
    }
