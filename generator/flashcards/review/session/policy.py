"""What of all that is due a day shows: how many, of which, in which order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from flashcards.review.model import Settings
from flashcards.review.schedule.pace import Pace, easy, pace
from flashcards.review.session.scope import within
from flashcards.review.store.model import Done, Order, Unmet
from flashcards.values import dataclass

UNLIMITED = 1 << 40

NEW_ORDERS = ("mixed", "document")
REVIEW_ORDERS = ("auto", "day", "retrievability")


@dataclass(slots=True, kw_only=True)
class Room:
    """How many new cards each deck has room for today; taking one makes it smaller.

    Attributes:
        limits: for each deck that has limits, the numbers of those limits.
        left: what is left of each limit.
    """

    limits: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    left: list[int] = field(default_factory=list)

    def take(self, deck: int) -> bool:
        """Whether there is room for one more of that deck; then there is less."""
        numbers = self.limits.get(deck, ())
        if any(self.left[number] <= 0 for number in numbers):
            return False
        for number in numbers:
            self.left[number] -= 1
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota:
    """What is left to show on a study day.

    Attributes:
        new: new cards. problems: those of them that are computed problems, if there are so many.
        reviews: reviews.
    """

    new: int
    problems: int
    reviews: int


def order(settings: Settings, *, interviews: bool = False, backlog: bool = False) -> Order:
    """The order of the queues; `backlog` where more reviews are due than a day allows."""
    by_retrievability = settings.review_order == "retrievability" or (
        settings.review_order == "auto" and backlog
    )
    return Order(
        mixed=settings.new_order == "mixed",
        interviews=interviews or settings.interview_cards,
        by_retrievability=by_retrievability,
    )


def pace_of(settings: Settings, *, day: int, unmet: Unmet, done: Done) -> Pace:
    """How many new cards a day, by what there was in the morning."""
    waiting = unmet.facts + unmet.problems + unmet.interviews * settings.interview_cards
    return pace(settings, day=day, unmet=waiting + done.new)


def quota(
    settings: Settings, *, day: int, unmet: Unmet, done: Done, extra: int = 0, limited: bool = True
) -> Quota:
    """What is left of a day.

    Args:
        settings: the limits.
        day: the study day.
        unmet: new cards that there are.
        done: what was done today.
        extra: new cards that are wished for beyond the limit.
        limited: whether reviews are limited.
    """
    a_day = 0 if easy(settings, day) else pace_of(settings, day=day, unmet=unmet, done=done).a_day
    whole = a_day + extra
    return Quota(
        new=max(whole - done.new, 0),
        problems=max(round(whole * settings.problem_share) - done.problems, 0),
        reviews=max(settings.reviews_per_day - done.reviews, 0) if limited else UNLIMITED,
    )


def room(settings: Settings, *, decks: Mapping[int, str], begun: Mapping[int, int]) -> Room:
    """The room that decks have for new cards, by their limits and what was begun today."""
    limits: dict[int, tuple[int, ...]] = {}
    left = [most for _, most in settings.deck_limits]
    for number, (wanted, _) in enumerate(settings.deck_limits):
        for deck, name in decks.items():
            if within(name, wanted):
                limits[deck] = (*limits.get(deck, ()), number)
                left[number] -= begun.get(deck, 0)
    return Room(limits=limits, left=left)
