"""Reading an answer as people type it.

`anki/templates/grader.js` takes the same steps; one table of answers holds both to them. So
every pattern here means the same in both languages: ASCII classes, no case folding beyond
ASCII, and numbers from decimal text, which both round correctly.
"""

from __future__ import annotations

from flashcards import patterns as re
from flashcards.problems.numerals import UnreadableError, number_first
from flashcards.problems.scheme import Scheme
from flashcards.problems.unit_names import lower, named_unit, unit_behind
from flashcards.values import dataclass

LONGEST = 80
"""Characters of an answer, without those that cannot be seen."""


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
# What people say before the number: "The answer is", "KV =", "x:".
_LEAD = re.compile(
    r"^(?:(?:so|hence|thus|therefore),? )?(?:(?:(?:the|my) )?(?:final )?"
    r"(?:answer|result|total|value)(?: is|:| =)|it's|i get|we get|that is"
    r"|[a-z][a-z0-9_]{0,15} ?[=:]) ?",
    _CASELESS,
)
_SIGN = re.compile(r"^([+-]) ?")
_MINUS_WORD = re.compile(r"^(?:minus|negative) (?=[0-9.$])", _CASELESS)
_SHARE_OF_ONE = re.compile(
    r"^(?:%|percent|per cent)( (?:faster|more|higher|larger|greater|better))?$", _CASELESS
)
_DOLLAR = re.compile(r"^(?:us ?)?\$ ?|^usd ", _CASELESS)
_TIMES = re.compile(r"^[x×*] ?", _CASELESS)
_CLOCK = re.compile(r"([0-9]{1,3}):([0-5][0-9])(?::([0-5][0-9]))?")
_SMALLER = re.compile(r"([0-5]?[0-9])")
_SIZES = (3600.0, 60.0)
"""Units with sixty of the next smaller one, which may go without its name behind them."""
_PAIR = re.compile(r"^([0-9]+(?:\.[0-9]+)?) ?([a-zA-Zµ]+)(?:(?:,| and)? |$)?")

_MARKS = " .?!;,"


@dataclass(frozen=True, slots=True)
class Typed:
    """What a person typed.

    Attributes:
        number: as written, in `unit`.
        unit: the unit, by its name in the scheme, or None if none was named.
        other: the number as those write it who part thousands with points, or decimals with
            commas, where the text can be read so; else empty.
        comma: whether that other way is a decimal comma.
        kilo: whether a `k` stood for 1,000, which some take for 1,024.
        clock: of a clock time, its seconds if it were minutes and seconds; else None.
    """

    number: float
    unit: str | None
    other: str = ""
    comma: bool = False
    kilo: bool = False
    clock: float | None = None


def read(text: str, scheme: Scheme) -> Typed:
    """What was typed.

    Raises:
        UnreadableError: no number can be told from it, or no unit that measures this.
    """
    bare = tidy(text)
    if len(bare) <= LONGEST:
        bare = _MINUS_WORD.sub("-", tidy(_LEAD.sub("", bare)))
    if not bare:
        raise UnreadableError("There is no answer.")
    if len(bare) > LONGEST:
        raise UnreadableError("That is too long for an answer.")
    if scheme.dimension == "duration" and (time := _time(bare.rstrip(_MARKS), scheme)):
        return time
    sign, bare = _signed(bare)
    prefix = ""
    for kind, pattern, name in (("money", _DOLLAR, "$"), ("factor", _TIMES, "×")):
        if scheme.dimension == kind and (found := pattern.match(bare)):
            prefix, bare = name, bare[found.end() :]
    if prefix and sign > 0:
        sign, bare = _signed(bare)
    number, other, rest = number_first(bare)
    rest = rest.strip(_MARKS)
    if scheme.dimension == "factor" and (share := _SHARE_OF_ONE.match(rest)):
        return Typed(sign * _factor(number, more=bool(share[1])), "×")
    if prefix and named_unit(f"{prefix} {rest}", scheme):  # $ per month
        rest = ""
    times, unit, kilo = unit_behind(rest, scheme)
    if prefix and unit not in {None, prefix}:
        raise UnreadableError(f"There are two units, {prefix} and {unit}.")
    return Typed(
        sign * number * times, prefix or unit, other, comma=bool(other) and "." in other, kilo=kilo
    )


def _time(text: str, scheme: Scheme) -> Typed | None:
    """A clock time, or a time of several units; None where it is neither."""
    if clock := _CLOCK.fullmatch(text):
        return _clock(*clock.groups())
    together = _durations(text, scheme)
    return None if together is None else Typed(together, "s")


def _clock(first: str, second: str, third: str | None) -> Typed:
    """A clock time: of two parts, hours and minutes or minutes and seconds."""
    if third is not None:
        return Typed(int(first) * 3600.0 + int(second) * 60 + int(third), "s")
    hours = int(first) * 3600.0 + int(second) * 60
    return Typed(hours, "s", clock=int(first) * 60.0 + int(second))


def _factor(number: float, *, more: bool) -> float:
    """How many times: `160 %` and `60 % faster` are 1.6."""
    if more:
        return 1 + number / 100
    if number < 100:
        raise UnreadableError("Is that a share, or so much more? Write it as 1.6×.")
    return number / 100


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
    return re.findall(r"[a-z0-9]+(?:\.[0-9]+)?", lower(tidy(text)))


def _signed(text: str) -> tuple[float, str]:
    found = _SIGN.match(text)
    if not found:
        return 1.0, text
    return (-1.0 if found[1] == "-" else 1.0), text[found.end() :]


def _durations(text: str, scheme: Scheme) -> float | None:
    """Seconds of `1 h 20 min`: two or more units, each smaller than the one before."""
    total, last, pairs = 0.0, 0.0, 0
    while text:
        if pairs and last in _SIZES and _SMALLER.fullmatch(text):  # 2h16
            return total + int(text) * last / 60
        found = _PAIR.match(text)
        name = named_unit(found[2], scheme) if found else None
        if found is None or name is None or (pairs and scheme.units[name] >= last):
            return None
        last = scheme.units[name]
        total += float(found[1]) * last
        text, pairs = text[found.end() :], pairs + 1
    return total if pairs > 1 else None
