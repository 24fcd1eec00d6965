"""Files as bytes: what is read, and how a repaired text is written back."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from flashcards.errors import ReadError
from flashcards.reading import fix_file
from tests.understood import read_file

GOOD = "# T\n\n### Question 1: “What”?\n\n**Answer**: this — “that” → ✅ naïve\n"
BAD = GOOD.encode().decode("mac_roman")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "one.md"
    path.write_text(BAD, encoding="utf-8")
    return path


def test_finding_counts_what_was_repaired(path: Path) -> None:
    found = read_file(path)[1]
    assert [(f.rule, f.severity, f.line, f.path) for f in found] == [
        ("mis-decoded", "warning", 3, path.as_posix())
    ]
    assert "8 characters on 2 lines" in found[0].message


def test_fix_writes_the_meant_text_once(path: Path) -> None:
    assert fix_file(path) == 8
    assert path.read_text(encoding="utf-8") == GOOD
    assert read_file(path)[1] == ()
    before = path.stat()
    assert fix_file(path) == 0
    assert path.stat() == before


def test_fix_keeps_permissions(path: Path) -> None:
    path.chmod(0o640)
    fix_file(path)
    assert path.stat().st_mode & 0o7777 == 0o640


def test_fix_leaves_no_other_file(path: Path) -> None:
    fix_file(path)
    assert [p.name for p in path.parent.iterdir()] == ["one.md"]


def test_fix_writes_through_a_symlink_inside_its_folder(path: Path) -> None:
    link = path.parent / "link.md"
    link.symlink_to(path)
    fix_file(link)
    assert link.is_symlink()
    assert path.read_text(encoding="utf-8") == GOOD


def test_a_failed_write_leaves_the_old_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ReadError, match="No space left on device"):
        fix_file(path)
    assert path.read_text(encoding="utf-8") == BAD
    assert [p.name for p in path.parent.iterdir()] == ["one.md"]


@pytest.mark.skipif(os.geteuid() == 0, reason="NOT TESTED: root may write anywhere")
def test_a_read_only_folder_is_an_error(path: Path) -> None:
    path.parent.chmod(0o555)
    try:
        with pytest.raises(ReadError, match="cannot be written"):
            fix_file(path)
    finally:
        path.parent.chmod(0o755)
    assert path.read_text(encoding="utf-8") == BAD


def test_a_folder_that_takes_no_new_file_is_an_error(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.mkstemp", refuse)
    with pytest.raises(ReadError, match="Permission denied"):
        fix_file(path)
    assert path.read_text(encoding="utf-8") == BAD


def test_byte_order_mark_and_line_ends_are_no_repair(tmp_path: Path) -> None:
    path = tmp_path / "windows.md"
    data = GOOD.replace("\n", "\r\n").encode("utf-8-sig")
    path.write_bytes(data)
    document, found = read_file(path)
    assert document.tree.text == GOOD
    assert found == ()
    assert fix_file(path) == 0
    assert path.read_bytes() == data


def test_name_is_the_files_name_unless_given(path: Path) -> None:
    assert read_file(path)[0].name == "one.md"
    assert read_file(path, name="a/one.md")[0].name == "a/one.md"
    assert read_file(path)[0].path == path.as_posix()


def test_line_ends_and_the_mark_of_the_order_of_bytes_stay(tmp_path: Path) -> None:
    path = tmp_path / "mixed.md"
    path.write_bytes(b"\xef\xbb\xbf# Caf\xc3\x83\xc2\xa9\r\n\r\nfine\nold\rend\r\n")
    assert fix_file(path) > 0
    assert path.read_bytes() == b"\xef\xbb\xbf# Caf\xc3\xa9\r\n\r\nfine\nold\rend\r\n"
