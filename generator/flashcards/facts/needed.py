"""Numbers that an answer computes with, and which of them who is asked cannot know."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import product

from flashcards import patterns as re
from flashcards.quantities import Habit, Quantity, over, quantities, times
from flashcards.tree import Flat, Span
from flashcards.values import dataclass

Inputs = Mapping[Span, tuple[Span, ...]]
"""Where a number stands that was worked out → where those stand that it was worked out from."""

CLOSE = 0.002
"""How far off a number may be, as a share of it, that was rounded on the way."""
MOST_ASKED = 24
"""Numbers of a question; one with more is a table."""
LARGEST = 1e30
"""Of the numbers of which others are held to follow."""

_KNOWN = frozenset(map(Fraction, (
    *range(13), 24, 60, 100, 127, 360, 365, 1000, 1024, 3600, 8760, 86400, 10**6, 10**9,
    "0.5", "3.14", "3.1416", "3.6", "9.81", "9.8", "4.19", "4.18", "4.2", "4.186", "343", "340",
    "8.314", "22.4", "273", "273.15", "0.001", "0.01", "0.1", "1.163", "1.2", "0.05", "0.95",
    1024**2, 1024**3,
)))  # fmt: skip
"""Numbers that who is asked knows: factors of units, constants of nature, usual levels."""
_FACTORS = (1, 2, 3.6, 8, 10, 24, 60, 100, 365, 1000, 1024, 3600)
"""Numbers by which one unit becomes another."""

_OF_RATES = (3.6, 8, 24, 60, 3600)
"""The same between units that do not measure the same: `4,500 rpm` is 75 per second."""

# What parts clauses; a decimal sign has no blank behind it.
_CLAUSE = re.compile(r"[:;=≈]|[,.]\s|\s[–—]\s")
_OPERATED = re.compile(r"[×*/÷·+−^√²³]|\s-\s|\\cdot|\\frac|\\times|\\sqrt")
NUMBER = re.compile(
    r"(?<![\w.,^⁻])(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d++)?|\d++(?:[.,]\d++)*)"
    r"(?![^\W\d_²³⁰¹⁴-⁹⁻])"
)
# A name beside a sign of arithmetic: a formula is told, not only its numbers.
_NAMED = re.compile(r"[×*÷·+−^√]\s*[^\W\d_²³]|\\(?!c?dot|frac|times|sqrt)[a-z]")


@dataclass(frozen=True, slots=True)
class Given:
    """A number that an answer works with: where it stands, its value, its unit if it names one."""

    start: int
    end: int
    value: Fraction
    quantity: Quantity | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The paragraph of an answer, and the calculations of its document."""

    read: Flat
    inputs: Inputs
    habit: Habit

    def needed(self) -> Iterator[Given]:
        """The numbers left of its signs of equality, and those that its results follow from."""
        text = self.read.text
        found = quantities(text, habit=self.habit)
        at = {one.number_start: one for one in found}
        seen: set[int] = set()
        for start, end in _lefts(text):
            for match in NUMBER.finditer(text, start, end):
                one = at.get(match.start())
                measured = one is not None and _is_measured(one)
                if one is not None and measured and one.end <= end:
                    yield Given(one.start, one.end, one.value, one)
                elif not self.read.in_code(match.start()):
                    yield Given(*match.span(), value_of(match[0], self.habit))
                seen.add(match.start())
        places = {place: index for index, place in enumerate(self.read.starts) if place >= 0}
        for result, spans in self.inputs.items():
            if result.start in places:
                for span in spans:
                    one = next((q for q in found if self.read.starts[q.start] == span.start), None)
                    if one is not None and _is_measured(one) and one.number_start not in seen:
                        seen.add(one.number_start)
                        yield Given(one.start, one.end, one.value, one)


def _lefts(text: str) -> Iterator[tuple[int, int]]:
    """Where something is worked out, left of a sign of equality."""
    edges = list(_CLAUSE.finditer(text))
    for before, edge in zip([None, *edges], edges, strict=False):
        start = before.end() if before else 0
        worked = edge[0] in "=≈" and _OPERATED.search(text, start, edge.start())
        if worked and not _NAMED.search(text, start, edge.start()):
            yield start, edge.start()


def _is_measured(one: Quantity) -> bool:
    """Whether a number has a unit that is known, and stands for one amount."""
    simple = _OPERATED.search(one.text[one.number_start - one.start : one.number_end - one.start])
    return bool(one.unit.name) and not one.unit.open and simple is None


def value_of(text: str, habit: Habit) -> Fraction:
    """The value of the number that a text is; 0 for none."""
    found = next(iter(quantities(text, habit=habit)), None)
    return found.value if found is not None else Fraction(0)


def once(found: Iterable[Given]) -> list[Given]:
    """Numbers without those that say a number once more."""
    values: dict[Fraction, Given] = {}
    for one in sorted(found, key=lambda one: (one.quantity is None, one.start)):
        values.setdefault(one.value, one)
    return sorted(values.values(), key=lambda one: one.start)


def foreign(answer: Answer, front: str) -> Iterator[Given]:
    """The numbers that an answer needs, and neither its question says nor who is asked knows."""
    asked = quantities(front, habit=answer.habit)
    values = {one.value for one in asked}
    values |= {value_of(text, answer.habit) for text in NUMBER.findall(front)}
    shares = {one.value for one in asked if one.unit.name == "%"}
    values |= {one / 100 for one in shares} | {1 - one / 100 for one in shares}
    measures = {one.dimension for one in asked if one.dimension}
    measures |= {one for a, b in product(measures, measures) for one in (times(a, b), over(a, b))}
    text = answer.read.text
    for one in answer.needed():
        if one.value in values or one.value > LARGEST or _was_told(text, one):
            continue
        if one.quantity is None:
            known = one.value in _KNOWN or _in_smaller_unit(one.value, values)
            if not known and not _follows(float(one.value), values):
                yield one
        elif one.quantity.dimension in measures or _is_known(one.quantity):
            continue
        elif not _in_other_unit(one.quantity, values):
            yield one


def _in_smaller_unit(value: Fraction, values: Collection[Fraction]) -> bool:
    """Whether a number is one of those asked with, or a share of one, in a smaller unit, exactly.

    80% of 1 Gbit/s are 800,000 kbit/s.
    """
    given = [one for one in list(values)[:MOST_ASKED] if 0 < abs(one) < LARGEST]
    shares = [Fraction(1), *(one for one in given if one < 1)]
    larger = (10**3, 10**6, 10**9)
    return any(value == a * b * factor for a, b, factor in product(given, shares, larger))


def _in_other_unit(one: Quantity, values: Collection[Fraction]) -> bool:
    """Whether a number is one that was asked with, by another unit: 75 per second, 4,500 rpm."""
    ways = [float(value) for value in values if 0 < abs(value) < LARGEST]
    return any(
        abs(way * factor - float(one.value)) <= CLOSE * way
        or abs(way / factor - float(one.value)) <= CLOSE * float(one.value)
        for way in ways
        for factor in _OF_RATES
    )


def _is_known(one: Quantity) -> bool:
    """Whether an amount is one of a unit (`1,000 ms`), or the bytes of a number."""
    return one.readings[0].value == 1 or (one.unit.name == "B" and one.value in _KNOWN)


def _was_told(text: str, one: Given) -> bool:
    """Whether an answer has come to a number, or stated it in a formula, before it uses it."""
    written = re.escape(text[one.start : one.end])
    before = text[: one.start]
    formula = before[: max(before.rfind("="), before.rfind("≈")) + 1]
    return bool(
        re.search(rf"[=≈]\s*[~≈]?{written}(?![\d.,]*\d)", before)
        or re.search(rf"(?<![\d.,]){written}(?![\d.,]*\d)", formula)
    )


def _follows(value: float, values: Collection[Fraction]) -> bool:
    """Whether a number comes of numbers by one step, or is one in another unit."""
    given = [float(one) for one in list(values)[:MOST_ASKED] if abs(one) < LARGEST]
    ways = [a * factor for a in given for factor in _FACTORS]
    ways += [a / factor for a in given for factor in _FACTORS]
    for a, b in product(given, given):
        ways += [a + b, a - b, a * b, a / b if b else 0.0]
    for a in (one for one in given if one > 0):
        ways += [a**2, a**3, a**0.5, math.log(a), 10 * math.log10(a), 20 * math.log10(a)]
        ways += [math.pi / 4 * (a * scale) ** 2 for scale in (1, 0.01, 0.001)]
        ways += [1 + a, 1 - a, 1000 * (a - 1)]
    return any(abs(way - value) <= CLOSE * abs(value) for way in ways)


def is_part(answer: Answer, one: Given) -> bool:
    """Whether a number counts what is asked for, too: `8,192 × 128 KiB = 1 GiB`."""
    if one.quantity is None:
        return False
    sign = answer.read.text.find("=", one.end)
    found = quantities(answer.read.text[sign + 1 :], habit=answer.habit) if sign > 0 else ()
    return bool(found) and found[0].dimension == one.quantity.dimension
