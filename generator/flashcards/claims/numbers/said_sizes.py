"""Sizes as documents state them, and true ones in the unit that was used."""

from __future__ import annotations

from fractions import Fraction

from flashcards.claims.numbers.claim import plain, written
from flashcards.claims.numbers.stated import BYTES, Stated

_PREFIXES = "KMGT"


def is_large(said: Stated) -> bool:
    """Whether it is a size in megabytes or more."""
    return said.dimension == BYTES and bool(said.unit and said.unit.name[0] in "MGT")


def in_unit_of(value: Fraction, said: Stated) -> str:
    """A size in bytes, in the unit of a stated one and in both readings of it.

    >>> from flashcards.claims.numbers.stated import quantities
    >>> in_unit_of(Fraction(838860800), quantities("~0.7 GB")[0])
    '0.78125 GiB (0.839 GB)'
    """
    name = said.unit.name if said.unit else ""
    power = _PREFIXES.find(name[:1].upper()) + 1 if name else 0
    if not power or not 1 <= 100 * abs(value) / 1024**power < 10**6:
        return written(value, BYTES, digits=3)
    prefix = _PREFIXES[power - 1]
    binary, decimal = plain(value / 1024**power, 3), plain(value / 1000**power, 3)
    return f"{binary} {prefix}iB ({decimal} {prefix}B)"
