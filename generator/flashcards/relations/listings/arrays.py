"""Rows of numbers as numpy has them: worked out part by part."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NoReturn

from flashcards.relations.listings.trace import Unknown


class Array:
    """A row of numbers."""

    def __init__(self, values: Iterable[Any]) -> None:
        self.values = tuple(values)
        if not self.values or not all(type(one) in (int, float) for one in self.values):
            raise Unknown

    def __len__(self) -> int:
        return len(self.values)

    def __iter__(self) -> Iterator[Any]:
        return iter(self.values)

    def __getitem__(self, index: Any) -> Any:
        found = self.values[index]
        return Array(found) if isinstance(found, tuple) else found

    def __neg__(self) -> Array:
        return Array(-one for one in self.values)

    def sum(self) -> Any:
        """All together."""
        return sum(self.values)

    def max(self) -> Any:
        """The greatest."""
        return max(self.values)

    def min(self) -> Any:
        """The least."""
        return min(self.values)

    def mean(self) -> Any:
        """All together, shared evenly."""
        return sum(self.values) / len(self.values)

    def _unlike(self, *_: object) -> NoReturn:
        # numpy compares part by part, and writes rows in a form of its own.
        raise Unknown

    __eq__ = __ne__ = __bool__ = __str__ = __repr__ = __format__ = _unlike
    __hash__ = None  # type: ignore[assignment]


def operated(function: Callable[[Any, Any], Any], left: Any, right: Any) -> Array:
    """An operation on a row: with a number, or with another row of its length."""
    size = len(left if isinstance(left, Array) else right)
    rows = [
        one if isinstance(one, Array) else [one] * size
        for one in (left, right)
        if isinstance(one, Array | int | float)
    ]
    if len(rows) != 2 or len(rows[0]) != len(rows[1]):
        raise Unknown
    return Array(function(*pair) for pair in zip(*rows, strict=True))


def _each(function: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """A function of a number that takes rows, too."""

    def applied(value: Any) -> Any:
        if isinstance(value, Array | list | tuple):
            return Array(map(function, value))
        return function(value)

    return applied


def _whole(name: str) -> Callable[[Any], Any]:
    """A function of a row."""
    return lambda row: getattr(Array(row), name)()


MEMBERS: dict[str, Callable[[Any], Any]] = {
    **{name: _each(getattr(math, name)) for name in ("exp", "log", "log2", "log10", "sqrt")},
    **{name: _whole(name) for name in ("sum", "max", "min", "mean")},
    "abs": _each(abs),
    "array": Array,
    "asarray": Array,
}
"""What numpy has under these names."""
