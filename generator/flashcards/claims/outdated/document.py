"""Everything outdated in a document."""

from __future__ import annotations

from flashcards.claims.outdated.api import calls
from flashcards.claims.outdated.compose import compose_versions
from flashcards.claims.outdated.gpus import architectures
from flashcards.claims.outdated.options import options
from flashcards.claims.outdated.places import places
from flashcards.claims.outdated.tools import tools
from flashcards.errors import Finding
from flashcards.model import Document


def outdated(document: Document) -> tuple[Finding, ...]:
    """What a document tells its reader to type that today does nothing, or something else.

    Pure; sorted by line; all are warnings, for a document may speak of an older version. Where
    it says itself that a name is old, nothing is found.
    """
    lines = tuple(places(document))
    found = {
        *options(document.path, lines),
        *tools(document.path, lines),
        *architectures(document, lines),
        *compose_versions(document.path, lines),
        *calls(document),
    }
    return tuple(sorted(found))
