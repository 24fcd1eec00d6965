"""From the log to what FSRS learns from: Anki's rules."""

from __future__ import annotations

from flashcards.review.model import EventKind, Phase
from flashcards.review.optimize.items import Review, engine_items, histories, items
from tests.review.stats.making import Log


def reviews(log: Log) -> list[tuple[Review, ...]]:
    return [history.reviews for history in histories(log.events)]


def test_days_are_study_days_and_answers_on_one_day_are_0_apart() -> None:
    log = Log()
    log.answer("a", 10, 1, phase=Phase.NEW)
    log.answer("a", 10, 3, phase=Phase.LEARNING, interval=2)
    log.answer("a", 12, 4, interval=9)
    assert reviews(log) == [((1, 0), (3, 0), (4, 2))]


def test_each_answer_on_a_later_day_is_an_item_with_all_before_it() -> None:
    log = Log()
    log.answer("a", 10, 3, phase=Phase.NEW, interval=2)
    log.answer("a", 12, 1)
    log.answer("a", 12, 3, phase=Phase.RELEARNING, interval=1)
    log.answer("a", 13, 3, interval=4)
    found = histories(log.events)
    assert [history.reviews[: place + 1] for history, place in items(found)] == [
        ((3, 0), (1, 2)),
        ((3, 0), (1, 2), (3, 0), (3, 1)),
    ]
    made = engine_items(found)
    assert (len(made), made.cards, made.owners) == (2, 1, (0, 0))
    assert [item.long_term_review_cnt() for item in made.items] == [1, 2]


def test_items_come_in_the_order_of_their_answers_whatever_the_card() -> None:
    log = Log()
    for card in ("b", "a"):
        log.answer(card, 10, 3, phase=Phase.NEW, interval=2)
    log.answer("b", 12, 4, interval=2)
    log.answer("a", 13, 2, interval=2)
    log.answer("b", 14, 1, interval=2)
    found = items(histories(log.events))
    assert [history.reviews[place].rating for history, place in found] == [4, 2, 1]


def test_a_card_answered_on_one_day_only_teaches_nothing() -> None:
    log = Log()
    log.answer("a", 10, 3, phase=Phase.NEW)
    log.answer("a", 10, 3, phase=Phase.LEARNING, interval=1)
    assert reviews(log) == []


def test_cramming_and_what_was_taken_back_teach_nothing() -> None:
    log = Log()
    log.answer("a", 10, 3, phase=Phase.NEW, interval=2)
    log.answer("a", 11, 1, cram=True)
    wrong = log.answer("a", 12, 1, interval=2)
    log.put(EventKind.UNDO, "a", 12, value=wrong.id)
    log.answer("a", 12, 3, interval=2)
    assert reviews(log) == [((3, 0), (3, 2))]


def test_what_came_before_a_card_was_forgotten_teaches_nothing() -> None:
    log = Log()
    log.answer("a", 10, 3, phase=Phase.NEW, interval=2)
    log.answer("a", 12, 3, interval=5)
    log.put(EventKind.FORGET, "a", 14)
    log.answer("a", 20, 2, phase=Phase.NEW, interval=2)
    log.answer("a", 22, 3, interval=2)
    assert reviews(log) == [((2, 0), (3, 2))]


def test_a_card_forgotten_and_not_met_since_teaches_nothing() -> None:
    log = Log()
    log.answer("a", 10, 3, phase=Phase.NEW, interval=2)
    log.answer("a", 12, 3, interval=5)
    log.put(EventKind.FORGET, "a", 14)
    assert reviews(log) == []


def test_a_card_whose_beginning_is_not_in_the_log_teaches_nothing() -> None:
    log = Log()
    log.answer("a", 10, 3, interval=2)
    log.answer("a", 12, 3, interval=5)
    assert reviews(log) == []


def test_of_two_beginnings_the_last_counts() -> None:
    log = Log()
    log.answer("a", 10, 3, phase=Phase.NEW, interval=2)
    log.answer("a", 12, 3, interval=5)
    log.answer("a", 17, 4, phase=Phase.LEARNING, interval=2)
    log.answer("a", 19, 3, interval=2)
    assert reviews(log) == [((4, 0), (3, 2))]


def test_other_events_between_answers_change_nothing() -> None:
    log = Log()
    log.answer("a", 10, 3, phase=Phase.NEW, interval=2)
    log.put(EventKind.SUSPEND, "a", 10)
    log.put(EventKind.DUE, "a", 11, due_day=30, interval_days=20)
    log.answer("a", 30, 3, interval=40)
    assert reviews(log) == [((3, 0), (3, 20))]


def test_a_clock_that_went_back_makes_no_negative_days() -> None:
    log = Log()
    log.answer("a", 10, 3, phase=Phase.NEW, interval=2)
    log.answer("a", 9, 3, interval=2)
    log.answer("a", 12, 3, interval=2)
    assert reviews(log) == [((3, 0), (3, 0), (3, 3))]
