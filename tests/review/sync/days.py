"""Sixty days of a learner with a phone, a desktop and a terminal, lived in a few seconds.

Run under a clock that can be set (`faketime`), for Anki asks the machine what day it is:

    faketime "2026-03-01 12:00:00" python -m tests.review.sync.days 60 SEED FOLDER
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from flashcards.card import Fact, Kind, Note
from flashcards.document import Source
from flashcards.review.model import EventKind, Phase
from flashcards.review.store import Store
from flashcards.review.sync import SyncError
from tests.anki.making import fact, item, note
from tests.review.sync.conftest import Learner
from tests.review.sync.standin import running

START = datetime(2026, 3, 1, 9, 0, 0)  # noqa: DTZ001  # the machine's zone, as Anki's
NOTES = 30
CUT_OFF = 0.6
"""How many syncs something goes wrong in."""

COUNTED = (
    "syncs", "interrupted", "edits", "conflicts", "pulled", "pushed", "new", "deleted",
)  # fmt: skip


class Days:
    """The lives of all cards, and what a person counts on: nothing lost, nothing twice."""

    def __init__(self, learner: Learner, seed: int) -> None:
        self.learner = learner
        self.dice = random.Random(seed)
        self.now: datetime | None = None
        self.answers = 0
        self.tags: dict[str, set[str]] = {}
        self.edits: dict[str, str] = {}
        self.moved: set[str] = set()
        self.counts = dict.fromkeys(COUNTED, 0)
        self.version = 0

    # --- the clock --------------------------------------------------------------------------

    def at(self, moment: datetime) -> None:
        """Set the clock of this process and of Anki in it; never back, for it runs on by itself."""
        if self.now is not None:
            moment = max(moment, datetime.now() + timedelta(seconds=1))  # noqa: DTZ005
        self.now = moment
        os.environ["FAKETIME"] = f"@{moment:%Y-%m-%d %H:%M:%S}"
        assert abs(time.time() - moment.timestamp()) < 300, "no clock that can be set"

    def later(self, seconds: float) -> None:
        self.at(datetime.now() + timedelta(seconds=seconds))  # noqa: DTZ005

    # --- documents --------------------------------------------------------------------------

    def documents(self, count: int) -> list[Note]:
        return [self._note(n) for n in range(count)]

    def _note(self, number: int) -> Note:
        name = f"n{number:03}"
        if number % 5 == 0:
            return note(name, *(self._fact(item(k), name, k) for k in range(4)))
        made = [self._fact(fact(f"Question {number}?", f"Answer {number}"), name, 0)]
        if number % 3 == 0:
            made.append(
                self._fact(fact(f"Back {number}?", f"Term {number}", kind=Kind.REVERSE), name, 1)
            )
        return note(name, *made)

    @staticmethod
    def _fact(made: Fact, name: str, place: int) -> Fact:
        from dataclasses import replace

        return replace(
            made, group=name, tags=("llm::m1", f"note::{name}"), deck=f"Deck{place % 2}",
            source=Source(path="a.md", line=place + 1),
        )  # fmt: skip

    def write(self) -> None:
        """The documents change: a correction, new tags, another deck, a note more or less."""
        self.version += 1
        self.counts["edits"] += 1
        learner = self.learner
        names = [n.id for n in learner.notes]
        name = self.dice.choice(names)
        stamp = int(time.time())
        match self.dice.randrange(5):
            case 0:
                learner.reword(name, modified=stamp, back=f"Corrected {self.version}")
            case 1:
                learner.reword(name, modified=stamp, more=f"Remark {self.version}")
            case 2:
                learner.reword(name, modified=1, tags=("llm::m1", f"topic::{self.version % 4}"))
            case 3:
                learner.reword(name, modified=1, deck=f"Deck{self.dice.randrange(3)}")
            case 4:
                gone = next(n for n in learner.notes if n.id == name)
                learner.build(
                    [n for n in learner.notes if n.id != name], retired=[c.id for c in gone.cards]
                )
                if self.dice.random() < 0.7:
                    self.sync()
                    learner.build([*learner.notes, gone])

    def grow(self) -> None:
        count = len(self.tags_known())
        if count < NOTES:
            known = {n.id for n in self.learner.notes}
            extra = [n for n in self.documents(min(NOTES, count + 2)) if n.id not in known]
            self.learner.build([*self.learner.notes, *extra])
            self.counts["new"] += len(extra)

    def tags_known(self) -> set[str]:
        return {n.id for n in self.learner.notes}

    # --- reviewing --------------------------------------------------------------------------

    def in_anki(self, limit: int) -> None:
        """Review what Anki shows, as Anki decides."""
        col = self.learner.col
        for _ in range(limit):
            col.decks.select(col.decks.id("LLM Interviews"))
            queued = col.sched.get_queued_cards(fetch_limit=1).cards
            if not queued:
                return
            card = col.get_card(queued[0].card.id)
            card.start_timer()
            self.later(self.dice.randint(4, 40))
            rating = self.dice.choices((1, 2, 3, 4), (15, 10, 60, 15))[0]
            states = queued[0].states
            col.sched.answer_card(
                col.sched.build_answer(card=card, states=states, rating=rating - 1)
            )
            self.answers += 1

    def in_terminal(self, limit: int) -> None:
        """Review what is due here."""
        from flashcards.review.schedule import calendar

        store = self.learner.store
        for _ in range(limit):
            day = calendar(self.learner.settings()).day_of(self.learner.now_ms())
            queues = store.queues(day=day, limit=3)
            due = [q.card for q in queues.learning if q.due <= self.learner.now_ms() + 1_200_000]
            due += [q.card for q in queues.reviews]
            due += [q.card for q in queues.new[:1]]
            if not due:
                return
            self.later(self.dice.randint(4, 40))
            self.learner.review(due[0], self.dice.choices((1, 2, 3, 4), (15, 10, 60, 15))[0])
            self.answers += 1

    def meddle(self) -> None:
        """What a learner does beside reviewing, on either side."""
        learner = self.learner
        there = [n for n in learner.notes if learner.col.find_notes(f'"Id:{n.id}"')]
        if not there:
            return
        some = self.dice.choice(there)
        card = self.dice.choice(some.cards).id
        match self.dice.randrange(9):
            case 0:
                tag = f"mine{self.dice.randrange(9)}"
                learner.tag(some.id, tag)
                self.tags.setdefault(some.id, set()).add(tag)
            case 1:
                learner.col.set_user_flag_for_cards(self.dice.randrange(5), [learner.card(card).id])
            case 2:
                learner.col.sched.suspend_cards([learner.card(card).id])
            case 3:
                learner.col.sched.unsuspend_cards([learner.card(card).id])
            case 4:
                learner.mark(card, self.dice.choice((EventKind.SUSPEND, EventKind.UNSUSPEND)))
            case 5:
                learner.mark(card, EventKind.FLAG, self.dice.randrange(5))
            case 6:
                field = "More" if "More" in learner.note(some.id) else "More 1"
                text = f"my words {self.dice.random()}"
                learner.edit(some.id, **{field.replace(" ", "_"): text})
                self.edits[some.id] = text
            case 7:
                learner.col.set_deck([learner.card(card).id], learner.col.decks.id("My own"))
                self.moved.add(card)
            case 8 if self.dice.random() < 0.4:
                learner.col.remove_notes([learner.note(some.id).id])
                self.moved -= {made.id for made in some.cards}
                self.counts["deleted"] += 1

    # --- syncing ------------------------------------------------------------------------------

    def sync(self) -> None:
        """Sync, cut off at random as often as may be, until it is through."""
        anki = self.learner.anki
        while True:
            self.later(self.dice.randint(1, 30))
            if self.dice.random() < CUT_OFF:
                setattr(anki, self.dice.choice(("cut", "lose")), self.dice.randrange(14))
            try:
                done = self.learner.sync()
            except SyncError as error:
                assert "broke" in str(error), error
                self.counts["interrupted"] += 1
                continue
            finally:
                anki.cut = anki.lose = None
            break
        self.counts["syncs"] += 1
        self.counts["conflicts"] += len(done.conflicts)
        self.counts["pulled"] += done.pulled
        self.counts["pushed"] += done.pushed

    def check(self) -> None:
        """What must hold after every sync."""
        learner = self.learner
        learner.agree()
        log = learner.col.db.scalar("select count() from revlog where ease > 0")
        ours = sum(e.kind is EventKind.ANSWER for e in learner.store.events())
        assert ours == self.answers, (ours, self.answers)
        assert log == ours or self.counts["deleted"], (log, ours)
        for name, tags in self.tags.items():
            if learner.col.find_notes(f'"Id:{name}"'):
                assert tags <= set(learner.note(name).tags), name
        for name, text in self.edits.items():
            if learner.col.find_notes(f'"Id:{name}"'):
                found = learner.note(name)
                field = "More" if "More" in found else "More 1"
                assert found[field] == text, name
        for card in self.moved:
            if learner.col.find_notes(f'"Id:{card.rsplit("-", 1)[0]}"'):
                assert learner.col.decks.name(learner.card(card).did) == "My own", card
        guids = learner.col.db.list("select guid from notes")
        assert len(guids) == len(set(guids))

    def live(self, days: int) -> dict[str, Any]:
        self.learner.build(self.documents(10))
        self.at(START)
        for day in range(days):
            self.at(START + timedelta(days=day))
            if self.dice.random() < 0.3:
                self.grow()
            if self.dice.random() < 0.5:
                self.write()
            self.sync()
            self.check()
            for _ in range(self.dice.randint(1, 3)):
                self.dice.choice((self.in_anki, self.in_terminal))(self.dice.randint(1, 12))
                if self.dice.random() < 0.5:
                    self.meddle()
                if self.dice.random() < 0.5:
                    self.sync()
                    self.check()
                self.later(600)
        self.sync()
        self.check()
        again = self.learner.sync()
        assert again.changes_here == 0, again
        assert again.changes_anki == 0, again
        states = self.learner.store.states().values()
        return {
            "days": days, "answers": self.answers, **self.counts,
            "studied": sum(s.phase is not Phase.NEW for s in states), "cards": len(list(states)),
        }  # fmt: skip


def main() -> None:
    """Live the days that the command line asks for, and print what was done in them."""
    days, seed, folder = int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
    os.environ["FAKETIME"] = f"@{START:%Y-%m-%d %H:%M:%S}"
    with (
        running(folder / "anki") as (anki, url),
        Store.open(folder / "reviews.sqlite") as store,
    ):
        learner = Learner(store=store, anki=anki, url=url)
        sys.stdout.write(json.dumps(Days(learner, seed).live(days)) + "\n")


if __name__ == "__main__":
    main()
