"""What several commands ask of the database of reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.cli import database

if TYPE_CHECKING:
    from flashcards.review.model import Settings
    from flashcards.review.stats.model import Subject
    from flashcards.review.store import Store


def today(settings: Settings) -> int:
    """The study day that it is now.

    Raises:
        ConfigError: there is no such time zone as the settings name.
    """
    from flashcards.review.schedule import calendar

    return calendar(settings).day_of(database.now_ms())


def subjects(store: Store) -> list[Subject]:
    """The cards, as statistics know them."""
    from flashcards.review.stats.model import Subject

    return [
        Subject(
            id=card.id,
            deck=card.deck,
            document=card.document,
            question=card.question,
            title=card.title,
            front=card.front,
            tags=card.tags,
            source=f"{card.source.path}:{card.source.line}" if card.source.path else "",
            retired=card.retired_ms is not None,
        )
        for card in store.cards()
    ]


def in_use(store: Store) -> int:
    """How many cards are to be learnt: neither retired nor suspended."""
    states = store.states()
    return sum(
        card.retired_ms is None and not (card.id in states and states[card.id].suspended)
        for card in store.cards()
    )
