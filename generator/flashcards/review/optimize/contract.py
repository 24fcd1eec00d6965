"""`--json` of `optimize` and `simulate`: what was found as plain values, for programs."""

from __future__ import annotations

from typing import Any

from flashcards.review.model import Settings
from flashcards.review.optimize.fit import NEEDED, Accuracy, Fit
from flashcards.review.optimize.habits import Habits
from flashcards.review.optimize.simulate import Plan, Point, Recommendation

FORMAT = 1
"""Raised when a key changes its meaning or goes; keys may be added without."""


def fit_as_plain(
    found: Fit, advice: Recommendation | None, settings: Settings, *, dry_run: bool, states: int
) -> dict[str, Any]:
    """What `flashcards optimize --json` prints; `states` is how many memories changed."""
    held_out = found.held_out
    return {
        "format": FORMAT,
        "verdict": found.verdict.value,
        "adopted": found.better and not dry_run,
        "dry_run": dry_run,
        "items": found.items,
        "cards": found.cards,
        "needed": NEEDED,
        "before": _accuracy(found.before),
        "after": _accuracy(found.after),
        "candidate": _accuracy(found.candidate),
        "held_out": held_out
        and {
            "items": held_out.items,
            "defaults": _accuracy(held_out.defaults),
            "fitted": _accuracy(held_out.fitted),
            "standard_error": round(held_out.error, 6),
        },
        "old_parameters": _parameters(found.old),
        "parameters": _parameters(found.parameters),
        "states_changed": states,
        "retention": {
            "desired": settings.desired_retention,
            "recommended": advice and advice.retention,
            "cheapest": advice and advice.cheapest,
        },
    }


def points_as_plain(
    points: tuple[Point, ...],
    advice: Recommendation,
    *,
    of: Plan,
    habits: Habits,
    settings: Settings,
) -> dict[str, Any]:
    """What `flashcards simulate --json` prints."""
    return {
        "format": FORMAT,
        "days": of.days,
        "cards": of.cards,
        "new_per_day": of.new_per_day,
        "reviews_per_day": of.reviews_per_day,
        "habits": {
            "own": habits.answers > 0,
            "answers": habits.answers,
            "seconds": [[round(value, 2) for value in row] for row in habits.seconds],
        },
        "retention": {
            "desired": settings.desired_retention,
            "recommended": advice.retention,
            "cheapest": advice.cheapest,
        },
        "points": [
            {
                "retention": point.retention,
                "minutes": round(point.minutes, 2),
                "last_minutes": round(point.last_minutes, 2),
                "reviews": round(point.reviews, 1),
                "learnt": round(point.learnt),
                "remembered": round(point.remembered, 1),
                "minutes_per_card": None
                if point.minutes_per_card is None
                else round(point.minutes_per_card, 2),
            }
            for point in points
        ],
    }


def _accuracy(found: Accuracy | None) -> dict[str, float] | None:
    if found is None:
        return None
    return {"log_loss": round(found.log_loss, 6), "rmse": round(found.rmse, 6)}


def _parameters(values: tuple[float, ...]) -> list[float]:
    return [round(value, 6) for value in values]
