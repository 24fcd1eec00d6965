"""Two devices, a sync server between them, and the terminal: every review reaches everyone."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from flashcards.review.exchange.package import write_history
from flashcards.review.model import Settings
from tests.review.exchange import anki_side
from tests.review.exchange.making import CARDS, NOTES, Learner, answers, due, learner, merged

pytestmark = pytest.mark.anki

USER, PASSWORD = "reader", "secret"
NOTHING, _, FULL_SYNC, FULL_DOWNLOAD, FULL_UPLOAD = range(5)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """The address of a sync server of our own, which ends with the test."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = os.environ | {
        "SYNC_USER1": f"{USER}:{PASSWORD}",
        "SYNC_BASE": str(tmp_path / "server"),
        "SYNC_HOST": "127.0.0.1",
        "SYNC_PORT": str(port),
        "RUST_LOG": "anki=info",
    }
    log = (tmp_path / "server.log").open("wb")
    process = subprocess.Popen(
        [sys.executable, "-m", "anki.syncserver"], env=environment, stdout=log, stderr=log
    )
    try:
        _wait(port, process)
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.wait(timeout=30)
        log.close()


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    """Until the server listens."""
    for _ in range(600):
        assert process.poll() is None, "the sync server ended"
        with socket.socket() as probe:
            probe.settimeout(1)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("the sync server does not listen")


class Device:
    """A collection of Anki's that syncs with the server."""

    def __init__(self, col: Any, server: str) -> None:
        self.col = col
        self.auth = col.sync_login(USER, PASSWORD, server)

    def sync(self, *, upload: bool = False) -> None:
        required = self.col.sync_collection(self.auth, False).required
        if required == NOTHING:
            return
        assert required in (FULL_SYNC, FULL_DOWNLOAD, FULL_UPLOAD)
        self.col.close_for_full_sync()
        self.col.full_upload_or_download(auth=self.auth, server_usn=None, upload=upload)
        self.col.reopen(after_full_sync=True)


@pytest.fixture
def phone(tmp_path: Path, server: str) -> Iterator[Device]:
    with anki_side.collection(tmp_path / "phone") as col:
        yield Device(col, server)


@pytest.fixture
def desk(tmp_path: Path, server: str) -> Iterator[Device]:
    with anki_side.collection(tmp_path / "desk") as col:
        yield Device(col, server)


def next_second() -> None:
    """Anki's sync cannot tell which of two changes of one second is the later."""
    now = int(time.time())
    while int(time.time()) == now:
        time.sleep(0.02)


def test_reviews_on_the_phone_the_desk_and_the_terminal_come_together(
    tmp_path: Path, phone: Device, desk: Device
) -> None:
    now_ms = anki_side.clock()
    terminal = learner(now_ms - 60_000, Settings(bury_siblings=False))
    first = len(answers(terminal.log))
    package = tmp_path / "history.apkg"
    write_history(
        package, NOTES, terminal.log, deck="Test", settings=terminal.settings, now_ms=now_ms
    )

    # The desk takes the package, the phone gets it over the server.
    anki_side.take(desk.col, package)
    desk.sync(upload=True)
    phone.sync()
    assert anki_side.log(phone.col) == anki_side.log(desk.col)
    assert anki_side.due(phone.col) == anki_side.due(desk.col)
    assert len(anki_side.log(phone.col)) == first

    # A day of all three; one card is answered on all of them, last on the phone.
    shared = CARDS[5]
    terminal.answer(shared, anki_side.clock() - 5000, 3)
    terminal.answer(CARDS[7], anki_side.clock() - 4000, 1)
    anki_side.answer(desk.col, shared, 4)
    anki_side.answer(desk.col, CARDS[6], 3)
    next_second()
    anki_side.answer(phone.col, CARDS[8], 2)
    anki_side.answer(phone.col, CARDS[-1], 3)
    anki_side.answer(phone.col, shared, 3)
    for device in (desk, phone, desk):
        device.sync()
    assert anki_side.log(phone.col) == anki_side.log(desk.col)

    # The terminal takes them from the desk, then the phone's file brings nothing more.
    mine = due(terminal.log)
    found = merged(anki_side.give(desk.col, tmp_path), terminal.log, anki_side.clock() + 1000)
    assert found.reviews == 5
    terminal.take(found)
    assert len(answers(terminal.log)) == first + 7
    for form in anki_side.FORMATS:
        assert (
            merged(
                anki_side.give(phone.col, tmp_path, form), terminal.log, anki_side.clock() + 1000
            ).events
            == ()
        )
    there = anki_side.due(phone.col)
    assert due(terminal.log)[shared][1] == there["list", 0][2]
    assert due(terminal.log)[CARDS[7]] == mine[CARDS[7]]

    # And back: the desk takes all as new, the phone gets it, and everybody has the same.
    write_history(
        package,
        NOTES,
        terminal.log,
        deck="Test",
        settings=terminal.settings,
        now_ms=anki_side.clock(),
    )
    desk.col.remove_notes(desk.col.find_notes('"note:Flashcards *"'))
    anki_side.take(desk.col, package)
    desk.sync()
    phone.sync()
    assert anki_side.due(phone.col) == anki_side.due(desk.col)
    assert anki_side.log(phone.col) == anki_side.log(desk.col)
    assert len(anki_side.log(phone.col)) == first + 7
    restored = Learner()
    restored.take(merged(anki_side.give(phone.col, tmp_path), {}, anki_side.clock()))
    assert answers(restored.log) == answers(terminal.log)
    assert due(restored.log) == due(terminal.log)
