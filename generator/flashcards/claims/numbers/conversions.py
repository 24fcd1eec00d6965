"""A quantity said again in another unit: `400 seconds (6.7 min)`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from flashcards.claims.numbers.claim import Claim, Verdict
from flashcards.claims.numbers.equations import Line
from flashcards.claims.numbers.spans import in_unit_of, reaches, readings, span
from flashcards.claims.numbers.stated import QUANTITY, Stated, is_share, stated
from flashcards.claims.numbers.units import BYTES
from flashcards.model import Document, Question

RULE = "conversion"

_PAREN = re.compile(
    r"\d\s?[A-Za-zµμ/]{0,12}\s{1,4}\((?:[=≈~]|or |about |i\.e\. |aka )?\s?(?=[~≈\d.])"
)
_LONGEST = 2000
_OFF = Fraction(5, 2)
"""Further apart than this two quantities are two things, unless a prefix was mistaken."""

_SLIPS = tuple(Fraction(n) for n in (8, 1000, 1024, 10**6, 2**20))


def conversions(
    _document: Document, _question: Question | None, lines: Sequence[Line]
) -> Iterator[Claim]:
    """Every quantity that is repeated in parentheses in another unit."""
    for number, text in lines:
        if "(" not in text or len(text) > _LONGEST:
            continue
        for found in _PAREN.finditer(text):
            inside = _quantity_at(text, found.end())
            if inside is None or text[inside.end : inside.end + 1] != ")":
                continue
            said = _quantity_before(text, text.rindex("(", found.start(), found.end()))
            if said is not None and _is_conversion(said, inside):
                yield from _claim(number, said, inside)


def _quantity_at(text: str, at: int) -> Stated | None:
    match = QUANTITY.match(text, at)
    return stated(match, text) if match else None


def _quantity_before(text: str, end: int) -> Stated | None:
    """The quantity that ends right before a parenthesis."""
    start = max(0, end - 40)
    for match in QUANTITY.finditer(text, start, end):
        if not text[match.end() : end].strip() and (match.start() > start or not start):
            return stated(match, text)
    return None


def _is_conversion(said: Stated, inside: Stated) -> bool:
    one, other = said.unit, inside.unit
    if one is None or other is None or one.dimension != other.dimension:
        return False
    return one.readings != other.readings and not is_share(one.dimension)


def _claim(line: int, said: Stated, inside: Stated) -> Iterator[Claim]:
    agree = any(
        reaches(inside, span(said, reading)) or reaches(said, span(inside, reading))
        for reading in readings(said, inside)
    )
    value = said.low * said.scales[0]
    if not agree and not _is_meant(value, inside.low * inside.scales[0], said, inside):
        return
    expected = in_unit_of(value, inside)
    yield Claim(
        line=line,
        rule=RULE,
        stated=inside.text,
        verdict=Verdict.RIGHT if agree else Verdict.WRONG,
        expected=expected,
        how=f"{said.text} = {expected}",
    )


def _is_meant(one: Fraction, other: Fraction, said: Stated, inside: Stated) -> bool:
    """Whether two unequal quantities were meant as one: near each other, or off by a prefix."""
    if not one or not other or said.low != said.high or inside.low != inside.high:
        return False
    if _is_rate_of_line(said) != _is_rate_of_line(inside):
        return False  # 1 Gbps, 100 MB/s of it for use
    ratio = max(one, other) / min(one, other)
    slipped = any(abs(ratio / slip - 1) <= Fraction(1, 20) for slip in _SLIPS)
    return ratio <= _OFF or (slipped and said.dimension == BYTES)  # not `2 s (2 ms)`: mean, spread


def _is_rate_of_line(said: Stated) -> bool:
    """Whether it is in bits a second: what a line carries, of which less is of use."""
    name = said.unit.name if said.unit else ""
    return "bps" in name or "bit/s" in name
