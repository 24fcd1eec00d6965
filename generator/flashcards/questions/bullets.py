"""Options told apart by their bullets, `- wrong`, `+ right`: two lists to the parser."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from flashcards.questions.slices import with_inner
from flashcards.tree.nodes import (
    Block,
    Blocks,
    BulletList,
    Callout,
    Details,
    Item,
    OrderedList,
    Quote,
)
from flashcards.tree.span import hull
from flashcards.values import dataclass

_LEAST = 2
"""Runs of such lists in a document; one alone may have been written by two hands."""

_RIGHT = ("+", "*")
"""Bullets of the right options, whichever of them stands beside `-`; beside `*` it is `+`."""


@dataclass(frozen=True, slots=True)
class _Run:
    """Lists that stand one behind the other, as one with the bullet of each item."""

    start: int
    end: int
    items: tuple[tuple[Item, str], ...]

    @property
    def signs(self) -> set[str]:
        return {sign for _, sign in self.items}


def told_apart(blocks: Blocks, text: str) -> Blocks:
    """The blocks with boxes at the items of lists that stand together with two kinds of bullets.

    Args:
        blocks: of a document.
        text: of the document, in which the bullets stand.
    """
    runs = [run for run in _all(blocks, text) if len(run.signs) > 1]
    signs = {frozenset(run.signs) for run in runs}
    if len(runs) < _LEAST or len(signs) != 1 or len(next(iter(signs))) != len(_RIGHT):
        return blocks
    right = next(sign for sign in _RIGHT if sign in runs[0].signs)
    places = [[i for i, (_, sign) in enumerate(run.items) if sign == right] for run in runs]
    single = sum(len(one) == 1 for one in places)
    if single * 2 < len(runs) or all(one == list(range(len(one))) for one in places):
        return blocks  # what speaks for a thing, then what speaks against it
    return _boxed(blocks, right, text)


def _all(blocks: Blocks, text: str) -> Iterator[_Run]:
    yield from _runs(blocks, text)
    for block in blocks:
        for inside in _held(block):
            yield from _all(inside, text)


def _held(block: Block) -> Iterator[Blocks]:
    match block:
        case BulletList() | OrderedList():
            yield from (item.children for item in block.items)
        case Details() | Callout() | Quote():
            yield block.children


def _runs(blocks: Blocks, text: str) -> Iterator[_Run]:
    """The runs of lists with bullets among some blocks."""
    start = 0
    while start < len(blocks):
        end = start
        items: list[tuple[Item, str]] = []
        while end < len(blocks) and isinstance(block := blocks[end], BulletList):
            items += [(item, _sign(item, text)) for item in block.items]
            end += 1
        if end > start + 1 and all(sign and item.checked is None for item, sign in items):
            yield _Run(start, end, tuple(items))
        start = max(end, start + 1)


def _sign(item: Item, text: str) -> str:
    at = item.span.start
    return text[at] if 0 <= at < len(text) and text[at] in "-+*" else ""


def _boxed(blocks: Blocks, right: str, text: str) -> Blocks:
    out: list[Block] = []
    start = 0
    for run in _runs(blocks, text):
        if len(run.signs) < len(_RIGHT):
            continue
        out.extend(_within(blocks[start : run.start], right, text))
        out.append(_list(run.items, right))
        start = run.end
    return (*out, *_within(blocks[start:], right, text))


def _within(blocks: Blocks, right: str, text: str) -> Iterator[Block]:
    return (with_inner(block, lambda held: _boxed(held, right, text)) for block in blocks)


def _list(items: Sequence[tuple[Item, str]], right: str) -> BulletList:
    boxed = tuple(replace(item, checked=sign == right) for item, sign in items)
    return BulletList(boxed, span=hull(item.span for item in boxed))
