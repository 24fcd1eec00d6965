from __future__ import annotations

from flashcards.practice.weak import LATEST, weak
from flashcards.review.model import CardState, Event, EventKind, Rating


def answers(card: str, *ratings: Rating, first: int = 1) -> list[Event]:
    return [
        Event(id=n, card=card, kind=EventKind.ANSWER, at_ms=n, day=1, rating=rating)
        for n, rating in enumerate(ratings, start=first)
    ]


def test_what_is_known_has_no_weight() -> None:
    assert weak(answers("a", Rating.GOOD, Rating.EASY), {"a": CardState()}) == {}


def test_what_was_forgotten_more_often_weighs_more() -> None:
    once = answers("a", Rating.GOOD, Rating.AGAIN)
    twice = answers("b", Rating.AGAIN, Rating.AGAIN, first=10)
    weights = weak([*once, *twice], {})
    assert 0 < weights["a"] < weights["b"]


def test_what_was_mended_since_counts_no_more() -> None:
    assert weak(answers("a", Rating.AGAIN, *[Rating.GOOD] * LATEST), {}) == {}


def test_lapses_and_leeches_count_though_long_ago() -> None:
    events = answers("a", Rating.GOOD) + answers("b", Rating.GOOD, first=10)
    states = {"a": CardState(lapses=2), "b": CardState(lapses=2, leech=True)}
    weights = weak(events, states)
    assert 0 < weights["a"] < weights["b"]


def test_what_was_taken_back_never_happened() -> None:
    (event,) = answers("a", Rating.AGAIN)
    undo = Event(id=9, card="a", kind=EventKind.UNDO, at_ms=9, day=1, value=event.id)
    assert weak([event, undo], {}) == {}
