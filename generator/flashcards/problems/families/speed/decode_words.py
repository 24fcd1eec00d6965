"""What the asks of `decode-speed` share: how a memory, a speed and a size are written."""

from __future__ import annotations

from fractions import Fraction

from flashcards.problems.families.speed.hardware import RAM, ModelFile
from flashcards.problems.family import Misconception
from flashcards.problems.quantity import Dimension, equals
from flashcards.shapes import ARCHITECTURE

MEMORY = "{{ memory.name }} ({{ memory.rate }})"
DDR4 = RAM[1]
"""The desktop of the examples."""


def named(name: str, megabytes: int) -> ModelFile:
    """The file of an architecture, for an example."""
    return ModelFile(name=name, megabytes=megabytes, model=ARCHITECTURE[name])


def tokens_per_second(value: Fraction) -> str:
    """`= 20 tokens/s`."""
    return equals(value, "tokens/s", Dimension.RATE)


def gigabytes(value: Fraction) -> str:
    """`= 4.08 GB`, of bytes."""
    return equals(value, "GB", Dimension.BYTES)


def upside_down(right: Fraction) -> Misconception:
    """Seconds a token for tokens a second."""
    return Misconception(
        name="seconds-per-token",
        value=1 / right,
        feedback="That is the seconds that a token takes; divide the bandwidth by the bytes.",
    )
