"""The deck options that decks of ours ask for: what Anki calls a preset."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flashcards.anki.ids import stable_id

NAME = "Flashcards"

NUMBER = stable_id("options", NAME)

MODIFIED = 1_796_020_000
"""When the defaults below last changed, seconds since the epoch: Anki takes newer ones only."""


_LOWEST_POSITION, _AS_GATHERED = 1, 1
"""Anki's NEW_CARD_GATHER_PRIORITY_LOWEST_POSITION and NEW_CARD_SORT_ORDER_NO_SORT."""


def preset(
    *,
    modified: int = MODIFIED,
    learning_minutes: Sequence[float] = (1, 10),
    relearning_minutes: Sequence[float] = (10,),
    new_per_day: int = 20,
    reviews_per_day: int = 200,
    bury_siblings: bool = True,
    maximum_interval_days: int = 36_500,
    leech_lapses: int = 8,
    leech_suspends: bool = True,
    desired_retention: float = 0.9,
    parameters: Sequence[float] = (),
) -> dict[str, Any]:
    """The options as Anki keeps them in packages; taken over where the user asks for it.

    Siblings are buried: the cells of a row and the items of a list give each other away. New cards
    come by their positions, in which what is needed stands before what needs it, and not by the
    names of their decks, which Anki would take one after the other.
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
            "delays": list(learning_minutes),
            "ints": [1, 4, 0],
            "initialFactor": 2500,
            "order": 1,
            "perDay": new_per_day,
            "bury": bury_siblings,
        },
        "rev": {
            "perDay": reviews_per_day,
            "ease4": 1.3,
            "ivlFct": 1.0,
            "hardFactor": 1.2,
            "maxIvl": maximum_interval_days,
            "bury": bury_siblings,
        },
        "lapse": {
            "delays": list(relearning_minutes),
            "mult": 0.0,
            "minInt": 1,
            "leechFails": leech_lapses,
            "leechAction": 0 if leech_suspends else 1,
        },
        "buryInterdayLearning": bury_siblings,
        "newGatherPriority": _LOWEST_POSITION,
        "newSortOrder": _AS_GATHERED,
        "desiredRetention": desired_retention,
        "fsrsParams6": list(parameters),
    }
