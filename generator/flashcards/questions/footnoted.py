"""Answers in footnotes, put behind the items and lines that ask: `Which is it?[^a]`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from flashcards.questions.roles import has_question_mark
from flashcards.questions.slices import alone, answer_box, stripped
from flashcards.tree import plain
from flashcards.tree.nodes import (
    Block,
    Blocks,
    BulletList,
    Footnote,
    FootnoteRef,
    Item,
    OrderedList,
)

_LEAST = 2
"""Questions that all have their notes; one may be a remark on what it asks."""


def footnoted(run: Blocks) -> Blocks:
    """The blocks with each note of a question behind it, where all items of a list have one."""
    notes = {one.label: one.children for one in run if isinstance(one, Footnote)}
    out: list[Block] = []
    used: set[str] = set()
    for block in run if notes else ():
        items = [_noted(item) for item in _items(block)]
        labels = [label for _, label in items]
        if len(items) >= _LEAST and len(set(labels)) == len(items) and set(labels) <= set(notes):
            out.append(_with(block, [item for item, _ in items], labels, notes))
            used |= set(labels)
        else:
            out.append(block)
    if not used:
        return run
    return tuple(one for one in out if not isinstance(one, Footnote) or one.label not in used)


def _items(block: Block) -> Iterator[Item]:
    if isinstance(block, BulletList | OrderedList):
        yield from block.items


def _noted(item: Item) -> tuple[Item, str]:
    """An item that is one question and the label of a note behind it, without that."""
    only = alone(item)
    if only is None or not only.children or item.checked is not None:
        return item, ""
    *words, last = only.children
    if not isinstance(last, FootnoteRef) or any(isinstance(one, FootnoteRef) for one in words):
        return item, ""
    bare = stripped(tuple(words))
    asks = has_question_mark(plain(bare))
    return replace(item, children=(replace(only, children=bare),)), last.label if asks else ""


def _with(block: Block, items: list[Item], labels: list[str], notes: Mapping[str, Blocks]) -> Block:
    assert isinstance(block, BulletList | OrderedList)  # noqa: S101 - it has items
    told = (
        replace(item, children=(*item.children, answer_box(notes[label])))
        for item, label in zip(items, labels, strict=True)
    )
    return replace(block, items=tuple(told))


__all__ = ["footnoted"]
