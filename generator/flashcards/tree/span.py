"""Places in a text: spans of characters, and the lines that people count."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple

from flashcards.values import dataclass


class Span(NamedTuple):
    """Characters `start` up to, not including, `end` of a document's normalised text."""

    start: int
    end: int

    def covers(self, other: Span) -> bool:
        """Whether the other lies in this one."""
        return self.start <= other.start and other.end <= self.end

    def touches(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


NOWHERE = Span(-1, -1)
"""The span of what no author wrote: words of ours on a card."""


def hull(spans: Iterable[Span]) -> Span:
    """The least span that covers all that are somewhere; `NOWHERE` if none is."""
    real = [span for span in spans if span.start >= 0]
    if not real:
        return NOWHERE
    return Span(min(span.start for span in real), max(span.end for span in real))


class Position(NamedTuple):
    """A 1-based line and column, as editors count."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Lines:
    """Where the lines of a text begin."""

    starts: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Lines:
        """The lines of a text with LF line ends."""
        lengths = (len(line) + 1 for line in text.split("\n"))
        return cls(starts=tuple(accumulate(lengths, initial=0))[:-1])

    def position(self, offset: int) -> Position:
        """The line and column of a character; line 1, column 1 for nowhere."""
        line = bisect_right(self.starts, max(offset, 0))
        return Position(line, max(offset, 0) - self.starts[line - 1] + 1)

    def line(self, offset: int) -> int:
        """The 1-based line of a character."""
        return bisect_right(self.starts, max(offset, 0))
