"""A shelf in memory, that folds its log as the store does, and a clock that is told the time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from flashcards.card import Kind
from flashcards.document import Source
from flashcards.review.model import CardState, Event, EventKind, Phase, Rating, Settings
from flashcards.review.schedule import fold, standing
from flashcards.review.schedule.queue import shuffle_factor, shuffle_key, shuffled
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

NOON_MS = 1_764_072_000_000  # 2025-11-25 12:00 UTC
UTC = Settings(time_zone="UTC")


@dataclass
class Clock:
    """The time, as a test wants it."""

    ms: int = NOON_MS

    def __call__(self) -> int:
        return self.ms

    def wait(self, *, seconds: float = 0, days: float = 0) -> None:
        self.ms += int(seconds * 1000 + days * 86_400_000)


def stored(name: str, **values: object) -> StoredCard:
    """A card of that id; the rest as given."""
    card = StoredCard(
        id=name,
        note=name,
        slot=1,
        kind=Kind.TERM,
        deck="Root::Module 1",
        root="Root",
        document="one.md",
        question=1,
        title="A question",
        front=f"###### Subject of {name}\n\nFront of {name}?",
        back=f"back of {name}",
        more="",
        context=("A question", "A label"),
        tags=("llm::m1", "kind::term"),
        extra=(),
        source=Source(path="source/one.md", line=7),
        modified=0,
        position=0,
    )
    return replace(card, **values)  # type: ignore[arg-type]


@dataclass
class FakeShelf:
    """Cards by id, and the log."""

    cards: Sequence[StoredCard]
    rules: Settings = UTC
    log: list[Event] = field(default_factory=list)

    def settings(self) -> Settings:
        return self.rules

    def decks(self) -> Mapping[int, str]:
        return dict(enumerate(sorted({card.deck for card in self.cards})))

    def tags(self) -> Iterable[tuple[str, Sequence[str]]]:
        return [(card.id, card.tags) for card in self.cards]

    def _due(self, card: StoredCard, due: int) -> Due:
        number = {name: n for n, name in self.decks().items()}[card.deck]
        return Due(card.id, card.note, number, due)

    def queues(self, *, day: int, limit: int | None = None, order: Order = USUAL) -> Queues:
        learning, reviews, new, problems = [], [], [], []
        for place, card in enumerate(self.cards):
            state = self.state(card.id)
            if state.suspended or state.buried_day == day or card.retired_ms is not None:
                continue
            if state.phase is Phase.NEW:
                if card.kind is Kind.PROBLEM:
                    problems.append(self._due(card, place))
                elif card.kind is not Kind.INTERVIEW or order.interviews:
                    new.append(self._due(card, place))
            elif state.due_day <= day and state.due_ms is not None:
                learning.append(self._due(card, state.due_ms))
            elif state.due_day <= day:
                reviews.append(self._due(card, state.due_day))
        factor = shuffle_factor(day)
        reviews.sort(key=lambda one: (one.due, shuffled(shuffle_key(one.card), factor)))
        learning.sort(key=lambda one: one.due)
        if order.by_retrievability:
            reviews.sort(key=lambda one: self._faded(self.state(one.card), day))
        return Queues(learning[:limit], reviews[:limit], new[:limit], problems[:limit])

    @staticmethod
    def _faded(state: CardState, day: int) -> float:
        return (day - state.last_day) / (state.memory.stability_days if state.memory else 1)

    def everything(self, *, interviews: bool = True) -> list[Due]:
        return [
            self._due(card, place)
            for place, card in enumerate(self.cards)
            if not self.state(card.id).suspended and (interviews or card.kind is not Kind.INTERVIEW)
        ]

    def unmet(self) -> Unmet:
        kinds = [
            card.kind for card in self.cards
            if self.state(card.id).phase is Phase.NEW and not self.state(card.id).suspended
        ]  # fmt: skip
        problems, interviews = kinds.count(Kind.PROBLEM), kinds.count(Kind.INTERVIEW)
        return Unmet(len(kinds) - problems - interviews, problems, interviews)

    def tally(self, *, interviews: bool = True) -> Tally:
        states = [self.state(card.id) for card in self.cards if card.retired_ms is None]
        shown = [state for state in states if not state.suspended]
        learnt = sum(state.phase in {Phase.REVIEW, Phase.RELEARNING} for state in shown)
        leeches = sum(state.leech for state in states)
        return Tally(len(shown), learnt, len(states) - len(shown), leeches)

    def streak(self, day: int) -> tuple[int, bool]:
        days = {e.day for e in standing(self.log) if e.kind is EventKind.ANSWER}
        last = day if day in days else day - 1
        length = next(n for n in range(len(days) + 1) if last - n not in days)
        return length, day in days

    def answers(self) -> int:
        return sum(event.kind is EventKind.ANSWER for event in self.log)

    def exchanged(self) -> bool:
        return any(event.source for event in self.log)

    def upcoming(self, day: int) -> Mapping[int, int]:
        states = [self.state(card.id) for card in self.cards]
        return Counter(max(s.due_day, day) for s in states if s.phase is Phase.REVIEW)

    def begun(self, day: int) -> Mapping[int, int]:
        number = {name: n for n, name in self.decks().items()}
        new = [event for event in self._answers(day) if event.phase is Phase.NEW]
        return Counter(number[self.card(event.card).deck] for event in new)

    def _answers(self, day: int) -> list[Event]:
        return [
            event
            for event in standing(self.log)
            if event.kind is EventKind.ANSWER and event.day == day and not event.cram
        ]

    def done(self, day: int) -> Done:
        answers = self._answers(day)
        phases = [event.phase for event in answers]
        return Done(
            new=phases.count(Phase.NEW),
            reviews=phases.count(Phase.REVIEW),
            learning=phases.count(Phase.LEARNING) + phases.count(Phase.RELEARNING),
            duration_ms=sum(event.duration_ms for event in answers),
            problems=sum(
                event.phase is Phase.NEW and self.card(event.card).kind is Kind.PROBLEM
                for event in answers
            ),
        )

    def studied(self, day: int) -> Mapping[str, str]:
        return {self.card(event.card).note: event.card for event in self._answers(day)}

    def card(self, card: str) -> StoredCard:
        return next(one for one in self.cards if one.id == card)

    def state(self, card: str) -> CardState:
        return fold((event for event in self.log if event.card == card), self.rules)

    def record(self, event: Event, state: CardState) -> Recorded:
        if self.log:
            event = replace(event, id=max(event.id, self.log[-1].id + 1))
        self.log.append(event)
        assert self.state(event.card) == state, "what was said of the state follows from the log"
        return Recorded(event, state)

    def undoable(self, *, day: int) -> Iterable[Event]:
        return reversed(standing(event for event in self.log if event.day == day))

    def undo(self, event: Event, *, at_ms: int, day: int) -> CardState:
        after = max(at_ms, self.log[-1].id + 1)
        self.log.append(
            Event(
                id=after, card=event.card, kind=EventKind.UNDO, at_ms=at_ms, day=day, value=event.id
            )
        )
        return self.state(event.card)


def ratings(shelf: FakeShelf) -> list[tuple[str, Rating | None]]:
    """Cards and ratings of the answers that count."""
    return [(e.card, e.rating) for e in standing(shelf.log) if e.kind is EventKind.ANSWER]
