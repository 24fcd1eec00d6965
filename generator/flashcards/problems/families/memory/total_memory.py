"""All memory that inference takes, and what is left of the machine's.

Source: weights + KV cache + compute buffers, the three that llama.cpp's load log names.
"""

from __future__ import annotations

from fractions import Fraction

from flashcards.problems.chance import Chance
from flashcards.problems.families.memory.cache_shapes import (
    CACHE,
    MODEL,
    formula,
    per_token_by_blocks,
)
from flashcards.problems.families.memory.memory_plans import (
    AVERAGE_BITS,
    GIB,
    MIB,
    cache_bytes,
    draw_memory,
    draw_plan,
    file_bytes,
    in_bytes,
    large_slips,
)
from flashcards.problems.family import Ask, Family, Misconception, Oracle, Parameters, Tolerance
from flashcards.problems.quantity import Dimension, equals, number
from flashcards.shapes import ARCHITECTURE, BLOCK

TWENTIETH = Tolerance(absolute=Fraction(1, 20))
"""In GiB: less than any part of the sum, more than rounding its parts to two decimals."""

BUFFERS = (256, 384, 512, 640, 768, 1024)
"""MiB of compute buffers."""

SMALLEST_CACHE = 256 * MIB
"""With less, nobody would notice a wrong KV cache in the sum."""


def _total(p: Parameters) -> Fraction:
    return Fraction(file_bytes(p) + cache_bytes(p) + p["buffers"] * MIB)


def _layer_by_layer(p: Parameters) -> Fraction:
    """Bits instead of bytes, the cache layer by layer and token by token's blocks."""
    model, cache = p["model"], p["cache"]
    bits = p["file"] * 8_000_000_000
    for _layer in range(model.layers):
        blocks = model.kv_heads * model.head_dimension // cache.elements
        bits += 2 * 8 * blocks * cache.size_bytes * p["context"]
    bits += p["buffers"] * 1024 * 8192
    return Fraction(bits) / 8


def _total_steps(p: Parameters) -> tuple[str, ...]:
    total = _total(p)
    return (
        f"Weights: {number(p['file'], digits=6)} × 10⁹ = {in_bytes(file_bytes(p))}",
        formula(p),
        f"KV cache: × {p['context']:,} tokens = {in_bytes(cache_bytes(p))}",
        f"Buffers: {p['buffers']:,} × 2²⁰ = {in_bytes(p['buffers'] * MIB)}",
        f"Sum: {in_bytes(total)}, ÷ 2³⁰ {equals(total, 'GiB', Dimension.BYTES)}",
    )


def _wrong_total(p: Parameters) -> tuple[Misconception, ...]:
    right, weights, buffers = _total(p), file_bytes(p), p["buffers"] * MIB
    return (
        Misconception(
            name="cache-forgotten",
            value=weights + buffers,
            feedback="You left out the KV cache.",
        ),
        Misconception(
            name="decimal-for-binary",
            value=right + p["file"] * (GIB - 10**9),
            feedback="You added GB and GiB; a GB is 10⁹ bytes, a GiB 2³⁰.",
        ),
        *large_slips(p, lambda each: weights + each * p["context"] + buffers),
        Misconception(
            name="buffers-forgotten",
            value=right - buffers,
            feedback="You left out the compute buffers.",
        ),
        Misconception(
            name="gigabytes-given",
            value=right * GIB / 10**9,
            feedback="You gave GB; a GiB is 2³⁰ bytes.",
        ),
    )


def _draw_margin(chance: Chance) -> Parameters:
    plan = dict(draw_plan(chance))
    del plan["file"]
    plan["count"] = plan["model"].parameters // 10**6
    plan["bits"] = chance.pick(AVERAGE_BITS)
    plan["buffers"] = chance.pick(BUFFERS)
    plan["system"] = chance.step(1, 6)
    return {**plan, "memory": draw_memory(chance, _need(plan))}


def _weights(p: Parameters) -> Fraction:
    return Fraction(p["count"] * 10**6 * p["bits"], 8)


def _need(p: Parameters) -> Fraction:
    return Fraction(_weights(p) + cache_bytes(p) + p["buffers"] * MIB + p["system"] * GIB)


def _margin(p: Parameters) -> Fraction:
    return Fraction(p["memory"] * GIB - _need(p))


def _by_taking_away(p: Parameters) -> Fraction:
    """Take part after part from the machine's KiB."""
    left = Fraction(p["memory"] * 1024 * 1024)
    left -= p["system"] * 1024 * 1024
    left -= p["buffers"] * 1024
    left -= Fraction(per_token_by_blocks(p), 1024) * p["context"]
    a_thousand_weights = Fraction(1000 * p["bits"], 8 * 1024)
    return Fraction((left - a_thousand_weights * p["count"] * 1000) * 1024)


def _margin_steps(p: Parameters) -> tuple[str, ...]:
    rest = p["buffers"] * MIB + p["system"] * GIB
    return (
        f"Weights: {p['count']:,} million × {number(p['bits'])} ÷ 8 = {in_bytes(_weights(p))}",
        formula(p),
        f"KV cache: × {p['context']:,} tokens = {in_bytes(cache_bytes(p))}",
        f"Buffers and system: {in_bytes(rest)}; needed in all: {in_bytes(_need(p))}",
        (
            f"Left: {in_bytes(p['memory'] * GIB)} − {in_bytes(_need(p))} "
            f"{equals(_margin(p), 'GiB', Dimension.BYTES)}"
        ),
    )


def _wrong_margin(p: Parameters) -> tuple[Misconception, ...]:
    right, weights = _margin(p), _weights(p)
    other = right + cache_bytes(p)
    return (
        Misconception(name="cache-forgotten", value=other, feedback="You left out the KV cache."),
        Misconception(
            name="decimal-for-binary",
            value=right - weights * (GIB - 10**9) / 10**9,
            feedback="You counted the weights in GB of 10⁹ bytes; a GiB is 2³⁰.",
        ),
        *large_slips(p, lambda each: other - each * p["context"]),
        Misconception(
            name="system-forgotten",
            value=right + p["system"] * GIB,
            feedback="You left out the system and the other programs.",
        ),
        Misconception(
            name="buffers-forgotten",
            value=right + p["buffers"] * MIB,
            feedback="You left out the compute buffers.",
        ),
        Misconception(
            name="turned-round",
            value=-right,
            feedback="You took the memory from the need; the sign is the other.",
        ),
    )


TOTAL_MEMORY = Family(
    name="total-memory",
    title="Total inference memory",
    questions=(6, 12, 16),
    asks=(
        Ask(
            name="total",
            title="Total memory: weights, KV cache and buffers",
            dimension=Dimension.BYTES,
            unit="GiB",
            tolerance=TWENTIETH,
            statement=MODEL + "Its weights are {{ file | plain }} GB (1 GB = 10⁹ bytes), and "
            "the compute buffers take {{ buffers | count }} MiB. How much memory do "
            f"weights, buffers and a KV cache of {{{{ context | count }}}} tokens take together, "
            f"with {CACHE}?",
            parameters=lambda c: {**draw_plan(c), "buffers": c.pick(BUFFERS)},
            solve=_total,
            oracles=(Oracle(name="layer by layer", compute=_layer_by_layer),),
            steps=_total_steps,
            misconceptions=_wrong_total,
            accepts=lambda p: cache_bytes(p) >= SMALLEST_CACHE and p["file"] >= 2,
            example=lambda: {
                "model": ARCHITECTURE["LLaMA-2 70B"],
                "cache": BLOCK["F16"],
                "file": Fraction(4142, 100),
                "context": 8192,
                "buffers": 512,
            },
            samples=(
                ("41.58 GiB", True),
                ("41.6", True),
                ("44.64 GB", True),
                ("42573 MiB", True),
                ("39.08 GiB", False),
                ("44.42 GiB", False),
                ("41.08 GiB", False),
                ("44.64", None),
                ("41.58 tokens", None),
                ("too much", None),
            ),
        ),
        Ask(
            name="margin",
            title="Total memory: what is left of a machine's",
            dimension=Dimension.BYTES,
            unit="GiB",
            tolerance=TWENTIETH,
            signed=True,
            statement=MODEL + "Its {{ count | count }} million weights take {{ bits | plain }} "
            "bits each on average. The KV cache is for {{ context | count }} tokens, with "
            f"{CACHE}; compute buffers take {{{{ buffers | count }}}} MiB, the system and other "
            "programs {{ system }} GiB. How much of {{ memory }} GiB is left (negative if it does "
            "not fit)?",
            parameters=_draw_margin,
            solve=_margin,
            oracles=(Oracle(name="taking away", compute=_by_taking_away),),
            steps=_margin_steps,
            misconceptions=_wrong_margin,
            accepts=lambda p: cache_bytes(p) >= SMALLEST_CACHE and _weights(p) >= 2 * GIB,
            example=lambda: {
                "model": ARCHITECTURE["LLaMA-2 70B"],
                "cache": BLOCK["F16"],
                "context": 8192,
                "count": 68_976,
                "bits": Fraction(4804, 1000),
                "buffers": 512,
                "system": 4,
                "memory": 64,
            },
            samples=(
                ("18.42 GiB", True),
                ("18.4", True),
                ("+18.42 GiB", True),
                ("19.78 GB", True),
                ("-18.42 GiB", False),
                ("20.92 GiB", False),
                ("15.58 GiB", False),
                ("18.42 tokens", None),
                ("it fits", None),
            ),
        ),
    ),
)
