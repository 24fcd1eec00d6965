"""Against the real Anki: memory is the same; intervals are but for differences that have names."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flashcards.review.model import (
    CardState,
    Event,
    EventKind,
    Memory,
    Outcome,
    Phase,
    Rating,
    Settings,
)
from flashcards.review.schedule import DAY_MS, Calendar, answer, fold, previews
from flashcards.review.schedule.engine import filled, next_states
from flashcards.review.schedule.fuzz import bounds
from tests.effort import times

pytestmark = pytest.mark.anki

Ask = Callable[..., Any]

# Anki rounds what it stores of a card to 4 and 3 decimals, and goes on from there; measured over
# 3,000 reviews the figures then lie within 1.1e-3 and 2.4e-3 of those that are not rounded.
STABILITY, DIFFICULTY = 2e-3, 3e-3
# To 4 decimals, though, a stability of minutes loses more than that; from there both go on from
# what is stored.
SMALL = 0.5
# Asked for a whole log, it rounds nothing on the way: what is left is single precision.
SINGLE = 1e-4

DEFAULTS = filled(())
PLAIN = Settings(fuzz=False, time_zone="UTC", learning_steps_ms=(), relearning_steps_ms=())
UTC = Calendar(zone=ZoneInfo("UTC"))
NOW_MS = 1_790_000_000_000
DAY = UTC.day_of(NOW_MS)

backend = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@dataclass(frozen=True)
class Log:
    """Answers as [days ago, second of the study day, rating], oldest first, and parameters."""

    answers: list[tuple[int, int, int]]
    parameters: tuple[float, ...]


@st.composite
def logs(draw: st.DrawFn) -> Log:
    moments = draw(
        st.sets(
            st.tuples(
                st.one_of(st.integers(1, 12), st.integers(1, 400), st.integers(1, 3000)),
                st.one_of(st.sampled_from((1, 86_399)), st.integers(1, 86_399)),
            ),
            min_size=1,
            max_size=12,
        )
    )
    ratings = draw(st.lists(st.integers(1, 4), min_size=len(moments), max_size=len(moments)))
    ordered = sorted(moments, key=lambda moment: (-moment[0], moment[1]))
    return Log(
        answers=[(*moment, rating) for moment, rating in zip(ordered, ratings, strict=True)],
        parameters=draw(parameters()),
    )


@st.composite
def parameters(draw: st.DrawFn) -> tuple[float, ...]:
    """None, the defaults, or others near them, as an optimizer might find."""
    if draw(st.booleans()):
        return draw(st.sampled_from(((), DEFAULTS)))
    percent = st.integers(80, 125)
    return tuple(value * draw(percent) / 100 for value in DEFAULTS)


def near(
    ours: Memory | None, stability: float, difficulty: float, *, within: tuple[float, float]
) -> bool:
    assert ours
    return ours.stability_days == pytest.approx(
        stability, rel=within[0]
    ) and ours.difficulty == pytest.approx(difficulty, rel=within[1])


@backend
@given(log=logs())
def test_the_memory_folded_from_a_log_is_the_one_that_anki_computes(anki: Ask, log: Log) -> None:
    stability, difficulty = anki("memory", log=log.answers, parameters=log.parameters)
    events = [
        Event(
            id=place, card="c", kind=EventKind.ANSWER, at_ms=place, day=DAY - ago,
            rating=Rating(rating), interval_days=1,
        )
        for place, (ago, _, rating) in enumerate(log.answers, 1)
    ]  # fmt: skip
    ours = fold(events, replace(PLAIN, parameters=log.parameters)).memory
    assert near(ours, stability, difficulty, within=(SINGLE, SINGLE))


@backend
@given(log=logs(), retention=st.floats(0.7, 0.97))
def test_the_memory_after_each_answer_is_the_one_that_anki_stores(
    anki: Ask, log: Log, retention: float
) -> None:
    rules = replace(PLAIN, parameters=log.parameters, desired_retention=retention)
    state, stored, last = CardState(), None, 0
    for ago, _, number in log.answers:
        rating = Rating(number)
        elapsed = last - ago if stored else 0
        theirs = anki(
            "states", phase="review" if stored else "new", memory=stored, elapsed=elapsed,
            interval=1, repetitions=state.repetitions, retention=retention, parameters=log.parameters,
        )[rating.name.lower()]  # fmt: skip
        state = answer(state, rating, card="c", now_ms=NOW_MS, day=DAY - ago, settings=rules).state
        assert near(
            state.memory, theirs["stability"], theirs["difficulty"], within=(STABILITY, DIFFICULTY)
        )
        stored = (round(theirs["stability"], 4), round(theirs["difficulty"], 3))
        if stored[0] < SMALL:
            memory = Memory(stability_days=stored[0], difficulty=stored[1])
            state = replace(state, memory=memory)
        last = ago


def test_good_late_at_night_and_again_in_the_morning_are_a_day_apart(anki: Ask) -> None:
    evening, morning = 19 * 3600, 4 * 3600  # after a rollover at 04:00: 23:00 and 08:00
    log = [(9, evening, 3), (8, morning, 3)]
    stability, difficulty = anki("memory", log=log, parameters=[])
    calendar = UTC
    start = calendar.start_of(DAY)
    moments = [start + evening * 1000, start + DAY_MS + morning * 1000]
    days = [calendar.day_of(moment) for moment in moments]
    assert days == [DAY, DAY + 1]
    events = [
        Event(id=at, card="c", kind=EventKind.ANSWER, at_ms=at, day=day, rating=Rating.GOOD)
        for at, day in zip(moments, days, strict=True)
    ]
    assert near(fold(events, PLAIN).memory, stability, difficulty, within=(SINGLE, SINGLE))


# --- intervals -------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Case:
    """A card and the settings it is scheduled by."""

    state: CardState
    elapsed: int
    settings: Settings

    def asked(self) -> dict[str, Any]:
        memory = self.state.memory
        return {
            "phase": self.state.phase,
            "step": self.state.step,
            "memory": memory and (round(memory.stability_days, 4), round(memory.difficulty, 3)),
            "elapsed": self.elapsed,
            "interval": self.state.interval_days,
            "lapses": self.state.lapses,
            "repetitions": self.state.repetitions,
            "learning_steps": [ms / 60_000 for ms in self.settings.learning_steps_ms],
            "relearning_steps": [ms / 60_000 for ms in self.settings.relearning_steps_ms],
            "leech_lapses": self.settings.leech_lapses,
            "maximum": self.settings.maximum_interval_days,
            "retention": self.settings.desired_retention,
            "parameters": self.settings.parameters,
        }

    def ours(self) -> dict[Rating, Outcome]:
        return previews(self.state, card="c", now_ms=NOW_MS, day=DAY, settings=self.settings)


STEPS = ((), (10,), (1, 10), (1, 10, 60), (5, 1440), (1, 2160, 4320))  # minutes


def cases(chance: random.Random, count: int) -> list[Case]:
    """So many cards; none of those on which Anki panics.

    It does where a card leaves its steps and Easy, which is to be longer than Good, would be above
    the maximum interval.
    """
    found: list[Case] = []
    while len(found) < count:
        one = drawn(chance)
        good = next_states(
            one.state.memory, one.elapsed, desired_retention=one.settings.desired_retention,
            parameters=one.settings.parameters,
        ).good.interval  # fmt: skip
        if one.state.phase is Phase.REVIEW or good + 1 < one.settings.maximum_interval_days:
            found.append(one)
    return found


def drawn(chance: random.Random) -> Case:
    phase = chance.choice((*Phase, Phase.REVIEW, Phase.REVIEW))
    rules = replace(
        PLAIN,
        desired_retention=chance.choice((0.7, 0.8, 0.9, 0.9, 0.95, 0.97)),
        parameters=chance.choice(
            ((), DEFAULTS, tuple(value * chance.uniform(0.8, 1.25) for value in DEFAULTS))
        ),
        learning_steps_ms=tuple(60_000 * m for m in chance.choice(STEPS)),
        relearning_steps_ms=tuple(60_000 * m for m in chance.choice(STEPS)),
        maximum_interval_days=chance.choice((7, 365, 36_500, 36_500)),
        leech_lapses=chance.choice((1, 3, 8)),  # Anki takes 0 for its default, we for none
        leech_suspends=False,
    )
    if phase is Phase.NEW:
        return Case(state=CardState(), elapsed=0, settings=rules)
    steps = rules.relearning_steps_ms if phase is Phase.RELEARNING else rules.learning_steps_ms
    stability = 10 ** chance.uniform(-1, 3)
    elapsed = chance.choice((0, 1, round(stability), chance.randint(0, 500)))
    interval = max(1, round(stability * chance.uniform(0.3, 2)))
    in_steps = phase is not Phase.REVIEW
    state = CardState(
        phase=phase,
        step=chance.randrange(len(steps)) if steps and in_steps else 0,
        memory=Memory(stability_days=stability, difficulty=chance.uniform(1, 10)),
        due_day=DAY,
        due_ms=NOW_MS if in_steps else None,
        interval_days=0 if phase is Phase.LEARNING else interval,
        last_day=DAY - elapsed,
        repetitions=5,
        lapses=chance.randint(0, 9),
    )
    return Case(state=state, elapsed=elapsed, settings=rules)


def differs(one: Case, rating: Rating, ours: Outcome, theirs: dict[str, Any]) -> str:
    """The name of the difference, empty for none; an unknown one fails."""
    state = ours.state
    if same(state, theirs):
        return ""
    days = state.interval_days
    if rating is Rating.AGAIN and days == one.settings.maximum_interval_days < theirs["days"]:
        return "maximum holds after a lapse, too"
    rounded = one.state.memory and Memory(
        stability_days=round(one.state.memory.stability_days, 4),
        difficulty=round(one.state.memory.difficulty, 3),
    )
    as_stored = replace(one, state=replace(one.state, memory=rounded)).ours()[rating].state
    if same(as_stored, theirs):
        return "rounding of what Anki stores"
    pytest.fail(f"unknown difference: {one}\n{rating!r}: {state}\n{theirs}")


def same(state: CardState, theirs: dict[str, Any]) -> bool:
    if state.phase != theirs["phase"]:
        return False
    if state.phase is Phase.REVIEW:
        return bool(state.interval_days == theirs["days"])
    assert state.due_ms is not None
    seconds = theirs["seconds"]
    if seconds < 86_400:
        return bool((state.due_ms - NOW_MS) // 1000 == seconds)
    return state.due_day == UTC.day_of(NOW_MS + seconds * 1000)


CASES = times(400, 4000)


def test_intervals_are_those_of_anki_but_for_differences_that_have_names(
    anki: Ask, record_property: Callable[[str, object], None]
) -> None:
    chance = random.Random(5)
    found: Counter[str] = Counter()
    for one in cases(chance, CASES):
        theirs = anki("states", **one.asked())
        for rating, outcome in one.ours().items():
            found[differs(one, rating, outcome, theirs[rating.name.lower()])] += 1
    equal = found.pop("")
    record_property("intervals", {"equal": equal, **found})
    assert set(found) == {"maximum holds after a lapse, too", "rounding of what Anki stores"}
    assert found["maximum holds after a lapse, too"] < 0.01 * 4 * CASES
    assert found["rounding of what Anki stores"] < 0.02 * 4 * CASES


def test_steps_lapses_and_leeches_are_counted_as_anki_does(anki: Ask) -> None:
    chance = random.Random(6)
    for one in cases(chance, times(120, 1000)):
        theirs = anki("states", **one.asked())
        review = one.state.phase is Phase.REVIEW
        steps = (
            one.settings.learning_steps_ms
            if one.state.phase in (Phase.NEW, Phase.LEARNING)
            else one.settings.relearning_steps_ms
        )
        for rating, outcome in one.ours().items():
            told, state = theirs[rating.name.lower()], outcome.state
            if state.phase is not Phase.REVIEW and steps:
                assert len(steps) - state.step == told["left"]
            if review:
                assert state.lapses == told["lapses"]
                assert (state.leech and rating is Rating.AGAIN) == told["leech"]


def test_a_short_step_over_the_rollover_keeps_its_time_where_anki_shows_it_at_once(
    anki: Ask,
) -> None:
    steps = [1, 180]
    asked = {
        "phase": "learning",
        "memory": (3.0, 5.0),
        "elapsed": 0,
        "interval": 0,
        "repetitions": 1,
    }
    told = anki("answer", **asked, learning_steps=steps, hours=1)
    assert told["queue"] == 3  # an interday learning card: due from the rollover on
    assert told["due"] == told["today"] + 1
    now_ms = told["end"] * 1000 - 90 * 60_000
    rules = replace(
        PLAIN, learning_steps_ms=tuple(60_000 * m for m in steps), rollover_hour=told["rollover"]
    )
    calendar = Calendar(zone=UTC.zone, rollover_hour=told["rollover"])
    day = calendar.day_of(now_ms)
    card = CardState(phase=Phase.LEARNING, memory=Memory(stability_days=3.0, difficulty=5.0))
    state = answer(card, Rating.GOOD, card="c", now_ms=now_ms, day=day, settings=rules).state
    assert state.due_day == day + 1
    assert state.due_ms == now_ms + 180 * 60_000 > calendar.start_of(day + 1)


def test_our_fuzz_spreads_as_far_as_that_of_anki_and_no_further(fuzzy_anki: Ask) -> None:
    """Hard is the first of the keys, so its range does not hang on another's draw."""
    chance = random.Random(7)
    ours_found, theirs_found = Counter[str](), Counter[str]()
    for number in range(400):
        stability = round(10 ** chance.uniform(0.5, 2.5), 1)
        state = CardState(
            phase=Phase.REVIEW,
            memory=Memory(stability_days=stability, difficulty=5.0),
            interval_days=1,
            last_day=DAY - round(stability),
            repetitions=number + 1,
        )
        one = Case(state=state, elapsed=round(stability), settings=replace(PLAIN, fuzz=True))
        theirs = fuzzy_anki("states", **one.asked())["hard"]["days"]
        ours = one.ours()[Rating.HARD].state.interval_days
        exact = next_states(
            state.memory, one.elapsed, desired_retention=0.9, parameters=()
        ).hard.interval
        low, high = bounds(exact, 2, 36_500)
        assert low <= ours <= high
        assert low <= theirs <= high
        for found, days in ((ours_found, ours), (theirs_found, theirs)):
            found[place(days, low, high)] += 1
    for found in (ours_found, theirs_found):
        assert min(found["low"], found["high"]) > 20


def place(days: int, low: int, high: int) -> str:
    return "low" if days == low else "high" if days == high else "between"
