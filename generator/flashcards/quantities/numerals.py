"""The number that begins at a place: digits, groups, decimals, fractions, powers."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from flashcards import patterns as re
from flashcards.quantities.model import WRITTEN_PLAINLY, Habit, Notation
from flashcards.values import dataclass

MOST_TENS = 308
MOST_TWOS = 1024
"""Exponents beyond which a number is none; below what a float holds."""
MOST_DIGITS = 60
MOST_DENOMINATOR = 1024

_VULGAR = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5),
    "⅗": (3, 5), "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8),
    "⅞": (7, 8),
}  # fmt: skip
VULGAR = "".join(_VULGAR)
DIGITS = frozenset("0123456789")
"""Of ASCII: `"²".isdigit()` holds, too."""

# Digits with whatever parts groups of them; at most a dozen groups, so that a long list of
# numbers is not read again from each of its members.
_RUN = re.compile(
    r"[0-9]{1,60}+(?:(?:[.,'’_ \u00a0\u2009\u202f\u2007]|\{,\}|\\,)[0-9]{1,60}+(?![0-9])){0,12}"
)
# Digits behind which no more of a number can stand: most numbers.
_ALONE = re.compile(rf"[0-9]{{1,60}}+(?=[.,]?(?:[?!;)\n]|$)|[ \u00a0](?![{VULGAR}])[^\W\d_xX])")
_SEPARATOR = re.compile(r"[^0-9]+")
_POINT_FIRST = re.compile(r"\.[0-9]{1,60}+(?![0-9.])")
_HEX = re.compile(r"0(?:[xX]([0-9a-fA-F_]{1,64})|[bB]([01_]{1,128})|[oO]([0-7_]{1,64}))(?!\w)")
_E = re.compile(r"[eE]([+\-−]?[0-9]{1,6})(?![\w])")
_SIGNED = r"([+\-−]?[0-9]{1,6})"
_RAISED = r"([⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,6})"
_TEN = re.compile(
    r"[ \u00a0]?(?:[×xX*·⋅]|\\times|\\cdot)[ \u00a0]?10"
    rf"(?:\^\{{?{_SIGNED}\}}?|\*\*{_SIGNED}|{_RAISED})"
)
_POWER = re.compile(rf" ?\^ ?\{{?{_SIGNED}\}}?(?![.\w])| ?\*\* ?{_SIGNED}(?![.\w])|{_RAISED}")
_FRACTION = re.compile(
    r"([0-9]{1,4}) ?[/⁄∕] ?([0-9]{1,4})(?![0-9/:\w-]|[.,]\d|\s?/)"
    r"|([0-9]{1,4})[/⁄]([0-9]{1,4})(?=[^\W\d_])"
)
_MIXED = re.compile(r"(?:[ \u00a0]|-)([0-9]{1,3})[/⁄]([0-9]{1,3})(?![0-9/.,])")
_MIXED_VULGAR = re.compile(rf"[ \u00a0]?([{VULGAR}])")
_TEX_FRACTION = re.compile(r"\\[dt]?frac\{([0-9]{1,9})\}\{([0-9]{1,9})\}")
_TENS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺−", "0123456789-+-")
_MONEY_BEHIND = re.compile(r"[ \u00a0]?[%€‰]")
_KINDS = {"{,}": ",", "\\,": "\u2009", "’": "'"}


@dataclass(frozen=True, slots=True)
class Value:
    """One way to read a number: its value, the step of its last digit, how it was written."""

    value: Fraction
    step: Fraction
    notation: Notation = WRITTEN_PLAINLY


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in a text, unsigned.

    Attributes:
        start, end: where it stands.
        values: every way to read its digits, the likeliest first.
    """

    start: int
    end: int
    values: tuple[Value, ...]


def numeral_at(  # noqa: PLR0911 - one for each way to write a number
    text: str, pos: int, habit: Habit = Habit.POINT
) -> Numeral | None:
    """The number that begins at a place, or None.

    Args:
        text: the text.
        pos: where a digit, a point before one, or a vulgar fraction stands.
        habit: the decimal sign of the document.
    """
    if alone := _ALONE.match(text, pos):
        return Numeral(pos, alone.end(), (_plain(alone[0], "", "", _plainly(habit)),))
    char = text[pos : pos + 1]
    if char in _VULGAR and char:
        return _exact(pos, pos + 1, Fraction(*_VULGAR[char]))
    if char == "0" and (based := _HEX.match(text, pos)):
        digits, base = next((d, b) for d, b in zip(based.groups(), (16, 2, 8), strict=True) if d)
        digits = digits.replace("_", "")
        return _exact(pos, based.end(), Fraction(int(digits, base))) if digits else None
    if char == "\\" and (tex := _TEX_FRACTION.match(text, pos)):
        return _exact(pos, tex.end(), Fraction(int(tex[1]), int(tex[2]))) if int(tex[2]) else None
    if fraction := _fraction(text, pos):
        return fraction
    if char == ".":
        found = _POINT_FIRST.match(text, pos)
        if not found:
            return None
        digits = found[0][1:]
        step = Fraction(1, 10 ** len(digits))
        one = Value(int(digits) * step, step)
        return _raised(text, Numeral(pos, found.end(), (one,)))
    found = _RUN.match(text, pos)
    if not found or text[found.end() : found.end() + 1] in DIGITS:
        return None
    numeral = _digits(text, pos, found[0], habit)
    return _mixed(text, numeral) or _raised(text, numeral)


def _exact(start: int, end: int, value: Fraction) -> Numeral:
    return Numeral(start, end, (Value(value, Fraction(0), Notation(fraction=True)),))


def _fraction(text: str, pos: int) -> Numeral | None:
    found = _FRACTION.match(text, pos)
    if not found or text[pos - 1 : pos] in {"/", "⁄"}:
        return None
    above, below = int(found[1] or found[3]), int(found[2] or found[4])
    if not 0 < below <= MOST_DENOMINATOR:
        return None
    return _exact(pos, found.end(), Fraction(above, below))


def _mixed(text: str, numeral: Numeral) -> Numeral | None:
    """A whole number and a fraction: `3 3/8`, `3½`."""
    value = numeral.values[0].value
    if value.denominator != 1 or numeral.values[0].notation.group:
        return None
    if found := _MIXED_VULGAR.match(text, numeral.end):
        return _exact(numeral.start, found.end(), value + Fraction(*_VULGAR[found[1]]))
    found = _MIXED.match(text, numeral.end) or _TEX_FRACTION.match(text, numeral.end)
    if found and 0 < int(found[1]) < int(found[2]):
        return _exact(numeral.start, found.end(), value + Fraction(int(found[1]), int(found[2])))
    return None


def _digits(text: str, pos: int, run: str, habit: Habit) -> Numeral:
    """The longest beginning of a run of digits and separators that is one number."""
    seps = list(_SEPARATOR.finditer(run))
    groups = _SEPARATOR.split(run)
    listed = text[max(0, pos - 2) : pos]
    in_list = listed[-1:] in {",", ";"} and listed[:1].isdigit()
    for count in range(len(seps), -1, -1):
        end = seps[count].start() if count < len(seps) else len(run)
        kinds = [_KINDS.get(sep[0], sep[0]) for sep in seps[:count]]
        raw = [sep[0] for sep in seps[:count]]
        following = seps[count][0] if count < len(seps) else ""
        if count and (following and following == raw[-1] and following in ".,"):
            continue  # a list or a version: its beginning is no number of its own
        ways = _ways(groups[: count + 1], kinds, raw, habit)
        if count == 1 and raw[0] == ",":
            ways = _not_a_list(text, pos, pos + end, ways, habit, in_list=in_list)
        if ways:
            return Numeral(pos, pos + end, tuple(ways))
    return Numeral(pos, pos + len(groups[0]), (_plain(groups[0], "", "", _plainly(habit)),))


def _plainly(habit: Habit) -> Notation:
    """Digits with nothing between them; a right value with decimals takes the document's sign."""
    return Notation(decimal=",") if habit is Habit.COMMA else WRITTEN_PLAINLY


def _ways(groups: list[str], kinds: list[str], raw: list[str], habit: Habit) -> list[Value]:
    """Every way to read groups of digits with these separators; none if they are no number."""
    if not kinds:
        return [_plain(groups[0], "", "", _plainly(habit))]
    *heads, last = kinds
    if heads and last in ".," and set(heads) == {heads[0]} and heads[0] != last:
        indian = _is_indian(groups[:-1], heads[0])
        if not (_is_grouped(groups[:-1]) or indian):
            return []
        notation = Notation(group=raw[0], decimal=raw[-1], indian=indian)
        return [_plain("".join(groups[:-1]), groups[-1], last, notation)]
    if set(kinds) != {last}:
        return []
    whole = []
    if _is_grouped(groups) or _is_indian(groups, last):
        notation = Notation(
            group=raw[0], decimal="," if last == "." else ".", indian=not _is_grouped(groups)
        )
        whole = [_plain("".join(groups), "", "", notation)]
    if last not in ".," or len(kinds) > 1:
        return whole
    decimal = [_plain(groups[0], groups[1], last, Notation(decimal=raw[-1]))]
    if not whole:
        return decimal
    decimal_sign = {Habit.POINT: ".", Habit.COMMA: ","}.get(habit)
    if decimal_sign is None:
        return decimal + whole if last == "." else whole + decimal
    return decimal if last == decimal_sign else whole


def _is_grouped(groups: list[str]) -> bool:
    first, *rest = groups
    return 1 <= len(first) <= 3 and first[0] != "0" and all(len(part) == 3 for part in rest)


def _is_indian(groups: list[str], sign: str) -> bool:
    if sign != "," or len(groups) < 3:
        return False
    first, *middle, last = groups
    return len(first) <= 2 and len(last) == 3 and all(len(part) == 2 for part in middle)


def _not_a_list(
    text: str, pos: int, end: int, ways: list[Value], habit: Habit, *, in_list: bool
) -> list[Value]:
    """The readings of `12,5` that are left where commas also part the members of lists."""
    if habit is Habit.COMMA and not in_list:
        return ways
    tidy = []
    bracketed = text[pos - 1 : pos] in {"(", "[", "{"} and text[end : end + 1] in {
        ")",
        "]",
        "}",
        ",",
    }
    for way in ways:
        if way.notation.decimal != "," or _MONEY_BEHIND.match(text, end):
            tidy.append(way)
        elif in_list or bracketed:
            continue
        elif habit is Habit.UNKNOWN or (text[pos] == "0" and end - pos > 3):
            tidy.append(way)
    return tidy


def _plain(whole: str, part: str, _: str, notation: Notation) -> Value:
    if not part:
        return Value(Fraction(int(whole)), Fraction(1), notation)
    step = Fraction(1, 10 ** len(part))
    return Value(int(whole + part) * step, step, notation)


def _raised(text: str, numeral: Numeral) -> Numeral | None:
    """The numeral with the power behind it; None where that goes beyond all measure."""
    end = numeral.end
    found = _E.match(text, end) or _TEN.match(text, end)
    if found:
        tens = int(next(part for part in found.groups() if part).translate(_TENS))
        if abs(tens) > MOST_TENS:
            return None
        size = Fraction(10) ** tens
        values = tuple(
            Value(v.value * size, v.step * size, replace(v.notation, exponent=tens))
            for v in numeral.values
        )
        return Numeral(numeral.start, found.end(), values)
    found = _POWER.match(text, end)
    if not found:
        return numeral
    power = int(next(part for part in found.groups() if part).translate(_TENS))
    base = numeral.values[0].value
    bits = (max(base.numerator.bit_length(), base.denominator.bit_length()) - 1) * abs(power)
    if bits > MOST_TWOS or (not base and power < 0):
        return None
    return _exact(numeral.start, found.end(), base**power)
