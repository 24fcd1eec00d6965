"""The ask of `decode-speed` on layers in two memories: their times add up."""

from __future__ import annotations

from fractions import Fraction

from flashcards.problems.chance import Chance
from flashcards.problems.families.speed.decode_words import (
    DDR4,
    named,
    tokens_per_second,
)
from flashcards.problems.families.speed.hardware import FILES, GPUS, RAM, fits
from flashcards.problems.family import Ask, Misconception, Oracle, Parameters
from flashcards.problems.quantity import Dimension, equals, number


def _on_gpu(p: Parameters) -> Fraction:
    return Fraction(p["file"].size * p["on_gpu"], p["file"].model.layers)


def _split_seconds(p: Parameters) -> tuple[Fraction, Fraction]:
    """Seconds a token in GPU memory and in RAM."""
    part, size = _on_gpu(p), p["file"].size
    return part / p["gpu"].bandwidth, (size - part) / p["ram"].bandwidth


def _split(p: Parameters) -> Fraction:
    return 1 / sum(_split_seconds(p), Fraction(0))


def _split_by_layers(p: Parameters) -> float:
    """A token's way through the layers, one after the other, each in its memory."""
    layers = p["file"].model.layers
    bits = p["file"].megabytes * 8e6 / layers
    seconds = 0.0
    for layer in range(layers):
        memory = p["ram"] if layer < layers - p["on_gpu"] else p["gpu"]
        seconds += bits / float(memory.bits)
    return 1 / seconds


def _split_steps(p: Parameters) -> tuple[str, ...]:
    layers, here = p["file"].model.layers, p["on_gpu"]
    size = number(p["file"].gigabytes, digits=6)
    gpu, ram = _split_seconds(p)
    return (
        (
            f"GPU: {size} GB × {here}/{layers} ÷ {p['gpu'].rate} "
            f"{equals(gpu, 'ms', Dimension.DURATION)}"
        ),
        (
            f"RAM: {size} GB × {layers - here}/{layers} ÷ {p['ram'].rate} "
            f"{equals(ram, 'ms', Dimension.DURATION)}"
        ),
        f"A token takes the sum {equals(gpu + ram, 'ms', Dimension.DURATION)}",
        f"Limit: 1 token ÷ that time {tokens_per_second(_split(p))}",
    )


def _wrong_split(p: Parameters) -> tuple[Misconception, ...]:
    gpu, ram = _split_seconds(p)
    size, share = p["file"].size, Fraction(p["on_gpu"], p["file"].model.layers)
    fast, slow = p["gpu"].bandwidth, p["ram"].bandwidth
    return (
        Misconception(
            name="mean-bandwidth",
            value=(share * fast + (1 - share) * slow) / size,
            feedback="You took the mean of the bandwidths; add the times of the two parts.",
        ),
        Misconception(
            name="ram-only",
            value=1 / ram,
            feedback="You left out the time on the GPU; a token passes through both parts in turn.",
        ),
        Misconception(
            name="gpu-only",
            value=1 / gpu,
            feedback="You left out the layers in RAM; a token passes through both parts in turn.",
        ),
        Misconception(
            name="bandwidths-added",
            value=(fast + slow) / size,
            feedback="You added the bandwidths; the parts are read in turn, not at once.",
        ),
        Misconception(
            name="no-offload",
            value=slow / size,
            feedback="You read everything from RAM; the layers on the GPU are read from its own.",
        ),
    )


def _draw_split(chance: Chance) -> Parameters:
    file = chance.pick(FILES)
    layers = file.model.layers if file.model else 0
    return {
        "file": file,
        "on_gpu": layers * chance.step(20, 80, 5) // 100,
        "gpu": chance.pick(GPUS),
        "ram": chance.pick(RAM[:4]),
    }


def _accepts_split(p: Parameters) -> bool:
    """Where the GPU is too small for the whole file, and both parts fit."""
    part, size = _on_gpu(p), p["file"].size
    return not fits(size, p["gpu"]) and fits(part, p["gpu"]) and fits(size - part, p["ram"])


OFFLOAD = Ask(
    name="partly-offloaded",
    title="Decoding: the limit with layers on GPU and CPU",
    dimension=Dimension.RATE,
    unit="tokens/s",
    difficulty="senior",
    statement="The {{ file.gigabytes | plain }} GB of weights of **{{ file.name }}** are "
    "spread evenly over its {{ file.model.layers }} layers; {{ on_gpu }} of these are in "
    "the memory of {{ gpu.name }} ({{ gpu.rate }}), the others in {{ ram.name }} "
    "({{ ram.rate }}). Each token passes through all layers in turn. What is the upper "
    "limit of the decode speed of one sequence, at an empty context?",
    parameters=_draw_split,
    solve=_split,
    oracles=(Oracle(name="layer by layer", compute=_split_by_layers),),
    steps=_split_steps,
    misconceptions=_wrong_split,
    accepts=_accepts_split,
    example=lambda: {
        "file": named("LLaMA-2 13B", 7865),
        "on_gpu": 30,
        "gpu": GPUS[-1],
        "ram": DDR4,
    },
    samples=(
        ("22.6 tokens/s", True),
        ("22.6 tok/s", True),
        ("1355 tokens/min", True),
        ("22.5 t/s", True),
        ("26 tokens/s", False),
        ("171 tokens/s", False),
        ("97.7 tokens/s", False),
        ("6.5 tokens/s", False),
        ("44.3 ms", None),
        ("slow", None),
    ),
)
