"""Tables of probabilities at several temperatures, against the logits that the question gives."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from flashcards.claims.numbers.claim import Ask, AskSoftmax, Claim, Verdict, plain
from flashcards.claims.numbers.grids import Grid, grids
from flashcards.claims.numbers.logits import (
    TEMPERATURE,
    VECTOR,
    Logits,
    given_logits,
    probabilities,
    temperature_of,
)
from flashcards.claims.numbers.page import Line
from flashcards.claims.numbers.stated import PERCENT, Stated, leading, quantities
from flashcards.document import Document, Question
from flashcards.quantities import NUMBER

RULE = "softmax"

_LONGEST = 1000
_FAR = 0.2
"""Off by more than this, a distribution is of other logits, or of what a filter left of them."""


def softmax_tables(
    _document: Document, _question: Question | None, lines: Sequence[Line]
) -> Iterator[Claim]:
    """Every probability in a table or list whose logits and temperature are known."""
    given = given_logits(lines)
    if not given:
        return
    for grid in grids(lines):
        yield from _of_grid(grid, given)
    for number, text in lines:
        if "[" in text and len(text) < _LONGEST and (found := TEMPERATURE.search(text)):
            yield from _of_line(number, text, found, given)


# --- tables -----------------------------------------------------------------------------------


def _of_grid(grid: Grid, given: Sequence[Logits]) -> Iterator[Claim]:
    columns = {
        n: t for n, cell in enumerate(grid.header) if n and (t := temperature_of(cell)) is not None
    }
    if columns:
        logits = _fitting(given, [row.cells[0] for row in grid.rows])
        for column, temperature in columns.items():
            cells = [(row.line, _cell(row.cells, column)) for row in grid.rows]
            if logits:
                yield from _of_vector(cells, logits, temperature)
        return
    logits = _fitting(given, grid.header[1:])
    for row in grid.rows:
        at = temperature_of(row.cells[0]) if row.cells else None
        if logits and at is not None:
            cells = [(row.line, _cell(row.cells, n)) for n in range(1, len(grid.header))]
            yield from _of_vector(cells, logits, at)


def _cell(cells: Sequence[str], column: int) -> Stated | None:
    return leading(cells[column]) if column < len(cells) else None


def _fitting(given: Sequence[Logits], names: Sequence[str]) -> list[Logits]:
    """The logits that a table with those rows or columns may be of, in its order."""
    found: list[Logits] = []
    for one in given:
        if len(names) != len(one.values):
            continue
        places = {token.casefold(): n for n, token in enumerate(one.tokens)}
        order = [places.get(name.strip(" '\"`").casefold(), -1) for name in names]
        if places and sorted(order) == list(range(len(names))):
            found.append(Logits(tuple(one.values[n] for n in order), tuple(names)))
        else:
            found.append(one)
    return found


# --- lines ------------------------------------------------------------------------------------


def _of_line(
    number: int, text: str, found: re.Match[str], given: Sequence[Logits]
) -> Iterator[Claim]:
    """`T = 0.5: [0.84, 0.11, 0.04, 0.02]`."""
    vectors = [one for one in VECTOR.finditer(text) if one.start() > found.end()]
    temperature = temperature_of(found[0])
    if len(vectors) != 1 or temperature is None:
        return
    inside = text[: vectors[0].end(1)]
    cells = [(number, one) for one in quantities(inside) if one.start >= vectors[0].start(1)]
    logits = [one for one in given if len(one.values) == len(cells)]
    if logits:
        yield from _of_vector(cells, logits, temperature)


# --- both -------------------------------------------------------------------------------------


def _of_vector(
    cells: Sequence[tuple[int, Stated | None]], logits: Sequence[Logits], temperature: float
) -> Iterator[Claim]:
    """Probabilities of all tokens at a temperature, of the logits that fit them best."""
    said = [one for _, one in cells if one]
    if len(said) != len(cells) or not _is_distribution(said):
        return
    best, agree, true = max(
        (_compared(said, one, temperature) for one in logits), key=lambda one: sum(one[1])
    )
    off = (abs(float(one.low) / _whole(said) - p) for one, p in zip(said, true, strict=True))
    if max(off) > _FAR:
        return
    vector = ", ".join(plain(value) for value in best.values[:8])
    ask: Ask = None
    if 0 < temperature < math.inf:
        ask = AskSoftmax(tuple(float(one) for one in best.values), temperature)
    for (line, one), agrees, probability in zip(cells, agree, true, strict=True):
        if one is None:
            continue
        share = one.dimension == PERCENT
        exact = Fraction(probability) * (100 if share else 1)
        yield Claim(
            line=line,
            rule=RULE,
            stated=one.text,
            verdict=Verdict.RIGHT if agrees else Verdict.WRONG,
            expected=plain(exact, _digits(one, exact)) + ("%" if share else ""),
            how=f"softmax([{vector}] / {_shown(temperature)})",
            ask=ask,
        )


def _is_distribution(said: Sequence[Stated]) -> bool:
    """Whether numbers are probabilities: all of one kind, not negative, about 1 together."""
    if len({one.dimension for one in said}) != 1 or said[0].dimension not in (NUMBER, PERCENT):
        return False
    whole = _whole(said)
    together = sum((one.low for one in said), Fraction(0))
    return all(one.low >= 0 for one in said) and abs(together / whole - 1) <= Fraction(1, 10)


def _whole(said: Sequence[Stated]) -> int:
    return 100 if said[0].dimension == PERCENT else 1


def _compared(
    said: Sequence[Stated], logits: Logits, temperature: float
) -> tuple[Logits, list[bool], tuple[float, ...]]:
    true = probabilities(logits.values, temperature)
    agree = [one.means(Fraction(p) * _whole(said)) for one, p in zip(said, true, strict=True)]
    return logits, agree, true


def _digits(said: Stated, exact: Fraction) -> int:
    """One significant digit more than is stated, four at least."""
    if said.step >= Fraction(1, 100) or not exact:
        return 4
    decimals = len(str(said.step.denominator)) - 1
    before = max(0, math.floor(math.log10(abs(exact))) + 1)
    return max(4, before + decimals + 1)


def _shown(temperature: float) -> str:
    return "∞" if temperature == math.inf else f"{temperature:g}"
