"""The hardest cards and topics."""

from __future__ import annotations

from typing import Any

from flashcards.review.model import CardState, Memory
from flashcards.review.stats.hardest import LISTED, hard_cards, hard_topics, records
from flashcards.review.stats.history import answers
from tests.review.stats.making import Log, state, subject


def hard(lapses: int, difficulty: float = 5.0, **fields: Any) -> CardState:
    memory = Memory(stability_days=3.0, difficulty=difficulty)
    return state(lapses=lapses, memory=memory, **fields)


def asked(log: Log, card: str, *known: bool) -> None:
    day = 10
    log.answer(card, day, interval=1)
    for each in known:
        day += 1
        log.answer(card, day, rating=3 if each else 1, interval=1)


def test_most_lapses_come_first_then_the_more_difficult() -> None:
    states = {"a": hard(1, 9.0), "b": hard(3, 2.0), "c": hard(1, 9.5), "d": hard(0, 10.0)}
    found = hard_cards([subject(card) for card in states], states, {})
    assert [each.subject.id for each in found] == ["b", "c", "a"]


def test_a_hard_card_tells_what_it_cost() -> None:
    log = Log()
    asked(log, "a", True, False, False)
    of = records(answers(log.events))
    found = hard_cards([subject("a")], {"a": hard(2, leech=True, suspended=True)}, of)[0]
    assert (found.answers, found.again, found.milliseconds) == (4, 2, 40_000)
    assert (found.leech, found.suspended) == (True, True)


def test_a_topic_with_one_unlucky_answer_is_not_harder_than_one_that_fails_often() -> None:
    log = Log()
    asked(log, "unlucky", False)
    asked(log, "often", *(n % 2 == 0 for n in range(40)))
    asked(log, "known", *(True for _ in range(40)))
    subjects = [
        subject(card, tags=("all", card), question=0) for card in ("unlucky", "often", "known")
    ]
    states = {each.id: hard(1) for each in subjects}
    found = hard_topics(subjects, states, records(answers(log.events)))
    assert [(each.name, each.tests, each.recalled) for each in found] == [
        ("often", 40, 20),
        ("unlucky", 1, 0),
    ]


def test_questions_of_one_number_in_two_documents_are_two_topics() -> None:
    log = Log()
    asked(log, "a", False)
    asked(log, "b", False, True)
    subjects = [subject("a", document="one.md"), subject("b", document="two.md", title="How?")]
    found = hard_topics(subjects, {}, records(answers(log.events)))
    assert {(each.kind, each.document, each.name) for each in found} == {
        ("question", "one.md", "1. Why?"),
        ("question", "two.md", "1. How?"),
    }


def test_a_tag_of_all_cards_is_no_topic() -> None:
    log = Log()
    asked(log, "a", False)
    asked(log, "b", False)
    subjects = [subject(c, tags=("all", c), question=0) for c in ("a", "b")]
    names = {each.name for each in hard_topics(subjects, {}, records(answers(log.events)))}
    assert names == {"a", "b"}


def test_a_topic_sums_its_cards() -> None:
    log = Log()
    asked(log, "a", False, True)
    asked(log, "b", True)
    subjects = [subject(c) for c in ("a", "b", "never met")]
    states = {"a": hard(1, 8.0, leech=True), "b": hard(2, 4.0)}
    found = hard_topics(subjects, states, records(answers(log.events)))[0]
    assert (found.cards, found.tests, found.recalled) == (2, 3, 2)
    assert (found.lapses, found.leeches, found.difficulty) == (3, 1, 6.0)
    assert found.milliseconds == 50_000


def test_the_list_is_short() -> None:
    states = {f"{n}": hard(1) for n in range(LISTED + 5)}
    assert len(hard_cards([subject(card) for card in states], states, {})) == LISTED
