"""Which cell of a table is wrong: constraints that fail suspect all their members.

A cell is blamed if it fails two constraints and meets none; or if it stands where the result of a
failing constraint stands and meets no other, while no other member is under heavier suspicion.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence

from flashcards.relations.finding import Judgement, Verdict
from flashcards.relations.results import has_digits_of, has_slipped, is_beyond_whole
from flashcards.relations.tables.grid import Cell, cell_above, copies
from flashcards.relations.values import digits_shown
from flashcards.values import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class Constraint:
    """A relation in one row or column.

    Attributes:
        name: of the relation.
        target: the cell that is computed.
        inputs: the others.
        compute: the target's value in base units, one input replaced by a value for a trial.
        holds: whether it does.
        text: how the target is computed.
        strong: whether it is established beyond doubt, so that any deviation refutes.
        form: of two columns, as `columns.FORMS` names it.
        is_stated: whether a formula of the document says so.
        chance: that so many rows fit by chance.
    """

    name: str
    target: Cell
    inputs: tuple[Cell, ...]
    compute: Callable[[dict[int, float]], float]
    holds: bool
    text: str
    strong: bool = True
    form: str = ""
    is_stated: bool = False
    chance: float = 1.0

    @property
    def members(self) -> tuple[Cell, ...]:
        """All cells that take part."""
        return (self.target, *self.inputs)


def blamed(
    constraints: Sequence[Constraint], rows: Sequence[Sequence[Cell | None]] = ()
) -> list[Judgement]:
    """Findings for the cells that must be wrong, and the cells that are confirmed.

    Args:
        constraints: of a table.
        rows: its cells.
    """
    failing = [one for one in constraints if not one.holds]
    met: dict[int, int] = {}
    failed: dict[int, int] = {}
    refuted: dict[frozenset[int], float] = {}
    for one in failing:
        if one.strong:
            chance = 0.0 if _converts(one) else one.chance
            refuted[_cells(one)] = min(chance, refuted.get(_cells(one), 1.0))
    for one in constraints:
        if one.holds and refuted.get(_cells(one), 1.0) < one.chance:
            continue  # turned round, where the rounder number is the result, it tells nothing more
        for member in one.members:
            if member.span.start < 0:  # what stands beside the table is no cell of it
                met[id(member)] = 1
                continue
            counts = met if one.holds else failed
            counts[id(member)] = counts.get(id(member), 0) + 1
    for one in failing:
        met[id(one.target)] = _clearing(one, constraints)
    found: list[Judgement] = []
    wrong: list[tuple[Cell, float]] = []
    done: set[int] = set()
    cells: set[int] = set()
    for one in sorted(
        failing, key=lambda c: (-max(failed.get(id(m), 0) for m in c.members), -c.target.column)
    ):
        if id(one) in done:
            continue
        if sum(_says_again(cell, rows) for cell in one.members) > 1:
            # `5 3 2`, `6 3 2`: either of the two that come again may have been copied.
            done.update(id(c) for c in failing if c.target.row == one.target.row)
            continue
        suspect = _suspect(one, met, failed)
        if suspect is not None and suspect is not one.target and not _consistent(suspect, failing):
            suspect = one.target if not met.get(id(one.target), 0) else None
        cell = _mending(one, suspect, failing, failed)
        if cell is one.target and (copied := _copied(one, rows)):
            cell = copied
        if cell is None or id(cell) in cells or _is_doubtful(one, cell, failed):
            continue
        cells.add(id(cell))
        explained = [c for c in failing if any(m is cell for m in c.members)]
        done.update(id(c) for c in explained)
        sources = [c for c in explained if c.target is cell] or [one]
        source = next((c for c in sources if c.strong), sources[0])
        value = _right(source, cell)
        if (
            value is None
            or is_beyond_whole(cell.result, value)
            or _is_all(cell)
            or (rows and not source.is_stated and _is_told_before(cell, value, rows[cell.row]))
            or (
                not (one.strong or (source.strong and not met.get(id(cell))))
                and not (failed.get(id(cell), 0) > 1 and not met.get(id(cell)))
                and not _stands_alone(source, cell, met)
                and not cell.result.slips(value, 0)
            )
        ):
            continue
        wrong.append((cell, value))
        found.append(
            Judgement(
                span=cell.span,
                stated=cell.shown.text,
                relation=source.name,
                verdict=Verdict.WRONG,
                expected=cell.written(value),
                how=source.text,
                inputs=tuple(m.span for m in source.members if m is not cell),
            )
        )
    innocent = {cell.span for cell in _accused_in_vain(wrong, failing)}
    found = [one for one in found if one.span not in innocent]
    for one in constraints:
        if one.holds and id(one.target) not in cells:
            found.append(
                Judgement(
                    span=one.target.span,
                    stated=one.target.shown.text,
                    relation=one.name,
                    verdict=Verdict.RIGHT,
                    how=one.text,
                )
            )
    return found


def _copied(one: Constraint, rows: Sequence[Sequence[Cell | None]]) -> Cell | None:
    """The input that says the number of the row above again, where what comes of it says another.

    A column in which numbers come again elsewhere, too, is no copy; what has the digits of the right one is a slip.
    """
    before = cell_above(one.target, rows)
    if one.name != "column" or before is None or before.mid == one.target.mid:
        return None
    right = _right(one, one.target)
    if right is not None and has_digits_of(one.target.written(right), one.target.shown.text):
        return None
    own = (cell for cell in one.inputs if cell.row == one.target.row)
    found = [cell for cell in own if copies(cell, rows) == 1]
    return found[0] if len(found) == 1 else None


def _is_all(cell: Cell) -> bool:
    """Whether a cell says that it is the whole: what differs is an amount."""
    return cell.quantity.unit.name == "%" and cell.quantity.value == 100


def _is_told_before(cell: Cell, value: float, row: Sequence[Cell | None]) -> bool:
    """Whether a cell before one tells its right value: `VAT 138.00, deductible 69.00` differ on purpose."""
    return any(
        other.column < cell.column
        and not other.computed
        and other.quantity.unit.name == cell.quantity.unit.name
        and digits_shown(other.shown) >= DIGITS
        and other.result.fits((value, value, value), 0, implied=False)
        for other in row
        if other is not None
    )


def _accused_in_vain(
    wrong: Sequence[tuple[Cell, float]], failing: Sequence[Constraint]
) -> Iterator[Cell]:
    """Cells that a relation with one that has slipped accuses: of one fault one number is wrong."""
    slipped = {id(cell) for cell, value in wrong if has_slipped(cell.result, value)}
    for cell, _ in wrong:
        beside = (c.members for c in failing if any(m is cell for m in c.members))
        if id(cell) not in slipped and any(id(m) in slipped for members in beside for m in members):
            yield cell


def _clearing(one: Constraint, constraints: Sequence[Constraint]) -> int:
    """How many relations a cell meets that it would not with the value that one asks for.

    One of few digits holds with either, and clears neither.
    """
    value = _right(one, one.target)
    holding = [c for c in constraints if c.holds and any(m is one.target for m in c.members)]
    if value is None:
        return len(holding)
    return sum(not _holds_with(c, one.target, value) for c in holding)


def _holds_with(one: Constraint, cell: Cell, value: float) -> bool:
    if one.target is cell:
        return False
    try:
        made = one.compute({id(cell): value})
    except (ArithmeticError, ValueError):
        return False
    return one.target.result.fits((made, made, made), 0, implied=False)


DIGITS = 3


def _is_doubtful(one: Constraint, cell: Cell, failed: dict[int, int]) -> bool:
    """Whether a slip in an input explains a failure that a slip in the target does not.

    Where nothing else fails, either may be wrong, and the numbers of the row are left alone.
    """
    if cell is not one.target or failed.get(id(cell), 0) > 1:
        return False
    value = _right(one, cell)
    if value is None or cell.result.slips(value, 0):
        return False
    is_short = digits_shown(cell.shown) < DIGITS
    if one.name == "sum" and any(_is_counted_twice(one, other) for other in one.inputs):
        return True
    for other in one.inputs:
        if is_short and other.column < cell.column:
            continue
        if _shifts_into(other, *(_mended(one, other, end) for end in one.target.result.ends[0])):
            return True
        if is_short or digits_shown(other.shown) < DIGITS:
            continue
        if failed.get(id(other), 0) < failed.get(id(cell), 0):
            continue
        if _slips_into(other, *(_mended(one, other, end) for end in one.target.result.ends[0])):
            return True
    return False


def _says_again(cell: Cell, rows: Sequence[Sequence[Cell | None]]) -> bool:
    """Whether a cell says the number of the row above again, one digit, and its column is not constant."""
    above = cell_above(cell, rows)
    if above is None or above.mid != cell.mid or digits_shown(cell.shown) > 1:
        return False
    return any(c is not None and c.mid != cell.mid for c in (row[cell.column] for row in rows))


def _is_counted_twice(one: Constraint, other: Cell) -> bool:
    """Whether a sum is right once a summand is doubled, which may be half of what it should be."""
    value = one.compute({id(other): 2 * other.mid})
    return one.target.result.width < SHORT and one.target.result.fits(
        (value,) * 3, 0, implied=False
    )


SHORT = 0.03
"""The relative width of a total at most that shows which summand it lacks, or has twice."""


def _shifts_into(cell: Cell, low: float | None, high: float | None) -> bool:
    """Whether a power of ten puts a number between two values."""
    if low is None or high is None or not cell.mid:
        return False
    low, high = sorted((abs(low), abs(high)))
    return any(low <= abs(cell.mid) * 10.0**power <= high for power in (-3, -2, -1, 1, 2, 3))


def _slips_into(cell: Cell, low: float | None, high: float | None) -> bool:
    """Whether one other digit, or two swapped, put a number between two values."""
    taken = cell.shown.readings[0]
    if low is None or high is None or not taken.step or not taken.written or not cell.mid:
        return False
    digits = str(int(abs(taken.written) * taken.factor / taken.step))
    scale = abs(cell.mid) / int(digits)
    low, high = sorted((abs(low), abs(high)))
    # What was computed with more digits than are shown lies half of the last one beside.
    low, high = low - scale / 2, high + scale / 2
    for i, digit in enumerate(digits):
        others = [f"{digits[:i]}{new}{digits[i + 1 :]}" for new in "0123456789" if new != digit]
        if i and digits[i - 1] != digit:
            others.append(f"{digits[: i - 1]}{digit}{digits[i - 1]}{digits[i + 1 :]}")
        if any(low <= int(one) * scale <= high for one in others):
            return True
    return False


def _stands_alone(one: Constraint, cell: Cell, met: dict[int, int]) -> bool:
    """Whether all else in a relation is confirmed by others, and this cell by none."""
    if one.name != "column":
        return False
    return not met.get(id(cell)) and all(met.get(id(c)) for c in one.members if c is not cell)


def _cells(one: Constraint) -> frozenset[int]:
    return frozenset(id(member) for member in one.members)


def _converts(one: Constraint) -> bool:
    """Whether a cell repeats another in a different unit."""
    units = [member.quantity.unit for member in one.members]
    return (
        len(units) == 2
        and bool(units[0].dimension)
        and units[0].dimension == units[1].dimension
        and units[0].name != units[1].name
    )


def _consistent(cell: Cell, failing: Sequence[Constraint]) -> bool:
    """Whether one value of a cell mends all the constraints that it fails."""
    values = [_right(one, cell) for one in failing if any(m is cell for m in one.members)]
    known = [v for v in values if v]
    return len(known) == len(values) and max(known) - min(known) <= 0.02 * max(map(abs, known))


def _mending(
    one: Constraint,
    suspect: Cell | None,
    failing: Sequence[Constraint],
    failed: dict[int, int],
) -> Cell | None:
    """The suspect; where no one value mends all that a target fails, the member of which one does.

    None where a power of ten in an input mends the row as well.
    """
    if suspect is not one.target or failed.get(id(suspect), 0) < 2 or _consistent(suspect, failing):
        return suspect
    others = [
        cell for cell in one.inputs if failed.get(id(cell), 0) > 1 and _consistent(cell, failing)
    ]
    if len(others) == 1:
        return others[0]
    ends = one.target.result.ends[0]
    shifted = any(
        _shifts_into(cell, *(_mended(one, cell, end) for end in ends)) for cell in one.inputs
    )
    return None if shifted else suspect


def _suspect(one: Constraint, met: dict[int, int], failed: dict[int, int]) -> Cell | None:
    free = [cell for cell in one.members if not met.get(id(cell), 0)]
    if not free:
        # Every member meets another relation: the one that fails most, if it stands alone.
        ranked = sorted(
            one.members, key=lambda c: failed.get(id(c), 0) - met.get(id(c), 0), reverse=True
        )
        best = ranked[0]
        second = ranked[1] if len(ranked) > 1 else None
        lead = failed.get(id(best), 0) - met.get(id(best), 0)
        if failed.get(id(best), 0) >= 2 and (
            second is None or lead > failed.get(id(second), 0) - met.get(id(second), 0)
        ):
            return best
        return one.target if failed.get(id(one.target), 0) > met.get(id(one.target), 0) else None
    most = max(failed.get(id(cell), 0) for cell in free)
    heaviest = [cell for cell in free if failed.get(id(cell), 0) == most]
    if one.target in heaviest:
        return _last(one, heaviest)
    if most >= 2 and len(heaviest) == 1:
        return heaviest[0]
    if one.target in free:
        return one.target
    # What stands last was computed: a total that was summed up with it does not clear it.
    last = max(one.members, key=lambda cell: cell.column)
    return heaviest[0] if len(free) == 1 and (most >= 2 or heaviest[0] is last) else None


def _last(one: Constraint, suspects: Sequence[Cell]) -> Cell | None:
    """The target; of two cells that one before the other is computed from, the one that alone is a slip.

    None where that is neither a share nor its amount behind it.
    """
    behind = [cell for cell in suspects if cell.column > one.target.column]
    if len(behind) != 1 or (len(one.members) > 2 and one.name != "share"):
        return one.target
    slipped = [
        cell
        for cell in (one.target, *behind)
        if (value := _right(one, cell)) is not None and has_slipped(cell.result, value)
    ]
    otherwise = None if one.name == "share" else one.target
    return slipped[0] if len(slipped) == 1 else otherwise


def _right(one: Constraint, cell: Cell) -> float | None:
    """The value of a cell that a constraint asks for."""
    try:
        if cell is one.target:
            return one.compute({})
    except (ArithmeticError, ValueError):
        return None
    return _mended(one, cell, one.target.mid)


def _mended(one: Constraint, cell: Cell, wanted: float) -> float | None:
    """The input that gives the target a value, None where none does."""
    try:
        return _solved(one, cell, wanted)
    except (ArithmeticError, ValueError):
        return None


def _solved(one: Constraint, cell: Cell, wanted: float) -> float | None:
    """The input that gives the target a value, by bisection in what is a monotonic form."""

    def off(x: float) -> float:
        return one.compute({id(cell): x}) - wanted

    low, high = cell.mid / 10**6, cell.mid * 10**6
    if cell.mid <= 0 or off(low) * off(high) > 0:
        return None
    rising = off(high) > 0
    for _ in range(200):
        middle = math.sqrt(low * high)
        if (off(middle) > 0) == rising:
            high = middle
        else:
            low = middle
    found = math.sqrt(low * high)
    return round(found, max(0, 6 - math.floor(math.log10(abs(found))))) if found else found
