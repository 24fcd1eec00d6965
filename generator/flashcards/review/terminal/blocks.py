"""Texts of cards as blocks of styled text: what both the screen and plain lines are made from."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from flashcards.render.as_terminal import Box, Grid, Look, Piece, Prose, Run, Runs, terminal
from flashcards.render.looks import BLANK
from flashcards.render.texts import blocks_of
from flashcards.tree.nodes import Blocks

Block = Piece

__all__ = ["BLANK", "Block", "Box", "Grid", "Look", "Prose", "Run", "Runs", "blocks", "veils"]


def blocks(text: str | Blocks) -> tuple[Block, ...]:
    r"""The blocks of a card's text, as nodes or as a database keeps it.

    >>> blocks("a `b`")[0].runs
    (Run(text='a ', look=<Look.NONE: 0>, veil=0), Run(text='b', look=<Look.CODE: 4>, veil=0))
    """
    return _of_text(text) if isinstance(text, str) else terminal(text)


@lru_cache(maxsize=64)
def _of_text(text: str) -> tuple[Block, ...]:
    return terminal(blocks_of(text))


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
