"""What comments say of rows, loops and prints is held against what the listing gives."""

from __future__ import annotations

import time

import pytest

from flashcards.relations.listings.python import Interpreter
from tests.relations.held import right, wrong


def fenced(code: str) -> str:
    return f"# T\n\n```python\n{code}\n```\n"


LOOP = """probs = [0.57452, 0.42548]
for token, prob in zip(['A', 'B'], probs):
    print(f"  {{token}}: {{prob:.3f}} ({{prob*100:.{}f}}%)")

# Output:
# A: {} ({})
# B: 0.425 (42.5%)
"""


def test_what_a_loop_prints_may_stand_below_an_empty_line() -> None:
    told = fenced(LOOP.format(1, "0.575", "57.5%"))
    assert not wrong(told)
    assert right(told)[-4:] == ["0.575", "57.5%", "0.425", "42.5%"]
    slipped = fenced(LOOP.format(1, "0.572", "57.2%"))
    assert wrong(slipped) == [("0.572", "0.575"), ("57.2%", "57.5%")]


def test_a_comment_finer_than_the_print_is_held_against_the_value() -> None:
    assert not wrong(fenced(LOOP.format(0, "0.575", "57.45%")))
    assert wrong(fenced(LOOP.format(0, "0.575", "57.48%"))) == [("57.48%", "57.4520%")]


def test_each_number_of_a_row_is_judged_alone() -> None:
    code = "import numpy as np\nrow = np.array([2.0, 1.0])\nhalf = row / 2  # [1.0, 0.6]"
    assert wrong(fenced(code)) == [("0.6", "0.5")]
    assert not wrong(fenced("row = [1.0, 2.0]\nrow = sorted(row)  # [1, 2, 3]"))


MARGIN = 'have = 16\nneed = 8\nprint(f"Margin: {{have - need}} GB")\n# Margin: {} ({})'


@pytest.mark.parametrize(
    ("size", "share", "found"),
    [
        ("8 GB", "50%", []),
        ("6 GB", "37.5%", [("37.5%", "50%"), ("6 GB", "8 GB")]),
        ("8 GB", "100%", [("100%", "50%")]),
    ],
)
def test_the_share_of_a_printed_margin_is_of_what_there_is(
    size: str, share: str, found: list[tuple[str, str]]
) -> None:
    assert sorted(wrong(fenced(MARGIN.format(size, share)))) == found


@pytest.mark.parametrize(
    "code",
    [
        "print(f'{4.0} GB')\n\n# The default is 5 GB",
        "print(f'{4.0} GB')\n# 3 retries follow",
        "print(f'{4.0} GB')\n# 5 s later it is read again",
        "print(f'total: {4.0} GB')\n# others: 5 GB",
        "kept = 12 * 2  # ~1 of what is there",
        "size = 3 * 2  # ~6 GB in RAM",
        "rows = 3 * 512   # 3 for red, green and blue",
        "grid = 6 * 7     # 6 down, 7 across",
        "wait = 5 * 1000  # 5 s in ms",
        "late = 90 * 60   # 01:30 in seconds",
        "both = 4 * 12    # 4 cards with 12 GB each",
        "many = 250 * 8   # 2.000",
        "huge = 10 ** 400  # ~5",
    ],
)
def test_a_comment_on_something_else_is_left_alone(code: str) -> None:
    assert not wrong(fenced(code))


def test_a_constant_is_confirmed_by_what_it_is_worked_out_from() -> None:
    assert right(fenced("width = 128  # 4096 / 32")) == ["4096 / 32"]
    assert not right(fenced("width = 129  # 4096 / 32"))


def test_what_can_be_read_of_a_listing_that_is_not_whole_is_read() -> None:
    code = "size = 3 * 4\n     = 12 (exactly)\nhalf = size / 2  # 7"
    assert wrong(fenced(code)) == [("7", "6")]


def test_a_rough_value_may_be_told_in_a_kind() -> None:
    assert wrong(fenced("size = 3 * 2  # ~4 GB in FP16")) == [("~4 GB", "6 GB")]
    assert wrong(fenced("size = 3 * 2 * 1024**3 / 1024**3  # ~7 GB")) == [("~7 GB", "6 GB")]


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("(np.array([2, 1]) / 4).max()", 0.5),
        ("sum(np.array([2, 1]) * np.array([2, 1]))", 5),
        ("(-np.array([2, 1]))[0]", -2),
        ("np.exp(np.array([0.0, 1.0]))[0]", 1.0),
        ("np.mean([1, 2])", 1.5),
    ],
)
def test_rows_are_worked_out_part_by_part(code: str, value: float) -> None:
    assert Interpreter().value(code) == value


@pytest.mark.parametrize(
    "code",
    [
        "a = [1, 1]\n" + "a = [a, a]\n" * 300 + "b = -a",
        "a = 'x'\n" + 'a = f"{a}{a}"\n' * 300,
        "a = [1, 1]\n" + "a = zip(a, a)\n" * 300,
        "a = 3\n" + "a = a * a\n" * 300,
        "import numpy as np\na = np.array([3, 3])\n" + "a = a ** 99\n" * 300,
        "a = " + "(" * 5000 + "1" + ")" * 5000,
        "a = " + "-" * 5000 + "1",
        'print(f"{1:.99f}{1:>99999999}")',
    ],
    ids=["lists", "texts", "zips", "squares", "powers", "brackets", "signs", "formats"],
)
def test_hostile_listings_take_no_time(code: str) -> None:
    begun = time.process_time()
    Interpreter().run(code)
    assert time.process_time() - begun < 2
