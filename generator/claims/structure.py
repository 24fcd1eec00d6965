"""What a document says of itself, held against what is in it."""

from __future__ import annotations

from generator.claims.anchors import anchors
from generator.claims.counts import counts
from generator.claims.difficulties import difficulties
from generator.claims.listed import entries, listed
from generator.claims.questions import questions
from generator.claims.rubrics import rubrics
from generator.errors import Finding
from generator.model import Document


def check_structure(document: Document) -> tuple[Finding, ...]:
    """Counts, distributions, numbering, lists of questions, anchors, rubrics, missing answers.

    Pure; findings are sorted by line. A statement that may be right is never reported.
    """
    groups = entries(document)
    found = {
        *counts(document),
        *difficulties(document, groups),
        *listed(groups),
        *questions(document),
        *anchors(document),
        *rubrics(document),
    }
    return tuple(sorted(found))
