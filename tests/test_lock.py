from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from flashcards.errors import FlashcardsError
from flashcards.lock import exclusive

HOLD = """
import sys
from pathlib import Path
from flashcards.lock import exclusive
with exclusive(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.readline()
"""


def test_a_folder_is_made_and_nothing_is_left_in_it(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    with exclusive(folder):
        pass
    assert list(folder.iterdir()) == []


def test_another_process_waits_its_turn(tmp_path: Path, root: Path) -> None:
    waits: list[None] = []
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, tmp_path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=root,
    ) as other:
        assert other.stdin is not None
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with (
            pytest.raises(FlashcardsError, match="another build"),
            exclusive(tmp_path, patience=0.0, on_wait=lambda: waits.append(None)),
        ):
            pass
        other.stdin.close()
    assert len(waits) == 1
    with exclusive(tmp_path, patience=0.0):
        pass


def test_a_process_that_is_killed_lets_go(tmp_path: Path, root: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, tmp_path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=root,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        other.kill()
    with exclusive(tmp_path, patience=0.0):
        pass


def test_one_folder_named_twice_does_not_wait_for_itself(tmp_path: Path) -> None:
    with exclusive(tmp_path, tmp_path / ".", tmp_path / "x" / "..", patience=0.0):
        pass


def test_an_error_inside_lets_go(tmp_path: Path) -> None:
    with pytest.raises(KeyError), exclusive(tmp_path):
        raise KeyError
    with exclusive(tmp_path, patience=0.0):
        pass


def test_a_folder_that_cannot_be_made_is_an_error_with_its_path(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with (
        pytest.raises(FlashcardsError, match="file/cards: cannot be written"),
        exclusive(tmp_path / "file" / "cards"),
    ):
        pass
