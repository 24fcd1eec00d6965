"""Functions, methods and names that languages bring along, of numbers and texts."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from flashcards.relations.listings.trace import Unknown

Plain = int | float | str

MOST_RADIX = 36


def _whole(value: Plain) -> int:
    if isinstance(value, str) or value != int(value):
        raise Unknown
    return int(value)


def _text(value: Plain) -> str:
    if not isinstance(value, str):
        raise Unknown
    return value


def in_base(text: str, base: int) -> int:
    """The whole number with which a text begins, as `parseInt` reads it."""
    if not 2 <= base <= MOST_RADIX:
        raise Unknown
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"[:base]
    plain = text.strip().lower()
    if base == 16:
        plain = plain.removeprefix("0x")
    found = re.match(rf"([-+]?)([{digits}]+)", plain)
    if found is None:
        raise Unknown
    return int(found[2], base) * (-1 if found[1] == "-" else 1)


def _parse_int(values: Sequence[Plain]) -> int:
    base = _whole(values[1]) if len(values) > 1 else 10
    text = _text(values[0])
    if len(values) == 1 and text.strip().lower().startswith("0x"):
        base = 16
    return in_base(text, base)


def _ones(values: Sequence[Plain]) -> int:
    value = _whole(values[0])
    if value < 0:
        raise Unknown  # of how many bits, the type says
    return value.bit_count()


def _trailing(values: Sequence[Plain]) -> int:
    value = _whole(values[0])
    if value <= 0:
        raise Unknown
    return (value & -value).bit_length() - 1


def _gcd(values: Sequence[Plain]) -> int:
    from math import gcd

    return gcd(*(_whole(one) for one in values))


FUNCTIONS: dict[str, Callable[[Sequence[Plain]], Plain]] = {
    "parseInt": _parse_int,
    "Number.parseInt": _parse_int,
    "Integer.parseInt": _parse_int,
    "Long.parseLong": _parse_int,
    "parseFloat": lambda values: float(_text(values[0])),
    "strlen": lambda values: len(_text(values[0]).encode()),
    "len": lambda values: len(_text(values[0]).encode()),
    "popcount": _ones,
    "__builtin_popcount": _ones,
    "__builtin_popcountl": _ones,
    "__builtin_popcountll": _ones,
    "std::popcount": _ones,
    "std.popcount": _ones,
    "Integer.bitCount": _ones,
    "Long.bitCount": _ones,
    "bits.OnesCount": _ones,
    "__builtin_ctz": _trailing,
    "__builtin_ctzll": _trailing,
    "bits.TrailingZeros": _trailing,
    "gcd": _gcd,
    "std.gcd": _gcd,
    "Integer.toBinaryString": lambda values: f"{_whole(values[0]):b}",
    "Integer.toHexString": lambda values: f"{_whole(values[0]):x}",
    "Integer.toOctalString": lambda values: f"{_whole(values[0]):o}",
}
"""By the names that a listing calls them."""

CONSTANTS: dict[str, int] = {
    "INT_MAX": 2**31 - 1, "INT_MIN": -(2**31), "UINT_MAX": 2**32 - 1, "LONG_MAX": 2**63 - 1, "LLONG_MAX": 2**63 - 1,
    "CHAR_BIT": 8, "SCHAR_MAX": 127, "UCHAR_MAX": 255, "SHRT_MAX": 2**15 - 1, "USHRT_MAX": 2**16 - 1,
    "Integer.MAX_VALUE": 2**31 - 1, "Integer.MIN_VALUE": -(2**31), "Long.MAX_VALUE": 2**63 - 1,
    "Short.MAX_VALUE": 2**15 - 1, "Byte.MAX_VALUE": 127, "Byte.MIN_VALUE": -128,
    "Number.MAX_SAFE_INTEGER": 2**53 - 1, "Number.MIN_SAFE_INTEGER": 1 - 2**53,
    **{f"{prefix}{bits}_MAX": 2 ** (bits - (prefix == "INT")) - 1 for prefix in ("INT", "UINT") for bits in (8, 16, 32, 64)},
    **{f"INT{bits}_MIN": -(2 ** (bits - 1)) for bits in (8, 16, 32, 64)},
    **{f"i{bits}.MAX": 2 ** (bits - 1) - 1 for bits in (8, 16, 32, 64)},
    **{f"i{bits}.MIN": -(2 ** (bits - 1)) for bits in (8, 16, 32, 64)},
    **{f"u{bits}.MAX": 2**bits - 1 for bits in (8, 16, 32, 64)},
    **{f"math.MaxInt{bits}": 2 ** (bits - 1) - 1 for bits in (8, 16, 32, 64)},
    **{f"math.MaxUint{bits}": 2**bits - 1 for bits in (8, 16, 32)},
}  # fmt: skip
"""Names of the largest and smallest numbers; those of Rust with a full stop for `::`."""

TEXT_LENGTHS: dict[str, Callable[[str], int]] = {
    "js": lambda text: len(text.encode("utf-16-le")) // 2,
    "java": lambda text: len(text.encode("utf-16-le")) // 2,
    "rust": lambda text: len(text.encode()),
    "c": lambda text: len(text.encode()),
}
"""What `.length`, `.length()`, `.len()` and `.size()` of a text are."""
