"""A document parsed once: typed blocks and inlines with their places in the text."""

from flashcards.tree.build import Tree, parse, parse_blocks, parses
from flashcards.tree.flat import Flat, flat, plain
from flashcards.tree.span import NOWHERE, Lines, Position, Span

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
