"""A document's text to its tree; the only place where a document is parsed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from markdown_it.token import Token

from flashcards.tree.door import Comment, Normal, normalise
from flashcards.tree.htmlblock import html_blocks
from flashcards.tree.inlines import Place, build_inlines
from flashcards.tree.nodes import (
    Align,
    Block,
    Blocks,
    Break,
    BulletList,
    Callout,
    Cell,
    CodeBlock,
    Definition,
    DefinitionList,
    Details,
    Footnote,
    Heading,
    Inlines,
    Item,
    MathBlock,
    OrderedList,
    Paragraph,
    Quote,
    Rule,
    Table,
    TableRow,
    Text,
)
from flashcards.tree.parser import parser
from flashcards.tree.span import Lines, Span

# `[!kind]`, `[!kind]-`: the first words of a callout.
_CALLOUT = re.compile(r"\[!(?P<kind>[\w-]+)(?:\|[^\]]*)?\](?P<fold>[-+]?)[ \t]*")
_BOX = re.compile(r"\[(?P<mark>[ xX])\](?:\s+|$)")
# `{#anchor .class}` behind a heading.
_ATTRIBUTES = re.compile(r"\s*\{[#.:][^{}]*\}\s*$")
_ALIGNS = {"text-align:left": Align.LEFT, "text-align:center": Align.CENTER,
           "text-align:right": Align.RIGHT}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """A document as parsed: the text that spans point into, and its blocks.

    Attributes:
        text: normalised.
        blocks: outermost, in order.
        front_matter: the lines between the `---` at its very top, or empty.
        comments: comments of HTML, which stand in no block.
        lines: of `text`.
        normal: the way back to the text as decoded.
    """

    text: str
    blocks: Blocks
    front_matter: str
    comments: tuple[Comment, ...]
    lines: Lines = field(repr=False)
    normal: Normal = field(repr=False)

    def line(self, span: Span) -> int:
        """The 1-based line of the file on which a span begins (1 for nowhere)."""
        return self.file_lines.line(self.normal.original(max(span.start, 0)))

    def last_line(self, span: Span) -> int:
        """The 1-based line of the file on which a span ends."""
        return self.file_lines.line(self.normal.original(max(span.end - 1, span.start, 0)))

    file_lines: Lines = field(repr=False)

    def source(self, span: Span) -> str:
        """The normalised text of a span."""
        return self.text[span.start : span.end] if span.start >= 0 else ""


def parse(text: str) -> Tree:
    """The tree of a document.

    Args:
        text: decoded, with LF line ends.
    """
    normal = normalise(text)
    lines = Lines.of(normal.text)
    builder = _Builder(normal.text, lines)
    blocks = builder.build(parser().parse(normal.text, {}))
    return Tree(
        text=normal.text,
        blocks=blocks,
        front_matter=builder.front_matter,
        comments=normal.comments,
        lines=lines,
        normal=normal,
        file_lines=Lines.of(text),
    )


def parse_blocks(text: str) -> Blocks:
    """The blocks of a text of ours or of a ledger, where places do not matter."""
    return parse(text).blocks


@dataclass(slots=True)
class _Frame:
    """A block that is open: the token that opened it, and what it holds so far."""

    type: str
    token: Token
    blocks: list[Block] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    rows: list[TableRow] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    aligns: list[Align] = field(default_factory=list)
    inlines: Inlines = ()
    entries: list[Definition] = field(default_factory=list)
    meanings: list[Blocks] = field(default_factory=list)
    tight: bool = True


class _Builder:
    """Walks the tokens of a document once."""

    def __init__(self, text: str, lines: Lines) -> None:
        self.text = text
        self.lines = lines
        self.front_matter = ""
        self.stack: list[_Frame] = [_Frame("root", Token("root", "", 0))]
        self.row_at = 0  # in a table: where the cell before ended

    def build(self, tokens: Sequence[Token]) -> Blocks:
        for token in tokens:
            self._token(token)
        while len(self.stack) > 1:
            self._leave(self.stack[-1].type)
        return tuple(self.stack[0].blocks)

    # --- places ---------------------------------------------------------------------------

    def _line_start(self, line: int) -> int:
        starts = self.lines.starts
        return starts[line] if line < len(starts) else len(self.text)

    def _span(self, token: Token) -> Span:
        """From the first character of a block's first line to the end of its last that has any."""
        first, last = token.map or (0, 0)
        start, end = self._line_start(first), self._line_start(last)
        body = self.text[start:end]
        lead = len(body) - len(body.lstrip(" \t\n>"))
        tail = len(body) - len(body.rstrip(" \t\n>"))
        return Span(start + lead, max(end - tail, start + lead))

    def _place(self, token: Token) -> Place:
        """From an inline text to the document: each of its lines is the end of one there."""
        content = token.content
        first = token.map[0] if token.map else 0
        begins: list[int] = []  # of each line, in the content
        shifts: list[int] = []  # from the content to the document
        position = 0
        for index, line in enumerate(content.split("\n")):
            start = self._line_start(first + index)
            end = self._line_start(first + index + 1)
            shown = self.text[start:end].rstrip("\n")
            at = shown.rfind(line.strip())
            lead = len(line) - len(line.lstrip())
            begins.append(position)
            shifts.append(start + max(at, 0) - lead - position)
            position += len(line) + 1
        if len(begins) == 1:
            shift = shifts[0]
            return lambda start, end: Span(start + shift, end + shift)

        def place(start: int, end: int) -> Span:
            return Span(_shifted(start, begins, shifts), _shifted(end, begins, shifts, end=True))

        return place

    def _cell_place(self, token: Token) -> Place:
        """In a row: behind the cell before; `\\|` stands for a bar that parts no cells."""
        content = token.content
        source = content.replace("|", "\\|")
        limit = self._line_start((token.map[0] if token.map else 0) + 1)
        at, escaped = self.text.find(content, self.row_at, limit), False
        if "|" in content:
            other = self.text.find(source, self.row_at, limit)
            if other >= 0:
                at, escaped = other, True
        if at < 0:
            at = self.row_at
        self.row_at = at + len(source if escaped else content)
        if not escaped:
            return lambda start, end: Span(at + start, at + end)

        def place(start: int, end: int) -> Span:
            bars = content.count("|", 0, start)
            return Span(at + start + bars, at + end + content.count("|", 0, end))

        return place

    def _code_starts(self, token: Token, *, fenced: bool) -> tuple[int, ...]:
        first = (token.map[0] if token.map else 0) + fenced
        starts: list[int] = []
        for index, line in enumerate(token.content.rstrip("\n").split("\n")):
            start = self._line_start(first + index)
            shown = self.text[start : self._line_start(first + index + 1)].rstrip("\n")
            starts.append(start + max(len(shown) - len(line), 0))
        return tuple(starts)

    # --- tokens ---------------------------------------------------------------------------

    def _token(self, token: Token) -> None:
        if token.type == "inline":
            self._inline(token)
        elif token.type == "front_matter":
            self.front_matter = token.content
        elif token.type == "details_open":
            self._enter("details", token)
        elif token.type == "details_close":
            self._close_details(token)
        elif token.nesting > 0:
            self._enter(token.type.removesuffix("_open"), token)
        elif token.nesting < 0:
            self._leave(token.type.removesuffix("_close"))
        else:
            self._leaf(token)

    def _enter(self, name: str, token: Token) -> None:
        if name == "tr" and token.map:
            self.row_at = self._line_start(token.map[0])
        self.stack.append(_Frame(name, token))

    def _inline(self, token: Token) -> None:
        frame = self.stack[-1]
        in_row = frame.type in {"th", "td"}
        if in_row and not token.map:
            row = next(f for f in reversed(self.stack) if f.type == "tr")
            token.map = row.token.map
        place = self._cell_place(token) if in_row else self._place(token)
        frame.inlines = build_inlines(token.children or (), place)

    def _close_details(self, token: Token) -> None:
        """Close the fold that is open in this container; one that nobody opened is nothing."""
        for frame in reversed(self.stack):
            if frame.type == "details":
                if frame.token.map and token.map:
                    frame.token.map = [frame.token.map[0], token.map[1]]
                self._leave("details")
                return
            if frame.type in {"list_item", "blockquote", "root"}:
                return

    def _leave(self, name: str) -> None:
        while len(self.stack) > 1:
            frame = self.stack.pop()
            self._finish(frame, self.stack[-1])
            if frame.type == name:
                return

    def _leaf(self, token: Token) -> None:
        here = self.stack[-1].blocks
        span = self._span(token)
        match token.type:
            case "fence":
                starts = self._code_starts(token, fenced=True)
                value = _without_trailing_blanks(token.content)
                here.append(CodeBlock(value, token.info.strip(), span=span, starts=starts))
            case "code_block":
                starts = self._code_starts(token, fenced=False)
                value = _without_trailing_blanks(token.content)
                here.append(CodeBlock(value, fenced=False, span=span, starts=starts))
            case "math_block":
                inner = self.text.find(token.content, span.start, span.end)
                here.append(MathBlock(token.content.strip("\n"), span=span, inner=inner))
            case "hr":
                here.append(Rule(token.markup, span=span))
            case "html_block":
                here.extend(html_blocks(token.content, span))
            case _:
                return

    def _finish(self, frame: _Frame, parent: _Frame) -> None:
        """A frame is whole: its node goes to the one that holds it."""
        token = frame.token
        span = self._span(token) if token.map else Span(0, 0)
        match frame.type:
            case "paragraph":
                if frame.inlines:
                    parent.blocks.append(Paragraph(frame.inlines, span=span))
                parent.tight = parent.tight and token.hidden
            case "heading":
                setext = token.markup in {"=", "-"}
                words = _bare_heading(frame.inlines)
                parent.blocks.append(Heading(int(token.tag[1]), words, span=span, setext=setext))
            case "bullet_list":
                tight = frame.tight
                parent.blocks.append(BulletList(tuple(frame.items), span=span, tight=tight))
            case "ordered_list":
                parent.blocks.append(
                    OrderedList(
                        tuple(frame.items),
                        int(token.attrGet("start") or 1) if token.attrGet("start") != 0 else 0,
                        span=span,
                        tight=frame.tight,
                        delimiter=token.markup or ".",
                    )
                )
            case "list_item":
                parent.items.append(_item(tuple(frame.blocks), span))
                parent.tight = parent.tight and frame.tight
            case "blockquote":
                parent.blocks.append(_quote(tuple(frame.blocks), span))
            case "details":
                parent.blocks.append(Details(frame.inlines, tuple(frame.blocks), span=span))
            case "summary":
                parent.inlines = frame.inlines
                if parent.type != "details" and frame.inlines:
                    parent.blocks.append(Paragraph(frame.inlines, span=span))
            case "footnote_reference":
                label = str(token.meta.get("label", ""))
                parent.blocks.append(Footnote(label, tuple(frame.blocks), span=span))
            case "root":
                return
            case _:
                self._finish_part(frame, parent, span)

    def _finish_part(self, frame: _Frame, parent: _Frame, span: Span) -> None:
        """Tables, definition lists and boxes, which are made of parts."""
        token = frame.token
        match frame.type:
            case "th" | "td":
                parent.cells.append(Cell(frame.inlines, span=_hull_of(frame.inlines)))
                if frame.type == "th":
                    style = str(token.attrGet("style") or "")
                    parent.aligns.append(_ALIGNS.get(style, Align.NONE))
            case "tr":
                parent.rows.append(TableRow(tuple(frame.cells), span=span))
                parent.aligns = parent.aligns or frame.aligns
            case "thead" | "tbody":
                parent.rows.extend(frame.rows)
                parent.aligns = parent.aligns or frame.aligns
            case "table":
                head = frame.rows[0].cells if frame.rows else ()
                body = tuple(frame.rows[1:])
                parent.blocks.append(Table(head, body, tuple(frame.aligns), span=span))
            case "dt":
                parent.entries.append(Definition(frame.inlines, (), span=_hull_of(frame.inlines)))
            case "dd":
                blocks = tuple(frame.blocks)
                if parent.entries:
                    last = parent.entries[-1]
                    whole = Span(last.span.start, max(span.end, last.span.end))
                    meanings = (*last.meanings, blocks)
                    parent.entries[-1] = replace(last, meanings=meanings, span=whole)
            case "dl":
                parent.blocks.append(DefinitionList(tuple(frame.entries), span=span))
            case "admonition_title":
                parent.inlines = frame.inlines
            case "admonition":
                kind = str(token.meta.get("tag", "")).split(" ")[0]
                folded = token.markup == "???"
                title = () if _says_only(frame.inlines, kind) else frame.inlines
                blocks = tuple(frame.blocks)
                parent.blocks.append(Callout(kind, title, blocks, folded=folded, span=span))
            case "container_box":
                words = token.info.strip().strip("{}").split(None, 1)
                title = (Text(words[1], verbatim=False, span=span),) if len(words) > 1 else ()
                blocks = tuple(frame.blocks)
                parent.blocks.append(Callout(words[0].casefold(), title, blocks, span=span))
            case _:
                parent.blocks.extend(frame.blocks)


def _shifted(at: int, begins: Sequence[int], shifts: Sequence[int], *, end: bool = False) -> int:
    index = len(begins) - 1
    while index > 0 and (begins[index] > at or (end and begins[index] == at)):
        index -= 1
    return at + shifts[index]


def _hull_of(inlines: Inlines) -> Span:
    if not inlines:
        return Span(-1, -1)
    return Span(inlines[0].span.start, inlines[-1].span.end)


def _without_trailing_blanks(content: str) -> str:
    return "\n".join(line.rstrip(" \t") for line in content.split("\n")).rstrip("\n")


def _bare_heading(inlines: Inlines) -> Inlines:
    """A heading without the attributes behind it (`{#anchor}`)."""
    if not inlines or not isinstance(inlines[-1], Text):
        return inlines
    bare = _ATTRIBUTES.sub("", inlines[-1].value)
    if bare == inlines[-1].value:
        return inlines
    last = inlines[-1]
    span = Span(last.span.start, last.span.start + len(bare))
    return (*inlines[:-1], replace(last, value=bare, span=span)) if bare else inlines[:-1]


def _says_only(title: Inlines, kind: str) -> bool:
    """Whether a box's title is only its kind's name, which the parser puts where none is given."""
    if len(title) != 1 or not isinstance(title[0], Text):
        return False
    return title[0].value.casefold() == kind.casefold()


def cut_front(inlines: Inlines, count: int) -> Inlines:
    """Inlines without the first characters of their first text."""
    first = inlines[0]
    if not isinstance(first, Text):
        return inlines
    left = first.value[count:]
    if not left:
        return inlines[1:]
    span = Span(first.span.start + count, first.span.end) if first.verbatim else first.span
    return (replace(first, value=left, span=span), *inlines[1:])


def _item(blocks: Blocks, span: Span) -> Item:
    first = blocks[0] if blocks else None
    if isinstance(first, Paragraph) and first.children:
        opening = first.children[0]
        match = _BOX.match(opening.value) if isinstance(opening, Text) else None
        if match:
            rest = cut_front(first.children, match.end())
            children = (replace(first, children=rest), *blocks[1:]) if rest else blocks[1:]
            return Item(children, match["mark"] != " ", span=span)
    return Item(blocks, span=span)


def _quote(blocks: Blocks, span: Span) -> Block:
    """A quote, or the callout that its first words say it is."""
    first = blocks[0] if blocks else None
    opening = first.children[0] if isinstance(first, Paragraph) and first.children else None
    match = _CALLOUT.match(opening.value) if isinstance(opening, Text) else None
    if not match or not isinstance(first, Paragraph):
        return Quote(blocks, span=span)
    words = cut_front(first.children, match.end())
    end = next((i for i, node in enumerate(words) if isinstance(node, Break)), len(words))
    title, rest = words[:end], words[end + 1 :]
    body = (replace(first, children=rest), *blocks[1:]) if rest else blocks[1:]
    folded = match["fold"] == "-"
    return Callout(match["kind"].casefold(), title, body, folded=folded, span=span)
