"""Layers that a GPU takes (`n_gpu_layers`), and the memory that they need there.

Source: llama.cpp keeps the KV cache of a layer on the device of that layer
(src/llama-kv-cache.cpp), unless `--no-kv-offload` is given.
"""

from __future__ import annotations

from fractions import Fraction

from flashcards.problems.chance import Chance
from flashcards.problems.families.memory.cache_shapes import CACHE, MODEL, per_token_by_blocks
from flashcards.problems.families.memory.memory_plans import (
    GIB,
    cache_bytes,
    draw_plan,
    file_bytes,
    in_bytes,
    is_clear,
)
from flashcards.problems.families.memory.offloading import (
    all_layers,
    layers_of,
    quotient_of,
    vram_of,
    wrong_layers,
    wrong_vram,
)
from flashcards.problems.family import (
    EXACT,
    ONE_PERCENT,
    Ask,
    Family,
    Oracle,
    Parameters,
)
from flashcards.problems.quantity import Dimension, equals, number, show
from flashcards.shapes import ARCHITECTURE, BLOCK

GPUS = (4, 6, 8, 10, 11, 12, 16, 20, 24, 32, 40, 48, 80)
"""GiB of graphics cards."""

FEWEST_LAYERS = 3


def _draw(chance: Chance) -> Parameters:
    """A model, its weights and context, and a reserve in GiB."""
    return {**draw_plan(chance), "reserve": Fraction(chance.step(1, 8), 4)}


def _draw_gpu(chance: Chance) -> Parameters:
    """The same, and a card that the model does not fit whole."""
    plan = _draw(chance)
    whole = all_layers(plan) + plan["reserve"] * GIB
    small = [size for size in GPUS if size * GIB < whole]
    return {**plan, "memory": chance.pick(small or GPUS)}


def _one_layers_cache(p: Parameters) -> int:
    """K and V of one layer, in blocks."""
    model, cache = p["model"], p["cache"]
    row = model.kv_heads * model.head_dimension // cache.elements * cache.size_bytes
    return int(2 * row * p["context"])


def _by_moving(p: Parameters) -> int:
    """Move layer after layer while the card has room; in shares of a byte, none is lost."""
    model, moved = p["model"], 0
    layer = int(p["file"] * 100) * 10**7 + _one_layers_cache(p) * model.layers
    room = model.layers * (p["memory"] * 2**30 - int(p["reserve"] * 4) * 2**28)
    while room >= layer:
        room -= layer
        moved += 1
    return moved


def _layer_steps(p: Parameters, many: int = 1) -> tuple[str, ...]:
    """Weights and KV cache of so many layers, each rounded to bytes but once."""
    layers = p["model"].layers
    weights, cache = file_bytes(p) * many / layers, cache_bytes(p) * many / layers
    of, times = (f"{many} layers", f"{many} × ") if many > 1 else ("a layer", "")
    model, kind = p["model"], p["cache"]
    each = f"{kind.size_bytes}/{kind.elements}" if kind.elements > 1 else f"{kind.size_bytes}"
    return (
        (
            f"Weights of {of}: {times}{number(p['file'], digits=6)} × 10⁹ ÷ {layers} "
            f"{equals(weights, 'B', Dimension.BYTES)}"
        ),
        (
            f"KV cache of {of}: {times}2 × {p['context']:,} × {model.kv_heads} × "
            f"{model.head_dimension} × {each} = {in_bytes(cache)}"
        ),
    )


def _steps(p: Parameters) -> tuple[str, ...]:
    room = (p["memory"] - p["reserve"]) * GIB
    return (
        *_layer_steps(p),
        f"Room: ({p['memory']} − {number(p['reserve'])}) × 2³⁰ = {in_bytes(room)}",
        (
            f"Room ÷ (weights + cache of a layer) ≈ {number(quotient_of(p))}, "
            f"so {show(layers_of(p), 'layers')}"
        ),
    )


def _draw_layers(chance: Chance) -> Parameters:
    plan = _draw(chance)
    return {**plan, "offloaded": chance.step(FEWEST_LAYERS, plan["model"].layers - 1)}


def _less_what_stays(p: Parameters) -> Fraction:
    """All of the model, less the layers that stay behind, in bits."""
    model = p["model"]
    bits = p["file"] * 8 * 1000**3 + 8 * per_token_by_blocks(p) * p["context"]
    stay = sum(1 for _layer in range(p["offloaded"], model.layers))
    return Fraction((bits - bits * stay / model.layers) / 8 + p["reserve"] * 1024**3)


_PLAN = MODEL + (
    "Its weights are {{ file | plain }} GB (1 GB = 10⁹ bytes), taken as spread evenly over the "
    "layers; the KV cache of an offloaded layer lies on the GPU too, for "
    "{{ context | count }} tokens, with " + CACHE + ". "
)

LAYERS_TO_OFFLOAD = Family(
    name="layers-to-offload",
    title="Layers to offload",
    questions=(6, 16),
    asks=(
        Ask(
            name="layers",
            title="Offloading: layers that fit a GPU",
            dimension=Dimension.COUNT,
            unit="layers",
            tolerance=EXACT,
            difficulty="senior",
            statement=_PLAN + "How many layers (`n_gpu_layers`) fit a GPU with {{ memory }} GiB, "
            "{{ reserve | plain }} GiB of them reserved for buffers?",
            parameters=_draw_gpu,
            solve=layers_of,
            oracles=(Oracle(name="layer by layer", compute=_by_moving),),
            steps=_steps,
            misconceptions=wrong_layers,
            accepts=lambda p: (
                FEWEST_LAYERS <= layers_of(p) < p["model"].layers and is_clear(quotient_of(p))
            ),
            example=lambda: {
                "model": ARCHITECTURE["LLaMA-2 7B"],
                "cache": BLOCK["F16"],
                "file": Fraction(1348, 100),
                "context": 4096,
                "reserve": Fraction(1),
                "memory": 8,
            },
            samples=(
                ("15", True),
                ("15 layers", True),
                ("15 layer", True),
                ("16", False),
                ("17 layers", False),
                ("32", False),
                ("15.4", False),
                ("15 GiB", None),
                ("half of them", None),
            ),
        ),
        Ask(
            name="memory",
            title="Offloading: GPU memory for some layers",
            dimension=Dimension.BYTES,
            unit="GiB",
            tolerance=ONE_PERCENT,
            statement=_PLAN + "How much GPU memory do {{ offloaded }} offloaded layers take, "
            "together with {{ reserve | plain }} GiB of buffers?",
            parameters=_draw_layers,
            solve=vram_of,
            oracles=(Oracle(name="less what stays", compute=_less_what_stays),),
            steps=lambda p: (
                *_layer_steps(p, p["offloaded"]),
                f"Buffers: {number(p['reserve'])} × 2³⁰ = {in_bytes(p['reserve'] * GIB)}",
                (
                    f"Sum {equals(vram_of(p), 'B', Dimension.BYTES)}, ÷ 2³⁰ "
                    f"{equals(vram_of(p), 'GiB', Dimension.BYTES)}"
                ),
            ),
            misconceptions=wrong_vram,
            accepts=lambda p: vram_of(p) >= 2 * GIB,
            example=lambda: {
                "model": ARCHITECTURE["LLaMA-2 7B"],
                "cache": BLOCK["F16"],
                "file": Fraction(1348, 100),
                "context": 4096,
                "reserve": Fraction(1),
                "offloaded": 16,
            },
            samples=(
                ("8.28 GiB", True),
                ("8.277", True),
                ("8.888 GB", True),
                ("8476 MiB", True),
                ("7.28 GiB", False),
                ("9.28 GiB", False),
                ("15.55 GiB", False),
                ("8476", None),
                ("8.28 layers", None),
                ("", None),
            ),
        ),
    ),
)
