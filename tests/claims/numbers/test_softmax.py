from __future__ import annotations

import math
from fractions import Fraction

import pytest

from flashcards.claims.numbers.claim import AskSoftmax
from flashcards.claims.numbers.softmax import probabilities, softmax_claims, temperature_of
from tests.claims.numbers.asked import ask, right, wrong

GIVEN = "Given logits: `[2.0, 1.0, 0.5, 0.1]` for tokens `['A', 'B', 'C', 'D']`\n\n"
TABLE = """
| Token | τ=0.1 | τ = 1.0 | τ→∞ |
|-------|-------|---------|-----|
| A | 99.995% | {} | 25% |
| B | 0.0045% | 21.1% | 25% |
| C | 0.00003% | 12.8% | 25% |
| D | 0.0000006% | 8.6% | 25% |
"""


def test_every_cell_is_held_against_the_softmax() -> None:
    assert len(right(softmax_claims, GIVEN + TABLE.format("57.5%"))) == 12
    assert wrong(softmax_claims, GIVEN + TABLE.format("57.2%")) == [("57.2%", "57.45%")]


def test_a_claim_says_what_llama_cpp_can_be_asked() -> None:
    asks = [claim.ask for claim in ask(softmax_claims, GIVEN + TABLE.format("57.5%"))]
    logits = (2.0, 1.0, 0.5, 0.1)
    assert asks[:3] == [AskSoftmax(logits, 0.1), AskSoftmax(logits, 1.0), None]


def test_rows_in_another_order_are_found_by_their_token() -> None:
    table = "| t | T = 1 |\n|--|--|\n| D | 8.6% |\n| C | 12.8% |\n| B | 21.1% |\n| A | 57.5% |"
    assert len(right(softmax_claims, GIVEN + table)) == 4


def test_temperatures_may_stand_in_the_rows() -> None:
    table = (
        "| | A | B | C | D |\n|--|--|--|--|--|\n| T = 2 | 0.41 | 0.25 | 0.19 | 0.16 |\n"
        "| T = 1 | 0.57 | 0.31 | 0.13 | 0.09 |"
    )
    assert wrong(softmax_claims, GIVEN + table) == [("0.31", "0.2114")]


def test_a_vector_behind_a_temperature_is_a_row() -> None:
    text = GIVEN + "- T=0.5: [0.83, 0.11, 0.04, 0.02]"
    assert right(softmax_claims, text) == ["0.83", "0.11", "0.04", "0.02"]


@pytest.mark.parametrize(
    "text",
    [
        TABLE.format("57.2%"),
        GIVEN + "| t | T = 1 |\n|--|--|\n| A | 73.1% |\n| B | 26.9% |",
        GIVEN + "| t | T = 1 |\n|--|--|\n| A | 3.2 s |\n| B | 1 s |\n| C | 2 s |\n| D | 1 s |",
        GIVEN + "| t | T = 1 |\n|--|--|\n| A | 99% |\n| B | 0.5% |\n| C | 0.5% |\n| D | 0% |",
        GIVEN + "| t | Type |\n|--|--|\n| A | 50% |\n| B | 20% |\n| C | 20% |\n| D | 10% |",
        GIVEN + "Try T = 0.7 and [1, 2, 3, 4]",
    ],
    ids=["no logits", "fewer tokens", "times", "of other logits", "no temperature", "no shares"],
)
def test_what_is_no_softmax_of_these_logits_is_passed_over(text: str) -> None:
    assert not wrong(softmax_claims, text)


@pytest.mark.parametrize(
    ("text", "temperature"),
    [("τ=0.1", 0.1), ("T → ∞", math.inf), ("temperature 2.0", 2.0), ("Temp: 1", 1.0)],
)
def test_a_temperature_is_read_in_every_spelling(text: str, temperature: float) -> None:
    assert temperature_of(text) == temperature


@pytest.mark.parametrize("text", ["Token", "T", "Total 5", "Weight 3", "T 4x"])
def test_other_words_are_no_temperature(text: str) -> None:
    assert temperature_of(text) is None


@pytest.mark.parametrize("temperature", [0.0, 1e-300, 0.1, 1.0, 1e6, math.inf])
def test_probabilities_add_up_to_one_at_any_temperature(temperature: float) -> None:
    found = probabilities((Fraction(2), Fraction(-700), Fraction(1, 2)), temperature)
    assert sum(found) == pytest.approx(1)
    assert max(found) == found[0]
