"""What a killed process unpacked is cleared away; nobody else's folders are."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from flashcards.scratch import Scratch, clear


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def ended() -> int:
    """The number of a process that is no more."""
    done = subprocess.Popen([sys.executable, "-c", ""])
    done.wait()
    return done.pid


def test_a_folder_lives_as_long_as_it_is_open(place: Path) -> None:
    with Scratch() as name:
        assert Path(name).parent == place
        clear()
        assert Path(name).is_dir()
    assert not list(place.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="there, nothing tells who holds a folder")
def test_only_what_killed_processes_left_is_cleared(place: Path) -> None:
    left = place / f"flashcards-{ended()}-abc"
    running = place / f"flashcards-{os.getppid()}-abc"
    theirs = place / "flashcards-notes"
    for folder in (left, running, theirs):
        folder.mkdir()
        (folder / "collection").write_bytes(b"x")
    (place / f"flashcards-{ended()}-link").symlink_to(theirs)
    clear()
    assert not left.exists()
    assert (running / "collection").exists()
    assert (theirs / "collection").exists()
