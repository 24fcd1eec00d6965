from __future__ import annotations

import pytest

from flashcards.claims.numbers.entries import entry


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
