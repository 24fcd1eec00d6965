"""What each line of Anki's review log is to us, and what each of our events is in it."""

from __future__ import annotations

from typing import Any

import pytest

from flashcards.review.exchange.reviews import from_rows, to_rows
from flashcards.review.exchange.rows import ReviewKind, ReviewRow
from flashcards.review.model import Event, EventKind, Phase, Rating
from flashcards.review.schedule import DAY_MS
from tests.review.exchange.making import SETTINGS, Learner

DAY = 738_000
T = 20_000 * DAY_MS


def day_of(at_ms: int) -> int:
    return DAY + (at_ms - T) // DAY_MS


def row(**values: Any) -> ReviewRow:
    base: dict[str, Any] = {
        "id": T, "card": 5, "ease": 3, "interval": 10, "last_interval": 3, "factor": 500, "duration_ms": 900,
        "kind": ReviewKind.REVIEW,
    }  # fmt: skip
    return ReviewRow(**(base | values))


def event(*rows: ReviewRow) -> Event:
    return from_rows(rows, card="a", day_of=day_of)[-1][1]


def test_a_review_is_due_so_many_days_after_its_day() -> None:
    made = event(row(id=T - 1, kind=0), row())
    assert (made.kind, made.rating, made.phase) == (EventKind.ANSWER, Rating.GOOD, Phase.REVIEW)
    assert (made.day, made.due_day, made.due_ms, made.interval_days) == (DAY, DAY + 10, None, 10)
    assert (made.at_ms, made.duration_ms, made.source) == (T, 900, f"anki:{T}")


def test_a_step_is_due_so_many_seconds_after_its_answer() -> None:
    made = event(row(kind=ReviewKind.LEARNING, interval=-600))
    assert (made.due_ms, made.due_day, made.interval_days) == (T + 600_000, DAY, 0)


@pytest.mark.parametrize(
    ("kind", "last_interval", "phase"),
    [
        (ReviewKind.LEARNING, -60, Phase.LEARNING),
        (ReviewKind.REVIEW, 5, Phase.REVIEW),
        (ReviewKind.RELEARNING, -60, Phase.RELEARNING),
        (ReviewKind.FILTERED, 5, Phase.REVIEW),
        (ReviewKind.FILTERED, -60, Phase.LEARNING),
    ],
)
def test_the_kind_of_a_line_says_where_the_card_stood(
    kind: ReviewKind, last_interval: int, phase: Phase
) -> None:
    assert event(row(id=T - 1, kind=0), row(kind=kind, last_interval=last_interval)).phase is phase


def test_the_first_answer_and_the_first_after_forgetting_are_of_a_new_card() -> None:
    forgotten = row(id=T + 1, ease=0, interval=0, factor=0, kind=ReviewKind.MANUAL)
    made = [
        e
        for _, e in from_rows(
            [row(kind=0), forgotten, row(id=T + 2, kind=0)], card="a", day_of=day_of
        )
    ]
    assert [e.kind for e in made] == [EventKind.ANSWER, EventKind.FORGET, EventKind.ANSWER]
    assert made[0].phase is made[2].phase is Phase.NEW


def test_a_log_whose_beginning_is_gone_begins_with_a_review() -> None:
    assert event(row()).phase is Phase.REVIEW


def test_a_filtered_deck_that_does_not_reschedule_is_cramming() -> None:
    made = event(row(kind=ReviewKind.FILTERED, factor=0))
    assert made.cram
    assert made.rating is Rating.GOOD
    assert not event(row(kind=ReviewKind.FILTERED, factor=2500)).cram


def test_a_due_date_that_was_set_by_hand_is_no_answer() -> None:
    made = event(row(ease=0, kind=ReviewKind.MANUAL, interval=7))
    assert (made.kind, made.rating, made.due_day, made.interval_days) == (
        EventKind.DUE,
        None,
        DAY + 7,
        7,
    )


def test_a_rescheduled_card_is_due_so_long_after_its_last_answer() -> None:
    made = event(row(id=T - 4 * DAY_MS), row(ease=0, kind=ReviewKind.RESCHEDULED, interval=7))
    assert (made.kind, made.due_day) == (EventKind.DUE, DAY - 4 + 7)


def test_no_interval_leaves_the_calendar() -> None:
    assert event(row(interval=2**31 - 1)).due_day < 3_652_059


def learnt() -> Learner:
    made = Learner()
    for at_ms, rating in (
        (0, 1),
        (60_000, 3),
        (700_000, 3),
        (3 * DAY_MS, 1),
        (3 * DAY_MS + 600_000, 3),
    ):
        made.answer("a", T + at_ms, rating)
    return made


def test_the_log_says_steps_in_seconds_and_reviews_in_days_with_the_interval_before() -> None:
    made = learnt()
    rows = to_rows(made.log["a"], card=5, settings=SETTINGS)
    days = [e.interval_days for e in made.log["a"]]
    assert [r.interval for r in rows] == [-60, -600, days[2], -600, days[4]]
    assert [r.last_interval for r in rows] == [0, -60, -600, days[2], -600]
    assert [r.kind for r in rows] == [0, 0, 0, 1, 2]
    assert [r.ease for r in rows] == [1, 3, 3, 1, 3]
    assert all(100 <= r.factor <= 1100 for r in rows)


def test_what_was_undone_is_not_logged() -> None:
    made = learnt()
    last = made.answer("a", T + 9 * DAY_MS, 1)
    made.event("a", T + 9 * DAY_MS + 5, EventKind.UNDO, value=last.id)
    assert len(to_rows(made.log["a"], card=5, settings=SETTINGS)) == 5


def test_forgetting_and_moving_are_lines_that_nobody_answered() -> None:
    made = learnt()
    made.event("a", T + 4 * DAY_MS, EventKind.DUE, due_day=made.day(T) + 9, interval_days=6)
    made.event("a", T + 5 * DAY_MS, EventKind.FORGET)
    moved, forgotten = to_rows(made.log["a"], card=5, settings=SETTINGS)[-2:]
    assert (moved.ease, moved.kind, moved.interval) == (0, ReviewKind.MANUAL, 6)
    assert moved.factor
    assert (forgotten.ease, forgotten.kind, forgotten.interval, forgotten.factor) == (
        0,
        ReviewKind.MANUAL,
        0,
        0,
    )


def test_suspending_flags_and_due_days_read_off_a_card_are_not_logged() -> None:
    made = learnt()
    made.event("a", T + 4 * DAY_MS, EventKind.SUSPEND)
    made.event("a", T + 4 * DAY_MS, EventKind.FLAG, value=1)
    made.event("a", T + 4 * DAY_MS, EventKind.DUE, due_day=5, source="anki:due:5:6:7")
    assert len(to_rows(made.log["a"], card=5, settings=SETTINGS)) == 5


def test_a_line_from_anki_keeps_its_number_there() -> None:
    made = Event(
        id=T + 3, card="a", kind=EventKind.ANSWER, at_ms=T, day=DAY, rating=Rating.GOOD, due_day=DAY + 3,
        interval_days=3, source=f"anki:{T}",
    )  # fmt: skip
    assert to_rows([made], card=5, settings=SETTINGS)[0].id == T
