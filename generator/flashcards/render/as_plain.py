"""Nodes → what a person reads: no markup, blanks and structure kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from flashcards.render.looks import BLANK, BOXES, named
from flashcards.tree import nodes as n
from flashcards.tree.flat import lowered, raised
from flashcards.tree.nodes import Block, Blocks, Inline, Inlines

INDENT = "  "


def plain(blocks: Blocks) -> str:
    """The text of blocks, each on lines of its own, table cells parted by ` | `."""
    return "\n".join(line for block in blocks for line in _lines(block))


def plain_inline(inlines: Inlines) -> str:
    """The text of inlines; what is hidden is a blank, what is corrected is right."""
    return "".join(_INLINES.get(type(node), _children)(node) for node in inlines)


def _lines(block: Block) -> Iterator[str]:
    yield from _BLOCKS[type(block)](block)


def _split(text: str) -> Iterator[str]:
    yield from text.split("\n")


def _all(blocks: Blocks) -> Iterator[str]:
    for block in blocks:
        yield from _lines(block)


def _paragraph(block: n.Paragraph | n.Heading) -> Iterator[str]:
    yield from _split(plain_inline(block.children))


def _bullets(block: n.BulletList) -> Iterator[str]:
    for item in block.items:
        yield from _item(item, "• ")


def _numbers(block: n.OrderedList) -> Iterator[str]:
    for number, item in enumerate(block.items, start=block.start):
        yield from _item(item, f"{number}. ")


def _item(item: n.Item, sign: str) -> Iterator[str]:
    lines = [line for child in item.children for line in _in_item(child)]
    head, *rest = lines or [""]
    yield f"{sign}{BOXES[item.checked]}{head}"
    yield from rest


def _in_item(block: Block) -> Iterator[str]:
    for line in _lines(block):
        yield f"{INDENT}{line}" if isinstance(block, n.BulletList | n.OrderedList) else line


def _table(block: n.Table) -> Iterator[str]:
    for cells in (block.header, *(row.cells for row in block.rows)):
        yield " | ".join(plain_inline(cell.children).replace("\n", " ") for cell in cells)


def _titled(title: Inlines, blocks: Blocks) -> Iterator[str]:
    if title:
        yield from _split(plain_inline(title))
    yield from _all(blocks)


def _definitions(block: n.DefinitionList) -> Iterator[str]:
    for entry in block.entries:
        yield from _split(plain_inline(entry.term))
        for meaning in entry.meanings:
            yield from (f"{INDENT}{line}" for line in _all(meaning))


def _footnote(block: n.Footnote) -> Iterator[str]:
    head, *rest = [*_all(block.children)] or [""]
    yield f"[{block.label}] {head}"
    yield from rest


_BLOCKS: dict[type, Callable[[Any], Iterator[str]]] = {
    n.Paragraph: _paragraph,
    n.Heading: _paragraph,
    n.BulletList: _bullets,
    n.OrderedList: _numbers,
    n.Table: _table,
    n.CodeBlock: lambda block: _split(block.value),
    n.MathBlock: lambda block: _split(block.tex.strip()),
    n.Quote: lambda block: _all(block.children),
    n.Callout: lambda block: _titled(block.title, block.children),
    n.Details: lambda block: _titled(block.summary, block.children),
    n.DefinitionList: _definitions,
    n.Rule: lambda _: iter(()),
    n.Footnote: _footnote,
    n.HtmlBlock: lambda block: _split(block.value),
}


def _children(node: Inline) -> str:
    return plain_inline(n.children_of(node))


def _hidden(node: n.Hidden) -> str:
    return f"{BLANK} ({node.hint})" if node.hint else BLANK


def _styled(node: n.Styled) -> str:
    said = plain_inline(node.children)
    moved = {n.Style.SUP: raised, n.Style.SUB: lowered}.get(node.style)
    return moved(said) if moved else said


_INLINES: dict[type, Callable[[Any], str]] = {
    n.Text: lambda node: node.value,
    n.Code: lambda node: node.value,
    n.Math: lambda node: node.tex,
    n.Break: lambda _: "\n",
    n.Image: named,
    n.FootnoteRef: lambda node: f"[{node.label}]",
    n.RawHtml: lambda node: node.value,
    n.Styled: _styled,
    n.Hidden: _hidden,
    n.Corrected: lambda node: node.value,
    n.Refuted: lambda node: f"{plain_inline(node.children)} (recomputed: {node.value})",
}
"""What stands for itself; all other nodes are their children."""
