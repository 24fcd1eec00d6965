"""Expressions: what they compute, what they refuse, and that they always end."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.problems.written.arithmetic import FLOATS, INTERVALS
from flashcards.problems.written.draws import Row
from flashcards.problems.written.expression import ExpressionError, expression

GPU = Row({"name": "an A100", "bandwidth": 2039, "price": Fraction(5, 2)})


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 + 2 * 3", 7),
        ("7 / 2", Fraction(7, 2)),
        ("0.1 + 0.2", Fraction(3, 10)),
        ("2**10 // 1000", 1),
        ("2^10 % 1000", 24),
        ("3 × 4 ÷ 6 − 1", 1),
        ("-n", -12),
        ("sqrt(n * 3)", 6),
        ("8 ** (1 / 3) * 8 ** (2 / 3)", 8),
        ("log2(1024)", 10),
        ("ceil(n / 5) + floor(n / 5) + round(n / 8)", 3 + 2 + 2),
        ("min(n, 3, 5) + max(1, n)", 15),
        ("gpu.bandwidth * gpu.price", Fraction(10195, 2)),
        ("1 if gpu.name == 'an A100' else 2", 1),
        ("total(i, 1, n, i * i)", 650),
        ("product(i, 1, 5, i)", 120),
        ("first(i, 0, 100, i * n > 100)", 9),
        ("last(i, 0, 100, i * n <= 100)", 8),
        ("total(i, 1, 3, total(j, 1, i, 1))", 6),
        ("2 if 1 < n <= 12 and not n == 3 else 3", 2),
    ],
)
def test_an_expression_has_its_exact_value(text: str, value: Fraction | int) -> None:
    found = expression(text).number({"n": 12, "gpu": GPU})
    assert found == value or abs(found - value) < Fraction(1, 10**40)


def test_halving_finds_where_a_curve_crosses_nought() -> None:
    found = expression("root(x, 0, 10, x * x - 2)").number({})
    assert abs(float(found) - 2**0.5) < 1e-14


@pytest.mark.parametrize(
    "text",
    [
        "", "1 +", "(", "__import__('os')", "n.__class__", "n._columns", "gpu._columns", "[1, 2]",
        "lambda: 1", "{1}", "f'{n}'", "n[0]", "True", "1 if n", "open('x')", "total(1, 2, 3, 4)",
        "n in gpu", "n is n", "x := 3", "sqrt(1, 2)", "*n", "(1, 2)", "1" * 700, "(" * 300 + ")" * 300,
        "yield", "await n", "min(n)", "abs(n, key=1)", "…", "1 2", "\0", "not",
    ],
)  # fmt: skip
def test_what_is_no_expression_is_refused(text: str) -> None:
    with pytest.raises(ExpressionError):
        expression(text).number({"n": 12, "gpu": GPU})


@pytest.mark.parametrize(
    "text",
    [
        "1 / 0", "9**9**9**9", "2**100000", "exp(10**9)", "ln(0)", "sqrt(-1)", "0 ** -1", "log2(-2)",
        "total(i, 1, 10**9, i)", "total(i, 1, 20000, total(j, 1, 20000, 1))", "unknown + 1", "gpu.cores",
        "n.name", "gpu + 1", "'a' + 'b'", "'a' * 10**9", "'a' < 'b'", "n and 1", "first(i, 1, 5, i > 9)",
        "root(x, 1, 2, x)", "(-8) ** 0.5", "1 if n else 2", "product(i, 1, 20000, 10**300)",
        "first(i, 0.5, 5, i > 1)",
    ],
)  # fmt: skip
def test_what_has_no_value_says_so_and_ends(text: str) -> None:
    with pytest.raises(ExpressionError, match="no value"):
        expression(text).value({"n": 12, "gpu": GPU})


@given(st.text(alphabet="n+-*/()%<>=. 0123456789,iftotalfirsx'&|^~[]{}", max_size=60))
def test_any_text_is_an_expression_or_an_error(text: str) -> None:
    try:
        expression(text).value({"n": 12})
    except ExpressionError:
        return


@given(
    a=st.fractions(Fraction(1, 1000), 10**6),
    b=st.fractions(Fraction(1, 1000), 10**6),
    text=st.sampled_from(
        ["a + b", "a - b", "a * b / 3", "sqrt(a) * ln(b + 2)", "a ** 0.3", "exp(a / 10**6)",
         "abs(a - b) + max(a, b)", "total(i, 1, 4, a / i)", "log10(a) ** 2", "floor(a) + ceil(b)"]
    ),
)  # fmt: skip
def test_an_interval_holds_the_exact_value_and_floats_are_near(
    a: Fraction, b: Fraction, text: str
) -> None:
    scope = {"a": a, "b": b}
    exact = expression(text).number(scope)
    interval = expression(text).value(scope, INTERVALS)
    assert Fraction(interval.low) <= exact <= Fraction(interval.high)
    near = Fraction(expression(text).value(scope, FLOATS))
    assert abs(near - exact) <= Fraction(1, 10**9) * (abs(exact) + a + b + 1)


def test_an_expression_knows_the_names_that_it_needs() -> None:
    assert expression("total(i, 1, n, i * gpu.price) + k").names == {"n", "gpu", "k"}
