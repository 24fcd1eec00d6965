"""Lives of cards, lived by our own scheduler, and the notes they stand on."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from pathlib import Path

from flashcards.anki.ids import distinct_ids
from flashcards.anki.note_types import NOTE_TYPES
from flashcards.card import Note
from flashcards.review.exchange.database import read_history
from flashcards.review.exchange.merge import Merge, merge
from flashcards.review.exchange.rows import History
from flashcards.review.model import CardState, Event, EventKind, Rating, Settings
from flashcards.review.schedule import DAY_MS, answer, answered, calendar, fold
from tests.anki.making import gallery

SETTINGS = Settings()
MINUTE_MS = 60_000
NOTES = gallery()
CARDS = tuple(card.id for note in NOTES for card in note.cards)

Log = dict[str, list[Event]]


class Learner:
    """Whoever answers cards here; every event gets the next free id."""

    def __init__(self, settings: Settings = SETTINGS) -> None:
        self.settings = settings
        self.log: Log = {}
        self.taken: set[int] = set()

    def id(self, at_ms: int) -> int:
        while at_ms in self.taken:
            at_ms += 1
        self.taken.add(at_ms)
        return at_ms

    def state(self, card: str) -> CardState:
        return fold(self.log.get(card, []), self.settings)

    def day(self, at_ms: int) -> int:
        return calendar(self.settings).day_of(at_ms)

    def answer(self, card: str, at_ms: int, rating: int, *, duration_ms: int = 4000) -> Event:
        before = self.state(card)
        outcome = answer(
            before,
            Rating(rating),
            card=card,
            now_ms=at_ms,
            day=self.day(at_ms),
            settings=self.settings,
        )
        made = answered(
            outcome,
            Rating(rating),
            before=before,
            id=self.id(at_ms),
            card=card,
            duration_ms=duration_ms,
        )
        self.log.setdefault(card, []).append(made)
        return made

    def event(self, card: str, at_ms: int, kind: EventKind, **values: object) -> Event:
        made = Event(
            id=self.id(at_ms),
            card=card,
            kind=kind,
            at_ms=at_ms,
            day=self.day(at_ms),
            **values,  # type: ignore[arg-type]
        )
        self.log.setdefault(card, []).append(made)
        return made

    def live(self, card: str, begin_ms: int, until_ms: int, seed: int) -> None:
        """Answers when due, or a little later, until a time; mostly known."""
        chance = random.Random(f"{card}{seed}")
        at_ms = begin_ms
        while at_ms < until_ms:
            self.answer(card, at_ms, chance.choices((1, 2, 3, 4), (2, 1, 8, 1))[0])
            state = self.state(card)
            due_ms = state.due_ms or calendar(self.settings).start_of(state.due_day)
            at_ms = max(due_ms, at_ms + 1) + chance.randrange(14 * 3_600_000)

    def take(self, merged: Merge) -> None:
        """Put what an import brings into the log."""
        for event in merged.events:
            assert event.id not in self.taken
            self.taken.add(event.id)
            self.log.setdefault(event.card, []).append(event)


def learner(now_ms: int, settings: Settings = SETTINGS, cards: Sequence[str] = CARDS) -> Learner:
    """Somebody who has learnt all cards but the last two for three months, and some this minute."""
    made = Learner(settings)
    for place, card in enumerate(cards[:-2]):
        made.live(card, now_ms - 90 * DAY_MS + place * 3_600_000, now_ms - DAY_MS, place)
    return made


def known(notes: Sequence[Note] = NOTES) -> dict[tuple[str, int], str]:
    return {(card.note, card.slot - 1): card.id for note in notes for card in note.cards}


def history(path: Path, notes: Sequence[Note] = NOTES) -> History:
    numbers = distinct_ids("card", (card.id for note in notes for card in note.cards))
    return read_history(
        path,
        known=known(notes),
        numbers={number: card for card, number in numbers.items()},
        note_types=[kind.id for kind in NOTE_TYPES.values()],
    )


def merged(
    path: Path, log: Mapping[str, Sequence[Event]], now_ms: int, settings: Settings = SETTINGS
) -> Merge:
    return merge(history(path), log, settings=settings, now_ms=now_ms)


def answers(log: Mapping[str, Sequence[Event]]) -> set[tuple[str, int, int, int, bool]]:
    """All answers of a log that stand: card, when, rating, how long, whether crammed."""
    from flashcards.review.schedule import standing

    return {
        (e.card, e.at_ms, int(e.rating), e.duration_ms, e.cram)
        for some in log.values()
        for e in standing(some)
        if e.rating is not None
    }


def due(
    log: Mapping[str, Sequence[Event]], settings: Settings = SETTINGS
) -> dict[str, tuple[object, ...]]:
    """Where every card stands: phase, day, second, interval."""
    states = {card: fold(some, settings) for card, some in log.items()}
    return {
        card: (s.phase, s.due_day, s.due_ms and s.due_ms // 1000, s.interval_days)
        for card, s in states.items()
    }
