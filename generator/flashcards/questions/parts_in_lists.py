"""Parts that stand in items, over their options or answers: each becomes a text of its own.

`- (a) Which …?` over what answers it, and `1. A leaf is kept …` over such parts.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from flashcards.questions.letters import in_order, opening_letter
from flashcards.questions.roles import some_sentence_asks
from flashcards.questions.slices import joined, lines, paragraph, said
from flashcards.tree import plain
from flashcards.tree.nodes import (
    Block,
    Blocks,
    BulletList,
    OrderedList,
    Paragraph,
    Strong,
)

_LEAST = 2


def parts_in_lists(run: Blocks) -> Blocks:
    """The blocks with such parts out of their items."""
    return tuple(part for block in run for part in _loosened(block))


def _loosened(block: Block) -> Iterator[Block]:
    if isinstance(block, BulletList) and _is_of_parts(block):
        for item in block.items:
            yield from _lined(item.children)
    elif isinstance(block, OrderedList) and any(_holds_parts(i.children) for i in block.items):
        for number, item in zip(block.numbers, block.items, strict=True):
            stem, *more = item.children
            if isinstance(stem, Paragraph):
                label = Strong((said(f"{number}."),))
                yield Paragraph((label, said(" "), *stem.children), span=stem.span)
                yield from _lined(parts_in_lists(tuple(more)))
            else:
                yield from item.children
    else:
        yield block


def _lined(blocks: Blocks) -> Iterator[Block]:
    """The blocks with the first line of each part over what stands below it."""
    for block in blocks:
        rows = lines(block.children) if isinstance(block, Paragraph) else []
        if len(rows) > 1 and _part(block):
            yield paragraph(rows[0])
            yield paragraph(joined(rows[1:]))
        else:
            yield block


def _is_of_parts(block: BulletList) -> bool:
    return _are_parts(tuple(item.children for item in block.items))


def _holds_parts(blocks: Blocks) -> bool:
    """Whether such parts stand below the text of an item, in a list or as texts."""
    stem, *more = blocks or (None,)
    if not isinstance(stem, Paragraph):
        return False
    if any(
        isinstance(b, BulletList) and _are_parts(tuple(i.children for i in b.items)) for b in more
    ):
        return True
    starts = [place for place, block in enumerate(more) if _part(block)]
    found = tuple(tuple(more[a:b]) for a, b in pairwise([*starts, len(more)]))
    return starts[:1] == [0] and _are_parts(found)


def _part(block: Block) -> str:
    """The letter of a part that asks, at the head of a text; nothing of any other."""
    first = lines(block.children)[0] if isinstance(block, Paragraph) else ()
    opened = opening_letter(plain(first)) if first else None
    return opened[0] if opened and some_sentence_asks(plain(first)) else ""


def _are_parts(found: tuple[Blocks, ...]) -> bool:
    """Whether each of several groups of blocks is a part, by letters in order, and is answered."""
    letters = [_part(blocks[0]) if blocks else "" for blocks in found]
    return len(found) >= _LEAST and in_order(letters) and all(map(_is_answered, found))


def _is_answered(blocks: Blocks) -> bool:
    """Whether options, or what may answer, stand below the first line of a part."""
    first, *more = blocks
    below = lines(first.children)[1:] if isinstance(first, Paragraph) else []
    return bool(below or more)


__all__ = ["parts_in_lists"]
