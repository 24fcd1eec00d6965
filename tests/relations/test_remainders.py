"""What is left of a whole, and what amounts make together."""

from __future__ import annotations

import pytest

from tests.relations.held import wrong

FOUND = [
    ("For 6 kg it is 16.8 l in, 5.4 l stay behind and 12.4 l run off.", "12.4 l", "11.4 l"),
    ("Von 480 Plätzen sind 325 besetzt, frei bleiben 165.", "165", "155"),
    ("Il risparmio è di 720 €, il ricavo di 432 €, insieme 1.052 €.", "1.052 €", "1.152 €"),
    ("De 5,5 kW il en sort 4,85 kW; 6,5 kW sont perdus.", "6,5 kW", "650 W (0,65 kW)"),
    ("Rent takes 840 €, food 355 €, together 1,295 €.", "1,295 €", "1,195 €"),
    ("The heater draws 45 W and the fan 30 W, together 57 W.", "57 W", "75 W"),
    ("The heater draws 45 W, the fan 30 W; the plug gives 57 W in total.", "57 W", "75 W"),
]


@pytest.mark.parametrize(("text", "stated", "expected"), FOUND)
def test_a_rest_or_total_with_one_wrong_digit_is_found(
    text: str, stated: str, expected: str
) -> None:
    assert wrong(text) == [(stated, expected)]


SILENT = [
    "The node has 320 GB. Take away 140 GB of weights and a reserve of 32 GB: 148 GB are left.",
    "Of 900 seats 340 are sold and 120 kept for members.",
    "It takes 840 € rent and 355 € food, together with 200 € for the car.",
    "We lost 240 g on the way and 350 g later; 130 g are left.",
]


@pytest.mark.parametrize("text", SILENT)
def test_a_number_that_may_be_something_else_is_left_alone(text: str) -> None:
    assert wrong(text) == []
