"""Reading the unit behind the number of a typed answer."""

from __future__ import annotations

from flashcards import patterns as re
from flashcards.problems.numerals import UnreadableError
from flashcards.problems.scheme import Scheme

_BITS_OR_BYTES = re.compile(r"[KMGT]b(?:/s)?|[kKMmGgTt]bps")
_POWER_OF_WHAT = re.compile(r"[kKmMgGtT](?:/s)?")
_MAGNITUDE = re.compile(r"^(k|thousand|m|million|mln|b|bn|billion)(?: (.+))?$")
_TRAILING = re.compile(
    r"^(.+?) (?:of|for|in|at|on|each|total|faster|slower|as|more|less|larger|smaller|longer|per)"
    r"(?: .*)?$"
)
_PER = re.compile(
    r"^(.+?) ?(?:/ ?|per |a )(?:(s|secs?|seconds?)|(min|mins|minutes?)|(?:h|hrs?|hours?))$"
)

_PER_ALONE = re.compile(
    r"^(?:/ ?|per |a )(?:(s|secs?|seconds?)|(min|mins|minutes?)|(?:h|hrs?|hours?))$"
)
_TWO_NOUNS = re.compile(r"^([a-z]{1,12}) ([a-z]{3,20})$")
_NO_MODIFIER = frozenset((
    "b", "kb", "mb", "gb", "tb", "kib", "mib", "gib", "tib", "ki", "mi", "gi", "ti", "bits",
    "bytes", "k", "m", "bn", "g", "t", "mln", "thousand", "million", "billion", "trillion",
    "hundred", "dozen", "or", "and", "to", "not", "no", "of", "per", "a", "x", "times", "percent",
    "minus", "e",
))  # fmt: skip
"""Words that are no adjective or first noun of what is counted."""

_MAGNITUDES = {
    "k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "mln": 1e6,
    "b": 1e9, "bn": 1e9, "billion": 1e9,
}  # fmt: skip
_COUNTED = frozenset(("count", "rate", "money"))


def unit_behind(text: str, scheme: Scheme) -> tuple[float, str | None, bool]:
    """What a word such as million multiplies by; the unit's name, or None for none.

    The last says whether a `k` was read that may stand for 1,024 as well.
    """
    if not text:
        return 1.0, None, False
    name = named_unit(text, scheme)
    if name is not None:
        return 1.0, name, False
    if scheme.dimension in {"bytes", "bandwidth"}:
        if _BITS_OR_BYTES.fullmatch(text):
            raise UnreadableError(
                f"Does the b of “{text}” stand for bits or for bytes? Write Gbit or GB, say."
            )
        if _POWER_OF_WHAT.fullmatch(text):
            raise UnreadableError(
                f"Is “{text}” a power of 1,000 or of 1,024? Write GB or GiB, say."
            )
    found = _MAGNITUDE.match(lower(text)) if scheme.dimension in _COUNTED else None
    if found:
        name = named_unit(text[len(found[1]) :].strip(" "), scheme) if found[2] else None
        if name is not None or not found[2]:
            kilo = found[1] == "k" and scheme.dimension != "money"
            return _MAGNITUDES[found[1]], name, kilo
    raise UnreadableError(f"“{text}” is no unit of this; use {scheme.listed}.")


def named_unit(text: str, scheme: Scheme) -> str | None:
    """The unit of that name or spelling, whatever is remarked behind it."""
    if text in scheme.units:
        return text
    if scheme.dimension in {"bytes", "bandwidth"} and _BITS_OR_BYTES.fullmatch(text):
        return None  # nobody can tell: ask for it
    low = lower(text).removeprefix("-")
    known = scheme.spellings
    if low in known:
        return known[low]
    name = _noun_left_out(low, scheme) or _last_of_two(low, scheme)
    if name is not None:
        return name
    if found := _PER.match(low):
        second, minute = found[2], found[3]
        named = known.get(found[1] + ("/s" if second else "/min" if minute else "/h"))
        if named is not None or scheme.dimension != "money":
            return named  # a GiB a second is no GiB
    if low.endswith("ps") and low[:-2] + "/s" in known:
        return known[low[:-2] + "/s"]
    found = _TRAILING.match(text)
    return named_unit(found[1], scheme) if found and " or " not in text else None


def _noun_left_out(low: str, scheme: Scheme) -> str | None:
    """The unit of `54.7/s` and `1.09 per minute`, where a rate is asked for."""
    found = _PER_ALONE.match(low) if scheme.dimension == "rate" else None
    if not found:
        return None
    time = "s" if found[1] else "min" if found[2] else "h"
    return f"{scheme.unit.removesuffix('/s')}/{time}"


def _last_of_two(low: str, scheme: Scheme) -> str | None:
    """The unit of `43 KV pairs`, where pairs are counted."""
    found = _TWO_NOUNS.match(low) if scheme.dimension == "count" else None
    if not found or found[1] in _NO_MODIFIER or found[1] in scheme.spellings:
        return None
    return scheme.spellings.get(found[2])


def lower(text: str) -> str:
    """The text with the letters of ASCII in lower case: of others, each language has its own."""
    return "".join(char.lower() if char.isascii() else char for char in text)
