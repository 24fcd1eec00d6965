"""Texts with values: what they show, and what an author cannot make them do."""

from __future__ import annotations

from fractions import Fraction

import pytest

from flashcards.problems.written.draws import Row
from flashcards.problems.written.template import TemplateError, template

VALUES = {"n": 5000, "half": Fraction(1, 2), "below": Fraction(-3, 4), "gpu": Row({"name": "A100"})}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("{{ n }} × {{ half }}", "5,000 × 0.5"),
        ("{{ n / 3 }}", "1666.67"),
        ("{{ (n / 3) | is }}, {{ (n * half) | is }}", "≈ 1667, = 2,500"),
        ("{{ (1 / 3) | is(2) }}", "≈ 0.33"),
        ("{{ half | money }}", "0.50"),
        ("{{ below }}", "−0.75"),
        ("{{ gpu.name }}{{ 's' if n > 1 }}", "A100s"),
        ("{% if n > 10 %}many{% else %}few{% endif %}", "many"),
        ("{{ 'a' ~ n ~ 'b' }}", "a5000b"),
        ("{{ gpu.name | lower }}", "a100"),
    ],
)
def test_a_text_shows_its_values(text: str, shown: str) -> None:
    assert template(text).fill(VALUES) == shown


@pytest.mark.parametrize(
    "text",
    [
        "{% for i in range(9) %}x{% endfor %}", "{{ range(10**9) }}", "{{ n.__class__ }}",
        "{{ ''.join([]) }}", "{% macro a() %}{% endmacro %}", "{% include 'x' %}", "{% set a = 1 %}",
        "{{ [1, 2] }}", "{{ n | tojson }}", "{{ cycler }}", "{{ n", "{% if %}", "{{ gpu['name'] }}",
        "{{ n * half | is }}", "{{ 'a' * 1000000000 }}", "{{ 9 ** 9 ** 9 ** 9 ** 9 }}", "{{ n / 0 }}",
        "{{ gpu._columns }}", "{{ gpu.cores }}", "{{ unknown }}", "{{ self }}", "{{ _x }}", "x" * 5000,
        "{{ 'x' | money }}", "{{ n is number }}",
    ],
)  # fmt: skip
def test_what_a_text_may_not_do_is_an_error(text: str) -> None:
    with pytest.raises(TemplateError):
        template(text).fill(VALUES)


def test_an_error_names_the_line_of_the_text() -> None:
    with pytest.raises(TemplateError) as found:
        template("one\ntwo\n{% for i in n %}{% endfor %}")
    assert found.value.line == 3
