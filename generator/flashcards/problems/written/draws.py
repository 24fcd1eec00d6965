"""The parameters of a written problem: lists, ranges and tables to draw from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from flashcards.problems.chance import Chance
from flashcards.problems.written.expression import ExpressionError, expression
from flashcards.values import dataclass

MOST_OPTIONS = 1000


class DrawError(Exception):
    """What is said of a parameter is no way to draw it."""


class Row:
    """A row of a table: its columns are its attributes."""

    __slots__ = ("_columns",)

    def __init__(self, columns: Mapping[str, Any]) -> None:
        self._columns = dict(columns)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name not in self._columns:
            raise AttributeError(name)
        return self._columns[name]

    def __repr__(self) -> str:
        return f"Row({self._columns!r})"


Tables = Mapping[str, Sequence[Any]]
"""Rows by the name of their table."""


@dataclass(frozen=True, slots=True)
class Draw:
    """How one parameter is drawn: one of `options`, or of the list in a column of another's row."""

    name: str
    options: Sequence[Any] = ()
    row: str = ""
    column: str = ""

    def one(self, chance: Chance, drawn: Mapping[str, Any]) -> Any:
        """Its value."""
        options = self.options
        if self.row:
            options = getattr(drawn[self.row], self.column)
        return chance.pick(options)


def value_of(value: object) -> Any:
    """A value of TOML as expressions take it.

    Raises:
        DrawError: it is of a type that they do not take.
    """
    if isinstance(value, bool) or not isinstance(value, int | float | str | list):
        raise DrawError(f"{value!r} is neither a number nor a text")
    if isinstance(value, list):
        return tuple(value_of(one) for one in value)
    if isinstance(value, float):
        if value != value or abs(value) == float("inf"):  # noqa: PLR0124 - not a number
            raise DrawError(f"{value} is no number")
        return Fraction(str(value))
    return value


def draw_of(name: str, said: object, tables: Tables, before: Sequence[str]) -> Draw:
    """How a parameter is drawn.

    Args:
        name: the parameter's.
        said: `[1, 2, 3]`, `{from = 1, to = 9, step = 2}`, `{table = "gpus"}` or a column of a row
            that was drawn before: `{one_of = "gpu.speeds"}`.
        tables: known tables.
        before: parameters drawn before.

    Raises:
        DrawError: none of these.
    """
    match said:
        case list() if said:
            return Draw(name, tuple(value_of(one) for one in said))
        case {"from": low, "to": high, **rest} if rest.keys() <= {"step"}:
            return Draw(name, _range(value_of(low), value_of(high), value_of(rest.get("step", 1))))
        case {"table": str(table), **rest} if rest.keys() <= {"where"}:
            if table not in tables:
                raise DrawError(
                    f"there is no table “{table}”; known: {', '.join(tables) or 'none'}"
                )
            return Draw(name, _chosen(tables[table], rest.get("where")))
        case {"one_of": str(place), **rest} if not rest:
            row, _, column = place.partition(".")
            if row not in before or not column:
                raise DrawError(f"“{place}” is no column of a row drawn before")
            return Draw(name, (), row, column)
    raise DrawError('write a list, {from = 1, to = 9, step = 2} or {table = "name"}')


def _chosen(rows: Sequence[Any], where: object) -> Sequence[Any]:
    """The rows for which a condition on `one` of them holds."""
    if where is None:
        return tuple(rows)
    try:
        condition = expression(str(where))
        found = tuple(row for row in rows if condition.holds({"one": row}))
    except ExpressionError as why:
        raise DrawError(str(why)) from None
    if not found:
        raise DrawError(f"no row has {where}")
    return found


def _range(low: Any, high: Any, step: Any) -> Sequence[Any]:
    if not all(isinstance(end, int | Fraction) for end in (low, high, step)) or step <= 0:
        raise DrawError("a range has numbers, and a step above nought")
    count = int((Fraction(high) - low) // step) + 1
    if not 1 <= count <= MOST_OPTIONS * 100:
        raise DrawError("a range goes from a lower to a higher number, in at most 100,000 steps")
    if all(isinstance(end, int) for end in (low, step)):
        return range(low, low + step * count, step)
    return tuple(Fraction(low) + Fraction(step) * place for place in range(count))


def rows_of(name: str, said: object) -> tuple[Any, ...]:
    """The rows of a table: a list of values, or of tables of TOML with the same columns.

    Raises:
        DrawError: it is something else.
    """
    if not isinstance(said, list) or not said:
        raise DrawError(f"the table “{name}” needs rows")
    if not any(isinstance(row, dict) for row in said):
        return tuple(value_of(row) for row in said)
    if not all(isinstance(row, dict) for row in said):
        raise DrawError(f"the table “{name}” has rows and plain values")
    columns = set(said[0])
    for row in said:
        if set(row) != columns:
            raise DrawError(f"a row of “{name}” has other columns than the first")
    return tuple(Row({key: value_of(value) for key, value in row.items()}) for row in said)
