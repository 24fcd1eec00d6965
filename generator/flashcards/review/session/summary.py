"""What a sitting came to."""

from __future__ import annotations

from collections.abc import Iterable

from flashcards.review.model import Event, Phase, Rating
from flashcards.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a sitting came to.

    Attributes:
        answers: by rating. begun: new cards met.
        reviews, recalled: cards in review that were answered, and those of them that were known.
        time_ms: spent on answers.
        desired: the retention that is wished for.
        left: cards still due today, limits counted.
        tomorrow: reviews and steps due on the next study day, as it stands now.
        cram: whether the answers changed no schedule.
    """

    answers: dict[Rating, int]
    begun: int
    reviews: int
    recalled: int
    time_ms: int
    desired: float
    left: int
    tomorrow: int
    cram: bool = False

    @property
    def total(self) -> int:
        """Answers in all."""
        return sum(self.answers.values())

    @property
    def retention(self) -> float | None:
        """Share of the reviews that were known; None if there were none."""
        return self.recalled / self.reviews if self.reviews else None


def summary(
    events: Iterable[Event], *, desired: float, left: int, tomorrow: int, cram: bool = False
) -> Summary:
    """The summary of a sitting's answers, undone ones not among them."""
    answers = [event for event in events if event.rating is not None]
    reviews = [event for event in answers if event.phase is Phase.REVIEW]
    return Summary(
        answers={rating: sum(e.rating is rating for e in answers) for rating in Rating},
        begun=sum(event.phase is Phase.NEW for event in answers),
        reviews=len(reviews),
        recalled=sum(event.rating is not Rating.AGAIN for event in reviews),
        time_ms=sum(event.duration_ms for event in answers),
        desired=desired,
        left=left,
        tomorrow=tomorrow,
        cram=cram,
    )
