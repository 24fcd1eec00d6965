from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from flashcards.config import load_config
from flashcards.errors import ConfigError
from flashcards.initialise import initialise, source_in


@pytest.fixture(autouse=True)
def _inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_an_empty_folder_becomes_a_project(tmp_path: Path) -> None:
    assert len(initialise(tmp_path, deck="Mine “É”", source="notes")) == 3
    config = load_config(tmp_path)
    assert (config.deck, config.source) == ("Mine “É”", (Path("notes"),))
    assert len(config.id) == 16
    assert (tmp_path / "notes").is_dir()
    assert "merge=union" in (tmp_path / "cards" / ".gitattributes").read_text()


def test_the_folder_that_holds_the_documents_is_taken_if_it_is_one(tmp_path: Path) -> None:
    assert source_in(tmp_path) == "source"
    (tmp_path / "notes").mkdir()
    (tmp_path / "cards").mkdir()
    (tmp_path / "notes" / "a.MD").write_text("# A", encoding="utf-8")
    assert source_in(tmp_path) == "notes"
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "b.md").write_text("# B", encoding="utf-8")
    assert source_in(tmp_path) == "source"


def test_no_two_projects_get_one_id(tmp_path: Path) -> None:
    ids = set()
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        initialise(tmp_path / name, deck="D", source="source")
        ids.add(load_config(tmp_path / name).id)
    assert len(ids) == 2


def test_what_stands_there_stays_and_again_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "pyproject.toml"
    file.write_text('[project]\nname = "x"  # mine\n\n[tool.flashcards]\ndeck = "Old"\n')
    (line,) = initialise(tmp_path, deck="New", source="source")[:1]
    assert "the id" in line
    config = tomllib.loads(file.read_text())
    assert config["tool"]["flashcards"]["deck"] == "Old"
    assert config["project"] == {"name": "x"}
    assert "# mine" in file.read_text()
    before = file.read_bytes()
    assert initialise(tmp_path, deck="New", source="source") == [
        "nothing to do: this is a project with an id"
    ]
    assert file.read_bytes() == before


def test_another_table_is_added_to_and_an_id_is_never_replaced(tmp_path: Path) -> None:
    file = tmp_path / "pyproject.toml"
    file.write_text("[tool.other]\nx = 1")
    initialise(tmp_path, deck="New", source="source")
    assert tomllib.loads(file.read_text())["tool"]["other"] == {"x": 1}
    first = load_config(tmp_path).id
    initialise(tmp_path, deck="New", source="source")
    assert load_config(tmp_path).id == first


@pytest.mark.parametrize(
    "text",
    ["[tool.flashcards\n", '[tool]\nflashcards = {deck = "x"}\n', "[tool.flashcards]\nx=1\n"],
)
def test_settings_that_cannot_be_added_to_are_told_and_stay(tmp_path: Path, text: str) -> None:
    file = tmp_path / "pyproject.toml"
    file.write_text(text)
    with pytest.raises(ConfigError):
        initialise(tmp_path, deck="New", source="source")
    assert file.read_text() == text
