"""An expression of the text, varied in one number by the cases behind it."""

from __future__ import annotations

import pytest

from tests.relations.held import right, wrong

FOUND = [
    ("A sale costs 0.9 × 60 + 0.1 × 240 = 78 ms. At 95% it is 69.0 ms, at 80% 88 ms.", "88 ms", "96 ms"),
    ("1 − 0.99^100 = 0.634. With 20 tests it is 18.2%, with 10 tests 10.0%.", "10.0%", "9.6%"),
    ("$1 - 0.98^{50}$. For 10 bolts it is 18.3%, for 20 bolts 36.6%, for 90 bolts 83.8%.", "36.6%", "33.2%"),
    ("Why: 0.95 × 10 + 0.05 × 110. At 90% it is 20 ms, at 99% 10.1 ms.", "10.1 ms", "11.0 ms"),
    ("−5 + 0.80 × 26 = 15.8 °C. With 70% it would be 13.2 °C, with 90% 23.4 °C.", "23.4 °C", "18.4 °C"),
    ("(9 − 2) V / 0.02 A. On 5 V it would be 150 Ω, on 12 V 600 Ω.", "600 Ω", "500 Ω"),
    ("- How many tablets are 4.5 twice a day for 7 days?\n\n  4.5 × 2 × 7. For 10 days it would be 45.", "45", "90"),
    ("1.815 / 1,21; el IVA son 315 €. Con un IVA del 10 % la base sería 1.633,50 €.", "1.633,50 €", "1.650,00 €"),
    ("Each is tried at 0.06 / 20 = 0.003. With 8 trials the level is 0.0750.", "0.0750", "0.0075"),
    ("With a rate of 0.8 it takes (1 − 0.8^3) / (1 − 0.8) = 2.44 steps; with a rate of 0.65 it takes 20.7 steps.", "20.7 steps", "2.07 steps"),
    ("40.000 · 1,19 = 47.600 €. Bei 7 % wären es 37.200 €.", "37.200 €", "42.800 €"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "stated", "expected"), FOUND)
def test_a_case_that_varies_one_number_is_held_against_the_expression(
    text: str, stated: str, expected: str
) -> None:
    assert (stated, expected) in wrong(text)


SILENT = [
    "A sale costs 0.9 × 60 + 0.1 × 240 = 78 ms. At 95% it is 69.0 ms, at 80% about 90 ms.",
    "3 + 2/1.585 is the gain. Precision at 3 is 67%.",
    "0.1257 × 26 × 0.5 = 1.63 m³. With 0.45 it would be 1.47 m³. Twenty such oaks: 32.7 m³.",
    "12 × 8 = 96 cells. At 20 °C they last 300 hours.",
    "(5 − 2) V / 0.02 A. It burns 60 mW. On 3.3 V it would be 65 Ω.",
    "250 × 4 = 1,000 g. With 3 eggs it would be 900 g.",
    "0.8 × 50 = 40 W. At 90% of the days it was 35 W.",
]


@pytest.mark.parametrize("text", SILENT)
def test_a_case_that_may_vary_something_else_is_left_alone(text: str) -> None:
    assert wrong(text) == []


def test_a_case_that_fits_is_confirmed() -> None:
    assert "13.2 °C" in right("−5 + 0.80 × 26 = 15.8 °C. With 70% it would be 13.2 °C.")
