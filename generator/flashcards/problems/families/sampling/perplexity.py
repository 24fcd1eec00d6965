"""Entropy of a distribution, perplexity of a sequence, and the ways back.

Source: perplexity = e^(−Σ ln p_i ÷ n) = 2^(bits per token), as llama.cpp's
`tools/perplexity/perplexity.cpp` computes it from the logits.

Parameters: `perplexity` (Fraction), `tokens` (int), `bits` (Fraction, per token); those of the
asks on entropy and on a text's tokens stand in `entropy` and `perplexity_of_text`.
"""

from __future__ import annotations

import math
from fractions import Fraction

from flashcards.problems.families.sampling.entropy import ENTROPY_ASKS
from flashcards.problems.families.sampling.perplexity_of_text import TEXT_ASKS
from flashcards.problems.families.wrong_ways import wrong_ways
from flashcards.problems.family import Ask, Family, Misconception, Oracle, Parameters
from flashcards.problems.logarithms import (
    LN_10,
    exp,
    exp2,
    ln,
    log2,
    log10,
    turning_point,
)
from flashcards.problems.quantity import Dimension, equals, number

LEAST_WHOLE = Fraction(1, 10**5)
"""No text is asked for that is less probable."""


def _whole(p: Parameters) -> Fraction:
    return Fraction(1 / p["perplexity"] ** p["tokens"])


def _whole_wrong(p: Parameters) -> tuple[Misconception, ...]:
    perplexity, tokens = p["perplexity"], p["tokens"]
    return wrong_ways(
        _whole(p),
        ("one-token", 1 / perplexity, "You gave the mean probability of one token."),
        (
            "product",
            1 / (perplexity * tokens),
            "You multiplied by the number of tokens; it is the exponent.",
        ),
        ("power-of-e", exp(-perplexity), "You took perplexity for a loss; it is e^loss already."),
        (
            "power-of-two",
            exp2(-perplexity),
            "You took perplexity for a number of bits; it is 2^bits already.",
        ),
        ("root", exp(-ln(perplexity) / tokens), "You took the root; the whole text is a power."),
        (
            "one-token-less",
            1 / perplexity ** (tokens - 1),
            "You left out one token: the exponent is the number of all.",
        ),
    )


def _to_bits(p: Parameters) -> Fraction:
    return log2(p["perplexity"])


def _to_bits_wrong(p: Parameters) -> tuple[Misconception, ...]:
    perplexity = p["perplexity"]
    return wrong_ways(
        _to_bits(p),
        ("nats", ln(perplexity), "You took ln: that is in nats."),
        ("decimal-logarithm", log10(perplexity), "You took log₁₀; a bit is a factor of 2."),
        ("power", exp2(perplexity), "You took 2 to that power; take log₂."),
        ("perplexity", perplexity, "You gave the perplexity itself; bits are its log₂."),
        ("inverse", 1 / perplexity, "You gave the mean probability; bits are log₂ of perplexity."),
    )


def _from_bits(p: Parameters) -> Fraction:
    return exp2(p["bits"])


def _from_bits_wrong(p: Parameters) -> tuple[Misconception, ...]:
    bits = p["bits"]
    return wrong_ways(
        _from_bits(p),
        ("nats", exp(bits), "You took e to the power; bits need 2."),
        ("square", bits**2, "You squared the bits; they are the exponent of 2."),
        ("double", 2 * bits, "You multiplied by 2; the bits are its exponent."),
        ("logarithm", log2(bits), "You took log₂; perplexity is 2 to the power of the bits."),
        ("decimal-power", exp(bits * LN_10), "You took 10 to the power; bits need 2."),
    )


def _bits_by_search(p: Parameters) -> float:
    perplexity = float(p["perplexity"])
    return turning_point(lambda bits: 2.0**bits >= perplexity, 0.0, 20.0)


def _from_bits_by_search(p: Parameters) -> float:
    bits = float(p["bits"])
    return turning_point(lambda x: math.log2(x) >= bits, 1.0, 1e4)


def _whole_by_logarithms(p: Parameters) -> float:
    return math.exp(-p["tokens"] * math.log(float(p["perplexity"])))


PERPLEXITY = Family(
    name="perplexity",
    title="Entropy and perplexity",
    questions=(9, 19),
    asks=(
        *ENTROPY_ASKS,
        *TEXT_ASKS,
        Ask(
            name="sequence-probability",
            title="Perplexity: the probability of the whole text",
            dimension=Dimension.SHARE,
            unit="%",
            statement="A text of {{ tokens }} tokens has a perplexity of exactly "
            "{{ perplexity | plain }} under a model. Which probability does the model give the "
            "whole text?",
            parameters=lambda c: {
                "tokens": c.step(3, 12),
                "perplexity": Fraction(c.step(22, 160), 20),
            },
            accepts=lambda p: _whole(p) >= LEAST_WHOLE,
            solve=_whole,
            oracles=(Oracle(name="logarithms in floats", compute=_whole_by_logarithms),),
            steps=lambda p: (
                "Perplexity is the inverse of the tokens' geometric mean probability",
                (
                    f"All {p['tokens']} tokens: (1 ÷ {number(p['perplexity'])})^{p['tokens']} "
                    f"{equals(_whole(p), '%', Dimension.SHARE)}"
                ),
            ),
            misconceptions=_whole_wrong,
            example=lambda: {"tokens": 3, "perplexity": Fraction(4)},
            samples=(
                ("1/64", True),
                ("1.5625 %", True),
                ("0.0156", True),
                ("1,56 %", True),
                ("25 %", False),
                ("1/12", False),
                ("0.0625", False),
                ("0.0183", False),
                ("64 tokens", None),
                ("tiny", None),
            ),
        ),
        Ask(
            name="bits-per-token",
            title="Perplexity: bits per token",
            dimension=Dimension.COUNT,
            unit="bits",
            statement="llama-perplexity reports a perplexity of {{ perplexity | plain }}. How many "
            "bits per token is that?",
            parameters=lambda c: {"perplexity": Fraction(c.step(205, 3000), 100)},
            solve=_to_bits,
            oracles=(Oracle(name="search by halving", compute=_bits_by_search),),
            steps=lambda p: (
                "Perplexity = 2^(bits per token)",
                f"log₂ {number(p['perplexity'])} {equals(_to_bits(p), 'bits', Dimension.COUNT)}",
            ),
            misconceptions=_to_bits_wrong,
            example=lambda: {"perplexity": Fraction(8)},
            samples=(
                ("3", True),
                ("3 bits", True),
                ("3.0 bit", True),
                ("2.079", False),
                ("0.903", False),
                ("256", False),
                ("8", False),
                ("3 nats", None),
                ("few", None),
            ),
            difficulty="junior",
        ),
        Ask(
            name="perplexity-from-bits",
            title="Perplexity from bits per token",
            dimension=Dimension.NUMBER,
            statement="The cross-entropy of a text under a model is {{ bits | plain }} bits per "
            "token. What is its perplexity?",
            parameters=lambda c: {"bits": Fraction(c.step(105, 800), 100)},
            solve=_from_bits,
            oracles=(Oracle(name="search by halving", compute=_from_bits_by_search),),
            steps=lambda p: (
                "Perplexity = 2^(bits per token)",
                f"2^{number(p['bits'])} {equals(_from_bits(p), '', Dimension.NUMBER)}",
            ),
            misconceptions=_from_bits_wrong,
            example=lambda: {"bits": Fraction(3)},
            samples=(
                ("8", True),
                ("8.0", True),
                ("2^3", True),
                ("20.1", False),
                ("9", False),
                ("6", False),
                ("1.585", False),
                ("8 bits", None),
                ("high", None),
            ),
            difficulty="junior",
        ),
    ),
)
