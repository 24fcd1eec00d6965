"""What the asks of `queueing` on waiting share: their words, and the load."""

from __future__ import annotations

from fractions import Fraction

from flashcards.problems.chance import Chance
from flashcards.problems.family import Parameters
from flashcards.problems.quantity import Dimension, equals

_RANDOM = (
    "Requests arrive at random (Poisson), {{ rate | count }} an hour on average. Each holds a slot "
    "for a time that is exponentially distributed, with a mean of {{ service }} s; "
)
ONE_SLOT = _RANDOM + "there is one slot and an unlimited queue. "
SLOTS = _RANDOM + "there are {{ slots }} slots and one unlimited queue. "


def load_of(p: Parameters) -> Fraction:
    """The share of time for which a slot is busy: rate × service ÷ slots."""
    return Fraction(p["rate"] * p["service"], 3600 * p.get("slots", 1))


def seconds(value: Fraction) -> str:
    """`= 16 s`, for a step."""
    return equals(value, "s", Dimension.DURATION)


def load_step(p: Parameters) -> str:
    """The first step of a worked solution."""
    slots = p.get("slots", 1)
    by = f"(3,600 × {slots})" if slots > 1 else "3,600"
    return f"Load: ρ = {p['rate']:,} × {p['service']} ÷ {by} {equals(load_of(p), '')}"


def draw_arrivals(chance: Chance) -> Parameters:
    """A rate an hour and a service time."""
    return {"rate": chance.step(40, 1200, 10), "service": chance.step(2, 40)}
