"""Texts of cards as lines of plain text: for `--plain`, and for whatever has no looks."""

from __future__ import annotations

from flashcards.review.terminal.blocks import blocks
from flashcards.review.terminal.layout import lines
from flashcards.tree.nodes import Blocks


def plain(text: str | Blocks, *, lifted: int = 0) -> str:
    r"""The text, nothing broken: a paragraph is a line, and a screen reader reads on.

    >>> plain("**Size** of \\(2^{10}\\)?\n\n- ||one||\n- two", lifted=1)
    'Size of 2¹⁰?\n\n• one\n• two'
    """
    return "\n".join(
        "".join(run.text for run in line).rstrip()
        for line in lines(blocks(text), None, lifted=lifted)
    )
