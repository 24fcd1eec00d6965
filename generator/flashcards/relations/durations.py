"""Times told in two units, `4 h 30 min`, or with colons, `1:45:29`, `6:26 per mile`, as one quantity.

The reader of numbers tells parts apart, for each may be marked by itself; a relation needs the whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from flashcards import patterns as re
from flashcards.quantities import Dimension, Quantity, Reading, Unit, unit_named

SEPARATOR = " + "
"""Between the names of the units of a composed quantity: no unit of one kind has it in its name."""

_SMALLER = {"d": ("h", 24), "h": ("min", 60), "min": ("s", 60)}
_TIME = (("second", 1),)
_BETWEEN = re.compile(r"[ \u00a0]?(?:,? (?:and|und|et|y|e) )?[ \u00a0]?")
# `1 h 30`, `3 min 45`: two digits alone behind a unit are of the next smaller one.
_ALONE = re.compile(r"\d\d")
_SHORT = re.compile(r"[\d\s\u00a0]+(?:h|min)")
# `1:45:29`, with one digit before the first colon, which no time of day has; `6:26 per mile`.
_CLOCK = re.compile(
    r"(?<![\d:.])(?P<h>\d):(?P<m>[0-5]\d):(?P<s>[0-5]\d)(?![\d:])|"
    r"(?<![\d:.])(?P<min>\d{1,2}):(?P<sec>[0-5]\d)(?= ?(?:min\b|/ ?km\b|/ ?mi\b|per (?:km|kilomet|mile)))"
)
# What each of these holds; asked first, for a sentence may have a colon of another kind.
_COLON = re.compile(r"[0-9]:[0-5]")
_PACE = re.compile(
    r" ?(?:min(?:utes)? ?)?(?:/ ?|per )(?P<of>km|kilomet(?:er|re)|mile|mi)(?![^\W\d_])| ?min(?![^\W\d_/])"
)


FEWEST_PARTS = 2
"""Of a time in two units."""


def is_composed(quantity: Quantity) -> bool:
    """Whether a quantity is told in several units."""
    return SEPARATOR in quantity.unit.name


def joined(found: Sequence[Quantity], text: str) -> tuple[Quantity, ...]:
    """The quantities of a text, with those that are one in two units joined."""
    made = [*_clocks(text)] if _COLON.search(text) else []
    if not made and len(found) < FEWEST_PARTS:
        return tuple(found)
    kept = [q for q in found if not any(c.start < q.end and q.start < c.end for c in made)]
    parts: list[Quantity] = []
    for one in kept:
        whole = _whole(parts[-1], one, text) if parts else None
        if whole is not None:
            parts[-1] = whole
        else:
            parts.append(one)
    if len(parts) == len(found) and not made:
        return tuple(found)
    ordered = sorted((*parts, *made), key=lambda one: one.start)
    return tuple(replace(one, id=at) for at, one in enumerate(ordered))


def _whole(first: Quantity, second: Quantity, text: str) -> Quantity | None:
    name, most = _SMALLER.get(first.unit.name, ("", 0))
    if not most or first.range or second.range or first.value.denominator != 1:
        return None
    if not _BETWEEN.fullmatch(text[first.end : second.start]):
        return None
    alone = not second.unit.name and _ALONE.fullmatch(second.text) and _SHORT.fullmatch(first.text)
    if second.unit.name != name and not alone:
        return None
    if alone and text[second.end : second.end + 1] not in {"", " ", ".", ",", ";", ")", ":", "\n"}:
        return None
    # Eighty minutes behind an hour are an error of their own, and read as they stand.
    if not 0 <= second.value < 100 or second.value.denominator != 1 or first.value < 0:
        return None
    small = first.readings[0].factor / most
    seconds = first.readings[0].value + second.value * small
    return _composed(
        text,
        (first.start, second.end),
        (first.number_start, second.number_end),
        f"{first.unit.name}{SEPARATOR}{name}",
        value=seconds,
        factor=first.readings[0].factor,
        step=small,
        hedged=first.hedged,
    )


def _clocks(text: str) -> list[Quantity]:
    made: list[Quantity] = []
    for found in _CLOCK.finditer(text):
        numbers = (found.start(), found.end())
        if found["h"]:
            seconds = int(found["h"]) * 3600 + int(found["m"]) * 60 + int(found["s"])
            name, unit, end = f"h{SEPARATOR}min{SEPARATOR}s", Fraction(3600), found.end()
            made.append(
                _composed(
                    text,
                    numbers,
                    numbers,
                    name,
                    value=Fraction(seconds),
                    factor=unit,
                    step=Fraction(1),
                )
            )
            continue
        behind = _PACE.match(text, found.end())
        if behind is None:
            continue
        seconds = int(found["min"]) * 60 + int(found["sec"])
        end = behind.end()
        name, per = f"min{SEPARATOR}s", Fraction(1)
        dimension: Dimension = _TIME
        if behind["of"]:
            named = "min/mi" if behind["of"].startswith("mi") else "min/km"
            (unit_of, *_) = unit_named(named) or (Unit(),)
            if not unit_of.name:
                continue
            dimension, per = unit_of.dimension, unit_of.factors[0] / 60
            name = f"{name} {named}"
        made.append(
            _composed(
                text,
                (found.start(), end),
                numbers,
                name,
                value=Fraction(seconds) * per,
                factor=60 * per,
                step=per,
                dimension=dimension,
            )
        )
    return made


def _composed(
    text: str,
    span: tuple[int, int],
    numbers: tuple[int, int],
    name: str,
    *,
    value: Fraction,
    factor: Fraction,
    step: Fraction,
    hedged: bool = False,
    dimension: Dimension = _TIME,
) -> Quantity:
    return Quantity(
        id=0,
        text=text[span[0] : span[1]],
        start=span[0],
        end=span[1],
        number_start=numbers[0],
        number_end=numbers[1],
        value=value / factor,
        step=step / factor,
        unit=Unit(name=name, dimension=dimension, factors=(factor,)),
        readings=(
            Reading(
                value=value,
                high=value,
                dimension=dimension,
                written=value / factor,
                factor=factor,
                step=step,
            ),
        ),
        hedged=hedged,
    )


_DIGITS = re.compile(r"\d+")


def written(value: Fraction, said: Quantity) -> str:
    """A value in base units as a composed quantity is written: `4 h 30 min`."""
    taken = said.readings[0]
    parts = _DIGITS.findall(said.text)[: said.unit.name.count(SEPARATOR) + 1]
    smallest = int(abs(value) / taken.step + Fraction(1, 2))
    sizes = [_base(said.unit.name)] * (len(parts) - 1)
    numbers: list[int] = []
    for size in reversed(sizes):
        smallest, rest = divmod(smallest, size)
        numbers.append(rest)
    numbers.append(smallest)
    fresh = iter(reversed(numbers))
    colons = ":" in said.text

    def number(found: re.Match[str]) -> str:
        one = next(fresh, None)
        if one is None:
            return found[0]
        padded = found.start() > 0 and (colons or not said.text[found.end() :].strip())
        return f"{one:02d}" if padded else str(one)

    return _DIGITS.sub(number, said.text)


def _base(name: str) -> int:
    return 24 if name.startswith("d ") else 60


def is_decimal_slip(right: Fraction, said: Quantity) -> bool:
    """Whether decimals of the larger unit were read as the smaller one: 4.5 h as 4 h 50 min."""
    taken = said.readings[0]
    whole, part = divmod(right / taken.factor, 1)
    stated, small = divmod(taken.value, taken.factor)
    shown = small / taken.step
    if whole != stated:
        # 4 h 80 min are read as 5 h 20 min
        stated, shown = stated - 1, shown + _base(said.unit.name)
    digits = {int(part * 100 + Fraction(1, 2)), int(part * 10 + Fraction(1, 2)) * 10}
    return whole == stated and shown in digits
