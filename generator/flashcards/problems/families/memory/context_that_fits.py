"""The longest context whose KV cache fits into a memory budget."""

from __future__ import annotations

from fractions import Fraction

from flashcards.problems.families.memory.cache_shapes import (
    CACHE,
    MODEL,
    draw_shape,
    formula,
    per_token,
    per_token_by_blocks,
    wrong_shapes,
)
from flashcards.problems.family import Ask, Family, Misconception, Oracle, Parameters
from flashcards.problems.quantity import Dimension, equals, show
from flashcards.shapes import ARCHITECTURE, BLOCK

LONGEST_TOKENS = 1 << 18
"""Twice what the longest-trained of the models knows; more would be a riddle, not a plan."""


def _longest(p: Parameters) -> Fraction:
    return Fraction((p["budget"] << 30) // per_token(p))


def _by_search(p: Parameters) -> int:
    """The last context that fits, found by halving."""
    each, budget = per_token_by_blocks(p), p["budget"] << 30
    low, high = 0, budget
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if middle * each <= budget else (low, middle - 1)
    return low


def _steps(p: Parameters) -> tuple[str, ...]:
    budget = Fraction(p["budget"] << 30)
    return (
        formula(p),
        f"The budget: {p['budget']} GiB {equals(budget, 'B', Dimension.BYTES)}",
        f"Divided and rounded down: {show(_longest(p), 'tokens')}",
    )


def _wrong(p: Parameters) -> tuple[Misconception, ...]:
    budget = p["budget"] << 30
    decimal = Misconception(
        name="decimal-for-binary",
        value=Fraction(p["budget"] * 10**9 // per_token(p)),
        feedback="You counted a GiB as 10⁹ bytes; it is 2³⁰.",
    )
    return (*wrong_shapes(p, lambda each: Fraction(budget // each)), decimal)


CONTEXT_THAT_FITS = Family(
    name="context-that-fits",
    title="Longest context in a memory budget",
    questions=(4, 6, 11, 16),
    asks=(
        Ask(
            name="tokens",
            title="KV cache: longest context in a memory budget",
            dimension=Dimension.COUNT,
            unit="tokens",
            statement=MODEL + f"{{{{ budget }}}} GiB are left for its KV cache, with {CACHE}. "
            "How many tokens of context fit, the model's own limit left aside?",
            parameters=lambda c: {**draw_shape(c), "budget": c.step(1, 24)},
            solve=_longest,
            oracles=(Oracle(name="search by halving", compute=_by_search),),
            steps=_steps,
            misconceptions=_wrong,
            accepts=lambda p: 512 <= _longest(p) <= LONGEST_TOKENS,
            example=lambda: {
                "model": ARCHITECTURE["LLaMA-2 13B"],
                "cache": BLOCK["F16"],
                "budget": 5,
            },
            samples=(
                ("6553", True),
                ("6,553 tokens", True),
                ("~6550", True),
                ("6553.6", True),
                ("13107", False),
                ("0", False),
                ("6.5k", True),
                ("6553 GiB", None),
                ("many", None),
            ),
        ),
    ),
)
