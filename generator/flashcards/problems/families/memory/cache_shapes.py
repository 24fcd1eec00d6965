"""What the families on the KV cache share: its size per token, by formula and block by block."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from flashcards.problems.chance import Chance
from flashcards.problems.family import Misconception, Parameters
from flashcards.problems.quantity import Dimension, equals
from flashcards.shapes import ARCHITECTURES, CACHE_TYPES, Architecture, Block

MODEL = (
    "**{{ model.name }}** has {{ model.layers }} layers, {{ model.heads }} query heads, "
    "{{ model.kv_heads }} KV head{{ 's' if model.kv_heads > 1 }} and a head dimension of "
    "{{ model.head_dimension }}. "
)

CACHE = (
    "K and V in {{ cache.name | lower }}{% if cache.elements > 1 %} "
    "({{ cache.size_bytes }} bytes for {{ cache.elements }} elements){% endif %}"
)


def draw_shape(chance: Chance) -> Parameters:
    """A model, and a type for K and V."""
    return {"model": chance.pick(ARCHITECTURES), "cache": chance.pick(CACHE_TYPES)}


def per_token(p: Parameters) -> Fraction:
    """Bytes of K and V for one token: 2 · layers · KV heads · head dimension · bytes an element."""
    model, cache = p["model"], p["cache"]
    elements = 2 * model.layers * model.kv_heads * model.head_dimension
    return Fraction(elements * cache.bits_per_weight, 8)


def per_token_by_blocks(p: Parameters) -> int:
    """The same, each layer's row of K and of V laid out in whole blocks, as ggml allocates it."""
    model: Architecture = p["model"]
    cache: Block = p["cache"]
    total = 0
    for _layer in range(model.layers):
        for _k_or_v in range(2):
            row = model.kv_heads * model.head_dimension
            total += -(-row // cache.elements) * cache.size_bytes
    return total


def formula(p: Parameters) -> str:
    """The first step of a worked solution: the size per token."""
    model, cache = p["model"], p["cache"]
    each = f"{cache.size_bytes}/{cache.elements}" if cache.elements > 1 else f"{cache.size_bytes}"
    return (
        f"One token: 2 (K and V) × {model.layers} layers × {model.kv_heads} KV heads × "
        f"{model.head_dimension} × {each} bytes {equals(per_token(p), 'B', Dimension.BYTES)}"
    )


def wrong_shapes(
    p: Parameters, answer: Callable[[Fraction], Fraction]
) -> tuple[Misconception, ...]:
    """Wrong sizes per token, and what answer each leads to."""
    model, cache, right = p["model"], p["cache"], per_token(p)
    found = []
    if model.heads != model.kv_heads:
        found.append(
            Misconception(
                name="query-heads",
                value=answer(right * Fraction(model.heads, model.kv_heads)),
                feedback=f"You used the {model.heads} query heads; "
                f"only K and V of the {model.kv_heads} KV heads are kept.",
            )
        )
    found += [
        Misconception(
            name="one-of-k-and-v",
            value=answer(right / 2),
            feedback="You left out the factor 2: both K and V are kept.",
        ),
        Misconception(
            name="bits-for-bytes", value=answer(right * 8), feedback="You counted bits as bytes."
        ),
        Misconception(
            name="one-layer",
            value=answer(right / model.layers),
            feedback=f"You counted one layer; there are {model.layers}.",
        ),
    ]
    if cache.elements > 1:
        found.append(
            Misconception(
                name="f16-cache",
                value=answer(right * 2 / (cache.bits_per_weight / 8)),
                feedback=f"You counted 2 bytes an element; {cache.name.lower()} takes "
                f"{cache.size_bytes} bytes for {cache.elements}.",
            )
        )
        found.append(
            Misconception(
                name="scales-forgotten",
                value=answer(right * cache.bits / cache.bits_per_weight),
                feedback=f"You left out the blocks' scales: {cache.name.lower()} takes "
                f"{cache.size_bytes} bytes for {cache.elements} elements.",
            )
        )
    return tuple(found)
