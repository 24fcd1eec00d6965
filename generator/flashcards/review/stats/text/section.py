"""What a page in the terminal is made of."""

from __future__ import annotations

from flashcards.review.stats.text.drawing import Line
from flashcards.values import dataclass

WIDEST = 120
"""A wider terminal is not filled."""

NARROW = 64
"""Below it, tables leave out what can be spared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under a head; the columns numbered in `right` are aligned there."""

    head: tuple[str, ...]
    rows: tuple[tuple[str | Line, ...], ...]
    right: frozenset[int] = frozenset()

    def without(self, *columns: int) -> Table:
        """The table without some of its columns, for narrow terminals."""
        kept = [column for column in range(len(self.head)) if column not in columns]
        return Table(
            head=tuple(self.head[column] for column in kept),
            rows=tuple(tuple(row[column] for column in kept) for row in self.rows),
            right=frozenset(new for new, old in enumerate(kept) if old in self.right),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A title, a sentence that says what is seen, and the picture of it."""

    title: str
    said: str = ""
    lines: tuple[Line, ...] = ()
    table: Table | None = None
