"""What stays the same when nobody can see a change: for comparing texts of two builds."""

from __future__ import annotations

from collections.abc import Iterator

from flashcards import patterns as re
from flashcards.tree.cut import map_nodes
from flashcards.tree.flat import plain
from flashcards.tree.nodes import (
    Blocks,
    Break,
    CodeBlock,
    HtmlBlock,
    Image,
    Inline,
    Inlines,
    MathBlock,
    Text,
    children_of,
    map_inlines,
    own_inlines,
    walk,
    walk_inlines,
    with_children,
)

_STRAIGHT = str.maketrans(
    {"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "\u00a0": " ", "\u202f": " "}
)
"""Signs that editors and keyboards put in place of others."""


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


def identity(blocks: Blocks) -> str:
    """The text by which blocks are known again: their words, without markup, wraps and quotes.

    Two builds compare it; a reader never sees it. Pictures count by their targets.
    """
    return "\n".join(line for line in map(straight, _lines(blocks)) if line)


def straight(text: str) -> str:
    r"""Plain text with straight quotation marks and single blanks.

    >>> straight("it’s  “so”")
    'it\'s "so"'
    """
    return " ".join(text.translate(_STRAIGHT).split())


def _lines(blocks: Blocks) -> Iterator[str]:
    for block in walk(blocks):
        if isinstance(block, CodeBlock | HtmlBlock):
            yield block.value
        elif isinstance(block, MathBlock):
            yield block.tex
        for run in own_inlines(block):
            yield plain(run)
            yield from (n.target for n in walk_inlines(run) if isinstance(n, Image))
