"""What goes wrong with files of Anki's."""

from flashcards.errors import FlashcardsError


class ExchangeError(FlashcardsError):
    """A file of Anki's cannot be read, or is not one."""
