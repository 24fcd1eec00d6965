"""Columns computed with what stands beside a table: numbers of its caption and labels, and formulas.

`At $0.08 a minute` above a table is a constant of its rows, `Q1 (90 days)` a column of their own; a formula above,
`s = √(x² + y²)`, takes its symbols from columns. Each is believed by the rows that fit, as columns are.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice, permutations, product
from typing import TYPE_CHECKING

from flashcards import patterns as re
from flashcards.quantities import Habit, Quantity, quantities
from flashcards.relations.expression import (
    Constant,
    Expression,
    Function,
    Name,
    Number,
    Operation,
)
from flashcards.relations.passages import Passage
from flashcards.relations.results import result_of
from flashcards.relations.shapes import exactly, input_of
from flashcards.relations.tables.forms import SYMMETRIC, Form
from flashcards.relations.tables.grid import Cell, Sheet
from flashcards.tree import NOWHERE

if TYPE_CHECKING:
    from flashcards.relations.stated import Formula

MOST_GIVEN = 6
"""Numbers above a table that may be constants of its rows."""

MOST_ABOVE = 3
"""Passages above a table that are asked, the nearest first."""

MOST_PARTS = 8
MOST_WAYS = 240
"""Ways to give the symbols of a formula their columns."""

SMALL = 12
"""A bare number up to this one is in every text."""


def widened(sheet: Sheet, context: Sequence[Passage], habit: Habit) -> Sheet:
    """A table with a column for each number that stands beside it, behind its own."""
    own = {
        (cell.quantity.value, cell.input.dimension) for row in sheet.cells for cell in row if cell
    }
    columns: list[tuple[str, list[Cell | None]]] = []
    if sum(cell is not None for cell in sheet.named) > 1:
        width = len(sheet.heads)
        # The number of a label is given as much as one above the table: neither is a suspect.
        named = [
            replace(cell, column=width, span=NOWHERE) if cell else None for cell in sheet.named
        ]
        columns.append((sheet.heads[0], named))
    for one in constants(sheet, context, habit):
        if (one.value, input_of(one).dimension) in own and not one.unit.dimension:
            continue
        at = len(sheet.heads) + len(columns)
        cells: list[Cell | None] = [_constant(one, row, at) for row in range(len(sheet.cells))]
        columns.append((one.text, cells))
    return replace(
        sheet,
        heads=(*sheet.heads, *(head for head, _ in columns)),
        cells=tuple(
            (*row, *(cells[at] for _, cells in columns)) for at, row in enumerate(sheet.cells)
        ),
        width=len(sheet.heads),
    )


def constants(sheet: Sheet, context: Sequence[Passage], habit: Habit) -> list[Quantity]:
    """Numbers of the heads and of the text above a table, each once, the nearest first."""
    found: dict[tuple[object, object], Quantity] = {}
    heads = [
        one
        for head in sheet.heads
        if any(map(str.isdigit, head))
        for one in quantities(head, habit=habit)
    ]
    above = [one for passage in context[:MOST_ABOVE] for one in passage.quantities]
    for one in (*heads, *above):
        bare = not one.unit.dimension and not one.unit.name
        if one.range is not None or not one.value or one.value == 1 or one.readings[0].offset:
            continue
        if bare and one.value.denominator == 1 and abs(one.value) <= SMALL:
            continue
        found.setdefault((one.value, one.unit.name), one)
    return list(islice(found.values(), MOST_GIVEN))


def _constant(one: Quantity, row: int, column: int) -> Cell:
    taken = exactly(input_of(one))
    value = taken.readings[0][1]
    return Cell(
        one.text, one, one, taken, result_of(one), NOWHERE, row, column, value, value, value
    )


# --- formulas --------------------------------------------------------------------------------


def formula_forms(
    sheet: Sheet,
    context: Sequence[Passage],
    habit: Habit,
    columns: Sequence[int],
    target: int,
) -> Iterator[tuple[Form, tuple[int, ...], int]]:
    """The formulas above a table, each with columns for its symbols, and how many ways there are."""
    heads = [sheet.heads[column].casefold() for column in range(len(sheet.heads))]
    for passage in context[:MOST_ABOVE]:
        for formula in _formulas(passage.text, habit):
            if len(formula.names) > len(columns):
                continue
            of = compiled(formula.tree, formula.names)
            if of is None:
                continue
            told = [
                [c for c in columns if _says(heads[c], name)] or list(columns)
                for name in formula.names
            ]
            ways = [
                picked
                for picked in islice(product(*told), MOST_WAYS)
                if len(set(picked)) == len(picked) and target not in picked
            ]
            for picked in ways:
                text = formula.text.strip()
                form = Form(text, len(picked), of, stated=True)
                yield form, picked, len(ways)


# Words, and stops between clauses, that end a formula of letters: `½(1 + 1/(1 − α)) for a hit and …`.
_WORDS = re.compile(
    r"(?<![^\W\d_])(?!(?:sqrt|log|ln|exp|sin|cos|tan|ceil|floor)(?![^\W\d_]))[^\W\d_]{2,}|[,;:.](?=\s|$)"
)
# Signs of which a formula has one, beside a letter.
_SIGNS = re.compile(r"[-+−×·*/÷^√²³]")


def _formulas(text: str, habit: Habit) -> Iterator[Formula]:
    """The formulas of a text, in words and in letters."""
    from flashcards.relations.stated import formulas_in

    if not _SIGNS.search(text):
        return
    seen: set[str] = set()
    parts = [one for one in _WORDS.split(text) if one and _SIGNS.search(one)]
    for part in (text, *parts[:MOST_PARTS]):
        for formula in formulas_in(part.strip(), habit):
            if formula.text not in seen:
                seen.add(formula.text)
                yield formula


def _says(head: str, name: str) -> bool:
    """Whether the head of a column names a symbol or a word of a formula."""
    words = head.replace("(", " ").replace(")", " ").replace("_", " ").split()
    return name.casefold() in words or any(
        len(word) > 3 and word in words for word in name.casefold().split()
    )


Numbers = Callable[..., float]


def compiled(tree: Expression, names: Sequence[str]) -> Numbers | None:
    """A tree as a function of its symbols in order; None where it computes what floats do not."""
    places = {name: at for at, name in enumerate(names)}

    def made(node: Expression) -> Callable[[Sequence[float]], float] | None:
        match node:
            case Number(quantity):
                value = float(quantity.readings[0].value)
                return lambda _: value
            case Constant(exact):
                number = float(exact)
                return lambda _: number
            case Name(name):
                at = places[name]
                return lambda given: given[at]
            case Function(name, part):
                inner, function = made(part), _FUNCTIONS.get(name)
                if inner is None or function is None:
                    return None
                return lambda given: function(inner(given))
            case Operation(sign, left, right):
                one, other, operator = made(left), made(right), _OPERATORS.get(sign)
                if one is None or other is None or operator is None:
                    return None
                return lambda given: operator(one(given), other(given))

    whole = made(tree)
    return None if whole is None else lambda *given: whole(given)


_CLOSE = 1e-9


def _power(base: float, exponent: float) -> float:
    if abs(exponent) > 1000:
        raise OverflowError
    if base < 0:
        raise ArithmeticError
    return float(base**exponent)


_OPERATORS: dict[str, Callable[[float, float], float]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "^": _power,
}
_FUNCTIONS: dict[str, Callable[[float], float]] = {
    "neg": lambda x: -x, "abs": abs, "sqrt": math.sqrt, "ln": math.log, "log": math.log10,
    "log10": math.log10, "log2": math.log2, "exp": math.exp, "sin": math.sin, "cos": math.cos,
    "tan": math.tan, "arcsin": math.asin, "arccos": math.acos, "arctan": math.atan,
    "ceil": lambda x: float(math.ceil(x - _CLOSE)), "floor": lambda x: float(math.floor(x + _CLOSE)),
}  # fmt: skip


# --- forms with what is given ----------------------------------------------------------------


def _part(p: float) -> float:
    return p if 0 < p < 1 else math.nan


PAIRS: tuple[Form, ...] = (
    Form("a × b", 2, lambda a, b: a * b, powers=(1, 1)),
    Form("a / b", 2, lambda a, b: a / b, powers=(1, -1)),
    Form("a + b", 2, lambda a, b: a + b, weight=2),
    Form("a − b", 2, lambda a, b: a - b, weight=2),
    Form("(a − b) / a", 2, lambda a, b: (a - b) / a, weight=3),
    Form("(a − b) / b", 2, lambda a, b: (a - b) / b, weight=3),
    Form("a / (a + b)", 2, lambda a, b: a / (a + b), weight=3),
    Form("a × (1 − b)", 2, lambda a, b: a * (1 - _part(b)), weight=3),
    Form("a × (1 + b)", 2, lambda a, b: a * (1 + _part(b)), weight=3),
    Form("a / (1 − b)", 2, lambda a, b: a / (1 - _part(b)), weight=4),
    Form("a² / (2 × b)", 2, lambda a, b: a * a / (2 * b), weight=5, powers=(2, -1)),
    Form("a × b / 2", 2, lambda a, b: a * b / 2, weight=4, powers=(1, 1)),
    Form("a × b² / 2", 2, lambda a, b: a * b * b / 2, weight=5, powers=(1, 2)),
    Form("a × b²", 2, lambda a, b: a * b * b, weight=5, powers=(1, 2)),
    Form("a² / b", 2, lambda a, b: a * a / b, weight=5, powers=(2, -1)),
    Form("a^b", 2, _power, weight=5),
    Form("(1 − a)^b", 2, lambda a, b: _power(1 - _part(a), b), weight=6),
    Form("1 − (1 − a)^b", 2, lambda a, b: 1 - _power(1 - _part(a), b), weight=6),
    Form("(1 + a)^b", 2, lambda a, b: _power(1 + _part(a), b), weight=6),
)

TRIPLES: tuple[Form, ...] = (
    Form("a × b × c", 3, lambda a, b, c: a * b * c, powers=(1, 1, 1)),
    Form("a × b / c", 3, lambda a, b, c: a * b / c, powers=(1, 1, -1)),
    Form("a / (b × c)", 3, lambda a, b, c: a / (b * c), powers=(1, -1, -1)),
    Form("a + b × c", 3, lambda a, b, c: a + b * c, weight=2),
    Form("a − b × c", 3, lambda a, b, c: a - b * c, weight=2),
    Form("(a + b) × c", 3, lambda a, b, c: (a + b) * c, weight=3),
    Form("(a − b) × c", 3, lambda a, b, c: (a - b) * c, weight=2),
    Form("(a − b) / c", 3, lambda a, b, c: (a - b) / c, weight=2),
    Form("(a + b) / c", 3, lambda a, b, c: (a + b) / c, weight=3),
    Form("a × b × (1 − c)", 3, lambda a, b, c: a * b * (1 - _part(c)), weight=3),
    Form("a × b × (1 + c)", 3, lambda a, b, c: a * b * (1 + _part(c)), weight=3),
    Form("a × (1 + b)^c", 3, lambda a, b, c: a * _power(1 + _part(b), c), weight=4),
    Form("a × (1 − b)^c", 3, lambda a, b, c: a * _power(1 - _part(b), c), weight=4),
    Form("a + b − c", 3, lambda a, b, c: a + b - c, weight=3),
    Form("k × a × b × c", 3, lambda a, b, c: a * b * c, free=True, weight=4),
    Form("k × a × b / c", 3, lambda a, b, c: a * b / c, free=True, weight=5),
)
"""Forms with numbers beside a table; of the first two inputs of a product the order is one."""

BESIDE = tuple(sorted((*PAIRS, *TRIPLES), key=lambda one: (one.arity, one.weight)))
"""The same, the simplest first."""


def picks(form: Form, own: Sequence[int], given: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Columns for a form of which one is the table's own; of two, one is given."""
    for picked in permutations((*own, *given), form.arity):
        if form.text in SYMMETRIC and picked[0] > picked[1]:
            continue
        few = sum(one in given for one in picked)
        if few < form.arity and (few or form.arity > 2):
            yield picked
