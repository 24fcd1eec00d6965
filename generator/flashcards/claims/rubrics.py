"""Passing scores out of a total, held against the rubric's rows."""

from __future__ import annotations

from collections.abc import Iterator

from flashcards import patterns as re
from flashcards.claims.saying import finding
from flashcards.document import Document, Labelled, List, Node, Role, Section, Source, Table, walk
from flashcards.errors import Finding

# `12/35`: no date and no fraction of one.
_SCORE = re.compile(r"(?<![\d/.])(\d{1,3})\s*/\s*(\d{1,3})(?![\d/.]*\d)")
# A last row that adds up the others.
_TOTAL = re.compile(r"^\W*(?:total|sum)(?: score| points)?\W*$", re.IGNORECASE)
_RANGE = re.compile(r"\b\d{1,3}\s*[-–—]\s*(\d{1,3})\b")  # `Poor (0-2)`: the points of a column


def rubrics(document: Document) -> Iterator[Finding]:
    """`Passing Score: 12/35` where the rubric has five rows of at most seven points."""
    for question in document.questions:
        for section in question.sections:
            if section.role is Role.RUBRIC:
                yield from _scores(section)


def _scores(section: Section) -> Iterator[Finding]:
    tables = [node for node in walk(section.nodes) if isinstance(node, Table)]
    if len(tables) != 1:
        return
    table = tables[0]
    tops = [int(top) for cell in table.header for top in _RANGE.findall(cell.plain)]
    rows = [row for row in table.rows if not _TOTAL.match(row.cells[0].plain)]
    weighted = any("weight" in cell.plain.casefold() for cell in table.header)
    if len(tops) < 2 or weighted or not rows:
        return  # the points stand elsewhere, or count differently
    total = len(rows) * max(tops)
    given = f"but {len(rows)} rows of at most {max(tops)} points give {total}"
    for text, source in _stated(section.nodes):
        for reached, out_of in _SCORE.findall(text):
            said = f"/{out_of}, {given}"
            if int(out_of) == total:
                said = f" cannot be reached with {total} points"
            if int(out_of) != total or int(reached) > total:
                yield finding(source, "rubric-total", "error", f"a score of {reached}{said}")


def _stated(nodes: tuple[Node, ...]) -> Iterator[tuple[str, Source]]:
    """What stands behind a label that speaks of a score, or in the list below it."""
    for node in walk(nodes):
        if not isinstance(node, Labelled) or "score" not in node.label.plain.casefold():
            continue
        yield node.body.plain, node.source
        for child in node.children:
            if isinstance(child, List):
                yield from ((item.text.plain, item.source) for item in child.items)
