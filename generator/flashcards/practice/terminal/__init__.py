"""Sitting a practice set in the terminal: line by line, timed, its results kept."""

from flashcards.practice.terminal.course import Answered, Course
from flashcards.practice.terminal.lines import Lines

__all__ = ["Answered", "Course", "Lines"]
