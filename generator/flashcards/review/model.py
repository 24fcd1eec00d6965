"""The vocabulary of review: ratings, phases, what is known of a card, what happened to it.

Times are milliseconds since the epoch, UTC (`_ms`). Days are study days (`_day`): ordinals of
the proleptic Gregorian calendar (`datetime.date.toordinal`) in the learner's time zone, each
beginning at the rollover hour. A study day is noted down with each event when it happens, so
that travel, daylight saving and a later change of settings never move what has been.
"""

from __future__ import annotations

from enum import IntEnum, StrEnum

from flashcards.values import dataclass


class Rating(IntEnum):
    """How well a card was known."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


class Phase(StrEnum):
    """Where a card stands in its life."""

    NEW = "new"
    LEARNING = "learning"
    REVIEW = "review"
    RELEARNING = "relearning"


class EventKind(StrEnum):
    """What can happen to a card. `ANSWER` alone is a review."""

    ANSWER = "answer"
    SUSPEND = "suspend"
    UNSUSPEND = "unsuspend"
    BURY = "bury"  # until the next study day
    UNBURY = "unbury"
    FLAG = "flag"  # `value` is the flag's number, 0 for none
    FORGET = "forget"  # back to new; what was answered before stays in the log
    UNDO = "undo"  # `value` is the id of the event that is taken back
    DUE = "due"  # due on another day (`due_day`), as another program decided


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """FSRS's memory of a card: stability in days, difficulty from 1 to 10."""

    stability_days: float
    difficulty: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CardState:
    """What follows from a card's events.

    Attributes:
        phase: where it stands.
        step: index of the learning or relearning step that it is in, 0-based; 0 if new.
        memory: None for a new card.
        due_day: study day on which it is due; of a learning card the day of `due_ms`; 0 if new.
        due_ms: of a card in (re)learning steps, when it is due; None else.
        interval_days: from the last answer to `due_day`, as scheduled; 0 in steps.
        last_ms, last_day: when it was last answered; 0 if never.
        repetitions: answers in all. lapses: times it was forgotten in the review phase.
        suspended: out of the queues until it is brought back.
        buried_day: the study day for which it is out of the queues; 0 for none.
        flag: 0 to 7.
        leech: whether it has lapsed so often that it should be rewritten.
    """

    phase: Phase = Phase.NEW
    step: int = 0
    memory: Memory | None = None
    due_day: int = 0
    due_ms: int | None = None
    interval_days: int = 0
    last_ms: int = 0
    last_day: int = 0
    repetitions: int = 0
    lapses: int = 0
    suspended: bool = False
    buried_day: int = 0
    flag: int = 0
    leech: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One line of the append-only log; everything else is derivable from these.

    Attributes:
        id: unique and increasing: milliseconds since the epoch, moved on where taken.
        card: the card's id, as in the ledger.
        kind: what happened.
        at_ms: when.
        day: the study day on which it happened.
        rating: of an answer.
        duration_ms: of an answer, how long it took; capped by the session.
        phase: of an answer, where the card stood before it.
        due_day, due_ms, interval_days: of an answer (and of `DUE`), what was scheduled then: a
            later change of parameters does not move what is due.
        value: see `EventKind`; of an answer to a computed problem, the seed of its variant.
        cram: whether the answer was given outside the schedule and changes nothing.
        source: "" for our own; else the program and id that it was imported from, unique.
    """

    id: int
    card: str
    kind: EventKind
    at_ms: int
    day: int
    rating: Rating | None = None
    duration_ms: int = 0
    phase: Phase | None = None
    due_day: int = 0
    due_ms: int | None = None
    interval_days: int = 0
    value: int = 0
    cram: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How cards are scheduled; stored with the reviews, changed by `flashcards settings`.

    Attributes:
        desired_retention: probability of recall at which a review is due.
        parameters: FSRS's 21; empty for the engine's defaults.
        learning_steps_ms, relearning_steps_ms: steps of new and of forgotten cards.
        maximum_interval_days: no review lies further off.
        fuzz: whether intervals are spread a little, so that cards learnt together part.
        new_per_day, reviews_per_day: at most so many.
        bury_siblings: whether answering a card puts off its note's other cards until tomorrow.
        leech_lapses: lapses that make a card a leech. leech_suspends: whether it is suspended.
        rollover_hour: local hour at which a study day begins.
        time_zone: IANA name, or "" for the machine's own.
        learn_ahead_ms: learning cards due within it are shown when nothing else is.
        exam_day: study day by which all should be known; 0 for none. Until then new cards a day
            are as many as it takes (`schedule.pace`), at most `new_most`.
        exam_again: whether cards that are due after the exam come once more in the week before.
        new_order: `mixed` topics, or as they stand in the `document`.
        problem_share: how much of a day's new cards are computed problems.
        interview_cards: whether reviews bring up whole interview questions, too.
        deck_limits: deck → new cards a day at most in it and below it.
        review_order: by the `day` they were due, or by `retrievability`, those first that are
            remembered best; `auto` takes the latter while more is due than a day allows.
        load_balance: whether, within fuzz, cards go to the day with the least to do.
        easy_days: days of the week, 0 for Monday, with no new cards and few reviews.
        corrected: what becomes of a learnt card whose answer is another one now: `due` today, its
            interval `halved`, or only `marked` by its tag.
    """

    desired_retention: float = 0.9
    parameters: tuple[float, ...] = ()
    learning_steps_ms: tuple[int, ...] = (60_000, 600_000)
    relearning_steps_ms: tuple[int, ...] = (600_000,)
    maximum_interval_days: int = 36_500
    fuzz: bool = True
    new_per_day: int = 20
    reviews_per_day: int = 200
    bury_siblings: bool = True
    leech_lapses: int = 8
    leech_suspends: bool = True
    rollover_hour: int = 4
    time_zone: str = ""
    learn_ahead_ms: int = 1_200_000
    exam_day: int = 0
    exam_again: bool = True
    new_most: int = 40
    new_order: str = "mixed"
    problem_share: float = 0.15
    interview_cards: bool = False
    deck_limits: tuple[tuple[str, int], ...] = ()
    review_order: str = "auto"
    load_balance: bool = True
    easy_days: tuple[int, ...] = ()
    corrected: str = "due"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What an answer leads to: the card's next state, and what the log keeps of it."""

    state: CardState
    interval_ms: int
    """From the answer to when it is due; for display beside the rating's key."""
