"""What a tree says against its source: shared by the tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator

from flashcards.tree import Tree
from flashcards.tree.nodes import (
    Block,
    Code,
    CodeBlock,
    Inline,
    Math,
    MathBlock,
    Text,
    own_inlines,
    walk,
    walk_inlines,
)


def inlines_of(tree: Tree) -> Iterator[Inline]:
    """Every inline node of a document."""
    for block in walk(tree.blocks):
        for run in own_inlines(block):
            yield from walk_inlines(run)


def misplaced(tree: Tree) -> list[tuple[str, str, str]]:
    """Nodes whose place holds something else: kind, what they say, what stands there."""
    found: list[tuple[str, str, str]] = []
    for node in inlines_of(tree):
        kind, source = type(node).__name__, tree.source(node.span)
        if not 0 <= node.span.start < node.span.end <= len(tree.text):
            found.append((kind, repr(node), str(node.span)))
        if isinstance(node, Text) and node.verbatim and source != node.value:
            found.append((kind, node.value, source))
        if isinstance(node, Code | Math):
            value = node.value if isinstance(node, Code) else node.tex
            there = tree.text[node.inner : node.inner + len(value)]
            if node.inner >= 0 and there.replace("\n", " ") != value.replace("\n", " "):
                found.append((kind, value, there))
    for block in walk(tree.blocks):
        found.extend(_misplaced_lines(block, tree))
    return found


def _misplaced_lines(block: Block, tree: Tree) -> Iterator[tuple[str, str, str]]:
    if isinstance(block, MathBlock) and block.inner >= 0:
        there = tree.text[block.inner :]
        if not there.lstrip("\n").startswith(block.tex.split("\n")[0]):
            yield "MathBlock", block.tex, there[:40]
    if isinstance(block, CodeBlock):
        for line, start in zip(block.value.split("\n"), block.starts, strict=False):
            lead = len(line) - len(line.lstrip())  # a tab may stand for its blanks
            if tree.text[start + lead : start + len(line)] != line[lead:]:
                yield "CodeBlock", line, tree.text[start : start + len(line)]
