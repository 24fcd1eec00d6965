"""What the review database says one forgets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from flashcards.review.model import CardState, Event, EventKind, Rating

LATEST = 6
"""Answers of a card that tell how well it is known now."""

AGAIN, HARD, LAPSE, LEECH = 3, 1, 1, 3
"""What each of them, each lapse, and a leech adds to a card's weight."""

MOST = 20
"""So that no card drives all others out."""


def weak(events: Iterable[Event], states: Mapping[str, CardState]) -> dict[str, int]:
    """Weights of the cards that were forgotten lately or often; others have none.

    Practice counts as review does. A card whose latest answers were all known, and that has not
    lapsed, has no weight.
    """
    answers: dict[str, list[Event]] = defaultdict(list)
    undone = set()
    for event in events:
        if event.kind is EventKind.ANSWER:
            answers[event.card].append(event)
        elif event.kind is EventKind.UNDO:
            undone.add(event.value)
    weights: dict[str, int] = {}
    for card, given in answers.items():
        latest = [event.rating for event in given if event.id not in undone][-LATEST:]
        weight = AGAIN * latest.count(Rating.AGAIN) + HARD * latest.count(Rating.HARD)
        state = states.get(card, CardState())
        weight += LAPSE * state.lapses + LEECH * state.leech
        if weight:
            weights[card] = min(weight, MOST)
    return weights
