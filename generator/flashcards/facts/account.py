"""The blocks of a part of a document, for the account."""

from __future__ import annotations

from collections.abc import Iterator

from flashcards.document import (
    FollowUp,
    Formula,
    Hint,
    Labelled,
    List,
    Listing,
    Node,
    Paragraph,
    Quote,
    Source,
    Table,
    walk,
)
from flashcards.facts.wording import first_line


def leaf_blocks(nodes: tuple[Node, ...]) -> Iterator[tuple[Source, str, str]]:
    """Every block that carries information: (source, kind of block, its text), in order.

    A label with nothing but blocks under it is a heading, not a block.
    """
    for node in walk(nodes):
        match node:
            case List():
                for item in node.items:
                    yield item.source, "list item", item.text.plain
            case Table():
                for row in node.rows:
                    yield row.source, "table row", " | ".join(cell.plain for cell in row.cells)
            case Labelled():
                if node.body:
                    text = f"{node.label.plain}: {node.body.plain}"
                    yield node.source, "labelled paragraph", text
            case Quote():
                continue  # its blocks follow
            case _:
                yield node.source, *_described(node)


def _described(node: Paragraph | Hint | FollowUp | Listing | Formula) -> tuple[str, str]:
    """A single-block node's kind and text."""
    match node:
        case Paragraph():
            return "paragraph", node.text.plain
        case Hint():
            return "hint", node.text.plain
        case FollowUp():
            return "follow-up", node.question.plain
        case Formula():
            return "formula", " ".join(node.block.tex.split())
        case Listing():
            return "code listing", first_line(node.block.value)
