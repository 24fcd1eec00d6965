"""Questions of a document: recognisers of the forms that people write, over the parsed tree."""

from flashcards.questions.document import understand

__all__ = ["understand"]
