"""Statements that were right once: build options, names of programs, calls of Python packages."""

from __future__ import annotations

from flashcards.claims.outdated.api import calls
from flashcards.claims.outdated.compose import compose_versions
from flashcards.claims.outdated.gpus import architectures
from flashcards.claims.outdated.options import options
from flashcards.claims.outdated.places import places
from flashcards.claims.outdated.tools import tools
from flashcards.document import Document
from flashcards.errors import Finding


def outdated(document: Document, text: str) -> tuple[Finding, ...]:
    """What a document tells its reader to type that today does nothing, or something else.

    Pure; sorted by line; all are warnings, for a document may speak of an older version. Where
    it says itself that a name is old, nothing is found.

    Args:
        document: as understood.
        text: its source, in which lines are counted.
    """
    lines = tuple(places(document, text))
    found = {
        *options(lines),
        *tools(lines),
        *architectures(document, lines),
        *compose_versions(lines),
        *calls(document, text),
    }
    return tuple(sorted(found))
