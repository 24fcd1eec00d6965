"""The forms of one number of a row from others, and how a cell fits what they give."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import lru_cache

from flashcards import patterns as re
from flashcards.relations.shapes import Ends
from flashcards.relations.tables.grid import Cell, Sheet
from flashcards.values import dataclass

# Words of a head that name a relation, so that few forms need to be tried.
CUES = re.compile(
    r"%|\b(?:share|percent\w*|pct|anteil|proportion|fraction|part|speed-?ups?|vs\.?|against|relative|ratio|factor|"
    r"savings?|saved|change|growth|per|total|sum|compared|times|margin|mark-?up|discount|increase|decrease|yield|"
    r"efficiency|loss|gain|error|density)\b|×",
    re.IGNORECASE,
)

CHANCE = 0.002
"""The greatest chance of a coincidence at which a relation of columns is believed."""

CHANCE_OF_CUE = 0.02
"""The same where the head names the relation."""

CERTAIN = 1e-6
"""The chance below which any deviation from a relation of columns refutes."""

CONVERSION = 0.2
"""How much less it takes to believe that a column is another in a different unit."""

FEWEST_ROWS = 3

PROPORTIONAL = "k × a"

Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """A form of one or two columns, up to a constant factor where `free`."""

    text: str
    arity: int
    of: Callable[..., float]
    free: bool = False
    weight: float = 1
    powers: tuple[int, ...] = ()
    """Of what its inputs measure, where its value measures their product; () where that is open."""
    stated: bool = False
    """Whether the document itself states it, with names of its own."""


_TENS = (1.0, 100.0, 0.01, 1e3, 1e-3, 1e6, 1e-6, 1e9, 1e-9)
_OF_TIME = (60.0, 1 / 60, 3600.0, 1 / 3600)
_OF_BITS = (8.0, 0.125, 1024.0, 1 / 1024, 1024.0**2, 1024.0**-2, 1024.0**3, 1024.0**-3)
SCALES = (*_TENS, *_OF_TIME, *_OF_BITS)
"""Constant factors between columns whose units differ in name only."""

# Heads of columns that tell of times, and of bits.
_TIMES = re.compile(
    r"(?:\b|_)(?:s|sec\w*|min\w*|h|hours?|hrs?|time\w*|rate|speed|rpm|bpm|zeit\w*|stunden?|sekunden?|temps|heures?|"
    r"tiempo|horas?|segundos?|tempo)(?:\b|_)|/",
    re.IGNORECASE,
)
_BITS = re.compile(r"bit|byte|[KMGT]i?B\b|[kKMGT]i?b\b|memory|size|speicher|octet", re.IGNORECASE)

FORMS: tuple[Form, ...] = (
    Form("k × a", 1, lambda a: a, free=True),
    Form("a + k", 1, lambda a: a),
    Form("k / a", 1, lambda a: 1 / a, free=True, weight=2),
    Form("k × (1 − a)", 1, lambda a: 1 - a if 0 < a < 1 else math.nan, free=True, weight=2),
    Form("k × a²", 1, lambda a: a * a, free=True, weight=4),
    Form("log2 a", 1, math.log2, weight=3),
    Form("log10 a", 1, math.log10, weight=4),
    Form("−log10 a", 1, lambda a: -math.log10(a), weight=4),
    Form("2^a", 1, lambda a: 2.0**a, weight=3),
    Form("2^(a/2)", 1, lambda a: 2.0 ** (a / 2), weight=4),
    Form("√a", 1, math.sqrt, weight=4),
    Form("a × b", 2, lambda a, b: a * b, powers=(1, 1)),
    Form("a / b", 2, lambda a, b: a / b, powers=(1, -1)),
    Form("a + b", 2, lambda a, b: a + b),
    Form("a − b", 2, lambda a, b: a - b),
    Form("(a − b) / a", 2, lambda a, b: (a - b) / a, weight=2),
    Form("(a − b) / b", 2, lambda a, b: (a - b) / b, weight=2),
    Form("a / (a + b)", 2, lambda a, b: a / (a + b), weight=2),
    Form("k × a × b", 2, lambda a, b: a * b, free=True, weight=4),
    Form("k × a / b", 2, lambda a, b: a / b, free=True, weight=4),
    Form("k / a²", 1, lambda a: 1 / (a * a), free=True, weight=5),
    Form("k × √a", 1, math.sqrt, free=True, weight=5),
    Form("k × a³", 1, lambda a: a**3, free=True, weight=5),
    Form("1 − e^−a", 1, lambda a: 1 - math.exp(-a), weight=4),
    Form("e^−a", 1, lambda a: math.exp(-a), weight=4),
    Form("1 − 1 / a", 1, lambda a: 1 - 1 / a, weight=4),
    Form("k × a / (a + b)", 2, lambda a, b: a / (a + b), free=True, weight=5),
    Form("k × a² × b", 2, lambda a, b: a * a * b, free=True, weight=6),
    Form("k × a² / b", 2, lambda a, b: a * a / b, free=True, weight=6),
    Form("a × b / (a + b)", 2, lambda a, b: a * b / (a + b), weight=4),
    Form("√(a² + b²)", 2, math.hypot, weight=3),
)


def rows_of(sheet: Sheet, body: Sequence[int], columns: Sequence[int]) -> list[Row]:
    """The cells of some columns, in the rows where each of them has one."""
    found = []
    for index in body:
        cells = [sheet.cells[index][c] for c in columns]
        if all(cell is not None for cell in cells):
            found.append(tuple(cell for cell in cells if cell is not None))
    return found


SYMMETRIC = frozenset(("a × b", "a + b", "k × a × b", "√(a² + b²)", "a × b × c", "a × b / c", "(a + b) × c",
                       "k × a × b × c", "k × a × b / c",
                       "(a + b) / c", "a × b / 2", "a + b − c", "a × b × (1 − c)", "a × b × (1 + c)"))  # fmt: skip
"""Forms of which the first two inputs may change places."""


def fits(cell: Cell, value: Sequence[float]) -> bool:
    """Whether a cell may be one of the values between two ends."""
    return cell.result.fits((value[0], value[1], value[2]), 0, implied=False) or (
        len(cell.result.ends) > 1
        and cell.result.fits((value[0], value[1], value[2]), 1, implied=False)
    )


def width(cell: Cell) -> float:
    """The chance that an unrelated value fits a cell."""
    return min(0.5, cell.result.width)


def surprise(cell: Cell, ends: Sequence[float]) -> float:
    """The chance that an unrelated value fits a cell as well as one between two ends.

    What is met to the digit tells as much as its digits; else, where the ends are apart, no more
    than what it follows from is precise.
    """
    low, middle, high = ends
    met = cell.result.surprise((middle, middle, middle), 0)
    if met < cell.result.width or not middle:
        return min(0.5, met)
    return min(0.5, max(met, abs(high - low) / abs(middle)))


def computer(
    form: Form, inputs: Sequence[Cell], factor: float, shift: float
) -> Callable[[dict[int, float]], float]:
    """A form with its constants, as a function of values that differ from the cells'."""

    def compute(changed: dict[int, float]) -> float:
        return form.of(*(changed.get(id(c), scale_of(form, c)[1]) for c in inputs)) * factor + shift

    return compute


_COUNTS = ("log", "2^")


def scale_of(form: Form, cell: Cell) -> Ends:
    """A cell as a form takes it: logarithms and exponents take the number, not base units."""
    if cell.input.bare is not None and any(word in form.text for word in _COUNTS):
        return cell.input.bare
    return cell.low, cell.mid, cell.high


def scales_of(heads: Sequence[str]) -> tuple[float, ...]:
    """Factors between units that heads may leave unsaid."""
    return _scales_of(" ".join(heads))


@lru_cache(maxsize=1024)  # asked for each form that is tried on the columns
def _scales_of(text: str) -> tuple[float, ...]:
    of_time = _OF_TIME if _TIMES.search(text) else ()
    return (*_TENS, *of_time, *(_OF_BITS if _BITS.search(text) else ()))
