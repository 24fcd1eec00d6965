from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from flashcards import manifest, pipeline, recalling
from flashcards.errors import LedgerError
from tests.cli.helpers import ONE, TWO, Flashcards, snapshot

KEYS = {
    "documents", "questions", "cards", "notes", "kept", "reworded", "new", "retired", "returned",
    "blocks", "unanswered", "warnings", "packages", "unchanged",
    "problems", "verified", "refuted", "corrected", "database", "new_notes", "changed_notes",
    "left_out", "not_understood", "account", "read_as",
    "level", "later", "aside",
}  # fmt: skip


def test_two_processes_build_what_one_builds(
    flashcards: Flashcards, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "source" / "none.md").write_text("# Nothing asked\n", encoding="utf-8")
    alone = flashcards("build", "--out", "alone", "--cards", "alone/cards", "--json")
    monkeypatch.setattr(recalling, "MANY_BYTES", 0)
    monkeypatch.setenv("FLASHCARDS_CACHE", str(project / "another"))
    monkeypatch.setattr("flashcards.cli.options.cores", lambda: 2)
    both = flashcards("build", "--out", "both", "--cards", "both/cards", "--json")
    assert both.out.replace("both", "alone") == alone.out
    assert [one["name"] for one in both.json["left_out"]] == ["none.md"]
    package = "test-deck.apkg"
    assert (project / "both" / package).read_bytes() == (project / "alone" / package).read_bytes()


# --- the account ----------------------------------------------------------------------------


def test_the_account_adds_up(flashcards: Flashcards, project: Path) -> None:
    ran = flashcards("build", "--json")
    assert ran.code == 0, ran.err
    account = ran.json
    assert set(account) == KEYS
    assert (account["documents"], account["questions"]) == (2, 3)
    assert account["new"] == account["cards"] >= account["notes"] > 0
    blocks = account["blocks"]
    assert blocks["total"] == blocks["carded"] + blocks["in_answers"] + sum(
        blocks["skipped"].values()
    )
    assert len(account["account"]) == blocks["total"]
    assert sum(sum(one["forms"].values()) for one in account["read_as"]) == account["questions"]
    assert account["packages"] == ["build/test-deck.apkg"]
    assert zipfile.is_zipfile(project / "build" / "test-deck.apkg")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("# T\n\n## What is it?\n", "“What is it?” has no answer"),
        ("# T\n\n## What is in it?\n\n```\n├──\n└──\n```\n", "signs of a drawing"),
    ],
    ids=["unanswered", "set aside"],
)
def test_a_deck_without_a_card_is_an_error_with_its_reason(
    flashcards: Flashcards, project: Path, text: str, why: str
) -> None:
    (project / "source" / "none.md").write_text(text, encoding="utf-8")
    ran = flashcards("build", "source/none.md", "--cards", "none")
    assert ran.code == 2
    assert "none.md" in ran.err
    assert why in ran.err
    assert not (project / "build").exists() or not list((project / "build").glob("*.apkg"))


def test_a_link_to_nothing_is_named_and_the_rest_is_built(
    flashcards: Flashcards, project: Path
) -> None:
    (project / "source" / "dead.md").symlink_to("nowhere.md")
    ran = flashcards("build")
    assert ran.code == 0
    assert "dead.md:1: left out: there is no such file" in ran.err
    assert flashcards("build", "--strict").code == 2


def test_corrected_are_the_cards_of_the_deck_that_show_a_wrong_number(
    flashcards: Flashcards, project: Path
) -> None:
    """Not the many cells of a table that are set aside, though the wrong one stands among them."""
    rows = "".join(f"| box {n} | {n} | {n * 12} |\n" for n in range(2, 9))
    (project / "source" / "eggs.md").write_text(
        "# Eggs\n\n## How many eggs are in six boxes of 12 eggs?\n\n6 × 12 eggs = 62 eggs.\n\n"
        f"## What do our boxes hold?\n\n| Box | Dozens | Eggs |\n|---|---|---|\n{rows}| box 9 | 9 | 180 |\n",
        encoding="utf-8",
    )
    report = json.loads(flashcards("build", "source/eggs.md", "--json").out)
    assert (report["refuted"], report["corrected"]) == (2, 1)


def test_without_json_the_packages_are_the_result(flashcards: Flashcards, project: Path) -> None:
    ran = flashcards("build")
    assert ran.out == "build/test-deck.apkg\n"
    assert "documents" in ran.err


def test_options_say_where_and_as_what(flashcards: Flashcards, project: Path) -> None:
    ran = flashcards(
        "build", "source/garden.md", "--out", "o", "--cards", "c",
        "--deck", "My Garden::Spring", "--tag", "green", "--json",
    )  # fmt: skip
    assert ran.json["packages"] == ["o/my-garden-spring.apkg"]
    assert (project / "c").is_dir()
    assert not (project / "cards").exists()
    listed = flashcards(
        "cards", "source/garden.md", "--deck", "My Garden::Spring", "--tag", "green", "--json"
    )
    assert all(card["deck"].startswith("My Garden::Spring") for card in listed.lines)
    assert all(card["tags"][0].startswith("green::") for card in listed.lines)


UNMARKED = "its options stand there, and nothing names the right one"


def test_a_question_without_an_answer_is_named_and_gets_no_card(
    flashcards: Flashcards, project: Path
) -> None:
    path = project / "source" / "garden.md"
    choice = "### Question 3: Which dance?\n\nA) round\nB) waggle\n"
    path.write_text(f"{TWO}\n### Question 2: Why do bees dance?\n\n{choice}", encoding="utf-8")
    ran = flashcards("build", "--json")
    line = 1 + len(f"{TWO}\n".splitlines())
    assert ran.json["unanswered"] == [
        {"path": "source/garden.md", "line": at, "number": number, "title": title, "why": why}
        for at, number, title, why in (
            (line, 2, "Why do bees dance?", ""),
            (line + 2, 3, "Which dance?", UNMARKED),
        )
    ]
    assert f"source/garden.md:{line}: unanswered: question 2, Why do bees dance?\n" in ran.err
    assert f"unanswered: question 3, Which dance? ({UNMARKED})" in ran.err
    cards = flashcards("cards", "--json").lines
    assert not [c for c in cards if c["document"] == "garden.md" and c["question"] == 2]


# --- a second build -------------------------------------------------------------------------


def test_a_second_build_writes_nothing_and_says_so(flashcards: Flashcards, project: Path) -> None:
    first = flashcards("build", "--json").json
    before = snapshot(project)
    again = flashcards("build", "--json").json
    assert snapshot(project) == before
    assert again == {**first, "kept": first["cards"], "new": 0, "new_notes": 0, "unchanged": True}


@pytest.mark.parametrize("how", ["--force", "no manifest"])
def test_a_full_build_of_what_did_not_change_gives_the_same_bytes_and_account(
    flashcards: Flashcards, project: Path, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    flashcards("build")
    shortcut = flashcards("build", "--json").json
    before = snapshot(project)
    if how == "no manifest":
        (project / "build" / ".manifest.json").unlink()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1763500000")  # a day later
    full = flashcards("build", "--json", *([how] if how == "--force" else [])).json
    assert full == {**shortcut, "unchanged": False}
    after = snapshot(project)
    for state in (before, after):
        state.pop("build/.manifest.json")
    assert after == before


Change = Callable[[Path], object]


@pytest.mark.parametrize(
    "change",
    [
        lambda p: (p / "source" / "garden.md").write_text(TWO.replace("fallen", "dead")),
        lambda p: (p / "source" / "more.md").write_text(TWO.replace("arden", "ield")),
        lambda p: (p / "source" / "garden.md").unlink(),
        lambda p: (p / "source" / "garden.md").rename(p / "source" / "plot.md"),
        lambda p: (p / "build" / "test-deck.apkg").unlink(),
        lambda p: (p / "build" / "test-deck.apkg").write_bytes(b"broken"),
        lambda p: (p / "build" / "test-deck-retired.apkg").write_bytes(b"stray"),
        lambda p: (p / "build" / ".manifest.json").write_text("{}"),
        lambda p: (p / "build" / ".manifest.json").write_text("[1, {"),
        lambda p: next((p / "cards").glob("*.jsonl")).unlink(),
        lambda p: (p / "pyproject.toml").write_text('[tool.flashcards]\nsource="source"\ntag="x"'),
    ],
    ids=[
        "edited", "added", "deleted", "renamed", "no package", "broken package", "stray package",
        "other manifest", "broken manifest", "ledger file gone", "other tag",
    ],
)  # fmt: skip
def test_whatever_changed_is_noticed(flashcards: Flashcards, project: Path, change: Change) -> None:
    flashcards("build")
    change(project)
    ran = flashcards("build", "--json")
    assert ran.code == 0, ran.err
    assert not ran.json["unchanged"]
    assert all(zipfile.is_zipfile(package) for package in ran.json["packages"])


def test_build_may_be_deleted_and_comes_back_the_same(
    flashcards: Flashcards, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flashcards("build")
    package = project / "build" / "test-deck.apkg"
    before = package.read_bytes()
    for path in (project / "build").iterdir():
        path.unlink()
    (project / "build").rmdir()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1763500000")
    assert flashcards("build", "--json").json["new"] == 0
    assert package.read_bytes() == before


def test_two_people_get_the_same_bytes(
    flashcards: Flashcards, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flashcards("build")
    other = tmp_path / "somewhere" / "else"
    other.parent.mkdir()
    project.rename(other)
    mine = snapshot(other)
    for folder in ("build", "cards"):
        for path in (other / folder).iterdir():
            path.unlink()
    monkeypatch.chdir(other / "source")
    flashcards("build")
    theirs = snapshot(other)
    for name in mine:
        if not name.endswith(".manifest.json"):
            assert theirs[name][0] == mine[name][0], name


# --- retiring -------------------------------------------------------------------------------


def test_building_one_file_leaves_the_cards_of_the_others(
    flashcards: Flashcards, project: Path
) -> None:
    flashcards("build")
    ledger = snapshot(project / "cards")
    one = flashcards("build", "source/garden.md", "--json").json
    assert (one["documents"], one["new"], one["retired"]) == (1, 0, 0)
    assert snapshot(project / "cards") == ledger


def test_a_deleted_document_retires_its_cards_and_a_package_says_which(
    flashcards: Flashcards, project: Path
) -> None:
    flashcards("build")
    count = len(flashcards("cards", "source/garden.md", "--json").lines)
    (project / "source" / "garden.md").unlink()
    gone = flashcards("build", "--json").json
    assert gone["retired"] == count > 0
    assert gone["packages"] == ["build/test-deck.apkg", "build/test-deck-retired.apkg"]
    (project / "source" / "garden.md").write_text(TWO, encoding="utf-8")
    back = flashcards("build", "--json").json
    assert (back["returned"], back["new"]) == (count, 0)
    assert back["packages"] == ["build/test-deck.apkg"]
    assert not (project / "build" / "test-deck-retired.apkg").exists()


def test_a_renamed_document_keeps_its_cards(flashcards: Flashcards, project: Path) -> None:
    flashcards("build")
    before = {c["id"]: c["front"] for c in flashcards("cards", "--json").lines}
    (project / "source" / "garden.md").rename(project / "source" / "plot.md")
    account = flashcards("build", "--json").json
    assert (account["new"], account["retired"]) == (0, 0)
    assert {c["id"]: c["front"] for c in flashcards("cards", "--json").lines} == before


def test_another_folder_into_the_projects_ledger_retires_nothing_of_the_project(
    flashcards: Flashcards, project: Path, tmp_path: Path
) -> None:
    flashcards("build")
    (tmp_path / "other").mkdir()
    text = TWO.replace("arden", "ield")
    (tmp_path / "other" / "field.md").write_text(text, encoding="utf-8")
    account = flashcards("build", tmp_path / "other", "--json").json
    assert account["retired"] == 0


# --- bad input ------------------------------------------------------------------------------

FENCE = "```"
BAD: dict[str, tuple[bytes, int | None]] = {
    "undecodable": (b"# T\n\n### Question 1: \xff\xfe\x81 what?\n", None),
    "nul": (b"# T\x00\n", None),
    "empty": (b"", None),
    "blank": (b" \n\n\t\n", None),
    "no questions": (b"# Just a title\n\nAnd some text.\n", None),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_document_stops_a_strict_build_and_leaves_everything_as_it_was(
    flashcards: Flashcards, project: Path, name: str
) -> None:
    flashcards("build")
    data, _ = BAD[name]
    (project / "source" / "a-bad.md").write_bytes(data)
    (project / "source" / "garden.md").write_text(TWO.replace("fallen", "dead"), encoding="utf-8")
    before = snapshot(project)
    ran = flashcards("build", "--strict")
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.startswith("error: source/a-bad.md:")
    assert snapshot(project) == before


@pytest.mark.parametrize("name", BAD)
def test_a_bad_document_is_named_and_the_others_are_built(
    flashcards: Flashcards, project: Path, name: str
) -> None:
    (project / "source" / "a-bad.md").write_bytes(BAD[name][0])
    ran = flashcards("build", "--json")
    assert ran.code == 0
    assert [one["path"] for one in ran.json["left_out"]] == ["source/a-bad.md"]
    assert re.search(r"^source/a-bad\.md:\d+: left out: ", ran.err, re.MULTILINE)
    assert ran.json["documents"] == 2


def test_the_cards_of_a_document_that_is_left_out_stay_as_they_are(
    flashcards: Flashcards, project: Path
) -> None:
    flashcards("build")
    (project / "source" / "garden.md").write_bytes(b"")
    account = flashcards("build", "--json").json
    assert account["retired"] == 0
    assert [one["name"] for one in account["left_out"]] == ["garden.md"]


def test_where_no_document_can_be_used_nothing_is_built(
    flashcards: Flashcards, project: Path
) -> None:
    for file in (project / "source").glob("*.md"):
        file.write_bytes(b"")
    assert flashcards("build").code == 2
    assert not (project / "build").exists()


@pytest.mark.parametrize("name", BAD)
def test_a_bad_document_in_a_new_project_leaves_no_folder(
    flashcards: Flashcards, project: Path, name: str
) -> None:
    (project / "source" / "a-bad.md").write_bytes(BAD[name][0])
    assert flashcards("build", "--strict").code == 2
    assert not (project / "build").exists()
    assert not (project / "cards").exists()


@pytest.mark.parametrize(
    "text",
    [
        f"{TWO}\n{FENCE}python\nx = 1\n",
    ],
    ids=["unclosed fence"],
)
def test_a_doubtful_document_is_told_of_with_file_and_line(
    flashcards: Flashcards, project: Path, text: str
) -> None:
    (project / "source" / "garden.md").write_text(text, encoding="utf-8")
    ran = flashcards("build")
    assert ran.code in (0, 2)
    told = [line for line in ran.err.splitlines() if "source/garden.md:" in line]
    assert told
    assert told[0].removeprefix("error: ").split(":")[1].isdigit()
    if ran.code == 2:
        assert not (project / "build").exists()


@pytest.mark.parametrize(
    "text",
    [
        TWO + "- **Spade**: " + "digs " * 200_000 + "\n",
        TWO + "\n" + "".join("  " * depth + f"- level {depth}\n" for depth in range(400)),
        TWO + "\n" + "> " * 2_000 + "deep\n",
        TWO + "\n" + "[" * 20_000 + "\n",
        TWO + "\n" + "**a " * 5_000 + "\n",
    ],
    ids=["a huge line", "a deep list", "deep quotes", "brackets", "emphasis"],
)
def test_an_extreme_document_ends_in_a_deck_or_a_clear_error(
    flashcards: Flashcards, project: Path, text: str
) -> None:
    (project / "source" / "garden.md").write_text(text, encoding="utf-8")
    ran = flashcards("build")
    if ran.code == 2:
        assert ran.err.startswith("error: source/garden.md")
        assert not (project / "build").exists()
    else:
        assert ran.code == 0


def test_a_damaged_ledger_stops_the_build_with_its_line(
    flashcards: Flashcards, project: Path
) -> None:
    flashcards("build")
    ledger = min((project / "cards").glob("*.jsonl"))
    lines = ledger.read_text(encoding="utf-8").splitlines(keepends=True)
    ledger.write_text("".join([*lines[:2], "{broken\n", *lines[2:]]), encoding="utf-8")
    before = snapshot(project)
    ran = flashcards("build")
    assert ran.code == 2
    assert ran.err.startswith(f"error: cards/{ledger.name}:3:")
    assert snapshot(project) == before


# --- places that cannot be written ----------------------------------------------------------


@pytest.mark.parametrize("option", ["--out", "--cards"])
def test_a_file_where_a_folder_should_be_is_an_error_and_writes_nothing(
    flashcards: Flashcards, project: Path, option: str
) -> None:
    (project / "taken").write_text("x", encoding="utf-8")
    flashcards("build")
    before = snapshot(project)
    ran = flashcards("build", option, "taken/below")
    assert ran.code == 2
    assert ran.err.startswith("error: taken/below: cannot be written")
    assert snapshot(project) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="NOT TESTED: root may write to every folder")
@pytest.mark.parametrize("folder", ["build", "cards"])
def test_a_folder_that_may_not_be_written_is_an_error_and_writes_nothing(
    flashcards: Flashcards, project: Path, folder: str
) -> None:
    flashcards("build")
    (project / "source" / "garden.md").write_text(TWO.replace("fallen", "dead"), encoding="utf-8")
    before = snapshot(project)
    (project / folder).chmod(0o555)
    try:
        assert flashcards("build").code == 2
        assert snapshot(project) == before
    finally:
        (project / folder).chmod(0o755)


def test_an_out_folder_that_takes_no_file_leaves_ledger_and_decks_as_they_were(
    flashcards: Flashcards, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flashcards("build")
    (project / "source" / "garden.md").write_text(TWO.replace("fallen", "dead"), encoding="utf-8")
    before = snapshot(project)

    def refuse(**_: object) -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.mkdtemp", refuse)
    ran = flashcards("build")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "error: build: cannot be written: Permission denied\n"
    assert snapshot(project) == before


def test_a_ledger_that_cannot_be_saved_leaves_the_decks_as_they_were(
    flashcards: Flashcards, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flashcards("build")
    (project / "source" / "garden.md").write_text(TWO.replace("fallen", "dead"), encoding="utf-8")
    before = snapshot(project)

    def refuse(*_: object) -> None:
        raise LedgerError("cannot be written: No space left on device", path="cards")

    monkeypatch.setattr(pipeline, "save", refuse)
    ran = flashcards("build")
    assert ran.code == 2
    assert ran.err == "error: cards: cannot be written: No space left on device\n"
    assert snapshot(project) == before


# --- crashes --------------------------------------------------------------------------------

STEPS = ["write_package", "write_retired", "save", "_publish", "manifest.save"]


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("step", STEPS)
def test_a_crash_at_any_step_loses_nothing_and_the_next_build_heals(
    flashcards: Flashcards,
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
    after: bool,
) -> None:
    flashcards("build")
    (project / "source" / "garden.md").unlink()
    text = ONE.replace("beats air", "whips air").replace("cosy", "mild")
    (project / "source" / "kitchen.md").write_text(text, encoding="utf-8")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1763500000")
    old_deck = (project / "build" / "test-deck.apkg").read_bytes()

    module, name = (manifest, "save") if "." in step else (pipeline, step)
    real = getattr(module, name)

    def crash(*arguments: object, **options: object) -> None:
        if after:
            real(*arguments, **options)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(module, name, crash)
        assert flashcards("build").code == 130
    saved = step in ("_publish", "manifest.save") or (step == "save" and after)
    published = step == "manifest.save" or (step == "_publish" and after)
    assert (((project / "build" / "test-deck.apkg").read_bytes()) != old_deck) == published

    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1763600000")
    healed = flashcards("build", "--json").json
    assert (healed["reworded"] == 0) == saved
    assert healed["new"] == 0
    assert sorted(p.name for p in (project / "build").iterdir()) == [
        ".manifest.json", "test-deck-retired.apkg", "test-deck.apkg",
    ]  # fmt: skip
    crashed = snapshot(project)

    # The same edit without a crash, in a project of its own, at the time it was first saved.
    for path in [*(project / "build").iterdir(), *(project / "cards").iterdir()]:
        path.unlink()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1763424000")
    (project / "source" / "kitchen.md").write_text(ONE, encoding="utf-8")
    (project / "source" / "garden.md").write_text(TWO, encoding="utf-8")
    flashcards("build")
    (project / "source" / "garden.md").unlink()
    (project / "source" / "kitchen.md").write_text(text, encoding="utf-8")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1763500000" if saved else "1763600000")
    flashcards("build")
    smooth = snapshot(project)
    for name in smooth:
        if not name.endswith(".manifest.json"):
            assert crashed[name][0] == smooth[name][0], name


def test_what_a_killed_build_left_is_cleared_away(flashcards: Flashcards, project: Path) -> None:
    flashcards("build")
    left = project / "build" / ".staging-dead"
    left.mkdir()
    (left / "x.apkg").write_bytes(b"x")
    flashcards("build", "--force")
    assert not left.exists()


def test_builds_at_once_take_turns(project: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    builds = [
        subprocess.Popen(
            [sys.executable, "-m", "flashcards", "build", "--json", "--force"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment,
        )
        for _ in range(2)
    ]
    accounts = []
    for build in builds:
        out, err = build.communicate(timeout=120)
        assert build.returncode == 0, err
        accounts.append(json.loads(out))
    total = accounts[0]["cards"]
    assert sorted(account["new"] for account in accounts) == [0, total]
    assert sorted(account["kept"] for account in accounts) == [0, total]
