"""Page furniture: what stands in a file for its own sake and answers nothing."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from flashcards import patterns as re
from flashcards.document import Role
from flashcards.questions.roles import any_of, folded, role_of
from flashcards.tree import plain
from flashcards.tree.nodes import (
    Block,
    Break,
    BulletList,
    Image,
    Inline,
    Inlines,
    Link,
    OrderedList,
    Paragraph,
    RawHtml,
    Text,
    walk_inlines,
)

# A line between runs of signs: `-- end of sheet --`, `*** fin ***`.
_BETWEEN_SIGNS = re.compile(r"\s*(?P<sign>[-–—=*~_#+]{2,})\s*[^-–—=*~_#+].{0,80}?\s*+(?P=sign)\s*")
# What an author adds to a post of his own: `EDIT 2: typo`.
_EDITED = re.compile(r"EDIT(?: \d{1,2})?\s?:")
_EDGES = " \t\n*_:：.!?#-–—()[]{}\"'|<>↑⬆🔝️"


@cache
def _table() -> dict[str, list[str]]:
    text = files("flashcards.questions").joinpath("furniture.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(map(folded, _table()[name]))


@cache
def _pattern(name: str) -> re.Pattern[str] | None:
    return any_of(_table()[name])


def names_day(words: str) -> bool:
    """Whether words stand before the day on which a page was made or read again.

    >>> names_day("Last updated"), names_day("Born")
    (True, False)
    """
    pattern = _pattern("dated")
    return pattern is not None and pattern.fullmatch(folded(words)) is not None


def is_call(words: str) -> bool:
    """Whether a question asks only if there are any: it calls for a letter to the author.

    >>> is_call("Any questions?"), is_call("Any questions of style?")
    (True, False)
    """
    return folded(words).strip(_EDGES + "？؟¿ ") in _words("calls")


def is_furniture_name(words: str) -> bool:
    """Whether a heading names a part of the page: contents, how to use, licence.

    >>> is_furniture_name("Table of Contents"), is_furniture_name("How to use this repository")
    (True, True)
    """
    bare = re.sub(r"^[\d.]+\s+", "", folded(words).strip(_EDGES)).strip(_EDGES)
    return bare in _words("whole") or any(
        bare.startswith(f"{name} ") and len(bare.split()) <= len(name.split()) + 3
        for name in ("how to use", "how to contribute", "how to study", "about this")
    )


def is_furniture(block: Block) -> bool:
    """Whether a block is a row of badges, a way back to the top, a list of contents."""
    match block:
        case Paragraph():
            return _is_furniture_line(block.children)
        case BulletList() | OrderedList():
            return bool(block.items) and all(
                bool(item.children)
                and all(is_furniture(child) or _is_anchor(child) for child in item.children)
                for item in block.items
            )
        case _:
            return False


def _is_anchor(block: Block) -> bool:
    """A line that is a link into this page, and perhaps a count behind it."""
    if not isinstance(block, Paragraph):
        return False
    words = plain(block.children).strip()
    inside = sum(
        len(plain(node.children))
        for node in walk_inlines(block.children)
        if isinstance(node, Link) and node.target.startswith("#")
    )
    rest = re.sub(r"\([^()]*\)|[\W\d_]", "", words)
    return inside > 0 and (inside * 2 >= len(words) or inside >= len(rest))


def _is_furniture_line(inlines: Inlines) -> bool:
    words = plain(inlines).strip()
    if _EDITED.match(words) or _BETWEEN_SIGNS.fullmatch(words):
        return True
    shown = [n for n in inlines if not _is_blank(n)]
    if not shown or folded(words).strip(_EDGES) in _words("status"):
        return True
    first = shown[0]
    leads_away = isinstance(first, Link) and first.target.startswith("#")
    if leads_away and len(shown) == 1:
        return True  # a way to another place of the page, in whatever language
    if all(_is_badge(node) for node in shown) or _is_reference(words):
        return True
    if all(isinstance(node, Link) and cites(plain((node,))) for node in shown):
        return True  # `[[Answer]](…)`: it stands on another page
    back = _pattern("back")
    links = [n for n in walk_inlines(inlines) if isinstance(n, Link)]
    linked = sum(len(plain(n.children)) for n in links)
    mostly = linked * 4 >= len(words) * 3
    if leads_away and back is not None and back.search(folded(plain((first,)))):
        return True  # `[Back to top](#top) · Found a mistake?`: all of the line is the page's
    anchored = bool(links) and all(n.target.startswith("#") for n in links)
    if links and mostly and back is not None and back.search(folded(words)):
        return True
    return anchored and mostly and len(words.split()) <= 6 and bool(_ARROWS.search(words))


def cites(words: str) -> bool:
    """Whether a link says only that it leads to a source, or to an answer.

    >>> cites("[src]"), cites("Answer"), cites("The B-tree")
    (True, True, False)
    """
    return role_of(words.strip(" []()")) in (Role.RELATED, Role.SOLUTION)


# `Reference:` and addresses of pages, with nothing else.
_REFERENCE = re.compile(r"(?P<name>[^\W\d_][^:：\n]{1,30})[:：]\s*(?:<?https?://\S+>?[\s,;]*)+")


def _is_reference(words: str) -> bool:
    match = _REFERENCE.fullmatch(words)
    return match is not None and role_of(match["name"]) is Role.RELATED


_ARROWS = re.compile("[↑⬆🔝⇧▲☝]")


def _is_blank(node: Inline) -> bool:
    if isinstance(node, Break):
        return True
    return isinstance(node, Text | RawHtml) and not re.sub(
        r"[\s|•·]|&nbsp;|<[^>]*>", "", node.value
    )


def _is_badge(node: Inline) -> bool:
    """A picture inside a link: badges, buttons."""
    return (
        isinstance(node, Link)
        and any(isinstance(n, Image) for n in node.children)
        and not plain(node.children).strip()
    )
