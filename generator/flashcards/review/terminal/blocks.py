"""Texts of cards as blocks of styled text: what both the screen and plain lines are made from."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from flashcards.render.as_terminal import Box, Grid, Look, Piece, Prose, Run, Runs, terminal
from flashcards.render.looks import BLANK
from flashcards.render.texts import blocks_of

Block = Piece

__all__ = ["BLANK", "Block", "Box", "Grid", "Look", "Prose", "Run", "Runs", "blocks", "veils"]


@lru_cache(maxsize=64)
def blocks(markdown: str) -> tuple[Block, ...]:
    r"""The blocks of a card's text.

    >>> blocks("a `b`")[0].runs
    (Run(text='a ', look=<Look.NONE: 0>, veil=0), Run(text='b', look=<Look.CODE: 4>, veil=0))
    """
    return terminal(blocks_of(markdown))


def veils(found: Sequence[Block]) -> int:
    """How many spoilers there are."""
    return max((run.veil for block in found for run in _all_runs(block)), default=0)


def _all_runs(block: Block) -> Sequence[Run]:
    match block:
        case Prose():
            return block.runs
        case Grid():
            return [run for row in (block.head, *block.rows) for cell in row for run in cell]
        case _:
            return ()
