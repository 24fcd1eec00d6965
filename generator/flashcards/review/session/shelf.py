"""What a sitting needs of the store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from flashcards.review.model import CardState, Event, Settings
from flashcards.review.store.model import Done, Due, Queues, Recorded, StoredCard


class Shelf(Protocol):
    """Cards, where they stand, and the log. Each call that writes is one transaction."""

    def settings(self) -> Settings:
        """How cards are scheduled."""

    def decks(self) -> Mapping[int, str]:
        """Whole names of the decks by their numbers."""

    def tags(self) -> Iterable[tuple[str, Sequence[str]]]:
        """Each card with its tags."""

    def queues(self, *, day: int, limit: int | None = None) -> Queues:
        """What is due up to the end of a study day; the first so many of each queue."""

    def everything(self) -> list[Due]:
        """All cards that may be shown, due or not."""

    def done(self, day: int) -> Done:
        """What was answered on a study day."""

    def studied(self, day: int) -> Mapping[str, str]:
        """Notes of which a card was answered on a study day, and that card."""

    def card(self, card: str) -> StoredCard:
        """What a card says."""

    def state(self, card: str) -> CardState:
        """Where a card stands."""

    def record(self, event: Event, state: CardState) -> Recorded:
        """Write down what happened and where the card stands after it."""

    def last(self, *, day: int) -> Event | None:
        """What happened last on a study day and can be undone."""

    def undo(self, event: Event, *, at_ms: int, day: int) -> CardState:
        """Take an event back."""
