"""Links inside a document that lead nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flashcards.claims.saying import finding
from flashcards.errors import Finding
from flashcards.model import Document, Source
from flashcards.reading.inline import plain
from flashcards.reading.tree import Element, parse

_LINK = re.compile(r"\]\(<?#(?P<anchor>[^)\s>]+)")
_CODE = re.compile(r"(`+)[^`]+\1")
_NAMED = re.compile(r"""<\w+\s[^<>]*\b(?:id|name)\s*=\s*["']?([\w.:-]+)|\{#([\w.:-]+)\}""")
_PROSE = frozenset(("paragraph", "heading", "th", "td"))


def anchors(document: Document) -> Iterator[Finding]:
    """`[Technical](#technical-questions)` where no heading has that anchor, as GitHub makes them.

    A second heading of the same words has the anchor `…-1`, the third `…-2`.
    """
    links = {match["anchor"].lower() for match in _LINK.finditer(document.text)}
    if links <= {_slug(title) for title in _titles(document)}:
        return  # nearly always; else look closely, code and anchors in HTML included
    blocks = [block for top in parse(document.text) for block in top.walk()]
    known = set(_anchors(blocks))
    for block in blocks:
        if block.type not in _PROSE or "#" not in block.content:
            continue
        for offset, line in enumerate(block.content.split("\n")):
            for match in _LINK.finditer(_CODE.sub("", line)):
                if match["anchor"].lower() not in known:
                    yield finding(
                        Source(path=document.path, line=block.start + 1 + offset),
                        "broken-anchor", "warning",
                        f"no heading has the anchor #{match['anchor']}",
                    )  # fmt: skip


def _titles(document: Document) -> Iterator[str]:
    """The headings that the document's parts were cut at."""
    lines = document.text.split("\n")
    sources = [section.source for section in document.outside]
    for question in document.questions:
        sources += [question.source, *(section.source for section in question.sections)]
    for source in sources:
        line = lines[source.line - 1]
        if line.startswith("#"):
            yield plain(line.strip("# "))


def _anchors(blocks: list[Element]) -> Iterator[str]:
    seen: dict[str, int] = {}
    for block in blocks:
        if block.type == "heading":
            slug = _slug(plain(block.content))
            count = seen.get(slug, 0)
            seen[slug] = count + 1
            yield f"{slug}-{count}" if count else slug
        if block.type in _PROSE or block.type == "html_block":
            for match in _NAMED.finditer(block.content):
                yield (match.group(1) or match.group(2)).lower()


def _slug(title: str) -> str:
    return re.sub(r"[^\w\- ]", "", title.strip().lower()).replace(" ", "-")
