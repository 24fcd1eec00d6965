"""Spoilers of forums at the head of a line, `>! hidden`, which to the parser are quotes."""

from __future__ import annotations

from collections.abc import Sequence

from flashcards.questions.slices import answer_box, cut, joined, lines, paragraph, with_inner
from flashcards.tree import plain
from flashcards.tree.nodes import Block, Blocks, Details, Paragraph, Quote


def unhidden(blocks: Sequence[Block]) -> Blocks:
    """The blocks with each spoiler as an answer to what stands above it."""
    return tuple(with_inner(_box(block) or block, unhidden) for block in blocks)


def _box(block: Block) -> Details | None:
    """What a quote hides, if each of its paragraphs opens with the sign."""
    texts = block.children if isinstance(block, Quote) else ()
    shown = [_shown(text) if isinstance(text, Paragraph) else None for text in texts]
    told = tuple(one for one in shown if one is not None)
    return answer_box(told, block.span) if told and len(told) == len(texts) else None


def _shown(text: Paragraph) -> Paragraph | None:
    """A paragraph without the signs before its lines, and behind the last."""
    rows = lines(text.children)
    if not plain(rows[0]).startswith("!"):
        return None
    bare = [cut(row, plain(row).startswith("!")) for row in rows]
    end = len(plain(bare[-1]).removesuffix("!<"))
    return paragraph(joined([*bare[:-1], cut(bare[-1], 0, end)]))
