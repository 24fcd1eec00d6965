"""Cards in any state, settings and lives of cards, drawn by hypothesis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from flashcards.review.model import CardState, Event, EventKind, Memory, Phase, Rating, Settings
from flashcards.review.schedule import answer, answered, calendar

DAY = 739_882
NOW_MS = 1_790_000_000_000
M = 60_000

steps = st.sampled_from(
    ((), (10 * M,), (M, 10 * M), (M, 60 * M, 1440 * M), (720 * M,), (5 * 1440 * M,))
)

settings = st.builds(
    Settings,
    desired_retention=st.floats(0.7, 0.97),
    learning_steps_ms=steps,
    relearning_steps_ms=steps,
    maximum_interval_days=st.sampled_from((1, 2, 10, 365, 36_500)),
    fuzz=st.booleans(),
    leech_lapses=st.sampled_from((0, 1, 2, 8)),
    leech_suspends=st.booleans(),
    rollover_hour=st.integers(0, 23),
    time_zone=st.sampled_from(("UTC", "Europe/Berlin", "America/St_Johns", "Pacific/Apia")),
)

memories = st.builds(Memory, stability_days=st.floats(0.01, 5000), difficulty=st.floats(1, 10))


@st.composite
def states(draw: st.DrawFn, phases: Sequence[Phase] = tuple(Phase)) -> CardState:
    """A state that a card may be in, of some phases."""
    phase = draw(st.sampled_from(phases))
    marks: dict[str, Any] = {
        "suspended": draw(st.booleans()),
        "buried_day": draw(st.sampled_from((0, DAY - 1, DAY))),
        "flag": draw(st.integers(0, 7)),
    }
    if phase is Phase.NEW:
        return CardState(**marks)
    in_steps = phase is not Phase.REVIEW
    last_day = DAY - draw(st.integers(0, 900))
    due_day = DAY + draw(st.integers(-5, 5))
    return CardState(
        phase=phase,
        step=draw(st.integers(0, 2)) if in_steps else 0,
        memory=draw(memories),
        due_day=due_day,
        due_ms=NOW_MS + draw(st.integers(-(10**6), 10**6)) if in_steps else None,
        interval_days=0 if in_steps else max(1, due_day - last_day),
        last_ms=NOW_MS - 10**7,
        last_day=last_day,
        repetitions=draw(st.integers(1, 40)),
        lapses=draw(st.integers(0, 20)),
        leech=draw(st.booleans()),
        **marks,
    )


@dataclass(frozen=True)
class Life:
    """What happened to a card, and the state it came to by `answer`."""

    settings: Settings
    events: list[Event]
    state: CardState


@st.composite
def lives(draw: st.DrawFn) -> Life:
    """Answers one after the other, each scheduled by the one before, early or late."""
    rules = draw(settings)
    clock, state, now, events = calendar(rules), CardState(), NOW_MS, list[Event]()
    for rating in draw(st.lists(st.sampled_from(Rating), max_size=12)):
        day = clock.day_of(now)
        outcome = answer(state, rating, card="c", now_ms=now, day=day, settings=rules)
        events.append(answered(outcome, rating, before=state, id=now, card="c"))
        state = outcome.state
        now += max(1, int(outcome.interval_ms * draw(st.sampled_from((0.01, 0.9, 1.0, 1.5)))))
    return Life(rules, events, state)


def event(number: int, kind: EventKind, **other: object) -> Event:
    """An event of card `c`, on the day of that number unless told otherwise."""
    values: dict[str, object] = {"card": "c", "at_ms": number, "day": DAY + number}
    return Event(id=number, kind=kind, **(values | other))  # type: ignore[arg-type]
