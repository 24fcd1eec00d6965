"""What a sitting needs of the store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from flashcards.review.model import CardState, Event, Settings
from flashcards.review.store.model import (
    USUAL,
    Done,
    Due,
    Order,
    Queues,
    Recorded,
    StoredCard,
    Tally,
    Unmet,
)


class Shelf(Protocol):
    """Cards, where they stand, and the log. Each call that writes is one transaction."""

    def settings(self) -> Settings:
        """How cards are scheduled."""

    def decks(self) -> Mapping[int, str]:
        """Whole names of the decks by their numbers."""

    def tags(self) -> Iterable[tuple[str, Sequence[str]]]:
        """Each card with its tags."""

    def queues(
        self,
        *,
        day: int,
        limit: int | None = None,
        order: Order = USUAL,
    ) -> Queues:
        """What is due up to the end of a study day; the first so many of each queue."""

    def everything(self, *, interviews: bool = True) -> list[Due]:
        """All cards that may be shown, due or not."""

    def unmet(self) -> Unmet:
        """How many new cards there are."""

    def tally(self, *, interviews: bool = True) -> Tally:
        """How many cards are met or known, are learnt, and wait for the learner."""

    def streak(self, day: int) -> tuple[int, bool]:
        """Days in a row with answers up to this one, and whether this one has some."""

    def answers(self) -> int:
        """How many answers the log holds."""

    def exchanged(self) -> bool:
        """Whether there is another program that has part in it."""

    def upcoming(self, day: int) -> Mapping[int, int]:
        """How many reviews are due on each study day from this one on."""

    def begun(self, day: int) -> Mapping[int, int]:
        """How many new cards of each deck were begun on a study day."""

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

    def undoable(self, *, day: int) -> Iterable[Event]:
        """What happened on a study day and can be undone, latest first."""

    def undo(self, event: Event, *, at_ms: int, day: int) -> CardState:
        """Take an event back."""
