"""The Python listings of a question or a document."""

from __future__ import annotations

from collections.abc import Iterator

from flashcards.document import Document, Listing, ListingKind, Question, Section, walk
from flashcards.relations.listings.syntax import PYTHON


def python_listings(part: Question | Document) -> Iterator[Listing]:
    """The Python listings of a question, or of what stands in no question."""
    sections: tuple[Section, ...] = part.sections if isinstance(part, Question) else part.outside
    for section in sections:
        for node in walk(section.nodes):
            if (
                isinstance(node, Listing)
                and node.kind is ListingKind.CODE
                and node.language.casefold() in PYTHON
            ):
                yield node
