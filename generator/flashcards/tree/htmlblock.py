"""Blocks of HTML to nodes: tables, lists, pictures and paragraphs that people write as tags."""

from __future__ import annotations

from collections import Counter
from dataclasses import field, replace
from html.parser import HTMLParser

from flashcards.tree.mathml import Formula
from flashcards.tree.nodes import (
    Block,
    Blocks,
    Break,
    BulletList,
    Cell,
    Code,
    CodeBlock,
    Definition,
    DefinitionList,
    Details,
    Heading,
    Image,
    Inline,
    Item,
    Link,
    Math,
    OrderedList,
    Paragraph,
    Quote,
    Rule,
    Table,
    TableRow,
    Text,
)
from flashcards.tree.span import NOWHERE, Lines, Span
from flashcards.tree.tags import CODE, pixels, wrapped
from flashcards.values import dataclass

DEEPEST = 40
"""Tags inside each other that are kept."""

_SILENT = frozenset(("script", "style", "iframe", "template", "head", "svg", "object", "form"))
"""What stands in these is for a browser, not for a reader."""
_CONTAINERS = frozenset(("ul", "ol", "li", "table", "tr", "td", "th", "blockquote", "pre",
                         "details", "summary", "dl", "dt", "dd"))  # fmt: skip
_VOID = frozenset(("br", "hr", "img", "input", "source", "meta", "link", "wbr"))
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BREAKS = frozenset(("p", "div", "center", "section", "article", "figure", "figcaption", "header",
                     "footer", "main", "nav", "aside", "address"))  # fmt: skip


@dataclass(slots=True)
class _Open:
    """A tag that is open, and what stands in it."""

    name: str
    attributes: dict[str, str]
    span: Span = NOWHERE
    blocks: list[Block] = field(default_factory=list)
    inlines: list[Inline] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    rows: list[TableRow] = field(default_factory=list)
    summary: tuple[Inline, ...] = ()
    entries: list[Definition] = field(default_factory=list)


def html_blocks(content: str, span: Span) -> Blocks:
    """The nodes of a block of HTML; tags that only decorate give nothing.

    All nodes end where the block ends, and begin on the line of their tag or of their words:
    attributes and entities leave no places more exact.
    """
    reader = _Reader(content, span)
    reader.feed(content)
    reader.close()
    return reader.finish()


class _Reader(HTMLParser):
    def __init__(self, content: str, span: Span) -> None:
        super().__init__(convert_charrefs=True)
        self.block = span
        self.starts = Lines.of(content).starts
        self.stack = [_Open("", {})]
        self.open: Counter[str] = Counter()
        self.silent = 0
        self.formula: Formula | None = None

    def finish(self) -> Blocks:
        if self.formula is not None:  # nobody closed it
            self._in_formula(self.formula, "math")
        while len(self.stack) > 1:
            self._end(self.stack[-1].name)
        self._paragraph(self.stack[0])
        return tuple(self.stack[0].blocks)

    @property
    def span(self) -> Span:
        """From the line that is read to the end of the block."""
        line = min(self.getpos()[0], len(self.starts)) - 1
        return Span(min(self.block.start + self.starts[line], self.block.end), self.block.end)

    # --- events of the library's parser ---------------------------------------------------

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag in _SILENT:
            self.silent += 1
        elif self.silent:
            return
        elif self.formula is not None:
            self.formula.start(tag)
        elif tag == "math":
            self.formula = Formula()
        elif tag in _VOID:
            self._void(tag, found)
        elif tag in _BREAKS or tag in _HEADINGS:
            self._paragraph(self.stack[-1])
            if tag in _HEADINGS:
                self._open(tag, found)
        elif tag in _CONTAINERS:
            if tag in {"li", "dt", "dd"}:
                self._close_like(tag)
            elif tag not in {"td", "th", "summary"}:
                self._paragraph(self.stack[-1])
            self._open(tag, found)
        elif tag in CODE or tag == "a" or wrapped(tag, (), NOWHERE) is not None:
            self._open(tag, found)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif self.silent:
            return
        elif self.formula is not None:
            self._in_formula(self.formula, tag)
        elif tag in _BREAKS:
            self._paragraph(self.stack[-1])
        elif self.open[tag]:
            while self.stack[-1].name != tag:
                self._end(self.stack[-1].name)
            self._end(tag)

    def handle_data(self, data: str) -> None:
        if self.silent:
            return
        if self.formula is not None:
            self.formula.data(data)
            return
        frame = self.stack[-1]
        if self.open["pre"]:
            frame.inlines.append(Text(data, span=self.span, verbatim=False))
            return
        words = " ".join(data.split())
        if words:
            lead = " " if data[:1].isspace() and frame.inlines else ""
            tail = " " if data[-1:].isspace() else ""
            frame.inlines.append(Text(lead + words + tail, span=self.span, verbatim=False))

    def _in_formula(self, formula: Formula, tag: str) -> None:
        if tag != "math":
            formula.end(tag)
            return
        self.formula = None
        if tex := formula.tex():
            self.stack[-1].inlines.append(Math(tex, span=self.span))

    def _open(self, tag: str, found: dict[str, str]) -> None:
        """Open a tag; what is nested deeper than any page is left to the tag around it."""
        if len(self.stack) < DEEPEST:
            self.stack.append(_Open(tag, found, self.span))
            self.open[tag] += 1

    # --- building -------------------------------------------------------------------------

    def _close_like(self, tag: str) -> None:
        """End what its next like ends without a tag: an item, a term and its meaning."""
        like = {"li"} if tag == "li" else {"dt", "dd"}
        if self.stack[-1].name in like:
            self._end(self.stack[-1].name)

    def _void(self, tag: str, found: dict[str, str]) -> None:
        frame = self.stack[-1]
        if tag == "br" and frame.inlines:
            frame.inlines.append(Break(True, span=self.span))
        elif tag == "hr":
            self._paragraph(frame)
            frame.blocks.append(Rule(span=self.span))
        elif tag == "img" and found.get("src"):
            alt = (Text(found["alt"], span=self.span, verbatim=False),) if found.get("alt") else ()
            width = pixels(found.get("width", ""))
            frame.inlines.append(Image(found["src"], alt, width=width, span=self.span))

    def _paragraph(self, frame: _Open) -> None:
        """What inlines wait become a paragraph."""
        while frame.inlines and isinstance(frame.inlines[-1], Break):
            frame.inlines.pop()
        if frame.inlines:
            last = frame.inlines[-1]
            if isinstance(last, Text):
                frame.inlines[-1] = Text(last.value.rstrip(), span=self.span, verbatim=False)
            frame.blocks.append(Paragraph(tuple(frame.inlines), span=frame.inlines[0].span))
            frame.inlines = []

    def _end(self, tag: str) -> None:
        frame, parent = self.stack.pop(), self.stack[-1]
        self.open[frame.name] -= 1
        children = tuple(frame.inlines)
        if tag in _HEADINGS:
            parent.blocks.append(Heading(_HEADINGS[tag], children, span=frame.span))
        elif tag == "pre":
            value = "".join(c.value for c in children if isinstance(c, Text | Code))
            parent.blocks.append(CodeBlock(value.strip("\n"), span=frame.span))
        elif tag in {"td", "th"}:
            parent.cells.append(Cell(self._flat(frame), span=frame.span))
        elif tag in CODE:
            value = "".join(c.value for c in children if isinstance(c, Text | Code))
            parent.inlines.append(Code(value, span=frame.span))
        elif tag == "a":
            target = frame.attributes.get("href", "")
            link = (Link(children, target, span=frame.span),) if target and children else children
            parent.inlines.extend(link)
        elif tag in _CONTAINERS:
            self._container(tag, frame, parent)
        else:
            node = wrapped(tag, children, frame.span)
            parent.inlines.extend((node,) if node is not None and children else children)

    def _container(self, tag: str, frame: _Open, parent: _Open) -> None:
        if tag in {"li", "blockquote", "details", "dd"}:
            self._paragraph(frame)
        blocks = tuple(frame.blocks)
        match tag:
            case "li":
                parent.items.append(Item(blocks, span=frame.span))
            case "ul":
                parent.blocks.append(BulletList(tuple(frame.items), span=frame.span))
            case "ol":
                parent.blocks.append(OrderedList(tuple(frame.items), span=frame.span))
            case "blockquote":
                parent.blocks.append(Quote(blocks, span=frame.span))
            case "summary":
                parent.inlines.extend(self._flat(frame))
                parent.summary, parent.inlines = tuple(parent.inlines), []
            case "details":
                parent.blocks.append(Details(frame.summary, blocks, span=frame.span))
            case "dl" | "dt" | "dd":
                self._defined(tag, frame, parent)
            case "tr":
                parent.rows.append(TableRow(tuple(frame.cells), span=frame.span))
            case _ if frame.rows:
                width = max(len(row.cells) for row in frame.rows)
                rows = [_wide(row, width) for row in frame.rows]
                parent.blocks.append(Table(rows[0].cells, tuple(rows[1:]), span=frame.span))
            case _:
                return

    def _defined(self, tag: str, frame: _Open, parent: _Open) -> None:
        """A list of terms, a term, or what is said of the last."""
        if tag == "dt":
            parent.entries.append(Definition(self._flat(frame), (), span=frame.span))
        elif tag == "dd" and parent.entries:
            entry = parent.entries[-1]
            meanings = (*entry.meanings, tuple(frame.blocks))
            parent.entries[-1] = replace(entry, meanings=meanings)
        elif frame.entries:
            parent.blocks.append(DefinitionList(tuple(frame.entries), span=frame.span))
        else:
            parent.blocks += frame.blocks

    def _flat(self, frame: _Open) -> tuple[Inline, ...]:
        """A cell's inlines; blocks in it become lines."""
        self._paragraph(frame)
        out: list[Inline] = []
        for block in frame.blocks:
            if isinstance(block, Paragraph | Heading):
                out.extend(
                    (Break(True, span=self.span), *block.children) if out else block.children
                )
            elif isinstance(block, CodeBlock):
                out.append(Code(block.value, span=self.span))
        return tuple(out)


def _wide(row: TableRow, width: int) -> TableRow:
    blanks = (Cell(()),) * (width - len(row.cells))
    return TableRow((*row.cells, *blanks), span=row.span)
