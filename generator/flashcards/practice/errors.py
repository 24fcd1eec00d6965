"""What goes wrong with practice sets."""

from __future__ import annotations

from flashcards.errors import FlashcardsError


class PracticeError(FlashcardsError):
    """A practice set cannot be made as it is wished, or an item of it is not sound."""
