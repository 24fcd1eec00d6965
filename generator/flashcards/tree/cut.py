"""Parts of inlines by the characters that a person reads: cut, strip, unwrap."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate

from flashcards.tree.flat import plain
from flashcards.tree.nodes import (
    Blocks,
    Break,
    Code,
    FootnoteRef,
    Image,
    Inline,
    Inlines,
    Math,
    RawHtml,
    Text,
    children_of,
    own_inlines,
    walk,
    with_children,
)
from flashcards.tree.span import Span


def cut(inlines: Inlines, start: int, end: int | None = None) -> Inlines:
    """Characters `start` up to `end` of what `plain` reads, as nodes that keep their places.

    A formula is whole or gone; a picture stays with the characters round it.
    """
    size = len(plain(inlines))
    last = size if end is None else min(end, size)
    if start <= 0 and last >= size:
        return inlines
    return _cut(inlines, start, last, 0)[0]


def pieces(inlines: Inlines, places: Sequence[tuple[int, int]]) -> list[Inlines]:
    """Several cuts at once, in time that grows with the text: the places follow one another."""
    sizes = [len(plain((node,))) for node in inlines]
    starts = list(accumulate(sizes, initial=0))
    out: list[Inlines] = []
    for start, end in places:
        first = bisect_left(starts, start + 1) - 1
        while first and starts[first - 1] >= start:  # what nobody reads stands there, too
            first -= 1
        last = bisect_right(starts, end, hi=len(sizes))
        out.append(_cut(inlines[first:last], start, end, starts[first])[0])
    return out


def _cut(inlines: Iterable[Inline], start: int, end: int, at: int) -> tuple[Inlines, int]:
    kept: list[Inline] = []
    for node in inlines:
        match node:
            case Text(value) | Code(value):
                low, high = max(start - at, 0), min(end - at, len(value))
                if low < high:
                    kept.append(_part(node, low, high))
                at += len(value)
            case Math(value) | RawHtml(value):
                if start <= at and at + len(value) <= end:
                    kept.append(node)
                at += len(value)
            case Break():
                if start <= at < end:
                    kept.append(node)
                at += 1
            case Image() | FootnoteRef():
                if start <= at <= end:
                    kept.append(node)
            case _:
                children, at = _cut(children_of(node), start, end, at)
                if children:
                    kept.append(with_children(node, children))
    return tuple(kept), at


def _part(node: Text | Code, low: int, high: int) -> Text | Code:
    if low == 0 and high == len(node.value):
        return node
    value = node.value[low:high]
    if isinstance(node, Code):
        inner = node.inner + low if node.inner >= 0 else -1
        return Code(value, span=node.span, inner=inner)
    if not node.verbatim or node.span.start < 0:
        return Text(value, span=node.span, verbatim=False)
    return Text(value, span=Span(node.span.start + low, node.span.start + high))


def strip(inlines: Inlines, signs: str = " \t\n") -> Inlines:
    """Without these characters at both ends."""
    text = plain(inlines)
    start = len(text) - len(text.lstrip(signs))
    return cut(inlines, start, max(len(text.rstrip(signs)), start))


def rstrip(inlines: Inlines, signs: str = " \t\n") -> Inlines:
    """Without these characters at the end."""
    return cut(inlines, 0, len(plain(inlines).rstrip(signs)))


def unwrapped(inlines: Inlines, *kinds: type) -> Inlines:
    """Without the wrappers of these kinds; what stood in them stays."""

    def bare(node: Inline) -> Inlines | None:
        return unwrapped(children_of(node), *kinds) if isinstance(node, kinds) else None

    return mapped(inlines, bare)


def mapped(inlines: Inlines, change: Callable[[Inline], Inlines | None]) -> Inlines:
    """Each node as `change` gives it; where that is None, the node with its children changed."""
    out: list[Inline] = []
    for node in inlines:
        new = change(node)
        if new is not None:
            out.extend(new)
            continue
        children = children_of(node)
        if children and not isinstance(node, Image):
            changed = mapped(children, change)
            same = len(changed) == len(children) and all(
                one is other for one, other in zip(changed, children, strict=True)
            )
            node = node if same else with_children(node, changed)  # noqa: PLW2901
        out.append(node)
    return tuple(out)


def map_nodes(inlines: Inlines, change: Callable[[Inline], Inlines]) -> Inlines:
    """Inlines with each node replaced by what `change` gives for it, the innermost first."""
    out: list[Inline] = []
    for node in inlines:
        children = children_of(node)
        out.extend(change(with_children(node, map_nodes(children, change)) if children else node))
    return tuple(out)


def pictures(inlines: Inlines) -> tuple[Image, ...]:
    """The pictures among inlines, in order."""
    found: list[Image] = []
    for node in inlines:
        if isinstance(node, Image):
            found.append(node)
        else:
            found.extend(pictures(children_of(node)))
    return tuple(found)


def pictures_in(blocks: Blocks) -> tuple[Image, ...]:
    """The pictures and sounds in blocks, in order."""
    return tuple(
        image for block in walk(blocks) for run in own_inlines(block) for image in pictures(run)
    )
