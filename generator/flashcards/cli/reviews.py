"""What several commands ask of the database of reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.cli import database

if TYPE_CHECKING:
    from flashcards.review.model import Settings
    from flashcards.review.stats.model import Subject
    from flashcards.review.store import Store, StoredCard


def today(settings: Settings) -> int:
    """The study day that it is now.

    Raises:
        ConfigError: there is no such time zone as the settings name.
    """
    from flashcards.review.schedule import calendar

    return calendar(settings).day_of(database.now_ms())


def subjects(store: Store) -> list[Subject]:
    """The cards that are met or known, as statistics know them; see `Store.tally`."""
    from flashcards.kinds import ASIDE_TAG, LATER_TAG, Kind
    from flashcards.review.model import Phase
    from flashcards.review.stats.model import Subject

    states, interviews = store.states(), store.settings().interview_cards

    def is_met(card: StoredCard) -> bool:
        if states[card.id].phase is not Phase.NEW:
            return True
        later = {ASIDE_TAG, LATER_TAG}.intersection(card.tags)
        return not later and (interviews or card.kind is not Kind.INTERVIEW)

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
        if is_met(card)
    ]


def in_use(store: Store) -> int:
    """How many cards are to be learnt: met or known, neither retired nor suspended."""
    return store.tally(interviews=store.settings().interview_cards).cards
