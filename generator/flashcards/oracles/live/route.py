"""What a live route is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from flashcards.oracles.live.session import Session
from flashcards.problems import Variant
from flashcards.values import dataclass

Value = float | Fraction | None
Values = Sequence[Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Live:
    """A way in which llama.cpp answers an ask.

    Attributes:
        name: `llama.cpp` and what of it runs.
        compute: the answers to some variants of one ask, in the base unit; NaN where llama.cpp
            contradicts what the answer rests on, None where it cannot settle a variant.
        agreement: how far they may be from the exact ones, relative: float32 where llama.cpp
            computes in it.
    """

    name: str
    compute: Callable[[Session, Sequence[Variant]], Values]
    agreement: float


def each(
    compute: Callable[[Session, Variant], Value],
) -> Callable[[Session, Sequence[Variant]], Values]:
    """A route that takes one variant at a time."""
    return lambda session, variants: [compute(session, variant) for variant in variants]
