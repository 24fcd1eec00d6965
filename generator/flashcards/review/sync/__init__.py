"""A running Anki and the database of reviews, brought together in one go."""

from flashcards.review.sync.client import URL, Anki
from flashcards.review.sync.errors import SyncError
from flashcards.review.sync.run import Conflict, Deleted, Options, Retired, Summary
from flashcards.review.sync.session import sync
from flashcards.review.sync.undo import undo

__all__ = [
    "URL",
    "Anki",
    "Conflict",
    "Deleted",
    "Options",
    "Retired",
    "Summary",
    "SyncError",
    "sync",
    "undo",
]
