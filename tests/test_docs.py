"""The documents for users say what the program does."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import click
import pytest

from flashcards import __version__
from flashcards.card import Kind
from flashcards.cli import COMMANDS, group
from flashcards.config import KEYS

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
REFERENCE = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")


def command(name: str) -> click.Command:
    found = group.get_command(click.Context(group), name)
    assert found is not None
    return found


def long_options(name: str) -> set[str]:
    return {
        option
        for parameter in command(name).params
        if isinstance(parameter, click.Option)
        for option in (*parameter.opts, *parameter.secondary_opts)
        if option.startswith("--")
    }


@pytest.mark.parametrize("name", COMMANDS)
def test_a_commands_synopsis_names_all_its_options_and_no_other(name: str) -> None:
    (synopsis,) = re.findall(rf"^flashcards {name} .*$", REFERENCE, re.MULTILINE)
    assert set(re.findall(r"--[a-z-]+", synopsis)) == long_options(name)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_section_and_every_option_a_help_text(name: str) -> None:
    assert f"\n## `flashcards {name}`\n" in REFERENCE
    for parameter in command(name).params:
        if isinstance(parameter, click.Option):
            assert parameter.help
            assert f"`{parameter.opts[0]}" in REFERENCE


def test_every_setting_is_documented() -> None:
    for key in KEYS:
        assert f"| `{key}`" in REFERENCE


def test_every_kind_of_card_is_documented() -> None:
    for kind in Kind:
        assert f"`{kind.value}`" in REFERENCE


@pytest.mark.parametrize(
    "block", re.findall(r"```json\n(.*?)```", REFERENCE, re.DOTALL), ids=lambda b: b[:30]
)
def test_examples_of_json_are_json(block: str) -> None:
    assert json.loads(block)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"(?<!!)\[[^\]]*\]\((?!https?:)([^)#]+)[^)]*\)", page.read_text("utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_every_make_target_in_the_pages_is_there() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = {
        target
        for page in PAGES
        for target in re.findall(r"(?:\$ |`)make ([a-z]+)", page.read_text(encoding="utf-8"))
    }
    assert named
    assert [
        target for target in named if not re.search(rf"^{target}:", makefile, re.MULTILINE)
    ] == []


def test_cleaning_never_touches_cards_or_a_database() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (clean,) = re.findall(r"^clean:.*\n((?:\t.*\n)+)", makefile, re.MULTILINE)
    for word in ("cards", "sqlite", ".db", "*", "source", "git"):
        assert word not in clean


def test_the_lock_names_no_registry_and_no_place_on_a_machine() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert not re.search(r"https?:|file:|--(extra-)?index-url|--find-links|(?<!\w)/\w", lock)


def test_the_lock_holds_every_direct_dependency_with_a_hash() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"]]
    for extra in project["optional-dependencies"].values():
        wanted += extra
    names = {re.split(r"[<>=\[; ]", line)[0].lower() for line in wanted} - {"flashcards"}
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert {
        n for n in names if not re.search(rf"^{n}==\S+.*\\\n    --hash=sha256:", lock, re.MULTILINE)
    } == set()


def test_the_changelog_has_a_place_for_this_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "## [Unreleased]" in changelog or f"## [{__version__}]" in changelog
