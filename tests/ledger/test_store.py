from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from flashcards.errors import LedgerError
from flashcards.ledger import Ledger, load, save
from tests.ledger.making import NOW, a_fact, a_list, run


def two_documents() -> Ledger:
    facts = a_list(["Single file", "Rich metadata"]) + a_list(["Fast", "Small"], document="b.md")
    return run(facts).ledger


def renamed(ledger: Ledger) -> Ledger:
    """Document b.md became c.md, and module-1.md got another item."""
    facts = a_list(["Single file", "Rich metadata", "Mapped"]) + a_list(
        ["Fast", "Small"], document="c.md"
    )
    return run(facts, ledger, now=NOW + 60).ledger


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*.jsonl")}


def test_a_folder_that_is_not_there_knows_no_cards(tmp_path: Path) -> None:
    assert load(tmp_path / "cards") == Ledger()
    assert not (tmp_path / "cards").exists()


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    ledger = two_documents()
    written = save(tmp_path / "cards", ledger)
    assert [path.name for path in written] == ["b.jsonl", "module-1.jsonl"]
    assert load(tmp_path / "cards") == ledger
    assert [path.name for path in (tmp_path / "cards").iterdir() if path.name[0] == "."] == []


def test_no_change_writes_nothing(tmp_path: Path) -> None:
    save(tmp_path, two_documents())
    before = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    assert save(tmp_path, load(tmp_path)) == ()
    assert {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == before


def test_only_changed_files_are_written(tmp_path: Path) -> None:
    ledger = two_documents()
    save(tmp_path, ledger)
    after = run(
        a_list(["Single file", "Rich metadata", "Mapped"])
        + a_list(["Fast", "Small"], document="b.md"),
        ledger,
        now=NOW + 9,
    ).ledger
    assert [path.name for path in save(tmp_path, after)] == ["module-1.jsonl"]


def test_a_checkout_with_other_line_ends_is_no_change(tmp_path: Path) -> None:
    save(tmp_path, two_documents())
    for path in tmp_path.iterdir():
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert save(tmp_path, load(tmp_path)) == ()


def test_the_file_of_a_document_without_cards_goes(tmp_path: Path) -> None:
    save(tmp_path, two_documents())
    after = renamed(load(tmp_path))
    assert {path.name for path in save(tmp_path, after)} == {
        "b.jsonl",
        "c.jsonl",
        "module-1.jsonl",
    }
    assert {path.name for path in tmp_path.iterdir()} == {"c.jsonl", "module-1.jsonl"}
    assert load(tmp_path) == after


def test_other_files_in_the_folder_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine")
    (tmp_path / "old").mkdir()
    save(tmp_path, two_documents())
    assert (tmp_path / "README.md").read_text() == "mine"
    assert (tmp_path / "old").is_dir()


def test_a_document_with_a_hostile_name_stays_inside(tmp_path: Path) -> None:
    ledger = run([a_fact(document="../../evil.md"), a_fact(document="/etc/x")]).ledger
    save(tmp_path / "cards", ledger)
    assert load(tmp_path / "cards") == ledger
    assert [path.name for path in tmp_path.iterdir()] == ["cards"]


def test_a_file_under_another_name_is_told(tmp_path: Path) -> None:
    save(tmp_path, two_documents())
    (tmp_path / "b.jsonl").rename(tmp_path / "x.jsonl")
    with pytest.raises(LedgerError, match=r"x\.jsonl:1: holds the cards of 'b\.md'.*b\.jsonl"):
        load(tmp_path)


def test_a_damaged_file_is_told_and_nothing_written(tmp_path: Path) -> None:
    save(tmp_path, two_documents())
    (tmp_path / "b.jsonl").write_bytes(b"<<<<<<< ours\n")
    with pytest.raises(LedgerError, match=r"b\.jsonl:1: an unfinished merge"):
        load(tmp_path)


def steps_of_a_save(folder: Path, ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> int:
    """How often a save touches the file system through the calls that can fail."""
    calls = 0

    def counting() -> None:
        nonlocal calls
        calls += 1

    with monkeypatch.context() as patch:
        intercept(patch, counting)
        save(folder, ledger)
    return calls


def intercept(patch: pytest.MonkeyPatch, before) -> None:  # type: ignore[no-untyped-def]
    """Call `before` ahead of every rename, removal, creation and sync."""
    for owner, name in (
        (Path, "replace"), (Path, "unlink"), (Path, "mkdir"), (Path, "open"), (os, "fsync"),
    ):  # fmt: skip
        original = getattr(owner, name)

        def wrapped(*args, _original=original, **kwargs):  # type: ignore[no-untyped-def]
            before()
            return _original(*args, **kwargs)

        patch.setattr(owner, name, wrapped)


class Crash(BaseException):
    """The machine goes down: no handler of the program runs on."""


@pytest.mark.parametrize("failure", [OSError(28, "No space left on device"), Crash()])
def test_whatever_step_fails_the_state_is_the_old_or_the_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: BaseException
) -> None:
    old = two_documents()
    new = renamed(old)
    save(tmp_path / "count", old)
    steps = steps_of_a_save(tmp_path / "count", new, monkeypatch)
    assert steps > 8
    seen = set()
    for failing in range(1, steps + 1):
        folder = tmp_path / f"at-{failing}"
        save(folder, old)
        done = 0

        def fail() -> None:
            nonlocal done
            done += 1
            # A full disk fails once, and the cleaning up may work; a crash is the end.
            if done == failing or (isinstance(failure, Crash) and done > failing):  # noqa: B023
                raise failure

        with monkeypatch.context() as patch:
            intercept(patch, fail)
            with suppress(LedgerError, Crash):
                save(folder, new)
        found = load(folder)
        assert found in (old, new), failing
        seen.add(found == new)
        # The next save finishes or starts afresh, whatever was left behind.
        save(folder, found)
        assert load(folder) == found
        assert not (folder / ".saving").exists()
        save(folder, new)
        assert load(folder) == new
        assert set(content(folder)) == {"c.jsonl", "module-1.jsonl"}
    assert seen == {False, True}


def test_a_failed_first_save_leaves_no_trace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fail)
        with pytest.raises(LedgerError, match="No space left"):
            save(tmp_path, two_documents())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "record", [b"", b"[]", b'{"written": ["../x.jsonl"], "removed": []}', b'{"written": 5}']
)
def test_a_damaged_record_of_a_save_is_told(tmp_path: Path, record: bytes) -> None:
    save(tmp_path, two_documents())
    (tmp_path / ".saving").mkdir()
    (tmp_path / ".saving" / "commit").write_bytes(record)
    with pytest.raises(LedgerError, match="delete the folder"):
        load(tmp_path)


def test_one_card_in_two_files_keeps_its_newer_state(tmp_path: Path) -> None:
    ledger = two_documents()
    save(tmp_path, ledger)
    moved = [entry for entry in ledger.entries if entry.document == "b.md"]
    newer = [replace(entry, document="c.md", modified=NOW + 5) for entry in moved]
    save(tmp_path / "other", Ledger(entries=tuple(newer)))
    (tmp_path / "other" / "c.jsonl").rename(tmp_path / "c.jsonl")
    found = {entry.id: entry for entry in load(tmp_path).entries}
    assert len(found) == len(ledger.entries)
    assert all(found[entry.id] == entry for entry in newer)


def test_two_cards_on_one_slot_part_and_the_older_stays(tmp_path: Path) -> None:
    first = run(a_list(["Single file", "Rich metadata"])).ledger
    ours = run(a_list(["Single file", "Rich metadata", "Mapped"]), first, now=NOW + 1).ledger
    theirs = run(a_list(["Single file", "Rich metadata", "Small"]), first, now=NOW + 2).ledger
    merged = Ledger(entries=(*ours.entries, theirs.entries[-1]))
    save(tmp_path, merged)
    found = load(tmp_path).entries
    assert {entry.id for entry in found} == {entry.id for entry in merged.entries}
    assert found[:3] == ours.entries
    assert (found[3].note, found[3].slot) == (found[3].id, 1)
    again = run(a_list(["Single file", "Rich metadata", "Mapped", "Small"]), load(tmp_path))
    assert not again.new
    assert len({(card.note, card.slot) for card in again.cards}) == 4


def test_a_folder_that_may_not_be_listed_is_no_empty_ledger(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Taken for empty, all its cards would be new, and their files removed."""
    real = os.listdir

    def refuse(path: object = ".") -> list[str]:
        if os.fspath(str(path)) == str(tmp_path):
            raise PermissionError(13, "Permission denied", str(path))
        return real(str(path))

    monkeypatch.setattr("os.listdir", refuse)
    with pytest.raises(LedgerError, match="Permission denied"):
        load(tmp_path)
