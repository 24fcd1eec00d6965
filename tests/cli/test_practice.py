from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from flashcards import cli
from tests.cli.helpers import Flashcards, snapshot

TITLES = ("Whisks", "Pans", "Knives", "Context Window", "Ovens", "Bowls", "Spoons")
QUESTION = """
### Question {number}: {title}

**Difficulty**: Mid (L4/L5)

#### Question

Explain what {title} do.

#### Model Solution

**Kinds of {title}**:
- **Beater {number}**: beats air into a liquid
- **Drainer {number}**: drains water from solids
- **Slicer {number}**: cuts even pieces of vegetables
- **Warmer {number}**: keeps dough warm while it rises
- **Burner {number}**: holds a flame under the pan
"""
DOCUMENT = "# Module 1: Kitchens\n\n## Conceptual Questions\n" + "".join(
    QUESTION.format(number=number, title=title) for number, title in enumerate(TITLES, start=1)
)


@pytest.fixture(autouse=True)
def practice(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A project with one document of seven questions, and no review database."""
    monkeypatch.setitem(cli.COMMANDS, "practice", "Make a randomized practice set.")
    monkeypatch.setenv("FLASHCARDS_DB", str(tmp_path / "reviews.sqlite"))
    for document in (project / "source").iterdir():
        document.unlink()
    (project / "source" / "module-1-kitchens.md").write_text(DOCUMENT, encoding="utf-8")


@pytest.fixture
def problems(project: Path) -> None:
    """Computed problems among the items, which take a second to draw."""
    settings = project / "pyproject.toml"
    settings.write_text(
        f"{settings.read_text(encoding='utf-8')}problems = true\n", encoding="utf-8"
    )


def test_a_set_is_printed_with_its_seed_and_comes_back_by_it(flashcards: Flashcards) -> None:
    first = flashcards("practice", "-n", "5", "--format", "json")
    assert first.code == 0
    seed = first.err.split()[1]
    again = flashcards("practice", "-n", "5", "--format", "json", "--seed", seed)
    assert json.loads(again.out) == json.loads(first.out)
    assert len(json.loads(first.out)["sets"][0]["items"]) == 5


def test_nothing_is_written_but_what_is_asked_for(flashcards: Flashcards, project: Path) -> None:
    before = snapshot(project)
    assert flashcards("practice", "-n", "5", "--format", "markdown").code == 0
    assert snapshot(project) == before


def test_versions_go_into_a_folder(flashcards: Flashcards, tmp_path: Path) -> None:
    out = tmp_path / "exam"
    ran = flashcards(
        "practice", "-n", "6", "--versions", "3", "--format", "html", "--out", out, "--seed", "1"
    )
    assert ran.code == 0, ran.err
    assert len(list(out.iterdir())) >= 3


def test_a_sole_file_is_written_under_its_name(flashcards: Flashcards, tmp_path: Path) -> None:
    out = tmp_path / "quiz.xml"
    assert flashcards("practice", "-n", "4", "--format", "moodle", "--out", out).code == 0
    assert out.read_text(encoding="utf-8").startswith("<?xml")


@pytest.mark.parametrize(
    ("arguments", "says", "hint"),
    [
        (("--tag", "test::m1::q7"), "no item has the tag", "test::m1::q07"),
        (("--topic", "contxt window"), "no item has the topic", "Context Window"),
        (("-n", "100000"), "there are only", "takes them all"),
        (("--weak",), "no review database yet", "flashcards review"),
        (("-n", "30", "--minutes", "10"), "more than 10 minutes", "--minutes"),
        (("-n", "3", "--versions", "2", "--format", "pdf", "--out", "x.pdf"), "one file", "DIR/"),
    ],
)  # fmt: skip
def test_a_wish_that_cannot_be_met_is_a_clear_error_and_writes_nothing(
    flashcards: Flashcards, project: Path, arguments: tuple[str, ...], says: str, hint: str
) -> None:
    before = snapshot(project)
    form = () if "--format" in arguments else ("--format", "json")
    ran = flashcards("practice", *arguments, *form)
    assert ran.code == 2
    assert not ran.out
    assert says in ran.err
    assert hint in ran.err
    assert snapshot(project) == before


def test_a_family_that_there_is_not_is_an_error_that_names_one_near(
    flashcards: Flashcards, problems: None
) -> None:
    ran = flashcards("practice", "--family", "kvcache", "--format", "json")
    assert ran.code == 2
    assert "no item has the family" in ran.err
    assert "kv-cache" in ran.err


def test_without_computed_problems_a_family_is_an_error_that_says_so(
    flashcards: Flashcards,
) -> None:
    ran = flashcards("practice", "--family", "kv-cache", "--format", "json")
    assert ran.code == 2
    assert "nothing here has a family" in ran.err


@pytest.mark.skipif(os.geteuid() == 0, reason="NOT TESTED: root may write anywhere")
def test_a_folder_that_may_not_be_written_to_is_an_error(
    flashcards: Flashcards, tmp_path: Path
) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    ran = flashcards("practice", "-n", "3", "--format", "html", "--out", locked)
    assert ran.code == 2
    assert "cannot be written" in ran.err


def test_a_folder_that_cannot_be_is_an_error(flashcards: Flashcards, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    ran = flashcards("practice", "-n", "3", "--format", "html", "--out", tmp_path / "file" / "sub")
    assert ran.code == 2
    assert "cannot be made a folder" in ran.err


@pytest.mark.parametrize("arguments", [("--versions", "3"), ("--out", "x")])
def test_files_need_a_format(flashcards: Flashcards, arguments: tuple[str, ...]) -> None:
    ran = flashcards("practice", *arguments)
    assert ran.code == 2
    assert "--format" in ran.err


def test_the_formats_are_those_that_there_are() -> None:
    from flashcards.cli.practice import FORMATS
    from flashcards.practice.render import FORMS

    assert set(FORMATS) == {"terminal", *FORMS}


def test_a_set_is_sat_in_lines_and_kept(
    flashcards: Flashcards, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    import io
    import sys
    from types import SimpleNamespace

    from flashcards.review.store import Store

    Store.open(tmp_path / "reviews.sqlite").close()
    assert flashcards("build").code == 0  # and its cards come into the database
    typed = SimpleNamespace(buffer=io.BytesIO(b"A\n:skip\n:hint\n:quit\n"), isatty=lambda: False)
    monkeypatch.setattr(sys, "stdin", typed)
    ran = flashcards("practice", "-n", "4", "--seed", "3", "--tag", "kind::term")
    assert ran.code == 0, ran.err
    assert "Question 1 of 4" in ran.out
    assert "nothing that is due has changed" in ran.err
    with Store.open(tmp_path / "reviews.sqlite") as store:
        assert all(event.cram for event in store.events())
        assert len(store.events()) == 2
    weak = flashcards("practice", "-n", "2", "--weak", "--format", "json")
    assert weak.code == 0, weak.err
