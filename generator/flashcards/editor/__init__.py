"""After extraction: set aside what is not worth learning, put into questions, rank."""

from flashcards.editor.edit import edit, edited

__all__ = ["edit", "edited"]
