from __future__ import annotations

import time

import pytest

from flashcards.claims.numbers.shares import shares
from tests.claims.numbers.asked import ask, right, wrong

TIMES = """
Component    | Time (ms) | Percentage
-------------|-----------|------------
Forward pass | 2500      | {}
Sampling     | 200       | 7%
Tokenizing   | 150       | 5%
Overhead     | 100       | 3%
Total        | 2950      | 100%
"""


def test_shares_of_a_total_row_are_right_as_rounded() -> None:
    assert right(shares, TIMES.format("85%")) == ["85%", "7%", "5%", "3%"]


@pytest.mark.parametrize("share", ["58%", "86%", "95%"])
def test_a_share_that_is_none_of_the_total_is_wrong(share: str) -> None:
    assert wrong(shares, TIMES.format(share)) == [(share, "84.75%")]


SIZES = """
Format | Bits | Size    | vs FP16
-------|------|---------|--------
FP16   | 16   | ~14 GB  | 1.00x
Q8_0   | 8    | ~7 GB   | 0.50x
Q5_K_M | ~5.5 | ~5 GB   | 0.36x
Q4_0   | 4    | ~3.5 GB | {}
"""


@pytest.mark.parametrize("ratio", ["0.25x", "0.26x"])
def test_ratios_to_the_row_that_the_header_names_are_right(ratio: str) -> None:
    assert right(shares, SIZES.format(ratio)) == ["0.50x", "0.36x", ratio]


def test_a_ratio_that_no_column_gives_is_wrong() -> None:
    assert wrong(shares, SIZES.format("0.45x")) == [("0.45x", "0.25x")]


LOSS = """
| Format | Perplexity | Loss |
|--------|------------|------|
| FP16 | 5.68 | Baseline (0%) |
| Q8_0 | 5.69 | Negligible (<1%) |
| Q5_K_M | 5.81 | Low (~2%) |
| Q4_K_M | 6.02 | {} |
| Q3_K_S | 7.89 | ~39% |
"""


def test_increases_over_the_row_called_baseline_are_right() -> None:
    assert right(shares, LOSS.format("Moderate (~6%)")) == ["1%", "~2%", "~6%", "~39%"]


def test_an_increase_that_is_none_is_wrong() -> None:
    assert wrong(shares, LOSS.format("Moderate (~9%)")) == [("~9%", "5.986%")]


@pytest.mark.parametrize(
    "table",
    [
        "| F | GB | Quality |\n|--|--|--|\n| a | 26 | Baseline (100%) |\n| b | 13.8 | 99% |\n| c | 7.9 | 92% |",
        "| F | GB | Hit rate |\n|--|--|--|\n| a | 26 | 50% |\n| b | 13 | 25% |",
        "| F | Share |\n|--|--|\n| a | 50% |\n| b | 25% |\n| c | 10% |",
        "| F | n | Share |\n|--|--|--|\n| a | x | 50% |\n| b | y | 25% |\n| c | z | 25% |",
    ],
    ids=["judgements", "two rows", "no other column", "no numbers"],
)
def test_a_column_in_no_relation_to_another_is_passed_over(table: str) -> None:
    assert not ask(shares, table)


LIST = """
- **Entry (L3/L4)**: 4 questions (20%)
- **Mid (L4/L5)**: 14 questions ({})
- **Senior (L5/L6)**: 2 questions (10%)
"""


def test_shares_in_a_list_are_of_its_sum() -> None:
    assert right(shares, LIST.format("70%")) == ["20%", "70%", "10%"]


def test_a_share_in_a_list_that_is_rounded_badly_is_wrong() -> None:
    assert wrong(shares, LIST.format("71%")) == [("71%", "70%")]


@pytest.mark.parametrize(
    "text",
    [
        LIST.format("35%"),
        "- A: 0.572 (57.2%)\n- B: 0.211 (21.1%)\n- C: 0.128 (21.7%)",
        "- a: 4 GB (20%)\n- b: 14 tokens (70%)\n- c: 2 GB (10%)",
    ],
    ids=["of something else", "probabilities", "not of one kind"],
)
def test_a_list_whose_percentages_are_no_shares_of_it_is_passed_over(text: str) -> None:
    assert not ask(shares, text)


def test_hostile_tables_take_no_time() -> None:
    wide = "|".join("1 GB" for _ in range(5000))
    begun = time.process_time()
    assert not ask(shares, f"{wide}\n--|--\n" + f"{wide}\n" * 20)
    assert not ask(shares, "| a | b | c |\n|--|--|--|\n" + "| x | 4 GB | 3% |\n" * 50_000)
    assert time.process_time() - begun < 5
