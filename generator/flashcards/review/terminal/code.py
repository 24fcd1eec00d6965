"""Listings in colours: each line as pieces of text with the class of each."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from flashcards.lexing import lexed

if TYPE_CHECKING:
    from pygments.token import _TokenType

Pieces = tuple[tuple[str, str], ...]
"""Texts with their classes: `keyword`, `name`, `string`, `number`, `comment` or none."""

_BLANK = "[…]"
_HELD = "\ue000"
"""Stands for the blank while the listing is coloured, for no language knows `[…]`."""


@lru_cache(maxsize=64)
def pieces(code: str, language: str) -> tuple[Pieces, ...]:
    """The lines of a listing; an unknown language leaves it without colours.

    >>> pieces("x = 1", "python")
    ((('x = ', ''), ('1', 'number')),)
    """
    tokens = lexed(code.replace(_BLANK, _HELD), language)
    if tokens is None:
        return tuple(((line, ""),) for line in code.split("\n"))
    lines: list[list[tuple[str, str]]] = [[]]
    for kind, text in tokens:
        name = _class(kind)
        for number, part in enumerate(text.replace(_HELD, _BLANK).split("\n")):
            if number:
                lines.append([])
            if part and lines[-1] and lines[-1][-1][1] == name:
                lines[-1][-1] = (lines[-1][-1][0] + part, name)
            elif part:
                lines[-1].append((part, name))
    return tuple(map(tuple, lines))


@cache
def _class(kind: _TokenType) -> str:
    from pygments import token as t

    for parent, name in (
        (t.Comment, "comment"),
        (t.Keyword, "keyword"),
        (t.Operator.Word, "keyword"),
        (t.String, "string"),
        (t.Number, "number"),
        (t.Name.Function, "name"),
        (t.Name.Class, "name"),
        (t.Name.Builtin, "name"),
        (t.Name.Decorator, "name"),
        (t.Name.Tag, "name"),
        (t.Name.Attribute, "name"),
    ):
        if kind is parent or kind[: len(parent)] == parent:
            return name
    return ""
