"""Statements that were right once: build options, names of programs, calls of Python packages."""

from generator.claims.outdated.document import outdated

__all__ = ["outdated"]
