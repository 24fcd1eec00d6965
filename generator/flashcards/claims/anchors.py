"""Links inside a document that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from flashcards import patterns as re
from flashcards.claims.saying import finding
from flashcards.document import Source
from flashcards.errors import Finding
from flashcards.tree import Tree, plain
from flashcards.tree.nodes import Heading, Link, own_inlines, walk, walk_inlines

# `<a id="name">`, `{#name}`, `{: .kind #name}`: anchors that authors set themselves.
_NAMED = re.compile(
    r"""<\w+\s[^<>]*\b(?:id|name)\s*=\s*["']?([\w.:-]+)|\{:?[^{}#\n]{0,200}#([\w.:-]+)"""
)


def anchors(path: str, tree: Tree) -> Iterator[Finding]:
    """`[Technical](#technical-questions)` where no heading has that anchor, as GitHub makes them.

    A second heading of the same words has the anchor `…-1`, the third `…-2`.
    """
    known: set[str] | None = None
    for block in walk(tree.blocks):
        for run in own_inlines(block):
            for node in walk_inlines(run):
                if not isinstance(node, Link) or not node.target.startswith("#"):
                    continue
                known = set(_anchors(tree)) if known is None else known
                anchor = node.target[1:]
                if anchor.lower() not in known:
                    known.add(anchor.lower())  # told once
                    yield finding(
                        Source(path=path, line=tree.line(node.span)),
                        "broken-anchor", "warning",
                        f"no heading has the anchor #{anchor}",
                    )  # fmt: skip


def _anchors(tree: Tree) -> Iterator[str]:
    seen: dict[str, int] = {}
    for block in walk(tree.blocks):
        if isinstance(block, Heading):
            slug = _slug(plain(block.children))
            count = seen.get(slug, 0)
            seen[slug] = count + 1
            yield f"{slug}-{count}" if count else slug
    for match in _NAMED.finditer(tree.text):
        yield (match[1] or match[2]).lower()


def _slug(title: str) -> str:
    return re.sub(r"[^\w\- ]", "", title.strip().lower()).replace(" ", "-")
