"""What all checks of a document share: findings, comparable titles, walks over its parts."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

from flashcards.document import Document, Node, Source, walk_sections
from flashcards.errors import Finding
from flashcards.tree import Tree
from flashcards.tree.nodes import CodeBlock, Heading, walk
from flashcards.values import dataclass


def finding(
    source: Source,
    rule: str,
    severity: str,
    message: str,
    *,
    stated: str = "",
    expected: str = "",
    evidence: str = "",
) -> Finding:
    """A finding at that place; `severity` is `error`, `warning` or `note`."""
    return Finding(
        path=source.path,
        line=source.line,
        rule=rule,
        severity=severity,
        message=message,
        stated=stated,
        expected=expected,
        evidence=evidence,
    )


def key_of(title: str) -> str:
    """A title as compared: lower-case words, signs gone."""
    return " ".join(re.findall(r"\w+", title.casefold()))


def outside(document: Document) -> Iterator[Node]:
    """Every node that stands in no question, in document order."""
    return walk_sections(document.outside)


@dataclass(frozen=True, slots=True)
class Fence:
    """A listing or text between two rows of signs.

    Attributes:
        first, last: the lines of the signs; without an end, the last one that stands in it.
        inside: the lines between them.
        language: as its block says, or "".
    """

    first: int
    last: int
    inside: range
    language: str


def fences(tree: Tree) -> Iterator[Fence]:
    """All fences of a document, in order; their lines are those of the file."""
    for block in walk(tree.blocks):
        if isinstance(block, CodeBlock) and block.fenced:
            first = tree.line(block.span)
            inside = range(first + 1, first + 1 + len(block.starts))
            yield Fence(first, tree.last_line(block.span), inside, block.language)


def headings(tree: Tree) -> dict[int, int]:
    """By the line of each outermost heading, the line at which what stands below it ends."""
    ends: dict[int, int] = {}
    above: list[tuple[int, int]] = []
    for block in tree.blocks:
        if isinstance(block, Heading):
            line = tree.line(block.span)
            while above and above[-1][0] >= block.level:
                ends[above.pop()[1]] = line
            above.append((block.level, line))
    return ends | {line: sys.maxsize for _, line in above}
