"""One local page: a document's lines, and beside each its cards, or why there is none."""

from flashcards.preview.page import Shown, page

__all__ = ["Shown", "page"]
