"""Questions of a document: recognisers of the forms that people write, over the parsed tree."""

from flashcards.questions.document import Settings, understand
from flashcards.questions.said import read_as

__all__ = ["Settings", "read_as", "understand"]
