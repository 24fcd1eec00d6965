"""Statements that were right once: build options, names of programs, calls of Python packages."""

from flashcards.claims.outdated.document import outdated

__all__ = ["outdated"]
