"""Two logs of one card's life → one: what Anki knows, merged into our events.

Every review of either side is kept, once, in the order of time. When a card is due next was
decided by the program that saw it last; what is remembered of it follows from all reviews.
docs/exchange.md gives the rules to users.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from flashcards.review.exchange.calendar import day_zero
from flashcards.review.exchange.identity import ANKI, LOGGED, review_number, schedules
from flashcards.review.exchange.reviews import from_rows
from flashcards.review.exchange.rows import CardRow, History, Queue, ReviewRow
from flashcards.review.exchange.scheduling import Due, due_number, due_of
from flashcards.review.model import Event, EventKind, Phase, Settings
from flashcards.review.schedule.days import DAY_MS, calendar
from flashcards.review.schedule.fold import fold, standing
from flashcards.values import dataclass

MOVED_ON = 50
"""Milliseconds within which one answer under two numbers is known again: a number that is
taken is moved on by a few."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """What an import would add, and what was found.

    Attributes:
        events: new events, oldest first.
        cards: our cards that are in the file.
        reviews: answers that are new to us. known: lines of the log that we have.
        rescheduled: changes of due dates and cards made new, without an answer.
        moved: cards that Anki has due on another day than we had, and saw last.
        suspended, flagged: cards that Anki suspended or brought back, flagged or not any more.
    """

    events: tuple[Event, ...]
    cards: int
    reviews: int
    known: int
    rescheduled: int
    moved: int
    suspended: int
    flagged: int


def merge(
    history: History,
    events: Mapping[str, Sequence[Event]],
    *,
    settings: Settings,
    now_ms: int,
    taken: Collection[int] = (),
    had: Mapping[str, CardRow] | None = None,
) -> Merge:
    """What `history` adds to our events.

    Merging is idempotent: with the events of a merge among ours, the same history adds nothing.

    Args:
        history: what the file knows.
        events: ours, by card; cards without any may be absent.
        settings: how our study days are told apart, and what follows from events.
        now_ms: the time of the import.
        taken: ids of further events, of cards that are not among `events`.
        had: rows of cards when both sides last agreed. What did not change since was not done
            in Anki, whenever it last touched the card; what did change was, and counts.
    """
    merging = _Merging(
        history, events, settings=settings, now_ms=now_ms, taken=taken, had=had or {}
    )
    return merging.result()


class _Merging:
    def __init__(
        self,
        history: History,
        events: Mapping[str, Sequence[Event]],
        *,
        settings: Settings,
        now_ms: int,
        taken: Collection[int],
        had: Mapping[str, CardRow],
    ) -> None:
        days = calendar(settings)
        self.history = history
        self.ours = events
        self.settings = settings
        self.had = had
        self.day_of = days.day_of
        self.start_of = days.start_of
        self.zero = day_zero(history.created, history.minutes_west, days.zone)
        self.today = days.day_of(now_ms)
        self.taken = set(taken) | {event.id for some in events.values() for event in some}
        self.sources = {event.source: event.card for some in events.values() for event in some}
        self.added: list[Event] = []
        self.reviews = self.known = self.rescheduled = 0
        self.moved = self.suspended = self.flagged = 0

    def result(self) -> Merge:
        for card in sorted(self.history.cards.keys() | self.history.reviews.keys()):
            self._card(card)
        return Merge(
            events=tuple(sorted(self.added, key=lambda event: event.id)),
            cards=len(self.history.cards),
            reviews=self.reviews,
            known=self.known,
            rescheduled=self.rescheduled,
            moved=self.moved,
            suspended=self.suspended,
            flagged=self.flagged,
        )

    def _card(self, card: str) -> None:
        ours = list(self.ours.get(card, ()))
        rows = self.history.reviews.get(card, ())
        row = self.history.cards.get(card)
        new = self._reviews(card, ours, rows)
        if row is not None:
            new = self._due(card, row, ours, new, rows)
        self.added += new
        if row is not None:
            self.added += self._standing(card, row, [*ours, *new])

    # --- the log ----------------------------------------------------------------------------

    def _reviews(self, card: str, ours: Sequence[Event], rows: Sequence[ReviewRow]) -> list[Event]:
        known = _known(ours, rows)
        new: list[Event] = []
        for row, event in from_rows(rows, card=card, day_of=self.day_of):
            if row.id in known:
                self.known += 1
                continue
            if event.kind is EventKind.ANSWER:
                self.reviews += 1
            else:
                self.rescheduled += 1
            source = event.source
            if self.sources.setdefault(source, card) != card:  # of another collection of Anki's
                source = f"{source}:{row.card}"
                self.sources[source] = card
            new.append(replace(event, id=self._free(event.id), source=source))
        return new

    def _free(self, number: int) -> int:
        while number in self.taken:
            number += 1
        self.taken.add(number)
        return number

    # --- when it is due ---------------------------------------------------------------------

    def _due(
        self,
        card: str,
        row: CardRow,
        ours: Sequence[Event],
        new: list[Event],
        rows: Sequence[ReviewRow],
    ) -> list[Event]:
        """The new events, so that the card is due when the program that saw it last says."""
        acts = [event for event in standing([*ours, *new]) if schedules(event)]
        due = due_of(row, zero=self.zero, day_of=self.day_of)
        if not acts or due is None:
            return new
        last = acts[-1]
        if last.kind is EventKind.FORGET:
            return new
        if last in new:
            return [_with_due(e, due, self.start_of) if e is last else e for e in new]
        # Anki cannot have decided on what it has not seen, or before it happened; and on steps
        # it decides with answers alone.
        seen = last.source.startswith(ANKI) or review_number(last) in {r.id for r in rows}
        acted = (e.at_ms for e in [*ours, *new] if e.kind in (*LOGGED, EventKind.UNDO))
        had = self.had.get(card)
        if had is None:
            later = row.modified > max(acted) // 1000
        else:
            later = (had.type, due_number(had)) != (row.type, due_number(row))
        if not (seen and later) or due.phase is not Phase.REVIEW:
            return new
        state = fold([*ours, *new], self.settings)
        source = f"{ANKI}due:{row.id}:{row.modified}:{due.day}"
        if (state.phase, state.due_day) == (Phase.REVIEW, due.day) or source in self.sources:
            return new
        self.moved += 1
        self.sources[source] = last.card
        at_ms = max(row.modified * 1000, last.id + 1)
        moved = Event(
            id=self._free(at_ms),
            card=last.card,
            kind=EventKind.DUE,
            at_ms=at_ms,
            day=self.day_of(at_ms),
            due_day=due.day,
            interval_days=due.interval_days,
            source=source,
        )
        return [*new, moved]

    # --- suspended, buried, flagged -----------------------------------------------------------

    def _standing(self, card: str, row: CardRow, events: Iterable[Event]) -> list[Event]:
        """What Anki did to the card since we last did the like, without any line in its log.

        That a card is not suspended, or has no flag, says something only where Anki is known to
        have had it so: else a review in Anki would undo what was done here.
        """
        past = standing(events)
        state = fold(past, self.settings)
        made: list[Event] = []
        suspended = row.queue == Queue.SUSPENDED
        had = self.had.get(card)
        last = _latest(past, EventKind.SUSPEND, EventKind.UNSUSPEND)
        known = None if had is None else had.queue == Queue.SUSPENDED
        if suspended != state.suspended and _did(row, last, bool(suspended), known):
            kind = EventKind.SUSPEND if suspended else EventKind.UNSUSPEND
            made.append(self._made(card, kind, row, last))
        flag = row.flags & 7
        last = _latest(past, EventKind.FLAG)
        if flag != state.flag and _did(row, last, flag, None if had is None else had.flags & 7):
            made.append(self._made(card, EventKind.FLAG, row, last, value=flag))
        if row.queue in (Queue.BURIED, Queue.BURIED_BY_USER):
            last = _latest(past, EventKind.BURY, EventKind.UNBURY)
            buried_on = self.day_of(row.modified * 1000)
            if buried_on == self.today and (last is None or last.day < buried_on):
                made.append(self._made(card, EventKind.BURY, row, last))
        made = [event for event in made if self.sources.setdefault(event.source, card) == card]
        self.suspended += any(e.kind in (EventKind.SUSPEND, EventKind.UNSUSPEND) for e in made)
        self.flagged += any(e.kind is EventKind.FLAG for e in made)
        return made

    def _made(
        self, card: str, kind: EventKind, row: CardRow, after: Event | None, *, value: int = 0
    ) -> Event:
        at_ms = max(row.modified * 1000, after.id + 1 if after else 0)
        return Event(
            id=self._free(at_ms),
            card=card,
            kind=kind,
            at_ms=at_ms,
            day=self.day_of(at_ms),
            value=value,
            source=f"{ANKI}{kind}:{row.id}:{row.modified}",
        )


def _known(ours: Sequence[Event], rows: Sequence[ReviewRow]) -> set[int]:
    """Numbers of the lines of a card's log that we have.

    A line that came from Anki is known by its number. One of our own comes back under the id of
    its event, or where that was taken in Anki's log, under one a little higher.
    """
    known: set[int] = set()
    left: dict[int, Event] = {}
    for event in ours:
        number = review_number(event)
        if number is None:
            continue
        if event.source.startswith(ANKI):
            known.add(number)
        else:
            left[number] = event
    later = []
    for row in rows:
        if row.id in left and _is_same(left[row.id], row):
            known.add(row.id)
            del left[row.id]
        elif row.id not in known:
            later.append(row)
    for row in later:
        number = next(
            (n for n, event in left.items() if 0 < row.id - n <= MOVED_ON and _is_same(event, row)),
            None,
        )
        if number is not None:
            known.add(row.id)
            del left[number]
    return known


def _is_same(event: Event, row: ReviewRow) -> bool:
    return (int(event.rating or 0), event.duration_ms) == (row.ease, row.duration_ms)


def _with_due(event: Event, due: Due, start_of: Callable[[int], int]) -> Event:
    """The event, leading to where Anki has the card."""
    due_ms = due.ms
    if due_ms is None and due.phase is not Phase.REVIEW:
        # Anki keeps the day alone; a step of a day or more ends as its last day begins.
        due_ms = event.due_ms
        if due_ms is None or event.due_day != due.day or due_ms - event.at_ms >= DAY_MS:
            due_ms = max(start_of(due.day), event.at_ms)
    return replace(event, due_day=due.day, due_ms=due_ms, interval_days=due.interval_days)


def _latest(events: Sequence[Event], *kinds: EventKind) -> Event | None:
    return next((event for event in reversed(events) if event.kind in kinds), None)


def _did(row: CardRow, last: Event | None, now: int, before: int | None) -> bool:
    """Whether Anki did to a card what it has now, after we last did the like."""
    if not _newer(row, last):
        return False
    if before is not None:
        return now != before
    return bool(now) or _from_anki(last)


def _newer(row: CardRow, event: Event | None) -> bool:
    return event is None or row.modified * 1000 + 999 >= event.at_ms


def _from_anki(event: Event | None) -> bool:
    return event is not None and event.source.startswith(ANKI)


def absent(ours: Sequence[Event], rows: Sequence[ReviewRow]) -> tuple[int, ...]:
    """Numbers under which Anki's log would have those of our events that it lacks."""
    numbers = {
        number: event for event in standing(ours) if (number := review_number(event)) is not None
    }
    there = {row.id for row in rows}
    near: dict[int, ReviewRow] = {row.id: row for row in rows if row.id not in numbers}
    lacking: list[int] = []
    for number, event in numbers.items():
        row = next(
            (r for i, r in near.items() if 0 < i - number <= MOVED_ON and _is_same(event, r)), None
        )
        if number in there:
            continue
        if row is not None:
            del near[row.id]
        else:
            lacking.append(number)
    return tuple(lacking)
