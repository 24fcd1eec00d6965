"""A running Anki, a database of reviews, and a learner who uses both."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from flashcards.card import Card, Note
from flashcards.review.exchange.identity import review_number
from flashcards.review.model import Event, EventKind, Rating, Settings
from flashcards.review.schedule import answer, answered, calendar
from flashcards.review.store import Store
from flashcards.review.sync import Anki, Options, Summary, sync
from tests.anki.making import gallery
from tests.review.exchange import anki_side
from tests.review.sync.standin import StandIn, running
from tests.typed import retold

ROOT = "LLM Interviews"


@dataclass
class Learner:
    """Both sides, and the one who sits between them."""

    store: Store
    anki: StandIn
    url: str
    notes: list[Note] = field(default_factory=list)
    program: str = "1"

    @property
    def col(self) -> Any:
        return self.anki.col

    def now_ms(self) -> int:
        return int(time.time() * 1000)

    # --- documents --------------------------------------------------------------------------

    def build(self, notes: Sequence[Note], *, retired: Sequence[str] = ()) -> None:
        self.notes = list(notes)
        cards = [card for note in notes for card in note.cards]
        self.store.sync_cards(cards, now_ms=self.now_ms(), deck=ROOT, retired=retired or None)

    def reword(self, note: str, *, modified: int, slot: int = 1, **changes: Any) -> None:
        """The documents say something else of a card."""
        self.build([
            _changed(n, slot, modified, changes) if n.id == note else n for n in self.notes
        ])  # fmt: skip

    # --- the terminal -----------------------------------------------------------------------

    def settings(self) -> Settings:
        return self.store.settings()

    def review(self, card: str, rating: int = 3) -> Event:
        before = self.store.state(card)
        now = self.now_ms()
        outcome = answer(
            before, Rating(rating), card=card, now_ms=now,
            day=calendar(self.settings()).day_of(now), settings=self.settings(),
        )  # fmt: skip
        made = answered(outcome, Rating(rating), before=before, id=now, card=card, duration_ms=3000)
        return self.store.append(made, outcome.state).event

    def mark(self, card: str, kind: EventKind, value: int = 0) -> None:
        now = self.now_ms()
        self.store.append(
            Event(
                id=now, card=card, kind=kind, at_ms=now,
                day=calendar(self.settings()).day_of(now), value=value,
            )
        )  # fmt: skip

    # --- Anki -------------------------------------------------------------------------------

    def note(self, name: str) -> Any:
        (number,) = self.col.find_notes(f'"Id:{name}"')
        return self.col.get_note(number)

    def card(self, name: str) -> Any:
        note, slot = name.rsplit("-", 1)
        cards = [c for c in self.note(note).cards() if c.ord == int(slot) - 1]
        return cards[0]

    def edit(self, name: str, **fields: str) -> None:
        note = self.note(name)
        for field_name, text in fields.items():
            note[field_name.replace("_", " ")] = text
        self.col.update_note(note)

    def tag(self, name: str, *tags: str) -> None:
        self.col.tags.bulk_add([self.note(name).id], " ".join(tags))

    def answer(self, card: str, rating: int = 3) -> None:
        shown = self.card(card)
        shown.start_timer()
        states = self.col._backend.get_scheduling_states(shown.id)
        self.col.sched.answer_card(
            self.col.sched.build_answer(card=shown, states=states, rating=rating - 1)
        )

    def due(self) -> dict[str, tuple[Any, ...]]:
        """Where Anki has each studied card, by our name of it."""
        found = anki_side.due(self.col)
        return {f"{note}-{slot + 1}": value for (note, slot), value in found.items()}

    # --- both -------------------------------------------------------------------------------

    def sync(self, *, packages: Sequence[Path] = (), **options: Any) -> Summary:
        with self.anki.lock:
            pass
        return sync(
            self.store, Anki(self.url), options=Options(**options), now_ms=self.now_ms(),
            program=self.program, packages=packages,
        )  # fmt: skip

    def agree(self) -> None:
        """Due days, suspensions, flags and reviews are the same on both sides."""
        col = self.col
        states = self.store.states()
        zero = anki_side.clock() and _zero(col)
        rows = col.db.all(
            "select n.guid, c.ord, c.type, c.queue, c.due, c.flags, c.id"
            " from cards c join notes n on n.id = c.nid"
        )
        living = {card.id for note in self.notes for card in note.cards}
        for guid, ordinal, kind, queue, due, flags, _ in rows:
            name = f"{guid}-{ordinal + 1}"
            if name not in living:
                continue
            state = states[name]
            assert (queue == -1) == state.suspended, name
            assert flags & 7 == state.flag, name
            phases = ("new", "learning", "review", "relearning")
            assert state.phase.value == phases[kind], name
            if kind == 2:
                assert state.due_day == zero + due, name
            elif kind in (1, 3) and due > 1_000_000_000:
                assert abs((state.due_ms or 0) / 1000 - due) <= 2, name
        # What was reviewed here of a note that was deleted there meanwhile stays here alone.
        there = {f"{guid}-{ordinal + 1}" for guid, ordinal, *_ in rows}
        log = [number for number, ease in col.db.all("select id, ease from revlog") if ease]
        ours = [e for e in self.store.events() if e.kind is EventKind.ANSWER]
        lacking = {review_number(e) or 0 for e in ours if e.card in there} - set(log)
        moved = [n for n in lacking if not any(0 < other - n <= 50 for other in log)]
        assert not moved, moved
        known = [review_number(e) or 0 for e in ours]
        strange = [n for n in log if not any(0 <= n - number <= 50 for number in known)]
        assert not strange, strange
        assert len(log) <= len(ours)


def _zero(col: Any) -> int:
    from datetime import datetime

    return datetime.fromtimestamp(col.crt).toordinal()  # noqa: DTZ006


def _changed(note: Note, slot: int, modified: int, changes: dict[str, Any]) -> Note:
    cards = tuple(
        replace(card, modified=modified, fact=retold(card.fact, **changes))
        if card.slot == slot
        else card
        for card in note.cards
    )
    return replace(note, cards=cards)


def without(note: Note, slot: int) -> Note:
    return replace(note, cards=tuple(card for card in note.cards if card.slot != slot))


def cards_of(notes: Sequence[Note]) -> list[Card]:
    return [card for note in notes for card in note.cards]


@pytest.fixture
def learner(tmp_path: Path) -> Iterator[Learner]:
    with (
        running(tmp_path / "anki") as (anki, url),
        Store.open(tmp_path / "reviews.sqlite") as store,
    ):
        made = Learner(store=store, anki=anki, url=url)
        made.build(gallery())
        yield made
