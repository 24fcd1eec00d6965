"""Every family: two routes agree, variants are sound, the same for ever."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.problems import FAMILIES, Family, draw, family, grade
from generator.problems.family import ProblemError, check, near

ALL = pytest.mark.parametrize("kind", FAMILIES.values(), ids=FAMILIES)


@ALL
@given(seed=st.integers(0, 2**63))
def test_two_routes_agree(kind: Family, seed: int) -> None:
    assert check(draw(kind, seed)) <= kind.agreement


@ALL
@given(seed=st.integers(0, 10**6))
def test_a_wrong_way_gets_its_feedback_and_the_answer_passes(kind: Family, seed: int) -> None:
    variant = draw(kind, seed)
    assert len(variant.misconceptions) >= 3
    assert grade(variant, variant.answer).correct
    for wrong in variant.misconceptions:
        assert not near(wrong.value, variant.value, kind.tolerance)
        assert wrong.feedback.endswith(".")


@ALL
def test_a_wrong_formula_is_caught(kind: Family) -> None:
    broken = replace(kind, solve=lambda p: kind.solve(p) * Fraction(1001, 1000))
    with pytest.raises(ProblemError, match="the two routes differ"):
        check(draw(broken, 1))


@ALL
def test_a_seed_gives_the_same_variant(kind: Family) -> None:
    one, other = draw(kind, 5), draw(kind, 5)
    assert (one.statement, one.value, one.steps) == (other.statement, other.value, other.steps)
    assert len({draw(kind, seed).statement for seed in range(40)}) >= 20


def test_known_values() -> None:
    from generator.problems.architectures import ARCHITECTURES, CACHE_TYPES
    from generator.problems.kv_cache import KV_CACHE

    by_name = {a.name: a for a in ARCHITECTURES}
    f16, q8, q4 = CACHE_TYPES
    for model, cache, mib in (
        ("LLaMA-2 7B", f16, 2048), ("LLaMA-2 13B", f16, 3200), ("LLaMA-2 70B", f16, 1280),
        ("LLaMA-2 7B", q8, 1088), ("LLaMA-2 13B", q8, 1700), ("LLaMA-2 70B", q4, 360),
    ):  # fmt: skip  # as llama.cpp's own log says
        given_ = {"model": by_name[model], "cache": cache, "context": 4096}
        assert KV_CACHE.solve(given_) == mib * 2**20


def test_an_unknown_family_is_named_with_the_known_ones() -> None:
    with pytest.raises(ProblemError, match="kv-cache"):
        family("no-such")
