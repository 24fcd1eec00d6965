"""Reading an answer as people type it.

`anki/templates/grader.js` takes the same steps; one table of answers holds both to them. So
every pattern here means the same in both languages: ASCII classes, no case folding beyond
ASCII, and numbers from decimal text, which both round correctly.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.problems.scheme import Scheme

LONGEST = 80
"""Characters of an answer, without those that cannot be seen."""

_MOST_TENS = 30
_MOST_TWOS = 133
_LARGEST = 1e40
"""Beyond what anything here measures; below what a float holds, whatever the unit."""

_SPACES = re.compile("[\t-\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
_INVISIBLE = re.compile(
    "[\0-\x08\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff]"
)
_WIDE = re.compile("[\uff01-\uff5e]")  # as East Asian keyboards type them
_ALIKE = str.maketrans({
    "\u2212": "-", "\u2013": "-", "\u2010": "-", "\u2011": "-", "’": "'", "‘": "'", "′": "'",
    "½": ".5", "¼": ".25", "¾": ".75", "\u2044": "/", "\u2215": "/", "÷": "/", "∗": "*",
    "✕": "×", "\u03bc": "µ",
})  # fmt: skip
_RAISED = re.compile("[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_CASELESS = re.ASCII | re.IGNORECASE
_HEDGE = re.compile(
    r"^(?:[~≈≃≅=] ?|(?:about|approximately|approx\.?|around|roughly|circa|ca\.|exactly|it is) )+",
    _CASELESS,
)
_SIGN = re.compile(r"^([+-]) ?")
_DOLLAR = re.compile(r"^(?:us ?)?\$ ?|^usd ", _CASELESS)
_TIMES = re.compile(r"^[x×*] ?", _CASELESS)
_POWER = re.compile(r"^([0-9]{1,3}) ?(?:\^|\*\*) ?(-?[0-9]{1,3})(.*)$")
_FRACTION = re.compile(r"^([0-9]{1,9}(?:\.[0-9]{1,9})?) ?/ ?([0-9]{1,9}(?:\.[0-9]{1,9})?)(.*)$")
_NUMBER = re.compile(
    r"^([0-9][0-9,.'_ ]*|\.[0-9]+ ?)"
    r"(?:[eE]([+-]?[0-9]{1,3})|[xX*×·] ?(10|2) ?(?:\^|\*\*) ?([+-]?[0-9]{1,3}))?(.*)$"
)
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:([,'_ ])[0-9]{3})(?:\1[0-9]{3})*(?:\.[0-9]+)?")
_TURNED = re.compile(r"[1-9][0-9]{0,2}(?:([.'_ ])[0-9]{3})(?:\1[0-9]{3})*,[0-9]+")
_DECIMAL_COMMA = re.compile(r"[0-9]+,[0-9]+")
_ONE_COMMA = re.compile(r"[1-9][0-9]{0,2},[0-9]{3}")
_ONE_POINT = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")
_POINTS = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,}")
_PLAIN = re.compile(r"[0-9]+\.?[0-9]*|\.[0-9]+")
_CLOCK = re.compile(r"[0-9]{1,3}:[0-9]{2}(?::[0-9]{2})?")
_PAIR = re.compile(r"^([0-9]+(?:\.[0-9]+)?) ?([a-zA-Zµ]+)(?:(?:,| and)? |$)?")
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

_MAGNITUDES = {
    "k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "mln": 1e6,
    "b": 1e9, "bn": 1e9, "billion": 1e9,
}  # fmt: skip
_MARKS = " .?!;,"
_COUNTED = frozenset(("count", "rate", "money"))


@dataclass(frozen=True, slots=True)
class Typed:
    """What a person typed.

    Attributes:
        number: as written, in `unit`.
        unit: the unit, by its name in the scheme, or None if none was named.
        other: the number as those write it who part thousands with points, or decimals with
            commas, where the text can be read so; else empty.
    """

    number: float
    unit: str | None
    other: str = ""


class UnreadableError(ValueError):
    """One sentence that says why an answer cannot be read."""


def read(text: str, scheme: Scheme) -> Typed:
    """What was typed.

    Raises:
        UnreadableError: no number can be told from it, or no unit that measures this.
    """
    bare = tidy(text)
    if not bare:
        raise UnreadableError("There is no answer.")
    if len(bare) > LONGEST:
        raise UnreadableError("That is too long for an answer.")
    if scheme.dimension == "duration":
        if _CLOCK.fullmatch(bare):
            raise UnreadableError("Are those hours, minutes or seconds? Write it as 1 h 20 min.")
        together = _durations(bare.rstrip(_MARKS), scheme)
        if together is not None:
            return Typed(together, "s")
    sign, bare = _signed(bare)
    prefix = ""
    for kind, pattern, name in (("money", _DOLLAR, "$"), ("factor", _TIMES, "×")):
        if scheme.dimension == kind and (found := pattern.match(bare)):
            prefix, bare = name, bare[found.end() :]
    if prefix and sign > 0:
        sign, bare = _signed(bare)
    number, other, rest = _number(bare)
    rest = rest.strip(_MARKS)
    if prefix and _named(f"{prefix} {rest}", scheme):  # $ per month
        rest = ""
    times, unit = _unit(rest, scheme)
    if prefix and unit not in {None, prefix}:
        raise UnreadableError(f"There are two units, {prefix} and {unit}.")
    return Typed(sign * number * times, prefix or unit, other)


def read_choice(text: str, choices: tuple[str, ...]) -> int:
    """The index of the option that was typed: whole, or its first words if no other has them.

    Case, spaces and marks do not count.

    >>> read_choice("q4 k m", ("Q8_0", "Q4_K_M")), read_choice("yes", ("Yes, it fits", "No"))
    (1, 0)

    Raises:
        UnreadableError: it is none of them, or more than one.
    """
    words = _words(text) if len(text) <= LONGEST else []
    if words:
        for index, choice in enumerate(choices):
            if "".join(words) == "".join(_words(choice)):
                return index
        begun = [n for n, choice in enumerate(choices) if _words(choice)[: len(words)] == words]
        if len(begun) == 1:
            return begun[0]
    raise UnreadableError("Answer with one of: " + ", ".join(choices) + ".")


def tidy(text: str) -> str:
    """The text in one line, what looks alike made alike, what cannot be seen and hedges gone."""
    bare = _SPACES.sub(" ", _INVISIBLE.sub("", text))
    bare = _WIDE.sub(lambda match: chr(ord(match[0]) - 0xFEE0), bare).translate(_ALIKE)
    bare = _RAISED.sub(lambda match: "^" + match[0].translate(_SUPERSCRIPT), bare)
    return _HEDGE.sub("", bare.strip(" ")).strip(" ")


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+(?:\.[0-9]+)?", _lower(tidy(text)))


def _lower(text: str) -> str:
    return "".join(char.lower() if char.isascii() else char for char in text)


def _signed(text: str) -> tuple[float, str]:
    found = _SIGN.match(text)
    if not found:
        return 1.0, text
    return (-1.0 if found[1] == "-" else 1.0), text[found.end() :]


def _number(text: str) -> tuple[float, str, str]:
    """The number at the start, how others would write what they mean by it, and the rest."""
    if found := _POWER.match(text):
        return _power(int(found[1]), int(found[2])), "", found[3]
    if (found := _FRACTION.match(text)) and float(found[2]):
        return float(found[1]) / float(found[2]), "", found[3]
    found = _NUMBER.match(text)
    if not found:
        raise UnreadableError("There is no number at its start.")
    mantissa, exponent, base, raised, rest = found.groups()
    digits, other = _digits(mantissa.rstrip(" ,.'_"))
    power = int(exponent or raised or 0)
    if base == "2":
        return float(digits) * _power(2, power), "", rest
    if abs(power) > _MOST_TENS:
        raise UnreadableError("The number is too large or too small to be one.")
    return float(f"{digits}e{power}"), "" if power else other, rest


def _digits(digits: str) -> tuple[str, str]:
    """A number's digits with a point for decimals, and how others would read them."""
    other = ""
    if _ONE_COMMA.fullmatch(digits):
        other = digits.replace(",", ".")
    elif _ONE_POINT.fullmatch(digits):
        other = digits.replace(".", "")
    if _GROUPED.fullmatch(digits):
        digits = re.sub(r"[,'_ ]", "", digits)
    elif _TURNED.fullmatch(digits):  # 1.234,5
        digits = re.sub(r"[.'_ ]", "", digits).replace(",", ".")
    elif _DECIMAL_COMMA.fullmatch(digits):
        digits = digits.replace(",", ".")  # 0,575: the decimal comma of half of the world
    elif _POINTS.fullmatch(digits):
        digits = digits.replace(".", "")  # 2.147.483.648
    if not _PLAIN.fullmatch(digits):
        raise UnreadableError("The number cannot be read; write it as 1234.5 or 1,234.5.")
    return digits, other


def _power(base: int, exponent: int) -> float:
    """By multiplication one at a time: powers by a library differ in their last bit."""
    value = 1.0
    if abs(exponent) <= _MOST_TWOS:
        for _ in range(abs(exponent)):
            value *= base
            if value > _LARGEST:
                break
    if abs(exponent) > _MOST_TWOS or value > _LARGEST or (exponent < 0 and not value):
        raise UnreadableError("The number is too large or too small to be one.")
    return 1 / value if exponent < 0 else value


def _durations(text: str, scheme: Scheme) -> float | None:
    """Seconds of `1 h 20 min`: two or more units, each smaller than the one before."""
    total, last, pairs = 0.0, 0.0, 0
    while text:
        found = _PAIR.match(text)
        name = _named(found[2], scheme) if found else None
        if found is None or name is None or (pairs and scheme.units[name] >= last):
            return None
        last = scheme.units[name]
        total += float(found[1]) * last
        text, pairs = text[found.end() :], pairs + 1
    return total if pairs > 1 else None


def _unit(text: str, scheme: Scheme) -> tuple[float, str | None]:
    """The unit's name, or None for none, and what a word such as million multiplies by."""
    if not text:
        return 1.0, None
    name = _named(text, scheme)
    if name is not None:
        return 1.0, name
    if scheme.dimension in {"bytes", "bandwidth"}:
        if _BITS_OR_BYTES.fullmatch(text):
            raise UnreadableError(
                f"Does the b of “{text}” stand for bits or for bytes? Write Gbit or GB, say."
            )
        if _POWER_OF_WHAT.fullmatch(text):
            raise UnreadableError(
                f"Is “{text}” a power of 1,000 or of 1,024? Write GB or GiB, say."
            )
    found = _MAGNITUDE.match(_lower(text)) if scheme.dimension in _COUNTED else None
    if found:
        name = _named(text[len(found[1]) :].strip(" "), scheme) if found[2] else None
        if name is not None or not found[2]:
            if found[1] == "k" and scheme.dimension != "money":
                raise UnreadableError("Does k stand for 1,000 or for 1,024? Write the number out.")
            return _MAGNITUDES[found[1]], name
    raise UnreadableError(f"“{text}” is no unit of this; use {scheme.listed}.")


def _named(text: str, scheme: Scheme) -> str | None:
    """The unit of that name or spelling, whatever is remarked behind it."""
    if text in scheme.units:
        return text
    if scheme.dimension in {"bytes", "bandwidth"} and _BITS_OR_BYTES.fullmatch(text):
        return None  # nobody can tell: ask for it
    low = _lower(text).removeprefix("-")
    known = scheme.spellings
    if low in known:
        return known[low]
    if found := _PER.match(low):
        second, minute = found[2], found[3]
        named = known.get(found[1] + ("/s" if second else "/min" if minute else "/h"))
        if named is not None or scheme.dimension != "money":
            return named  # a GiB a second is no GiB
    if low.endswith("ps") and low[:-2] + "/s" in known:
        return known[low[:-2] + "/s"]
    found = _TRAILING.match(text)
    return _named(found[1], scheme) if found and " or " not in text else None
