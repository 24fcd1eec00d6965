"""`flashcards export` and `flashcards import-history`."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import click
import pytest

from flashcards.cli import export, import_history
from flashcards.errors import FlashcardsError
from flashcards.review.store import Store
from tests.review.exchange.making import NOTES, Learner

NOW_MS = int(time.time() * 1000)
ALL = [card for note in NOTES for card in note.cards]


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database with three answers, and the working directory beside it."""
    path = tmp_path / "reviews.sqlite"
    made = Learner()
    for card, rating in (("term-1", 4), ("row-1", 3), ("row-1", 3)):
        made.answer(card, NOW_MS - 90_000 + rating, rating)
    with Store.open(path) as store:
        store.sync_cards(ALL, now_ms=NOW_MS, deck="My Deck")
        events = sorted((e for some in made.log.values() for e in some), key=lambda e: e.id)
        store.append_many((event, None) for event in events)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FLASHCARDS_DB", str(path))
    monkeypatch.setenv("NO_COLOR", "1")
    return path


def run(command: click.Command, *arguments: object) -> int:
    code: Any = command.main([str(a) for a in arguments], standalone_mode=False)
    return int(code)


def test_export_names_the_package_and_import_tells_what_it_brought(
    db: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(export.command, "--with-history") == 0
    out, err = capsys.readouterr()
    package = Path(out.strip())
    assert (
        package == Path("build/my-deck-history.apkg")
        or package == tmp_path / "build/my-deck-history.apkg"
    )
    assert package.is_file()
    assert "12 cards, 2 of them studied, 3 reviews" in err

    other = tmp_path / "other.sqlite"
    with Store.open(other) as store:
        store.sync_cards(ALL, now_ms=NOW_MS, deck="My Deck")
    assert run(import_history.command, package, "--db", other) == 0
    out, _ = capsys.readouterr()
    assert "3 reviews added" in out
    assert "12 of its cards are ours" in out


def test_import_as_json_dry_and_twice(
    db: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(export.command, "--with-history", "--out", tmp_path / "x.apkg", "--json")
    out, _ = capsys.readouterr()
    assert json.loads(out) == {
        "package": str(tmp_path / "x.apkg"), "deck": "My Deck", "cards": 12, "studied": 2, "reviews": 3,
        "pictures": 0, "missing": [],
    }  # fmt: skip
    other = tmp_path / "other.sqlite"
    with Store.open(other) as store:
        store.sync_cards(ALL[:3], now_ms=NOW_MS, deck="My Deck")
    found = []
    for arguments in (["--dry-run"], [], []):
        run(import_history.command, tmp_path / "x.apkg", "--db", other, "--json", *arguments)
        out, err = capsys.readouterr()
        found.append(json.loads(out))
        assert "9 cards of ours in it are not in the database" in err
    dry, first, second = found
    assert dry == first | {"dry_run": True}
    assert (first["reviews"], first["known"], first["unknown"]) == (3, 0, 9)
    assert (second["reviews"], second["known"]) == (0, 3)


def test_a_plain_export_has_every_card_new(
    db: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(export.command, "--json")
    out, _ = capsys.readouterr()
    assert json.loads(out)["reviews"] == 0
    assert Path(json.loads(out)["package"]).name == "my-deck-export.apkg"


def test_a_file_of_another_person_is_said_to_hold_nothing_of_ours(
    db: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(export.command, "--with-history", "--out", tmp_path / "x.apkg")
    with Store.open(tmp_path / "none.sqlite"):
        pass
    capsys.readouterr()
    assert run(import_history.command, tmp_path / "x.apkg", "--db", tmp_path / "none.sqlite") == 0
    assert "right collection?" in capsys.readouterr().err


def test_what_cannot_be_read_or_written_is_an_error_that_names_it(db: Path, tmp_path: Path) -> None:
    (tmp_path / "x.colpkg").write_bytes(b"nothing")
    for command, arguments in (
        (import_history.command, [tmp_path / "x.colpkg"]),
        (import_history.command, [tmp_path / "missing.colpkg"]),
        (import_history.command, [tmp_path / "x.colpkg", "--db", tmp_path / "missing.sqlite"]),
        (export.command, ["--deck", "Other"]),
        (export.command, ["--db", tmp_path / "missing.sqlite"]),
    ):
        with pytest.raises(FlashcardsError) as caught:
            run(command, *arguments)
        assert caught.value.path
    with pytest.raises(click.BadParameter, match="apkg"):
        run(export.command, "--out", tmp_path / "x.zip")
