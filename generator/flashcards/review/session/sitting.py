"""One sitting: the next card, and what is done with it. Each act is written down at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from difflib import get_close_matches
from enum import StrEnum
from typing import TYPE_CHECKING

from flashcards.errors import FlashcardsError
from flashcards.kinds import Kind
from flashcards.review.model import CardState, Event, EventKind, Outcome, Rating, Settings
from flashcards.review.schedule.days import DAY_MS, calendar
from flashcards.review.schedule.load import Load
from flashcards.review.schedule.queue import Counts, Queue, available
from flashcards.review.session.agenda import agenda, everything
from flashcards.review.session.face import Face, face
from flashcards.review.session.offered import Offered, offered
from flashcards.review.session.overview import Overview, overview
from flashcards.review.session.policy import NEW_ORDERS, Quota, Room, order, quota, room
from flashcards.review.session.scope import Scope, within
from flashcards.review.session.shelf import Shelf
from flashcards.review.session.summary import Summary, summary
from flashcards.review.session.today import whole
from flashcards.review.session.variant import Variant, variant
from flashcards.review.store.model import Due, Queues, StoredCard
from flashcards.values import dataclass

if TYPE_CHECKING:
    from flashcards.problems.grading import Grade

LONGEST_MS = 120_000
"""Whoever takes longer over a card has most likely left the table."""

LONGEST_WORKED_MS = 1_200_000
"""The same for problems to be computed and interview questions to be answered aloud."""

_WORKED = frozenset((Kind.PROBLEM, Kind.INTERVIEW))


_INTERVIEWS = "kind::interview"
"""Who asks for this tag wants whole interview questions."""

_SPARE = 4
"""Cards looked at for each that may be shown: some wait for their siblings."""


class Ending(StrEnum):
    """Why no card is shown."""

    DONE = "done"  # nothing is left today
    WAITING = "waiting"  # only cards in steps are left, and their time has not come
    LIMIT = "limit"
    TIME = "time"


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A card that is being shown.

    Attributes:
        card: what it says. face: what of it is shown. variant: of a computed problem.
        options: of a choice, in the order shown.
        state: where it stood when it came up.
        at_ms: when it came up.
    """

    card: StoredCard
    face: Face
    state: CardState
    at_ms: int
    variant: Variant | None = None
    options: Offered | None = None


class Sitting:
    """A sitting over a shelf. Time is always told to it."""

    def __init__(self, shelf: Shelf, scope: Scope, *, now_ms: int) -> None:
        """Begin; nothing is written.

        Raises:
            FlashcardsError: there is no such deck or tag.
        """
        self.shelf = shelf
        self.scope = scope
        self.settings = _ordered(shelf.settings(), scope.order)
        self.began_ms = now_ms
        self.turn: Turn | None = None
        self._acts: list[Event] = []  # what can be undone, latest last
        self._last = ""
        self._seen: dict[str, int] = {}  # of a cram: card → answers
        self._wanted = self._filter()
        self._filtered = bool(scope.deck or scope.tag)
        self._interviews = scope.interviews or within(_INTERVIEWS, scope.tag)
        self._more = 0  # new cards wished for beyond the day's limit
        self._load: Load | None = None
        self._queue = Queue()
        self._day = 0
        self._fill(now_ms)

    # --- cards ----------------------------------------------------------------------------------

    def next(self, now_ms: int) -> Turn | Ending:
        """The card to show: the one that is shown already, else the next."""
        if self.turn is not None:
            return self.turn
        if self.scope.limit and self.answers >= self.scope.limit:
            return Ending.LIMIT
        if self.scope.minutes and now_ms - self.began_ms >= self.scope.minutes * 60_000:
            return Ending.TIME
        if self._calendar.day_of(now_ms) != self._day:
            self._fill(now_ms)
        if (turn := self._take(now_ms)) is None:
            self._fill(now_ms)  # what another sitting did may have made room
            turn = self._take(now_ms)
        if turn is not None:
            self.turn = turn
            return turn
        return Ending.DONE if self._queue.wakes_ms() is None else Ending.WAITING

    def wakes_ms(self) -> int | None:
        """When a card in steps will be shown that now waits."""
        wakes = self._queue.wakes_ms()
        return None if wakes is None else wakes - self.settings.learn_ahead_ms

    def counts(self) -> Counts:
        """What is left today, the card that is shown among it."""
        return self._queue.counts

    @property
    def answers(self) -> int:
        """Answers given in this sitting, undone ones not counted."""
        return sum(event.kind is EventKind.ANSWER for event in self._acts)

    # --- what is done with the card ---------------------------------------------------------------

    def previews(self, now_ms: int) -> dict[Rating, Outcome]:
        """What each rating would lead to now."""
        from flashcards.review.schedule.answer import previews

        turn = self._shown()
        return previews(
            turn.state,
            card=turn.card.id,
            now_ms=now_ms,
            day=self._calendar.day_of(now_ms),
            settings=self.settings,
            load=self._loaded(now_ms),
        )

    def mark(self, text: str) -> Grade:
        """The grade of what was typed to the problem, the choice or the gap that is shown."""
        from flashcards.review.session.typed import mark_choice, mark_gap
        from flashcards.review.session.variant import mark

        turn = self._shown()
        if turn.options is not None:
            return mark_choice(turn.options, text)
        if turn.variant is None:
            return mark_gap(turn.face.gaps, text)
        return mark(turn.variant, text)

    def answer(self, rating: Rating, now_ms: int) -> Outcome:
        """Grade the card that is shown; written down when this returns."""
        from flashcards.review.schedule.answer import answer, answered

        turn = self._shown()
        card, day = turn.card.id, self._calendar.day_of(now_ms)
        outcome = answer(
            turn.state,
            rating,
            card=card,
            now_ms=now_ms,
            day=day,
            settings=self.settings,
            load=self._loaded(now_ms),
        )
        longest = LONGEST_WORKED_MS if turn.card.kind in _WORKED else LONGEST_MS
        event = answered(
            outcome,
            rating,
            before=turn.state,
            id=now_ms,
            card=card,
            duration_ms=min(max(now_ms - turn.at_ms, 0), longest),
            value=turn.variant.seed if turn.variant else 0,
        )
        if self.scope.cram:
            event = replace(event, cram=True, due_day=0, due_ms=None, interval_days=0)
            outcome = replace(outcome, state=turn.state)
        written = self.shelf.record(event, outcome.state)
        self._acts.append(written.event)
        self._leave(card)
        if self.scope.cram:
            self._seen[card] = self._seen.get(card, 0) + 1
            self._queue = self._queue.without(card)
            if rating is Rating.AGAIN:
                self._queue = replace(self._queue, main=(*self._queue.main, card))
        else:
            self._queue = self._queue.after(card, written.state, day=self._day)
            self._weigh(written.state)
        return outcome

    def more_new(self, count: int, now_ms: int) -> int:
        """Let so many new cards beyond the day's limit in; how many there are of them."""
        before = self.counts().new
        self._more += count
        self._fill(now_ms)
        found = self.counts().new - before
        self._more -= count - found
        return found

    @property
    def spare_new(self) -> int:
        """How many new cards there are beyond those of today; none where all are shown anyway."""
        if self.scope.cram:
            return 0
        unmet = self.shelf.unmet()
        whole = unmet.interviews if self.settings.interview_cards else 0
        return max(unmet.facts + unmet.problems + whole - self.counts().new, 0)

    def bury(self, now_ms: int) -> None:
        """Put the card off until tomorrow."""
        self._put_away(EventKind.BURY, now_ms)

    def suspend(self, now_ms: int) -> None:
        """Take the card out of the queues until it is brought back."""
        self._put_away(EventKind.SUSPEND, now_ms)

    def flag(self, number: int, now_ms: int) -> None:
        """Set or take off (0) the card's flag; it stays where it is."""
        turn = self._shown()
        written = self._write(EventKind.FLAG, now_ms, value=number)
        self.turn = replace(turn, state=written)

    def undo(self, now_ms: int) -> Event | None:
        """Take back the last act of the day, show its card again, and say what it was."""
        day = self._calendar.day_of(now_ms)
        event = self._acts.pop() if self._acts else self._earlier(day)
        if event is None:
            return None
        state = self.shelf.undo(event, at_ms=now_ms, day=day)
        self._load = None
        if event.kind is EventKind.FLAG and self.turn and self.turn.card.id == event.card:
            self.turn = replace(self.turn, state=state)
            return event
        if event.cram and self._seen.get(event.card):
            self._seen[event.card] -= 1
        self._fill(now_ms)
        self.turn = self._show(event.card, now_ms, again=True)
        return event

    def overview(self, now_ms: int) -> Overview:
        """How things stand now."""
        return overview(self.shelf, settings=self.settings, day=self._calendar.day_of(now_ms))

    def reconsider(self, now_ms: int, *, done: Iterable[Event] = ()) -> None:
        """Look up anew what is due: cards or settings were changed elsewhere.

        Args:
            now_ms: the time.
            done: what was done elsewhere on behalf of this sitting; it can be undone here.
        """
        self._acts += done
        if self.turn is not None:
            self.turn = self._show(self.turn.card.id, now_ms)
        self.settings = _ordered(self.shelf.settings(), self.scope.order)
        self._load = None
        self._fill(now_ms)

    def pause(self, away_ms: int) -> None:
        """Do not count time that was spent elsewhere, in an editor say."""
        if self.turn is not None:
            self.turn = replace(self.turn, at_ms=self.turn.at_ms + away_ms)
        self.began_ms += away_ms

    def summary(self, now_ms: int) -> Summary:
        """What the sitting came to so far."""
        day = self._calendar.day_of(now_ms)
        counts = self.counts()
        return summary(
            self._acts,
            desired=self.settings.desired_retention,
            left=counts.new + counts.learning + counts.reviews,
            tomorrow=self._tomorrow(day + 1),
            cram=self.scope.cram,
        )

    # --- inside -----------------------------------------------------------------------------------

    def _shown(self) -> Turn:
        if self.turn is None:
            raise FlashcardsError("no card is shown")
        return self.turn

    def _fill(self, now_ms: int) -> None:
        """Look up what is due today."""
        self._calendar = calendar(self.settings)
        self._day = day = self._calendar.day_of(now_ms)
        if self.scope.cram:
            cards = self.shelf.everything(
                interviews=self._interviews or self.settings.interview_cards
            )
            queue = everything(cards, day=day, wanted=self._wanted)
            known = {event.card for event in self._acts if event.rating is not Rating.AGAIN}
            self._queue = queue.without(*known)
            return
        settings, limited = self.settings, not self.scope.ahead_days
        done, studied = self.shelf.done(day), self.shelf.studied(day)
        left = quota(
            settings,
            day=day,
            unmet=self.shelf.unmet(),
            done=done,
            extra=self._more,
            limited=limited,
        )
        # Of a million cards that are due, the first some hundred are enough, nearly always.
        some = None
        if limited and not self._filtered and not settings.deck_limits:
            some = _SPARE * (max(left.new + done.new, left.reviews + done.reviews) + 1)
        backlog = False
        for limit in dict.fromkeys((some, None)):
            due = self._due(limit=limit, backlog=backlog)
            if not backlog and limited and sum(map(self._wanted, due.reviews)) > left.reviews:
                backlog = True
                due = self._due(limit=limit, backlog=True)
            self._queue = agenda(
                due,
                settings=settings,
                quota=left,
                done=done,
                studied=studied,
                wanted=self._wanted,
                room=self._room(),
            )
            if not self._cut(due, left, limit):
                break

    def _due(self, *, limit: int | None, backlog: bool) -> Queues:
        return self.shelf.queues(
            day=self._day + self.scope.ahead_days,
            limit=limit,
            order=order(self.settings, interviews=self._interviews, backlog=backlog),
        )

    def _cut(self, due: Queues, left: Quota, limit: int | None) -> bool:
        """Whether a queue may be short because no more of it was read than `limit`."""
        counts = self._queue.counts
        return (
            len(due.learning) == limit
            or (limit in {len(due.new), len(due.problems)} and counts.new < left.new)
            or (len(due.reviews) == limit and counts.reviews < left.reviews)
        )

    def _room(self) -> Room | None:
        """What decks have room for, where any has a limit."""
        if not self.settings.deck_limits:
            return None
        return room(self.settings, decks=self.shelf.decks(), begun=self.shelf.begun(self._day))

    def _loaded(self, now_ms: int) -> Load | None:
        """The days to come, to be kept even; looked up once, then kept by what is answered."""
        settings, day = self.settings, self._calendar.day_of(now_ms)
        if not settings.load_balance and not settings.easy_days:
            return None
        if self._load is None or self._load.day != day:
            due = dict(self.shelf.upcoming(day)) if settings.load_balance else {}
            self._load = Load(day=day, due=due, easy_days=settings.easy_days)
        return self._load

    def _weigh(self, state: CardState) -> None:
        if self._load is not None and state.due_ms is None and self.settings.load_balance:
            due = {**self._load.due, state.due_day: self._load.due.get(state.due_day, 0) + 1}
            self._load = replace(self._load, due=due)

    def _earlier(self, day: int) -> Event | None:
        """What was done last today in another sitting, to a card that this one is about."""
        acts = (one for one in self.shelf.undoable(day=day) if one.kind is not EventKind.DUE)
        return next(filter(self._about, acts), None)

    def _about(self, event: Event) -> bool:
        if not self._filtered:
            return True
        card, scope = self.shelf.card(event.card), self.scope
        return (not scope.deck or within(card.deck, scope.deck)) and (
            not scope.tag or any(within(tag, scope.tag) for tag in card.tags)
        )

    def _tomorrow(self, day: int) -> int:
        """Reviews and steps that the next study day will show, as it stands now."""
        _, queue = whole(
            self.shelf, self.settings, day=day, interviews=self._interviews, wanted=self._wanted
        )
        return queue.counts.learning + queue.counts.reviews

    @property
    def _ahead_ms(self) -> int:
        return max(self.settings.learn_ahead_ms, self.scope.ahead_days * DAY_MS)

    def _choose(self, now_ms: int) -> str | None:
        return self._queue.next(now_ms=now_ms, learn_ahead_ms=self._ahead_ms, last=self._last)

    def _take(self, now_ms: int) -> Turn | None:
        while (card := self._choose(now_ms)) is not None:
            turn = self._show(card, now_ms)
            if turn is not None:
                return turn
            self._queue = self._queue.without(card)
        return None

    def _show(self, card: str, now_ms: int, *, again: bool = False) -> Turn | None:
        """The card, if it may be shown still: another sitting may have been at it."""
        state = self.shelf.state(card)
        if not available(state, day=self._day):
            return None
        if not self.scope.cram:
            if state.due_day > self._day + self.scope.ahead_days and not again:
                return None
            if (state.due_ms or 0) > now_ms + self._ahead_ms and not again:
                return None
        stored = self.shelf.card(card)
        if stored.retired_ms is not None and not again:
            return None
        drawn = None
        count = state.repetitions + self._seen.get(card, 0)
        pool = dict(stored.extra).get("pool", "") if stored.kind is Kind.PROBLEM else ""
        if pool:
            drawn = variant(pool, card=card, repetitions=count)
        options = offered(stored, repetitions=count)
        return Turn(
            card=stored,
            face=face(stored, drawn, options=options),
            state=state,
            at_ms=now_ms,
            variant=drawn,
            options=options,
        )

    def _leave(self, card: str) -> None:
        self._last = card
        self.turn = None

    def _put_away(self, kind: EventKind, now_ms: int) -> None:
        card = self._shown().card.id
        self._write(kind, now_ms)
        self._leave(card)
        self._queue = self._queue.without(card)

    def _write(self, kind: EventKind, now_ms: int, *, value: int = 0) -> CardState:
        turn = self._shown()
        day = self._calendar.day_of(now_ms)
        event = Event(id=now_ms, card=turn.card.id, kind=kind, at_ms=now_ms, day=day, value=value)
        state = turn.state
        if kind is EventKind.BURY:
            state = replace(state, buried_day=day)
        elif kind is EventKind.SUSPEND:
            state = replace(state, suspended=True)
        elif kind is EventKind.FLAG:
            state = replace(state, flag=value)
        written = self.shelf.record(event, state)
        self._acts.append(written.event)
        return written.state

    def _filter(self) -> Callable[[Due], bool]:
        scope = self.scope
        decks = tagged = None
        if scope.deck:
            names = self.shelf.decks()
            decks = {number for number, name in names.items() if within(name, scope.deck)}
            if not decks:
                raise FlashcardsError(
                    f"there is no deck {scope.deck!r}", hint=_near(scope.deck, names.values())
                )
        if scope.tag:
            tagged = {
                card
                for card, tags in self.shelf.tags()
                if any(within(tag, scope.tag) for tag in tags)
            }
            if not tagged:
                every = {tag for _, tags in self.shelf.tags() for tag in tags}
                raise FlashcardsError(
                    f"no card has the tag {scope.tag!r}", hint=_near(scope.tag, every)
                )
        return lambda one: (
            (decks is None or one.deck in decks) and (tagged is None or one.card in tagged)
        )


def _ordered(settings: Settings, name: str) -> Settings:
    """The settings with the order that a sitting asks for."""
    if name in NEW_ORDERS:
        return replace(settings, new_order=name)
    return replace(settings, review_order=name) if name else settings


def _near(wanted: str, names: Iterable[str]) -> str:
    """What may have been meant by a name that is none."""
    known = sorted(set(names))
    last = {name.rpartition("::")[2].casefold(): name for name in known}
    near = get_close_matches(wanted.rpartition("::")[2].casefold(), last, n=1, cutoff=0.5)
    if near:
        return f"did you mean {last[near[0]]}?"
    return "there are " + ", ".join(known[:6]) + (", …" if len(known) > 6 else "")
