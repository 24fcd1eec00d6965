"""How things stand: before a sitting, and after it."""

from __future__ import annotations

from typing import NamedTuple

from flashcards.review.model import Settings
from flashcards.review.schedule.pace import LAST_DAYS, Pace, easy
from flashcards.review.session.policy import pace_of
from flashcards.review.session.shelf import Shelf
from flashcards.values import dataclass

WEEK = 7


class Forecast(NamedTuple):
    """What is due on a study day to come, as it stands now; new cards are not in it."""

    day: int
    reviews: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """How things stand on a study day.

    Attributes:
        day: the study day.
        streak: days in a row with answers, today among them if it has some.
        today: whether it has.
        cards: all that are met or known. learnt: those of them that are in review.
        suspended, leeches: cards that wait for the learner.
        week: the seven days after this one.
        exam_day: the exam's study day, 0 for none. pace: of new cards until then.
        again: cards due only after the exam, that come once more in its last week.
        easy: whether it is an easy day.
        exchanged: whether there is an Anki that is synced with, or there are reviews from one.
        fit: answers that the parameters of FSRS were not fitted to, if that may be worth it.
    """

    day: int
    streak: int
    today: bool
    cards: int
    learnt: int
    suspended: int
    leeches: int
    week: tuple[Forecast, ...]
    exam_day: int
    again: int
    pace: Pace
    easy: bool
    exchanged: bool
    fit: int


FIT_FROM = 1000
"""Answers from which fitting the parameters tells anything."""


def overview(shelf: Shelf, *, settings: Settings, day: int) -> Overview:
    """How things stand on a study day."""
    tally = shelf.tally(interviews=settings.interview_cards)
    due = shelf.upcoming(day)
    streak, today = shelf.streak(day)
    answers = 0 if settings.parameters else shelf.answers()
    exam = settings.exam_day if settings.exam_day > day else 0
    again = sum(count for one, count in due.items() if one >= exam) if exam else 0
    return Overview(
        day=day,
        streak=streak,
        today=today,
        cards=tally.cards,
        learnt=tally.learnt,
        suspended=tally.suspended,
        leeches=tally.leeches,
        week=tuple(Forecast(one, due.get(one, 0)) for one in range(day + 1, day + 1 + WEEK)),
        exam_day=exam,
        again=again if settings.exam_again and exam - day > LAST_DAYS else 0,
        pace=pace_of(settings, day=day, unmet=shelf.unmet(), done=shelf.done(day)),
        easy=easy(settings, day),
        exchanged=shelf.exchanged(),
        fit=answers if answers >= FIT_FROM else 0,
    )
