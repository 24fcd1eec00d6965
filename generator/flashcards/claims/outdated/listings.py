"""Python listings as syntax trees, as far as they are Python."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator
from itertools import pairwise

from flashcards.document import Document, Listing, ListingKind, Question, Section, walk

MOST_CHARACTERS = 60_000
MOST_PIECES = 400
_PYTHON = frozenset(("python", "py", "python3"))
_CLOSING = tuple(")]}")
_GOES_ON = ("else:", "elif ", "except", "finally:", *_CLOSING)
_BROKEN = (SyntaxError, ValueError, RecursionError, MemoryError)


def python_listings(part: Question | Document) -> Iterator[Listing]:
    """The Python listings of a question, or of what stands in no question."""
    sections: tuple[Section, ...] = part.sections if isinstance(part, Question) else part.outside
    for section in sections:
        for node in walk(section.nodes):
            if (
                isinstance(node, Listing)
                and node.kind is ListingKind.CODE
                and node.language.casefold() in _PYTHON
            ):
                yield node


def statements(text: str) -> list[ast.stmt]:
    """A listing's statements; where it is not whole Python, those of the pieces that are.

    Line numbers are those of the listing.
    """
    if len(text) > MOST_CHARACTERS:
        return []
    try:
        return _parse(text)
    except _BROKEN:
        pass
    found: list[ast.stmt] = []
    for start, piece in _pieces(text.split("\n")):
        try:
            body = _parse(piece)
        except _BROKEN:
            continue
        found += [ast.increment_lineno(statement, start) for statement in body]
    return found


def _pieces(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Statements at the left margin with what is indented below, each with the lines above it."""
    starts = [
        at
        for at, line in enumerate(lines)
        if line[:1] not in {"", " ", "\t", "#"} and not line.startswith(_GOES_ON)
    ][:MOST_PIECES]
    for start, end in pairwise((*starts, len(lines))):
        yield start, "\n".join(lines[start:end])


def _parse(text: str) -> list[ast.stmt]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a document's odd escapes, not ours
        return ast.parse(text).body
