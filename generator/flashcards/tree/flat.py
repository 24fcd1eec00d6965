"""Inlines as one string in which each character knows its place in the document."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field

from flashcards.tree.nodes import (
    Block,
    Break,
    Code,
    FootnoteRef,
    Image,
    Inline,
    Inlines,
    Math,
    RawHtml,
    Text,
    children_of,
)
from flashcards.tree.span import NOWHERE, Span


@dataclass(frozen=True, slots=True)
class Flat:
    """Text as a person reads it, and where each of its characters stands.

    `starts[i]`, `ends[i]` bound what character i stands for in the document; -1 for nowhere.
    `codes` are the stretches of it that are code or TeX, by their place in `text`.
    """

    text: str
    starts: array[int] = field(repr=False)
    ends: array[int] = field(repr=False)
    codes: tuple[Span, ...] = ()

    def span(self, start: int, end: int) -> Span:
        """The place in the document of characters `start` up to `end`."""
        if start >= end or self.starts[start] < 0 or self.ends[end - 1] < 0:
            return NOWHERE
        return Span(self.starts[start], self.ends[end - 1])

    def in_code(self, index: int) -> bool:
        """Whether a character is code or TeX."""
        return any(span.start <= index < span.end for span in self.codes)


class _Writer:
    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.starts = array("q")
        self.ends = array("q")
        self.codes: list[Span] = []

    def exact(self, value: str, start: int) -> None:
        """Characters that stand in the document one by one, from `start` on."""
        self.parts.append(value)
        self.length += len(value)
        self.starts.extend(range(start, start + len(value)))
        self.ends.extend(range(start + 1, start + len(value) + 1))

    def whole(self, value: str, span: Span) -> None:
        """Characters that stand for a span all together."""
        self.parts.append(value)
        self.length += len(value)
        self.starts.extend([span.start] * len(value))
        self.ends.extend([span.end] * len(value))


def flat(inlines: Inlines, *, line: str = " ") -> Flat:
    """Inlines as a person reads them.

    Args:
        inlines: of one paragraph, cell or heading.
        line: what a soft break becomes; a hard one is a new line.
    """
    out = _Writer()
    _write(inlines, out, line)
    return Flat("".join(out.parts), out.starts, out.ends, tuple(out.codes))


def _write(inlines: Iterable[Inline], out: _Writer, line: str) -> None:
    for node in inlines:
        match node:
            case Text(value):
                if node.verbatim and node.span.start >= 0:
                    out.exact(value, node.span.start)
                else:
                    out.whole(value, node.span)
            case Code(value):
                begin = out.length
                if node.inner >= 0:
                    out.exact(value, node.inner)
                else:
                    out.whole(value, node.span)
                out.codes.append(Span(begin, out.length))
            case Math(tex):
                begin = out.length
                if node.inner >= 0:
                    out.exact(tex, node.inner)
                else:
                    out.whole(tex, node.span)
                out.codes.append(Span(begin, out.length))
            case Break(hard):
                out.whole("\n" if hard else line, node.span)
            case RawHtml(value):
                out.whole(value, node.span)
            case FootnoteRef() | Image():
                continue  # what they stand for is not read here
            case _:
                _write(children_of(node), out, line)


def plain(inlines: Inlines) -> str:
    """Inlines as a person reads them, without their places.

    >>> plain((Text("a "), Code("b"), Break(), Text("c")))
    'a b c'
    """
    parts: list[str] = []
    _plain(inlines, parts)
    return "".join(parts)


def _plain(inlines: Iterable[Inline], parts: list[str]) -> None:
    for node in inlines:
        match node:
            case Text(value) | Code(value) | Math(value) | RawHtml(value):
                parts.append(value)
            case Break(hard):
                parts.append("\n" if hard else " ")
            case FootnoteRef() | Image():
                continue
            case _:
                _plain(children_of(node), parts)


def first_inlines(block: Block) -> Inlines:
    """The words of a paragraph or heading; nothing for other blocks."""
    return (
        getattr(block, "children", ()) if type(block).__name__ in {"Paragraph", "Heading"} else ()
    )
