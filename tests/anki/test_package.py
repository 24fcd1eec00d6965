from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from flashcards.anki import write_package
from flashcards.card import Card, Kind, Note
from flashcards.errors import PackageError
from tests.anki.making import BORN, fact, gallery, interview, note

DECK = "LLM Interviews"

SCRIPT = """
import sys
from pathlib import Path
from flashcards.anki import write_package
from tests.anki.making import gallery
write_package(Path(sys.argv[1]), gallery(), deck="LLM Interviews")
"""


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_same_notes_give_the_same_bytes_in_any_process(tmp_path: Path, root: Path) -> None:
    write_package(tmp_path / "a.apkg", gallery(), deck=DECK)
    environment = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": str(root), "TZ": "Asia/Tokyo"}
    subprocess.run(
        [sys.executable, "-c", SCRIPT, str(tmp_path / "b.apkg")], env=environment, check=True
    )
    assert digest(tmp_path / "a.apkg") == digest(tmp_path / "b.apkg")


def test_entries_are_packed_and_bear_no_date_of_today(tmp_path: Path) -> None:
    write_package(tmp_path / "a.apkg", gallery(), deck=DECK)
    with zipfile.ZipFile(tmp_path / "a.apkg") as made:
        assert made.testzip() is None
        assert [i.filename for i in made.infolist()] == ["collection.anki2", "media"]
        for entry in made.infolist():
            assert entry.date_time == (1980, 1, 1, 0, 0, 0)
            assert entry.compress_type == zipfile.ZIP_DEFLATED


def test_a_crash_while_writing_leaves_the_old_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.apkg"
    write_package(path, gallery(), deck=DECK)
    before = path.read_bytes()

    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(PackageError, match=r"a\.apkg: cannot write the package: No space left"):
        write_package(path, gallery()[:1], deck=DECK)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(PackageError):
        write_package(tmp_path / "file" / "a.apkg", gallery(), deck=DECK)


def test_a_package_without_notes_is_a_package(tmp_path: Path) -> None:
    write_package(tmp_path / "deep" / "a.apkg", (), deck=DECK)
    assert zipfile.is_zipfile(tmp_path / "deep" / "a.apkg")


def card(slot: int, name: str = "c", **other: object) -> Card:
    return Card(id=f"{name}{slot}", note="n", slot=slot, modified=BORN, fact=fact(**other))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("notes", "message"),
    [
        ([note("n", fact()), note("n", fact())], "two notes have the id n"),
        (
            [Note(id="n", cards=(card(1),)), Note(id="m", cards=(card(1),))],
            "two cards have the id c1",
        ),
        ([Note(id="n", cards=())], "needs cards of one class, and has 0"),
        ([Note(id="n", cards=(card(1), card(2, kind=Kind.CELL)))], "one class, and has 2"),
        ([Note(id="n", cards=(card(3),))], r"slots \[3\], of 2"),
        ([Note(id="n", cards=(card(0),))], r"slots \[0\], of 2"),
        ([Note(id="n", cards=(card(1), card(1, "d")))], r"slots \[1, 1\]"),
        ([note("n", interview(), interview())], r"slots \[1, 2\], of 1"),
        ([note("n", fact(" \n"))], r"module-1-foundations.md:7: card n-1 has an empty front"),
    ],
    ids=str,
)
def test_contradictions_are_told_and_nothing_is_written(
    tmp_path: Path, notes: list[Note], message: str
) -> None:
    with pytest.raises(PackageError, match=message):
        write_package(tmp_path / "a.apkg", notes, deck=DECK)
    assert not list(tmp_path.iterdir())


def test_genanki_comes_without_asyncio(root: Path) -> None:
    code = "import sys, flashcards.anki.lean as l; l.genanki.Deck; sys.exit('asyncio' in sys.modules or 'cached_property' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], cwd=root, check=True)
