"""Documents to atomic facts: every block becomes cards or is skipped with a reason."""

from generator.facts.across import across
from generator.facts.extract import extract

__all__ = ["across", "extract"]
