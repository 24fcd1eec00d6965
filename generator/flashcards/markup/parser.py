"""The one markdown parser of all cards."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from flashcards.markup import inline

_TASKS = {"[ ] ": "☐ ", "[x] ": "☑ ", "[X] ": "☑ "}

MAX_NESTING = 100
"""Levels of nesting kept; what lies deeper is dropped by the parser, and no card is so deep."""


@cache
def parser() -> MarkdownIt:
    """CommonMark with tables and our additions, without raw HTML."""
    md = MarkdownIt("commonmark", {"html": False, "maxNesting": MAX_NESTING}).enable("table")
    md.disable("html_block")
    md.validateLink = _any_link  # type: ignore[method-assign]
    md.inline.add_terminator_char("|")
    md.inline.ruler.before("escape", "math", inline.math)
    md.inline.ruler.before("link", "blank", inline.blank)
    md.inline.ruler.push("spoiler", inline.spoiler)
    md.block.ruler.before(
        "paragraph", "math_block", inline.math_block, {"alt": ["paragraph", "reference"]}
    )
    md.core.ruler.push("tasks", _tasks)
    return md


@lru_cache(maxsize=256)
def parse(markdown: str) -> Sequence[Token]:
    """The block tokens of clean `markdown`, `inline` ones with their children; not to be changed.

    Cached, for a front is wanted both as HTML and as a title.
    """
    return parser().parse(markdown)


def _tasks(state: StateCore) -> None:
    """The box of a task as a sign: `- [ ] x` → `- ☐ x`."""
    for index in range(2, len(state.tokens)):
        token = state.tokens[index]
        if token.type == "inline" and state.tokens[index - 2].type == "list_item_open":
            first = token.children[0] if token.children else None
            if first and first.type == "text" and first.content[:4] in _TASKS:
                first.content = _TASKS[first.content[:4]] + first.content[4:]


def _any_link(url: str) -> bool:  # noqa: ARG001
    """Every link is one for the parser; which stay links is for the renderer to say."""
    return True
