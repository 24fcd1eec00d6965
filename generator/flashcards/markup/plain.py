"""Card markdown → what a person reads: no markup, blanks and structure kept."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from flashcards.markup.clean import clean, is_plain, plain_front

if TYPE_CHECKING:
    from markdown_it.token import Token


def to_plain(markdown: str) -> str:
    r"""The text of card markdown; blocks on lines of their own, table cells parted by ` | `.

    >>> to_plain("- **Q4_0**: `4.5` bits\n- ||hidden||")
    '• Q4_0: 4.5 bits\n• hidden'
    """
    text = clean(markdown).strip("\n")
    if is_plain(text):
        return text
    if parts := plain_front(text):
        return "\n".join(parts)
    return _render(text)


@lru_cache(maxsize=4096)
def _render(text: str) -> str:
    from flashcards.markup.parser import parse

    lines: list[str] = []
    bullets: list[int | None] = []  # of the open lists: the next number, None for a dot
    head = ""  # what the next line of text starts with
    row: list[str] | None = None
    for token in parse(text):
        match token.type:
            case "bullet_list_open":
                bullets.append(None)
            case "ordered_list_open":
                bullets.append(int(token.attrGet("start") or 1))
            case "bullet_list_close" | "ordered_list_close":
                bullets.pop()
            case "list_item_open":
                number = bullets[-1]
                head = "  " * (len(bullets) - 1) + ("• " if number is None else f"{number}. ")
                bullets[-1] = None if number is None else number + 1
            case "tr_open":
                row = []
            case "tr_close":
                lines.append(" | ".join(row or ()))
                row = None
            case "inline" if row is not None:
                row.append(_inline(token.children or ()).replace("\n", " "))
            case "inline":
                lines.append(head + _inline(token.children or ()))
                head = ""
            case "fence" | "code_block" | "math":
                lines.append(head + token.content.rstrip("\n"))
                head = ""
    return "\n".join(lines) or text


def _inline(tokens: Sequence[Token]) -> str:
    return "".join(
        "\n"
        if token.type in ("softbreak", "hardbreak")
        else _inline(token.children)
        if token.children
        else token.content
        for token in tokens
    )
