"""What an answer leads to: the rules of scheduling.

Memory comes from the engine alone. When a card is shown again is decided here and in `steps` and
`intervals`, by the rules that docs/scheduling.md gives to users.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.review.model import CardState, Event, EventKind, Outcome, Phase, Rating, Settings
from flashcards.review.schedule.days import DAY_MS, calendar
from flashcards.review.schedule.engine import chosen, next_states, short_term
from flashcards.review.schedule.fuzz import fraction
from flashcards.review.schedule.intervals import graduating, passing
from flashcards.review.schedule.leech import is_leech
from flashcards.review.schedule.load import Load
from flashcards.review.schedule.making import make_memory, make_outcome, make_state
from flashcards.review.schedule.steps import delay_ms, step_after

if TYPE_CHECKING:
    from flashcards.review.schedule.engine import State, States

HALF_A_DAY = 0.5
"""An interval below it is kept to the second where the settings have no steps."""

_AGAIN, _EASY = Rating.AGAIN, Rating.EASY
_NEW, _LEARNING, _REVIEW, _RELEARNING = Phase


def answer(
    state: CardState,
    rating: Rating,
    *,
    card: str,
    now_ms: int,
    day: int,
    settings: Settings,
    load: Load | None = None,
) -> Outcome:
    """The card's state after an answer.

    Args:
        state: what is known of the card.
        rating: how well it was known.
        card: its id, from which fuzz follows.
        now_ms: the moment of the answer.
        day: the study day it is given on.
        settings: how cards are scheduled.
        load: what is due on the days to come, to be kept even; None to leave it out.
    """
    states = next_states(
        state.memory, day - state.last_day,
        desired_retention=settings.desired_retention, parameters=settings.parameters,
    )  # fmt: skip
    place = fraction(card, state.repetitions) if settings.fuzz else None
    return _outcome(state, rating, states, place, now_ms, day, settings, load)


def previews(
    state: CardState,
    *,
    card: str,
    now_ms: int,
    day: int,
    settings: Settings,
    load: Load | None = None,
) -> dict[Rating, Outcome]:
    """What each rating would lead to: the same as `answer` with it."""
    states = next_states(
        state.memory, day - state.last_day,
        desired_retention=settings.desired_retention, parameters=settings.parameters,
    )  # fmt: skip
    place = fraction(card, state.repetitions) if settings.fuzz else None
    return {
        rating: _outcome(state, rating, states, place, now_ms, day, settings, load)
        for rating in Rating
    }


def answered(
    outcome: Outcome, rating: Rating, *, before: CardState, id: int, card: str,  # noqa: A002
    duration_ms: int = 0, value: int = 0,
) -> Event:  # fmt: skip
    """What the log keeps of an answer; `fold` makes the same state of it."""
    after = outcome.state
    return Event(
        id=id,
        card=card,
        kind=EventKind.ANSWER,
        at_ms=after.last_ms,
        day=after.last_day,
        rating=rating,
        duration_ms=duration_ms,
        phase=before.phase,
        due_day=after.due_day,
        due_ms=after.due_ms,
        interval_days=after.interval_days,
        value=value,
    )


def _outcome(  # noqa: PLR0917 - keywords cost more than the work
    state: CardState, rating: Rating, states: States, place: float | None,
    now_ms: int, day: int, settings: Settings, load: Load | None,
) -> Outcome:  # fmt: skip
    after = chosen(states, rating)
    most = settings.maximum_interval_days
    lapses, suspended, leech = state.lapses, state.suspended, state.leech
    if state.phase is _REVIEW:
        if rating is not _AGAIN:
            days = passing(
                states, rating, last=state.interval_days, most=most, place=place, load=load
            )
            return _in_days(state, after, days, now_ms, day, lapses, suspended, leech)
        lapses += 1
        if is_leech(lapses, settings.leech_lapses):
            leech, suspended = True, suspended or settings.leech_suspends
    learning = state.phase is _NEW or state.phase is _LEARNING
    steps = settings.learning_steps_ms if learning else settings.relearning_steps_ms
    delay = _delay(after.interval, rating, steps, state.step, settings)
    if delay is None:
        days = graduating(states, rating, most=most, place=place, load=load)
        return _in_days(state, after, days, now_ms, day, lapses, suspended, leech)
    phase = _LEARNING if learning else _RELEARNING
    due_day, due_ms = _due(delay, now_ms, day, settings)
    memory = after.memory
    return make_outcome(
        make_state(
            phase, step_after(state.step, rating),
            make_memory(memory.stability, memory.difficulty), due_day, due_ms, 0, now_ms, day,
            state.repetitions + 1, lapses, suspended, state.buried_day, state.flag, leech,
        ),
        due_ms - now_ms,
    )  # fmt: skip


def _in_days(  # noqa: PLR0917 - as above
    state: CardState, after: State, days: int, now_ms: int, day: int,
    lapses: int, suspended: bool, leech: bool,  # noqa: FBT001
) -> Outcome:  # fmt: skip
    memory = after.memory
    return make_outcome(
        make_state(
            _REVIEW, 0, make_memory(memory.stability, memory.difficulty), day + days, None, days,
            now_ms, day, state.repetitions + 1, lapses, suspended, state.buried_day, state.flag,
            leech,
        ),
        days * DAY_MS,
    )  # fmt: skip


def _delay(
    interval: float, rating: Rating, steps: tuple[int, ...], step: int, settings: Settings
) -> int | None:
    """How long until the next showing in steps; None if the card leaves them."""
    if steps:
        return delay_ms(steps, step, rating)
    if rating is _EASY or interval >= HALF_A_DAY or not short_term(settings.parameters):
        return None
    return int(interval * 86_400) * 1000


def _due(delay: int, now_ms: int, day: int, settings: Settings) -> tuple[int, int]:
    """Study day and moment at which a step ends.

    A step of a day or more ends as the study day begins on which it would end, so that it is no
    matter whether one learns early or late; a shorter one ends when it ends.
    """
    days = calendar(settings)
    due_day = max(day, days.day_of(now_ms + delay))
    return due_day, now_ms + delay if delay < DAY_MS else days.start_of(due_day)
