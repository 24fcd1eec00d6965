"""Tags that stand in bold behind options, `B. Move them.  **Most Voted**`, and are none of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from flashcards.questions.letters import in_order, opening_letter
from flashcards.questions.slices import joined, lines, said, stripped
from flashcards.questions.told import names_right
from flashcards.tree import plain
from flashcards.tree.nodes import (
    Block,
    Blocks,
    BulletList,
    Code,
    Emphasis,
    Highlight,
    Inlines,
    OrderedList,
    Paragraph,
    Strong,
)

_LEAST = 2
"""Lists of options that must bear the same tag."""

_WORDS = 3
_ENDS = ".!?…)"


def untagged(blocks: Blocks) -> Blocks:
    """The blocks without tags behind options; one of words for what is right becomes a tick."""
    counts = Counter(tag for block in blocks for tag in set(_tags(block)))
    known = {tag for tag, count in counts.items() if count >= _LEAST}
    return tuple(_without(block, known) for block in blocks) if known else blocks


def _tags(block: Block) -> Iterator[str]:
    for rows in _options(block):
        tags = [_tag(row) for row in rows]
        if not all(tags):
            yield from filter(None, tags)


def _options(block: Block) -> Iterator[list[Inlines]]:
    """The lines of a block, or of its items, that open with letters in order."""
    if isinstance(block, Paragraph):
        rows = [row for row in lines(block.children) if opening_letter(plain(row))]
        yield from (rows,) if _in_order(rows) else ()
    elif isinstance(block, BulletList | OrderedList):
        first = [item.children[0] if item.children else None for item in block.items]
        rows = [joined(lines(one.children)) for one in first if isinstance(one, Paragraph)]
        yield from (rows,) if _in_order(rows) or _is_boxed(block) else ()
        for item in block.items:
            for child in item.children:
                yield from _options(child)


def _in_order(rows: Sequence[Inlines]) -> bool:
    opened = [opening_letter(plain(row)) for row in rows]
    return in_order([one[0] if one else "" for one in opened])


def _is_boxed(block: BulletList | OrderedList) -> bool:
    return all(item.checked is not None for item in block.items)


def _tag(row: Inlines) -> str:
    """The few words that end a line in bold, slanted or as code, behind a whole sentence."""
    last = row[-1] if len(row) > 1 else None
    if not isinstance(last, Strong | Emphasis | Code | Highlight):
        return ""
    words, before = plain((last,)).strip(" ()[]"), plain(row[:-1])
    short = 0 < len(words.split()) <= _WORDS
    apart = before.endswith("  ") or before.rstrip().endswith(tuple(_ENDS))
    return words if short and apart else ""


def _without(block: Block, known: set[str]) -> Block:
    if not any(tag in known for tag in _tags(block)):
        return block
    if isinstance(block, Paragraph):
        return replace(block, children=joined([_cut(row, known) for row in lines(block.children)]))
    if not isinstance(block, BulletList | OrderedList):
        return block
    items = tuple(
        replace(item, children=tuple(_cut_in(child, known) for child in item.children))
        for item in block.items
    )
    return replace(block, items=items)


def _cut_in(child: Block, known: set[str]) -> Block:
    if isinstance(child, Paragraph):
        return replace(child, children=joined([_cut(row, known) for row in lines(child.children)]))
    return _without(child, known)


def _cut(row: Inlines, known: set[str]) -> Inlines:
    tag = _tag(row)
    if tag not in known:
        return row
    ticked = (said(" ✅"),) if names_right(tag) else ()
    return (*stripped(row[:-1]), *ticked)
