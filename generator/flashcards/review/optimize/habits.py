"""How a learner answers: how long it takes, which rating is given; from the log, else defaults.

A simulation needs to know what answers cost. Where the log has at least `ENOUGH` timed answers
they are taken from it, each figure mixed with the default as if that had been seen `PRIOR` times,
so that rare ratings do not rest on a few answers. The defaults are fsrs-rs's, which come from the
logs of Anki's users: 12 to 20 s for an answer, by phase and rating.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flashcards.review.model import Event, EventKind, Phase, Rating
from flashcards.review.schedule import standing
from flashcards.values import dataclass

ENOUGH = 100
"""Timed answers from which one's own habits are taken."""

PRIOR = 20
"""The weight of a default figure, in answers."""

LONGEST_MS = 1_200_000
"""A longer answer was no answer: the learner was away."""

Row = tuple[float, ...]
Rows = tuple[Row, ...]

_STATES = {Phase.NEW: 0, Phase.LEARNING: 0, Phase.REVIEW: 1, Phase.RELEARNING: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """What the simulation takes for granted.

    Attributes:
        seconds: an answer takes, by phase (learning, review, relearning) and rating.
        first: share of each rating among answers to new cards.
        known: share of Hard, Good and Easy among reviews that were known.
        learning, relearning: share of each rating of an answer in steps, by the rating (Again,
            Hard, Good) before it.
        answers: timed answers that this rests on; 0 if these are the defaults.
    """

    seconds: Rows
    first: Row
    known: Row
    learning: Rows
    relearning: Rows
    answers: int = 0


def default_habits() -> Habits:
    """Those of Anki's users at large, as fsrs-rs has them."""
    from fsrs_rs_python import default_simulator_config

    config = default_simulator_config()
    return Habits(
        seconds=_rows(config.state_rating_costs),
        first=tuple(config.first_rating_prob),
        known=tuple(config.review_rating_prob),
        learning=_rows(config.learning_step_transitions),
        relearning=_rows(config.relearning_step_transitions),
    )


def habits(events: Iterable[Event]) -> Habits:
    """The learner's own, if there are answers enough; else the defaults."""
    defaults = default_habits()
    spent = [[0.0] * 4 for _ in range(3)]
    times = [[0] * 4 for _ in range(3)]
    first, known = [0] * 4, [0] * 3
    steps = [[[0] * 4 for _ in range(3)] for _ in range(2)]
    before: dict[str, Event] = {}
    timed = 0
    for event in standing(events):
        if event.kind is EventKind.FORGET:
            before.pop(event.card, None)
        if event.kind is not EventKind.ANSWER or event.cram or event.rating is None:
            continue
        rating = event.rating - Rating.AGAIN
        state = _STATES[event.phase or Phase.REVIEW]
        if 0 < event.duration_ms < LONGEST_MS:
            timed += 1
            spent[state][rating] += event.duration_ms / 1000
            times[state][rating] += 1
        last = before.get(event.card)
        if event.phase is Phase.NEW:
            first[rating] += 1
        elif event.phase is Phase.REVIEW:
            if event.rating is not Rating.AGAIN:
                known[rating - 1] += 1
        elif last is not None and last.rating is not None and last.rating < Rating.EASY:
            kind = int(event.phase is Phase.RELEARNING)
            steps[kind][last.rating - Rating.AGAIN][rating] += 1
        before[event.card] = event
    if timed < ENOUGH:
        return defaults
    return Habits(
        seconds=tuple(
            tuple(
                (total + PRIOR * default) / (count + PRIOR)
                for total, count, default in zip(*row, strict=True)
            )
            for row in zip(spent, times, defaults.seconds, strict=True)
        ),
        first=_shares(first, defaults.first),
        known=_shares(known, defaults.known),
        learning=_all_shares(steps[0], defaults.learning),
        relearning=_all_shares(steps[1], defaults.relearning),
        answers=timed,
    )


def _shares(counts: Sequence[int], default: Row) -> Row:
    total = sum(counts) + PRIOR
    scale = sum(default)
    return tuple(
        (count + PRIOR * each / scale) / total for count, each in zip(counts, default, strict=True)
    )


def _all_shares(counts: Sequence[Sequence[int]], defaults: Rows) -> Rows:
    return tuple(_shares(row, default) for row, default in zip(counts, defaults, strict=True))


def _rows(values: Sequence[Sequence[float]]) -> Rows:
    return tuple(tuple(row) for row in values)
