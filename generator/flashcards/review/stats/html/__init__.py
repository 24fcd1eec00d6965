"""Statistics as one page for a browser, complete in itself."""

from flashcards.review.stats.html.page import page

__all__ = ["page"]
