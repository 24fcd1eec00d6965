"""What a rule sees of the facts round one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field

from flashcards.card import Fact
from flashcards.values import dataclass


@dataclass(frozen=True, slots=True)
class Setting:
    """The facts round one: those of its question, and of its note."""

    siblings: Sequence[Fact]
    tables: Mapping[tuple[str, ...], int]
    """Place of a table → how many of its cells are numbers."""
    direct: frozenset[tuple[int, str]] = frozenset()
    """Number of a question that a table answers, head of its first column of values."""
    repeated: frozenset[tuple[int, str, str]] = frozenset()
    """Number of a question, heading, label below it: of those that stand there more than once."""
    parts: frozenset[str] = frozenset()
    """Labels that head a part of the answers to many questions."""
    columns: Mapping[tuple[tuple[str, ...], str, str], int] = field(default_factory=dict)
    """Place of a table, its column, an answer → in how many rows it stands."""
    terms: Mapping[tuple[int, str], int] = field(default_factory=dict)
    """Number of a question, a term → in how many of its lists it stands."""


Rule = Callable[[Fact, Setting], str]
