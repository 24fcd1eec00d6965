"""Blocks of a document as markdown-it finds them, as a tree that is cheap to build and walk.

Inline markup is left alone here: `plain` reads it where somebody asks for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from markdown_it import MarkdownIt

MAX_DEPTH = 60
"""Lists and quotes nested deeper than this are cut; no person writes ten levels."""

_BLOCKS = MarkdownIt("commonmark", {"html": True, "maxNesting": MAX_DEPTH}).enable("table")
_BLOCKS.core.ruler.enableOnly(["normalize", "block"])


@dataclass(slots=True, eq=False)
class Element:
    """One block: its type (`paragraph`, `fence` …), its lines and what stands in it.

    `start` and `end` are 0-based lines, the end not included; `content` is the inline markdown
    of a paragraph, heading or cell, or the lines of a fence.
    """

    type: str
    start: int
    end: int
    level: int = 0  # of a heading: 1 to 6
    content: str = ""
    info: str = ""
    markup: str = ""
    children: list[Element] = field(default_factory=list)

    def walk(self) -> Iterator[Element]:
        """This block and all in it, depth first."""
        yield self
        for child in self.children:
            yield from child.walk()


def parse(text: str) -> list[Element]:
    """The blocks of a document, outermost first, in order."""
    root = Element("root", 0, 0)
    stack = [root]
    for token in _BLOCKS.parse(text):
        top = stack[-1]
        start, end = token.map or (top.start, top.end)
        if token.type == "inline":
            top.content = token.content
        elif token.nesting < 0:
            stack.pop()
        else:
            tag = token.tag
            element = Element(
                token.type[:-5] if token.nesting else token.type,
                start,
                end,
                level=int(tag[1]) if token.type == "heading_open" else 0,
                content=token.content,
                info=token.info,
                markup=token.markup,
            )
            top.children.append(element)
            if token.nesting:
                stack.append(element)
    return root.children


def cut_at(blocks: list[Element]) -> int | None:
    """The 1-based line where nesting was cut, or None."""
    level: list[tuple[Element, int]] = [(block, 1) for block in reversed(blocks)]
    while level:
        block, depth = level.pop()
        if depth >= MAX_DEPTH - 2 and not block.content:
            return block.start + 1
        level.extend((child, depth + 1) for child in reversed(block.children))
    return None
