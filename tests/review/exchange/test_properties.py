"""Whatever happens to cards here and in Anki, no review is lost or doubled and no due day moves."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from flashcards.review.exchange.merge import merge
from flashcards.review.exchange.package import write_history
from flashcards.review.model import EventKind, Phase, Settings
from flashcards.review.schedule import DAY_MS, calendar
from tests.anki.making import fact, note
from tests.effort import times
from tests.review.exchange.making import Learner, answers, due, history

NOTES = (note("p", fact("p?", "p"), fact("P?", "P")), note("q", fact("q?", "q")))
CARDS = ("p-1", "p-2", "q-1")
START = 1_700_000_000_000
MINUTE_MS = 60_000

ZONES = ("UTC", "Europe/Berlin", "America/Los_Angeles", "Asia/Kathmandu", "Pacific/Kiritimati", "Australia/Lord_Howe")  # fmt: skip

HOW = st.builds(
    Settings,
    learning_steps_ms=st.sampled_from(
        [(), (60_000,), (60_000, 600_000), (600_000, DAY_MS), (60_000, 3 * DAY_MS, 5 * DAY_MS)]
    ),
    relearning_steps_ms=st.sampled_from([(), (600_000,), (DAY_MS,), (600_000, 2 * DAY_MS)]),
    fuzz=st.booleans(),
    desired_retention=st.sampled_from([0.8, 0.9, 0.95]),
    leech_lapses=st.sampled_from([2, 8]),
    rollover_hour=st.integers(0, 23),
    time_zone=st.sampled_from(ZONES),
)

GAPS = st.one_of(
    st.integers(2, 5000),
    st.integers(MINUTE_MS, 60 * MINUTE_MS),
    st.integers(MINUTE_MS, 40 * DAY_MS),
)
DEEDS = st.lists(
    st.tuples(
        st.sampled_from(CARDS), GAPS,
        st.one_of(
            st.integers(1, 4), st.integers(1, 4), st.integers(1, 4), st.integers(1, 4),
            st.sampled_from(["undo", "suspend", "unsuspend", "bury", "flag", "forget", "due", "cram"]),
        ),
    ),
    max_size=40,
)  # fmt: skip


def live(learner: Learner, card: str, at_ms: int, deed: int | str, number: int) -> None:
    if isinstance(deed, int):
        learner.answer(card, at_ms, deed, duration_ms=number * 37)
        return
    match deed:
        case "undo":
            last = [e for e in learner.log.get(card, []) if e.kind is not EventKind.UNDO]
            if last:
                learner.event(card, at_ms, EventKind.UNDO, value=last[-1].id)
        case "flag":
            learner.event(card, at_ms, EventKind.FLAG, value=number % 8)
        case "due":
            day = learner.day(at_ms)
            learner.event(
                card, at_ms, EventKind.DUE, due_day=day + 1 + number, interval_days=1 + number
            )
        case "cram":
            answered = learner.answer(card, at_ms, 1 + number % 4)
            learner.log[card].remove(answered)
            learner.taken.remove(answered.id)
            learner.event(
                card,
                at_ms,
                EventKind.ANSWER,
                cram=True,
                rating=answered.rating,
                duration_ms=number,
                phase=answered.phase,
            )
        case _:
            learner.event(card, at_ms, EventKind(deed))


def exchanged(learner: Learner, into: Learner, now_ms: int) -> int:
    """What one has goes to the other through a package; how many events that brought."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.apkg"
        write_history(path, NOTES, learner.log, deck="D", settings=learner.settings, now_ms=now_ms)
        found = merge(history(path, NOTES), into.log, settings=into.settings, now_ms=now_ms)
    into.take(found)
    return len(found.events)


def stands(learner: Learner) -> dict[str, tuple[object, ...]]:
    """Where cards stand that are not new."""
    return {
        card: where
        for card, where in due(learner.log, learner.settings).items()
        if where[0] is not Phase.NEW
    }


@given(how=HOW, deeds=DEEDS)
@settings(max_examples=times(25, 300))
def test_a_life_survives_a_package(how: Settings, deeds: list[tuple[str, int, int | str]]) -> None:
    learner, at_ms = Learner(how), START
    for number, (card, gap, deed) in enumerate(deeds):
        at_ms += gap
        live(learner, card, at_ms, deed, number)
    assert exchanged(learner, learner, at_ms) == 0
    other = Learner(how)
    exchanged(learner, other, at_ms)
    assert answers(other.log) == answers(learner.log)
    assert_same_due(learner, other)
    for card in CARDS:
        mine, its = learner.state(card), other.state(card)
        assert (its.memory, its.repetitions, its.lapses, its.flag) == (
            mine.memory,
            mine.repetitions,
            mine.lapses,
            mine.flag,
        )
        assert its.suspended == mine.suspended or mine.leech
    assert exchanged(learner, other, at_ms) == 0
    assert exchanged(other, learner, at_ms) == 0


@given(how=HOW, deeds=st.lists(st.tuples(DEEDS, st.booleans()), min_size=1, max_size=5))
@settings(max_examples=times(20, 200))
def test_two_lives_become_one(
    how: Settings, deeds: list[tuple[list[tuple[str, int, int | str]], bool]]
) -> None:
    """Here and there by turns, with an exchange now and then, until both have all."""
    one, two, at_ms = Learner(how), Learner(how), START
    number = 0
    for part, exchange in deeds:
        for card, gap, deed in part:
            at_ms += gap + 1000
            number += 1
            who = one if number % 3 else two
            if isinstance(deed, int) or deed == "cram":
                live(who, card, at_ms, deed, number)
        if exchange:
            exchanged(one, two, at_ms)
    every = answers(one.log) | answers(two.log)
    at_ms += 1000
    exchanged(two, one, at_ms)
    exchanged(one, two, at_ms)
    assert answers(one.log) == answers(two.log) == every
    assert_same_due(one, two)
    assert {c: one.state(c).memory for c in CARDS} == {c: two.state(c).memory for c in CARDS}
    assert exchanged(one, two, at_ms) == exchanged(two, one, at_ms) == 0


def assert_same_due(one: Learner, two: Learner) -> None:
    """On one day; in steps within a day at one second too."""
    here, there = stands(one), stands(two)
    assert here.keys() == there.keys()
    for card, (phase, day, second, interval) in here.items():
        other = there[card]
        assert (other[0], other[1]) == (phase, day)
        if phase is Phase.REVIEW:
            assert other[3] == max(1, int(str(interval)))
        elif day == one.state(card).last_day:
            assert other[2] == second
        else:
            assert other[2] is not None
            assert calendar(one.settings).day_of(int(str(other[2])) * 1000) == day
