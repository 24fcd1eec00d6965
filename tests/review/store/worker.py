"""A learner who answers card after card in a process of its own, until it is killed.

Started by the tests of killing and of full disks. Importing takes longer than a life is to last,
so a nursery process imports once and forks a worker for each line of its standard input. A worker
writes each event's id to standard output as soon as, and only when, the store has returned from
writing it; then the nursery says how the worker ended.
"""

from __future__ import annotations

import os
import random
import resource
import signal
import sys
from pathlib import Path

from flashcards.review.model import EventKind, Phase, Rating
from flashcards.review.schedule import answer, answered
from flashcards.review.store import Store, StoreError
from tests.review.store.making import DAY, NOW_MS, ROOT, cards, event

CARDS = 40
MINUTE_MS = 60_000


def say(line: str) -> None:
    os.write(1, f"{line}\n".encode())  # at once, and whole


def live(path: Path, seed: int, most: int) -> None:
    """Answer cards until somebody ends this, or so many are answered."""
    rng = random.Random(seed)
    with Store.open(path) as store:
        # Of a thousand pages it would be rare to be killed while the log is put into the file.
        store.database.conn.execute(f"PRAGMA wal_autocheckpoint = {rng.choice([2, 20, 1000])}")
        store.sync_cards(cards(CARDS + rng.randrange(9)), now_ms=NOW_MS, deck=ROOT)
        ids = sorted(store.card_ids())
        now_ms = NOW_MS + seed * 86_400_000
        for number in range(most):
            now_ms += rng.randrange(1, 600_000)
            day = DAY + (now_ms - NOW_MS) // 86_400_000
            for line in act(store, rng, ids, now_ms, day):
                say(line)
            if number % 50 == 49:
                store.set_settings(store.settings())
                store.rebuild()


def act(store: Store, rng: random.Random, ids: list[str], now_ms: int, day: int) -> list[str]:
    of = rng.choice(ids)
    what = rng.random()
    if what < 0.8:
        before, rating = store.state(of), rng.choice(list(Rating))
        outcome = answer(before, rating, card=of, now_ms=now_ms, day=day, settings=store.settings())
        given = answered(outcome, rating, before=before, id=now_ms, card=of)
        return [str(store.append(given, outcome.state).event.id)]
    if what < 0.9:
        some = [
            (event(one, EventKind.BURY, number=now_ms, day=day), None) for one in rng.sample(ids, 3)
        ]
        # All three or none: they are acknowledged as one.
        return [" ".join(str(one.event.id) for one in store.append_many(some))]
    if what < 0.95 and (last := next(store.undoable(), None)) is not None:
        (undone,) = store.undo_many((last,), at_ms=now_ms, day=day)
        return [str(undone.event.id)]
    theirs = event(
        of, number=now_ms - 10**9, day=day - 12, source=f"anki:{now_ms}", phase=Phase.REVIEW
    )
    store.merge([theirs])
    return [str(max(e.id for e in store.events(of) if e.source == theirs.source))]


def nursery() -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    cards(1)  # so that no worker imports what reads them
    for line in sys.stdin:
        path, seed, most, size = line.split("\t")
        child = os.fork()
        if not child:
            if int(size):
                resource.setrlimit(resource.RLIMIT_FSIZE, (int(size), int(size)))
            try:
                live(Path(path), int(seed), int(most))
            except StoreError as error:
                say(f"error {error}")
                os._exit(3)
            os._exit(0)
        say(f"pid {child}")
        _, status = os.waitpid(child, 0)
        say(f"end {os.waitstatus_to_exitcode(status)}")


if __name__ == "__main__":
    nursery()
