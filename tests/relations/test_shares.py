"""Parts of a whole, in the languages of our documents: wrong bases and powers of ten are found."""

from __future__ import annotations

import pytest

from tests.relations.held import right, wrong

FOUND = [
    ("18 deaths among 600 cases: 3.0%. 7 deaths among 140 cases would be 20%.", "20%", "5%"),
    ("Von 90 Proben sind 60 negativ, 15 von 60 sind also 400 %.", "400 %", "25 %"),
    ("12 sur 80 sont absents, soit 15 %. 9 sur 75 font 1,2 %.", "1,2 %", "12,0 %"),
    ("3 de cada 20 piezas fallan, es decir 15 %. 4 de 16 son 2,5 %.", "2,5 %", "25,0 %"),
    ("The rate is 6.0 per 1,000, i.e. 60 per 100,000.", "60", "600"),
    ("24 deaths in a town of 200,000: mortality 1.2 per 100,000", "1.2", "12.0"),
    ("The code needs 1 bit, the entropy is 0.469, so it wastes 0.431 bits a symbol.", "0.431 bits", "0.531 bits"),
    ("Der Tank fasst 820 l, 275 l sind drin, also fehlen 554 l.", "554 l", "545 l"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "stated", "expected"), FOUND)
def test_a_share_of_a_wrong_base_or_power_of_ten_is_found(
    text: str, stated: str, expected: str
) -> None:
    assert wrong(text) == [(stated, expected)]


SILENT = [
    "12 of 80 seats are left, 85% are sold.",
    "40 of 60 came, 20 more, 33%.",
    "In 2 of 12 years the harvest failed, 17%; in 3 of 12 a frost came, 25%.",
    "5 of 25 words were new (20%), 95% were spelt right.",
    "The rate is 6.0 per 1,000 in towns or 480 per 100,000 in villages.",
    "It takes 12 V and 3 A, so it saves 40 W.",
    "Of 200 patients 20 were lost, 8 of 180 relapsed, 4.4%.",
]


@pytest.mark.parametrize("text", SILENT)
def test_a_share_that_may_be_of_something_else_is_left_alone(text: str) -> None:
    assert wrong(text) == []


def test_a_right_share_is_confirmed() -> None:
    assert "12 %" in right("9 von 75 Teilen sind also 12 %.")
