"""Memory of the KV cache from the context length."""

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
from flashcards.problems.quantity import Dimension, equals
from flashcards.shapes import ARCHITECTURE, BLOCK

CONTEXTS = (1024, 2048, 4096, 8192, 16384, 32768)
"""Multiples of 256: llama.cpp rounds others up to one."""

SMALLEST_BYTES = 1 << 27
"""An eighth of a GiB: below it, nobody would ask in GiB."""


def _size(p: Parameters) -> Fraction:
    return Fraction(per_token(p) * p["context"])


def _by_blocks(p: Parameters) -> int:
    each = per_token_by_blocks(p)
    return sum(each for _token in range(p["context"]))


def _steps(p: Parameters) -> tuple[str, ...]:
    size = _size(p)
    return (
        formula(p),
        f"All tokens: × {p['context']:,} {equals(size, 'B', Dimension.BYTES)}",
        f"In GiB: ÷ 2³⁰ {equals(size, 'GiB', Dimension.BYTES)}",
    )


def _wrong(p: Parameters) -> tuple[Misconception, ...]:
    decimal = Misconception(
        name="decimal-for-binary",
        value=_size(p) * 2**30 / 10**9,
        feedback="You divided by 10⁹; a GiB is 2³⁰ bytes.",
    )
    return (*wrong_shapes(p, lambda each: each * p["context"]), decimal)


KV_CACHE = Family(
    name="kv-cache",
    title="KV cache memory",
    questions=(4, 6, 11, 16),
    asks=(
        Ask(
            name="size",
            title="KV cache: memory at a context length",
            dimension=Dimension.BYTES,
            unit="GiB",
            statement=MODEL
            + "How much memory does its KV cache take at {{ context | count }} tokens of context, "
            f"with {CACHE}?",
            parameters=lambda c: {**draw_shape(c), "context": c.pick(CONTEXTS)},
            solve=_size,
            oracles=(Oracle(name="block by block", compute=_by_blocks),),
            steps=_steps,
            misconceptions=_wrong,
            accepts=lambda p: _size(p) >= SMALLEST_BYTES,
            example=lambda: {
                "model": ARCHITECTURE["LLaMA-2 7B"],
                "cache": BLOCK["F16"],
                "context": 4096,
            },
            samples=(
                ("2 GiB", True),
                ("2048 MiB", True),
                ("2.147 GB", True),
                ("2147483648 bytes", True),
                ("2", True),
                ("2 GB", False),
                ("4 GB", False),
                ("1 GiB", False),
                ("2048", None),
                ("two GiB", None),
                ("", None),
            ),
        ),
    ),
)
