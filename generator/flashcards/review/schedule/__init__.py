"""When a card is shown again: pure functions of what is known, the answer, time and settings."""

from flashcards.review.schedule.answer import answer, answered, previews
from flashcards.review.schedule.days import DAY_MS, Calendar, calendar
from flashcards.review.schedule.fold import READS, fold, fold_all, standing, undoable
from flashcards.review.schedule.leech import is_leech
from flashcards.review.schedule.queue import Counts, Done, Queue, done, is_due

__all__ = [
    "DAY_MS",
    "READS",
    "Calendar",
    "Counts",
    "Done",
    "Queue",
    "answer",
    "answered",
    "calendar",
    "done",
    "fold",
    "fold_all",
    "is_due",
    "is_leech",
    "previews",
    "standing",
    "undoable",
]
