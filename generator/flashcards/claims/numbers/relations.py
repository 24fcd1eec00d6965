"""What a column of shares is computed from, found by what most of its rows are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from flashcards.claims.numbers.claim import Claim, Verdict
from flashcards.claims.numbers.spans import Span, exactly, reaches, shown, span
from flashcards.claims.numbers.stated import Stated
from flashcards.claims.numbers.units import PERCENT

RULE = "share"

LEAST = 2
"""Rows that have to agree before others are held against them; two thirds of all as well."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A number that may be computed: its line, and a bound such as `<` before it."""

    line: int
    said: Stated
    bound: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A guess what a column is: for each row its name, what may be, and what is."""

    how: str
    spans: tuple[Span | None, ...]
    exact: tuple[Fraction | None, ...]


Ratio = Callable[[Fraction, Fraction], Fraction]
RATIOS: tuple[tuple[str, Ratio], ...] = (
    ("relative to", lambda value, base: value / base),
    ("more than", lambda value, base: value / base - 1),
    ("less than", lambda value, base: 1 - value / base),
    ("times below", lambda value, base: base / value),
)


def ratios_to(
    values: Sequence[Stated | None], base: Stated, skip: int, how: str, compute: Ratio
) -> Relation:
    """A column in one relation to a base, the row of the base left out."""
    spans: list[Span | None] = []
    exact: list[Fraction | None] = []
    bottom = span(base, to_the_digit=True)
    for index, value in enumerate(values):
        top = span(value, to_the_digit=True) if value else None
        if index == skip or value is None or top is None or bottom.low <= 0 or top.low <= 0:
            spans.append(None)
            exact.append(None)
            continue
        ends = [compute(one, other) for one in _ends(top) for other in _ends(bottom)]
        spans.append(Span(min(ends), max(ends)))
        exact.append(compute(exactly(value).low, exactly(base).low))
    return Relation(how=how, spans=tuple(spans), exact=tuple(exact))


def _ends(one: Span) -> tuple[Fraction, Fraction]:
    return one.low, one.high


def related(cells: Sequence[Cell | None], relations: Sequence[Relation]) -> Iterator[Claim]:
    """The claims of the relation that most rows have; none if it is not clear."""
    fitting = [(relation, agree) for relation in relations if (agree := _fits(cells, relation))]
    for index, cell in enumerate(cells):
        held = [(relation, agree[index]) for relation, agree in fitting]
        decided = [one for one in held if one[1] is not None]
        if cell is None or not decided:
            continue
        relation, agrees = next((one for one in decided if one[1]), decided[0])
        exact = relation.exact[index] or Fraction(0)
        expected = shown(exact * _scale(cell.said), cell.said)
        yield Claim(
            line=cell.line,
            rule=RULE,
            stated=cell.said.text,
            verdict=Verdict.RIGHT if agrees else Verdict.WRONG,
            expected=expected,
            how=f"{expected} {relation.how}",
        )


def _fits(cells: Sequence[Cell | None], relation: Relation) -> list[bool | None]:
    """Row by row whether a relation holds; nothing if it does not for most."""
    agree = [_agrees(cell, true) for cell, true in zip(cells, relation.spans, strict=True)]
    count = sum(one is True for one in agree)
    compared = sum(one is not None for one in agree)
    return agree if count >= LEAST and 3 * count >= 2 * compared else []


def _agrees(cell: Cell | None, true: Span | None) -> bool | None:
    if cell is None or true is None:
        return None
    scaled = true * _scale(cell.said)
    if cell.bound and cell.bound in "<≤":
        return scaled.low <= cell.said.high
    if cell.bound:
        return scaled.high >= cell.said.low
    return reaches(cell.said, scaled)


def _scale(said: Stated) -> Fraction:
    return Fraction(100 if said.dimension == PERCENT else 1)
