"""Listings in colours: each line as pieces of text with the class of each."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from flashcards.render.highlight import colourable

if TYPE_CHECKING:
    from pygments.lexer import Lexer
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
    lexer = _lexer(language.casefold()) if language and colourable(code) else None
    if lexer is None:
        return tuple(((line, ""),) for line in code.split("\n"))
    lines: list[list[tuple[str, str]]] = [[]]
    for kind, text in lexer.get_tokens(code.replace(_BLANK, _HELD)):
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
def _lexer(language: str) -> Lexer | None:
    from pygments.lexers import find_lexer_class, get_all_lexers

    # Not get_lexer_by_name: for an unknown name that one searches all installed packages.
    for name, aliases, _, _ in get_all_lexers(plugins=False):
        if language in aliases:
            found = find_lexer_class(name)
            return found(stripnl=False, ensurenl=False) if found else None
    return None


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
