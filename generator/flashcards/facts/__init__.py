"""Documents to atomic facts: every block becomes cards or is skipped with a reason."""

from flashcards.facts.across import across
from flashcards.facts.extract import extract

__all__ = ["across", "extract"]
