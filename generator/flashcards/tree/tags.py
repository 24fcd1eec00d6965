"""HTML in documents: a small safe subset becomes nodes, page furniture goes, the rest is source.

Tags are read by the standard library's parser; none of them is ever passed on.
"""

from __future__ import annotations

from html.parser import HTMLParser

from flashcards import patterns as re
from flashcards.tree.nodes import (
    Emphasis,
    Highlight,
    Inline,
    Inlines,
    Strike,
    Strong,
    Style,
    Styled,
)
from flashcards.tree.span import Span

WRAPPERS: dict[str, type[Strong | Emphasis | Strike | Highlight]] = {
    "b": Strong, "strong": Strong, "i": Emphasis, "em": Emphasis, "cite": Emphasis, "dfn": Emphasis,
    "var": Emphasis, "del": Strike, "s": Strike, "strike": Strike, "mark": Highlight,
}  # fmt: skip
"""Tags that say what a sign of markdown says."""

STYLES = {
    "sub": Style.SUB, "sup": Style.SUP, "kbd": Style.KBD, "u": Style.UNDERLINE,
    "ins": Style.UNDERLINE, "small": Style.SMALL,
}  # fmt: skip

CODE = frozenset(("code", "tt", "samp"))

TRANSPARENT = frozenset(
    ("span", "font", "div", "p", "center", "big", "abbr", "a", "q", "time", "bdi", "bdo", "label",
     "section", "article", "header", "footer", "main", "nav", "aside", "figure", "figcaption",
     "picture", "source", "details", "summary", "tbody", "thead", "wbr", "ruby", "rt", "rp")
)  # fmt: skip
"""Tags that only set a place or a look: they go, what stands in them stays."""

# One tag: its slash, its name and its attributes.
TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][\w-]*)(?P<attributes>(?:\s[^<>]*)?)/?>")


def attributes(tag: str) -> dict[str, str]:
    """The attributes of one opening tag, by lower-case name."""
    found: dict[str, str] = {}

    class _Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
            found.update({name: value or "" for name, value in attrs})

    reader = _Reader(convert_charrefs=True)
    reader.feed(tag)
    reader.close()
    return found


def pixels(value: str) -> int:
    """A width in pixels, or 0: `300`, `300px`; shares of a page say nothing on a card."""
    match = re.fullmatch(r"\s*(\d{1,4})(?:px)?\s*", value)  # digits alone, or with their unit
    return int(match[1]) if match else 0


def wrapped(name: str, children: Inlines, span: Span) -> Inline | None:
    """The node of a formatting tag round its children, or None for another tag."""
    if name in WRAPPERS:
        return WRAPPERS[name](children, span=span)
    if name in STYLES:
        return Styled(children, STYLES[name], span=span)
    return None
