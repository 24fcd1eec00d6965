"""flashcards: question documents to verified spaced-repetition decks."""

__version__ = "0.1.0"
