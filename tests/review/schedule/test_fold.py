"""A state from its events is the state that answering made; undoing leaves no trace."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.review.model import CardState, Event, EventKind, Phase, Rating, Settings
from flashcards.review.schedule import READS, fold, fold_all, standing, undoable
from flashcards.review.schedule.engine import after
from tests.review.schedule.states import DAY, Life, event, lives

RULES = Settings(time_zone="UTC")
ANSWER = EventKind.ANSWER


def passed(number: int, rating: Rating = Rating.GOOD, **other: object) -> Event:
    values: dict[str, object] = {
        "rating": rating, "phase": Phase.REVIEW, "due_day": DAY + number + 5, "interval_days": 5,
    }  # fmt: skip
    return event(number, ANSWER, **(values | other))


@given(life=lives())
def test_the_state_folded_from_the_log_is_the_one_that_answering_made(life: Life) -> None:
    assert fold(life.events, life.settings) == life.state


@given(life=lives(), place=st.integers(0, 12))
def test_folding_may_go_on_from_a_state(life: Life, place: int) -> None:
    before = fold(life.events[:place], life.settings)
    assert fold(life.events[place:], life.settings, start=before) == life.state


@given(life=lives(), seed=st.integers())
def test_events_count_in_the_order_of_their_ids_however_they_are_given(
    life: Life, seed: int
) -> None:
    mixed = list(life.events)
    random.Random(seed).shuffle(mixed)
    given_ = list(mixed)
    assert fold(mixed, life.settings) == life.state
    assert mixed == given_  # the caller's list stays as it was


@given(life=lives(), data=st.data())
def test_an_undone_event_never_happened(life: Life, data: st.DataObject) -> None:
    if not life.events:
        return
    gone = data.draw(st.sampled_from(life.events))
    undo = replace(event(life.events[-1].id + 1, EventKind.UNDO), value=gone.id)
    left = [one for one in life.events if one is not gone]
    assert fold([*life.events, undo], life.settings) == fold(left, life.settings)
    assert fold([*life.events, undo, replace(undo, id=undo.id + 1)], life.settings) == fold(
        left, life.settings
    )


@given(life=lives(), times=st.integers(0, 14))
def test_undoing_again_and_again_goes_back_to_the_beginning(life: Life, times: int) -> None:
    log = list(life.events)
    for _ in range(times):
        last = undoable(log)
        if last is None:
            break
        log.append(event(log[-1].id + 1, EventKind.UNDO, value=last.id))
    left = life.events[: max(len(life.events) - times, 0)]
    assert standing(log) == left
    assert fold(log, life.settings) == fold(left, life.settings)


def test_an_undo_of_an_undo_or_of_nothing_or_of_the_future_changes_nothing() -> None:
    log = [
        passed(1),
        passed(2),
        event(3, EventKind.UNDO, value=2),
        event(4, EventKind.UNDO, value=3),
        event(5, EventKind.UNDO, value=99),
        event(6, EventKind.UNDO, value=7),
        passed(7),
    ]
    assert [one.id for one in standing(log)] == [1, 7]
    assert undoable(log) == log[-1]
    assert undoable(log[2:3]) is None


@given(life=lives())
def test_answers_while_cramming_change_nothing(life: Life) -> None:
    crammed = [replace(one, cram=True, rating=Rating.AGAIN) for one in life.events]
    assert fold(crammed, life.settings) == CardState()
    mixed = [one for pair in zip(life.events, crammed, strict=True) for one in pair]
    assert fold(mixed, life.settings) == life.state


def test_what_was_scheduled_stays_though_the_settings_change() -> None:
    log = [passed(1), passed(6), passed(11)]
    old, new = (
        fold(log, replace(RULES, desired_retention=retention, maximum_interval_days=most))
        for retention, most in ((0.9, 36_500), (0.7, 2))
    )
    assert old == new
    assert old.due_day == log[-1].due_day


@pytest.mark.parametrize("name", sorted(set(Settings.__dataclass_fields__) - set(READS)))
def test_a_state_does_not_depend_on_other_settings_than_it_says(name: str) -> None:
    other: dict[str, object] = {
        "desired_retention": 0.8, "learning_steps_ms": (), "relearning_steps_ms": (7, 8, 9),
        "maximum_interval_days": 1, "fuzz": False, "new_per_day": 0, "reviews_per_day": 0,
        "bury_siblings": False, "rollover_hour": 23, "time_zone": "Asia/Tokyo",
        "learn_ahead_ms": 0, "exam_day": 1, "new_most": 1, "new_order": "document",
        "problem_share": 0.5, "interview_cards": True, "deck_limits": (("a", 1),),
        "review_order": "day", "load_balance": False, "easy_days": (6,),
        "exam_again": False, "corrected": "marked",
    }  # fmt: skip
    log = [
        passed(1, phase=Phase.NEW, due_ms=60_000),
        passed(2, phase=Phase.LEARNING),
        passed(9, Rating.AGAIN, due_ms=60_000),
        passed(10, phase=Phase.RELEARNING, day=DAY + 9),
    ]
    assert fold(log, replace(RULES, **{name: other[name]})) == fold(log, RULES)  # type: ignore[arg-type]


def test_memory_follows_the_parameters_of_now() -> None:
    log = [passed(1), passed(6)]
    other = replace(RULES, parameters=tuple(1.1 * value for value in PARAMETERS))
    assert fold(log, other).memory != fold(log, RULES).memory


PARAMETERS = (
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835,
    0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
)  # fmt: skip


def test_days_are_those_noted_down_and_never_negative() -> None:
    """West over the date line: the day of the second answer is before that of the first."""
    first, second = passed(1, day=DAY), passed(2, day=DAY - 1)
    memory = after(None, Rating.GOOD, elapsed_days=0, parameters=())
    memory = after(memory, Rating.GOOD, elapsed_days=0, parameters=())
    assert fold([first, second], RULES).memory == memory


def test_forgetting_makes_a_card_new_and_keeps_what_is_no_schedule() -> None:
    log = [
        passed(1),
        passed(2, Rating.AGAIN, due_ms=9),
        event(3, EventKind.FLAG, value=2),
        event(4, EventKind.SUSPEND),
        event(5, EventKind.FORGET),
    ]
    state = fold(log, replace(RULES, leech_lapses=1))
    assert state == CardState(
        last_ms=2, last_day=DAY + 2, repetitions=2, lapses=1, flag=2, suspended=True
    )
    again = fold([*log, passed(6)], replace(RULES, leech_lapses=1))
    assert again.memory == after(None, Rating.GOOD, elapsed_days=0, parameters=())


def test_marks_come_and_go() -> None:
    log = [
        event(1, EventKind.SUSPEND),
        event(2, EventKind.BURY),
        event(3, EventKind.FLAG, value=5),
    ]
    assert fold(log, RULES) == CardState(suspended=True, buried_day=DAY + 2, flag=5)
    log += [
        event(4, EventKind.UNSUSPEND),
        event(5, EventKind.UNBURY),
        event(6, EventKind.FLAG),
    ]
    assert fold(log, RULES) == CardState()


def test_another_program_may_say_when_a_card_is_due() -> None:
    moved = event(8, EventKind.DUE, due_day=DAY + 40, interval_days=39)
    state = fold([passed(1), moved], RULES)
    assert (state.phase, state.due_day, state.interval_days) == (Phase.REVIEW, DAY + 40, 39)
    assert state.memory == fold([passed(1)], RULES).memory
    unsaid = fold([passed(1), replace(moved, interval_days=0)], RULES)
    assert unsaid.interval_days == 39
    fresh = fold([replace(moved, interval_days=0)], RULES)
    assert (fresh.phase, fresh.memory, fresh.interval_days) == (Phase.REVIEW, None, 32)


def test_imported_answers_count_like_our_own() -> None:
    own = [passed(1), passed(6)]
    assert fold([replace(one, source=f"anki:{one.id}") for one in own], RULES) == fold(own, RULES)


def test_an_imported_answer_that_says_neither_phase_nor_due_is_made_the_best_of() -> None:
    bare = event(7, ANSWER, rating=Rating.AGAIN, interval_days=2, source="x:7")
    state = fold([passed(1), bare], RULES)
    assert (state.phase, state.due_day, state.lapses) == (Phase.REVIEW, DAY + 9, 1)
    assert fold([event(7, ANSWER, source="x:8")], RULES) == CardState()


def test_a_lapse_is_an_again_in_review_and_makes_leeches() -> None:
    rules = replace(RULES, leech_lapses=2)
    log = [passed(number, Rating.AGAIN, due_ms=number + 1) for number in (1, 2)]
    state = fold(log, rules)
    assert (state.lapses, state.leech, state.suspended) == (2, True, True)
    back = fold([*log, event(3, EventKind.UNSUSPEND)], rules)
    assert (back.leech, back.suspended) == (True, False)
    steps = [passed(number, Rating.AGAIN, phase=Phase.RELEARNING, due_ms=9) for number in (1, 2)]
    assert fold(steps, rules).lapses == 0


@given(life=lives())
def test_all_cards_are_folded_each_by_its_own_events(life: Life) -> None:
    other = [replace(one, card="d") for one in life.events[:3]]
    found = fold_all([*other, *life.events], life.settings)
    expected = {"d": fold(other, life.settings), "c": life.state} if life.events else {}
    assert found == expected
    assert list(found) == list(expected)
