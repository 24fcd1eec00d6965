"""Trees as they would be had their author never wrapped a line, to be compared."""

from __future__ import annotations

from flashcards import patterns as re
from flashcards.tree.cut import map_nodes
from flashcards.tree.nodes import (
    Blocks,
    Break,
    Inline,
    Inlines,
    Text,
    children_of,
    map_inlines,
    with_children,
)

_BLANKS = re.compile(r"[ \t\n]+")


def canonical(blocks: Blocks) -> Blocks:
    """The blocks as they would be had their author never wrapped a line.

    Soft breaks are blanks, several blanks are one, so are neighbouring texts: two trees that show
    the same are equal.
    """
    return map_inlines(blocks, _joined)


def _joined(inlines: Inlines) -> Inlines:
    return _merged(map_nodes(inlines, _unwrapped))


def _unwrapped(node: Inline) -> Inlines:
    if isinstance(node, Break) and not node.hard:
        return (Text(" ", verbatim=False),)
    children = children_of(node)
    return (with_children(node, _merged(children)),) if children else (node,)


def _merged(inlines: Inlines) -> Inlines:
    out: list[Inline] = []
    for node in inlines:
        last = out[-1] if out else None
        if isinstance(node, Text) and isinstance(last, Text):
            out[-1] = Text(last.value + node.value, verbatim=False)
        else:
            out.append(node)
    return tuple(
        Text(_BLANKS.sub(" ", node.value), verbatim=False) if isinstance(node, Text) else node
        for node in out
    )
