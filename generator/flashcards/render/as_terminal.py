"""Nodes → blocks of styled text: what both the screen and plain lines are made from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from enum import Flag, auto
from typing import Any, NamedTuple

from flashcards.render.as_plain import plain_inline
from flashcards.render.looks import BLANK, BOXES, box_of, named, opens_line, opens_with_mark
from flashcards.safe import safe
from flashcards.tree import nodes as n
from flashcards.tree.flat import lowered, raised
from flashcards.tree.nodes import Blocks, Inline, Inlines
from flashcards.values import dataclass


class Look(Flag):
    """How a run of text looks."""

    NONE = 0
    BOLD = auto()
    ITALIC = auto()
    CODE = auto()
    MATH = auto()
    LINK = auto()
    BLANK = auto()
    FAINT = auto()
    VEIL = auto()
    KEY = auto()
    STRIKE = auto()
    MARK = auto()


class Run(NamedTuple):
    """A run of text of one look; `veil` numbers the spoiler that it stands in, from 1."""

    text: str
    look: Look = Look.NONE
    veil: int = 0


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph, a heading or an item; `marker` stands before its first line."""

    runs: Runs
    marker: str = ""
    depth: int = 0
    heading: bool = False
    quote: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A listing, an output or a drawing: its lines keep their places."""

    text: str
    language: str = ""
    drawn: bool = False
    marked: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; every row has as many cells as the head."""

    head: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]


Piece = Prose | Box | Grid


def terminal(blocks: Blocks) -> tuple[Piece, ...]:
    """Blocks as a terminal draws them; nothing in them can steer it.

    >>> terminal((n.Paragraph((n.Text("a "), n.Code("b"))),))[0].runs[1]
    Run(text='b', look=<Look.CODE: 4>, veil=0)
    """
    writer = _Writer()
    return tuple(writer.blocks(blocks, _Where()))


@dataclass(frozen=True, slots=True)
class _Where:
    """Where a block stands: how far in, behind which marker, in a quote."""

    depth: int = 0
    marker: str = ""
    quote: bool = False

    def below(self) -> _Where:
        """For what follows the first block of an item."""
        return replace(self, marker="", depth=self.depth + 2) if self.marker else self


class _Writer:
    """Counts the spoilers of one text."""

    def __init__(self) -> None:
        self.veils = 0

    # --- blocks ---------------------------------------------------------------------------

    def blocks(self, blocks: Blocks, where: _Where) -> Iterator[Piece]:
        for index, block in enumerate(blocks):
            at = where if not index else where.below()
            yield from getattr(self, _BLOCKS[type(block)])(block, at)

    def paragraph(self, block: n.Paragraph, where: _Where) -> Iterator[Piece]:
        subject = len(block.children) == 1 and isinstance(block.children[0], n.Subject)
        yield self.prose(block.children, where, heading=subject)

    def heading(self, block: n.Heading, where: _Where) -> Iterator[Piece]:
        yield self.prose(block.children, where, heading=True)

    def prose(self, inlines: Inlines, where: _Where, *, heading: bool = False) -> Prose:
        marker = where.marker
        if marker == "• " and opens_with_mark(inlines):
            marker = ""  # its sign is its bullet
        runs = self.runs(inlines)
        return Prose(runs, marker, where.depth, heading=heading, quote=where.quote)

    def bullets(self, block: n.BulletList, where: _Where) -> Iterator[Piece]:
        for item in block.items:
            yield from self.item(item, "• ", where)

    def numbers(self, block: n.OrderedList, where: _Where) -> Iterator[Piece]:
        for number, item in enumerate(block.items, start=block.start):
            yield from self.item(item, f"{number}. ", where)

    def item(self, item: n.Item, marker: str, where: _Where) -> Iterator[Piece]:
        depth = where.depth + (2 if where.marker else 0)
        marker = BOXES[item.checked] or marker
        at = replace(where, depth=depth, marker=marker)
        if not item.children or not isinstance(item.children[0], n.Paragraph):
            yield Prose((), marker, depth, quote=where.quote)
            at = at.below()
        yield from self.blocks(item.children, at)

    def table(self, block: n.Table, where: _Where) -> Iterator[Piece]:  # noqa: ARG002
        head = tuple(self.runs(cell.children) for cell in block.header)
        rows = tuple(tuple(self.runs(c.children) for c in row.cells) for row in block.rows)
        yield Grid(head, rows)

    def listing(self, block: n.CodeBlock, where: _Where) -> Iterator[Piece]:  # noqa: ARG002
        box = box_of(block)
        text = clean(block.value.rstrip("\n").expandtabs(4))
        language = block.language if box == "code" else ""
        yield Box(text, language, drawn=box == "diagram", marked=frozenset(block.marked))

    def formula(self, block: n.MathBlock, where: _Where) -> Iterator[Piece]:
        runs = (Run(clean(readable(block.tex)), Look.MATH),)
        yield Prose(runs, where.marker, where.depth, quote=where.quote)

    def quoted(self, block: n.Quote, where: _Where) -> Iterator[Piece]:
        yield from self.blocks(block.children, replace(where, quote=True))

    def titled(self, title: Inlines, blocks: Blocks, where: _Where) -> Iterator[Piece]:
        if title:
            yield self.prose(title, where, heading=True)
            where = where.below()
        yield from self.blocks(blocks, where)

    def callout(self, block: n.Callout, where: _Where) -> Iterator[Piece]:
        title = block.title or (n.Text(block.kind.capitalize()),)
        yield from self.titled(title, block.children, replace(where, quote=True))

    def details(self, block: n.Details, where: _Where) -> Iterator[Piece]:
        yield from self.titled(block.summary, block.children, where)

    def definitions(self, block: n.DefinitionList, where: _Where) -> Iterator[Piece]:
        for entry in block.entries:
            yield self.prose(entry.term, where, heading=True)
            for meaning in entry.meanings:
                yield from self.blocks(meaning, replace(where, depth=where.depth + 2, marker=""))

    def rule(self, block: n.Rule, where: _Where) -> Iterator[Piece]:  # noqa: ARG002
        yield Prose((Run("─" * 8, Look.FAINT),), depth=where.depth)

    def footnote(self, block: n.Footnote, where: _Where) -> Iterator[Piece]:
        yield from self.blocks(block.children, replace(where, marker=f"[{clean(block.label)}] "))

    def source(self, block: n.HtmlBlock, where: _Where) -> Iterator[Piece]:  # noqa: ARG002
        yield Box(clean(block.value))

    # --- inlines --------------------------------------------------------------------------

    def runs(self, inlines: Inlines, look: Look = Look.NONE, veil: int = 0) -> Runs:
        out: list[Run] = []
        for index, node in enumerate(inlines):
            if isinstance(node, n.Break):
                new_line = node.hard or opens_line(inlines, index + 1)
                out.append(Run("\n" if new_line else " ", look, veil))
            elif isinstance(node, n.Spoiler):
                self.veils += 1
                out += self.runs(node.children, look, veil or self.veils)
            elif type(node) in _LOOKS:
                out += self.runs(n.children_of(node), look | _LOOKS[type(node)], veil)
            else:
                text, own = _words(node)
                out += around_blanks(clean(text), look | own, veil)
        return tuple(run for run in out if run.text)


_BLOCKS: dict[type, str] = {
    n.Paragraph: "paragraph",
    n.Heading: "heading",
    n.BulletList: "bullets",
    n.OrderedList: "numbers",
    n.Table: "table",
    n.CodeBlock: "listing",
    n.MathBlock: "formula",
    n.Quote: "quoted",
    n.Callout: "callout",
    n.Details: "details",
    n.DefinitionList: "definitions",
    n.Rule: "rule",
    n.Footnote: "footnote",
    n.HtmlBlock: "source",
}

_LOOKS: dict[type, Look] = {
    n.Strong: Look.BOLD,
    n.Emphasis: Look.ITALIC,
    n.Link: Look.LINK,
    n.Strike: Look.STRIKE,
    n.Highlight: Look.MARK,
    n.Cloze: Look.MARK,
    n.Subject: Look.NONE,
}


def _words(node: Inline) -> tuple[str, Look]:
    """A node as text of one look."""
    return _INLINES[type(node)](node)


def _styled(node: n.Styled) -> tuple[str, Look]:
    said = plain_inline(node.children)
    if node.style is n.Style.SUP:
        return raised(said), Look.NONE
    if node.style is n.Style.SUB:
        return lowered(said), Look.NONE
    return said, Look.KEY if node.style is n.Style.KBD else Look.NONE


_INLINES: dict[type, Callable[[Any], tuple[str, Look]]] = {
    n.Text: lambda node: (node.value.replace("\n", " "), Look.NONE),
    n.Code: lambda node: (node.value, Look.CODE),
    n.Math: lambda node: (readable(node.tex), Look.MATH),
    n.Image: lambda node: (named(node), Look.ITALIC),
    n.FootnoteRef: lambda node: (f"[{node.label}]", Look.FAINT),
    n.RawHtml: lambda node: (node.value, Look.NONE),
    n.Styled: _styled,
    n.Hidden: lambda node: (f"{BLANK} ({node.hint})" if node.hint else BLANK, Look.NONE),
    n.Corrected: lambda node: (node.value, Look.MARK),
    n.Refuted: lambda node: (
        f"{plain_inline(node.children)} (recomputed: {node.value})",
        Look.MARK,
    ),
}


def readable(tex: str) -> str:
    """A formula as signs of a terminal; what reads TeX is loaded for the first one."""
    from flashcards.render.tex.readable import readable as read

    return read(tex)


def clean(text: str) -> str:
    """Text without what would steer a terminal."""
    return safe(text).replace("\t", "    ")


def around_blanks(text: str, look: Look, veil: int) -> list[Run]:
    """Text as runs, each blank in it set off."""
    out: list[Run] = []
    for index, part in enumerate(re.split(re.escape(BLANK), text)):
        if index:
            out.append(Run(BLANK, look | Look.BLANK, veil))
        if part:
            out.append(Run(part, look, veil))
    return out
