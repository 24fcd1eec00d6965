from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.practice.items.formulas import mutations


def test_each_mutation_says_what_is_wrong_with_it() -> None:
    found = {m.formula: m.reason for m in mutations("2 × layers × heads / bytes")}
    assert found["layers × heads / bytes"] == "It leaves out 2."
    assert found["2 × layers × heads × bytes"] == "It multiplies by bytes."
    assert found["2 / layers × heads / bytes"] == "It divides by layers."


def test_brackets_stay_together() -> None:
    found = {m.formula: m.reason for m in mutations("users ÷ (think time + wait)")}
    assert found["users × (think time + wait)"] == "It multiplies by (think time + wait)."


@pytest.mark.parametrize("formula", ["a = b + c", "≈ 3 × 4", "exp(z)", "λ", "(a + b", "3 × 4"])
def test_what_is_no_plain_formula_has_none(formula: str) -> None:
    assert mutations(formula) == ()


@given(
    st.lists(st.sampled_from(["a", "b", "c", "2", "head dim"]), min_size=2, max_size=5),
    st.lists(st.sampled_from("×/+-"), min_size=4, max_size=4),
)
def test_no_mutation_is_equal_to_the_formula_or_another(names: list[str], signs: list[str]) -> None:
    formula = names[0] + "".join(f" {s} {n}" for s, n in zip(signs, names[1:], strict=False))
    values = {"a": 1.7, "b": 2.9, "c": 5.3, "d": 7.1}
    results = [
        eval(text.replace("head dim", "d").replace("×", "*"), {}, values)
        for text in (formula, *(m.formula for m in mutations(formula)))
    ]
    assert all(abs(results[0] - other) > 1e-12 for other in results[1:])
