"""Whatever happens, in whatever order and to however many processes, states follow from events."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import mkdtemp

import hypothesis.strategies as st
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from flashcards.review.model import CardState, EventKind, Rating, Settings
from flashcards.review.schedule import answer, answered, undoable
from flashcards.review.store import Store
from tests.effort import times
from tests.review.store.making import DAY, NOW_MS, ROOT, card, event, folded

COUNT = 5
CARDS = st.integers(0, COUNT - 1).map(lambda n: card(n).id)
WHO = st.integers(0, 1)
OURS = st.sampled_from(
    [EventKind.SUSPEND, EventKind.UNSUSPEND, EventKind.BURY, EventKind.UNBURY, EventKind.FLAG,
     EventKind.FORGET, EventKind.DUE]
)  # fmt: skip
SETTINGS = st.sampled_from(
    [
        Settings(),
        Settings(leech_lapses=1),
        Settings(learning_steps_ms=(), new_per_day=3),
        Settings(desired_retention=0.8, leech_lapses=2, leech_suspends=False),
    ]
)


class TwoSessions(RuleBasedStateMachine):
    """Two open stores on one database, a build now and then, and a log that only grows."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(mkdtemp())
        self.stores = [Store.open(self.folder / "a"), Store.open(self.folder / "a")]
        self.living = set(range(COUNT))
        self.read: list[dict[str, CardState]] = [{}, {}]
        self.log: list[int] = []
        self.now_ms = NOW_MS
        self.build(self.living)

    def teardown(self) -> None:
        for store in self.stores:
            store.close()
        shutil.rmtree(self.folder)

    @rule(days=st.integers(-1, 40))
    def time_passes(self, days: int) -> None:
        self.now_ms += days * 86_400_000 + 1_000

    @property
    def day(self) -> int:
        return DAY + (self.now_ms - NOW_MS) // 86_400_000

    @rule(who=WHO, of=CARDS)
    def look(self, who: int, of: str) -> None:
        self.read[who][of] = self.stores[who].state(of)

    @rule(who=WHO, of=CARDS, rating=st.sampled_from(Rating))
    def answer_what_was_read(self, who: int, of: str, rating: Rating) -> None:
        store = self.stores[who]
        before = self.read[who].pop(of, None) or store.state(of)
        outcome = answer(
            before, rating, card=of, now_ms=self.now_ms, day=self.day, settings=store.settings()
        )
        given = answered(outcome, rating, before=before, id=self.now_ms, card=of)
        self.log.append(store.append(given, outcome.state).event.id)

    @rule(who=WHO, of=CARDS, kind=OURS, value=st.integers(0, 7))
    def something_else(self, who: int, of: str, kind: EventKind, value: int) -> None:
        happened = event(
            of, kind, number=self.now_ms, day=self.day, value=value,
            due_day=self.day + value if kind is EventKind.DUE else 0,
        )  # fmt: skip
        self.log.append(self.stores[who].append(happened).event.id)

    @rule(who=WHO, of=CARDS)
    def undo(self, who: int, of: str) -> None:
        target = undoable(self.stores[who].events(of))
        if target is not None:
            self.stores[who].undo(target, at_ms=self.now_ms, day=self.day)
            self.log.append(max(e.id for e in self.stores[who].events(of)))

    @rule(who=WHO, of=CARDS, ago=st.integers(0, 10**10), number=st.integers(0, 30))
    def merge(self, who: int, of: str, ago: int, number: int) -> None:
        at_ms = self.now_ms - ago
        theirs = event(of, number=at_ms, day=self.day - ago // 86_400_000, source=f"anki:{number}")
        before = {e.id for e in self.stores[who].events()}
        merged = self.stores[who].merge([theirs])
        assert merged.added + merged.known == 1
        self.log += sorted({e.id for e in self.stores[who].events()} - before)

    @rule(living=st.sets(st.integers(0, COUNT - 1)), who=WHO)
    def build(self, living: set[int], who: int = 0) -> None:
        self.living = living
        self.stores[who].sync_cards(
            [card(n) for n in sorted(living)],
            now_ms=self.now_ms,
            deck=ROOT,
            retired=[card(n).id for n in range(COUNT) if n not in living],
        )
        self.stores[who].know([card(n).id for n in range(COUNT)], now_ms=self.now_ms)

    @rule(who=WHO, changed=SETTINGS)
    def change_settings(self, who: int, changed: Settings) -> None:
        self.stores[who].set_settings(changed)

    @rule(who=WHO)
    def reopen(self, who: int) -> None:
        self.stores[who].close()
        self.stores[who] = Store.open(self.folder / "a")
        self.read[who] = {}

    @rule(who=WHO)
    def rebuild(self, who: int) -> None:
        before = self.stores[who].states()
        assert self.stores[who].rebuild() == 0
        assert self.stores[who].states() == before

    @invariant()
    def states_are_what_follows_from_the_log(self) -> None:
        for store in self.stores:
            assert store.states() == folded(store)

    @invariant()
    def nothing_is_wrong_and_nothing_is_lost(self) -> None:
        assert self.stores[0].check() == []
        assert sorted(self.log) == [e.id for e in self.stores[1].events()]

    @invariant()
    def only_what_lives_is_shown(self) -> None:
        shown = {due.card for due in self.stores[0].everything()}
        suspended = {of for of, state in self.stores[0].states().items() if state.suspended}
        assert shown == {card(n).id for n in self.living} - suspended


TestTwoSessions = TwoSessions.TestCase
TestTwoSessions.settings = settings(max_examples=times(8, 50), stateful_step_count=25)
