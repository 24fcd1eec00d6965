"""What working out a listing yields: printed lines and assigned values, by line."""

from __future__ import annotations

from dataclasses import field

from flashcards.values import dataclass


class Unknown(Exception):
    """Something in a listing has no value that can be told."""


@dataclass(frozen=True, slots=True)
class Printed:
    """One call that prints.

    Attributes:
        line, end_line: where it stands, 0-based.
        text: what it prints; None if not known.
        exact: the same with its numbers in more digits, or "".
        whole: what the only difference in it is taken from: `a` of `print(f"{a - b} left")`; 0 for none.
    """

    line: int
    end_line: int
    text: str | None
    exact: str = ""
    whole: float = 0


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
