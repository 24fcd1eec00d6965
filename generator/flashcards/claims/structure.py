"""What a document says of itself, held against what is in it."""

from __future__ import annotations

from flashcards.claims.anchors import anchors
from flashcards.claims.counts import counts
from flashcards.claims.difficulties import difficulties
from flashcards.claims.listed import entries, listed
from flashcards.claims.questions import questions
from flashcards.claims.rubrics import rubrics
from flashcards.document import Document
from flashcards.errors import Finding


def check_structure(document: Document, text: str) -> tuple[Finding, ...]:
    """Counts, distributions, numbering, lists of questions, anchors, rubrics, missing answers.

    Pure; findings are sorted by line. A statement that may be right is never reported.

    Args:
        document: as understood.
        text: its source.
    """
    groups = entries(document, text)
    found = {
        *counts(document),
        *difficulties(document, groups),
        *listed(groups),
        *questions(document, text),
        *anchors(document.path, document.tree),
        *rubrics(document),
    }
    return tuple(sorted(found))
