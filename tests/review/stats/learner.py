"""A simulated learner whose forgetting is known: what comes out of its log can be told before."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from fsrs_rs_python import DEFAULT_PARAMETERS, FSRS, MemoryState

from flashcards.review.model import CardState, Event, Phase, Rating, Settings
from flashcards.review.schedule import answer, answered
from flashcards.review.stats.model import Subject

START = date(2025, 1, 1).toordinal()
EPOCH = date(1970, 1, 1).toordinal()
DAY_MS = 86_400_000
SETTINGS = Settings(time_zone="UTC", rollover_hour=0, leech_suspends=False)

DEFAULTS = tuple(DEFAULT_PARAMETERS)

FORGETFUL = (0.1, 0.5, 0.9, 2.5, *DEFAULTS[4:8], 1.2, *DEFAULTS[9:20], 0.3)
"""Parameters of somebody who forgets much faster than the defaults say."""


class Asked(NamedTuple):
    """A card that came back on a later day: its true chance of being known, and whether it was."""

    day: int
    chance: float
    known: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """A log, the states it led to, and the cards."""

    events: tuple[Event, ...]
    states: dict[str, CardState]
    subjects: tuple[Subject, ...]
    today: int
    asked: tuple[Asked, ...]


def morning(day: int) -> int:
    """Nine o'clock, UTC."""
    return (day - EPOCH) * DAY_MS + 9 * 3_600_000


def subject(number: int) -> Subject:
    question = number % 7 + 1
    return Subject(
        id=f"card-{number}",
        deck=f"Root::{'Even' if number % 2 == 0 else 'Odd'}",
        document="module.md",
        question=question,
        title=f"What of {question}?",
        front=f"What is {number}?",
        tags=("all", f"all::topic::{number % 5}"),
        source=f"module.md:{number + 1}",
    )


class Brain:
    """Memories that follow given parameters, by the formula of FSRS-6 as the wiki has it."""

    def __init__(self, truth: Sequence[float]) -> None:
        self.engine = FSRS(list(truth))
        self.decay = -truth[20]
        self.factor = 0.9 ** (1 / self.decay) - 1
        self.memories: dict[str, tuple[MemoryState, int]] = {}
        self.asked: list[Asked] = []

    def recall(self, card: str, day: int) -> float:
        memory, last = self.memories[card]
        return float((1 + self.factor * (day - last) / memory.stability) ** self.decay)

    def rate(self, card: str, day: int, chance: random.Random) -> Rating:
        if card not in self.memories:
            memory, elapsed = None, 0
            rating = chance.choices((1, 2, 3, 4), (0.24, 0.09, 0.5, 0.17))[0]
        else:
            memory, last = self.memories[card]
            elapsed = day - last
            if elapsed == 0:
                rating = chance.choices((1, 2, 3, 4), (0.1, 0.1, 0.7, 0.1))[0]
            else:
                asked = Asked(day, p := self.recall(card, day), chance.random() < p)
                self.asked.append(asked)
                rating = chance.choices((2, 3, 4), (0.22, 0.63, 0.15))[0] if asked.known else 1
        states = self.engine.next_states(memory, 0.9, elapsed)
        after = (states.again, states.hard, states.good, states.easy)[rating - 1]
        self.memories[card] = after.memory, day
        return Rating(rating)


def live(
    *,
    cards: int = 100,
    days: int = 200,
    new_per_day: int = 10,
    seed: int = 0,
    truth: Sequence[float] = FORGETFUL,
    settings: Settings = SETTINGS,
) -> Life:
    """Study every day for so long, all that is due; the memory is `truth`, the schedule ours."""
    chance = random.Random(seed)
    brain = Brain(truth)
    states = {f"card-{n}": CardState() for n in range(cards)}
    events: list[Event] = []
    waiting = list(states)
    for day in range(START, START + days):
        now = morning(day)
        todo = [c for c, s in states.items() if s.phase is not Phase.NEW and s.due_day <= day]
        todo += waiting[:new_per_day]
        del waiting[:new_per_day]
        while todo:
            card = todo.pop(0)
            state = states[card]
            rating = brain.rate(card, day, chance)
            outcome = answer(state, rating, card=card, now_ms=now, day=day, settings=settings)
            duration = chance.randrange(2_000, 20_000)
            events.append(
                answered(outcome, rating, before=state, id=now, card=card, duration_ms=duration)
            )
            states[card] = outcome.state
            now += duration
            if outcome.state.due_day == day:
                todo.append(card)
    return Life(
        events=tuple(events),
        states=states,
        subjects=tuple(subject(n) for n in range(cards)),
        today=START + days - 1,
        asked=tuple(brain.asked),
    )
