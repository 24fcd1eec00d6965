"""Our settings as deck options of Anki's."""

from __future__ import annotations

from typing import Any

from flashcards.anki.ids import stable_id
from flashcards.review.model import Settings

NAME = "Flashcards"

NUMBER = stable_id("options", NAME)

_MINUTE_MS = 60_000


def deck_options(settings: Settings, *, modified: int) -> dict[str, Any]:
    """The options as Anki keeps them in packages; taken over where the user asks for it.

    Whether FSRS is on is a setting of the collection and in no package: Anki's deck options
    have the switch.
    """
    return {
        "id": NUMBER,
        "name": NAME,
        "mod": modified,
        "usn": -1,
        "maxTaken": 60,
        "autoplay": True,
        "timer": 0,
        "replayq": True,
        "dyn": False,
        "new": {
            "delays": [step / _MINUTE_MS for step in settings.learning_steps_ms],
            "ints": [1, 4, 0],
            "initialFactor": 2500,
            "order": 1,
            "perDay": settings.new_per_day,
            "bury": settings.bury_siblings,
        },
        "rev": {
            "perDay": settings.reviews_per_day,
            "ease4": 1.3,
            "ivlFct": 1.0,
            "hardFactor": 1.2,
            "maxIvl": settings.maximum_interval_days,
            "bury": settings.bury_siblings,
        },
        "lapse": {
            "delays": [step / _MINUTE_MS for step in settings.relearning_steps_ms],
            "mult": 0.0,
            "minInt": 1,
            "leechFails": settings.leech_lapses,
            "leechAction": 0 if settings.leech_suspends else 1,
        },
        "buryInterdayLearning": settings.bury_siblings,
        "desiredRetention": settings.desired_retention,
        "fsrsParams6": list(settings.parameters),
    }
