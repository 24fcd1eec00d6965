"""Entropy of one token's distribution, in bits and in nats: the first asks of `perplexity`.

Source: Shannon, H = −Σ p × log(p), with log₂ for bits and ln for nats.

Parameters: `probabilities` (tuple[Fraction, …]: all candidates for the token, in no order).
"""

from __future__ import annotations

import math
from fractions import Fraction

from flashcards.problems.chance import Chance
from flashcards.problems.families.sampling.distributions import (
    LISTED,
    are_distinct,
    draw_probabilities,
)
from flashcards.problems.families.wrong_ways import wrong_ways
from flashcards.problems.family import Ask, Misconception, Oracle, Parameters
from flashcards.problems.logarithms import LN_10, exp, ln, log2
from flashcards.problems.quantity import Dimension, equals, is_exact, number


def about(value: Fraction) -> str:
    """After its sign, with digits enough that the next step agrees."""
    shown = number(value, digits=5)
    return f"= {shown}" if is_exact(shown, value) else f"≈ {shown}"


def _nats(p: Parameters) -> Fraction:
    return -sum((x * ln(x) for x in p["probabilities"]), Fraction(0))


def _bits(p: Parameters) -> Fraction:
    return sum((x * log2(1 / x) for x in p["probabilities"]), Fraction(0))


def _nats_by_slope(p: Parameters) -> float:
    """The slope of −Σ p^a at a = 1, by a complex step: no logarithm, no cancellation."""
    step = 1e-30
    return -sum((complex(float(x)) ** complex(1, step)).imag for x in p["probabilities"]) / step


def _bits_by_slope(p: Parameters) -> float:
    return _nats_by_slope(p) / math.log(2)


def _entropy_steps(p: Parameters, *, bits: bool) -> tuple[str, ...]:
    log, unit = ("log₂", "bits") if bits else ("ln", "nats")
    value = _bits(p) if bits else _nats(p)
    terms = [x * (log2(1 / x) if bits else ln(1 / x)) for x in p["probabilities"]]
    return (
        f"Each token adds p × {log}(1 ÷ p)",
        "; ".join(
            f"{number(x)} × {log}(1 ÷ {number(x)}) {about(term)}"
            for x, term in zip(p["probabilities"], terms, strict=True)
        ),
        f"Their sum {equals(value, unit, Dimension.COUNT)}",
    )


def _entropy_wrong(p: Parameters, *, bits: bool) -> tuple[Misconception, ...]:
    shares, nats = p["probabilities"], _nats(p)
    right, other = (_bits(p), nats) if bits else (nats, _bits(p))
    unit = right / nats
    surprise = sum((-ln(x) for x in shares), Fraction(0)) * unit
    return wrong_ways(
        right,
        (
            "nats-for-bits" if bits else "bits-for-nats",
            other,
            "You took ln: that is in nats." if bits else "You took log₂: that is in bits.",
        ),
        ("mean-unweighted", surprise / len(shares), "You took the plain mean; p weighs each term."),
        (
            "uniform",
            ln(Fraction(len(shares))) * unit,
            "You took the logarithm of the number of tokens; that holds if all are equally likely.",
        ),
        ("decimal-logarithm", nats / LN_10, "You took log₁₀: that is in decimal digits."),
        ("perplexity", exp(nats), "You gave the perplexity; the entropy is its logarithm."),
        (
            "top-token",
            -ln(max(shares)) * unit,
            "You took the most likely token alone; the entropy is the mean over all tokens.",
        ),
    )


def _draw_distribution(chance: Chance) -> Parameters:
    return {"probabilities": draw_probabilities(chance, chance.step(3, 4))}


def _ask(unit: str, *, samples: tuple[tuple[str, bool | None], ...]) -> Ask:
    bits = unit == "bits"
    return Ask(
        name=f"entropy-{unit}",
        title=f"Entropy of a token's distribution, in {unit}",
        dimension=Dimension.COUNT,
        unit=unit,
        statement=f"{LISTED} What is the entropy of this distribution in {unit}?",
        parameters=_draw_distribution,
        accepts=lambda p: are_distinct(p["probabilities"]),
        solve=_bits if bits else _nats,
        oracles=(
            Oracle(
                name="slope by a complex step",
                compute=_bits_by_slope if bits else _nats_by_slope,
            ),
        ),
        steps=lambda p: _entropy_steps(p, bits=bits),
        misconceptions=lambda p: _entropy_wrong(p, bits=bits),
        # By hand: 0.5 × 1 + 0.25 × 2 + 2 × 0.125 × 3 = 1.75 bits, × ln 2 = 1.213 nats.
        example=lambda: {
            "probabilities": tuple(Fraction(1, n) for n in (4, 2, 8, 8)),
        },
        samples=samples,
    )


ENTROPY_ASKS = (
    _ask(
        "bits",
        samples=(
            ("1.75", True),
            ("1.75 bits", True),
            ("7/4", True),
            ("≈ 1.74 bit", True),
            ("1.213", False),
            ("2.25", False),
            ("2 bits", False),
            ("0.527", False),
            ("1.75 tokens", None),
            ("much", None),
        ),
    ),
    _ask(
        "nats",
        samples=(
            ("1.213", True),
            ("1.213 nats", True),
            ("1.21 nat", True),
            ("1.75", False),
            ("1.56", False),
            ("1.386 nats", False),
            ("0.527", False),
            ("1.75 bits", None),
            ("?", None),
        ),
    ),
)
