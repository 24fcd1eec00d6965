"""Verification over seeds names what disagrees."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from generator.oracles import verify
from generator.problems import FAMILIES


def test_all_agree() -> None:
    for kind in FAMILIES.values():
        verdict = verify(kind, range(25))
        assert (verdict.checked, verdict.failures) == (25, ())
        assert verdict.max_rel_error <= kind.agreement
        assert verdict.misconceptions >= 75


def test_a_wrong_formula_is_named_with_each_seed() -> None:
    kind = FAMILIES["kv-cache"]
    broken = replace(kind, solve=lambda p: kind.solve(p) * Fraction(11, 10))
    verdict = verify(broken, range(5))
    assert verdict.checked == 0
    assert [f.seed for f in verdict.failures] == list(range(5))
    assert "the two routes differ by" in verdict.failures[0].message
