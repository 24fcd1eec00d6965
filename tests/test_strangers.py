"""A project that came from a stranger cannot reach out of its folder, nor bring its own evidence."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import pytest

from flashcards.cache import cache_folder, keep
from flashcards.config import MAX_BYTES, TRUST, load_config
from flashcards.documents import read_document
from flashcards.errors import ConfigError, FlashcardsError, ReadError
from flashcards.files import collect, write_atomically
from flashcards.ledger import load
from flashcards.reading import fix_file

TABLE = '[tool.flashcards]\nsource = ["notes"]\n'


def settings(folder: Path, more: str = "") -> Path:
    folder.mkdir(exist_ok=True)
    file = folder / "pyproject.toml"
    file.write_text(TABLE + more, encoding="utf-8")
    return file


@pytest.mark.parametrize("key", ["out", "cards"])
@pytest.mark.parametrize("place", ["../elsewhere", "/tmp/elsewhere", "a/../../b"])
def test_settings_do_not_lead_out_of_the_project(tmp_path: Path, key: str, place: str) -> None:
    settings(tmp_path / "project", f'{key} = "{place}"\n')
    with pytest.raises(ConfigError, match="leads out of the project") as caught:
        load_config(tmp_path / "project")
    assert f"--{key}" in str(caught.value)


def test_a_link_does_not_lead_out_of_the_project_either(tmp_path: Path) -> None:
    settings(tmp_path / "project")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "project" / "build").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ConfigError, match="out leads out"):
        load_config(tmp_path / "project")


def test_settings_above_a_folder_that_anyone_writes_are_not_obeyed(tmp_path: Path) -> None:
    settings(tmp_path, 'deck = "Theirs"\n')
    shared = tmp_path / "shared"
    (shared / "mine").mkdir(parents=True)
    assert load_config(shared / "mine").deck == "Theirs"
    shared.chmod(0o777)
    assert load_config(shared / "mine").deck != "Theirs"
    settings(shared, 'deck = "Planted"\n')
    assert load_config(shared / "mine").deck != "Planted"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give a file away")
def test_settings_of_another_user_need_trust(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.chown(settings(tmp_path), 12345, 12345)
    with pytest.raises(ConfigError, match="another user") as caught:
        load_config(tmp_path)
    assert TRUST in str(caught.value)
    monkeypatch.setenv(TRUST, "1")
    assert load_config(tmp_path).source


def test_settings_are_measured_before_they_are_read(tmp_path: Path) -> None:
    file = settings(tmp_path)
    with file.open("ab") as out:
        out.truncate(MAX_BYTES + 1)
    with pytest.raises(ConfigError, match="larger than"):
        load_config(tmp_path)


def test_settings_nested_without_end_are_an_error_with_the_file(tmp_path: Path) -> None:
    file = settings(tmp_path, "a = " + "[" * 5000 + "]" * 5000 + "\n")
    with pytest.raises(ConfigError) as caught:
        load_config(tmp_path)
    assert caught.value.path == str(file)


def test_nothing_is_written_through_a_link_out_of_its_folder(tmp_path: Path) -> None:
    target = tmp_path / "precious"
    target.write_text("mine", encoding="utf-8")
    (tmp_path / "project").mkdir()
    link = tmp_path / "project" / "page.html"
    link.symlink_to(target)
    with pytest.raises(FlashcardsError, match="is a link"):
        write_atomically(link, b"theirs")
    assert target.read_text(encoding="utf-8") == "mine"


def test_a_file_name_keeps_no_newline(tmp_path: Path) -> None:
    (tmp_path / "a\n::error::b.md").write_text("# Q?", encoding="utf-8")
    with pytest.raises(ReadError, match="control character") as caught:
        collect([tmp_path])
    assert "\n" not in str(caught.value)


def test_what_is_kept_lies_outside_of_projects_and_is_private(tmp_path: Path) -> None:
    folder = cache_folder({"FLASHCARDS_CACHE": str(tmp_path / "kept")})
    assert keep(folder / "a.json", b"{}")
    assert folder.stat().st_mode & 0o077 == 0
    assert not keep(folder / "a.json" / "b", b"{}")


def test_a_made_up_answer_in_a_project_is_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flashcards.cli.options import job

    monkeypatch.setenv("FLASHCARDS_CACHE", str(tmp_path / "cache"))
    settings(tmp_path / "project", 'problems = ["kv-cache"]\n')
    (tmp_path / "project" / "notes").mkdir()
    (tmp_path / "project" / "notes" / "a.md").write_text("# Q?", encoding="utf-8")
    build = tmp_path / "project" / "build"
    build.mkdir()
    planted = {"families": [], "failures": [], "program": "x", "llama_cpp": {"package": "9"}}
    (build / "verification.json").write_text(json.dumps(planted), encoding="utf-8")
    monkeypatch.chdir(tmp_path / "project")
    made = job((), cards=None)
    assert made.verified == "verified by numerics only"
    assert made.cache is not None
    assert not made.cache.is_relative_to(tmp_path / "project")


def test_a_folder_that_no_build_makes_is_not_cleared_away(tmp_path: Path) -> None:
    from flashcards.pipeline import STAGING, _staging

    theirs, ours = tmp_path / f"{STAGING}a", tmp_path / f"{STAGING}b"
    for folder, name in ((theirs, "thesis.txt"), (ours, "x.apkg")):
        folder.mkdir()
        (folder / name).write_text("x", encoding="utf-8")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "y.apkg").write_text("x", encoding="utf-8")
    (tmp_path / f"{STAGING}c").symlink_to(tmp_path / "elsewhere")
    with _staging(tmp_path):
        pass
    assert (theirs / "thesis.txt").exists()
    assert (tmp_path / "elsewhere" / "y.apkg").exists()
    assert not ours.exists()


def test_a_package_that_no_build_made_is_not_removed(tmp_path: Path) -> None:
    from flashcards.pipeline import _publish

    place = tmp_path / "mine-retired.apkg"
    place.write_bytes(b"mine")
    _publish({place: None})
    assert place.read_bytes() == b"mine"
    digest = "8ba5ba30a1a3ef6a6b8b1d9cd2bf3ae8"
    (tmp_path / ".manifest.json").write_text(json.dumps({"outputs": {place.name: digest}}))
    _publish({place: None})
    assert place.exists()
    digest = hashlib.sha256(b"mine").hexdigest()
    (tmp_path / ".manifest.json").write_text(json.dumps({"outputs": {place.name: digest}}))
    _publish({place: None})
    assert not place.exists()


def test_a_save_is_not_finished_through_a_link(tmp_path: Path) -> None:
    from flashcards.ledger import load
    from flashcards.ledger.store import COMMIT, SAVING

    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / COMMIT).write_text('{"written": ["a.jsonl"], "removed": []}', encoding="utf-8")
    (elsewhere / "a.jsonl").write_text("precious", encoding="utf-8")
    (tmp_path / "cards").mkdir()
    (tmp_path / "cards" / SAVING).symlink_to(elsewhere)
    with pytest.raises(FlashcardsError, match="is a link"):
        load(tmp_path / "cards")
    assert (elsewhere / "a.jsonl").exists()


def test_what_a_killed_process_left_of_a_file_is_cleared_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "a.json"
    gone, living = f".a.json.new-{2**22 + 7}-x", f".a.json.new-{os.getppid()}-y"
    for name in (gone, living, ".a.json.new-mine", ".b.json.new-4194311-x"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    write_atomically(target, b"1")
    assert {p.name for p in tmp_path.iterdir()} == {
        "a.json", living, ".a.json.new-mine", ".b.json.new-4194311-x",
    }  # fmt: skip


def test_a_link_to_what_never_ends_is_not_read(tmp_path: Path) -> None:
    document = tmp_path / "a.md"
    document.symlink_to("/dev/zero")
    with pytest.raises(ReadError, match="no file"):
        read_document(document)
    (tmp_path / "cards").mkdir()
    (tmp_path / "cards" / "a.jsonl").symlink_to("/dev/zero")
    assert not load(tmp_path / "cards").entries


def test_a_repair_is_not_written_through_a_link_out_of_its_folder(tmp_path: Path) -> None:
    theirs = tmp_path / "theirs.md"
    theirs.write_text("It â€™s\n", encoding="utf-8")
    (tmp_path / "notes").mkdir()
    link = tmp_path / "notes" / "a.md"
    link.symlink_to(theirs)
    with pytest.raises(ReadError, match="is a link"):
        fix_file(link)
    assert theirs.read_text(encoding="utf-8") == "It â€™s\n"
