"""Which questions are asked."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.errors import FlashcardsError
from flashcards.practice.interview.choose import Wishes, choose
from flashcards.practice.interview.question import Question
from flashcards.practice.model import Difficulty
from tests.practice.interview.making import asked

MANY = [asked(f"q{n}", minutes=f"{10 + 5 * (n % 4)} minutes") for n in range(12)]


@given(st.integers(0, 2**32 - 1), st.permutations(MANY))
def test_a_seed_gives_the_same_questions_whatever_their_order(
    seed: int, given_: list[Question]
) -> None:
    wishes = Wishes(seed=seed, minutes=45)
    assert choose(given_, wishes) == choose(MANY, wishes)


@given(st.integers(0, 2**32 - 1), st.integers(10, 200))
def test_the_questions_fit_into_the_time_and_no_other_would(seed: int, minutes: int) -> None:
    chosen = choose(MANY, Wishes(seed=seed, minutes=minutes))
    left = minutes - sum(q.minutes for q in chosen)
    assert left >= 0
    assert len({q.card for q in chosen}) == len(chosen)
    assert not [q for q in MANY if q not in chosen and q.minutes <= left]


def test_where_none_fits_one_of_the_shortest_is_asked_alone() -> None:
    (only,) = choose(MANY, Wishes(seed=1, minutes=5))
    assert only.minutes == 10


def test_every_question_comes_first_about_as_often() -> None:
    first = Counter(choose(MANY, Wishes(seed=seed, minutes=60))[0].card for seed in range(2400))
    assert len(first) == 12
    assert max(first.values()) < 2 * min(first.values())


def test_a_question_for_a_range_of_levels_is_for_each_of_them() -> None:
    mixed = [asked("a", level="Mid to Senior"), asked("b", level="Entry")]
    for level in (Difficulty.MID, Difficulty.SENIOR):
        chosen = choose(mixed, Wishes(seed=0, difficulty=level))
        assert [q.card for q in chosen] == ["a"]


def test_all_words_of_a_topic_must_be_there_in_any_case() -> None:
    mixed = [asked("a", title="KV cache"), asked("b", title="Cache lines")]
    assert [q.card for q in choose(mixed, Wishes(seed=0, topic="Cache KV"))] == ["a"]
    assert len(choose(mixed, Wishes(seed=0, topic="cache"))) == 2


@pytest.mark.parametrize(
    ("questions", "wishes", "message", "hint"),
    [
        ([], Wishes(seed=0), "no interview questions", "flashcards cards"),
        (MANY, Wishes(seed=0, topic="cooking"), "topic 'cooking'", "Conceptual"),
        (MANY, Wishes(seed=0, difficulty=Difficulty.STAFF), "level staff", "there are mid"),
    ],
)
def test_an_error_says_what_there_is(
    questions: list[Question],
    wishes: Wishes,
    message: str,
    hint: str,
) -> None:
    with pytest.raises(FlashcardsError, match=message) as caught:
        choose(questions, wishes)
    assert hint in (caught.value.hint or "")
