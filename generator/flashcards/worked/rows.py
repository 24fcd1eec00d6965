"""Tables whose column goes with another: asked for another row."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

from flashcards.quantities import Scale, unit_named
from flashcards.relations.tables.columns import constraints
from flashcards.relations.tables.constraints import Constraint
from flashcards.relations.tables.grid import Sheet
from flashcards.relations.values import core, digits_shown
from flashcards.worked.calculation import Calculation, Input
from flashcards.worked.gaps import GAP, LINE
from flashcards.worked.named import subject_of
from flashcards.worked.tables import HEAD_UNIT, unit_in, unit_name
from flashcards.worked.units import scale_word

FEWEST_ROWS = 3
FEWEST_DIGITS = 3
ALIKE = Fraction(1, 200)
"""How far ratios of rounded numbers may lie apart, as a share."""
LARGEST_COUNT = 10_000
# By form: the new result from that of a row, with `x0` the new input and `a` that of the row; and
# the power of what it grows with.
_FORMS = {
    "k × a": ("( x0 / {a} )", 1),
    "k / a": ("( {a} / x0 )", -1),
    "k × (1 − a)": ("( ( 1 - x0 * {size} ) / ( 1 - {a} * {size} ) )", 0),
    "k × a²": ("( x0 / {a} ) ** 2", 2),
}


def row_calculations(sheet: Sheet, line: int, title: str) -> Iterator[Calculation]:
    """The calculations of a table whose other column, and one row, are all that is needed."""
    by_target: dict[tuple[str, int, int], list[Constraint]] = defaultdict(list)
    for one in constraints(sheet):
        if one.name == "column" and len(one.inputs) == 1:
            key = (one.form, one.target.column, one.inputs[0].column)
            by_target[key].append(one)
    done: set[frozenset[int]] = set()
    for (_, target, column), found in by_target.items():
        pair = frozenset((target, column))
        held = [one for one in found if one.holds]
        if pair in done or len(held) < FEWEST_ROWS or len(found) - len(held) > 1:
            continue
        made = _scaled(held, sheet, line, title)
        if made is not None:
            done.add(pair)
            yield made


def _head(sheet: Sheet, column: int) -> str:
    """The head of a column without its unit; empty where it tells nothing."""
    head = HEAD_UNIT.sub("", sheet.heads[column]).strip(" *_`")
    return head if re.search(r"[^\W\d_]{3}", head) and not re.search(r"[=\d]{3}|=", head) else ""


def _is_unit(head: str) -> bool:
    """Whether a head is a unit alone, which says nothing of what it measures: `kWh`."""
    return any(core(unit.dimension) for unit in unit_named(head)) and " " not in head


def _scaled(held: Sequence[Constraint], sheet: Sheet, line: int, title: str) -> Calculation | None:
    form = held[0].form or _power_of(held)
    if form not in _FORMS:
        return None
    base = max(held, key=lambda one: digits_shown(one.target.shown))
    result, given = base.target.quantity, base.inputs[0].quantity
    one, other = _head(sheet, base.target.column), _head(sheet, base.inputs[0].column)
    if not one or not other or _is_unit(one):
        return None
    if digits_shown(base.target.shown) < FEWEST_DIGITS and not (
        form == "k × a" and _is_exact(held)
    ):
        return None
    column = {each.inputs[0].quantity.value for each in held}
    if len(column) < FEWEST_ROWS:
        return None
    if base.target.computed or base.inputs[0].computed or not _is_worth(base):
        return None
    if any(each.unit.scale is not Scale.LINEAR or each.value <= 0 for each in (result, given)):
        return None
    relation, power = _FORMS[form]
    text = relation.format(a=f"({given.value})", size=f"({given.unit.factors[0]})")
    unit = unit_in(base.inputs[0].quantity, sheet.heads[base.inputs[0].column])
    if not unit and given.value >= LARGEST_COUNT:
        return None  # `Model class: 70,000,000,000`; but KV heads are counted
    own = unit_name(result)
    asked = f"{other}: \x000\x00 {unit}".rstrip() + f"; {one}: {GAP} {own}".rstrip()
    known = f"{_plain(given.value)} {unit}".strip()
    stated = f"{_plain(result.value)} {own}".strip()
    row = f"{other}: {known}; {one}: {stated}"  # as the row that is asked: in any language
    return Calculation(
        name="",
        inputs=(
            Input(name="x0", value=given.value, unit=unit, step=given.step or Fraction(1),
                  dimension=core(given.dimension), column=tuple(sorted(column))),
        ),
        relation=f"( {result.value} ) * {text}",
        said_relation=text,
        said="",
        result=result,
        unit=own or result.unit.name,
        subject="",
        line=line,
        given=LINE.join(
            (subject_of(title), f"Where “{other}” is {known}, “{one}” is {stated}.", asked)
        ),
        shown=LINE.join((subject_of(title), row, asked)),
        law=row,
        power=power,
        columns=(one, other),
    )  # fmt: skip


def _power_of(held: Sequence[Constraint]) -> str:
    """The form of a column that a definition gives from another, where both grow together."""
    pairs = [(one.target.quantity.value, one.inputs[0].quantity.value) for one in held]
    if not all(given and result for result, given in pairs):
        return ""
    ratios = [result / given for result, given in pairs]
    return "k × a" if max(ratios) - min(ratios) <= max(ratios) * ALIKE else ""


def _is_worth(one: Constraint) -> bool:
    """Whether a column is no other in another unit, and stands where what is computed stands."""
    target, given = core(one.target.quantity.dimension), core(one.inputs[0].quantity.dimension)
    if scale_word(one.target.quantity):
        return False  # millions of a head
    if one.form != "k × a":
        return target != given or one.form == "k × a²"
    return one.target.column > one.inputs[0].column and target != given


def _is_exact(held: Sequence[Constraint]) -> bool:
    """Whether all rows have one and the same ratio."""
    pairs = [(one.target.quantity.value, one.inputs[0].quantity.value) for one in held]
    return all(given for _, given in pairs) and len({one / given for one, given in pairs}) == 1


def _plain(value: Fraction) -> str:
    return f"{int(value):,}" if value.denominator == 1 else f"{float(value):.12g}"
