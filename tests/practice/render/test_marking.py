"""The page's marking is `practice.mark`'s, to the tenth of a point."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files
from typing import Any

import dukpy  # type: ignore[import-untyped]  # has no types
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.practice.items.texts import normal
from flashcards.practice.mark import Answer, key, mark
from flashcards.practice.model import Item
from flashcards.practice.render import html
from tests.anki.javascript import script
from tests.practice.render.samples import (
    CHOICE,
    FILL,
    LONG,
    MATCHING,
    ORDERING,
    SHORT,
    numeric,
    whole,
)

ENGINE = dukpy.JSInterpreter()
for text in (
    script("grader.js"),
    files("flashcards.practice.render").joinpath("templates", "marking.js").read_text("utf-8"),
):
    ENGINE.evaljs(f"{text}\n;0")


def on_page(item: Item, answer: Answer) -> dict[str, Any]:
    sent = json.loads(json.dumps([html._key(item), answer]))
    found: dict[str, Any] = ENGINE.evaljs(
        "practiceMarking.mark(dukpy.sent[0], dukpy.sent[1])", sent=sent
    )
    return found


def agree(item: Item, answer: Answer) -> None:
    here, there = mark(item, answer), on_page(item, answer)
    assert there["points"] == here.points
    assert there["correct"] == here.correct


@pytest.mark.parametrize("item", whole().items, ids=lambda item: item.form.value)
def test_the_key_gets_all_points(item: Item) -> None:
    found = on_page(item, key(item))
    assert found["points"] == item.points
    assert found["correct"] is True


@given(typed=st.sampled_from(["3 GiB", "3.375", "1.6875 GiB", "", "3,375 GiB", "27 GiB", "3.4 Gb"]))
def test_numbers(typed: str) -> None:
    agree(numeric(), typed)


@given(index=st.integers(0, 3))
def test_options(index: int) -> None:
    agree(CHOICE, index)


@given(answer=st.lists(st.integers(0, 3), min_size=4, max_size=4), points=st.integers(1, 40))
def test_pairs(answer: list[int], points: int) -> None:
    agree(replace(MATCHING, points=points), answer)


@given(answer=st.permutations(range(4)), points=st.integers(1, 40))
def test_orders(answer: list[int], points: int) -> None:
    agree(replace(ORDERING, points=points), answer)


@given(answer=st.tuples(st.integers(0, 5), st.integers(0, 5)))
def test_rubrics(answer: tuple[int, int]) -> None:
    agree(LONG, answer)
    agree(replace(LONG, passing=()), answer)


PRINTABLE = st.characters(min_codepoint=32, max_codepoint=126) | st.sampled_from("−÷×≈éß–’")


@given(typed=st.text(PRINTABLE, max_size=30))
def test_texts_without_case_spaces_and_marks(typed: str) -> None:
    assert ENGINE.evaljs("practiceMarking.normal(dukpy.sent)", sent=typed) == normal(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "KEYS and values!",
        "key value",
        "Unpack",
        " unpack( ) ",
        "pack",
        "",
        "  ",
        "1,234.5",
        "==",
        "-1 - -2.5",
    ],
)
def test_short_and_filled_in_answers(typed: str) -> None:
    for item in (SHORT, FILL, replace(FILL, accepted=("==", "1234.5", "-1-2.5"))):
        agree(item, typed)


@pytest.mark.parametrize(
    ("accepted", "typed", "right"),
    [
        ("4.5", "4.50", True),
        ("4.5", "4,5", True),
        ("0.8", ".8", True),
        ("-0.8", "-.80", True),
        ("256", "256 weights", True),
        ("256", "256.0", True),
        ("16,384", "16384 tokens", True),
        ("32 layers", "32.0 layers", True),
        ("4.5", "45", False),
        ("256", "256 MB", False),
        ("256", "256 bytes", False),
        ("256", "256 thousand", False),
        ("2", "2 million", False),
        ("8 GB", "8 GiB", False),
        ("8", "-8", False),
        ("8", ".8", False),
        ("Q4", "4", False),
        ("256", "256 weights or 128", False),
    ],
)
def test_numbers_in_short_answers_are_graded_as_numbers(
    accepted: str, typed: str, right: bool
) -> None:
    item = replace(SHORT, accepted=(accepted,))
    agree(item, typed)
    assert mark(item, typed).correct is right


@given(tenths=st.integers(0, 4000), parts=st.integers(1, 12))
def test_points_are_rounded_as_python_rounds(tenths: int, parts: int) -> None:
    value = tenths / 8 / parts
    assert ENGINE.evaljs("practiceMarking.tenth(dukpy.sent)", sent=value) == round(value, 1)
