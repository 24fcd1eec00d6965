"""All cards: which a search finds, and what can be done with them. No files, clock or chance."""

from flashcards.review.browse.acts import Act, event, latest
from flashcards.review.browse.listed import row, standing
from flashcards.review.browse.query import parse

__all__ = ["Act", "event", "latest", "parse", "row", "standing"]
