"""Inlines as one string in which each character knows its place in the document."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import field

from flashcards.tree.nodes import (
    Break,
    Code,
    Emphasis,
    FootnoteRef,
    Image,
    Inline,
    Inlines,
    Math,
    RawHtml,
    Strong,
    Style,
    Styled,
    Text,
    children_of,
)
from flashcards.tree.remembered import by_identity
from flashcards.tree.span import NOWHERE, Span
from flashcards.values import dataclass

_RAISED = str.maketrans(
    "0123456789+-−=()niabcdefghjklmoprstuvwxyzT", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱᵃᵇᶜᵈᵉᶠᵍʰʲᵏˡᵐᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵀ"
)
_LOWERED = str.maketrans("0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")


def raised(text: str) -> str:
    """What stands raised, in small signs if each of its signs has one, else behind `^`.

    >>> raised("10"), raised("Q"), raised("")
    ('¹⁰', '^Q', '')
    """
    return _moved(text, _RAISED, "^")


def lowered(text: str) -> str:
    """What stands lowered, likewise; else behind `_`."""
    return _moved(text, _LOWERED, "_")


def _moved(text: str, signs: dict[int, int], sign: str) -> str:
    small = text.translate(signs)
    if all(a != b for a, b in zip(text, small, strict=True)):
        return small
    return f"{sign}{text}" if text else ""


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

    def part(self, start: int, end: int) -> Flat:
        """The text of characters `start` up to `end`; which of them are code is not kept."""
        return Flat(self.text[start:end], self.starts[start:end], self.ends[start:end])

    def followed(self, joint: str, other: Flat) -> Flat:
        """The text with another behind it, and words between that stand nowhere."""
        nowhere = array("q", (-1,) * len(joint))
        return Flat(
            f"{self.text}{joint}{other.text}",
            self.starts + nowhere + other.starts,
            self.ends + nowhere + other.ends,
        )

    def in_code(self, index: int) -> bool:
        """Whether a character is code or TeX."""
        return bool(self.codes) and any(span.start <= index < span.end for span in self.codes)


_COUNTED = array("q")
"""0, 1, 2 …, as far as a document has reached: a part of it is copied at once."""


def _counted(most: int) -> array[int]:
    have = len(_COUNTED)
    if have < most:
        _COUNTED.extend(range(have, max(most, 2 * have)))
    return _COUNTED


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
        end = start + len(value)
        counted = _counted(end + 1)
        self.starts.extend(counted[start:end])
        self.ends.extend(counted[start + 1 : end + 1])

    def whole(self, value: str, span: Span) -> None:
        """Characters that stand for a span all together."""
        self.parts.append(value)
        self.length += len(value)
        self.starts.extend(array("q", (span.start,)) * len(value))
        self.ends.extend(array("q", (span.end,)) * len(value))

    def code(self, value: str, inner: int, span: Span) -> None:
        """Code or TeX, whose value begins at `inner`, if that is known."""
        begin = self.length
        if inner >= 0:
            self.exact(value, inner)
        else:
            self.whole(value, span)
        self.codes.append(Span(begin, self.length))


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
            case Code(value) | Math(value):
                out.code(value, node.inner, node.span)
            case Break(hard):
                out.whole("\n" if hard else line, node.span)
            case RawHtml(value):
                out.whole(value, node.span)
            case FootnoteRef() | Image():
                continue  # what they stand for is not read here
            case Styled(children, style) if style in _MOVED:
                _write_moved(children, style, out, node.span)
            case _:
                _write(children_of(node), out, line)


_MOVED = {Style.SUP: raised, Style.SUB: lowered}


def _write_moved(children: Inlines, style: Style, out: _Writer, span: Span) -> None:
    """`2<sup>10</sup>` must not read as 210."""
    said = plain(children)
    small = _MOVED[style](said)
    only = children[0] if len(children) == 1 else None
    exact = isinstance(only, Text) and only.verbatim and only.span.start >= 0
    if exact and len(small) == len(said):
        out.exact(small, children[0].span.start)
    else:
        out.whole(small, span)


def plain(inlines: Inlines) -> str:
    """Inlines as a person reads them, without their places.

    >>> plain((Text("a "), Code("b"), Break(), Text("c")))
    'a b c'
    """
    if len(inlines) == 1 and type(inlines[0]) is Text:
        return inlines[0].value
    return _joined(inlines) if inlines else ""


@by_identity
def _joined(inlines: Inlines) -> str:
    parts: list[str] = []
    _plain(inlines, parts)
    return "".join(parts)


def _plain(inlines: Iterable[Inline], parts: list[str]) -> None:
    # Asked more often than anything else: by type, without a match.
    for node in inlines:
        kind = type(node)
        if kind is Text or kind is Code or kind is RawHtml:
            parts.append(node.value)  # type: ignore[union-attr]
        elif kind is Strong or kind is Emphasis:
            _plain(node.children, parts)  # type: ignore[union-attr]
        elif kind is Break:
            parts.append("\n" if node.hard else " ")  # type: ignore[union-attr]
        elif isinstance(node, Math):
            parts.append(node.tex)
        elif isinstance(node, FootnoteRef | Image):
            continue
        elif isinstance(node, Styled) and node.style in _MOVED:
            parts.append(_MOVED[node.style](plain(node.children)))
        else:
            _plain(children_of(node), parts)
