"""The lines of a document that may hold a command, each with the fence it stands in."""

from __future__ import annotations

from collections.abc import Iterator

from flashcards import patterns as re
from flashcards.claims.saying import Fence, fences
from flashcards.document import Document, Source
from flashcards.values import dataclass

LONGEST = 2_000
"""Characters of a line that are looked at: no command that a person typed is longer."""

# What a command, an option or a GPU has in it: most lines have none.
_WORTH = re.compile(
    r"(?:LLAMA|GGML)_|/|\.py\b|\.gguf|CUDA|capabilit|\bsm_|compute_|^\s*(?:version|services):|\\$",
    re.IGNORECASE,
)
# The line says itself that something is of old.
_SPOKEN_OF = re.compile(
    r"\b(?:deprecat\w+|remov(?:ed|al)|renam\w+|obsolete|outdated|legacy|former(?:ly)?|no longer"
    r"|not any ?more|instead of|replac\w+|superseded|used to be|was called|before 20\d\d"
    r"|until 20\d\d|old (?:name|option|flag|command|spelling|way|build|guide|script|syntax)s?)\b"
    r"|❌|✗|✘",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"^\s*(?:#|//|--|<!--)")  # A comment above a command may say so


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A line worth a look.

    Attributes:
        source: where it stands.
        text: its first `LONGEST` characters.
        fence: in which it stands, or None in prose.
        question: title of its question, or "".
        old: whether the document itself says that this is of old.
    """

    source: Source
    text: str
    fence: Fence | None
    question: str
    old: bool


def places(document: Document, source: str) -> Iterator[Place]:
    """All lines of its source that are worth a look, in order."""
    titles = {question.source.line: question.title.plain for question in document.questions}
    fenced = {line: fence for fence in fences(document.tree) for line in fence.inside}
    title, previous = "", ""
    for number, whole in enumerate(source.split("\n"), start=1):
        title = titles.get(number, title)
        text = whole[:LONGEST]
        if _WORTH.search(text):
            old = bool(_SPOKEN_OF.search(text)) or bool(
                _COMMENT.match(previous) and _SPOKEN_OF.search(previous)
            )
            yield Place(
                source=Source(path=document.path, line=number),
                text=text,
                fence=fenced.get(number),
                question=title,
                old=old,
            )
        previous = text
