from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from flashcards.practice.model import Form, Marked
from flashcards.practice.terminal import Answered
from flashcards.practice.terminal.keep import keep, rating, seed
from flashcards.review.model import EventKind, Rating
from flashcards.review.store import Store
from tests.practice.making import terms
from tests.practice.terminal.test_lines import CHOICE

NOW = 1_763_424_000_000


def answered(points: float, *, correct: bool | None, hints: int = 0) -> Answered:
    item = replace(CHOICE, card="card0")
    marked = Marked(points=points, correct=correct, feedback="")
    return Answered(item=item, text="b", marked=marked, took_ms=5000, hints=hints)


@pytest.mark.parametrize(
    ("one", "rated"),
    [
        (answered(2, correct=True), Rating.GOOD),
        (answered(2, correct=True, hints=1), Rating.HARD),
        (answered(1, correct=False), Rating.HARD),
        (answered(0.5, correct=False), Rating.AGAIN),
        (answered(0, correct=False), Rating.AGAIN),
        (answered(0, correct=None), None),
    ],
)
def test_the_rating_follows_the_points(one: Answered, rated: Rating | None) -> None:
    assert rating(one) is rated


def test_answers_are_kept_as_cram_and_change_no_schedule(tmp_path: Path) -> None:
    with Store.open(tmp_path / "db.sqlite") as store:
        store.sync_cards(terms(("a", "b")), now_ms=NOW, deck="Kitchen")
        before = store.state("card0")
        assert keep([answered(2, correct=True)], store, now_ms=NOW) == 1
        (event,) = store.events("card0")
        assert (event.kind, event.cram, event.rating) == (EventKind.ANSWER, True, Rating.GOOD)
        assert (event.duration_ms, event.due_day, event.due_ms) == (5000, 0, None)
        assert store.state("card0") == before
        assert store.check() == []


def test_cards_that_the_database_does_not_know_are_passed_over(tmp_path: Path) -> None:
    with Store.open(tmp_path / "db.sqlite") as store:
        assert keep([answered(2, correct=True)], store, now_ms=NOW) == 0
        assert store.events() == []


def test_an_ungraded_answer_is_not_kept(tmp_path: Path) -> None:
    with Store.open(tmp_path / "db.sqlite") as store:
        store.sync_cards(terms(("a", "b")), now_ms=NOW, deck="Kitchen")
        assert keep([answered(0, correct=None)], store, now_ms=NOW) == 0


def test_the_seed_of_a_computed_problem_is_kept() -> None:
    problem = replace(CHOICE, id="numeric/card0/4711", form=Form.NUMERIC)
    assert seed(replace(answered(2, correct=True), item=problem)) == 4711
    assert seed(answered(2, correct=True)) == 0
