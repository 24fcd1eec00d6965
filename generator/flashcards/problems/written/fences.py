"""The fences of problems in a document."""

from __future__ import annotations

from collections.abc import Iterator

from flashcards.tree import Tree
from flashcards.tree.nodes import CodeBlock, walk

LANGUAGE = "problem"


def problem_fences(tree: Tree) -> Iterator[tuple[str, int]]:
    """The text of each fence that is a problem, and the line of the file on which it begins."""
    for block in walk(tree.blocks):
        if isinstance(block, CodeBlock) and block.language == LANGUAGE:
            yield block.value, tree.line(block.span) + 1
