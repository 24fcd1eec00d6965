"""What a retention costs: minutes a day, and how many cards are remembered for them.

The simulation is fsrs-rs's: it learns a fresh deck of so many cards, day by day, with the limits,
steps and parameters of the settings, and forgets by FSRS's own curve. Chance is seeded, so the
same log and settings give the same answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from flashcards.review.model import Settings
from flashcards.review.optimize.habits import Habits
from flashcards.review.schedule.engine import filled
from flashcards.review.schedule.pace import LAST_DAYS
from flashcards.values import dataclass

if TYPE_CHECKING:
    from fsrs_rs_python import SimulatorConfig

SEEDS = (1, 2, 3)
"""Each point is the mean of as many runs."""

RETENTIONS = (0.70, 0.75, 0.80, 0.85, 0.90, 0.93, 0.95, 0.97)
"""Shown if nobody says which."""

LOWEST = 0.70
"""Below it neither we nor fsrs-rs look."""

GRID = tuple(round(LOWEST + 0.02 * step, 2) for step in range(14))
"""Where the recommendation is looked for: 0.70, 0.72, … 0.96."""

FEW_CARDS = 1000
"""Simulated if the collection is empty."""

MOST_CARDS = 10_000
"""More take long and tell little new: minutes and cards then grow alike."""

DAY_SECONDS = 86_400.0

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is simulated.

    Attributes:
        days: how long. cards: how many are in the deck at the start, all new.
        new_per_day, reviews_per_day: limits.
    """

    days: int
    cards: int
    new_per_day: int
    reviews_per_day: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """What one desired retention leads to.

    Attributes:
        minutes: a day, mean over all days. last_minutes: mean over the last 30 days.
        reviews: answers a day, mean over all days, without those in learning.
        last_reviews: answers of that kind in the last week, all of them.
        learnt: cards met in all. remembered: cards that would be known on the last day.
        days: how many were simulated.
    """

    retention: float
    minutes: float
    last_minutes: float
    reviews: float
    last_reviews: float = 0.0
    learnt: float
    remembered: float
    days: int

    @property
    def minutes_per_card(self) -> float | None:
        """All the time spent for each card that is remembered at the end; None if none is."""
        return self.minutes * self.days / self.remembered if self.remembered else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation:
    """Which retention to aim at.

    Attributes:
        retention: where one's minutes buy most: below it a little more time brings many more
            cards, above it much more time brings few (the knee of the curve of cards over
            minutes). cheapest: the least time for each card remembered; below it one does more
            and knows less.
    """

    retention: float
    cheapest: float


def plan(settings: Settings, *, cards: int, days: int) -> Plan:
    """A simulation of a collection of so many cards; cards never met in the time are left out."""
    met = min(cards or FEW_CARDS, max(1, settings.new_per_day) * days, MOST_CARDS)
    return Plan(
        days=days,
        cards=met,
        new_per_day=max(1, settings.new_per_day),
        reviews_per_day=settings.reviews_per_day,
    )


def simulate(
    of: Plan,
    retentions: Iterable[float],
    *,
    settings: Settings,
    habits: Habits,
    progress: Progress = lambda _done, _total: None,
) -> tuple[Point, ...]:
    """What each retention leads to, in their order."""
    config = _config(of, settings, habits)
    asked = list(retentions)
    found = []
    for done, retention in enumerate(asked):
        progress(done, len(asked))
        found.append(_point(of, retention, config, settings))
    progress(len(asked), len(asked))
    return tuple(found)


def recommend(
    of: Plan,
    *,
    settings: Settings,
    habits: Habits,
    progress: Progress = lambda _done, _total: None,
) -> Recommendation:
    """The retention to aim at, and the one that costs least."""
    from fsrs_rs_python import optimal_retention

    points = simulate(of, GRID, settings=settings, habits=habits, progress=progress)
    cheapest = optimal_retention(_config(of, settings, habits), list(filled(settings.parameters)))
    return Recommendation(retention=knee(points), cheapest=round(cheapest, 2))


def knee(points: Sequence[Point]) -> float:
    """The retention whose cards over minutes lie furthest above the straight line from end to end.

    V. Satopää et al., "Finding a 'Kneedle' in a Haystack", ICDCS Workshops 2011.
    """
    low, high = points[0], points[-1]
    minutes = high.minutes - low.minutes
    cards = high.remembered - low.remembered
    if minutes <= 0 or cards <= 0:
        return low.retention

    def above(point: Point) -> float:
        return (point.remembered - low.remembered) / cards - (point.minutes - low.minutes) / minutes

    return max(points, key=above).retention


def _point(of: Plan, retention: float, config: SimulatorConfig, settings: Settings) -> Point:
    from fsrs_rs_python import simulate as run

    runs = [run(list(filled(settings.parameters)), retention, config, seed) for seed in SEEDS]
    count = len(runs)
    last = min(30, of.days)
    return Point(
        retention=retention,
        minutes=sum(sum(r.cost_per_day) for r in runs) / count / of.days / 60,
        last_minutes=sum(sum(r.cost_per_day[-last:]) for r in runs) / count / last / 60,
        reviews=sum(sum(r.review_cnt_per_day) for r in runs) / count / of.days,
        last_reviews=sum(sum(r.review_cnt_per_day[-LAST_DAYS:]) for r in runs) / count,
        learnt=sum(sum(r.learn_cnt_per_day) for r in runs) / count,
        remembered=sum(r.memorized_cnt_per_day[-1] for r in runs) / count,
        days=of.days,
    )


def _config(of: Plan, settings: Settings, habits: Habits) -> SimulatorConfig:
    from fsrs_rs_python import SimulatorConfig

    return SimulatorConfig(
        deck_size=of.cards,
        learn_span=of.days,
        max_cost_perday=DAY_SECONDS,  # fsrs-rs's own default stops after half an hour
        max_ivl=float(settings.maximum_interval_days),
        first_rating_prob=habits.first,
        review_rating_prob=habits.known,
        learn_limit=of.new_per_day,
        review_limit=of.reviews_per_day,
        new_cards_ignore_review_limit=True,
        learning_step_transitions=habits.learning,
        relearning_step_transitions=habits.relearning,
        state_rating_costs=habits.seconds,
        learning_step_count=len(settings.learning_steps_ms),
        relearning_step_count=len(settings.relearning_steps_ms),
    )
