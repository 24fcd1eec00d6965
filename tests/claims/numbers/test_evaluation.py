from __future__ import annotations

import time
from fractions import Fraction

import pytest

from flashcards.claims.numbers.evaluation import Names
from flashcards.claims.numbers.python import run


def values(code: str) -> Names:
    names: Names = {}
    list(run(code, names))
    return names


def test_lists_are_computed_part_by_part() -> None:
    found = values("import numpy as np\nx = np.array([2, 1])\ny = x / 4\nz = (x * x).sum()")
    assert found["y"] == (Fraction(1, 2), Fraction(1, 4))
    assert found["z"] == Fraction(5)


@pytest.mark.parametrize(
    "code",
    [
        "x = open('a')",
        "x = 10 ** 10 ** 10",
        "x = 'a' * 10**9",
        "x = (lambda: 4)()",
        "x = 4\nx = unknown(x)",
        "x = 4\nfor x in range(3): pass",
        "x = 4\nx, y = f()",
        "x = 4\nx, y = 1, 2",
        "x = True",
        "x = 1e999",
    ],
)
def test_what_is_not_known_has_no_value(code: str) -> None:
    assert "x" not in values(code)


@pytest.mark.parametrize(
    "code",
    [
        "a = [1, 1]\n" + "a = [a, a]\n" * 300 + "b = -a",
        "a = 'x'\n" + 'a = f"{a}{a}"\n' * 300,
        "a = [1, 1]\n" + "a = zip(a, a)\n" * 300,
        "a = 3\n" + "a = a * a\n" * 300,
        "a = " + "(" * 5000 + "1" + ")" * 5000,
        "a = " + "-" * 5000 + "1",
        'print(f"{1:.99f}{1:>99999999}")',
    ],
    ids=["lists", "texts", "zips", "squares", "brackets", "signs", "formats"],
)
def test_hostile_listings_take_no_time(code: str) -> None:
    begun = time.process_time()
    values(code)
    assert time.process_time() - begun < 2
