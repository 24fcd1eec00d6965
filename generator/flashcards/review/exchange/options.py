"""Our settings as deck options of Anki's."""

from __future__ import annotations

from typing import Any

from flashcards.anki.preset import preset
from flashcards.review.model import Settings

_MINUTE_MS = 60_000


def deck_options(settings: Settings, *, modified: int) -> dict[str, Any]:
    """The options as Anki keeps them in packages."""
    return preset(
        modified=modified,
        learning_minutes=[step / _MINUTE_MS for step in settings.learning_steps_ms],
        relearning_minutes=[step / _MINUTE_MS for step in settings.relearning_steps_ms],
        new_per_day=settings.new_per_day,
        reviews_per_day=settings.reviews_per_day,
        bury_siblings=settings.bury_siblings,
        maximum_interval_days=settings.maximum_interval_days,
        leech_lapses=settings.leech_lapses,
        leech_suspends=settings.leech_suspends,
        desired_retention=settings.desired_retention,
        parameters=settings.parameters,
    )
