"""What a sitting over all decks would show today, counted by deck."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from flashcards.review.model import Settings
from flashcards.review.schedule import Queue
from flashcards.review.schedule.days import calendar
from flashcards.review.session.agenda import Wanted, agenda
from flashcards.review.session.policy import order, quota, room
from flashcards.review.session.shelf import Shelf
from flashcards.review.store.model import Queues, Waiting
from flashcards.values import dataclass


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
    names = shelf.decks()
    due, queue = whole(shelf, settings, day=day)
    deck_of = {one.card: names[one.deck] for some in due for one in some}
    waiting = _by_deck(
        deck_of,
        learning=[one.card for one in due.learning],
        reviews=[one.card for one in due.reviews],
        new=[one.card for one in (*due.new, *due.problems)],
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


def whole(
    shelf: Shelf,
    settings: Settings,
    *,
    day: int,
    interviews: bool = False,
    wanted: Wanted = lambda _: True,
) -> tuple[Queues, Queue]:
    """All that is due on a study day, and what of it a sitting would show."""
    done = shelf.done(day)
    due = shelf.queues(day=day, order=order(settings, interviews=interviews))
    room_left = None
    if settings.deck_limits:
        room_left = room(settings, decks=shelf.decks(), begun=shelf.begun(day))
    return due, agenda(
        due,
        settings=settings,
        quota=quota(settings, day=day, unmet=shelf.unmet(), done=done),
        done=done,
        studied=shelf.studied(day),
        wanted=wanted,
        room=room_left,
    )


def _by_deck(deck_of: Mapping[str, str], **kinds: Iterable[str]) -> dict[str, Waiting]:
    counted = {kind: Counter(deck_of[card] for card in cards) for kind, cards in kinds.items()}
    return {
        deck: Waiting(**{kind: counts[deck] for kind, counts in counted.items()})
        for deck in sorted(set(deck_of.values()))
    }
