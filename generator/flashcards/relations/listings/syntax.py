"""Listings in Python as syntax trees, as far as they are Python."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator
from itertools import pairwise
from textwrap import dedent

PYTHON = frozenset(("python", "py", "python3"))

MOST_PIECES = 400
_GOES_ON = ("else:", "elif ", "except", "finally:", ")", "]", "}")
"""How a line at the left margin begins that goes on with the statement above."""


def statements(text: str) -> tuple[list[ast.stmt], bool]:
    """A listing's statements, and whether these are all: else, those of the pieces that are Python.

    It may be indented as a whole. Line numbers are those of the listing.
    """
    for whole in dict.fromkeys((text, dedent(text))):
        if (body := _parsed(whole)) is not None:
            return body, True
    found: list[ast.stmt] = []
    for start, piece in _pieces(text.split("\n")):
        # What no Python goes on with may be a note: its first line may be whole.
        part = _parsed(piece) or _parsed(piece.partition("\n")[0]) or []
        found += (ast.increment_lineno(one, start) for one in part)
    return found, False


def _pieces(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Statements at the left margin with what is indented below, each with the lines above it."""
    starts = [
        at
        for at, line in enumerate(lines)
        if line[:1] not in {"", " ", "\t", "#"} and not line.startswith(_GOES_ON)
    ][:MOST_PIECES]
    for start, end in pairwise((*starts, len(lines))):
        yield start, "\n".join(lines[start:end])


def _parsed(text: str) -> list[ast.stmt] | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of a document's odd escapes, not ours
            return ast.parse(text).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
