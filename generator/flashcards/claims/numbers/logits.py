"""Logits and temperatures that a text gives, and their probabilities."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

from flashcards import patterns as re
from flashcards.claims.numbers.page import Line
from flashcards.values import dataclass

MOST_LOGITS = 64
_LOGITS = re.compile(r"\blogits?\b", re.IGNORECASE)
VECTOR = re.compile(r"\[([^\[\]]{3,800})\]")
_NUMBERS = re.compile(r"\s*[-−]?\d+(?:\.\d+)?(?:\s*,\s*[-−]?\d+(?:\.\d+)?){1,63}\s*")
_WORDS = re.compile(
    r"\s*(?:'[^']{1,30}'|\"[^\"]{1,30}\")(?:\s*,\s*(?:'[^']{1,30}'|\"[^\"]{1,30}\")){1,63}\s*"
)
_WORD = re.compile(r"['\"]([^'\"]+)['\"]")
TEMPERATURE = re.compile(
    r"(?<![A-Za-z])(?:τ|T|temp(?:erature)?)\s?(?:=|:|→|->|\s)\s?"
    r"(?P<value>\d+(?:\.\d+)?|∞|inf(?:inity)?\b)(?![\w.]*\s?[,x])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Logits:
    """The logits of a question, with the tokens if it names them."""

    values: tuple[Fraction, ...]
    tokens: tuple[str, ...] = ()


def given_logits(lines: Sequence[Line]) -> list[Logits]:
    """Vectors in lines that speak of logits, the first of each kind."""
    found: list[Logits] = []
    for _, text in lines:
        if "[" not in text or len(text) > 2000 or not _LOGITS.search(text):
            continue
        values: tuple[Fraction, ...] = ()
        tokens: tuple[str, ...] = ()
        for inside in VECTOR.findall(text):
            if _NUMBERS.fullmatch(inside) and not values:
                values = tuple(Fraction(one.strip().replace("−", "-")) for one in inside.split(","))
            elif _WORDS.fullmatch(inside):
                tokens = tuple(_WORD.findall(inside))
        if not 2 <= len(values) <= MOST_LOGITS or max(abs(one) for one in values) > 10**4:
            continue
        if all(values != one.values for one in found):
            found.append(Logits(values, tokens if len(tokens) == len(values) else ()))
        if len(found) == 8:
            break
    return found


def temperature_of(text: str) -> float | None:
    """The temperature that a header names: `τ=0.1`, `T → ∞`, `temperature 2.0`; or None.

    >>> temperature_of("τ=0.1"), temperature_of("T → ∞"), temperature_of("Tokens")
    (0.1, inf, None)
    """
    found = TEMPERATURE.search(text)
    if not found:
        return None
    value = found["value"]
    return float(value) if value[0].isdigit() else math.inf


def probabilities(logits: Sequence[Fraction], temperature: float) -> tuple[float, ...]:
    """Softmax at a temperature: at 0 all to the greatest, at infinity even.

    >>> [round(p, 4) for p in probabilities((Fraction(2), Fraction(1)), 1.0)]
    [0.7311, 0.2689]
    """
    top = max(logits)
    if temperature == math.inf:
        return tuple(1 / len(logits) for _ in logits)
    if temperature == 0:
        best = [float(one == top) for one in logits]
        return tuple(one / sum(best) for one in best)
    powers = [math.exp(max(float(one - top) / temperature, -745.0)) for one in logits]
    whole = sum(powers)
    return tuple(power / whole for power in powers)
