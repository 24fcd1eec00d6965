from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.practice.errors import PracticeError
from flashcards.practice.mark import Answer, key, mark
from flashcards.practice.model import Difficulty, Form, Item, Option, Row
from flashcards.practice.verify import verify
from flashcards.problems import draw
from flashcards.problems.registry import family
from flashcards.problems.scheme import scheme_of, target_of
from flashcards.render import blocks_of

BARE = Item(
    id="x", form=Form.SHORT, title="t", prompt=blocks_of("p"), points=4, difficulty=Difficulty.MID, tags=(),
    source="s", card="c", answer=blocks_of("a"), solution=blocks_of(""),
)  # fmt: skip
CHOICE = replace(
    BARE,
    form=Form.CHOICE,
    options=(
        Option(text=blocks_of("`f.read(4)`"), reason=blocks_of("That is the magic.")),
        Option(text=blocks_of("GGUF")),
        Option(text=blocks_of("1"), reason=blocks_of("That is a number.")),
    ),
    correct=1,
)
MATCHING = replace(
    BARE, form=Form.MATCHING, left=tuple(map(blocks_of, ("a", "b", "c", "d"))), right=tuple(map(blocks_of, ("w", "x", "y", "z"))),
    pairs=(2, 0, 1, 3),
)  # fmt: skip
ORDERING = replace(
    BARE, form=Form.ORDERING, lines=tuple(map(blocks_of, ("p", "q", "r", "s"))), order=(1, 3, 0, 2)
)
SHORT = replace(
    BARE, answer=blocks_of("`--top-p`"), accepted=("--top-p", "0.80", "16,384 tokens", "-1")
)
LONG = replace(
    BARE,
    form=Form.LONG,
    points=14,
    rubric=(
        Row(name="one", levels=((0, 1, "poor"), (6, 7, "best"))),
        Row(name="two", levels=((0, 1, "poor"), (6, 7, "best"))),
    ),
    passing=(("Entry", 5), ("Mid", 10)),
)
VARIANT = draw(family("kv-cache"), 3)
NUMERIC = replace(BARE, form=Form.NUMERIC, scheme=scheme_of(VARIANT.ask), target=target_of(VARIANT))


@pytest.mark.parametrize(
    ("item", "answer", "points", "correct"),
    [
        (CHOICE, 1, 4, True),
        (CHOICE, 0, 0, False),
        (CHOICE, 7, 0, None),
        (CHOICE, "b", 4, True),
        (CHOICE, " B) ", 4, True),
        (CHOICE, "2", 4, True),
        (CHOICE, "gguf", 4, True),
        (CHOICE, "f.read(4)", 0, False),
        (CHOICE, "1", 0, False),  # the text of an option goes before its number
        (CHOICE, "", 0, None),
        (CHOICE, "no idea", 0, None),
        (CHOICE, "9", 0, None),
        (MATCHING, (2, 0, 1, 3), 4, True),
        (MATCHING, (0, 2, 1, 3), 2, False),
        (MATCHING, "C A B D", 4, True),
        (MATCHING, "cabd", 4, True),
        (MATCHING, "1-C, 2-A, 3-B, 4-D", 4, True),
        (MATCHING, "2=A 1=C 4=D 3=B", 4, True),
        (MATCHING, "3 1 2 4", 4, True),
        (MATCHING, "C A B", 0, None),
        (MATCHING, "C A B Z", 0, None),
        (MATCHING, "1-C 1-A 2-B 3-D", 0, None),
        (MATCHING, "A A A A", 1, False),
        (ORDERING, (1, 3, 0, 2), 4, True),
        (ORDERING, "B D A C", 4, True),
        (ORDERING, "bdac", 4, True),
        (ORDERING, "2, 4, 1, 3", 4, True),
        (ORDERING, "D B A C", 2.7, False),  # one of six pairs is wrong: 4 × (1 − 2 ÷ 6)
        (ORDERING, "C A D B", 0, False),  # the other way round
        (ORDERING, "A B C", 0, None),
        (ORDERING, "A A B C", 0, None),
        (SHORT, "--top-p", 4, True),
        (SHORT, " TOP P ", 4, True),
        (SHORT, "top-k", 0, False),
        (SHORT, "0.80", 4, True),
        (SHORT, "080", 0, False),
        (SHORT, "0,80", 4, True),
        (SHORT, "16384 Tokens", 4, True),
        (SHORT, "1", 0, False),
        (SHORT, "−1", 4, True),
        (SHORT, "  ", 0, None),
        (LONG, (7, 7), 14, True),
        (LONG, "4 1", 5, True),
        (LONG, "2, 2", 4, False),
        (LONG, "8 1", 0, None),
        (LONG, "7", 0, None),
        (NUMERIC, "soon", 0, None),
        (NUMERIC, VARIANT.answer, 4, True),
        (NUMERIC, "0 GiB", 0, False),
    ],
)  # fmt: skip
def test_an_answer_gets_what_is_fair(
    item: Item, answer: Answer, points: float, correct: bool | None
) -> None:
    marked = mark(item, answer)
    assert (marked.points, marked.correct) == (points, correct)
    assert marked.feedback


def test_a_wrong_option_is_told_why_and_what_is_right() -> None:
    assert mark(CHOICE, "A").feedback == "That is the magic. Right is B: GGUF"


def test_a_grade_by_rubric_names_the_level_that_is_passed() -> None:
    assert mark(LONG, "7 4").feedback == "11 of 14 points. Passed as Mid."
    assert mark(LONG, "1 1").feedback == "2 of 14 points. Not passed."


@pytest.mark.parametrize("item", [CHOICE, MATCHING, ORDERING, SHORT, LONG, NUMERIC])
def test_the_key_gets_all_points(item: Item) -> None:
    assert mark(item, key(item)).points == item.points


@pytest.mark.parametrize("item", [CHOICE, MATCHING, ORDERING, SHORT, LONG, NUMERIC])
@given(text=st.text())
def test_marking_never_raises_and_never_gives_more_than_all(item: Item, text: str) -> None:
    assert 0 <= mark(item, text).points <= item.points


@given(st.permutations(range(4)))
def test_an_order_and_its_reverse_share_the_points_of_one(order: list[int]) -> None:
    there, back = mark(ORDERING, order).points, mark(ORDERING, order[::-1]).points
    assert min(there, back) == 0


def test_an_order_by_chance_gets_little() -> None:
    from itertools import permutations

    points = [mark(ORDERING, order).points for order in permutations(range(4))]
    assert sum(points) / len(points) < 0.25 * ORDERING.points


@pytest.mark.parametrize(
    "item",
    [
        replace(CHOICE, options=(Option(text=blocks_of("GGUF")), Option(text=blocks_of("gguf"), reason=blocks_of("r"))), correct=0),
        replace(SHORT, accepted=("", )),
    ],
)  # fmt: skip
def test_an_unsound_item_does_not_verify(item: Item) -> None:
    with pytest.raises(PracticeError):
        verify(item)
