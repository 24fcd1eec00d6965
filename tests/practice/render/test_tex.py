"""Formulas: one tree, set in MathML and in typst; what is beyond us is shown as typed."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.markup import to_html
from flashcards.practice.render import tex
from flashcards.practice.render.mathml import set_formulas
from flashcards.practice.render.pdf import compiled
from flashcards.practice.render.typst_math import to_math

KNOWN = (
    r"\frac{a}{b}", r"x_i^2", r"\sum_{i=1}^{n} x_i", r"\sqrt[3]{x}", r"\text{KV cache} \le 2\,\text{GiB}",
    r"p_i = \frac{e^{z_i / T}}{\sum_j e^{z_j / T}}", r"\left( a + b \right) \times 10^{9}", r"\max(0, x)", "2 × 3 = 6",
)  # fmt: skip
UNKNOWN = (
    r"\unknown{x}",
    r"{",
    "}",
    "x^",
    "a & b",
    r"\frac{a}",
    r"\begin{matrix}",
    "{" * 100 + "}" * 100,
    "x^1^2",
)


@pytest.mark.parametrize("typed", KNOWN)
def test_what_formulas_of_cards_use_is_set(typed: str) -> None:
    html = set_formulas(to_html(rf"\({typed}\)"))
    assert ET.fromstring(html).tag == "math"
    assert compiled(to_math(typed, display=True))


@pytest.mark.parametrize("typed", UNKNOWN)
def test_what_is_beyond_us_is_shown_as_typed(typed: str) -> None:
    with pytest.raises(tex.UnknownTexError):
        tex.parse(typed)
    assert ET.fromstring(set_formulas(to_html(rf"\({typed}\)"))).get("class") == "tex"
    assert to_math(typed, display=False).startswith("#mono(")


@given(st.text(st.sampled_from('ab1{}_^\\ fracsqrt[]()+&#"$<>'), max_size=40))
def test_any_text_is_set_or_refused(typed: str) -> None:
    try:
        tex.parse(typed)
    except tex.UnknownTexError:
        return
    assert compiled(to_math(typed, display=False))


def test_code_that_looks_like_a_formula_stays_code() -> None:
    html = to_html("`\\(x\\)` and\n\n```\n\\(y\\)\n```\n\n\\(z\\)")
    made = set_formulas(html)
    assert r"<code>\(x\)</code>" in made
    assert r"\(y\)" in made
    assert "<mi>z</mi>" in made


def test_a_formula_cannot_bring_html() -> None:
    made = set_formulas(to_html(r"\(a <script> \text{<b>}\)"))
    assert "<script>" not in made
    assert "<b>" not in made
