"""Formulas in symbols that stand above a table, as functions of its columns.

`E = N(1 − (1 − k/N)^T). For N = 128 and k = 8:` above columns `T` and `Touched`: a symbol has the value that the
text gives it, or stands in the head of a column. Which column follows is told by the rows that fit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice

from flashcards import patterns as re
from flashcards.quantities import Habit, Quantity
from flashcards.relations.followed import name_before
from flashcards.relations.passages import Passage
from flashcards.relations.symbolic import Symbolic, symbolics
from flashcards.relations.tables.forms import Form
from flashcards.relations.tables.grid import Sheet

MOST_ABOVE = 6
"""Passages above a table that are asked for formulas, the nearest first."""

MOST_FORMULAS = 6

# The symbol that a head begins with: `T`, `t (s)`, `v in m/s`, `λ [nm]`.
_SYMBOL = re.compile(
    r"\W{0,2}([^\W\d_](?:_\w{1,3}|[₀-₉]{1,2}|\d)?)(?=$|\s*[,(\[]|\s(?:in|en|em)\s)"
)


def symbolic_forms(
    sheet: Sheet, above: Sequence[Passage], habit: Habit, columns: Sequence[int], target: int
) -> Iterator[tuple[Form, tuple[int, ...], int]]:
    """The formulas above a table whose symbols its heads or the text tell, with their columns.

    Args:
        sheet: the table.
        above: passages before it in its section, the nearest first.
        habit: its decimal sign.
        columns: those that hold numbers, without the target.
        target: the column that may follow.
    """
    heads = {
        symbol[1]: column
        for column in range(sheet.width or len(sheet.heads))
        if (symbol := _SYMBOL.match(sheet.heads[column])) is not None
    }
    if not heads:
        return
    passages = above[:MOST_ABOVE]
    given: dict[str, Quantity] = {}
    for passage in passages:
        for one in passage.quantities:
            if name := name_before(passage.text, one):
                given.setdefault(name, one)
    found = (
        formula for passage in passages for formula in symbolics(passage.text, habit, given=given)
    )
    for formula in islice(found, MOST_FORMULAS):
        free = [name for name in formula.names if name in heads]
        picked = tuple(heads[name] for name in free)
        told = {name: given[name] for name in formula.names if name not in heads and name in given}
        if not free or len(free) + len(told) < len(formula.names) or target in picked:
            continue
        if set(picked) <= set(columns):
            for values in _readings(told):
                of = _of(formula, free, values)
                yield Form(formula.text.strip(), len(free), of, stated=True), picked, 1


def _readings(told: Mapping[str, Quantity]) -> list[dict[str, float]]:
    """Values of symbols, in base units and as they are written."""
    base = {name: float(one.readings[0].value) for name, one in told.items()}
    written = {name: float(one.value) for name, one in told.items()}
    return [base] if base == written else [base, written]


def _of(
    formula: Symbolic, free: Sequence[str], values: Mapping[str, float]
) -> Callable[..., float]:
    def of(*numbers: float) -> float:
        try:
            return formula.value({**values, **dict(zip(free, numbers, strict=True))})
        except TypeError as error:  # a root of less than nought
            raise ValueError from error

    return of
