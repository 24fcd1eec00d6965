"""The learner's own editor."""

from __future__ import annotations

from pathlib import Path

import pytest

from flashcards.errors import FlashcardsError
from flashcards.practice.interview.editor import edited


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


def program(tmp_path: Path, script: str) -> dict[str, str]:
    path = tmp_path / "editor.sh"
    path.write_text(f"#!/bin/sh\nfor file; do :; done\n{script}\n")
    path.chmod(0o755)
    return {"EDITOR": str(path)}


def test_what_was_written_is_opened_and_what_it_became_comes_back(
    tmp_path: Path, temporary: Path
) -> None:
    environ = program(tmp_path, "printf ' more\\r\\n\\033[31mred\\n\\n' >> \"$file\"")
    assert edited("text", environ) == "text more\nred"
    assert not list(temporary.iterdir())


def test_nobody_else_may_read_the_file(tmp_path: Path) -> None:
    environ = program(tmp_path, 'ls -l "$file" > "$file.mode"; cut -c1-10 "$file.mode" > "$file"')
    assert edited("secret", environ) == "-rw-------"


def test_an_editor_that_is_not_there_leaves_no_file(temporary: Path) -> None:
    with pytest.raises(FlashcardsError, match="cannot start"):
        edited("text", {"EDITOR": "/no/such/editor"})
    assert not list(temporary.iterdir())


def test_a_file_that_the_editor_removed_is_an_error_and_bytes_that_are_no_text_are_not(
    tmp_path: Path,
) -> None:
    with pytest.raises(FlashcardsError, match="cannot be read"):
        edited("text", program(tmp_path, 'rm "$file"'))
    assert edited("text", program(tmp_path, "printf '\\377a' > \"$file\"")) == "\ufffda"
