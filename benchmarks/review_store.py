"""The database of reviews against bare SQLite: answers committed, a million cards' queue, opening.

Run it as `python -m benchmarks.review_store`. Bare is what one writes with `sqlite3` alone: the
same rows in tables with their keys and one covering index for what is due, in the same order, in
the same journal mode and as safe on disk; no log that refuses changes, no other index, no check of
anything. All rows come from one run; the rounds of ours and bare ones are mixed, and the median of
each counts. The garbage collector is as rare as in the command.
"""

from __future__ import annotations

import gc
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.ledger import facts
from flashcards.card import Card
from flashcards.review.model import CardState, Event, EventKind, Memory, Phase, Rating, Settings
from flashcards.review.schedule import answer, answered
from flashcards.review.schedule.queue import shuffle_factor, shuffle_key
from flashcards.review.store import Store
from flashcards.review.store.rows import EVENTS, STATES, UPDATE_STATE, event_row, state_row
from flashcards.workers import COLLECT_RARELY

SEED = 20251118
DAY = 739_000
NOW_MS = 1_760_000_000_000
ANSWERS = 250
ROUNDS = 15
MILLION = 1_000_000
DUE = 20_000
FIRST = 500
OPENED = 10_000

QUEUED = "card, note, deck, position, shuffle, phase, due_day, due_ms"
BARE = """
CREATE TABLE events (
    id INTEGER PRIMARY KEY, card, kind, at_ms, day, rating, duration_ms, phase, due_day, due_ms,
    interval_days, value, cram, source
);
CREATE TABLE states (
    card TEXT PRIMARY KEY, version, phase, step, stability, difficulty, due_day, due_ms,
    interval_days, last_ms, last_day, repetitions, lapses, suspended, buried_day, flag, leech
) WITHOUT ROWID;
CREATE INDEX due ON states (phase, due_day, card);
"""
BARE_MILLION = """
CREATE TABLE cards (
    id TEXT PRIMARY KEY, note TEXT, deck INTEGER, queue INTEGER, due INTEGER, shuffle INTEGER
);
CREATE INDEX due ON cards (queue, due, shuffle, id, note, deck);
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    """Seconds of each, ours and bare.

    Attributes:
        commits: `ANSWERS` answers, each committed alone.
        queue: all that is due of a million cards: `DUE` reviews, as many new, some in steps.
        first: the first `FIRST` of each queue of a million cards.
        opening: a database of `OPENED` cards, and its first `FIRST` cards; bare looks for damage,
            too.
    """

    commits: tuple[float, float]
    queue: tuple[float, float]
    first: tuple[float, float]
    opening: tuple[float, float]

    @property
    def ratios(self) -> dict[str, float]:
        """Ours divided by bare."""
        return {name: ours / bare for name, (ours, bare) in asdict(self).items()}


def measure(
    *, answers: int = ANSWERS, cards: int = MILLION, opened: int = OPENED, rounds: int = ROUNDS
) -> Costs:
    """Time all of them."""
    before = gc.get_threshold()
    gc.set_threshold(*COLLECT_RARELY)
    try:
        return _measure(answers, cards, opened, rounds)
    finally:
        gc.set_threshold(*before)


def _measure(answers: int, cards: int, opened: int, rounds: int) -> Costs:
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name:  # a disk, where /tmp is none
        folder = Path(name)
        queue, first = _queues(folder, cards, rounds)
        return Costs(
            commits=_commits(folder, answers, rounds),
            queue=queue,
            first=first,
            opening=_opening(folder, opened, rounds),
        )


def _both(
    rounds: int, ours: Callable[[], object], bare: Callable[[], object]
) -> tuple[float, float]:
    times: tuple[list[float], list[float]] = ([], [])
    for number in range(rounds):
        order = (0, 1) if number % 2 else (1, 0)
        for which in order:
            start = time.perf_counter()
            (ours, bare)[which]()
            times[which].append(time.perf_counter() - start)
    return statistics.median(times[0]), statistics.median(times[1])


def cards_of(count: int) -> list[Card]:
    """So many cards, each on a note of its own."""
    return [
        Card(id=f"card{n:08}", note=f"card{n:08}", slot=1, modified=1, fact=fact)
        for n, fact in enumerate(facts(count))
    ]


def _bare(path: Path, script: str) -> sqlite3.Connection:
    made = sqlite3.connect(path, isolation_level=None)
    made.execute("PRAGMA journal_mode = WAL")
    made.execute("PRAGMA synchronous = FULL")
    made.executescript(script)
    return made


def _commits(folder: Path, count: int, rounds: int) -> tuple[float, float]:
    given = cards_of(1_000)
    rng = random.Random(SEED)
    store = Store.open(folder / "commits")
    store.sync_cards(given, now_ms=NOW_MS, deck="Root")
    bare = _bare(folder / "bare-commits", BARE)
    bare.executemany("INSERT INTO states (card, version) VALUES (?, 0)", [(c.id,) for c in given])
    insert = f"INSERT INTO events ({EVENTS}) VALUES ({', '.join('?' * 14)})"
    update = f"UPDATE states SET {STATES.replace(',', ' = ?,')} = ?, version = ? WHERE card = ?"
    assert update == UPDATE_STATE
    clock = [NOW_MS]

    def changes() -> list[tuple[Event, CardState]]:
        # What is scheduled is worked out beforehand: it is the store that is measured.
        made = []
        for _ in range(count):
            clock[0] += 7_000
            of = rng.choice(given).id
            before, rating = CardState(), rng.choice(list(Rating))
            outcome = answer(before, rating, card=of, now_ms=clock[0], day=DAY, settings=Settings())
            event = answered(outcome, rating, before=before, id=clock[0], card=of)
            made.append((event, outcome.state))
        return made

    def ours(given: list[tuple[Event, CardState]]) -> None:
        for event, state in given:
            store.append(event, state)

    def theirs(given: list[tuple[Event, CardState]]) -> None:
        for event, state in given:
            bare.execute("BEGIN IMMEDIATE")
            bare.execute(insert, event_row(event))
            bare.execute(update, (*state_row(state), 1, event.card))
            bare.execute("COMMIT")

    for card in given:
        store.state(card.id)  # as a session reads it before it shows a card
    rows = iter([changes() for _ in range(2 * rounds)])
    with closing(bare), store:
        return _both(rounds, lambda: ours(next(rows)), lambda: theirs(next(rows)))


def _queues(
    folder: Path, count: int, rounds: int
) -> tuple[tuple[float, float], tuple[float, float]]:
    due = min(DUE, count // 4)
    rng = random.Random(SEED)
    store = Store.open(folder / "million")
    opened = store.database.conn
    bare = _bare(folder / "bare-million", BARE_MILLION)
    opened.execute("PRAGMA foreign_keys = OFF")  # states alone: no query reads more
    rows, plain = [], []
    for n in range(count):
        of = f"card{n:08}"
        if n < due // 40:
            phase, when, moment = "learning", DAY, NOW_MS + rng.randrange(10**7)
        elif n < due:
            phase, when, moment = "new", 0, None
        else:
            late = n < 2 * due
            phase, moment = "review", None
            when = DAY - rng.randrange(20) if late else DAY + rng.randrange(1, 2_000)
        rows.append((of, of, 1, n, shuffle_key(of), phase, when, moment))
        queue = {"new": 0, "learning": 1, "review": 2}[phase]
        plain.append((of, of, 1, queue, (n, moment, when)[queue], shuffle_key(of)))
    rng.shuffle(rows)
    rng.shuffle(plain)
    for connection, statement, values in (
        (
            opened,
            f"INSERT INTO states ({QUEUED}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            rows,
        ),
        (bare, "INSERT INTO cards VALUES (?, ?, ?, ?, ?, ?)", plain),
    ):
        connection.execute("BEGIN")
        connection.executemany(statement, values)
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        values.clear()  # two million tuples would be walked through by each collection

    factor = shuffle_factor(DAY)

    def theirs(limit: int) -> list[int]:
        found = []
        for queue, most, order in (
            (1, NOW_MS + 10**7, "due"),
            (2, DAY, f"due, (shuffle * {factor}) & {2**32 - 1}"),
            (0, 10**9, "due"),
        ):
            rows = bare.execute(
                "SELECT id, note, deck, due FROM cards WHERE queue = ? AND due <= ?"
                f" ORDER BY {order} LIMIT ?",
                (queue, most, limit),
            )
            found.append(rows.fetchall())
        return [len(some) for some in found]

    def ours(limit: int | None) -> list[int]:
        return [len(some) for some in store.queues(day=DAY, limit=limit)[:3]]  # no problems here

    with closing(bare), store:
        assert ours(None) == theirs(-1)
        assert ours(FIRST) == theirs(FIRST)
        return (
            _both(rounds, lambda: ours(None), lambda: theirs(-1)),
            _both(rounds, lambda: ours(FIRST), lambda: theirs(FIRST)),
        )


def _opening(folder: Path, count: int, rounds: int) -> tuple[float, float]:
    path = folder / "opened"
    with Store.open(path) as store:
        store.sync_cards(cards_of(count), now_ms=NOW_MS, deck="Root")
        state = CardState(
            phase=Phase.REVIEW, due_day=DAY, memory=Memory(stability_days=9.0, difficulty=5.0)
        )
        for card in cards_of(count)[: count // 2]:
            store.database.conn.execute(UPDATE_STATE, (*state_row(state), 1, card.id))
        store.append(
            Event(id=NOW_MS, card="card00000000", kind=EventKind.FLAG, at_ms=NOW_MS, day=DAY)
        )

    def ours() -> None:
        with Store.open(path) as store:
            store.settings()
            store.queues(day=DAY, limit=FIRST)

    def theirs() -> None:
        with closing(sqlite3.connect(path)) as opened:
            opened.execute("PRAGMA quick_check").fetchall()
            opened.execute(
                "SELECT card, note, deck, due_day FROM states WHERE phase = 'review'"
                " AND suspended = 0 AND retired = 0 AND due_day <= ? ORDER BY due_day LIMIT ?",
                (DAY, FIRST),
            ).fetchall()

    return _both(2 * rounds, ours, theirs)


def main() -> int:
    """Print the table."""
    costs = measure()
    print(f"SQLite {sqlite3.sqlite_version}\n")
    print("| what | ours ms | bare ms | ratio |\n|---|---:|---:|---:|")
    said = {
        "commits": f"{ANSWERS:,} answers, each committed",
        "queue": f"all {DUE:,} + {DUE:,} due of {MILLION:,} cards",
        "first": f"the first {FIRST} of each queue of them",
        "opening": f"open {OPENED:,} cards, look for damage, first {FIRST} due",
    }
    for name, (ours, bare) in asdict(costs).items():
        print(f"| {said[name]} | {ours * 1e3:.1f} | {bare * 1e3:.1f} | {ours / bare:.2f} |")
    ours, bare = (ANSWERS / seconds for seconds in costs.commits)
    print(f"\n{ours:,.0f} answers a second; bare {bare:,.0f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
