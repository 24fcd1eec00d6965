"""Code → HTML with Pygments' class names; the colours are in `highlight.css`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from flashcards.lexing import lexed
from flashcards.render.escape import escape

if TYPE_CHECKING:
    from pygments.token import _TokenType

BLANK = "[…]"
"""The part of a listing that is asked for."""

BLANK_HTML = '<span class="blank">…</span>'

_HELD = "\ue000"
"""Stands for the blank while the listing is coloured, for no language knows `[…]`."""


def highlight_css() -> str:
    """The style sheet of `highlight`'s classes, for day and night."""
    return files(__package__).joinpath("highlight.css").read_text(encoding="utf-8")


def highlight(code: str, language: str, marked: Iterable[int] = ()) -> str:
    """`code` as HTML for a `pre`, coloured if the language is known.

    Args:
        code: the listing, without the newline at its end.
        language: as after a fence's backticks; an unknown one is no error.
        marked: lines to mark, counted from 1; those outside the listing are ignored.
    """
    lines = list(_lines(code.replace(BLANK, _HELD), language.casefold()))
    for number in set(marked):
        if 1 <= number <= len(lines):
            lines[number - 1] = f'<span class="hll">{lines[number - 1] or " "}</span>'
    return "\n".join(lines).replace(_HELD, BLANK_HTML)


@lru_cache(maxsize=256)
def _lines(code: str, language: str) -> tuple[str, ...]:
    """The lines of a listing; cached, for each card of a listing shows all of it."""
    tokens = lexed(code, language)
    if tokens is None:
        return tuple(escape(line) for line in code.split("\n"))
    lines, line = [], ""
    for css, text in _runs(tokens, _classes()):
        first, *rest = (
            f'<span class="{css}">{escape(part)}</span>' if css and part.strip() else escape(part)
            for part in text.split("\n")
        )
        line += first
        for part in rest:
            lines.append(line)
            line = part
    return (*lines, line)


def _runs(
    tokens: Iterable[tuple[_TokenType, str]], classes: Mapping[_TokenType, str]
) -> Iterator[tuple[str, str]]:
    """The tokens with their classes, neighbours of one class joined."""
    held, run = "", ""
    for kind, text in tokens:
        css = classes[kind]
        if css != held:
            if run:
                yield held, run
            held, run = css, ""
        run += text
    if run:
        yield held, run


@cache
def _classes() -> Mapping[_TokenType, str]:
    """Token type → class, inherited from the parent type; empty for what has no colour."""
    from pygments import token as t

    coloured = {
        t.Token: "",
        t.Keyword: "k",
        t.Operator.Word: "k",
        t.Keyword.Constant: "kc",
        t.Keyword.Type: "kt",
        t.Name.Function: "nf",
        t.Name.Class: "nc",
        t.Name.Builtin: "nb",
        t.Name.Decorator: "nd",
        t.Name.Variable: "nv",
        t.Name.Attribute: "na",
        t.Name.Tag: "nt",
        t.Comment: "c",
        t.Comment.Preproc: "cp",
        t.Comment.PreprocFile: "s",
        t.String: "s",
        t.String.Escape: "se",
        t.String.Interpol: "se",
        t.Number: "m",
        t.Generic.Prompt: "gp",
        t.Generic.Output: "go",
        t.Generic.Deleted: "gd",
        t.Generic.Inserted: "gi",
        t.Generic.Heading: "gh",
    }

    class Inherited(dict["_TokenType", str]):
        def __missing__(self, kind: _TokenType) -> str:
            css = self[kind] = self[kind.parent or t.Token]
            return css

    return Inherited(coloured)
