"""What working out a listing yields: printed lines and assigned values, by line."""

from __future__ import annotations

from dataclasses import field

from flashcards.values import dataclass


class Unknown(Exception):
    """Something in a listing has no value that can be told."""


@dataclass(frozen=True, slots=True)
class Printed:
    """One call that prints: the lines it stands on (0-based), and its text; None if not known."""

    line: int
    end_line: int
    text: str | None


@dataclass(frozen=True, slots=True)
class Assigned:
    """A name that got a number: `computed` unless it is a bare constant."""

    line: int
    end_line: int
    name: str
    value: object
    computed: bool


@dataclass(slots=True)
class Trace:
    """All that a listing does, in order."""

    printed: list[Printed] = field(default_factory=list)
    assigned: list[Assigned] = field(default_factory=list)
    complete: bool = True
    """Whether every statement could be worked out, so that nothing else is printed."""
