"""The database of reviews: events for ever, and what follows from them.

    with Store.open(path) as store:
        before = store.state(card)
        outcome = answer(before, Rating.GOOD, …)
        recorded = store.append(event, outcome.state)   # on disk when this returns
        store.undo(recorded.event, at_ms=…, day=…)

Every change is one transaction, on disk before the method returns. Two processes may work on one
database at once: they take turns, and a state that was worked out before another process changed
that card is worked out again from the card's events. A `Store` belongs to one thread.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from flashcards.review.schedule.days import calendar
from flashcards.review.store import cards, queues
from flashcards.review.store.errors import speaking
from flashcards.review.store.log import Log
from flashcards.review.store.model import (
    USUAL,
    CardPrint,
    Done,
    Due,
    Listed,
    Order,
    Queues,
    StoredCard,
    SyncCounts,
    Tally,
    Unmet,
    Waiting,
)

if TYPE_CHECKING:
    from flashcards.card import Card

SYNCED = "synced"
"""What is noted down once the database was synced with another program."""


class Store(Log):
    """An open database of reviews; see the module."""

    def sync_cards(
        self,
        given: Sequence[Card],
        *,
        now_ms: int,
        deck: str,
        retired: Collection[str] | None = None,
    ) -> SyncCounts:
        """Bring the cards up to date with a build; no event is touched.

        New cards are added, reworded ones keep all that is known of them, retired ones leave
        the queues and come back, as they were, when a build gives them again. A learnt card whose
        answer is another one now comes sooner, as the settings have it: that is an event.

        Args:
            given: what the build gave, in the order in which new cards are to be met.
            now_ms: the time.
            deck: root deck of the build.
            retired: cards that are retired by the ledger. None retires all cards of that root
                deck that were not given: right only for a build of all its documents.

        Raises:
            StoreError: it cannot be written; nothing is changed.
        """
        with self._writing() as opened:
            counts, corrected = cards.sync(opened, given, deck=deck, now_ms=now_ms, retired=retired)
            if not corrected:
                return counts
            from flashcards.review.schedule.unlearning import sooner  # for builds alone

            settings = self._settings_in(opened)
            day = calendar(settings).day_of(now_ms)
            states = [(card, self.state(card)) for card in corrected]
            events = sooner(states, settings.corrected, now_ms=now_ms, day=day)
            again = [self._append(opened, event, None) for event in events]
            return replace(counts, corrected=len(again))

    def know(self, ids: Iterable[str], *, now_ms: int) -> int:
        """Make room for the history of cards that no build has given yet; how many were new.

        They are in no queue until a build gives them.
        """
        with self._writing() as opened:
            return cards.know(opened, ids, now_ms=now_ms)

    def card(self, card: str) -> StoredCard:
        """The card as the last build gave it, retired or not.

        Raises:
            StoreError: no build has given it.
        """
        with speaking(self.path):
            found = cards.stored(self._connection, card)
        if found is None:
            raise self._unknown(card)
        return found

    def cards(self) -> Iterator[StoredCard]:
        """Every card, retired ones too, in the order in which new ones are met."""
        with speaking(self.path):
            yield from cards.all_stored(self._connection)

    def prints(self) -> Iterator[CardPrint]:
        """Every card as `cards` gives it, with a digest in place of what it says."""
        with speaking(self.path):
            yield from cards.prints(self._connection)

    def listed(self) -> Iterator[Listed]:
        """Every card with where it stands, retired ones too, in the order of `cards`."""
        with speaking(self.path):
            states = self.states()
            for card in cards.all_stored(self._connection):
                yield Listed(card=card, state=states[card.id])

    def card_ids(self) -> set[str]:
        """Ids of all cards that may have events, retired and never given ones too."""
        with speaking(self.path):
            return {row[0] for row in self._connection.execute("SELECT id FROM cards")}

    def tags(self) -> Iterable[tuple[str, Sequence[str]]]:
        """Each card that is not retired, with its tags."""
        with speaking(self.path):
            return cards.tags(self._connection).items()

    def decks(self) -> dict[int, str]:
        """Number → whole name of every deck."""
        with speaking(self.path):
            return dict(self._connection.execute("SELECT id, name FROM decks WHERE name <> ''"))

    def queues(
        self,
        *,
        day: int,
        decks: Collection[int] | None = None,
        limit: int | None = None,
        order: Order = USUAL,
    ) -> Queues:
        """What is due on a study day; the rule is that of `schedule.queue.is_due`.

        Args:
            day: the study day.
            decks: only those of these numbers (see `decks`).
            limit: at most so many of each queue, the first ones. No daily limit is applied.
            order: what comes first.
        """
        with speaking(self.path):
            return queues.queues(
                self._connection,
                day=day,
                decks=None if decks is None else sorted(decks),
                limit=limit,
                order=order,
            )

    def everything(self, *, interviews: bool = True) -> list[Due]:
        """All cards that are neither retired nor suspended, due or not, by position."""
        with speaking(self.path):
            return queues.everything(self._connection, interviews=interviews)

    def unmet(self) -> Unmet:
        """How many new cards are neither retired nor suspended."""
        with speaking(self.path):
            return queues.unmet(self._connection)

    def tally(self, *, interviews: bool = True) -> Tally:
        """How many cards there are, are learnt, and wait for the learner.

        Those that nobody meets are left out: set aside, below the level that is asked for,
        and without `interviews` whole questions.
        """
        with speaking(self.path):
            return queues.tally(self._connection, interviews=interviews)

    def streak(self, day: int) -> tuple[int, bool]:
        """Study days in a row with answers, up to this one, and whether this one has some.

        While it has none, the days before it are counted.
        """
        with speaking(self.path):
            return queues.streak(self._connection, day=day)

    def answers(self) -> int:
        """How many answers the log holds, undone ones too."""
        with speaking(self.path):
            return queues.answers(self._connection)

    def exchanged(self) -> bool:
        """Whether it is synced with another program, or its log holds events of one."""
        with speaking(self.path):
            return bool(self.meta(SYNCED)) or queues.exchanged(self._connection)

    def upcoming(self, day: int) -> dict[int, int]:
        """How many reviews are due on each study day to come; those overdue on the day given."""
        with speaking(self.path):
            return queues.upcoming(self._connection, day=day)

    def begun(self, day: int) -> dict[int, int]:
        """How many new cards of each deck were begun on a study day."""
        with speaking(self.path):
            return queues.begun(self._connection, day=day)

    def waiting(self, day: int) -> dict[str, Waiting]:
        """How many cards of each deck are due on a study day, by its whole name; no limits."""
        with speaking(self.path):
            return queues.waiting(self._connection, day=day)

    def done(self, day: int) -> Done:
        """What has been answered on a study day."""
        with speaking(self.path):
            return queues.done(self._connection, day=day)

    def studied(self, day: int) -> dict[str, str]:
        """Notes of which a card was answered on a study day, and the last such card of each."""
        with speaking(self.path):
            return queues.studied(self._connection, day=day)
