"""What is kept between runs is believed only if it is whole, our own and under its key."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from flashcards.cache import recall, remember, tidy

DATA = b'[[-2,"a"]]'


def test_what_is_remembered_is_recalled_under_its_key_alone(tmp_path: Path) -> None:
    place = tmp_path / "cache" / "document-a.jsonl"
    assert recall(place, "key") is None
    assert remember(place, "key", DATA)
    assert recall(place, "key") == DATA
    assert recall(place, "another") is None
    assert place.parent.stat().st_mode & 0o077 == 0
    assert place.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("length", [0, 1, 20, 90, -1])
def test_what_was_cut_off_is_nothing(tmp_path: Path, length: int) -> None:
    place = tmp_path / "document-a.jsonl"
    remember(place, "key", DATA)
    place.write_bytes(place.read_bytes()[:length])
    assert recall(place, "key") is None


@pytest.mark.parametrize(
    "written",
    [b"[]\n", b"{}\n", b"null\n[]", b"[" * 100_000, b'{"key": "key", "sum": 1}\n', b"\xff"],
)
def test_what_somebody_else_wrote_is_nothing(tmp_path: Path, written: bytes) -> None:
    place = tmp_path / "document-a.jsonl"
    place.write_bytes(written)
    assert recall(place, "key") is None


def test_a_file_that_others_may_write_is_not_believed(tmp_path: Path) -> None:
    place = tmp_path / "document-a.jsonl"
    remember(place, "key", DATA)
    place.chmod(0o620)
    assert recall(place, "key") is None


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    place = tmp_path / "document-a.jsonl"
    os.mkfifo(place)
    assert recall(place, "key") is None


def test_what_cannot_be_kept_is_no_reason_to_fail(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert not remember(tmp_path / "file" / "document-a.jsonl", "key", DATA)


@pytest.mark.parametrize(("name", "most"), [("MOST_KEPT", 2), ("MOST_BYTES", 250)])
def test_what_was_not_used_for_longest_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, most: int
) -> None:
    monkeypatch.setattr(f"flashcards.cache.{name}", most)
    for number, kept in enumerate(("document-a", "problems-b", "document-c", "verification")):
        remember(tmp_path / kept, "key", DATA)
        os.utime(tmp_path / kept, (number, number))
    assert recall(tmp_path / "document-a", "key") == DATA
    tidy(tmp_path)
    assert {one.name for one in tmp_path.iterdir()} == {"document-a", "document-c", "verification"}


def test_a_folder_that_is_not_there_needs_no_tidying(tmp_path: Path) -> None:
    tidy(tmp_path / "nowhere")
