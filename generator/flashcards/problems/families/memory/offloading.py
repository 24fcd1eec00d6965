"""Layers on a GPU and the wrong ways to count them, for `layers_to_offload`."""

from __future__ import annotations

from fractions import Fraction

from flashcards.problems.families.memory.memory_plans import (
    GIB,
    cache_bytes,
    file_bytes,
    large_slips,
    telling,
)
from flashcards.problems.family import (
    Misconception,
    Parameters,
)


def all_layers(p: Parameters) -> Fraction:
    """Bytes of weights and KV cache."""
    return file_bytes(p) + cache_bytes(p)


def a_layer(p: Parameters) -> Fraction:
    """Bytes of one layer's weights and KV cache."""
    return Fraction(all_layers(p), p["model"].layers)


def quotient_of(p: Parameters) -> Fraction:
    """Layers that fit, not yet rounded."""
    return Fraction((p["memory"] - p["reserve"]) * GIB, a_layer(p))


def layers_of(p: Parameters) -> Fraction:
    """Whole layers that fit."""
    return Fraction(quotient_of(p) // 1)


def wrong_layers(p: Parameters) -> tuple[Misconception, ...]:
    """Wrong numbers of layers."""
    model, right = p["model"], layers_of(p)
    room, weights = (p["memory"] - p["reserve"]) * GIB, file_bytes(p)

    def fitting(space: Fraction, whole: Fraction) -> Fraction:
        return Fraction(min(space * model.layers // whole, model.layers))

    main = (
        Misconception(
            name="rounded-up",
            value=right + 1,
            feedback="You rounded up; the last layer would not fit whole.",
        ),
        Misconception(
            name="cache-forgotten",
            value=fitting(room, weights),
            feedback="You left out the KV cache; that of an offloaded layer is on the GPU too.",
        ),
    )
    minor = (
        *large_slips(p, lambda each: fitting(room, weights + each * p["context"])),
        Misconception(
            name="whole-cache",
            value=fitting(room - cache_bytes(p), weights),
            feedback="You put the whole KV cache on the GPU; only that of its layers is there.",
        ),
        Misconception(
            name="reserve-forgotten",
            value=fitting(room + p["reserve"] * GIB, all_layers(p)),
            feedback="You left out the reserve for buffers.",
        ),
        Misconception(
            name="decimal-for-binary",
            value=fitting(room, p["file"] * GIB + cache_bytes(p)),
            feedback="You counted the weights' GB as GiB; a GB is 10⁹ bytes.",
        ),
    )
    return (*main, *(wrong for wrong in telling(right, minor) if wrong.value > 0))


def vram_of(p: Parameters) -> Fraction:
    """Bytes of the offloaded layers, with the buffers."""
    return Fraction(p["offloaded"] * a_layer(p) + p["reserve"] * GIB)


def wrong_vram(p: Parameters) -> tuple[Misconception, ...]:
    """Wrong sizes of the offloaded layers."""
    layers, many, right = p["model"].layers, p["offloaded"], vram_of(p)
    weights, reserve = file_bytes(p) * many / layers, p["reserve"] * GIB
    found = (
        Misconception(
            name="cache-forgotten",
            value=weights + reserve,
            feedback="You left out the KV cache; that of an offloaded layer is on the GPU too.",
        ),
        Misconception(
            name="whole-cache",
            value=weights + cache_bytes(p) + reserve,
            feedback="You put the whole KV cache on the GPU; only that of its layers is there.",
        ),
        Misconception(
            name="decimal-for-binary",
            value=right + (GIB - 10**9) * p["file"] * many / layers,
            feedback="You counted the weights' GB as GiB; a GB is 10⁹ bytes.",
        ),
        *large_slips(p, lambda each: weights + each * p["context"] * many / layers + reserve),
        Misconception(
            name="buffers-forgotten",
            value=right - reserve,
            feedback="You left out the buffers.",
        ),
        Misconception(
            name="all-layers",
            value=all_layers(p) + reserve,
            feedback=f"You took all {layers} layers; {many} are offloaded.",
        ),
    )
    return telling(right, found, apart=right / 45)
