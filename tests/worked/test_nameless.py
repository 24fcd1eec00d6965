"""Formulas without a name become problems where each symbol has a meaning and a value."""

from __future__ import annotations

import pytest

from flashcards.documents import read_text
from flashcards.facts.computed import worked_problems
from flashcards.problems import Variant, draw

BEAM = """# Beams

## What are the symbols?

Given $b = 120$ and $h = 240$: b = width, h = height, both in mm.

## What has a section?

One rectangular section has $b h^2$ = 6,912,000 in all.
"""
HALL = """# Halls

Here n = rows and k = seats. For the small hall n = 24 and k = 36.

## How many seats does a hall have?

A hall in two tiers has 2nk = {} seats.
"""


def drawn(text: str) -> list[Variant]:
    return [draw(one.family, 1) for one in worked_problems(read_text(text, path="a.md").document)]


def test_a_formula_in_a_sentence_is_asked_with_its_symbols_told() -> None:
    (one,) = drawn(HALL.format("1,728"))
    assert "2nk = **?** seats" in one.statement
    assert "rows n: " in one.statement
    assert "seats k: " in one.statement


@pytest.mark.parametrize(
    "text",
    [
        HALL.format("1,729"),  # it does not come out
        HALL.format("1,728").replace("n = 24 and ", ""),  # a symbol without a value
        HALL.format("1,728").replace("Here n = rows and k = seats.", ""),  # no meaning
        HALL.format("1,728").replace("A hall in two tiers has", "S ="),  # it has a name
    ],
)
def test_nothing_is_made_where_something_is_not_told(text: str) -> None:
    assert not any("2nk" in one.statement for one in drawn(text))


def test_a_symbol_of_a_section_before_tells_its_own_value() -> None:
    found = [one.statement for one in drawn(BEAM)]
    assert all("- width b: " in one and "- height h: " in one for one in found)
