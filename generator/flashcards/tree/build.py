"""A document's text to its tree; the only place where a document is parsed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field
from typing import TYPE_CHECKING

from flashcards import patterns as re
from flashcards.tree.door import Comment, Normal, normalise
from flashcards.tree.frames import Frame, finish
from flashcards.tree.htmlblock import html_blocks
from flashcards.tree.inlines import build_inlines
from flashcards.tree.nodes import Block, Blocks, CodeBlock, MathBlock, Rule
from flashcards.tree.places import Places
from flashcards.tree.span import Lines, Span
from flashcards.values import dataclass

if TYPE_CHECKING:
    from markdown_it.token import Token


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """A document as parsed: the text that spans point into, and its blocks.

    Attributes:
        text: normalised.
        blocks: outermost, in order.
        front_matter: the lines between the `---` at its very top, or empty.
        comments: comments of HTML, which stand in no block.
        cut: where blocks begin that are nested too deep, and are left out.
        lines: of `text`.
        normal: the way back to the text as decoded.
        file_lines: of the text as decoded.
        origins: the line of the file of each line of that text, if it is not the file's own.
    """

    text: str
    blocks: Blocks
    front_matter: str
    comments: tuple[Comment, ...]
    cut: tuple[int, ...]
    lines: Lines = field(repr=False)
    normal: Normal = field(repr=False)
    file_lines: Lines = field(repr=False)
    origins: tuple[int, ...] = field(repr=False, default=())

    def line(self, span: Span) -> int:
        """The 1-based line of the file on which a span begins (1 for nowhere)."""
        return self._in_file(max(span.start, 0))

    def column(self, span: Span) -> int:
        """The 1-based column of the file in which a span begins."""
        return self.file_lines.position(self.normal.original(max(span.start, 0))).column

    def last_line(self, span: Span) -> int:
        """The 1-based line of the file on which a span ends."""
        return self._in_file(max(span.end - 1, span.start, 0))

    def _in_file(self, offset: int) -> int:
        line = self.file_lines.line(self.normal.original(offset))
        return self.origins[line - 1] if self.origins else line

    def source(self, span: Span) -> str:
        """The normalised text of a span."""
        return self.text[span.start : span.end] if span.start >= 0 else ""


DEEPEST = 60
"""Blocks that may be open; what is in a fold beyond them stands in the last of them."""

_CONTAINERS = frozenset(("list_item", "blockquote", "dd", "footnote_reference"))
"""Blocks whose signs stand before what is in them."""


class _Parses:
    """How many texts were parsed in this process: a test holds a run to one parse a text."""

    count = 0


def parses() -> int:
    """How many texts this process has parsed so far."""
    return _Parses.count


def parse(text: str, origins: tuple[int, ...] = ()) -> Tree:
    """The tree of a document.

    Args:
        text: decoded, with LF line ends.
        origins: the line of the file of each of its lines, where they are not the same.
    """
    from flashcards.tree.parser import parser

    _Parses.count += 1
    normal = normalise(text)
    lines = Lines.of(normal.text)
    builder = _Builder(normal.text, lines)
    env: dict[str, list[int]] = {}
    blocks = builder.build(parser().parse(normal.text, env))
    return Tree(
        text=normal.text,
        blocks=blocks,
        front_matter=builder.front_matter,
        comments=normal.comments,
        cut=tuple(lines.starts[line] for line in env.get("cut", ())),
        lines=lines,
        normal=normal,
        file_lines=Lines.of(text),
        origins=origins,
    )


def parse_blocks(text: str) -> Blocks:
    """The blocks of a text of ours or of a ledger, where places do not matter."""
    return parse(text).blocks


class _Builder:
    """Walks the tokens of a document once."""

    def __init__(self, text: str, lines: Lines) -> None:
        from markdown_it.token import Token

        self.places = Places(text, lines)
        self.front_matter = ""
        self.never_closed = False
        self.stack: list[Frame] = [Frame("root", Token("root", "", 0))]

    def build(self, tokens: Sequence[Token]) -> Blocks:
        self.never_closed = not any(token.type == "details_close" for token in tokens)
        for token in tokens:
            self._token(token)
        while len(self.stack) > 1:
            self._leave(self.stack[-1].type)
        return tuple(self.stack[0].blocks)

    def _token(self, token: Token) -> None:
        if token.type == "inline":
            self._inline(token)
        elif token.type == "front_matter":
            self.front_matter = token.content
        elif token.type == "details_open":
            if self.never_closed and self.stack[-1].type == "details":
                self._leave("details")  # where no fold ends, none is in another
            if len(self.stack) < DEEPEST:
                self._enter("details", token)
        elif token.type == "details_close":
            self._close_details(token)
        elif token.type == "summary_end":
            if self.stack[-1].type == "details" and self.stack[-1].blocks:
                self.stack[-1].token.meta["asked"] = token.meta["at"]
        elif token.nesting > 0:
            self._enter(token.type.removesuffix("_open"), token)
        elif token.nesting < 0:
            self._leave(token.type.removesuffix("_close"))
        elif token.type in _LEAVES:
            span = self.places.of_block(token)
            self.stack[-1].blocks.extend(_LEAVES[token.type](token, span, self.places))

    def _enter(self, name: str, token: Token) -> None:
        if name == "tr":
            self.places.begin_row(token)
        self.stack.append(Frame(name, token))

    def _inline(self, token: Token) -> None:
        frame = self.stack[-1]
        in_row = frame.type in {"th", "td"}
        if in_row and not token.map:
            row = next(f for f in reversed(self.stack) if f.type == "tr")
            token.map = row.token.map
        place = self.places.in_cell(token) if in_row else self.places.in_block(token)
        frame.inlines = build_inlines(token.children or (), place)

    def _close_details(self, token: Token) -> None:
        """Close the fold that is open in this container; one that nobody opened is nothing."""
        for frame in reversed(self.stack):
            if frame.type == "details":
                frame.token.meta["closed"] = True
                if frame.token.map and token.map:
                    frame.token.map = [frame.token.map[0], token.map[1]]
                self._leave("details")
                return
            if frame.type in _CONTAINERS:
                return

    def _leave(self, name: str) -> None:
        while len(self.stack) > 1:
            frame = self.stack.pop()
            span = self.places.of_block(frame.token) if frame.token.map else Span(0, 0)
            finish(frame, self.stack[-1], span)
            if frame.type == name:
                return


# --- blocks of one token ---------------------------------------------------------------------


# `hl=2,5` among the words of a fence: the lines that it draws attention to.
_MARKED = re.compile(r"(?:^|\s+)hl=(?P<lines>\d{1,6}(?:,\d{1,6})*)(?=\s|$)")


def _fence(token: Token, span: Span, places: Places) -> Sequence[Block]:
    starts = places.of_code(token, fenced=True)
    value = _without_trailing_blanks(token.content)
    if token.info.strip() == "math":
        return (MathBlock(value.strip(), span=span, inner=places.find(value.strip(), span)),)
    match = _MARKED.search(token.info)
    marked = tuple(map(int, match["lines"].split(","))) if match else ()
    info = _MARKED.sub("", token.info).strip()
    return (CodeBlock(value, info, span=span, starts=starts, marked=marked),)


def _indented(token: Token, span: Span, places: Places) -> Sequence[Block]:
    starts = places.of_code(token, fenced=False)
    value = _without_trailing_blanks(token.content)
    return (CodeBlock(value, fenced=False, span=span, starts=starts),)


def _math_block(token: Token, span: Span, places: Places) -> Sequence[Block]:
    tex = token.content.strip()
    return (MathBlock(tex, span=span, inner=places.find(tex, span)),)


def _rule(token: Token, span: Span, places: Places) -> Sequence[Block]:  # noqa: ARG001
    return (Rule(token.markup, span=span),)


def _html_block(token: Token, span: Span, places: Places) -> Sequence[Block]:  # noqa: ARG001
    return html_blocks(token.content, span)


_LEAVES: dict[str, Callable[[Token, Span, Places], Sequence[Block]]] = {
    "fence": _fence,
    "code_block": _indented,
    "math_block": _math_block,
    "hr": _rule,
    "html_block": _html_block,
}


def _without_trailing_blanks(content: str) -> str:
    return "\n".join(line.rstrip(" \t") for line in content.split("\n")).rstrip("\n")
