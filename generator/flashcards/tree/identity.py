"""What stays the same when nobody can see a change: for comparing texts of two builds."""

from __future__ import annotations

from collections.abc import Iterator

from flashcards.tree.flat import plain
from flashcards.tree.nodes import (
    Blocks,
    CodeBlock,
    HtmlBlock,
    Image,
    MathBlock,
    own_inlines,
    walk,
    walk_inlines,
)

_STRAIGHT = str.maketrans(
    {"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "\u00a0": " ", "\u202f": " "}
)
"""Signs that editors and keyboards put in place of others."""


def identity(blocks: Blocks) -> str:
    """The text by which blocks are known again: their words, without markup, wraps and quotes.

    Two builds compare it; a reader never sees it. Pictures count by their targets.
    """
    return "\n".join(line for line in map(straight, _lines(blocks)) if line)


def straight(text: str) -> str:
    r"""Plain text with straight quotation marks and single blanks.

    >>> straight("it’s  “so”")
    'it\'s "so"'
    """
    return " ".join(text.translate(_STRAIGHT).split())


def _lines(blocks: Blocks) -> Iterator[str]:
    for block in walk(blocks):
        if isinstance(block, CodeBlock | HtmlBlock):
            yield block.value
        elif isinstance(block, MathBlock):
            yield block.tex
        for run in own_inlines(block):
            yield plain(run)
            yield from (n.target for n in walk_inlines(run) if isinstance(n, Image))
