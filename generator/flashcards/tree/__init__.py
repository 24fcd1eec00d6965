"""A document parsed once: typed blocks and inlines with their places in the text."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from flashcards.tree.flat import Flat, flat, plain
from flashcards.tree.span import NOWHERE, Lines, Position, Span

if TYPE_CHECKING:
    from flashcards.tree.build import Tree, parse, parse_blocks, parses

__all__ = [
    "NOWHERE",
    "Flat",
    "Lines",
    "Position",
    "Span",
    "Tree",
    "flat",
    "parse",
    "parse_blocks",
    "parses",
    "plain",
]

_BUILT = frozenset(("Tree", "parse", "parse_blocks", "parses"))
"""Loaded when first asked for: who draws nodes need not build any."""


def __getattr__(name: str) -> object:
    if name not in _BUILT:
        raise AttributeError(name)
    found: object = getattr(import_module(f"{__name__}.build"), name)
    globals()[name] = found
    return found
