"""Totals of lists and tables: a line or row called total, against what stands above it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import islice

from flashcards.claims.numbers.adding import Part, added, is_other
from flashcards.claims.numbers.claim import Claim, Verdict
from flashcards.claims.numbers.entries import Entry, above, entry
from flashcards.claims.numbers.equations import Line
from flashcards.claims.numbers.grids import Grid, GridRow, grids, leading
from flashcards.claims.numbers.stated import Stated
from flashcards.claims.numbers.units import BYTES, NUMBER, PERCENT, SECONDS
from flashcards.model import Document, Question

RULE = "sum"

MOST_TOTALS = 2000
"""Of one question; no person wrote more."""

MOST_COLUMNS = 40

TOTAL = re.compile(r"\b(?:total|sum|altogether)\b", re.IGNORECASE)
_TOTAL_LABEL = re.compile(
    r"(?:(?:grand|overall)\s)?(?:total|sum|altogether)"
    r"(?:\s(?:memory|ram|vram|size|time|latency|duration|cost|usage|needed|required|budget))?"
    r"(?:\s\([^()]{0,40}\))?",
    re.IGNORECASE,
)
_NO_PART = re.compile(
    r"\b(?:each|per|every|available|installed|capacity|limit|max\w*|min\w*|free|left|budget|"
    r"required?|needs?|needed|peak|which|incl\w*|sav\w+|previous\w*|before|after|old|new|vs|avg|"
    r"average|mean|median|p\d\d|total|sum|subtotal|ratio|rate|speed\w*|count|gpus?)\b|/",
    re.IGNORECASE,
)
_NOT_A_SUM = re.compile(
    r"\b(?:wall|elapsed|parallel|overlap\w*|concurrent\w*|average)\b", re.IGNORECASE
)
_MORE = re.compile(r"\b(?:incl\w*|with|plus|and)\b|\+", re.IGNORECASE)
"""What tells of parts that stand nowhere."""

_GOES_ON = re.compile(r"\s*(?:[×x*/÷]|per\b|each\b|of\b)", re.IGNORECASE)
_RELATIVE = re.compile(
    r"[%/]|\b(?:vs|ratio|rate|avg|average|mean|median|per|p\d\d|max\w*|min\w*|peak|score|"
    r"speed\w*|share|percent\w*)\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\([^()]{0,200}\)")
_ADDS_UP = frozenset((BYTES, SECONDS, NUMBER, (("joule", 1),), (("token", 1),)))
_ADDS_UP_IN_TABLES = _ADDS_UP | {PERCENT, (("joule", 1), ("second", -1))}


def sums(_document: Document, _question: Question | None, lines: Sequence[Line]) -> Iterator[Claim]:
    """Every total of a list or a table whose parts are known."""
    totals = (
        index
        for index, (_, text) in enumerate(lines)
        if ":" in text and "|" not in text and TOTAL.search(text)
    )
    for index in islice(totals, MOST_TOTALS):
        yield from _of_list(lines, index)
    for grid in islice(grids(lines), MOST_TOTALS):
        if len(grid.header) <= MOST_COLUMNS:
            yield from _of_table(grid)


# --- lists ------------------------------------------------------------------------------------


def _of_list(lines: Sequence[Line], index: int) -> Iterator[Claim]:
    total = entry(lines[index])
    if total is None or not _TOTAL_LABEL.fullmatch(total.label):
        return
    if total.value is None or total.computed or _GOES_ON.match(total.after):
        return
    said = total.value
    entries, is_whole = _group(lines, index, total)
    parts = [one for one in entries if one.value and one.value.dimension == said.dimension]
    if len(parts) < 2 or said.dimension not in _ADDS_UP:
        return
    counted = said.dimension == NUMBER
    known = [Part(one.value, counted) for one in parts if one.value]
    verdict, expected = added(known, said)
    if verdict is Verdict.WRONG and (
        not is_whole or _is_doubtful(total, entries, parts) or is_other(known, said)
    ):
        return
    yield _claim(total.line, said, verdict, expected, known)


def _group(lines: Sequence[Line], index: int, total: Entry) -> tuple[list[Entry], bool]:
    """The entries above a total, right above it or above one empty line; whether these are all.

    They are not, where another total ends them: it may be one of the parts.
    """
    found = above(lines, index, total, until=TOTAL)
    if not found and index >= 2 and not lines[index - 1][1].strip():
        last = entry(lines[index - 1 - 1])
        if last and last.value:
            found = above(
                lines,
                index - 1,
                replace(total, indent=last.indent, bullet=last.bullet),
                until=TOTAL,
            )
    top = found[0].line - lines[0][0] if found else index
    return found, not any(TOTAL.search(text) for _, text in lines[max(0, top - 3) : top])


def _is_doubtful(total: Entry, entries: Sequence[Entry], parts: Sequence[Entry]) -> bool:
    """Whether something in the group may be no part of the total, or is hidden in words."""
    if _NOT_A_SUM.search(total.label + total.after) or _MORE.search(total.label + total.after):
        return True
    if total.value and total.value.dimension == NUMBER:
        nouns = {one.noun for one in (total, *parts)}
        if len(nouns) > 1 or not total.noun:
            return True
    for one in entries:
        if one in parts:
            if _NO_PART.search(one.label) or _GOES_ON.match(one.after):
                return True
        elif any(char.isdigit() for char in one.rest):
            return True
    return False


# --- tables -----------------------------------------------------------------------------------


def _of_table(grid: Grid) -> Iterator[Claim]:
    start = 0
    for index, row in enumerate(grid.rows):
        if row.cells and _TOTAL_LABEL.fullmatch(row.cells[0]):
            if not _NOT_A_SUM.search(" ".join(row.cells)):
                yield from _of_row(grid, grid.rows[start:index], row)
            start = index + 1
        elif row.cells and "total" in row.cells[0].casefold():
            return  # totals within totals


def _of_row(grid: Grid, body: Sequence[GridRow], total: GridRow) -> Iterator[Claim]:
    if len(body) < 2:
        return
    for column in range(1, len(total.cells)):
        said = leading(total.cells[column])
        if said is None or said.dimension not in _ADDS_UP_IN_TABLES:
            continue
        parts = parts_of(grid, body, column, said)
        if parts is None:
            continue
        verdict, expected = added(parts, said)
        share = said.dimension == PERCENT
        if share and not said.means(Fraction(100)):
            continue  # a mean or a rate, no sum
        if verdict is Verdict.WRONG and (
            is_other(parts, said) or (not share and _RELATIVE.search(grid.header[column]))
        ):
            continue
        yield _claim(total.line, said, verdict, expected, parts)


def parts_of(grid: Grid, body: Sequence[GridRow], column: int, said: Stated) -> list[Part] | None:
    """The addends of a column; None if some cell is no number of the total's kind."""
    unit = grid.unit(column) or said.unit
    if column >= len(grid.header):
        return None
    found: list[Part] = []
    for row in body:
        cell = row.cells[column] if column < len(row.cells) else ""
        if cell in {"", "-", "–", "—"}:
            continue
        one = leading(cell)
        if one is None or _has_more(cell[one.end :]):
            return None
        if one.unit is None and unit is not None:
            one = replace(one, unit=unit)
        if one.dimension != (said.dimension or (unit.dimension if unit else NUMBER)):
            return None
        found.append(Part(one, counted=one.dimension == NUMBER and one.step == 1))
    return found if len(found) >= 2 else None


def _has_more(rest: str) -> bool:
    """Whether a cell says more than one number: `1 HIGH + 1 LOW`, `4 × 2`, `10°`."""
    if _GOES_ON.match(rest) or rest[:1] in {"°", "′"}:
        return True
    beside, _, _ = rest.partition("  ")  # what stands far behind is a note
    return any(char.isdigit() for char in _ASIDE.sub("", beside))


def _claim(
    line: int, said: Stated, verdict: Verdict, expected: str, parts: Sequence[Part]
) -> Claim:
    ranges = said.low != said.high or any(part.said.low != part.said.high for part in parts)
    return Claim(
        line=line,
        rule=RULE,
        stated=said.text,
        verdict=verdict,
        expected=expected,
        how=" + ".join(part.said.text for part in parts[:12]) + f" = {expected}",
        severity="warning" if ranges or said.about else "error",
    )
