"""Relations between the columns and rows of a table, established by the rows that fit."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby, permutations
from statistics import median

from flashcards import patterns as re
from flashcards.quantities import Dimension, Habit, dimension, raised
from flashcards.relations.passages import Passage
from flashcards.relations.shapes import Ends
from flashcards.relations.tables.constraints import Constraint
from flashcards.relations.tables.fitted import fitted
from flashcards.relations.tables.forms import (
    CERTAIN,
    CHANCE,
    CHANCE_OF_CUE,
    CONVERSION,
    CUES,
    FEWEST_ROWS,
    FORMS,
    PROPORTIONAL,
    SCALES,
    SYMMETRIC,
    Form,
    Row,
    computer,
    fits,
    rows_of,
    scale_of,
    scales_of,
    surprise,
    width,
)
from flashcards.relations.tables.given import BESIDE, formula_forms, picks, widened
from flashcards.relations.tables.grid import Cell, Sheet
from flashcards.relations.tables.ratios import progression, ratios, shares
from flashcards.relations.tables.running import row_sums, running_sums
from flashcards.relations.tables.symbols import symbolic_forms
from flashcards.relations.tables.totals import (
    are_summed,
    is_short_by_one,
    row_differences,
    total_rows,
    unnamed_total,
)
from flashcards.relations.tables.wholes import wholes
from flashcards.relations.values import MONEY, digits_shown


def constraints(
    sheet: Sheet,
    context: Sequence[Passage] = (),
    habit: Habit = Habit.POINT,
    above: Sequence[Passage] = (),
) -> Iterator[Constraint]:
    """All relations of a table that are established, row by row.

    Args:
        sheet: the table.
        context: what governs it, the nearest first.
        habit: its decimal sign.
        above: what stands before it in its section, the nearest first.
    """
    found, doubtful = _of_columns(sheet, context, habit, above)
    yield from found
    body = [i for i in range(len(sheet.cells)) if i not in sheet.totals]
    for one in total_rows(sheet):
        if (
            one.holds
            or one.target.column not in doubtful
            or is_short_by_one(one.inputs, one.target)
        ):
            yield one
    yield from row_sums(sheet, body)
    yield from running_sums(sheet, body)
    yield from row_differences(sheet, body)
    yield from wholes(sheet, body)


def of_columns(
    sheet: Sheet, context: Sequence[Passage], habit: Habit, above: Sequence[Passage] = ()
) -> Iterator[Constraint]:
    """The relations of a table's columns."""
    yield from _of_columns(sheet, context, habit, above)[0]


def _of_columns(
    sheet: Sheet, context: Sequence[Passage], habit: Habit, above: Sequence[Passage]
) -> tuple[list[Constraint], set[int]]:
    """The same, and the columns whose rows follow from several others."""
    totals = (*sheet.totals, *unnamed_total(sheet))
    rows = [i for i in range(len(sheet.cells)) if i not in totals]
    wide = widened(sheet, context, habit)
    columns: list[list[Constraint]] = []
    doubtful: set[int] = set()
    torn: list[frozenset[int]] = []  # relations beside which another one refutes other cells
    for target in range(len(sheet.heads)):
        found = list(_of_column(sheet, rows, totals, target))
        if not found or not all(one.holds for one in found):
            beside = _beyond(wide, context, habit, rows, target, above=above)
            if beside and (not found or beside[0].is_stated or all(c.holds for c in beside)):
                found = beside
            elif beside and (one := _refuted(found)) != (other := _refuted(beside)):
                # Where one refutes less, it tells which members of the other are wrong.
                both = one < other or other < one
                left = [*found, *beside] if both else _borne_out(sheet, totals, found, beside)
                if not left:
                    torn.append(_columns(found))
                found = left
        found = [
            one
            for one in found
            if one.holds or not (_takes_another(one, wide) or _stands_apart(one, found, sheet))
        ]
        if any(not one.holds and _is_excused(one, sheet) for one in found) or _is_repeated(found):
            doubtful.add(target)
            found = []
        columns.append(found)
    # What the document states itself is the relation, and none that it is turned round to.
    stated = [_columns(found) for found in columns if found and found[0].is_stated]
    kept = [
        one
        for found in columns
        if found and (found[0].is_stated or _columns(found) not in (*stated, *torn))
        for one in found
    ]
    return kept, doubtful


def _of_column(
    sheet: Sheet, body: Sequence[int], totals: Sequence[int], target: int
) -> Iterator[Constraint]:
    others = [c for c in range(len(sheet.heads)) if c != target and _numeric(sheet, body, c)]
    if not _is_stated(sheet, body, target):
        return
    cued = CUES.search(sheet.heads[target]) is not None
    best: tuple[float, list[Constraint]] | None = None
    simple: list[tuple[float, list[Constraint]]] = []
    for form in FORMS:
        tried = _as_simple(form.weight, form.arity, len(others))
        for picked in permutations(others, form.arity):
            if form.text in SYMMETRIC and picked[0] > picked[1]:
                continue
            # What is proportional row by row is so in the total, too, where both can be summed up.
            places = body
            if form.text == PROPORTIONAL and are_summed(sheet, totals, (target, *picked)):
                places = [*body, *totals]
            rows = rows_of(sheet, places, (target, *picked))
            if (
                len(rows) < FEWEST_ROWS
                or not _addable(form, rows[0])
                or not _measures(form, rows[0])
            ):
                continue
            for chance, made in _established(form, rows, sheet):
                ease = CONVERSION if _converts(form, made) else 1.0
                named = not form.free or _is_share(form, rows[0])
                limit = CHANCE_OF_CUE if cued and named else CHANCE
                if chance * ease * max(tried, form.weight * 4) > limit:
                    continue
                if form.arity == 1:
                    simple.append((chance, made))
                if best is None or chance < best[0] / 50:
                    best = (chance, made)
    factor = 1.0 if cued else max(_as_simple(1, 2, len(others)), 8)
    for other in (shares(sheet, body, target, others), ratios(sheet, body, target, others)):
        if other is None or other[0] * factor > (CHANCE_OF_CUE if cued else CHANCE):
            continue
        if best is None or cued or other[0] <= best[0]:
            best = other
    if best is not None:
        yield from best[1]
        # A second relation of the column tells which of its members is wrong.
        for _, made in sorted(simple, key=lambda one: one[0])[:2]:
            if made is not best[1] and not {c.column for c in made[0].inputs} & {
                c.column for c in best[1][0].inputs
            }:
                yield from made
    elif (run := progression(sheet, body, target)) is not None and run[0] <= CHANCE:
        yield from run[1]


def _refuted(found: Sequence[Constraint]) -> frozenset[int]:
    """The cells of a column that a relation refutes."""
    return frozenset(id(one.target) for one in found if not one.holds)


def _borne_out(
    sheet: Sheet, totals: Sequence[int], *relations: list[Constraint]
) -> list[Constraint]:
    """Of relations that refute different cells the one whose right value a total bears out."""
    for found in relations:
        failing = [one for one in found if not one.holds]
        if len(failing) != 1:
            continue
        wrong = failing[0].target
        column = [row[wrong.column] for row in sheet.cells]
        parts = [c for at, c in enumerate(column) if c is not None and at not in totals]
        whole = sum(c.mid for c in parts) - wrong.mid + failing[0].compute({})
        if any(
            (total := column[at]) is not None and total.result.fits((whole,) * 3, 0, implied=False)
            for at in totals
        ):
            return found
    return []


def _is_repeated(found: Sequence[Constraint]) -> bool:
    """Whether most rows say the number of another column again: both measure one thing, and none follows."""

    def says_again(one: Constraint) -> bool:
        said = one.target.result.quantity
        return any(
            cell.result.quantity.value == said.value
            and cell.input.dimension == one.target.input.dimension
            for cell in one.inputs
            if cell.span.start >= 0
        )

    return bool(found) and not found[0].is_stated and 2 * sum(map(says_again, found)) > len(found)


def _is_excused(one: Constraint, sheet: Sheet) -> bool:
    """Whether a cell is what a relation makes of other columns of its row, or of one column more."""
    target, row = one.target, sheet.cells[one.target.row]
    if one.form not in {*SWAPPED, "a × b"} or any(cell.span.start < 0 for cell in one.inputs):
        return False
    used = {cell.column for cell in one.members}
    spare = [cell for cell in row if cell is not None and cell.column not in used]
    value = one.compute({})
    ratio = target.mid / value if value else 0.0
    if any(
        1 < cell.mid < MOST_TIMES and (_is_near(ratio, cell.mid) or _is_near(ratio * cell.mid, 1))
        for cell in spare
    ):
        return True
    if (of := SWAPPED.get(one.form)) is None:
        return False
    first, second = one.inputs
    swapped = [
        of(*(c.mid for c in inputs))
        for cell in spare
        if cell.input.dimension == target.input.dimension
        for inputs in ((cell, second), (first, cell))
    ]
    return any(fits(target, (value,) * 3) for value in swapped)


def _takes_another(one: Constraint, wide: Sheet) -> bool:
    """Whether a row follows from another number beside the table: `diesel 2.68 kg/l, petrol 2.30 kg/l`."""
    return any(
        cell is not None
        and cell.span.start < 0 > beside.span.start
        and bool(beside.input.dimension)
        and cell.input.dimension == beside.input.dimension
        and fits(one.target, (one.compute({id(beside): cell.mid}),) * 3)
        for beside in one.inputs
        for cell in wide.cells[one.target.row]
    )


def _stands_apart(one: Constraint, found: Sequence[Constraint], sheet: Sheet) -> bool:
    """Whether a row differs from all that fit in a column that the relation leaves out.

    `480 = 40 × 24 / 2`, where all others have 8 for the 24: their factor is not its own.
    """
    given = [cell for cell in one.inputs if cell.span.start >= 0]
    if one.is_stated or len(given) != 1 or not one.form:
        return False
    used = {cell.column for cell in one.members}
    fitting = [sheet.cells[other.target.row] for other in found if other.holds]
    for column, own in enumerate(sheet.cells[one.target.row]):
        cells = [row[column] for row in fitting]
        values = Counter(cell.mid for cell in cells if cell is not None)
        if own is None or column in used or len(cells) != values.total():
            continue
        # Of three or more that fit one may be wrong itself.
        alike = max(values.values(), default=0)
        if alike > 1 and alike >= len(cells) - 1 and own.mid not in values:
            return True
    return False


def _is_near(one: float, other: float) -> bool:
    return abs(one - other) < TINY * abs(other)


SWAPPED: dict[str, Callable[[float, float], float]] = {
    "a + b": lambda a, b: a + b,
    "a − b": lambda a, b: a - b,
}
"""Relations that may hold of other columns in some rows: the last of several that are filled."""

MOST_TIMES = 100
TINY = 0.02


def _columns(found: Sequence[Constraint]) -> frozenset[int]:
    return frozenset(cell.column for cell in found[0].members)


def _beyond(
    wide: Sheet,
    context: Sequence[Passage],
    habit: Habit,
    body: Sequence[int],
    target: int,
    *,
    above: Sequence[Passage],
) -> list[Constraint]:
    """A column by numbers beside the table, a formula above it, three columns, or two constants."""
    if not _is_stated(wide, body, target):
        return []
    own = [c for c in range(wide.width) if c != target and _numeric(wide, body, c)]
    given = [c for c in range(wide.width, len(wide.heads)) if _numeric(wide, body, c)]
    varied = {measured for c in own if (measured := _measured(wide, body, c))}
    told = {c for c in given if _measured(wide, body, c) in varied}
    same = {c for c in own if len({cell.mid for i in body if (cell := wide.cells[i][c])}) == 1}
    best: tuple[float, list[Constraint]] | None = None
    tries: list[tuple[Form, tuple[int, ...], float]] = [
        (form, picked, float(ways))
        for form, picked, ways in (
            *formula_forms(wide, context, habit, [*own, *given], target),
            *symbolic_forms(wide, above, habit, own, target),
        )
    ]
    # What rows are told for follows from no three other columns.
    if len(own) + len(given) <= MOST_BESIDE and target:
        simpler = 0.0
        placed = [(one, picked) for one in BESIDE for picked in picks(one, own, given)]
        for _, group in groupby(placed, key=lambda one: (one[0].arity, one[0].weight)):
            alike = list(group)
            simpler += sum(form.weight for form, _ in alike)
            tries += [(form, picked, max(simpler, 4 * form.weight)) for form, picked in alike]
    known = [r for i in body if all((r := wide.cells[i])[c] for c in (target, *own, *given))]
    for form, picked, ways in tries:
        if not _may_hold(form, picked, known[:FEWEST_ROWS], target):
            continue
        # What a column tells of each row is one factor in none: `48 kHz` beside a column of rates.
        if form.text not in ADDED and not told.isdisjoint(picked):
            continue
        # A number beside a table times one that all rows share is any factor that rows have.
        if any(c >= wide.width for c in picked) and not same.isdisjoint(picked):
            continue
        rows = rows_of(wide, body, (target, *picked))
        if len(rows) < FEWEST_ROWS or not _consistent(form, rows[0]):
            continue
        for chance, made in _established(form, rows, wide):
            total = chance * ways
            if total <= CHANCE and (best is None or total < best[0]) and _all_tell(made):
                best = (total, made)
    if best is None:
        for column in own:
            law = fitted(rows_of(wide, body, (target, column)), wide.heads)
            if law is not None and (best is None or law[0] < best[0]):
                best = law
    return best[1] if best is not None else []


def _measured(sheet: Sheet, body: Sequence[int], column: int) -> Dimension:
    """What the numbers of a column measure."""
    return next((cell.input.dimension for i in body if (cell := sheet.cells[i][column])), ())


MOST_BESIDE = 9
"""Columns and numbers beside a table among which forms of three are tried."""

FAR = 0.25


def _may_hold(
    form: Form, picked: Sequence[int], rows: Sequence[Sequence[Cell | None]], target: int
) -> bool:
    """Whether two of a few rows come near to one factor between form and cell: cheap."""
    if len(rows) < FEWEST_ROWS - 1:
        return True
    found: list[float] = []
    for row in rows:
        cells = [row[c] for c in picked]
        wanted = row[target]
        try:
            value = form.of(*(cell.mid for cell in cells if cell is not None))
        except (ArithmeticError, ValueError):
            continue
        if wanted is not None and value and math.isfinite(value) and wanted.mid:
            found.append(wanted.mid / value)
    return any(
        one / other > 0 and abs(math.log(one / other)) < FAR
        for at, one in enumerate(found)
        for other in found[at + 1 :]
    )


def _consistent(form: Form, row: Row) -> bool:
    """Whether what is added measures the same, and a product what its column does."""
    if not _measures(form, row):
        return False
    added = ADDED.get(form.text)
    return added is None or len({row[at].input.dimension for at in added}) == 1


ADDED: dict[str, tuple[int, ...]] = {
    "a + b": (0, 1, 2), "a − b": (0, 1, 2), "a + b − c": (0, 1, 2, 3), "(a − b) / a": (1, 2), "(a − b) / b": (1, 2),
    "a / (a + b)": (1, 2), "(a + b) × c": (1, 2), "(a − b) × c": (1, 2), "(a − b) / c": (1, 2), "(a + b) / c": (1, 2),
    "a + b × c": (0, 1), "a − b × c": (0, 1),
}  # fmt: skip
"""What must measure the same in a form: 0 is the value, the rest are its inputs."""


def _all_tell(made: Sequence[Constraint]) -> bool:
    """Whether each input matters: a row would not fit with twice as much of it.

    And whether a column is not merely another one, which differs where something changes.
    """
    # What fits only as inputs were rounded tells nothing of them.
    holding = [one for one in made if one.holds and fits(one.target, (one.compute({}),) * 3)]
    if any(
        all(fits(one.target, (one.inputs[at].mid,) * 3) for one in holding)
        for at in range(len(made[0].inputs))
    ):
        return False
    return all(
        any(not _fits_changed(one, at) for one in holding) for at in range(len(made[0].inputs))
    )


def _fits_changed(one: Constraint, at: int) -> bool:
    cell = one.inputs[at]
    try:
        value = one.compute({id(cell): 2 * cell.mid})
    except (ArithmeticError, ValueError):
        return False
    return fits(one.target, (value,) * 3)


@cache
def _as_simple(weight: float, arity: int, columns: int) -> float:
    """How many relations of so many columns are as simple: the price of having searched."""
    ways = {1: columns, 2: columns * (columns - 1)}
    return sum(
        one.weight * ways[one.arity] for one in FORMS if one.weight <= weight and one.arity <= arity
    )


def _measures(form: Form, row: Row) -> bool:
    """Whether a form's value measures what its column does, where the cells say what they measure."""
    if not form.powers or not all(_says_unit(cell) for cell in row):
        return True
    parts = (raised(c.input.dimension, p) for c, p in zip(row[1:], form.powers, strict=True))
    return dimension(part for one in parts for part in one) == row[0].input.dimension


def _says_unit(cell: Cell) -> bool:
    return bool(cell.input.dimension) or cell.quantity.unit.name in {"%", "‰"}


def _converts(form: Form, made: Sequence[Constraint]) -> bool:
    """Whether a column has another's quantity in another unit, as its head says."""
    one, other = made[0].target.quantity, made[0].inputs[0].quantity
    return (
        form.text == "k × a"
        and bool(one.unit.dimension)
        and one.unit.dimension == other.unit.dimension
        and one.unit.name != other.unit.name
    )


def _is_share(form: Form, row: Row) -> bool:
    """Whether percentages are parts of one whole, which the table need not tell."""
    return form.text == PROPORTIONAL and row[0].quantity.unit.name in {"%", "‰"}


def _addable(form: Form, row: Row) -> bool:
    """Only what measures the same in the same unit is added."""
    if form.text not in {"a + b", "a − b", "√(a² + b²)"}:
        return True
    return len({cell.quantity.unit.name for cell in row}) == 1


def _is_stated(sheet: Sheet, body: Sequence[int], column: int) -> bool:
    """Whether a column has numbers that were stated, and no expressions."""
    cells = (sheet.cells[i][column] for i in body)
    return _numeric(sheet, body, column) and not any(cell and cell.computed for cell in cells)


def _numeric(sheet: Sheet, body: Sequence[int], column: int) -> bool:
    cells = [cell for i in body if (cell := sheet.cells[i][column]) is not None]
    alike = len({cell.input.dimension for cell in cells}) == 1
    return alike and len(cells) >= min(FEWEST_ROWS, len(body))


def _ends(form: Form, inputs: Sequence[Cell]) -> Ends:
    ends = [scale_of(form, c) for c in inputs]
    values = [form.of(*(e[1] for e in ends))]
    for corner in range(1 << len(inputs)):
        picked = (e[2] if corner >> i & 1 else e[0] for i, e in enumerate(ends))
        values.append(form.of(*picked))
    return min(values), values[0], max(values)


def _established(
    form: Form, rows: Sequence[Row], sheet: Sheet
) -> Iterator[tuple[float, list[Constraint]]]:
    try:
        middles = [form.of(*(scale_of(form, cell)[1] for cell in row[1:])) for row in rows]
    except (ArithmeticError, ValueError):
        return
    if not all(map(math.isfinite, middles)):
        return
    heads = [sheet.heads[cell.column] for cell in rows[0]]
    factors = _factors(form, rows, middles, (*scales_of(heads), *_unsaid(rows[0])))
    if not factors:
        return
    try:
        ends = [_ends(form, row[1:]) for row in rows]
    except (ArithmeticError, ValueError):
        return
    for factor, shift in factors:
        holds = [
            fits(row[0], tuple(sorted(end * factor + shift for end in e)))
            for row, e in zip(rows, ends, strict=True)
        ]
        fit = sum(holds)
        free = bool(shift) or (form.free and factor not in SCALES)
        curved = free and form.text not in STRAIGHT
        # What is the same in two rows tells once: a constant column establishes nothing.
        told = {
            tuple(cell.mid for cell in row[1:]): surprise(
                row[0], [end * factor + shift for end in (e if curved else (e[1],) * 3)]
            )
            for row, e, ok in zip(rows, ends, holds, strict=True)
            if ok
        }
        # What is said again in another unit fits by no chance.
        again = form.text == PROPORTIONAL and not free
        most = len(rows) * 2 // 5 if again else (fit - 1) // 2
        if (
            fit < 2
            or len(told) < 2
            or len(rows) - fit > max(1, most)
            or len({row[0].mid for row in rows}) < 2
        ):
            continue
        widths = sorted(told.values())
        counted = widths[1:] if free else widths
        few = 1 if len(rows) == FEWEST_ROWS and form.arity == 1 and not shift else 0
        if free and len(told) < FEWEST_ROWS - few:
            continue
        if form.free and fit < len(rows) and not shift and _one_constant(rows, ends):
            continue  # some constant suits all rows, as they were rounded, up or down
        whole = not free or _is_whole(factor)
        if not whole and len(rows) - fit > 1:
            continue
        missing = len(rows) - fit
        chance = math.prod(counted) * form.weight * 30.0 ** max(0, missing - 1)
        if missing == 1 and not free:
            off = holds.index(False)
            if rows[off][0].result.slips(ends[off][1] * factor + shift, 0):
                chance *= min(1.0, SLIPS * width(rows[off][0]))
        text = _text(form, heads[1:], factor, shift)
        yield (
            chance,
            [
                Constraint(
                    "column",
                    row[0],
                    row[1:],
                    computer(form, row[1:], factor, shift),
                    ok,
                    f"{sheet.heads[row[0].column] or 'column'} = {text}",
                    strong=form.stated or (fit >= FEWEST_ROWS and (whole or chance < CERTAIN)),
                    form=form.text,
                    is_stated=form.stated,
                    chance=chance,
                )
                for row, ok in zip(rows, holds, strict=True)
                if ok
                or not (
                    _fits_rounded(form, row, sheet.heads, factor, shift)
                    # Two ends of a range are so far apart in most rows, not in all.
                    or (shift and not row[0].result.slips(row[1].mid + shift, 0))
                )
            ],
        )


def _one_constant(rows: Sequence[Row], ends: Sequence[Ends]) -> bool:
    """Whether one constant, times what a form gives, may be what each row says: rounded, rounded up, or cut."""
    for off in _ROUNDED:
        low, high = 0.0, math.inf
        for row, (least, _, most) in zip(rows, ends, strict=True):
            step = float(row[0].quantity.readings[0].step)
            first, last = (end + off * step for end in row[0].result.ends[0])
            if least <= 0 or first <= 0:
                return False
            low, high = max(low, first / most), min(high, last / least)
        if low <= high:
            return True
    return False


_ROUNDED = (0.0, -0.5, 0.5)
"""By how much of the last digit a value may lie below or above the nearest number: one rounded up lies below."""


FEWEST_ROUNDED = 3
"""Digits from which on a whole number of a table may have been rounded."""
# Heads of columns of factors, which are rounded to few digits.
_RATIO = re.compile(r"speed-?ups?|faster|ratio|factor|×|\bvs\b", re.IGNORECASE)


def _fits_rounded(form: Form, row: Row, heads: Sequence[str], factor: float, shift: float) -> bool:
    """Whether a cell fits what whole numbers give that were rounded: `1.19×` of 167 and 141."""
    inputs = []
    for cell in row[1:]:
        rounded = (
            cell.low == cell.high
            and cell.span.start >= 0
            and not cell.computed
            and (
                digits_shown(cell.shown) >= FEWEST_ROUNDED
                or _RATIO.search(heads[cell.column]) is not None
            )
            and not any(name in MONEY for name, _ in cell.input.dimension)
        )
        room = float(cell.quantity.readings[0].step) / 2 if rounded else 0.0
        inputs.append(replace(cell, low=cell.low - room, high=cell.high + room))
    try:
        ends = _ends(form, inputs)
    except (ArithmeticError, ValueError):
        return False
    return fits(row[0], tuple(sorted(end * factor + shift for end in ends)))


def _unsaid(row: Row) -> Iterator[float]:
    """Factors of the units in which some columns are told, where another tells none."""
    told = {float(cell.quantity.readings[0].factor) for cell in row if cell.input.dimension}
    if told and any(not cell.input.dimension for cell in row):
        yield from (one**power for one in told - {1.0} for power in (1, -1))


def _is_whole(factor: float) -> bool:
    """Whether a constant is one that tables have: 7, 512, 1/4."""
    one = factor if abs(factor) >= 1 else 1 / factor if factor else 0.5
    return abs(one) <= 4096 and abs(one - round(one)) < 1e-6 * abs(one)


STRAIGHT = frozenset((PROPORTIONAL, "k / a", "k × (1 − a)", "k × a × b", "k × a / b"))
"""Laws whose constant is so much for each: inputs of two digits are what was set, and tell all the same."""

SLIPS = 12
"""Ways in which a wrong number of the right digits comes about, which its chance is multiplied by."""


def _factors(
    form: Form,
    rows: Sequence[Row],
    middles: Sequence[float],
    known: Sequence[float],
) -> list[tuple[float, float]]:
    ratios = sorted(row[0].mid / one for row, one in zip(rows, middles, strict=True) if one)
    if not ratios:
        return []
    middle = ratios[len(ratios) // 2] if len(ratios) % 2 else median(ratios)
    if form.text == "k × a" and middle:
        nice = [scale for scale in SCALES if abs(middle / scale - 1) < 0.03]
        one, other = rows[0][0].quantity, rows[0][1].quantity
        same = one.unit.name == other.unit.name or one.text == other.text
        if nice == [1.0] and same:
            return []  # two columns that are equal where nothing changes
        if nice:
            return [(nice[0], 0.0)]
    if form.text == "a + k":
        return _shifts(rows)
    if form.free:
        exact = [r for r in ratios if abs(r / middle - 1) < 0.02] if middle else []
        picked = [middle, *exact[:1], *exact[-1:]]
        return [(one, 0.0) for one in dict.fromkeys(picked) if one]
    scales = (1.0,) if form.text in {"a + b", "a − b", "√(a² + b²)"} else known
    return [(scale, 0.0) for scale in scales if middle and abs(middle / scale - 1) < 0.2]


MOST_ODD = 1e-6
"""How far from a whole number a constant difference between columns may be."""


def _shifts(rows: Sequence[Row]) -> list[tuple[float, float]]:
    """The difference that most rows have, if it is no nought."""
    one, other = rows[0][0].input, rows[0][1].input
    if one.dimension != other.dimension or rows[0][0].quantity.unit.name == "%":
        return []
    middle = median(row[0].mid - row[1].mid for row in rows)
    steps = middle / abs(float(rows[0][0].quantity.readings[0].factor))
    return [(1.0, middle)] if middle and abs(steps - round(steps)) < MOST_ODD else []


def _text(form: Form, heads: Sequence[str], factor: float, shift: float) -> str:
    if form.stated:
        return form.text
    number = f"{factor:.4g}" if form.free else f"{shift:.4g}"
    text = form.text.replace("k", number, 1) if form.free or shift else form.text
    for name, head in zip("abc", heads, strict=False):
        text = "".join(
            f"‹{head}›"
            if ch == name
            and not text[i + 1 : i + 2].isalpha()
            and not text[max(0, i - 1) : i].isalpha()
            else ch
            for i, ch in enumerate(text)
        )
    return text if factor == 1 or form.free else f"{factor:.4g} × {text}"
