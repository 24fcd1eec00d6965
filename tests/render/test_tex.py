"""Formulas: one tree, drawn in MathML, typst, a terminal; what is beyond us is shown as typed."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.render.tex import UnknownTexError, mathml, parse, readable, typst
from tests.render.sheets import compiled

KNOWN = (
    r"\frac{a}{b}", r"x_i^2", r"\sum_{i=1}^{n} x_i", r"\sqrt[3]{x}", r"\text{KV cache} \le 2\,\text{GiB}",
    r"p_i = \frac{e^{z_i / T}}{\sum_j e^{z_j / T}}", r"\left( a + b \right) \times 10^{9}", r"\max(0, x)", "2 × 3 = 6",
    r"y_i - \hat{y}_i", r"\bar{x} = \frac{1}{n}\sum_{i=1}^{n} x_i", r"\binom{n}{k} = \frac{n!}{k!(n-k)!}",
    r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}^{-1}", r"\begin{cases} 1 & x > 0 \\ 0 & \text{else} \end{cases}",
    r"\begin{aligned} a &= b \\ &= c \end{aligned}", r"\mathbb{E}_{x}[f_*(x)] = g_*", r"S = \{i : p_i \ge 0.1\}",
    r"\{2k \mid k \in \mathbb{Z}\}", r"x\,y", r"\mathrm{softmax}(QK^T)", r"\mathcal{L}(\boldsymbol{\theta})", r"f'(x)",
    r"\overline{AB} \vec{v} \tilde{x} \underbrace{a+b}_{c}", r"a \\ b", r"\operatorname{argmax}_x f", r"\lim_{x \to 0} f(x)",
    r"a \bmod b \pmod n", r"\cancel{x} \boxed{E = mc^2}", r"\begin{array}{cc} 1 & 2 \end{array}", r"\left\{ x \middle| y \right.",
)  # fmt: skip
UNKNOWN = (
    r"\unknown{x}", "{", "}", "x^", r"\frac{a}", r"\begin{matrix}", "{" * 100 + "}" * 100, "x^1^2", r"\href{a}{b}",
    r"\style{a}{b}", r"\begin{matrix} a \end{array}", r"\left( a", r"a \right)", r"\text{\href{a}{b}}", r"\def\a{b}",
)  # fmt: skip


@pytest.mark.parametrize("typed", KNOWN)
def test_what_formulas_use_is_drawn_everywhere(typed: str) -> None:
    assert ET.fromstring(mathml(typed)).tag == "math"
    assert compiled(typst(typed, display=True))
    assert readable(typed) != typed or "\\" not in typed


@pytest.mark.parametrize("typed", UNKNOWN)
def test_what_is_beyond_us_is_shown_as_typed(typed: str) -> None:
    with pytest.raises(UnknownTexError):
        parse(typed)
    assert readable(typed) == typed
    assert typst(typed, display=False).startswith("#mono(")


@pytest.mark.parametrize(
    ("tex", "said"),
    [
        (r"\frac{a}{b}", "a/b"),
        (r"\frac{a+b}{2c}", "(a + b)/2c"),
        (r"2^{10} \cdot x_i", "2¹⁰⋅x_i"),
        (r"e^{-x/T}", "e^(−x/T)"),
        (r"\mathrm{softmax}\left(\frac{QK^T}{\sqrt{d_k}}\right)", "softmax(QKᵀ/√d_k)"),
        (r"\text{KV bytes} \approx 4\,\%", "KV bytes ≈ 4 %"),
        (r"a \\ b", "a\nb"),
        (r"y_i - \hat{y}_i", "y_i − ŷ_i"),
        (r"\hat{xy} \bar{x} \vec{v}", "hat(xy)x̄v⃗"),
        (r"\binom{n}{k}", "(n over k)"),
        (r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}^{-1}", "(a b; c d)⁻¹"),
        (r"\begin{cases} 1 & x > 0 \\ 0 & \text{else} \end{cases}", "{ 1, x > 0; 0, else"),
        (r"x^{10^{2}}", "x^(10²)"),
        (r"f'(x) = -1", "f′(x) = −1"),
        (r"\mathbb{E}[X]", "𝔼[X]"),
        (r"H = -\sum_i p_i \log p_i", "H = −∑_i p_i log p_i"),
        (r"\frac{1}{n}\sum_{i=1}^{n} x_i", "1/n ∑_(i = 1)ⁿ x_i"),
        ("", ""),
    ],
)
def test_formulas_are_readable(tex: str, said: str) -> None:
    assert readable(tex) == said


@given(st.text(st.sampled_from('ab1{}_^\\ fracsqrt[]()+&#"$<>'), max_size=40))
def test_any_text_is_drawn_or_refused(typed: str) -> None:
    readable(typed)
    try:
        parse(typed)
    except UnknownTexError:
        return
    assert ET.fromstring(mathml(typed)).tag == "math"


def test_a_deep_formula_ends() -> None:
    readable("{" * 5000 + "\\frac" * 5000)


def test_a_formula_cannot_bring_html() -> None:
    made = mathml(r"a < b \text{<b>} > c")
    assert "<b>" not in made
    assert "&lt;b&gt;" in made
