"""Cards parted by dashes, as Mochi writes them: `---` below the front, `----` below the back.

Right below a line both would make a heading of it; as rules of two kinds they part sides and cards.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from flashcards import patterns as re
from flashcards.questions.formats.rows import Row, apart, gapped, in_fences, trimmed
from flashcards.questions.roles import has_question_mark

_DASHES = re.compile(r"-{3,10}[ \t]*")
_TAGS = re.compile(r"(?:#[^\W\d_][\w/-]*\s*)+")
# `{{Mercury}}`, `{{1::Mercury}}` in a card of one side.
_GAP = re.compile(r"\{\{(?:\d{1,2}::)?(?P<said>[^{}]+)\}\}")
_SIDE = 3
"""Dashes between the sides of a card; more part the cards."""
_LEAST = 2
_ASKS = 0.6
"""Share of the fronts that ask: slides are parted by dashes of two lengths, too."""


def bare(rows: Sequence[Row], info: str) -> list[Row] | None:  # noqa: ARG001
    """The rows with dashes of two lengths as rules of two kinds, if they part cards that ask."""
    inside = in_fences(rows)
    dashes = {
        place: len(row.text.strip())
        for place, row in enumerate(rows)
        if place not in inside and _DASHES.fullmatch(row.text)
    }
    longer = set(dashes.values()) - {_SIDE}
    if len(longer) != 1:
        return None
    fronts = list(_fronts(rows, dashes))
    asking = sum(has_question_mark(front.text.strip()) for front in fronts)
    if len(fronts) < _LEAST or asking < _ASKS * len(fronts):
        return None
    return list(_parted(rows, dashes))


def _parted(rows: Sequence[Row], dashes: dict[int, int]) -> Iterator[Row]:
    """The rows with rules of two kinds, gaps counted where a card has one side, and no tags."""
    for start, end in _cards(len(rows), dashes):
        whole = not any(start < place < end for place in dashes)
        for place in range(start, end):
            row = rows[place]
            if place in dashes:
                yield from apart(row._replace(text="---" if dashes[place] == _SIDE else "***"))
            elif not _TAGS.fullmatch(row.text.strip()):
                yield row._replace(text=gapped(row.text, _GAP)) if whole else row


def _cards(end: int, dashes: dict[int, int]) -> Iterator[tuple[int, int]]:
    """Where cards begin, at the dashes above them, and end."""
    edges = [0, *(place for place, size in dashes.items() if size > _SIDE), end]
    yield from pairwise(edges)


def _fronts(rows: Sequence[Row], dashes: dict[int, int]) -> Iterator[Row]:
    """The last row of the front of each card that has two sides."""
    for start, end in _cards(len(rows), dashes):
        parting = [place for place in dashes if start < place < end]
        first = start + (start in dashes)
        front = trimmed(rows[first : parting[0]]) if len(parting) == 1 else []
        if front:
            yield front[-1]
