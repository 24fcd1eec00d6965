"""Columns of a table that follow from two others, row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import permutations

from flashcards import patterns as re
from flashcards.quantities import Quantity
from flashcards.relations.tables.grid import Cell, Sheet
from flashcards.relations.values import core, digits_shown
from flashcards.worked.calculation import Calculation, Input
from flashcards.worked.named import named
from flashcards.worked.units import related, scale_word, unit_of

FEWEST_ROWS = 3
FEWEST_SHOWN = 6
"""Digits of all results together, where no unit bears a relation of bare numbers out."""
_SAID = {
    "x0 * x1": "{0} × {1}",
    "x0 / x1": "{0} ÷ {1}",
    "( x0 - x1 ) / x0": "({0} - {1}) ÷ {0}",
    "( x0 - x1 ) / x1": "({0} - {1}) ÷ {1}",
    "x0 / ( x0 + x1 )": "{0} ÷ ({0} + {1})",
}
"""Forms of two columns, in the order in which they are tried, in words."""
# The unit of a head, which its cells have: `Current (µA)`.
HEAD_UNIT = re.compile(r"\s*[(\[][^()\[\]]*[)\]]|\s*,\s*[^,]{1,12}$")


def table_calculations(sheet: Sheet, line: int, subject: str) -> Iterator[Calculation]:
    """The calculations of a table: for each column the first relation that all its rows bear out.

    One row may fail, where at least three others fit: that is its author's slip.
    """
    body = [row for place, row in enumerate(sheet.cells) if place not in sheet.totals]
    names = [_name(head) for head in sheet.heads]
    used: set[frozenset[str]] = set()
    for target in reversed(range(len(sheet.heads))):  # what is computed stands behind
        found = _of_column(body, names, sheet.heads, target, line)
        if found is None:
            continue
        columns = frozenset((found.name, *(each.name for each in found.inputs)))
        if columns not in used:
            used.add(columns)
            yield replace(_named_per(found), subject=subject)


def _name(head: str) -> str:
    return named(HEAD_UNIT.sub("", head).strip())


def _of_column(
    body: Sequence[tuple[Cell | None, ...]],
    names: Sequence[str],
    heads: Sequence[str],
    target: int,
    line: int,
) -> Calculation | None:
    others = [at for at in range(len(names)) if at != target and names[at]]
    if not names[target]:
        return None
    for form in _SAID:
        for pair in permutations(others, 2):
            if form == "x0 * x1" and pair[0] > pair[1]:
                continue
            made = _borne_out(body, names, heads, (target, *pair), form, line)
            if made is not None:
                return made
    return None


def _borne_out(  # noqa: PLR0917 - a table, and which columns of it
    body: Sequence[tuple[Cell | None, ...]],
    names: Sequence[str],
    heads: Sequence[str],
    columns: tuple[int, int, int],
    form: str,
    line: int,
) -> Calculation | None:
    target, *pair = columns
    rows = [
        (row[target], row[pair[0]], row[pair[1]]) for row in body if len(row) > max(target, *pair)
    ]
    whole = [row for row in rows if all(cell is not None and not cell.computed for cell in row)]
    if len(whole) < FEWEST_ROWS or len(whole) < len(rows):
        return None
    columns_of = [
        [cell.quantity for cell in cells if cell] for cells in list(zip(*whole, strict=True))[1:]
    ]
    found: list[Calculation] = []
    for result, one, other in whole:
        if result is None or one is None or other is None:
            return None
        inputs = [
            _between(_input(names[at], cell.quantity, heads[at]), cell.quantity, column)
            for at, cell, column in zip(pair, (one, other), columns_of, strict=True)
        ]
        if any(each.value <= 0 for each in inputs):
            return None
        made = related(
            names[target],
            inputs,
            form,
            [(one.quantity, other.quantity)[int(at)] for at in re.findall(r"x(\d)", form)],
            result.quantity,
            line=line,
            said=_SAID[form].format(names[pair[0]], names[pair[1]]),
        )
        if made is not None:
            found.append(made)
    wrong = len(whole) - len(found)
    if wrong > (1 if len(found) >= FEWEST_ROWS else 0) or not found:
        return None
    if len({_left_out(one.relation) for one in found}) > 1 or _is_trivial(found):
        return None
    if _is_chance(found):
        return None
    return found[len(found) // 2]


def _is_chance(found: Sequence[Calculation]) -> bool:
    """Whether bare numbers may fit by chance: few digits, or a factor that nothing tells."""
    if any(each.unit for one in found for each in one.inputs) or found[0].unit:
        return False
    whole = (
        all(each.value.denominator == 1 for one in found for each in one.inputs)
        and "/" not in found[0].said_relation
    )
    if whole and not all(one.exact for one in found):
        return True
    return (
        _left_out(found[0].relation) not in {"", "100"}
        or sum(digits_shown(one.result) for one in found) < FEWEST_SHOWN
    )


# A head that only says of what: `Per km²`, `pro Kopf`.
_PER = re.compile(r"(?:per|pro|par|por|al|a|je)\s", re.IGNORECASE)


def _named_per(one: Calculation) -> Calculation:
    """A quotient by what is divided, where its head only says by what: inhabitants per km²."""
    if one.said_relation != "x0 / x1" or not _PER.match(one.name):
        return one
    return replace(one, name=f"{one.inputs[0].name} {one.name[:1].lower()}{one.name[1:]}")


def _left_out(relation: str) -> str:
    """The factor between units that a row leaves out; they must all leave out the same."""
    found = re.search(r"\) \* (\S+)$", relation)
    return found[1] if found else ""


def _is_trivial(found: Sequence[Calculation]) -> bool:
    """Whether a column is the same everywhere, so that the other is copied or scaled."""
    return any(
        len({one.inputs[at].value for one in found}) < 2 for at in range(len(found[0].inputs))
    )


def _input(name: str, quantity: Quantity, head: str) -> Input:
    step = quantity.step or Fraction(1)
    return Input(name=name, value=quantity.value, unit=unit_in(quantity, head), step=step)


def _between(one: Input, quantity: Quantity, column: Sequence[Quantity]) -> Input:
    """An input that stays between the ends of its column, in its own unit."""
    size = quantity.readings[0].value / quantity.value if quantity.value else Fraction(1)
    return replace(one, column=tuple(sorted({each.readings[0].value / size for each in column})))


def unit_in(quantity: Quantity, head: str) -> str:
    """The unit of a cell: as written, or as its head has it, with its millions."""
    if scale_word(quantity) and (inside := HEAD_UNIT.search(head)):
        return inside[0].strip(" ()[],")
    return unit_name(quantity)


def unit_name(quantity: Quantity) -> str:
    """The unit as written, or by its name where the head of the column has it.

    Things that a head only counts have none: `Context (tokens)`.
    """
    return unit_of(quantity) or (quantity.unit.name if core(quantity.dimension) else "")
