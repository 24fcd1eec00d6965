"""Anki's rows as plain values: a card's scheduling, a line of the review log, a file of both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import IntEnum

from flashcards.values import dataclass


class CardType(IntEnum):
    """Where Anki has a card in its life (`cards.type`)."""

    NEW = 0
    LEARNING = 1
    REVIEW = 2
    RELEARNING = 3


class Queue(IntEnum):
    """Where Anki looks for a card (`cards.queue`)."""

    BURIED_BY_USER = -3
    BURIED = -2
    SUSPENDED = -1
    NEW = 0
    LEARNING = 1  # `due` is in seconds since the epoch
    REVIEW = 2  # `due` is in days
    DAY_LEARNING = 3  # `due` is in days
    PREVIEW = 4  # in a filtered deck


class ReviewKind(IntEnum):
    """What a line of Anki's review log is about (`revlog.type`)."""

    LEARNING = 0
    REVIEW = 1
    RELEARNING = 2
    FILTERED = 3  # from a filtered deck; with factor 0, one that does not reschedule
    MANUAL = 4  # set due date; with factor 0 and interval 0, forget
    RESCHEDULED = 5  # FSRS moved the due date when its parameters changed


@dataclass(frozen=True, slots=True, kw_only=True)
class CardRow:
    """A row of `cards`.

    Attributes:
        id: Anki's number of the card.
        modified: seconds since the epoch.
        type, queue: as `CardType` and `Queue` name them; any number in a strange file.
        due: of a new card its position; else days since Anki's day zero, or seconds since the
            epoch of a card in steps.
        interval: days.
        factor: SM-2's ease in thousandths.
        left: steps that remain, modulo 1000.
        original_due, original_deck: of a card that visits a filtered deck, else 0.
        flags: the flag's number in the lowest three bits.
        data: JSON with FSRS's memory.
    """

    id: int
    modified: int
    type: int = CardType.NEW
    queue: int = Queue.NEW
    due: int = 0
    interval: int = 0
    factor: int = 0
    repetitions: int = 0
    lapses: int = 0
    left: int = 0
    original_due: int = 0
    original_deck: int = 0
    flags: int = 0
    data: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRow:
    """A row of `revlog`.

    Attributes:
        id: when it was answered, milliseconds since the epoch; unique.
        card: Anki's number of the card.
        ease: the button, 1 to 4; 0 if nobody answered.
        interval, last_interval: days if positive, seconds if negative.
        factor: thousandths; FSRS's difficulty mapped to 100 … 1100, or SM-2's ease.
        duration_ms: how long the answer took.
        kind: as `ReviewKind` names them.
    """

    id: int
    card: int
    ease: int
    interval: int
    last_interval: int
    factor: int
    duration_ms: int
    kind: int


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What a file of Anki's knows of our cards.

    Attributes:
        created: the collection's `crt`, seconds since the epoch: on its day zero.
        minutes_west: offset from UTC of the place it was made in, or None in old files.
        cards: our card's id → its row.
        reviews: our card's id → its lines of the review log, oldest first.
        foreign: cards in the file on note types that are not ours.
        unknown: cards on our note types that we do not know.
        unknown_reviews: lines of the log of those.
        deleted: our cards that have reviews, and are no longer in the collection.
        unreadable: rows that hold what no version of Anki writes.
    """

    created: int
    minutes_west: int | None = None
    cards: Mapping[str, CardRow] = field(default_factory=dict)
    reviews: Mapping[str, tuple[ReviewRow, ...]] = field(default_factory=dict)
    foreign: int = 0
    unknown: int = 0
    unknown_reviews: int = 0
    deleted: int = 0
    unreadable: int = 0
