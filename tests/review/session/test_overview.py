"""How things stand, from a real database."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from flashcards.card import LATER_TAG, Kind
from flashcards.review.model import EventKind, Rating
from flashcards.review.schedule.days import DAY_MS, calendar
from flashcards.review.session import Scope, Sitting, overview
from flashcards.review.session.planned import bring_forward, may_ask
from flashcards.review.store import Store, Tally
from flashcards.review.terminal.plain import ask_when
from flashcards.review.terminal.words import WHEN, advice, due_lines, heading, standing_lines
from tests.review.session.fakes import UTC
from tests.review.store.making import NOW_MS, card, cards, event, filled, respond
from tests.typed import retold

TODAY = calendar(UTC).day_of(NOW_MS)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = filled(tmp_path / "a", cards(10))
    store.set_settings(UTC)
    return store


def study(store: Store, days_ago: int, count: int = 1) -> None:
    now = NOW_MS - days_ago * DAY_MS
    sitting = Sitting(store, Scope(), now_ms=now)
    for _ in range(count):
        sitting.next(now)
        sitting.answer(Rating.EASY, now)


def test_a_streak_counts_days_on_end_and_today_breaks_none(store: Store) -> None:
    assert store.streak(TODAY) == (0, False)
    for ago in (9, 3, 2, 1):
        study(store, ago)
    assert store.streak(TODAY) == (3, False)
    study(store, 0)
    assert store.streak(TODAY) == (4, True)
    assert store.streak(TODAY + 2) == (0, False)


def test_what_was_taken_back_makes_no_streak(store: Store) -> None:
    study(store, 0)
    last = next(store.undoable(day=TODAY))
    store.undo(last, at_ms=NOW_MS + 1, day=TODAY)
    assert store.streak(TODAY) == (0, False)


def test_cards_are_counted_as_they_stand(store: Store) -> None:
    study(store, 1, count=3)
    store.append(event(card(9).id, EventKind.SUSPEND))
    assert store.tally() == Tally(cards=9, learnt=3, suspended=1, leeches=0)
    assert store.begun(TODAY - 1) == {next(iter(store.decks())): 3}
    assert sum(store.upcoming(TODAY).values()) == 3


def test_where_nothing_waits_no_streak_is_asked_for_and_what_is_due_soon_is_named(
    store: Store,
) -> None:
    study(store, 1)
    view = overview(store, settings=UTC, day=TODAY)
    assert "one more" in dict(standing_lines(view))["Streak"]
    assert dict(standing_lines(view, waits=False))["Streak"] == "1 day"
    assert "--ahead" in advice(view, after=False, waits=False)[0]
    assert advice(view, after=False) == []


def test_the_week_after_a_sitting_begins_with_what_was_told_of_tomorrow(store: Store) -> None:
    view = overview(store, settings=UTC, day=TODAY)
    week = dict(standing_lines(view, tomorrow=7))["Week"]
    assert week.partition(" · ")[0].endswith(" 7")


def test_cards_that_nobody_meets_are_not_counted_until_one_is_known(tmp_path: Path) -> None:
    later = retold(card(2).fact, tags=(LATER_TAG,))
    whole = retold(card(1).fact, kind=Kind.INTERVIEW)
    given = [card(0), replace(card(1), fact=whole), replace(card(2), fact=later)]
    with filled(tmp_path / "b", given) as store:
        assert (store.tally().cards, store.tally(interviews=False).cards) == (2, 1)
        respond(store, card(2).id)
        assert store.tally(interviews=False).cards == 2


def test_a_date_is_asked_for_once_and_before_the_first_answer(store: Store) -> None:
    assert may_ask(store)
    said: list[str] = []
    ask_when(store, iter(["yesterday", "2001-01-01", "3w", "next"]), now_ms=NOW_MS, say=said.append)
    assert store.settings().exam_day == TODAY + 21
    assert [WHEN in line for line in said] == [True, True, True, False]
    assert "1 new card a day until" in said[-1]
    store.set_settings(replace(store.settings(), exam_day=0))
    assert not may_ask(store)


def test_no_date_is_an_answer_too_and_who_has_answered_is_not_asked(store: Store) -> None:
    ask_when(store, iter([""]), now_ms=NOW_MS, say=lambda _: None)
    assert (store.settings().exam_day, may_ask(store)) == (0, False)
    store.set_meta("exam-asked", "")
    assert may_ask(store)
    respond(store, card(0).id)
    assert not may_ask(store)


def test_the_overview_is_what_the_screens_say(store: Store) -> None:
    study(store, 1, count=3)
    view = overview(store, settings=replace(UTC, exam_day=TODAY + 16), day=TODAY)
    assert (view.streak, view.today, view.learnt, view.cards) == (1, False, 3, 10)
    assert len(view.week) == 7
    assert view.pace.a_day == 1
    said = dict(standing_lines(view))
    assert said["Streak"] == "1 day; today makes it one more"
    assert said["Learnt"] == "3 of 10 cards"
    assert "(16 days): 1 new a day" in said["Exam"]
    counts = Sitting(store, Scope(), now_ms=NOW_MS).counts()
    assert due_lines(counts, view) == [("Due", "7 new cards")]
    assert heading(view.day).startswith("Monday, 17 November")


def test_what_to_do_next_is_said_when_there_is_something_to_do(store: Store) -> None:
    view = overview(store, settings=UTC, day=TODAY)
    assert advice(view, after=True) == []
    assert "flashcards optimize" in advice(replace(view, fit=1200), after=True)[0]
    assert advice(replace(view, fit=1200), after=False) == []
    assert "is:leech" in advice(replace(view, leeches=2), after=False)[0]
    assert "is:suspended" in advice(replace(view, suspended=2), after=True)[0]
    assert "flashcards sync" in advice(replace(view, exchanged=True), after=True)[0]


def test_tomorrow_counts_no_siblings_that_will_wait(tmp_path: Path) -> None:
    store = filled(tmp_path / "b", [card(0, note=0), card(1, note=0), card(2)])
    store.set_settings(replace(UTC, bury_siblings=False, fuzz=False, new_per_day=9))
    study(store, 0, count=3)
    store.set_settings(replace(store.settings(), bury_siblings=True))
    due = {store.state(card(n).id).due_day for n in range(3)}
    assert len(due) == 1
    later = NOW_MS + (due.pop() - TODAY - 1) * DAY_MS
    assert Sitting(store, Scope(), now_ms=later).summary(later).tomorrow == 2


def test_interviews_are_no_part_of_what_waits_for_an_exam(tmp_path: Path) -> None:
    question = replace(card(1), fact=retold(card(1).fact, kind=Kind.INTERVIEW))
    store = filled(tmp_path / "c", [card(0), question])
    view = overview(store, settings=replace(UTC, exam_day=TODAY + 30), day=TODAY)
    assert view.pace.a_day == 1
    assert store.unmet() == (1, 0, 1, 0)


def test_what_is_due_after_the_exam_comes_once_more_in_the_week_before_and_is_told(
    store: Store,
) -> None:
    study(store, 20, count=3)
    for known, state in store.states().items():
        if state.due_day:
            store.append(event(known, EventKind.DUE, day=TODAY, due_day=TODAY + 40))
    store.set_settings(replace(UTC, exam_day=TODAY + 9))
    settings = store.settings()
    exam = dict(standing_lines(overview(store, settings=settings, day=TODAY)))["Exam"]
    assert "3 once more in the last week" in exam
    assert bring_forward(store, now_ms=NOW_MS) == 0
    later = NOW_MS + 3 * DAY_MS
    assert bring_forward(store, now_ms=later) == 3
    assert max(store.upcoming(TODAY)) < TODAY + 9
    assert bring_forward(store, now_ms=later) == 0
    assert store.check() == []
    # Undo in a sitting takes answers back, not the plan.
    assert Sitting(store, Scope(), now_ms=later).undo(later) is None
