"""Fences that nobody closes: all that follows them is code, which no author means."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flashcards.errors import Finding
from flashcards.tree import Tree
from flashcards.tree.nodes import CodeBlock, walk

# What closes a fence, behind signs of quotes.
_CLOSING = re.compile(r"[ \t>]*(?:`{3,}|~{3,})[ \t]*")


def unclosed_fences(tree: Tree, path: str) -> Iterator[Finding]:
    """A finding for each fence without an end."""
    for block in walk(tree.blocks):
        if not isinstance(block, CodeBlock) or not block.fenced or block.span.start < 0:
            continue
        first, *rest = tree.source(block.span).split("\n")
        if first.strip().startswith(("```", "~~~")) and not (rest and _CLOSING.fullmatch(rest[-1])):
            yield Finding(
                path=path,
                line=tree.line(block.span),
                rule="unclosed-fence",
                severity="warning",
                message="the fence has no end; all that follows is taken for code",
            )
