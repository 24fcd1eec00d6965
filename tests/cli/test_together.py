"""Two authors, one repository: real git merges what both of them built."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.helpers import ONE, TWO, Flashcards

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="NOT TESTED: git is not here")


def git(folder: Path, *arguments: str, fails: bool = False) -> str:
    # Nothing of the machine's own settings: another merge tool would test that one.
    env = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    done = subprocess.run(
        ["git", *who, *arguments], cwd=folder, env=env, capture_output=True, text=True, check=False
    )
    assert fails == (done.returncode != 0), done.stdout + done.stderr
    return done.stdout


def cards(folder: Path) -> dict[str, dict[str, object]]:
    """The lines of the ledger by id; none twice."""
    lines = [
        json.loads(line)
        for path in sorted((folder / "cards").glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    found = [line for line in lines if "id" in line]
    assert len({line["id"] for line in found}) == len(found)
    assert len({(line["note"], line["slot"]) for line in found}) == len(found)
    return {str(line["id"]): line for line in found}


@pytest.fixture
def repository(project: Path, flashcards: Flashcards) -> Path:
    """The project in git, built once, with a second branch `hers` at the same place."""
    (project / ".gitignore").write_text("build/\n", encoding="utf-8")
    assert flashcards("build").code == 0
    git(project, "init", "--initial-branch=his")
    git(project, "add", "-A")
    git(project, "commit", "-m", "first")
    git(project, "branch", "hers")
    return project


def edit(project: Path, name: str, *pairs: tuple[str, str]) -> None:
    path = project / "source" / name
    text = path.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def commit(
    project: Path, flashcards: Flashcards, when: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", when)
    assert flashcards("build").code == 0
    git(project, "add", "-A")
    git(project, "commit", "-m", when)


def merged(
    project: Path, flashcards: Flashcards, monkeypatch: pytest.MonkeyPatch, into: str, other: str
) -> dict[str, dict[str, object]]:
    git(project, "checkout", "-q", into)
    git(project, "merge", "--no-edit", other)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1763600000")
    built = flashcards("build", "--json")
    assert built.code == 0, built.err
    assert (built.json["new"], built.json["retired"], built.json["returned"]) == (0, 0, 0)
    return cards(project)


# Far enough from each other that git merges the document, so near that the ledger's lines touch.
HIS = (
    ("- **Whisk**: beats air into a liquid\n", "- **Whisk**: beats air into a cold liquid\n"),
    ("- **Colander**", "- **Ladle**: carries soup from pot to bowl\n- **Colander**"),
)
HERS = (
    (
        "- **Mandoline**: cuts even slices of vegetables\n",
        "- **Mandoline**: cuts even slices of vegetables\n- **Grater**: tears cheese into fine shreds\n",
    ),
    ("| Proofing | two hours |", "| Proofing | three hours |"),
)


@pytest.mark.parametrize("into", ["his", "hers"])
def test_what_two_authors_add_and_reword_merges_without_a_conflict_and_doubles_nothing(
    flashcards: Flashcards, repository: Path, monkeypatch: pytest.MonkeyPatch, into: str
) -> None:
    before = cards(repository)
    edit(repository, "kitchen.md", *HIS)
    commit(repository, flashcards, "1763500000", monkeypatch)
    his = cards(repository)
    git(repository, "checkout", "-q", "hers")
    edit(repository, "kitchen.md", *HERS)
    commit(repository, flashcards, "1763510000", monkeypatch)
    hers = cards(repository)
    assert his.keys() - before.keys()
    assert hers.keys() - before.keys()

    both = merged(repository, flashcards, monkeypatch, into, "hers" if into == "his" else "his")
    assert both.keys() == his.keys() | hers.keys()
    texts = {str(card["back"]) for card in both.values()}
    assert any("cold liquid" in text for text in texts)
    assert any("three hours" in text for text in texts)
    assert not any("two hours" in text for text in texts)
    for card, line in before.items():
        assert (both[card]["note"], both[card]["slot"]) == (line["note"], line["slot"])


def test_one_fact_that_both_add_is_one_card(
    flashcards: Flashcards, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for branch, when in (("his", "1763500000"), ("hers", "1763510000")):
        git(repository, "checkout", "-q", branch)
        edit(repository, "kitchen.md", HIS[1])
        commit(repository, flashcards, when, monkeypatch)
    both = merged(repository, flashcards, monkeypatch, "his", "hers")
    assert sum("soup from pot" in str(card["back"]) for card in both.values()) == 1


def test_a_document_that_both_begin_is_one_ledger(
    flashcards: Flashcards, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for branch, when in (("his", "1763500000"), ("hers", "1763510000")):
        git(repository, "checkout", "-q", branch)
        (repository / "source" / "field.md").write_text(
            TWO.replace("arden", "ield"), encoding="utf-8"
        )
        commit(repository, flashcards, when, monkeypatch)
    hers = cards(repository)
    both = merged(repository, flashcards, monkeypatch, "hers", "his")
    assert both.keys() == hers.keys()


def test_a_document_renamed_on_one_side_and_edited_on_the_other_keeps_its_cards(
    flashcards: Flashcards, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = cards(repository)
    (repository / "source" / "kitchen.md").rename(repository / "source" / "cooking.md")
    commit(repository, flashcards, "1763500000", monkeypatch)
    git(repository, "checkout", "-q", "hers")
    edit(repository, "kitchen.md", *HERS)
    commit(repository, flashcards, "1763510000", monkeypatch)
    hers = cards(repository)
    # git follows the rename of document and ledger, and merges them line by line.
    both = merged(repository, flashcards, monkeypatch, "hers", "his")
    assert both.keys() == hers.keys()
    assert before.keys() <= both.keys()
    assert (repository / "source" / "cooking.md").exists()


def test_without_the_rule_git_would_stop(
    flashcards: Flashcards, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The tests above merge what git alone cannot: else they would hold without any rule."""
    (repository / "cards" / ".gitattributes").write_text("*.jsonl merge\n", encoding="utf-8")
    git(repository, "commit", "-am", "no rule")
    git(repository, "checkout", "-q", "-B", "hers")
    git(repository, "checkout", "-q", "his")
    edit(repository, "kitchen.md", *HIS)
    commit(repository, flashcards, "1763500000", monkeypatch)
    git(repository, "checkout", "-q", "hers")
    edit(repository, "kitchen.md", *HERS)
    commit(repository, flashcards, "1763510000", monkeypatch)
    git(repository, "merge", "--no-edit", "his", fails=True)


def test_a_rename_of_a_category_a_title_or_a_tag_changes_no_note(
    flashcards: Flashcards, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flashcards("build")
    before = cards(project)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1763500000")
    edit(
        project, "kitchen.md",
        ("## Conceptual Questions", "## Basics"),
        ("**Difficulty**: Mid (L4/L5)\n", "**Difficulty**: Mid (L4/L5)\n\n\n"),
    )  # fmt: skip
    built = flashcards("build", "--tag", "other", "--json").json
    assert (built["kept"], built["changed_notes"], built["new_notes"]) == (built["cards"], 0, 0)
    assert {c: line["modified"] for c, line in cards(project).items()} == {
        c: line["modified"] for c, line in before.items()
    }


def test_a_build_says_how_many_notes_an_import_changes(
    flashcards: Flashcards, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = flashcards("build", "--json").json
    assert (first["new_notes"], first["changed_notes"]) == (first["notes"], 0)
    again = flashcards("build", "--json").json
    assert (again["new_notes"], again["changed_notes"]) == (0, 0)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1763500000")
    edit(project, "garden.md", ("gathers fallen leaves", "gathers the fallen leaves"))
    (project / "source" / "more.md").write_text(ONE.replace("kitchen", "bakery"), encoding="utf-8")
    ran = flashcards("build", "--json")
    assert ran.json["changed_notes"] == 2  # the fact, and the question that it answers
    assert ran.json["new_notes"] == ran.json["notes"] - first["notes"]
    assert "2  notes change" in ran.err


def test_authors_with_files_of_one_name_do_not_collide_where_projects_have_ids(
    flashcards: Flashcards, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = project / "pyproject.toml"
    plain = settings.read_text(encoding="utf-8")
    seen: list[set[str]] = []
    for extra in ("", 'id = "one"\n', 'id = "two"\n'):
        shutil.rmtree(project / "cards", ignore_errors=True)
        settings.write_text(plain + extra, encoding="utf-8")
        assert flashcards("build").code == 0
        seen.append(set(cards(project)))
    assert not seen[0] & seen[1]
    assert not seen[1] & seen[2]


def test_an_id_that_comes_later_leaves_known_cards_as_they_are(
    flashcards: Flashcards, project: Path
) -> None:
    flashcards("build")
    before = cards(project)
    ran = flashcards("init")
    assert ran.code == 0
    assert "the id" in ran.out
    assert flashcards("build", "--json").json["kept"] == len(before)
    assert cards(project).keys() == before.keys()
