"""AsciiDoc: `= Title`, `:attribute:` lines, `[qanda]`, `[%collapsible]` over what folds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flashcards import patterns as re
from flashcards.questions.formats.rows import Row, apart, folded, in_fences

_HEADING = re.compile(r"(?P<signs>={1,6})[ \t]+(?P<said>\S.*)")
_ATTRIBUTE = re.compile(r":!?[a-z][\w-]*!?:(?:[ \t].*)?")
_FOLDS = re.compile(
    r"\[%collapsible(?:%open)?(?:[,=\w\"' ]*)\]|\[(?:%collapsible)?\.(?:answer|solution)[\w. ]*\]"
)
_TITLE = re.compile(r"\.(?P<said>[^\s.].*)")
# What is no text: an attribute, the style of a list of terms, the sign that joins blocks.
_SET = re.compile(rf"{_ATTRIBUTE.pattern}|\[(?:qanda|horizontal|glossary)\][ \t]*|[ \t]*\+[ \t]*")
# A term that asks, its text set in below.
_ASKED = re.compile(r"(?P<said>[^\s:].*\?)::[ \t]*")
_EDGE = re.compile(r"={4,}|-{4,}|\*{4,}")


def bare(rows: Sequence[Row], info: str) -> list[Row] | None:  # noqa: ARG001
    """The rows of such a document as markdown, told by blocks that fold or by its attributes."""
    inside = in_fences(rows)
    free = [row.text for place, row in enumerate(rows) if place not in inside]
    headed = any(_HEADING.fullmatch(text) for text in free)
    if not any(_FOLDS.fullmatch(text.strip()) for text in free) and not (
        headed and any(_ATTRIBUTE.fullmatch(text) for text in free)
    ):
        return None
    return list(_read(rows, inside))


def _read(rows: Sequence[Row], inside: frozenset[int]) -> Iterator[Row]:
    place = 0
    while place < len(rows):
        row = rows[place]
        if place in inside:
            yield row
        elif heading := _HEADING.fullmatch(row.text):
            yield row._replace(text=f"{'#' * len(heading['signs'])} {heading['said']}")
            yield Row("", row.at)
        elif _SET.fullmatch(row.text):
            yield row._replace(text="")
        elif term := _ASKED.fullmatch(row.text):
            yield from apart(row._replace(text=f"###### Question: {term['said']}"))
        elif fold := _fold(rows, place):
            summary, start, end = fold
            yield from folded(summary, rows[start:end], row.at, rows[end].at)
            place = end
        else:
            yield row
        place += 1


def _fold(rows: Sequence[Row], place: int) -> tuple[str, int, int] | None:
    """What a block that folds is called, and where what it holds begins and ends."""
    title = _TITLE.fullmatch(rows[place].text)
    head = [row.text.strip() for row in rows[place : place + 3]]
    at = next((i for i, text in enumerate(head) if _FOLDS.fullmatch(text)), None)
    if at is None or (at and not title) or (at > 1):
        return None
    start = place + at + 1
    after = _TITLE.fullmatch(rows[start].text) if start < len(rows) else None
    title, start = (after, start + 1) if after else (title, start)
    edge = rows[start].text.strip() if start < len(rows) else ""
    if not _EDGE.fullmatch(edge):
        return None
    end = next((i for i in range(start + 1, len(rows)) if rows[i].text.strip() == edge), None)
    return (title["said"] if title else "Answer", start + 1, end) if end is not None else None
