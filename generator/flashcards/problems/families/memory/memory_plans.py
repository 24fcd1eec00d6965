"""What the families on whole memory plans share: weights and KV cache side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction

from flashcards.problems.chance import Chance
from flashcards.problems.families.memory.cache_shapes import draw_shape, per_token, wrong_shapes
from flashcards.problems.family import Misconception, Parameters
from flashcards.problems.quantity import Dimension, show

GIB = 1 << 30
MIB = 1 << 20

PAD = 256
"""llama.cpp rounds a context up to a multiple of it (`GGML_PAD` in src/llama-context.cpp)."""

AVERAGE_BITS = tuple(Fraction(n, 100) for n in (391, 450, 484, 550, 568, 656, 850, 1600))
"""Bits per weight that files have, from Q3_K_M to F16, as LLaMA-2 7B comes out in them."""

MEMORIES = (4, 6, 8, 12, 16, 24, 32, 40, 48, 64, 80, 96, 128, 192)
"""GiB that GPUs and machines have."""

CONTEXTS = (2048, 4096, 8192, 12288, 16384, 24576, 32768)
"""Multiples of 256, so that no padding comes in."""

_LARGE_SLIPS = {"query-heads", "one-of-k-and-v", "f16-cache"}


def draw_plan(chance: Chance) -> Parameters:
    """A model, the size of its weights in GB, a type for K and V and a context it knows."""
    shape = draw_shape(chance)
    model = shape["model"]
    known = [context for context in CONTEXTS if context <= model.context_length]
    size = model.parameters * chance.pick(AVERAGE_BITS) / 8
    return {**shape, "file": Fraction(round(size / 10**7), 100), "context": chance.pick(known)}


def draw_memory(chance: Chance, need: Fraction) -> int:
    """One of the two memories, in GiB, between which `need` bytes lie."""
    above = next((n for n, size in enumerate(MEMORIES) if size * GIB >= need), len(MEMORIES) - 1)
    return MEMORIES[max(0, above - chance.below(2))]


def file_bytes(p: Parameters) -> Fraction:
    """Bytes of the weights; a GB is 10⁹."""
    return Fraction(p["file"] * 10**9)


def cache_bytes(p: Parameters) -> Fraction:
    """Bytes of the KV cache at the context length."""
    return Fraction(per_token(p) * p["context"])


def padded(tokens: int) -> int:
    """The next multiple of 256."""
    return -(-tokens // PAD) * PAD


def padded_by_search(tokens: int) -> int:
    """The same, by counting up."""
    cells = PAD
    while cells < tokens:
        cells += PAD
    return cells


def in_bytes(value: Fraction | int) -> str:
    """A number of bytes, every digit shown where it is whole."""
    return show(Fraction(value), "B", Dimension.BYTES)


def large_slips(p: Parameters, answer: Callable[[Fraction], Fraction]) -> tuple[Misconception, ...]:
    """Wrong sizes of a token that change a whole plan, and what answer each leads to."""
    return tuple(wrong for wrong in wrong_shapes(p, answer) if wrong.name in _LARGE_SLIPS)


def telling(
    right: Fraction, wrong: Iterable[Misconception], *, apart: Fraction | int = 0
) -> tuple[Misconception, ...]:
    """The wrong ways that rounding does not hide: `apart` and more from the right answer."""
    return tuple(one for one in wrong if abs(one.value - right) > apart)


def is_clear(quotient: Fraction) -> bool:
    """Whether a quotient is so far from whole numbers that rounding on the way does no harm."""
    return Fraction(3, 100) <= quotient % 1 <= Fraction(97, 100)
