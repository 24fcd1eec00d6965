"""After extraction: set aside what is not worth learning, put into questions, rank."""

from flashcards.editor.edit import accounted, edit, edited
from flashcards.editor.order import with_problems

__all__ = ["accounted", "edit", "edited", "with_problems"]
