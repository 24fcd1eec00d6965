"""Blocks that are open, and what each becomes when it closes: a table of small functions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field, replace
from typing import TYPE_CHECKING

from flashcards import patterns as re
from flashcards.tree.nodes import (
    Align,
    Block,
    Blocks,
    Break,
    BulletList,
    Callout,
    Cell,
    Definition,
    DefinitionList,
    Details,
    Footnote,
    Heading,
    Inlines,
    Item,
    OrderedList,
    Paragraph,
    Quote,
    RawHtml,
    Table,
    TableRow,
    Text,
)
from flashcards.tree.span import Span, hull
from flashcards.values import dataclass

if TYPE_CHECKING:
    from markdown_it.token import Token

# `[!kind]`, `[!kind]-`: the first words of a callout.
_CALLOUT = re.compile(r"\[!(?P<kind>[\w-]+)(?:\|[^\]]*)?\](?P<fold>[-+]?)[ \t]*")
_BOX = re.compile(r"\[(?P<mark>[ xX])\](?:\s+|$)")
# `{#anchor .class}` behind a heading.
_ATTRIBUTES = re.compile(r"\s*\{[#.:][^{}]*\}\s*$")
# A heading's tag round a summary: the summary is one already.
_HEADING_TAG = re.compile(r"</?h[1-6](?:\s[^<>]*)?>", re.IGNORECASE)
_ALIGNS = {"text-align:left": Align.LEFT, "text-align:center": Align.CENTER,
           "text-align:right": Align.RIGHT}  # fmt: skip


@dataclass(slots=True)
class Entry:
    """A term of a definition list, and its meanings so far."""

    term: Inlines
    meanings: list[Blocks]
    span: Span


@dataclass(slots=True)
class Frame:
    """A block that is open: the token that opened it, and what it holds so far."""

    type: str
    token: Token
    blocks: list[Block] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    rows: list[TableRow] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    aligns: list[Align] = field(default_factory=list)
    inlines: Inlines = ()
    entries: list[Entry] = field(default_factory=list)
    tight: bool = True


Finish = Callable[[Frame, Frame, Span], None]
"""A frame is whole: its node goes to the frame that holds it. The span is the frame's own."""


def finish(frame: Frame, parent: Frame, span: Span) -> None:
    """Make a frame's node; a frame of no known kind leaves its blocks to its parent."""
    handler = FINISH.get(frame.type)
    if handler is None:
        parent.blocks.extend(frame.blocks)
    else:
        handler(frame, parent, span)


# --- text ------------------------------------------------------------------------------------


def _paragraph(frame: Frame, parent: Frame, span: Span) -> None:
    if frame.inlines:
        parent.blocks.append(Paragraph(frame.inlines, span=span))
    parent.tight = parent.tight and frame.token.hidden


def _heading(frame: Frame, parent: Frame, span: Span) -> None:
    setext = frame.token.markup in {"=", "-"}
    words = _bare_heading(frame.inlines)
    parent.blocks.append(Heading(int(frame.token.tag[1]), words, span=span, setext=setext))


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


# --- lists -----------------------------------------------------------------------------------


def _bullet_list(frame: Frame, parent: Frame, span: Span) -> None:
    parent.blocks.append(BulletList(tuple(frame.items), span=span, tight=frame.tight))


def _ordered_list(frame: Frame, parent: Frame, span: Span) -> None:
    given = frame.token.attrGet("start")
    start, delimiter = 1 if given is None else int(given), frame.token.markup or "."
    items = tuple(frame.items)
    if _is_sentence(items, start, parent):
        parent.blocks.extend(_sentence(items[0], f"{start}{delimiter}", span))
        return
    parent.blocks.append(
        OrderedList(items, start, span=span, tight=frame.tight, delimiter=delimiter)
    )


_YEARS = range(1000, 2200)
_NEAR = 30


def _is_sentence(items: tuple[Item, ...], start: int, parent: Frame) -> bool:
    """Whether a list of one is none: `206.` alone on its line, `1969. Apollo 11 …`."""
    if len(items) != 1:
        return False
    if not items[0].children:
        return True
    if start not in _YEARS or not isinstance(items[0].children[0], Paragraph):
        return False
    above = (b for b in reversed(parent.blocks[-_NEAR:]) if isinstance(b, OrderedList))
    last = next(above, None)
    return last is None or last.start + len(last.items) != start


def _sentence(item: Item, number: str, span: Span) -> Blocks:
    """What such a list says: its number is a word of the text."""
    words = Text(number, span=Span(span.start, span.start + len(number)))
    first, *rest = item.children or (Paragraph((), span=span),)
    if not isinstance(first, Paragraph) or not first.children:
        return (Paragraph((words,), span=span), *item.children)
    blank = Text(" ", span=Span(words.span.end, first.children[0].span.start), verbatim=False)
    return (Paragraph((words, blank, *first.children), span=span), *rest)


def _list_item(frame: Frame, parent: Frame, span: Span) -> None:
    printed = frame.token.info
    number = int(printed) if printed.isdecimal() else None
    parent.items.append(replace(_item(tuple(frame.blocks), span), number=number))
    parent.tight = parent.tight and frame.tight


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


def _definition_term(frame: Frame, parent: Frame, span: Span) -> None:  # noqa: ARG001
    parent.entries.append(Entry(frame.inlines, [], hull(node.span for node in frame.inlines)))


def _meaning(frame: Frame, parent: Frame, span: Span) -> None:
    if parent.entries:
        last = parent.entries[-1]
        last.meanings.append(tuple(frame.blocks))
        last.span = hull((last.span, span))


def _definition_list(frame: Frame, parent: Frame, span: Span) -> None:
    entries = tuple(Definition(e.term, tuple(e.meanings), span=e.span) for e in frame.entries)
    parent.blocks.append(DefinitionList(entries, span=span))


# --- tables ----------------------------------------------------------------------------------


def _cell(frame: Frame, parent: Frame, span: Span) -> None:  # noqa: ARG001
    parent.cells.append(Cell(frame.inlines, span=hull(node.span for node in frame.inlines)))
    if frame.type == "th":
        style = str(frame.token.attrGet("style") or "")
        parent.aligns.append(_ALIGNS.get(style, Align.NONE))


def _row(frame: Frame, parent: Frame, span: Span) -> None:
    parent.rows.append(TableRow(tuple(frame.cells), span=span))
    parent.aligns = parent.aligns or frame.aligns


def _rows(frame: Frame, parent: Frame, span: Span) -> None:  # noqa: ARG001
    parent.rows.extend(frame.rows)
    parent.aligns = parent.aligns or frame.aligns


def _table(frame: Frame, parent: Frame, span: Span) -> None:
    head = frame.rows[0].cells if frame.rows else ()
    parent.blocks.append(Table(head, tuple(frame.rows[1:]), tuple(frame.aligns), span=span))


# --- boxes -----------------------------------------------------------------------------------


def _blockquote(frame: Frame, parent: Frame, span: Span) -> None:
    parent.blocks.append(_quote(tuple(frame.blocks), span))


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


def _details(frame: Frame, parent: Frame, span: Span) -> None:
    closed, asked = bool(frame.token.meta.get("closed")), frame.token.meta.get("asked", 0)
    parent.blocks.append(Details(frame.inlines, tuple(frame.blocks), closed, asked, span=span))


def _summary(frame: Frame, parent: Frame, span: Span) -> None:
    words = tuple(
        node
        for node in frame.inlines
        if not (isinstance(node, RawHtml) and _HEADING_TAG.fullmatch(node.value))
    )
    parent.inlines = words
    if parent.type != "details" and words:
        parent.blocks.append(Paragraph(words, span=span))


def _footnote(frame: Frame, parent: Frame, span: Span) -> None:
    label = str(frame.token.meta.get("label", ""))
    parent.blocks.append(Footnote(label, tuple(frame.blocks), span=span))


def _admonition_title(frame: Frame, parent: Frame, span: Span) -> None:  # noqa: ARG001
    parent.inlines = frame.inlines


def _admonition(frame: Frame, parent: Frame, span: Span) -> None:
    kind = str(frame.token.meta.get("tag", "")).split(" ")[0]
    folded = frame.token.markup == "???"
    title = () if _says_only(frame.inlines, kind) else frame.inlines
    parent.blocks.append(Callout(kind, title, tuple(frame.blocks), folded=folded, span=span))


def _says_only(title: Inlines, kind: str) -> bool:
    """Whether a box's title is only its kind's name, which the parser puts where none is given."""
    if len(title) != 1 or not isinstance(title[0], Text):
        return False
    return title[0].value.casefold() == kind.casefold()


def _box(frame: Frame, parent: Frame, span: Span) -> None:
    words = frame.token.info.strip().strip("{}").split(None, 1)
    title = (Text(words[1], verbatim=False, span=span),) if len(words) > 1 else ()
    parent.blocks.append(Callout(words[0].casefold(), title, tuple(frame.blocks), span=span))


FINISH: dict[str, Finish] = {
    "paragraph": _paragraph,
    "heading": _heading,
    "bullet_list": _bullet_list,
    "ordered_list": _ordered_list,
    "list_item": _list_item,
    "dt": _definition_term,
    "dd": _meaning,
    "dl": _definition_list,
    "th": _cell,
    "td": _cell,
    "tr": _row,
    "thead": _rows,
    "tbody": _rows,
    "table": _table,
    "blockquote": _blockquote,
    "details": _details,
    "summary": _summary,
    "footnote_reference": _footnote,
    "admonition_title": _admonition_title,
    "admonition": _admonition,
    "container_box": _box,
}
"""What each kind of block becomes, by the name of its token."""
