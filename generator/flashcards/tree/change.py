"""Trees changed: a function over all running text, and wrappers put round a stretch of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from flashcards.tree.nodes import (
    Block,
    Blocks,
    BulletList,
    Callout,
    Cell,
    Code,
    DefinitionList,
    Details,
    Footnote,
    Heading,
    Image,
    Inline,
    Inlines,
    Link,
    OrderedList,
    Paragraph,
    Quote,
    Table,
    Text,
    Wrapper,
    children_of,
)
from flashcards.tree.span import NOWHERE, Span, hull

Change = Callable[[Inlines], Inlines]
Wrap = Callable[[Inlines], Inline]


# --- all of a tree ---------------------------------------------------------------------------


def map_inlines(blocks: Blocks, change: Change) -> Blocks:
    """The blocks, each run of running text in them changed; what is not changed stays itself."""
    return tuple(_mapped(block, change) for block in blocks)


def _mapped(block: Block, change: Change) -> Block:
    match block:
        case Paragraph() | Heading():
            return replace(block, children=change(block.children))
        case BulletList() | OrderedList():
            items = tuple(
                replace(item, children=map_inlines(item.children, change)) for item in block.items
            )
            return replace(block, items=items)
        case Table():
            rows = tuple(replace(row, cells=_cells(row.cells, change)) for row in block.rows)
            return replace(block, header=_cells(block.header, change), rows=rows)
        case Quote() | Footnote():
            return replace(block, children=map_inlines(block.children, change))
        case _:
            return _mapped_titled(block, change)


def _mapped_titled(block: Block, change: Change) -> Block:
    match block:
        case Callout():
            children = map_inlines(block.children, change)
            return replace(block, title=change(block.title), children=children)
        case Details():
            children = map_inlines(block.children, change)
            return replace(block, summary=change(block.summary), children=children)
        case DefinitionList():
            entries = tuple(
                replace(
                    entry,
                    term=change(entry.term),
                    meanings=tuple(map_inlines(meaning, change) for meaning in entry.meanings),
                )
                for entry in block.entries
            )
            return replace(block, entries=entries)
        case _:
            return block


def _cells(cells: tuple[Cell, ...], change: Change) -> tuple[Cell, ...]:
    return tuple(replace(cell, children=change(cell.children)) for cell in cells)


def map_nodes(inlines: Inlines, change: Callable[[Inline], Inlines]) -> Inlines:
    """Inlines with each node replaced by what `change` gives for it, the innermost first."""
    out: list[Inline] = []
    for node in inlines:
        children = children_of(node)
        out.extend(change(with_children(node, map_nodes(children, change)) if children else node))
    return tuple(out)


def with_children(node: Inline, children: Inlines) -> Inline:
    """A node with other children; one that has none stays itself."""
    if isinstance(node, Image):
        return replace(node, alt=children)
    return replace(node, children=children) if isinstance(node, Wrapper) else node


# --- a stretch of it -------------------------------------------------------------------------


def wrap(inlines: Inlines, span: Span, wrapper: Wrap) -> Inlines:
    """Inlines with a wrapper round exactly what stands at a span.

    Text and code are split there. A formula, an escape or an entity is one thing: it is wrapped
    whole where the span touches it, but a formula that the span covers only in part is left, and
    so is what does not stand in these inlines at all: then they come back as they were.

    Args:
        inlines: of one paragraph, cell or title.
        span: in the document's text.
        wrapper: makes the node from what it is to hold.
    """
    if span == NOWHERE or span.start >= span.end:
        return inlines
    for index, node in enumerate(inlines):
        if isinstance(node, Wrapper) and hull(c.span for c in node.children).covers(span):
            inner = wrap(node.children, span, wrapper)
            if inner is node.children:
                return inlines
            return (*inlines[:index], with_children(node, inner), *inlines[index + 1 :])
    try:
        left, rest = _split(inlines, span.start, before=True)
        middle, right = _split(rest, span.end, before=False)
    except _WholeError:
        return inlines
    if not any(node.span.start >= 0 for node in middle):
        return inlines
    return (*left, wrapper(middle), *right)


def wrap_in_blocks(blocks: Blocks, span: Span, wrapper: Wrap) -> Blocks:
    """Blocks with a wrapper round what stands at a span, in whichever running text that is."""

    def change(inlines: Inlines) -> Inlines:
        place = hull(node.span for node in inlines)
        return wrap(inlines, span, wrapper) if place.touches(span) else inlines

    return map_inlines(blocks, change)


class _WholeError(Exception):
    """A place lies inside of what cannot be split."""


def _split(inlines: Inlines, at: int, *, before: bool) -> tuple[Inlines, Inlines]:
    """What stands before a place, and what behind it.

    `before`: what cannot be split there goes behind it (the place is a beginning), else before.
    """
    for index, node in enumerate(inlines):
        if node.span.start < 0 or node.span.end <= at:
            continue
        if node.span.start >= at:
            return inlines[:index], inlines[index:]
        left, right = _split_node(node, at, before=before)
        return (*inlines[:index], *left), (*right, *inlines[index + 1 :])
    return inlines, ()


def _split_node(node: Inline, at: int, *, before: bool) -> tuple[Inlines, Inlines]:
    whole: tuple[Inlines, Inlines] = ((), (node,)) if before else ((node,), ())
    match node:
        case Text(value) if node.verbatim:
            return _cut(node, value, at - node.span.start, at)
        case Code(value) if node.inner >= 0:
            count = at - node.inner
            return _cut(node, value, count, at) if 0 < count < len(value) else whole
        case Text():
            return whole
        case Wrapper():
            return _split_wrapper(node, at, before=before)
        case _:
            raise _WholeError


def _split_wrapper(node: Inline, at: int, *, before: bool) -> tuple[Inlines, Inlines]:
    left, right = _split(children_of(node), at, before=before)
    if not left or not right:
        return ((), (node,)) if not left else ((node,), ())
    return (
        (replace(with_children(node, left), span=Span(node.span.start, at)),),
        (replace(with_children(node, right), span=Span(at, node.span.end)),),
    )


def _cut(node: Text | Code, value: str, count: int, at: int) -> tuple[Inlines, Inlines]:
    left = replace(node, value=value[:count], span=Span(node.span.start, at))
    right = replace(node, value=value[count:], span=Span(at, node.span.end))
    if isinstance(right, Code):
        right = replace(right, inner=at)
    return (left,), (right,)


def unlinked(inlines: Inlines) -> Inlines:
    """Inlines whose links are only their words."""
    return map_nodes(inlines, lambda node: node.children if isinstance(node, Link) else (node,))
