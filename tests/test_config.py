from __future__ import annotations

from pathlib import Path

import pytest

from flashcards.config import Config, load_config, shown
from flashcards.errors import ConfigError

FULL = """
[project]
name = "x"

[tool.flashcards]
source = ["notes", "more"]
cards = "memory"
out = "decks"
deck = "My::Deck"
tag = "my::tag"
"""


def write(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pyproject.toml").write_text(text, encoding="utf-8")
    return folder


def test_every_setting_is_read_and_paths_stand_in_the_project(tmp_path: Path) -> None:
    assert load_config(write(tmp_path, FULL)) == Config(
        root=Path(),
        source=(Path("notes"), Path("more")),
        cards=Path("memory"),
        out=Path("decks"),
        deck="My::Deck",
        tag="my::tag",
    )


def test_packs_of_definitions_are_files_of_the_project(tmp_path: Path) -> None:
    assert load_config(write(tmp_path, '[tool.flashcards]\npacks = ["my.toml"]\n')).packs == (
        Path("my.toml"),
    )
    with pytest.raises(ConfigError, match="packs must be a list of files"):
        load_config(write(tmp_path, "[tool.flashcards]\npacks = 3\n"))


def test_from_a_folder_below_paths_are_as_one_would_write_them_there(tmp_path: Path) -> None:
    below = write(tmp_path, FULL) / "a" / "b"
    below.mkdir(parents=True)
    config = load_config(below)
    assert config.root == Path("../..")
    assert config.cards == Path("../../memory")


def test_a_project_that_does_not_speak_of_cards_is_passed_over(tmp_path: Path) -> None:
    inner = write(write(tmp_path, FULL) / "inner", '[project]\nname = "y"\n')
    assert load_config(inner).deck == "My::Deck"


def test_no_project_gives_defaults_and_no_documents(tmp_path: Path) -> None:
    config = load_config(tmp_path)
    assert (config.source, config.cards, config.out) == ((), Path("cards"), Path("build"))


def test_one_source_needs_no_list(tmp_path: Path) -> None:
    project = write(tmp_path, '[tool.flashcards]\nsource = "notes"\n')
    assert load_config(project).source == (Path("notes"),)


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ("sauce = 1", "did you mean 'source'?"),
        ("xyz = 1", "settings are source, cards, out, deck, tag"),
        ("source = 3", "source must be a list of paths"),
        ("source = ['']", "source must be a list of paths"),
        ("source = ['a', 1]", "source must be a list of paths"),
        ("deck = ''", "deck must be a text"),
        ("deck = 'a::'", "parts between ::"),
        ("cards = ['a']", "cards must be a text"),
        ("tag = 'a b'", "tags hold no spaces"),
        ("tag = 'a::::b'", "tags hold no spaces"),
    ],
)
def test_a_wrong_setting_is_refused_with_the_file(tmp_path: Path, settings: str, told: str) -> None:
    write(tmp_path, f"[tool.flashcards]\n{settings}\n")
    with pytest.raises(ConfigError) as caught:
        load_config(tmp_path)
    assert told in str(caught.value)
    assert caught.value.path == "pyproject.toml"


def test_broken_toml_is_refused_with_file_and_line(tmp_path: Path) -> None:
    write(tmp_path, "[project]\nname = \n")
    with pytest.raises(ConfigError) as caught:
        load_config(tmp_path)
    assert caught.value.line == 2


def test_tool_flashcards_must_be_a_table(tmp_path: Path) -> None:
    write(tmp_path, "[tool]\nflashcards = 1\n")
    with pytest.raises(ConfigError, match="not a table"):
        load_config(tmp_path)


@pytest.mark.parametrize(
    ("path", "here", "expected"),
    [
        ("/a/b", "/a/b", "."),
        ("/a/b/c", "/a/b", "c"),
        ("/a", "/a/b", ".."),
        ("/a/x", "/a/b/c", "../../x"),
    ],
)
def test_shown(path: str, here: str, expected: str) -> None:
    assert shown(Path(path), Path(here)) == Path(expected)


def test_forms_and_the_level_of_headings_are_set_for_all_documents(tmp_path: Path) -> None:
    text = '[tool.flashcards]\nforms = ["heading", "table"]\nheading_level = 3\n'
    config = load_config(write(tmp_path, text))
    assert (config.forms, config.heading_level) == (("heading", "table"), 3)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('forms = ["headings"]', "forms knows no 'headings'"),
        ('forms = "heading"', "must be a list"),
        ("heading_level = 7", "must be 1 to 6"),
        ("heading_level = true", "must be 1 to 6"),
    ],
)
def test_a_form_or_level_that_is_none_is_refused(tmp_path: Path, line: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        load_config(write(tmp_path, f"[tool.flashcards]\n{line}\n"))
