"""Steps as printed: which come to their own result."""

from __future__ import annotations

import pytest

from flashcards.worked.printed import recomputes


@pytest.mark.parametrize(
    "step",
    [
        "8 TB ÷ 200 MB/s = 40,000 s",
        "4.6 V ÷ (2 ^ 15-bit) ≈ 0.1404 mV",
        "(5 $/h ÷ (2,920 tokens/s × 3600)) × 1000000 ≈ 0.4756 $",  # by its numbers alone
        "((1 + 1 % a month) ^ 12) - 1 ≈ 12.68 %",
        "EAT = h(t+m) + (1-h)(t+2m)",  # a formula, not yet numbers
        "19 l need 114 g; it grows with that number",
        "So here = 78 g",
    ],
)
def test_a_step_comes_to_its_result_or_computes_nothing(step: str) -> None:
    assert recomputes(step)


@pytest.mark.parametrize(
    "step",
    [
        "8 TB ÷ 200 MB/s = 50,000 s",
        "(25 h × 1.15) ÷ 7.7 ≈ 3.247 h",  # a factor that its answer leaves out
        "7 × 8 = 54",
        "4 + 4 = 1",  # an eighth, which bytes have but bare numbers have not
    ],
)
def test_a_step_whose_factors_do_not_give_its_result_is_refused(step: str) -> None:
    assert not recomputes(step)
