"""The lines of a document that may hold a command, each with the fence it stands in."""

from __future__ import annotations

from collections.abc import Iterator

from flashcards import patterns as re
from flashcards.document import Document
from flashcards.errors import Finding
from flashcards.values import dataclass

LONGEST = 2_000
"""Characters of a line that are looked at: no command that a person typed is longer."""

_WORTH = re.compile(
    r"(?:LLAMA|GGML)_|/|\.py\b|\.gguf|CUDA|capabilit|\bsm_|compute_|^\s*(?:version|services):|\\$",
    re.IGNORECASE,
)
_FENCE = re.compile(r"^\s{0,12}(?P<mark>`{3,}|~{3,})\s*(?P<language>[\w+-]*)(?P<rest>.*)$")
_SPOKEN_OF = re.compile(
    r"\b(?:deprecat\w+|remov(?:ed|al)|renam\w+|obsolete|outdated|legacy|former(?:ly)?|no longer"
    r"|not any ?more|instead of|replac\w+|superseded|used to be|was called|before 20\d\d"
    r"|until 20\d\d|old (?:name|option|flag|command|spelling|way|build|guide|script|syntax)s?)\b"
    r"|❌|✗|✘",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"^\s*(?:#|//|--|<!--)")


@dataclass(frozen=True, slots=True)
class Place:
    """A line worth a look.

    Attributes:
        line: 1-based.
        text: its first `LONGEST` characters.
        fence: the language of the fence it stands in ("" if that says none), or None in prose.
        block: line of that fence's opening, or 0.
        question: title of its question, or "".
        old: whether the document itself says that this is of old.
    """

    line: int
    text: str
    fence: str | None
    block: int
    question: str
    old: bool


def places(document: Document, source: str) -> Iterator[Place]:
    """All lines of its source that are worth a look, in order."""
    titles = {question.source.line: question.title.plain for question in document.questions}
    title, mark, language, block = "", "", None, 0
    previous = ""
    for number, whole in enumerate(source.split("\n"), start=1):
        title = titles.get(number, title)
        text = whole[:LONGEST]
        opening = _FENCE.match(text) if "```" in text or "~~~" in text else None
        if opening and not mark:
            if "`" not in opening["rest"]:
                mark, language, block = opening["mark"], opening["language"].casefold(), number
                previous = ""
                continue
        elif opening and opening["mark"].startswith(mark) and not opening["language"]:
            mark, language, block = "", None, 0
            continue
        if _WORTH.search(text):
            old = bool(_SPOKEN_OF.search(text)) or bool(
                _COMMENT.match(previous) and _SPOKEN_OF.search(previous)
            )
            yield Place(number, text, language, block, title, old)
        previous = text


def warning(
    path: str,
    line: int,
    rule: str,
    message: str,
    *,
    stated: str,
    expected: str = "",
    evidence: str = "",
) -> Finding:
    """A finding of this room: all of them are warnings."""
    return Finding(
        path=path,
        line=line,
        rule=rule,
        severity="warning",
        message=message,
        stated=stated,
        expected=expected,
        evidence=evidence,
    )
