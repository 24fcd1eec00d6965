"""Ranges to which a person narrows the draws of a problem: `x0 10..40; size 2..8`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction

from flashcards import patterns as re
from flashcards.problems.family import Family, Parameters
from flashcards.problems.quantity import number
from flashcards.problems.variant import draw
from flashcards.values import dataclass

# A name and its two ends: `size 10..40`.
_RANGE = re.compile(
    r"(?P<name>\w+)\s+(?P<low>-?\d+(?:\.\d+)?)\s*(?:\.\.|…|–)\s*(?P<high>-?\d+(?:\.\d+)?)"
)
LOOKED_AT = 60
"""Draws from which the ends of a parameter are told."""


@dataclass(frozen=True, slots=True)
class Range:
    """The ends, both included, between which a parameter of a problem is drawn."""

    name: str
    low: Fraction
    high: Fraction

    def __str__(self) -> str:
        return f"{self.name} {_plain(self.low)}..{_plain(self.high)}"


def read_ranges(text: str) -> tuple[Range, ...]:
    """Ranges as written, parted by semicolons; none if one of them cannot be read.

    >>> [str(one) for one in read_ranges("x0 10..40; size 0.5 .. 2")]
    ['x0 10..40', 'size 0.5..2']
    >>> read_ranges("x0 40..10"), read_ranges("a lot")
    ((), ())
    """
    found: dict[str, Range] = {}
    for part in filter(None, map(str.strip, text.split(";"))):
        match = _RANGE.fullmatch(part)
        if match is None or Fraction(match["low"]) > Fraction(match["high"]):
            return ()
        found[match["name"]] = Range(match["name"], Fraction(match["low"]), Fraction(match["high"]))
    return tuple(found.values())


def narrowed(family: Family, ranges: Iterable[Range]) -> Family:
    """A family of one ask whose draws lie in these ranges; of names it does not have, all do."""
    ask, kept = family.asks[0], tuple(ranges)
    if not kept:
        return family

    def accepts(parameters: Parameters) -> bool:
        inside = all(
            one.low <= Fraction(parameters[one.name]) <= one.high
            for one in kept
            if _is_number(parameters.get(one.name))
        )
        return inside and ask.accepts(parameters)

    return replace(family, asks=(replace(ask, accepts=accepts),))


def drawn_ranges(family: Family) -> Iterator[Range]:
    """Between which ends the numbers of a family of one ask are drawn, and what comes of them."""
    found = [draw(family, seed).parameters for seed in range(LOOKED_AT)]
    for name in found[0]:
        values = [Fraction(one[name]) for one in found if _is_number(one.get(name))]
        if len(values) == len(found) and len(set(values)) > 1:
            yield Range(name, min(values), max(values))


def _is_number(value: object) -> bool:
    return isinstance(value, int | Fraction) and not isinstance(value, bool)


def _plain(value: Fraction) -> str:
    return number(value, digits=9).replace(",", "")
