"""Which answers of a log count, and which of them tested a memory."""

from __future__ import annotations

from flashcards.review.model import EventKind, Phase
from flashcards.review.stats.history import answers
from flashcards.review.stats.model import Age
from tests.review.stats.making import DAY_MS, Log


def marks(log: Log) -> list[bool]:
    return [answer.test for answer in answers(log.events)]


def test_the_first_answer_tests_nothing() -> None:
    log = Log()
    log.answer("a", 10, phase=Phase.NEW, interval=3)
    assert marks(log) == [False]


def test_a_card_that_was_put_off_by_days_is_tested_when_it_comes_back() -> None:
    log = Log()
    log.answer("a", 10, phase=Phase.NEW, interval=3)
    log.answer("a", 13, interval=8)
    assert marks(log) == [False, True]


def test_steps_within_a_day_test_nothing_even_if_they_end_on_the_next_day() -> None:
    log = Log()
    log.answer("a", 10, phase=Phase.NEW)
    log.answer("a", 10, phase=Phase.LEARNING)
    log.answer("a", 11, phase=Phase.LEARNING, interval=2)
    log.answer("a", 13, rating=1)
    log.answer("a", 14, phase=Phase.RELEARNING, interval=1)
    assert marks(log) == [False, False, False, True, False]


def test_a_step_of_a_day_or_more_is_a_test() -> None:
    log = Log()
    log.answer("a", 10, phase=Phase.NEW, due_day=12, due_ms=12 * DAY_MS)
    log.answer("a", 12, phase=Phase.LEARNING, interval=4)
    assert [(a.test, a.interval_days) for a in answers(log.events)] == [(False, 0), (True, 2)]


def test_a_second_answer_on_one_day_tests_nothing() -> None:
    log = Log()
    log.answer("a", 10, phase=Phase.NEW, interval=3)
    log.answer("a", 10, interval=8)
    assert marks(log) == [False, False]


def test_cramming_tests_nothing_and_leaves_the_schedule_alone() -> None:
    log = Log()
    log.answer("a", 10, phase=Phase.NEW, interval=5)
    log.answer("a", 12, cram=True, rating=1)
    log.answer("a", 15, interval=9)
    assert marks(log) == [False, False, True]
    assert answers(log.events)[2].interval_days == 5


def test_what_was_taken_back_never_happened() -> None:
    log = Log()
    log.answer("a", 10, phase=Phase.NEW, interval=5)
    wrong = log.answer("a", 15, rating=1)
    log.put(EventKind.UNDO, "a", 15, value=wrong.id)
    log.answer("a", 15, interval=9)
    found = answers(log.events)
    assert [(a.event.id, a.test, a.recalled) for a in found] == [(1, False, True), (4, True, True)]


def test_a_forgotten_card_begins_anew() -> None:
    log = Log()
    log.answer("a", 10, phase=Phase.NEW, interval=5)
    log.put(EventKind.FORGET, "a", 11)
    log.answer("a", 15, phase=Phase.NEW, interval=5)
    assert [(a.test, a.first) for a in answers(log.events)] == [(False, True), (False, True)]


def test_a_due_date_set_by_another_program_is_what_the_card_was_put_off_by() -> None:
    log = Log()
    log.answer("a", 10, phase=Phase.NEW, interval=5)
    log.put(EventKind.DUE, "a", 11, due_day=40, interval_days=30)
    log.answer("a", 40, interval=60)
    found = answers(log.events)[1]
    assert (found.test, found.interval_days, found.age) == (True, 30, Age.MATURE)


def test_a_card_is_mature_from_21_days_on() -> None:
    log = Log()
    for card, interval in (("a", 20), ("b", 21)):
        log.answer(card, 10, phase=Phase.NEW, interval=interval)
        log.answer(card, 10 + interval, interval=60)
    ages = {a.event.card: a.age for a in answers(log.events) if a.test}
    assert ages == {"a": Age.YOUNG, "b": Age.MATURE}


def test_answers_come_in_the_order_in_which_they_were_given() -> None:
    log = Log()
    for day in (1, 2, 3):
        for card in ("b", "a"):
            log.answer(card, day, interval=1)
    assert [a.event.id for a in answers(reversed(log.events))] == [1, 2, 3, 4, 5, 6]
