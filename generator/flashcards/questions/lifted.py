"""Parts of a question that stand in a list of its answer: `- Follow-ups:` over an inner list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from flashcards.document import Role
from flashcards.questions.roles import is_spoken, role_of
from flashcards.tree import plain
from flashcards.tree.nodes import Block, Blocks, BulletList, Item, OrderedList, Paragraph
from flashcards.tree.span import hull

_PARTS = frozenset((Role.FOLLOW_UPS, Role.HINTS))


def lifted(blocks: Sequence[Block]) -> Blocks:
    """The blocks, with items that only name a part of the question as labels outside their list."""
    return tuple(part for block in blocks for part in _lifted(block))


def _lifted(block: Block) -> Iterator[Block]:
    if not isinstance(block, BulletList) or not any(map(_names_part, block.items)):
        yield block
        return
    kept: list[Item] = []
    for item in block.items:
        if not _names_part(item):
            kept.append(item)
            continue
        if kept:
            yield _listed(block, kept)
        kept = []
        yield from item.children
    if kept:
        yield _listed(block, kept)


def _listed(block: BulletList, items: Sequence[Item]) -> BulletList:
    return replace(block, items=tuple(items), span=hull(item.span for item in items))


def _names_part(item: Item) -> bool:
    """Whether an item is the name of a part, over the list that is that part."""
    first, *rest = item.children or (None,)
    if not isinstance(first, Paragraph) or not rest:
        return False
    words = plain(first.children).strip()
    lists = all(isinstance(one, BulletList | OrderedList) for one in rest)
    return lists and is_spoken(words.rstrip(":： ")) and role_of(words) in _PARTS
