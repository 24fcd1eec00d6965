from __future__ import annotations

from pathlib import Path

import pytest

from flashcards.document import Source
from flashcards.errors import FlashcardsError
from flashcards.review.terminal import editor
from flashcards.review.terminal.background import read, told
from flashcards.review.terminal.code import pieces


@pytest.mark.parametrize(
    ("environ", "words"),
    [
        ({}, ["vi", "+7", "a.md"]),
        ({"EDITOR": "nano"}, ["nano", "+7", "a.md"]),
        ({"EDITOR": "nano", "VISUAL": "/usr/bin/code -n"},
         ["/usr/bin/code", "-n", "--wait", "--goto", "a.md:7"]),
        ({"EDITOR": "hx"}, ["hx", "a.md:7"]),
        ({"EDITOR": "'my editor' -x"}, ["my editor", "-x", "+7", "a.md"]),
    ],
)  # fmt: skip
def test_the_editor_opens_at_the_line(environ: dict[str, str], words: list[str]) -> None:
    assert editor.command_line(environ, Path("a.md"), 7) == words


def test_an_editor_with_unmatched_quotes_or_none_at_all_is_told() -> None:
    with pytest.raises(FlashcardsError, match="EDITOR"):
        editor.command_line({"EDITOR": "'vi"}, Path("a.md"), 7)
    with pytest.raises(FlashcardsError, match="cannot start"):
        editor.edit(["/nowhere/at/all"])


def test_a_document_is_looked_for_where_the_build_was_made(tmp_path: Path) -> None:
    (tmp_path / "a.md").touch()
    source = Source(path="a.md", line=1)
    assert editor.find(source, (tmp_path / "other", tmp_path)) == tmp_path / "a.md"
    with pytest.raises(FlashcardsError, match="is not here"):
        editor.find(source, (tmp_path / "other",))


def test_the_terminal_says_whether_it_is_light() -> None:
    assert read(b"\x1b]11;rgb:fafa/fafa/f5f5\x1b\\\x1b[?62c") is True
    assert read(b"\x1b]11;rgba:2020/2020/2020/ffff\x07") is False
    assert read(b"\x1b[?62c") is None
    assert told({"COLORFGBG": "0;default;15"}) is True


def test_listings_keep_their_text_whatever_the_language() -> None:
    code = 'def f(x):\n    return "[…]"  # done\n'
    for language in ("python", "no such", "", "c++"):
        lines = pieces(code, language)
        assert "\n".join("".join(text for text, _ in line) for line in lines) == code
    assert ("def", "keyword") in pieces(code, "python")[0]
