"""Whenever the process dies, or the machine, no answer that was acknowledged is lost."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from flashcards.review.store import Store
from tests.effort import times
from tests.review.store.making import card, cards, filled, folded, respond

ROOT_FOLDER = Path(__file__).resolve().parents[3]
KILLS = times(16, 60)
TURNS = times(4, 10)
CUTS = times(32, 80)


@dataclass(kw_only=True)
class Life:
    """What is known of one worker: what it acknowledged, and how it ended."""

    said: list[str] = field(default_factory=list)
    end: int = 0

    @property
    def acknowledged(self) -> list[list[int]]:
        """Ids, those of one transaction together."""
        return [list(map(int, line.split())) for line in self.said if not line.startswith("error")]

    @property
    def error(self) -> str:
        return "\n".join(line for line in self.said if line.startswith("error"))


@dataclass(kw_only=True)
class Nursery:
    """Where workers come from; see `worker`."""

    process: subprocess.Popen[str]

    def life(
        self, path: Path, *, seed: int, kill_after: int | None, most: int = 10**6, size: int = 0
    ) -> Life:
        """One worker's; killed once it has acknowledged so many transactions, and some moments."""
        self.begin(path, seed=seed, most=most, size=size)
        return self.end(seed=seed, kill_after=kill_after)

    def begin(self, path: Path, *, seed: int, most: int, size: int = 0) -> None:
        assert self.process.stdin is not None
        print(path, seed, most, size, sep="\t", file=self.process.stdin, flush=True)

    def end(self, *, seed: int = 0, kill_after: int | None = None) -> Life:
        assert self.process.stdout is not None
        pid = int(self.process.stdout.readline().removeprefix("pid "))
        life = Life()
        killed = False
        while True:
            if kill_after is not None and len(life.said) >= kill_after and not killed:
                for _ in range(random.Random(seed).randrange(20_000)):
                    pass  # it goes on meanwhile; a sleep would end when a commit does
                os.kill(pid, signal.SIGKILL)
                killed = True
            line = self.process.stdout.readline()
            assert line, "the nursery died"
            if line.startswith("end "):
                life.end = int(line.removeprefix("end "))
                return life
            life.said.append(line.strip())


@contextmanager
def begun() -> Iterator[Nursery]:
    with subprocess.Popen(
        [sys.executable, "-m", "tests.review.store.worker"],
        cwd=ROOT_FOLDER,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield Nursery(process=process)
        process.kill()


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    with begun() as one:
        yield one


def require_all(path: Path, acknowledged: list[int]) -> None:
    with Store.open(path) as store:
        there = {event.id for event in store.events()}
        assert set(acknowledged) <= there
        assert store.check() == []
        assert store.states() == folded(store)
        assert store.rebuild() == 0


def test_a_process_killed_at_any_moment_loses_no_answered_card(
    nursery: Nursery, path: Path
) -> None:
    rng = random.Random(20_251_118)
    acknowledged: list[int] = []
    killed = 0
    for seed in range(KILLS):
        # Often at once, while the database is made, opened, recovered or synced.
        life = nursery.life(path, seed=seed, kill_after=rng.choice([0, 0, 1, 5, 20, 60]))
        killed += life.end == -signal.SIGKILL
        acknowledged += [number for group in life.acknowledged for number in group]
        if path.exists():
            require_all(path, acknowledged)
    assert killed == KILLS
    assert len(acknowledged) > 10 * KILLS


def test_two_processes_of_which_one_is_killed_do_not_disturb_each_other(
    nursery: Nursery, path: Path
) -> None:
    filled(path, cards(50)).close()
    acknowledged: list[int] = []
    with Store.open(path) as ours:
        for seed in range(TURNS):
            life = nursery.life(path, seed=seed, kill_after=10)
            acknowledged += [number for group in life.acknowledged for number in group]
            acknowledged.append(respond(ours, card(seed).id).event.id)
            require_all(path, acknowledged)


def test_two_processes_that_answer_at_once_take_turns_and_agree(path: Path) -> None:
    with begun() as one, begun() as other:
        one.begin(path, seed=1, most=60)  # each may find that the other makes the file
        other.begin(path, seed=2, most=60)
        lives = one.end(), other.end()
    assert [(life.end, life.error) for life in lives] == [(0, ""), (0, "")]
    acknowledged = [number for life in lives for group in life.acknowledged for number in group]
    assert len(set(acknowledged)) == len(acknowledged) >= 120
    require_all(path, acknowledged)


def test_a_log_cut_off_anywhere_gives_what_was_committed_before(tmp_path: Path) -> None:
    """As after a power cut: of the last commits any part may not have reached the disk."""
    with filled(tmp_path / "a", cards(9)) as store:
        store.database.conn.execute("PRAGMA wal_autocheckpoint = 0")
        store.database.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        for number in range(30):
            respond(store, card(number % 9).id, at_ms=10**12 + number * 10**6)
        events = store.events()
        whole, log = (tmp_path / "a").read_bytes(), (tmp_path / "a-wal").read_bytes()
    rng = random.Random(7)
    counts = set()
    for number, cut in enumerate([0, *sorted(rng.sample(range(len(log)), CUTS)), len(log)]):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "a").write_bytes(whole)
        spoilt = bytearray(log[:cut])
        if number % 2 and 0 < cut < len(log):
            spoilt[-min(cut, 100) :] = rng.randbytes(min(cut, 100))  # a torn page
        (folder / "a-wal").write_bytes(spoilt)
        with Store.open(folder / "a") as store:
            left = store.events()
            assert left == events[: len(left)]
            assert store.check() == []
            assert store.states() == folded(store)
        counts.add(len(left))
        shutil.rmtree(folder)
    assert {0, 30} <= counts
    assert len(counts) > 15


@pytest.mark.parametrize("size", [4096, 60_000, 150_000])
def test_a_file_that_may_not_grow_loses_nothing_and_says_so(
    nursery: Nursery, path: Path, size: int
) -> None:
    life = nursery.life(path, seed=size, kill_after=None, size=size)
    assert life.end == 3
    assert str(path) in life.error
    assert "disk" in life.error
    if path.exists():  # else it was never whole, and is not there at all
        require_all(path, [number for group in life.acknowledged for number in group])
    again = nursery.life(path, seed=size + 1, kill_after=None, most=20)
    assert again.end == 0
    require_all(path, [number for one in (life, again) for g in one.acknowledged for number in g])


def test_a_full_disk_loses_nothing_and_says_so(nursery: Nursery, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = shutil.which("mount")
    if (
        mount is None
        or subprocess.run(
            [mount, "-t", "tmpfs", "-o", "size=300k", "none", disk],
            capture_output=True,
            check=False,
        ).returncode
    ):
        pytest.skip("NOT TESTED: no right to mount a small disk")
    try:
        path = disk / "reviews.sqlite"
        life = nursery.life(path, seed=1, kill_after=None)
        assert life.end == 3
        assert "disk is full" in life.error
        assert str(path) in life.error
        acknowledged = [number for group in life.acknowledged for number in group]
        assert len(acknowledged) > 20
        copied = tmp_path / "copied"
        shutil.copytree(disk, copied)
        require_all(copied / "reviews.sqlite", acknowledged)
        subprocess.run([mount, "-o", "remount,size=4m", disk], check=True)
        again = nursery.life(path, seed=2, kill_after=None, most=20)
        assert again.end == 0
        require_all(path, acknowledged + [n for group in again.acknowledged for n in group])
    finally:
        subprocess.run(["umount", disk], check=True)
