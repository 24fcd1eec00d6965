from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from flashcards import __version__
from flashcards.cli import COMMANDS
from tests.cli.helpers import Flashcards


def command(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "flashcards", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), **environment},
    )


def test_the_version_is_one_line(flashcards: Flashcards) -> None:
    ran = flashcards("--version")
    assert (ran.code, ran.out) == (0, f"flashcards {__version__}\n")


def test_help_names_every_command_and_what_it_is_for(flashcards: Flashcards) -> None:
    ran = flashcards("--help")
    assert ran.code == 0
    for name, purpose in COMMANDS.items():
        assert f"  {name}" in ran.out
        assert purpose in ran.out


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_a_command_shows_examples_as_they_are_typed(
    flashcards: Flashcards, name: str
) -> None:
    ran = flashcards(name, "--help")
    assert ran.code == 0
    assert f"\n    flashcards {name}" in ran.out
    assert "Examples:" in ran.out
    assert "\x08" not in ran.out


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_of_commands_says_what_each_says_of_itself(name: str) -> None:
    import importlib

    module = importlib.import_module(f"flashcards.cli.{name.replace('-', '_')}")
    assert module.command.short_help == COMMANDS[name]


@pytest.mark.parametrize(
    "arguments",
    [["nonsense"], ["build", "--nonsense"], ["build", "--deck"], ["check", "--fix=1"]],
    ids=" ".join,
)
def test_wrong_usage_is_2_and_said_on_stderr(flashcards: Flashcards, arguments: list[str]) -> None:
    ran = flashcards(*arguments)
    assert ran.code == 2
    assert ran.out == ""
    assert "Error:" in ran.err


def test_without_documents_it_says_how_to_name_them(
    flashcards: Flashcards, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = flashcards("build")
    assert ran.code == 2
    assert "error: no documents named\n  hint: give a PATH" in ran.err


def test_broken_settings_are_named_with_their_file(flashcards: Flashcards, project: Path) -> None:
    (project / "pyproject.toml").write_text("[tool.flashcards]\nsauce = 1\n", encoding="utf-8")
    ran = flashcards("build")
    assert ran.code == 2
    assert ran.err.startswith("error: pyproject.toml: [tool.flashcards] knows no setting 'sauce'")


@pytest.mark.parametrize("option", [("--deck", "a::"), ("--tag", "a b")])
def test_a_name_that_anki_cannot_hold_is_refused(
    flashcards: Flashcards, project: Path, option: tuple[str, str]
) -> None:
    ran = flashcards("build", *option)
    assert ran.code == 2
    assert ran.err.startswith(f"error: {option[0][2:]} {option[1]!r} is not")
    assert not (project / "build").exists()


def test_a_date_that_is_no_number_is_refused(
    flashcards: Flashcards, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    ran = flashcards("build")
    assert (ran.code, ran.err) == (
        2,
        "error: SOURCE_DATE_EPOCH is 'yesterday', not a number of seconds\n",
    )


def test_a_reader_that_goes_away_is_no_error(project: Path) -> None:
    for part in range(2, 30):  # more than a pipe holds
        text = (project / "source" / "kitchen.md").read_text(encoding="utf-8")
        copy = text.replace("kitchen", f"kitchen{part}").replace("Kitchen", f"Kitchen{part}")
        (project / "source" / f"kitchen{part}.md").write_text(copy, encoding="utf-8")
    line = f"'{sys.executable}' -m flashcards cards --json | head -n 1 > /dev/null; "
    done = subprocess.run(
        ["bash", "-c", line + 'exit "${PIPESTATUS[0]}"'],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_a_terminal_without_the_characters_gets_escapes_and_valid_json(project: Path) -> None:
    text = (project / "source" / "garden.md").read_text(encoding="utf-8")
    (project / "source" / "garden.md").write_text(
        text.replace("fallen leaves", "fallen leaves 🍂 → heap"), encoding="utf-8"
    )
    import json

    done = command("cards", "--json", "source/garden.md", PYTHONIOENCODING="latin-1")
    assert done.returncode == 0, done.stderr
    backs = [json.loads(line)["back"] for line in done.stdout.splitlines()]
    assert any("fallen leaves 🍂 → heap" in back for back in backs)
    plain = command("cards", "source/garden.md", PYTHONIOENCODING="ascii")
    assert plain.returncode == 0
    assert "\\u2192" in plain.stdout
