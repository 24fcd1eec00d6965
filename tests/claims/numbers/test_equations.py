"""Equations in lines: what is right is confirmed, what is wrong refuted, the rest left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.claims.numbers.claim import Verdict
from flashcards.claims.numbers.equations import equations

RIGHT = [
    "Read time: 40GB / 3GB/s = 13.3 seconds",
    "FP16: 70B × 2 bytes = 140 GB",
    "39,375,000,000 / (1024**3) ≈ 36.67 GB",
    "2 * 32 * 4096 * 32 * 128 * 2 = 2,147,483,648 bytes",
    "With read(): 140GB/3GB/s = 47s vs 40GB/3GB/s = 13s",
    "200 tokens / 15 tok/s = 13.3 seconds",
    "= 4 + 4 + 2 = 10 GB (fits in 16GB)",
    "41.42 × 10^9 / 4096 ≈ 10.1 million",
    "3 W × 24 h = 72 Wh",
    "64 GB - 60.7 GB = 3.3 GB",
    "7 × 8 = 56.0",
    "40GB / 3GB/s = ~13 s",
    "10 / 4 = 2-3",
]
WRONG = [
    ("39,375,000,000 / (1024**3) ≈ 36.68 GB", "36.68 GB", "36.67"),
    ("2 * 32 * 4096 * 32 * 128 * 2 = ~4 GiB", "~4 GiB", "2,147,483,648"),
    ("Read time: 40GB / 3GB/s = 15 seconds", "15 seconds", "13.33 s"),
    ("4 + 4 + 2 = 11 GB", "11 GB", "10 GB"),
    ("2 * 80 * 8192 = 2 * 80 * 8129", "2 * 80 * 8129", "1,310,720"),
]
SILENT = [
    "2^31 = 2 147 483 648",
    "2 × 30 = about nothing",
    "n_ctx = 4096",
    "score: 12/35 = passing",
    "T = 1 / ln(4) ≈ 0.721",
    "x * 2 * 3 = 7",
    "f(x) = 2 x",
    "GPT-4 = 3",
    "a == 3 and b != 2 * 3",
    "2024-11-18 = a date",
    "`-c 4096` = 2 slots",
    "value = 3GB / users = 5",
    "http://x/?a=1&b=2*3",
]


def verdicts(*lines: str) -> list[Verdict]:
    return [claim.verdict for claim in equations(list(enumerate(lines, start=1)))]


@pytest.mark.parametrize("line", RIGHT)
def test_right_as_the_author_rounded_it(line: str) -> None:
    assert set(verdicts(line)) == {Verdict.RIGHT}


@pytest.mark.parametrize(("line", "stated", "expected"), WRONG)
def test_wrong_beyond_rounding(line: str, stated: str, expected: str) -> None:
    (claim,) = [c for c in equations([(7, line)]) if c.verdict is Verdict.WRONG]
    assert (claim.line, claim.stated) == (7, stated)
    assert expected in claim.expected


@pytest.mark.parametrize("line", SILENT)
def test_what_is_no_equation_is_left_alone(line: str) -> None:
    assert verdicts(line) == []


def test_a_chain_goes_on_over_lines() -> None:
    lines = (
        "kv = 2 * 80 * 8192 * 64 * 128 * 2",
        "   = 2 * 80 * 8192 * 16384",
        "   = 21,474,836,480",
    )
    assert verdicts(*lines) == [Verdict.RIGHT, Verdict.RIGHT]
    assert verdicts(*lines[:2], "   = 21,474,836,481 bytes") == [Verdict.RIGHT, Verdict.WRONG]


def test_a_rounded_result_may_be_used_with_its_full_value() -> None:
    first = "one machine = 15,000,000 ÷ 1000 + 2,000,000 ÷ 150 ≈ 28,333 s"
    assert verdicts(first, "with headroom = 28,333 × 1.25 ≈ 35,417 s") == [Verdict.RIGHT] * 2
    assert verdicts(first, "with headroom = 28,333 × 1.25 ≈ 35,431 s")[1] is Verdict.WRONG


@pytest.mark.parametrize(
    "line",
    [
        "9**9**9**9 = 3",
        "9^9^9^9^9^9^9 = 1",
        "1" + "0" * 5000 + " * 2 = 3",
        "(" * 100_000 + "1" + ")" * 100_000 + " = 1",
        "1+" * 100_000 + "1 = 2",
        "= " * 50_000,
        "1 = " * 20_000,
        "2 × " * 5000 + "= 4",
    ],
)
def test_hostile_lines_end_and_refute_nothing(line: str) -> None:
    assert Verdict.WRONG not in verdicts(line) or line.startswith("1 =")


@given(st.lists(st.text(alphabet="0123456789 =≈+-*/×()GBs~.,^%", max_size=60), max_size=5))
def test_no_text_breaks_it(lines: list[str]) -> None:
    list(equations(list(enumerate(lines, start=1))))


@given(st.integers(2, 9999), st.integers(2, 9999))
def test_a_true_product_is_right_and_a_neighbour_of_it_wrong(a: int, b: int) -> None:
    assert verdicts(f"{a} × {b} = {a * b}") == [Verdict.RIGHT]
    assert verdicts(f"{a} × {b} = {a * b + 1}.0") == [Verdict.WRONG]
