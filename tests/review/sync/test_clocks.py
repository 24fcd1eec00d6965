"""Answers given while the clock was ahead, synced, and set right afterwards."""

from __future__ import annotations

import pytest

from flashcards.review.model import EventKind, Rating
from flashcards.review.schedule import answer, answered, calendar
from tests.review.sync.conftest import Learner

pytestmark = pytest.mark.anki

AHEAD_MS = 400 * 86_400_000
"""More than a year."""


def answer_ahead(learner: Learner, card: str) -> None:
    now = learner.now_ms() + AHEAD_MS
    before, settings = learner.store.state(card), learner.settings()
    day = calendar(settings).day_of(now)
    outcome = answer(before, Rating.GOOD, card=card, now_ms=now, day=day, settings=settings)
    event = answered(outcome, Rating.GOOD, before=before, id=now, card=card, duration_ms=3000)
    learner.store.append(event, outcome.state)


def log(learner: Learner) -> int:
    return int(learner.col.db.scalar("select count() from revlog where ease > 0"))


@pytest.mark.parametrize("synced", [False, True])
def test_what_is_set_right_is_neither_lost_nor_doubled(learner: Learner, synced: bool) -> None:
    learner.sync()
    learner.review("row-1", 4)
    learner.sync()
    answer_ahead(learner, "term-1")
    answer_ahead(learner, "code-1")
    if synced:
        learner.sync()
    count, kept = learner.store.set_clock_right(now_ms=learner.now_ms())
    assert (count, kept is not None) == (2, True)
    learner.sync()
    answers = [e for e in learner.store.events() if e.kind is EventKind.ANSWER]
    assert len(answers) == log(learner) == 3
    again = learner.sync()
    assert again.changes_anki == again.changes_here == 0
    states = learner.store.states()
    today = calendar(learner.settings()).day_of(learner.now_ms())
    assert all(states[card].due_day < today + 60 for card in ("term-1", "code-1"))
    learner.review("code-1", 3)
    learner.answer("term-1", 3)
    done = learner.sync()
    assert (done.pulled, done.pushed) == (1, 1)
    assert log(learner) == 5
    assert learner.store.check() == []
