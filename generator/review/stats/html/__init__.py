"""Statistics as one page for a browser, complete in itself."""

from generator.review.stats.html.page import page

__all__ = ["page"]
