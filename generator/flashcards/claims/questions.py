"""The questions themselves: numbering, titles, answers, sections that the others have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from flashcards.claims.saying import finding, key_of
from flashcards.document import Document, Question, Role
from flashcards.errors import Finding

_FULL = 4
"""A question with as many kinds of sections is written in full."""

_USUAL = 0.75
"""What this share of a document's full questions have, the others should have."""


def questions(document: Document) -> Iterator[Finding]:
    """Gaps and disorder in the numbers, the same title twice, missing answers and sections."""
    yield from _numbering(document)
    yield from _titles(document)
    yield from _unanswered(document)
    yield from _missing(document)


def _numbering(document: Document) -> Iterator[Finding]:
    previous: Question | None = None
    for question in document.questions:
        if previous and question.number > previous.number + 1:
            yield finding(
                question.source, "numbering-gap", "warning",
                f"question {question.number} follows question {previous.number}",
            )  # fmt: skip
        if previous and question.number < previous.number:
            yield finding(
                question.source, "numbering-order", "warning",
                f"question {question.number} stands after question {previous.number}",
            )  # fmt: skip
        previous = question


def _titles(document: Document) -> Iterator[Finding]:
    seen: dict[str, Question] = {}
    for question in document.questions:
        first = seen.setdefault(key_of(question.title.plain), question)
        if first is not question and first.number != question.number:
            yield finding(
                question.source, "duplicate-title", "warning",
                f"question {first.number} on line {first.source.line} has the same title",
            )  # fmt: skip


def _unanswered(document: Document) -> Iterator[Finding]:
    for question in document.questions:
        if not question.answered:
            why = "is told different right options" if question.disputed else "has no answer"
            yield finding(
                question.source, "unanswered-question", "warning",
                f"question {question.number} {why} and gets no card",
            )  # fmt: skip


def _missing(document: Document) -> Iterator[Finding]:
    """Kinds of sections that nearly all full questions have and one has not."""
    full = [q for q in document.questions if len({s.role for s in q.sections}) >= _FULL]
    have = Counter(role for q in full for role in {s.role for s in q.sections})
    usual = [role for role in Role if role is not Role.OTHER and have[role] >= _USUAL * len(full)]
    if len(full) < _FULL:
        return
    for question in full:
        own = {section.role for section in question.sections}
        lacking = [role.value for role in usual if role not in own]
        if lacking:
            yield finding(
                question.source, "missing-section", "note",
                f"question {question.number} has no section for {', '.join(lacking)}; "
                "the others have",
            )  # fmt: skip
