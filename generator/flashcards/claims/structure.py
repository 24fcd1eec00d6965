"""What a document says of itself, held against what is in it."""

from __future__ import annotations

from flashcards.claims.anchors import anchors
from flashcards.claims.counts import counts
from flashcards.claims.difficulties import difficulties
from flashcards.claims.listed import entries, listed
from flashcards.claims.questions import questions
from flashcards.claims.rubrics import rubrics
from flashcards.errors import Finding
from flashcards.model import Document
from flashcards.tree import Tree


def check_structure(document: Document, tree: Tree) -> tuple[Finding, ...]:
    """Counts, distributions, numbering, lists of questions, anchors, rubrics, missing answers.

    Pure; findings are sorted by line. A statement that may be right is never reported.
    """
    groups = entries(document)
    found = {
        *counts(document),
        *difficulties(document, groups),
        *listed(groups),
        *questions(document),
        *anchors(document.path, tree),
        *rubrics(document),
    }
    return tuple(sorted(found))
