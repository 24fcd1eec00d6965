from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.cli import output
from flashcards.errors import Finding, FlashcardsError


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain → text ✅ 日本", "plain → text ✅ 日本"),
        ("tab\tand\nnewline", "tab\tand\nnewline"),
        ("a\x1b[31mred\x1b[0m", "ared"),
        ("a\x1b]0;title\x07b", "ab"),
        ("a\x1b]8;;http://x\x1b\\b", "ab"),
        ("a\x9b31mb", "a31mb"),
        ("a\rb\x08c\x00d\x7fe", "abcde"),
        ("a\u202eb\u2066c", "abc"),
    ],
)
def test_control_sequences_are_taken_out(text: str, expected: str) -> None:
    assert output.safe(text) == expected


@given(st.text())
def test_what_is_safe_holds_no_control_character(text: str) -> None:
    done = output.safe(text)
    assert all(c in "\n\t" or (c >= " " and not "\x7f" <= c <= "\x9f") for c in done)
    assert output.safe(done) == done


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (FlashcardsError("gone"), "error: gone\n"),
        (FlashcardsError("gone", path="a.md"), "error: a.md: gone\n"),
        (FlashcardsError("gone", path="a.md", line=3), "error: a.md:3: gone\n"),
        (
            FlashcardsError("gone", path="a\x1b[1m.md", line=3, hint="look"),
            "error: a.md:3: gone\n  hint: look\n",
        ),
    ],
)
def test_an_error_reads_as_compilers_write_it(
    error: FlashcardsError, expected: str, capsys: pytest.CaptureFixture[str]
) -> None:
    output.error(error)
    assert capsys.readouterr().err == expected


def test_a_finding_is_one_line() -> None:
    found = Finding(path="a.md", line=3, rule="a-rule", severity="warning", message="x\n  y\x07")
    assert output.finding(found) == "a.md:3: warning: x y [a-rule]"


class Stream(io.StringIO):
    """A terminal, or not."""

    def __init__(self, *, terminal: bool) -> None:
        super().__init__()
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


@pytest.mark.parametrize(
    ("terminal", "environment", "coloured"),
    [
        (True, {}, True),
        (False, {}, False),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"NO_COLOR": ""}, True),  # as no-color.org has it
        (False, {"FORCE_COLOR": "1"}, True),
        (False, {"FORCE_COLOR": ""}, False),
        (True, {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        (True, {"TERM": "dumb"}, False),
    ],
)
def test_colours_are_for_terminals_and_for_who_asks_for_them(
    terminal: bool, environment: dict[str, str], coloured: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert output.colours(Stream(terminal=terminal)) is coloured


def test_a_coloured_line_holds_no_escapes_but_ours(capsys: pytest.CaptureFixture[str]) -> None:
    output.result_line(output.Colour.RED, "bad\x1b[2Jtext", output.Colour.NONE, "\x07 ok")
    assert capsys.readouterr().out == "\x1b[1;31mbadtext\x1b[0m ok\n"
