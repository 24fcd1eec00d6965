"""A sitting: which card comes, what it shows, what an answer does. No files, clock or chance."""

from generator.review.session.face import Face, Part, face
from generator.review.session.scope import Scope
from generator.review.session.shelf import Shelf
from generator.review.session.sitting import Ending, Sitting, Turn
from generator.review.session.summary import Summary

__all__ = ["Ending", "Face", "Part", "Scope", "Shelf", "Sitting", "Summary", "Turn", "face"]
