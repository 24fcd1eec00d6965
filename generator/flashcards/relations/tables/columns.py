"""Relations between the columns and rows of a table, established by the rows that fit."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, permutations
from operator import attrgetter
from statistics import median

from flashcards.quantities import dimension, interval, raised
from flashcards.relations.tables.constraints import Constraint
from flashcards.relations.tables.grid import Cell, Sheet
from flashcards.relations.tables.running import end, row_sums, running_sums, summed

# Words of a head that name a relation, so that few forms need to be tried.
_CUES = re.compile(
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


_TENS = (1.0, 100.0, 0.01, 1e3, 1e-3, 1e6, 1e-6, 1e9, 1e-9)
_OF_TIME = (60.0, 1 / 60, 3600.0, 1 / 3600)
_OF_BITS = (8.0, 0.125, 1024.0, 1 / 1024, 1024.0**2, 1024.0**-2, 1024.0**3, 1024.0**-3)
_SCALES = (*_TENS, *_OF_TIME, *_OF_BITS)
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


def constraints(sheet: Sheet) -> Iterator[Constraint]:
    """All relations of a table that are established, row by row."""
    totals = (*sheet.totals, *_unnamed_total(sheet))
    rows = [i for i in range(len(sheet.cells)) if i not in totals]
    for target in range(len(sheet.heads)):
        yield from _of_column(sheet, rows, totals, target)
    body = [i for i in range(len(sheet.cells)) if i not in sheet.totals]
    yield from _totals(sheet)
    yield from row_sums(sheet, body)
    yield from running_sums(sheet, body)
    yield from _row_differences(sheet, body)


def _of_column(
    sheet: Sheet, body: Sequence[int], totals: Sequence[int], target: int
) -> Iterator[Constraint]:
    others = [c for c in range(len(sheet.heads)) if c != target and _numeric(sheet, body, c)]
    if not _numeric(sheet, body, target) or any(
        cell is not None and cell.computed for cell in (sheet.cells[i][target] for i in body)
    ):
        return
    cued = _CUES.search(sheet.heads[target]) is not None
    best: tuple[float, list[Constraint]] | None = None
    simple: list[tuple[float, list[Constraint]]] = []
    for form in FORMS:
        tried = _as_simple(form.weight, form.arity, len(others))
        for picked in permutations(others, form.arity):
            if (
                form.arity == 2
                and picked[0] > picked[1]
                and form.text in {"a × b", "a + b", "k × a × b", "√(a² + b²)"}
            ):
                continue
            # What is proportional row by row is so in the total, too, where both can be summed up.
            places = body
            if form.text == PROPORTIONAL and _are_summed(sheet, totals, (target, *picked)):
                places = [*body, *totals]
            rows = _rows(sheet, places, (target, *picked))
            if (
                len(rows) < FEWEST_ROWS
                or not _addable(form, rows[0])
                or not _measures(form, rows[0])
            ):
                continue
            for chance, made in _established(form, rows, sheet):
                ease = CONVERSION if _converts(form, made) else 1.0
                limit = CHANCE_OF_CUE if cued and not form.free else CHANCE
                if chance * ease * max(tried, form.weight * 4) > limit:
                    continue
                if form.arity == 1:
                    simple.append((chance, made))
                if best is None or chance < best[0] / 50:
                    best = (chance, made)
    factor = 1.0 if cued else max(_as_simple(1, 2, len(others)), 8)
    for other in (_shares(sheet, body, target, others), _ratios(sheet, body, target, others)):
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
    elif (run := _progression(sheet, body, target)) is not None and run[0] <= CHANCE:
        yield from run[1]


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


def _addable(form: Form, row: Row) -> bool:
    """Only what measures the same in the same unit is added."""
    if form.text not in {"a + b", "a − b"}:
        return True
    return len({cell.quantity.unit.name for cell in row}) == 1


def _numeric(sheet: Sheet, body: Sequence[int], column: int) -> bool:
    cells = [cell for i in body if (cell := sheet.cells[i][column]) is not None]
    alike = len({cell.input.dimension for cell in cells}) == 1
    return alike and len(cells) >= min(FEWEST_ROWS, len(body))


def _rows(sheet: Sheet, body: Sequence[int], columns: Sequence[int]) -> list[Row]:
    found = []
    for index in body:
        cells = [sheet.cells[index][c] for c in columns]
        if all(cell is not None for cell in cells):
            found.append(tuple(cell for cell in cells if cell is not None))
    return found


def _ends(form: Form, inputs: Sequence[Cell]) -> tuple[float, float, float]:
    ends = [_scale_of(form, c) for c in inputs]
    values = [form.of(*(e[1] for e in ends))]
    for corner in range(1 << len(inputs)):
        picked = (e[2] if corner >> i & 1 else e[0] for i, e in enumerate(ends))
        values.append(form.of(*picked))
    return min(values), values[0], max(values)


_COUNTS = ("log", "2^")


def _scale_of(form: Form, cell: Cell) -> tuple[float, float, float]:
    """A cell as a form takes it: logarithms and exponents take the number, not base units."""
    if cell.input.bare is not None and any(word in form.text for word in _COUNTS):
        return cell.input.bare
    return cell.low, cell.mid, cell.high


def _established(
    form: Form, rows: Sequence[Row], sheet: Sheet
) -> Iterator[tuple[float, list[Constraint]]]:
    try:
        ends = [_ends(form, row[1:]) for row in rows]
    except (ArithmeticError, ValueError):
        return
    if any(not math.isfinite(e[1]) for e in ends):
        return
    heads = [sheet.heads[cell.column] for cell in rows[0]]
    factors = _factors(form, rows, ends, _scales_of(heads))
    for factor, shift in factors:
        holds = [
            _fits(
                row[0],
                tuple(
                    sorted((e[0] * factor + shift, e[1] * factor + shift, e[2] * factor + shift))
                ),
            )
            for row, e in zip(rows, ends, strict=True)
        ]
        fit = sum(holds)
        # What is the same in two rows tells once: a constant column establishes nothing.
        told = {
            tuple(cell.mid for cell in row[1:]): _surprise(row[0], e[1] * factor + shift)
            for row, e, ok in zip(rows, ends, holds, strict=True)
            if ok
        }
        if (
            fit < 2
            or len(told) < 2
            or len(rows) - fit > max(1, len(rows) * 2 // 5)
            or len({row[0].mid for row in rows}) < 2
        ):
            continue
        free = bool(shift) or (form.free and factor not in _SCALES)
        widths = sorted(told.values())
        counted = widths[1:] if free else widths
        few = 1 if len(rows) == FEWEST_ROWS and form.arity == 1 and not shift else 0
        if free and len(told) < FEWEST_ROWS - few:
            continue
        whole = not free or _is_whole(factor)
        if not whole and len(rows) - fit > 1:
            continue
        missing = len(rows) - fit
        chance = math.prod(counted) * form.weight * 30.0 ** max(0, missing - 1)
        if missing == 1 and not free:
            off = holds.index(False)
            if rows[off][0].result.slips(ends[off][1] * factor + shift, 0):
                chance *= min(1.0, SLIPS * _width(rows[off][0]))
        text = _text(form, heads[1:], factor, shift)
        yield (
            chance,
            [
                Constraint(
                    "column",
                    row[0],
                    row[1:],
                    _computer(form, row[1:], factor, shift),
                    ok,
                    f"{sheet.heads[row[0].column] or 'column'} = {text}",
                    strong=fit >= FEWEST_ROWS and (whole or chance < CERTAIN),
                    form=form.text,
                )
                for row, e, ok in zip(rows, ends, holds, strict=True)
                if ok or not _is_counted(sheet, row, e[1] * factor + shift)
            ],
        )


def _is_counted(sheet: Sheet, row: Row, value: float) -> bool:
    """Whether a cell is the value times, or over, a count of its row that the form leaves out.

    `2 pieces of 800 × 300 mm` have twice the area, and the others of the column are of one piece.
    """
    taken = {cell.column for cell in row}
    counts = [
        cell.mid
        for cell in sheet.cells[row[0].row]
        if cell is not None and cell.column not in taken and _is_count(cell)
    ]
    return any(
        row[0].result.fits((x, x, x), 0, implied=False)
        for n in counts
        for x in (value * n, value / n)
    )


def _is_count(cell: Cell) -> bool:
    # The first column names its rows; a power of ten is what a slip leaves out, too.
    is_whole = cell.column > 0 and not cell.input.dimension and cell.mid == int(cell.mid)
    return is_whole and cell.mid > 1 and str(int(cell.mid)).rstrip("0") != "1"


def _is_whole(factor: float) -> bool:
    """Whether a constant is one that tables have: 7, 512, 1/4."""
    one = factor if abs(factor) >= 1 else 1 / factor if factor else 0.5
    return abs(one) <= 4096 and abs(one - round(one)) < 1e-6 * abs(one)


SLIPS = 12
"""Ways in which a wrong number of the right digits comes about, which its chance is multiplied by."""


def _scales_of(heads: Sequence[str]) -> tuple[float, ...]:
    """Factors between units that heads may leave unsaid."""
    text = " ".join(heads)
    of_time = _OF_TIME if _TIMES.search(text) else ()
    return (*_TENS, *of_time, *(_OF_BITS if _BITS.search(text) else ()))


def _factors(
    form: Form,
    rows: Sequence[Row],
    ends: Sequence[tuple[float, float, float]],
    known: Sequence[float],
) -> list[tuple[float, float]]:
    ratios = sorted(row[0].mid / e[1] for row, e in zip(rows, ends, strict=True) if e[1])
    if not ratios:
        return []
    middle = ratios[len(ratios) // 2] if len(ratios) % 2 else median(ratios)
    if form.text == "k × a" and middle:
        nice = [scale for scale in _SCALES if abs(middle / scale - 1) < 0.03]
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


def _fits(cell: Cell, value: Sequence[float]) -> bool:
    return cell.result.fits((value[0], value[1], value[2]), 0, implied=False) or (
        len(cell.result.ends) > 1
        and cell.result.fits((value[0], value[1], value[2]), 1, implied=False)
    )


def _width(cell: Cell) -> float:
    return min(0.5, cell.result.width)


def _surprise(cell: Cell, value: float) -> float:
    return min(0.5, cell.result.surprise((value, value, value), 0))


def _computer(
    form: Form, inputs: Sequence[Cell], factor: float, shift: float
) -> Callable[[dict[int, float]], float]:
    def compute(changed: dict[int, float]) -> float:
        return (
            form.of(*(changed.get(id(c), _scale_of(form, c)[1]) for c in inputs)) * factor + shift
        )

    return compute


def _text(form: Form, heads: Sequence[str], factor: float, shift: float) -> str:
    number = f"{factor:.4g}" if form.free else f"{shift:.4g}"
    text = form.text.replace("k", number, 1) if form.free or shift else form.text
    for name, head in zip("ab", heads, strict=False):
        text = "".join(
            f"‹{head}›"
            if ch == name
            and not text[i + 1 : i + 2].isalpha()
            and not text[max(0, i - 1) : i].isalpha()
            else ch
            for i, ch in enumerate(text)
        )
    return text if factor == 1 or form.free else f"{factor:.4g} × {text}"


# --- shares and ratios -----------------------------------------------------------------------


def _shares(
    sheet: Sheet, body: Sequence[int], target: int, others: Sequence[int]
) -> tuple[float, list[Constraint]] | None:
    """A column as shares of another's total."""
    best: tuple[float, list[Constraint]] | None = None
    sample = next(c for i in body if (c := sheet.cells[i][target]) is not None)
    if sample.quantity.unit.name != "%" and not _CUES.search(sheet.heads[target]):
        return None
    for column in others:
        rows = _rows(sheet, body, (target, column))
        if len(rows) < 2:
            continue
        wholes = [("sum", sum(row[1].mid for row in rows))]
        for index in sheet.totals:
            cell = sheet.cells[index][column]
            if cell is not None:
                wholes.append(("total", cell.mid))
        for row in rows:  # a row that counts as 100 %
            if abs(row[0].mid - 1) < 1e-9 or row[0].mid == 100:
                wholes.append(("base", row[1].mid))
        for name, whole in wholes:
            if not whole:
                continue
            for scale in (1.0, 100.0):
                form = Form("a", 1, lambda a, w=whole: a / w)
                holds = [
                    _fits(row[0], tuple(sorted((row[1].low / whole * scale, row[1].mid / whole * scale,
                                                row[1].high / whole * scale))))
                    for row in rows
                ]  # fmt: skip
                found = _weighed(rows, holds, 2, trivially=name == "base")
                if found is None or (best is not None and found >= best[0]):
                    continue
                heads = sheet.heads
                best = (found, [
                    Constraint("share", row[0], row[1:], _computer(form, row[1:], scale, 0.0), ok,
                               f"{row[1].shown.text} of the total of {heads[column]}", strong=sum(holds) >= 2)
                    for row, ok in zip(rows, holds, strict=True)
                ])  # fmt: skip
    return best


def _weighed(
    rows: Sequence[Row],
    holds: Sequence[bool],
    fewest: int,
    *,
    trivially: bool = False,
    named: bool = False,
) -> float | None:
    """The chance that so many rows fit; None where too few do."""
    fit = sum(holds)
    most = 2 * fit if named else max(1, len(rows) // 3)
    if fit < fewest or len(rows) - fit > most:
        return None
    widths = sorted(_width(row[0]) for row, ok in zip(rows, holds, strict=True) if ok)
    return math.prod(widths[1:] if trivially else widths) * (0.2 if named else 2)


def _ratios(
    sheet: Sheet, body: Sequence[int], target: int, others: Sequence[int]
) -> tuple[float, list[Constraint]] | None:
    """A column as ratios to one row of another: speed-ups, `vs FP16`, `against 1080p`."""
    best: tuple[float, list[Constraint]] | None = None
    for column in others:
        rows = _rows(sheet, body, (target, column))
        if len(rows) < 2:
            continue
        bases = [row for row in rows if row[0].mid == 1 and row[0].shown.value in (1, 100)]
        for base in bases[:1]:
            for upside in (False, True):

                def ratio(a: float, b: float = base[1].mid, *, upside: bool = upside) -> float:
                    return b / a if upside else a / b

                form = Form("a", 1, lambda a, r=ratio: r(a))
                try:
                    ends = [sorted(ratio(x, y, upside=upside) for x in (row[1].low, row[1].high)
                                   for y in (base[1].low, base[1].high)) for row in rows]  # fmt: skip
                    holds = [
                        _fits(row[0], (e[0], ratio(row[1].mid), e[-1]))
                        for row, e in zip(rows, ends, strict=True)
                    ]
                except ArithmeticError:
                    continue
                rest = [(row, ok) for row, ok in zip(rows, holds, strict=True) if row is not base]
                label = sheet.labels[base[0].row]
                named = bool(label) and label.casefold() in sheet.heads[target].casefold()
                found = _weighed([row for row, _ in rest], [ok for _, ok in rest], 1, named=named)
                # Two rows beside the base: one that fits may be enough where it tells three digits.
                if found is None or (best is not None and found >= best[0]):
                    continue
                best = (found, [
                    Constraint("ratio", row[0], row[1:], _computer(form, row[1:], 1.0, 0.0), ok,
                               f"{row[1].shown.text} against {base[1].shown.text} ({label})", strong=named or sum(holds) >= 3)
                    for row, ok in zip(rows, holds, strict=True) if row is not base
                ])  # fmt: skip
    return best


def _progression(
    sheet: Sheet, body: Sequence[int], target: int
) -> tuple[float, list[Constraint]] | None:
    """Each row so many times the one before."""
    cells = [sheet.cells[i][target] for i in body]
    run = [cell for cell in cells if cell is not None]
    if len(run) < 4 or any(cell.mid <= 0 for cell in run):
        return None
    steps = [b.mid / a.mid for a, b in pairwise(run)]
    middle = median(steps[:-1]) if len(steps) > 2 else steps[0]
    if middle == 1 or not math.isfinite(middle):
        return None
    made, holds = [], []
    form = Form("a", 1, lambda a: a)
    for a, b in pairwise(run):
        ok = _fits(b, (a.low * middle, a.mid * middle, a.high * middle))
        holds.append(ok)
        made.append(Constraint("progression", b, (a,), _computer(form, (a,), middle, 0.0), ok,
                               f"{middle:g} × {a.shown.text}", strong=middle >= 16))  # fmt: skip
    fit = sum(holds)
    if fit < 2 or fit < len(holds) - 1 or middle != round(middle):
        return None
    return 0.0005, made


# --- totals ----------------------------------------------------------------------------------


def _totals(sheet: Sheet) -> Iterator[Constraint]:
    """A total row against the rows above it."""
    before = 0
    unnamed = _unnamed_total(sheet)
    for index in (*sheet.totals, *unnamed):
        rows = [i for i in range(before, index) if i not in sheet.totals]
        if len(rows) < 2:
            continue
        for column in range(1 if len(sheet.heads) > 1 else 0, len(sheet.heads)):
            total = sheet.cells[index][column]
            parts = [sheet.cells[i][column] for i in rows]
            given = [p for p in parts if p is not None]
            if (
                total is None
                or len(given) < 2
                or (any(p is None for p in parts) and len(given) < len(rows) - 1)
            ):
                continue
            if any(p.input.dimension != total.input.dimension for p in given):
                continue
            low, mid, high = (sum(end(p, i) for p in given) for i in (0, 1, 2))
            holds = total.result.fits((low, mid, high), 0, implied=False)
            if holds and not _rounds(total, low, high):
                continue  # cut, not rounded: it tells nothing of its parts
            if not holds and not (
                _additive(sheet, column, given, total) and mid and 0.4 < total.mid / mid < 2.5
            ):
                continue
            if not holds and unnamed and index == unnamed[-1] and not total.result.slips(mid, 0):
                near = abs(total.mid / mid - 1) if mid else 1.0
                if near > NEARLY:
                    continue
            if not holds and _is_of_pieces(sheet, given, total):
                continue
            yield Constraint("sum", total, tuple(given), summed(given), holds,
                             " + ".join(p.shown.text for p in given[:8]))  # fmt: skip


_ENDS = (attrgetter("low"), attrgetter("mid"), attrgetter("high"))


def _is_of_pieces(sheet: Sheet, given: Sequence[Cell], total: Cell) -> bool:
    """Whether a total is right once all parts, or one of them, are taken as often as their rows count."""
    for column in range(len(sheet.heads)):
        counts = [
            count.mid if (count := sheet.cells[part.row][column]) and _is_count(count) else 1.0
            for part in given
            if part.column != column
        ]
        ways = [
            counts,
            *(
                [n if i == at else 1.0 for i in range(len(counts))]
                for at, n in enumerate(counts)
                if n > 1
            ),
        ]
        for times in ways if max(counts, default=1.0) > 1 else ():
            taken = list(zip(given, times, strict=True))
            ends = [sum(n * of(part) for part, n in taken) for of in _ENDS]
            if total.result.fits((ends[0], ends[1], ends[2]), 0, implied=False):
                return True
    return False


def _rounds(total: Cell, low: float, high: float) -> bool:
    """Whether a total may be a sum that was rounded; one of few digits may also be cut."""
    least, most = interval(total.quantity)
    return low <= float(most) and float(least) <= high


NEARLY = 0.05
"""How far off the total of a column may be where only another column shows that the row is one."""


def _unnamed_total(sheet: Sheet) -> tuple[int, ...]:
    """The last row, where in some column it is the sum of all above, whatever its label says."""
    last = len(sheet.cells) - 1
    if sheet.totals or last < FEWEST_ROWS:
        return ()
    for column in range(1, len(sheet.heads)):
        cells = [row[column] for row in sheet.cells]
        if any(cell is None for cell in cells):
            continue
        known = [cell for cell in cells if cell is not None]
        parts = sum(cell.mid for cell in known[:-1])
        last_cell = known[-1].quantity
        whole = last_cell.unit.name == "%" and last_cell.value == 100
        if (whole or known[-1].result.width < 0.01) and known[-1].result.fits(
            (parts, parts, parts), 0, implied=False
        ):
            return (last,)
    return ()


def _left_out(given: Sequence[Cell], total: Cell) -> bool:
    """Whether a total is the sum of all but one, as when a row was added later."""
    whole = sum(one.mid for one in given)
    return total.result.width < 0.01 and any(
        total.result.fits((whole - one.mid,) * 3, 0, implied=False) for one in given
    )


_RATE = ("per ", "/", "rate", "average", "mean", "ratio", "avg", "%", "share", "max", "min", "median",
         "unit price", "density", "speed", "each")  # fmt: skip


def _additive(sheet: Sheet, column: int, given: Sequence[Cell], total: Cell) -> bool:
    """Whether the numbers of a column may be added up."""
    head = sheet.heads[column].casefold()
    if any(word in head for word in _RATE) and total.quantity.unit.name != "%":
        return len(given) >= FEWEST_ROWS and _left_out(given, total)
    if all(c.mid >= 0 for c in given) and total.mid < max(c.mid for c in given):
        return False  # less than one of its parts: a mean, or a ratio of totals
    mean = sum(c.mid for c in given) / len(given)
    if total.mid and abs(total.mid / mean - 1) < 0.02:
        return False
    return total.mid not in {max(c.mid for c in given), min(c.mid for c in given)}


def _are_summed(sheet: Sheet, totals: Sequence[int], columns: Sequence[int]) -> bool:
    """Whether what stands in total rows may be a sum in each of some columns, and no mean."""
    for index in totals:
        for column in columns:
            total = sheet.cells[index][column]
            given = [row[column] for i, row in enumerate(sheet.cells) if i not in totals]
            if total is not None and any(part and total.mid < part.mid for part in given):
                return False
    return True


FARTHEST_ROW = 4


def _row_differences(sheet: Sheet, body: Sequence[int]) -> Iterator[Constraint]:
    """A row as the difference or sum of the row above it and another, as all but one column have it."""
    rows = [i for i in body if not sheet.cells[i][0]]
    columns = [c for c in range(1, len(sheet.heads)) if _is_amount(sheet, rows, c)]
    if len(columns) < 2:
        return
    for at, index in enumerate(rows):
        best: list[list[Constraint]] = []
        tried = 0
        for i in range(max(0, at - FARTHEST_ROW), at - 1):
            for sign, text in ((-1.0, "−"), (1.0, "+")):
                tried += 1
                made = _of_two_rows(sheet, columns, (index, rows[i], rows[at - 1]), sign, text)
                if made:
                    best.append(made)
        if len(best) != 1:
            continue
        fitting = [_width(one.target) for one in best[0] if one.holds]
        if math.prod(fitting) * tried <= (0.05 if len(best[0]) == 2 else CHANCE_OF_CUE):
            yield from best[0]


def _is_amount(sheet: Sheet, rows: Sequence[int], column: int) -> bool:
    """Whether the cells of a column may be added up: no shares, and all of one dimension."""
    cells = [c for i in rows if (c := sheet.cells[i][column]) is not None]
    return (
        len(cells) >= FEWEST_ROWS
        and len({c.input.dimension for c in cells}) == 1
        and not any(c.quantity.unit.name == "%" for c in cells)
    )


def _of_two_rows(
    sheet: Sheet, columns: Sequence[int], rows: tuple[int, int, int], sign: float, text: str
) -> list[Constraint]:
    """The relation of three rows in all columns; nothing where it fails in more than one."""
    made: list[Constraint] = []
    for column in columns:
        target, one, other = (sheet.cells[i][column] for i in rows)
        if target is None or one is None or other is None:
            return []
        ends = sorted((one.low + sign * other.low, one.high + sign * other.high))
        middle = one.mid + sign * other.mid
        holds = _fits(target, (ends[0], middle, ends[-1]))
        if not holds and not target.result.slips(middle, 0):
            return []
        how = f"{sheet.labels[rows[1]]} {text} {sheet.labels[rows[2]]}"
        compute = summed((one, other), (1.0, sign))
        made.append(Constraint("sum", target, (one, other), compute, holds, how))
    return made if sum(not one.holds for one in made) <= 1 else []
