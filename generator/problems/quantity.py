"""Quantities: units, reading what people type, writing what people read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction


class Dimension(Enum):
    """What a number measures; its base unit is bytes, one, or tokens."""

    BYTES = "bytes"
    SHARE = "share"
    TOKENS = "tokens"


UNITS: dict[Dimension, dict[str, Fraction]] = {
    Dimension.BYTES: {
        "B": Fraction(1), "bit": Fraction(1, 8),
        "kB": Fraction(10**3), "MB": Fraction(10**6), "GB": Fraction(10**9), "TB": Fraction(10**12),
        "KiB": Fraction(2**10), "MiB": Fraction(2**20), "GiB": Fraction(2**30),
        "TiB": Fraction(2**40),
    },
    Dimension.SHARE: {"": Fraction(1), "%": Fraction(1, 100)},
    Dimension.TOKENS: {"tokens": Fraction(1)},
}  # fmt: skip
"""Names as we write them → base units. GB is decimal, GiB binary, everywhere."""

_SPELLINGS = {
    "b": "B", "byte": "B", "bytes": "B", "bits": "bit", "kb": "kB", "kib": "KiB", "mb": "MB",
    "mib": "MiB", "gb": "GB", "gib": "GiB", "tb": "TB", "tib": "TiB", "gigabyte": "GB",
    "gigabytes": "GB", "gibibyte": "GiB", "gibibytes": "GiB", "megabyte": "MB",
    "megabytes": "MB", "mebibyte": "MiB", "mebibytes": "MiB", "token": "tokens", "tok": "tokens",
    "percent": "%", "per cent": "%", "pct": "%",
}  # fmt: skip

LONGEST = 80
_NUMBER = re.compile(
    r"(?P<sign>[+-]?)(?P<digits>\d[\d,.'_ ]*|\.\d+)"
    r"(?:(?:e|[x*×]\s*10\s*(?:\^|\*\*))\s*(?P<power>[+-]?\d{1,3}))?(?P<unit>.*)",
    re.IGNORECASE,
)
_POWER = re.compile(r"2\s*(?:\^|\*\*)\s*(?P<power>\d{1,2})(?P<unit>.*)")
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:([,'_ ])\d{3})(?:\1\d{3})*(?:\.\d+)?")
_MAX_POWER = 30


@dataclass(frozen=True, slots=True)
class Typed:
    """What a person typed: the number, and the unit if one was named."""

    number: Fraction
    unit: str | None


def read(text: str, dimension: Dimension) -> Typed | str:
    """What was typed, or one sentence that says why it cannot be read.

    >>> read("2.147 GB", Dimension.BYTES)
    Typed(number=Fraction(2147, 1000), unit='GB')
    >>> read("2 parsecs", Dimension.BYTES)
    'The unit “parsecs” does not measure this; use B, kB, MB, GB, TB, KiB, MiB, GiB, TiB or bit.'
    """
    bare = text.strip().lstrip("~≈=").strip()
    if not bare:
        return "There is no answer."
    if len(bare) > LONGEST:
        return "That is too long for an answer."
    if power := _POWER.fullmatch(bare):
        number: Fraction | None = Fraction(2 ** int(power["power"]))
        rest = power["unit"]
    elif found := _NUMBER.fullmatch(bare.replace("\u2212", "-").replace("\u00a0", " ")):
        number = _number(found)
        rest = found["unit"]
    else:
        return "There is no number at its start."
    if number is None:
        return "The number cannot be read; write it as 1234.5 or 1,234.5."
    unit = _unit(rest.strip(" .?!"), dimension)
    if unit is None and rest.strip(" .?!"):
        return f"The unit “{rest.strip(' .?!')}” does not measure this; use {_listed(dimension)}."
    return Typed(number, unit)


def _number(found: re.Match[str]) -> Fraction | None:
    digits = found["digits"].strip()
    if _GROUPED.fullmatch(digits):
        digits = re.sub(r"[,'_ ]", "", digits)
    elif re.fullmatch(r"\d+,\d+", digits):
        digits = digits.replace(",", ".")  # 0,575: the decimal comma of half of the world
    if not re.fullmatch(r"\d+\.?\d*|\.\d+", digits, re.ASCII):
        return None
    power = int(found["power"] or 0)
    if abs(power) > _MAX_POWER:
        return None
    number = Fraction(digits if not digits.endswith(".") else digits[:-1]) * Fraction(10) ** power
    return -number if found["sign"] == "-" else number


def _unit(text: str, dimension: Dimension) -> str | None:
    if not text:
        return None
    units = UNITS[dimension]
    if text == "Kb" or (text[1:] == "b" and text[0] in "kMGT"):
        return None  # kilobits? Nobody can tell: ask for it
    named = text if text in units else _SPELLINGS.get(text.lower())
    return named if named in units else None


def _listed(dimension: Dimension) -> str:
    if dimension is Dimension.SHARE:
        return "a plain number or %"
    names = ["B", *(n for n in UNITS[dimension] if n not in {"B", "bit"}), "bit"]
    if dimension is Dimension.TOKENS:
        names = ["tokens"]
    return " or ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def show(value: Fraction, unit: str) -> str:
    """A value in base units as a person writes it, in `unit`; exact where that is short.

    >>> show(Fraction(2**31), "GiB"), show(Fraction(1, 3), "%"), show(Fraction(4096), "tokens")
    ('2 GiB', '≈ 33.33 %', '4,096 tokens')
    """
    scale = next(units[unit] for units in UNITS.values() if unit in units)
    number = value / scale
    if number.denominator == 1:
        return f"{int(number):,} {unit}".strip()
    short = f"{float(number):.4g}" if abs(number) < 10**4 else f"{float(number):,.0f}"
    exact = Fraction(short.replace(",", "")) == number
    return f"{'' if exact else '≈ '}{short} {unit}".strip()


def equals(value: Fraction, unit: str) -> str:
    """`show` after its sign: `= 2 GiB` or `≈ 33.33 %`."""
    shown = show(value, unit)
    return shown if shown.startswith("≈") else f"= {shown}"
