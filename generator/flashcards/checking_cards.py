"""What is doubtful about the cards of documents, as findings with lines: the poorest first."""

from __future__ import annotations

from collections.abc import Sequence

from flashcards.card import Fact
from flashcards.editor import edited
from flashcards.editor.lint import contradictions, poorest
from flashcards.errors import Finding
from flashcards.facts import extract
from flashcards.facts.wording import reading
from flashcards.files import Input, read_input
from flashcards.safe import one_line

POOR, CONTRADICTION = "poor-card", "two-answers"


def check_cards(documents: Sequence[Input]) -> tuple[Finding, ...]:
    """Questions with two answers, which are errors, then doubtful cards, which are notes.

    Raises:
        ReadError: a document cannot be read.
    """
    facts: list[Fact] = []
    for source in documents:
        document = read_input(source).document
        facts += edited(extract(document), document).facts
    return (*_contradictions(facts), *_poor(facts))


def _contradictions(facts: Sequence[Fact]) -> list[Finding]:
    return [
        Finding(
            path=second.source.path,
            line=second.source.line,
            rule=CONTRADICTION,
            severity="error",
            message=(
                f"{first.source.path}:{first.source.line} answers “{_asked(second)}” otherwise: "
                f"“{one_line(reading(first.back))}”, here “{one_line(reading(second.back))}”"
            ),
        )
        for first, second in contradictions(facts)
    ]


def _poor(facts: Sequence[Fact]) -> list[Finding]:
    return [
        Finding(
            path=fact.source.path,
            line=fact.source.line,
            rule=POOR,
            severity="note",
            message=f"{'; '.join(fault.why for fault in found)}: “{_asked(fact)}”",
        )
        for fact, found in poorest(facts)
    ]


def _asked(fact: Fact) -> str:
    return one_line(reading(fact.front))
