"""The ask of `decode-speed` on mixtures of experts: a token reads only a part of the weights."""

from __future__ import annotations

from fractions import Fraction

from flashcards.problems.families.speed.decode_words import (
    MEMORY,
    gigabytes,
    tokens_per_second,
    upside_down,
)
from flashcards.problems.families.speed.hardware import GIGA, MEMORIES, Source, fits
from flashcards.problems.family import Ask, Misconception, Oracle, Parameters
from flashcards.problems.quantity import Dimension, number
from flashcards.shapes import BLOCK
from flashcards.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Mixture:
    """A mixture of experts: billions of weights in all, and of those that one token uses."""

    name: str
    total: Fraction
    active: Fraction


def _mixture(name: str, total: str, active: str) -> Mixture:
    return Mixture(name=name, total=Fraction(total), active=Fraction(active))


MIXTURES = (
    _mixture("Mixtral 8x7B", "46.7", "12.9"),
    _mixture("Mixtral 8x22B", "141", "39"),
    _mixture("DeepSeek-V2-Lite", "15.7", "2.4"),
    _mixture("DeepSeek-V3", "671", "37"),
    _mixture("Qwen1.5-MoE-A2.7B", "14.3", "2.7"),
    _mixture("Qwen3-30B-A3B", "30.5", "3.3"),
    _mixture("Qwen3-235B-A22B", "235", "22"),
    _mixture("Llama 4 Scout", "109", "17"),
)
"""As their model cards give them."""
TYPES = tuple(BLOCK[name] for name in ("F16", "Q8_0", "Q6_K", "Q5_K", "Q4_K", "Q3_K"))


def _mixed(p: Parameters) -> Fraction:
    read = p["mixture"].active * GIGA * p["type"].bits_per_weight / 8
    return Fraction(p["memory"].bandwidth / read)


def _mixed_by_search(p: Parameters) -> Fraction:
    """The highest speed, in 2⁻⁵⁰ tokens/s, at which the blocks read keep within the bandwidth."""
    kind, fine = p["type"], 1 << 50
    blocks = p["mixture"].active * 10**9 / kind.elements
    low, high = 0, fine << 20
    while low < high:
        middle = (low + high + 1) // 2
        keeps = middle * blocks * kind.size_bytes * 8 <= p["memory"].bits * fine
        low, high = (middle, high) if keeps else (low, middle - 1)
    return Fraction(low, fine)


def _mixed_steps(p: Parameters) -> tuple[str, ...]:
    kind, active = p["type"], p["mixture"].active
    bits = number(kind.bits_per_weight, digits=6)
    return (
        f"Bits per weight: 8 × {kind.size_bytes} ÷ {kind.elements} = {bits}",
        (
            f"Bytes a token: {number(active)} billion × {bits} ÷ 8 "
            f"{gigabytes(active * GIGA * kind.bits_per_weight / 8)}"
        ),
        f"Limit: {p['memory'].rate} ÷ bytes a token {tokens_per_second(_mixed(p))}",
    )


def _wrong_mixed(p: Parameters) -> tuple[Misconception, ...]:
    right, mixture = _mixed(p), p["mixture"]
    return (
        Misconception(
            name="all-experts",
            value=right * mixture.active / mixture.total,
            feedback="You read all weights; a token reads only those that it uses.",
        ),
        Misconception(
            name="idle-experts",
            value=right * mixture.active / (mixture.total - mixture.active),
            feedback="You read the weights that the token does not use.",
        ),
        Misconception(
            name="bits-for-bytes",
            value=right / 8,
            feedback="You counted bits as bytes; a byte has 8 bits.",
        ),
        Misconception(
            name="byte-a-weight",
            value=p["memory"].bandwidth / (mixture.active * GIGA),
            feedback="You counted one byte a weight.",
        ),
        upside_down(right),
    )


MIXTURE = Ask(
    name="mixture-of-experts",
    title="Decoding: the limit for a mixture of experts",
    dimension=Dimension.RATE,
    unit="tokens/s",
    statement="**{{ mixture.name }}** has {{ mixture.total | plain }} billion weights, of "
    "which one token uses {{ mixture.active | plain }} billion. All are in "
    "**{{ type.name }}** ({{ type.layout }}). What is the upper limit of the decode speed "
    f"of one sequence on {MEMORY}, at an empty context?",
    parameters=lambda c: {
        "mixture": c.pick(MIXTURES),
        "type": c.pick(TYPES),
        "memory": c.pick(MEMORIES),
    },
    solve=_mixed,
    oracles=(Oracle(name="search by halving", compute=_mixed_by_search),),
    steps=_mixed_steps,
    misconceptions=_wrong_mixed,
    accepts=lambda p: fits(p["mixture"].total * GIGA * p["type"].bits_per_weight / 8, p["memory"]),
    example=lambda: {
        "mixture": _mixture("Mixtral 8x7B", "46.7", "12.8"),
        "type": BLOCK["Q8_0"],
        "memory": Source(name="a machine", amount=Fraction(136)),
    },
    samples=(
        ("10 tokens/s", True),
        ("10 tok/s", True),
        ("600 tokens/min", True),
        ("10 tokens per second", True),
        ("2.74 tokens/s", False),
        ("1.25 tokens/s", False),
        ("10.6 tokens/s", False),
        ("10 GB/s", None),
        ("fast", None),
    ),
)
