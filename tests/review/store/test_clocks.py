"""A clock that ran ahead: found, set right, and nothing else moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.review.model import Event, EventKind, Rating
from flashcards.review.schedule.days import DAY_MS, calendar
from flashcards.review.store import Store
from flashcards.review.store.clocks import TOLERANCE_MS, corrected, wrong
from tests.review.session.fakes import UTC
from tests.review.store.making import card, cards, filled, folded

DAYS = calendar(UTC)
START = 1_764_072_000_000


def log(offsets: Sequence[float]) -> list[Event]:
    """A log with an answer each hour whose clock was off by so many days."""
    out: list[Event] = []
    last = 0
    for number, offset in enumerate(offsets):
        at = START + number * DAY_MS // 24 + round(offset * DAY_MS)
        last = max(at, last + 1)
        day = DAYS.day_of(at)
        out.append(
            Event(
                id=last, card=f"card{number % 3:08}", kind=EventKind.ANSWER, at_ms=at, day=day,
                rating=Rating.GOOD, due_day=day + 3, interval_days=3,
            )
        )  # fmt: skip
    return out


NOW = START + 40 * DAY_MS // 24


def test_answers_of_a_clock_ahead_are_found_whether_or_not_their_time_has_come() -> None:
    events = log([0, 0, 0, 30, 30, 0, 0, 0])
    assert wrong(events, now_ms=NOW) == events[3:5]
    assert wrong(events, now_ms=NOW + 60 * DAY_MS) == events[3:5]
    assert wrong(log([0, 0, 0, 30, 30]), now_ms=NOW) == log([0, 0, 0, 30, 30])[3:]


def test_a_clock_that_ran_behind_puts_no_right_answer_in_the_wrong() -> None:
    events = log([0, 0, 0, -3000, -3000, 0, 0, 0])
    assert wrong(events, now_ms=NOW) == events[3:5]


def test_a_small_correction_of_the_clock_is_no_matter() -> None:
    events = log([0, 0, 0.03, 0, 0])
    assert 0.03 * DAY_MS < TOLERANCE_MS
    assert wrong(events, now_ms=NOW) == []


@given(
    first=st.integers(1, 10),
    bad=st.integers(1, 5),
    after=st.integers(0, 10),
    days=st.integers(1, 400),
)
def test_what_was_off_by_whole_days_gets_its_very_time_back(
    first: int, bad: int, after: int, days: int
) -> None:
    if after:
        after = max(after, bad)  # the wrong ones are the fewer
    right = log([0] * (first + bad + after))
    events = log([0] * first + [days] * bad + [0] * after)
    found = wrong(events, now_ms=NOW)
    moved = corrected(events, found, now_ms=right[-1].at_ms + 60_000, days=DAYS)
    times = [event.at_ms for event in moved]
    assert times == sorted(times)
    if len(found) == bad:
        assert times == [event.at_ms for event in right]
        assert [(e.day, e.due_day) for e in moved] == [(e.day, e.due_day) for e in right]


@given(offsets=st.lists(st.sampled_from([0.0, 0.0, 0.0, 2.5, 30, -4]), min_size=1, max_size=30))
def test_whatever_the_clock_did_a_log_set_right_has_nothing_wrong(offsets: list[float]) -> None:
    events = log(offsets)
    moved = corrected(events, wrong(events, now_ms=NOW), now_ms=NOW, days=DAYS)
    ids, last = [], 0
    for event in moved:
        last = max(event.at_ms, last + 1)
        ids.append(replace(event, id=last))
    assert wrong(ids, now_ms=NOW) == []


def ahead(path: Path) -> Store:
    """A database with answers of a clock that was thirty days ahead, one of them undone."""
    store = filled(path, cards(3))
    store.set_settings(UTC)
    for one in log([0, 0, 30, 30, 30, 0, 0, 0, 0]):
        store.append(one)
    late = store.events()[4]
    store.undo(late, at_ms=START + 9 * DAY_MS // 24, day=DAYS.day_of(START))
    return store


def test_the_check_tells_and_the_repair_leaves_all_else_as_it_is(path: Path) -> None:
    store = ahead(path)
    before = store.events()
    (problem,) = store.check(now_ms=NOW)
    assert "3 things" in problem
    assert "repair --clock" in problem
    count, kept = store.set_clock_right(now_ms=NOW)
    assert count == 3
    assert kept is not None
    assert store.check(now_ms=NOW) == []
    after = store.events()
    assert len(after) == len(before)
    assert [e.id for e in after] == sorted(e.id for e in after)
    assert max(e.id for e in after) < NOW
    assert [(e.card, e.kind, e.rating) for e in after] == [
        (e.card, e.kind, e.rating) for e in before
    ]
    assert after[-1].kind is EventKind.UNDO
    assert after[-1].value == after[4].id
    assert store.states() == folded(store)
    with Store.open(kept) as old:
        assert old.events() == before
    assert store.set_clock_right(now_ms=NOW) == (0, None)
    assert store.append(replace(after[0], id=NOW, at_ms=NOW, card=card(1).id)).event.id == NOW


def test_the_log_is_guarded_again_after_it_was_set_right(path: Path) -> None:
    store = ahead(path)
    store.set_clock_right(now_ms=NOW)
    for act in ("DELETE FROM events", "UPDATE events SET rating = 1"):
        with pytest.raises(Exception, match="events are never"):
            store.database.execute(act)


def test_what_another_program_knows_by_its_old_id_does_not_come_back(path: Path) -> None:
    store = ahead(path)
    late = store.events()[3]
    store.set_clock_right(now_ms=NOW)
    count = len(store.events())
    back = replace(late, source=f"anki:{late.id}")
    assert store.merge([back]) == (0, 1, 0)
    assert len(store.events()) == count
