"""What can go wrong between this program and Anki."""

from __future__ import annotations

from flashcards.errors import FlashcardsError


class SyncError(FlashcardsError):
    """Anki cannot be reached, or does not do what it was asked to."""
