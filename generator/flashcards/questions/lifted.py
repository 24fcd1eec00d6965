"""What stands in a list and is none of it: the name of a part over an inner list, a heading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from flashcards import patterns as re
from flashcards.document import Role
from flashcards.questions.labels import split_label
from flashcards.questions.letters import in_order, opening_letter
from flashcards.questions.roles import is_answer, is_spoken, role_of
from flashcards.questions.slices import cut, said
from flashcards.tree import plain
from flashcards.tree.nodes import (
    Block,
    Blocks,
    BulletList,
    Heading,
    Item,
    OrderedList,
    Paragraph,
    Strong,
)
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


def unlisted(blocks: Sequence[Block]) -> Blocks:
    """The blocks, with what stands in a list by a slip outside of it.

    That is a heading at the end of an item, set in too far, and an item without a box at either
    end of a list of boxes, or without a letter below those that have one: what it says of them.
    So do the parts of a question, each an item: `- **Expected answer:** …`, `- **Red flags:** …`.
    """
    return tuple(
        part
        for block in blocks
        for own in _unlisted(block)
        for boxes in _unboxed(own)
        for letters in _unlettered(boxes)
        for part in _unlabelled(letters)
    )


def _unboxed(block: Block) -> Iterator[Block]:
    if not isinstance(block, BulletList):
        yield block
        return
    boxed = [place for place, item in enumerate(block.items) if item.checked is not None]
    apart = [item for item in block.items if item.checked is None]
    whole = not boxed or boxed[-1] - boxed[0] + 1 != len(boxed)
    if len(boxed) < _BOXES or whole or any(map(_is_boxed, apart)):
        yield block
        return
    for item in block.items[: boxed[0]]:
        yield from item.children
    yield _listed(block, block.items[boxed[0] : boxed[-1] + 1])
    for item in block.items[boxed[-1] + 1 :]:
        yield from item.children


def _unlettered(block: Block) -> Iterator[Block]:
    """The list, with what stands behind its last letter outside of it: `Why: …` below `d) …`."""
    if not isinstance(block, BulletList):
        yield block
        return
    letters = [_letter(item) for item in block.items]
    count = next((place for place, one in enumerate(letters) if not one), len(letters))
    if not in_order(letters[:count]) or any(letters[count:]) or count == len(letters):
        yield block
        return
    yield _listed(block, block.items[:count])
    for item in block.items[count:]:
        yield from item.children


def _unlabelled(block: Block) -> Iterator[Block]:
    """What stands in a list whose items all name parts of a question, one of them its answer."""
    items = [_labelled(item) for item in block.items] if isinstance(block, BulletList) else []
    labels = [_label(item) for item in items]
    parts = len(labels) > 1 and all(role_of(name) is not Role.OTHER for name in labels)
    if not parts or sum(map(is_answer, labels)) != 1:
        yield block
        return
    for item in items:
        yield from item.children


# A label in plain letters, and a sign before any: `🟢 **Strong answer:** …`, `👎 Weak answer: …`.
_SIGN = re.compile(r"[^\w\s!-~¡-¿‐-‧]{1,3}\s+(?=\w)")
_NAME = re.compile(r"(?P<name>[^\W\d_][^:：\n]{0,30}?)\s?[:：]\s+(?=\S)")


def _labelled(item: Item) -> Item:
    """An item without a sign before its first word, and its label, if it is plain, in bold."""
    first = item.children[0] if item.children else None
    if not isinstance(first, Paragraph) or item.checked is not None:
        return item
    sign = _SIGN.match(plain(first.children))
    words = cut(first.children, sign.end()) if sign else first.children
    name = None if split_label(words) else _NAME.match(plain(words))
    if name:
        label = Strong(cut(words, 0, name.end("name")))
        words = (label, said(": "), *cut(words, name.end()))
    return replace(item, children=(replace(first, children=words), *item.children[1:]))


def _label(item: Item) -> str:
    """The label in bold that opens an item."""
    first = item.children[0] if item.children else None
    pair = split_label(first.children) if isinstance(first, Paragraph) else None
    return plain(pair[0]) if pair and pair[1] and item.checked is None else ""


def _letter(item: Item) -> str:
    """The letter that an item opens with."""
    first = item.children[0] if item.children else None
    found = opening_letter(plain(first.children)) if isinstance(first, Paragraph) else None
    return found[0] if found else ""


def _is_boxed(item: Item) -> bool:
    """Whether an item has a box that the parser takes for text: `[]`, `[ ]one`."""
    first = item.children[0] if item.children else None
    return isinstance(first, Paragraph) and plain(first.children).startswith("[")


_BOXES = 2
"""Items with boxes from which on a list is one of boxes."""


def _unlisted(block: Block) -> Iterator[Block]:
    if not isinstance(block, BulletList) or not any(map(_ends_in_heading, block.items)):
        yield block
        return
    kept: list[Item] = []
    for item in block.items:
        ends = _ends_in_heading(item)
        kept.append(replace(item, children=item.children[:-1]) if ends else item)
        if ends:
            yield _listed(block, kept)
            yield item.children[-1]
            kept = []
    if kept:
        yield _listed(block, kept)


def _ends_in_heading(item: Item) -> bool:
    return len(item.children) > 1 and isinstance(item.children[-1], Heading)


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
