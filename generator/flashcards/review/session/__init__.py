"""A sitting: which card comes, what it shows, what an answer does. No files, clock or chance."""

from flashcards.review.session.face import Face, Part, face
from flashcards.review.session.overview import Overview, overview
from flashcards.review.session.scope import Scope
from flashcards.review.session.shelf import Shelf
from flashcards.review.session.sitting import Ending, Sitting, Turn
from flashcards.review.session.summary import Summary

__all__ = [
    "Ending",
    "Face",
    "Overview",
    "Part",
    "Scope",
    "Shelf",
    "Sitting",
    "Summary",
    "Turn",
    "face",
    "overview",
]
