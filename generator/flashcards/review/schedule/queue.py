"""The queue: which cards are shown today, in which order.

The rule of what is due, `is_due`, is one with the store's query. Reviews come by the day they
were due and, within a day, in an order that is shuffled anew each day; it is a product modulo
2^32, so that SQL orders a million cards by it without Python: `(key * :factor) & 4294967295` of a
column that holds `shuffle_key(card)`, with `shuffle_factor(day)`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from heapq import merge
from zlib import crc32

from flashcards.review.model import CardState, Event, EventKind, Phase
from flashcards.review.schedule.fold import standing
from flashcards.values import dataclass

_32_BITS = 0xFFFF_FFFF
IN_STEPS = (Phase.LEARNING, Phase.RELEARNING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What was answered on a study day: new cards begun, reviews given."""

    new: int = 0
    reviews: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many cards of each kind are left today."""

    new: int
    learning: int
    reviews: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """Today's cards.

    Attributes:
        learning: moment at which it is due and card, of cards in steps; soonest first.
        main: reviews and new cards, mixed, as they are to be shown.
        new: those of them that are new.
    """

    learning: tuple[tuple[int, str], ...] = ()
    main: tuple[str, ...] = ()
    new: frozenset[str] = field(default=frozenset())

    @property
    def counts(self) -> Counts:
        """What is left, cards in steps that are not yet due among it."""
        new = len(self.new)
        return Counts(new=new, learning=len(self.learning), reviews=len(self.main) - new)

    def next(self, *, now_ms: int, learn_ahead_ms: int = 0, last: str = "") -> str | None:
        """The card to show: one in steps that is due; else the first of the others; else one in
        steps that is due soon; else None.

        `last`, the card that was shown just before, is not shown ahead of its time while another
        one could be.
        """  # noqa: D205
        if self.learning and self.learning[0][0] <= now_ms:
            return self.learning[0][1]
        if self.main:
            return self.main[0]
        soon = [card for due_ms, card in self.learning if due_ms <= now_ms + learn_ahead_ms]
        return next((card for card in soon if card != last), soon[0] if soon else None)

    def wakes_ms(self) -> int | None:
        """When the next card in steps is due, or None."""
        return self.learning[0][0] if self.learning else None

    def without(self, *cards: str) -> Queue:
        """The queue with these cards gone: answered, suspended, buried."""
        gone = set(cards)
        return Queue(
            learning=tuple(pair for pair in self.learning if pair[1] not in gone),
            main=tuple(card for card in self.main if card not in gone),
            new=self.new - gone,
        )

    def after(self, card: str, state: CardState, *, day: int) -> Queue:
        """The queue after an answer: the card is gone, or waits for its next step."""
        left = self.without(card)
        if not available(state, day=day) or state.due_ms is None or state.due_day > day:
            return left
        waiting = tuple(sorted((*left.learning, (state.due_ms, card))))
        return Queue(learning=waiting, main=left.main, new=left.new)


def available(state: CardState, *, day: int) -> bool:
    """Whether a card may be shown at all: neither suspended nor buried today."""
    return not state.suspended and state.buried_day != day


def is_due(state: CardState, *, now_ms: int, day: int) -> bool:
    """Whether a card is due; the store's query says the same.

    It is if it is available and new, or in steps whose time has come, or in review and its day
    has come. Limits and siblings come after.
    """
    if not available(state, day=day):
        return False
    if state.due_ms is not None and state.phase in IN_STEPS:
        return state.due_ms <= now_ms
    return state.phase is Phase.NEW or (state.phase is Phase.REVIEW and state.due_day <= day)


def shuffle_key(card: str) -> int:
    """What a card's places in the daily shuffles follow from; 32 bits, to be kept in a column."""
    return crc32(card.encode())


def shuffle_factor(day: int) -> int:
    """What a day's shuffle follows from: an odd number below 2^31."""
    return (crc32(b"day", day & _32_BITS) >> 1) | 1


def shuffled(key: int, factor: int) -> int:
    """A card's place in a day's shuffle."""
    return (key * factor) & _32_BITS


def done(events: Iterable[Event], *, day: int) -> Done:
    """What was answered on a day: answers that count, by where the card stood before."""
    phases = [
        e.phase
        for e in standing(events)
        if e.kind is EventKind.ANSWER and e.day == day and not e.cram
    ]
    return Done(new=phases.count(Phase.NEW), reviews=phases.count(Phase.REVIEW))


def interleave(
    reviews: Sequence[str], new: Sequence[str], *, done: Done | None = None
) -> tuple[str, ...]:
    """Reviews and new cards mixed evenly; both keep their order.

    The mixture is that of the whole day: with what is done today given, what is left is shown as
    it would have been, had the session not been interrupted.

    >>> "".join(interleave("rrrrrr", "nn"))
    'rrnrrrnr'
    """
    done = done or Done()
    return tuple(
        card for _, _, card in merge(_spread(reviews, done.reviews, 0), _spread(new, done.new, 1))
    )


def _spread(cards: Sequence[str], before: int, kind: int) -> Iterator[tuple[float, int, str]]:
    whole = before + len(cards)
    for place, card in enumerate(cards, before):
        yield (place + 0.5) / whole, kind, card
