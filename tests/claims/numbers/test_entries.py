from __future__ import annotations

import re

import pytest

from flashcards.claims.numbers.entries import above, entry, is_border

NEVER = re.compile(r"(?!)")


@pytest.mark.parametrize(
    ("text", "label", "value"),
    [
        ("- Total: 80 GB", "Total", "80 GB"),
        ("│ Page Cache:    40 GB (soon)   │  ← twice: 3", "Page Cache", "40 GB"),
        ("# Total: ~9 GB ✅", "Total", "~9 GB"),
        ("1. **Total**: 7", "Total", "7"),
        ("├── KV cache: `2 GB`", "KV cache", "2 GB"),
        ("Weights: 70e9 × 2 = 140 GB", "Weights", "140 GB"),
        ("- [x] Done: 4 tasks", "Done", "4"),
    ],
)
def test_a_labelled_line_in_every_spelling(text: str, label: str, value: str) -> None:
    found = entry((1, text))
    assert found
    assert found.value
    assert (found.label, found.value.text) == (label, value)


@pytest.mark.parametrize(
    "text",
    ["no label", ": 4", "at 10:30 h", "http://a", "a" * 70 + ": 4", "a: " + " " * 1000 + "4"],
)
def test_other_lines_are_no_entries(text: str) -> None:
    assert entry((1, text)) is None


def test_a_value_hidden_in_words_is_none() -> None:
    found = entry((1, "- GPU: A10 (24GB)"))
    assert found
    assert found.value is None


@pytest.mark.parametrize("text", ["├─────┤", "------", "└────────┘  ", "====="])
def test_borders_part_nothing(text: str) -> None:
    assert is_border(text)


def test_a_group_is_of_one_bullet_and_one_indentation() -> None:
    text = "x: 1\n\n- a: 2\n  - deeper: 3\n- b: 4\n1. c: 5\n- d: 6\n- e: 7\n- Total: 8"
    lines = list(enumerate(text.split("\n"), start=1))
    bottom = entry(lines[-1])
    assert bottom
    assert [one.label for one in above(lines, 8, bottom, until=NEVER)] == ["d", "e"]
    assert not above(lines, 8, bottom, until=re.compile("e: 7"))
