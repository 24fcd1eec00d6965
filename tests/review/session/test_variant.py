from __future__ import annotations

import itertools
import json

import pytest

from flashcards.card import Kind
from flashcards.errors import FlashcardsError
from flashcards.problems.pool import pool, pool_json
from flashcards.problems.registry import family
from flashcards.review.model import Rating
from flashcards.review.session import Scope, Sitting, Turn, face
from flashcards.review.session.variant import Variant, mark, place, suggested, variant
from tests.review.session.fakes import Clock, FakeShelf, stored

COUNT = 6


@pytest.fixture(scope="module")
def made() -> str:
    kind = family("weight-memory")
    return pool_json(pool(kind, kind.asks[0], count=COUNT))


def drawn(made: str, repetitions: int) -> Variant:
    return variant(made, card="card", repetitions=repetitions)


def test_all_variants_come_before_one_comes_again(made: str) -> None:
    seeds = [drawn(made, n).seed for n in range(2 * COUNT)]
    assert len(set(seeds[:COUNT])) == COUNT
    assert seeds[:COUNT] == seeds[COUNT:]
    assert all(one != other for one, other in itertools.pairwise(seeds))


def test_cards_go_through_a_pool_in_orders_of_their_own() -> None:
    orders = {tuple(place(card, n, 10) for n in range(10)) for card in "abcdef"}
    assert len(orders) == 6


def test_what_is_typed_is_graded_with_units_tolerance_and_feedback(made: str) -> None:
    asked = drawn(made, 0)
    right = asked.target.answer.removeprefix("≈ ")
    assert mark(asked, right).correct is True
    assert mark(asked, "no number").correct is None
    value, says = asked.target.wrong[0]
    wrong = mark(asked, f"{value!r} B")
    assert wrong.correct is False
    assert says in wrong.feedback


def test_the_suggested_grade() -> None:
    assert suggested(correct=True, hinted=False) is Rating.GOOD
    assert suggested(correct=True, hinted=True) is Rating.HARD
    assert suggested(correct=False, hinted=False) is Rating.AGAIN


@pytest.mark.parametrize("text", ["", "{}", '{"variants": []}', "[]", '{"variants": [1]}'])
def test_a_damaged_pool_is_told(text: str) -> None:
    with pytest.raises(FlashcardsError, match="problem of card x"):
        variant(text, card="x", repetitions=0)


def test_each_review_shows_another_variant_and_the_log_keeps_its_seed(made: str) -> None:
    card = stored("p", kind=Kind.PROBLEM, extra=(("pool", made), ("drills", "- Question 1")))
    shelf, clock = FakeShelf([card]), Clock()
    statements = []
    for _ in range(3):
        sitting = Sitting(shelf, Scope(), now_ms=clock())
        turn = sitting.next(clock())
        assert isinstance(turn, Turn)
        assert turn.variant is not None
        again = Sitting(shelf, Scope(), now_ms=clock()).next(clock())
        assert isinstance(again, Turn)
        assert again.face == turn.face, "a restart asks the same"
        statements.append(turn.face.question)
        sitting.answer(Rating.EASY, clock())
        assert shelf.log[-1].value == turn.variant.seed
        clock.wait(days=400)
    assert len(set(statements)) == 3


def test_the_face_of_a_problem(made: str) -> None:
    asked = drawn(made, 0)
    card = stored("p", kind=Kind.PROBLEM, context=("Computed problem", "Weights: memory"))
    shown = face(card, asked)
    assert shown.typed
    assert shown.subject == "Computed problem › Weights: memory"
    assert shown.question == json.loads(made)["variants"][place("card", 0, COUNT)]["statement"]
    assert [part.title for part in shown.parts] == ["Worked out"]
