"""What goes wrong inside or around the program: one line, its own exit code, nothing lost."""

from __future__ import annotations

import errno
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from flashcards.cli import output
from tests.cli.helpers import Flashcards

GENERATOR = str(Path(__file__).parents[2] / "generator")


def fail(error: BaseException) -> object:
    def collect(*_: object, **__: object) -> object:
        raise error

    return collect


def test_a_mistake_of_the_program_exits_with_3_and_shows_no_traceback(
    project: Path, flashcards: Flashcards, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flashcards.cli.options.collect", fail(KeyError("boom")))
    ran = flashcards("cards")
    assert ran.code == output.MISHAP == 3
    assert "internal error: KeyError: 'boom'" in ran.err
    assert "Traceback" not in ran.err
    assert "--debug" in ran.err


def test_debug_lets_the_error_through(
    project: Path, flashcards: Flashcards, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flashcards.cli.options.collect", fail(KeyError("boom")))
    with pytest.raises(KeyError):
        flashcards("--debug", "cards")


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EMFILE, errno.EACCES])
def test_what_the_system_refuses_is_one_line_and_exits_with_2(
    project: Path, flashcards: Flashcards, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    refusal = OSError(number, os.strerror(number), "some/file")
    monkeypatch.setattr("flashcards.cli.options.collect", fail(refusal))
    ran = flashcards("cards")
    assert ran.code == 2
    assert ran.err.startswith(f"error: some/file: {os.strerror(number)}")


def run(project: Path, shell: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-c", f"exec {sys.executable} -m flashcards cards {shell}"],
        cwd=project,
        env={**os.environ, "PYTHONPATH": GENERATOR},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("shell", [">&-", ">/dev/full", "2>&-", ">&- 2>&-"])
def test_a_closed_or_full_output_is_told_and_never_a_traceback(project: Path, shell: str) -> None:
    ran = run(project, shell)
    assert ran.returncode == (0 if shell == "2>&-" else 2)
    assert "Traceback" not in ran.stderr
    assert "Exception ignored" not in ran.stderr


@pytest.mark.parametrize(
    "text",
    [
        "::error::x",
        "  ::set-env name=a::b",
        "a\n::debug::x",
        "x ##[error]y",
        "##vso[task.a]b",
        "###[x",
    ],
)
def test_no_line_is_a_command_of_a_ci_runner(text: str) -> None:
    shown = output.inert(text)
    assert not any(line.lstrip().startswith("::") for line in shown.split("\n"))
    assert not re.search(r"##\w*\[", shown)
    assert shown.replace(" ", "") == text.replace(" ", "")


def test_json_holds_no_command_and_says_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    value = {"a": "x ##[error]y ###vso[b]", "b": "::error::z\n::error::z", "c": "# ## ##"}
    output.json_result(value)
    said = capsys.readouterr().out
    assert json.loads(said) == value
    assert not re.search(r"##\w*\[|(?m:^\s*::)", said)


def test_a_mistyped_word_of_the_command_line_is_no_command_either(flashcards: Flashcards) -> None:
    ran = flashcards("cards", "--no\n::error::x")
    assert ran.code == 2
    assert not re.search(r"(?m)^\s*::", ran.err)


def test_blank_lines_cost_no_more_than_others() -> None:
    assert len(output.inert("::" + "\n" * 200_000)) == 200_003


def test_words_with_colons_inside_are_left_alone() -> None:
    assert output.inert("LLM::Module 1: std::vector") == "LLM::Module 1: std::vector"


def stumble(monkeypatch: pytest.MonkeyPatch, at: str) -> None:
    """Let the reader make a mistake at one document."""
    from flashcards import documents
    from flashcards.questions import understand

    def stumbling(text: str, *, path: str, **said: Any) -> object:
        if path.endswith(at):
            raise IndexError("list index out of range")
        return understand(text, path=path, **said)

    monkeypatch.setattr(documents, "understand", stumbling)


def test_a_mistake_at_one_document_costs_no_other(
    project: Path, flashcards: Flashcards, monkeypatch: pytest.MonkeyPatch
) -> None:
    stumble(monkeypatch, "garden.md")
    built = flashcards("build")
    assert built.code == output.MISHAP
    assert "garden.md" in built.err
    assert "internal error: IndexError" in built.err
    assert (project / "build" / "test-deck.apkg").exists()
    checked = flashcards("check", "--json", "--no-live")
    assert checked.code == output.MISHAP
    assert [f["path"] for f in checked.json if f["rule"] == "internal-error"] == [
        "source/garden.md"
    ]


def test_a_mistake_at_the_only_document_exits_with_3(
    project: Path, flashcards: Flashcards, monkeypatch: pytest.MonkeyPatch
) -> None:
    stumble(monkeypatch, "garden.md")
    ran = flashcards("build", "source/garden.md")
    assert ran.code == output.MISHAP
    assert ran.err.startswith("error: source/garden.md:1: internal error: IndexError")
