"""What all checks of a document share: findings, comparable titles, walks over its parts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flashcards.document import Document, Node, Source, walk
from flashcards.errors import Finding


def finding(source: Source, rule: str, severity: str, message: str) -> Finding:
    """A finding at that place; `severity` is `error`, `warning` or `note`."""
    return Finding(
        path=source.path, line=source.line, rule=rule, severity=severity, message=message
    )


def key_of(title: str) -> str:
    """A title as compared: lower-case words, signs gone."""
    return " ".join(re.findall(r"\w+", title.casefold()))


def outside(document: Document) -> Iterator[Node]:
    """Every node that stands in no question, in document order."""
    for section in document.outside:
        yield from walk(section.nodes)
