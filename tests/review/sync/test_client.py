"""What a person reads when Anki is not there, is not ready, or is something else."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from flashcards.review.sync import Anki, SyncError
from flashcards.review.sync.client import LARGEST, TOGETHER
from tests.review.sync.conftest import Learner
from tests.review.sync.standin import running


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def answering(body: bytes) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_anki_that_is_not_running_is_told_with_what_to_do() -> None:
    with pytest.raises(SyncError, match="nobody answers") as caught:
        Anki(f"http://127.0.0.1:{free_port()}").hello()
    assert "start Anki" in (caught.value.hint or "")
    assert "2055492159" in (caught.value.hint or "")


@pytest.mark.parametrize(
    "body", [b"<html>", b"[]", b"null", b'{"result": 1}', b"\xff", b"AnkiConnect v.6"]
)
def test_another_program_on_the_port_is_told(body: bytes) -> None:
    with answering(body) as url, pytest.raises(SyncError, match="is not AnkiConnect"):
        Anki(url).hello()


@pytest.mark.parametrize("url", ["https://x", "ftp://x", "http://x:port", "http://x:99999"])
def test_an_address_that_is_none_is_told(url: str) -> None:
    with pytest.raises(SyncError, match="is no address"):
        Anki(url)


def test_anki_that_does_not_answer_is_not_waited_for_without_end() -> None:
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen()
        anki = Anki(f"http://127.0.0.1:{deaf.getsockname()[1]}", patience_s=0.1)
        with pytest.raises(SyncError, match="did not answer within"):
            anki.hello()


@pytest.mark.anki
def test_a_profile_that_is_closed_is_told(learner: Learner) -> None:
    learner.anki.col, col = None, learner.anki.col
    with pytest.raises(SyncError, match="no profile is open"):
        learner.sync()
    learner.anki.col = col


@pytest.mark.anki
@pytest.mark.parametrize(
    ("version", "lacks"), [(5, set()), (6, {"apiReflect"}), (6, {"getReviewsOfCards"})]
)
def test_an_old_add_on_is_told(learner: Learner, version: int, lacks: set[str]) -> None:
    learner.anki.version, learner.anki.lacks = version, lacks
    with pytest.raises(SyncError, match="too old") as caught:
        learner.sync()
    assert "Check for Updates" in (caught.value.hint or "")
    assert learner.col.note_count() == 0


@pytest.mark.anki
def test_a_key_is_asked_for_and_used_for_each_action(tmp_path: Path) -> None:
    with running(tmp_path / "anki", key="secret") as (_, url):
        with pytest.raises(SyncError, match="asks for a key"):
            Anki(url).hello()
        with pytest.raises(SyncError, match="asks for a key"):
            Anki(url, "wrong").hello()
        assert Anki(url, "secret").hello()


@pytest.mark.anki
def test_a_failed_action_is_told_in_ankis_words(learner: Learner) -> None:
    with pytest.raises(SyncError, match="could not do findNotes"):
        Anki(learner.url).call("findNotes", query="(")


@pytest.mark.anki
def test_many_actions_go_in_requests_that_the_add_on_can_read_fast(learner: Learner) -> None:
    anki = Anki(learner.url)
    before = learner.anki.requests
    found = anki.many(("findNotes", {"query": f"nid:{n}"}) for n in range(2 * TOGETHER + 1))
    assert found == [[]] * (2 * TOGETHER + 1)
    assert learner.anki.requests - before == 3
    before = learner.anki.requests
    anki.many(("findNotes", {"query": f"text{'x' * (LARGEST // 2)}"}) for _ in range(3))
    assert learner.anki.requests - before == 3
