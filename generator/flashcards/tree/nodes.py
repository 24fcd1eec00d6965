"""What a document is made of: blocks and inlines, each with its place in the text.

Every node is a frozen value; two that say the same are equal wherever they stand, for `span` is
not compared. Nodes that carry nothing but children of their kind share a base, so that walkers
need not know each one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import field, replace
from enum import StrEnum
from itertools import pairwise

from flashcards.tree.span import NOWHERE, Span
from flashcards.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class _Node:
    """What all nodes share."""

    span: Span = field(default=NOWHERE, compare=False)


# --- inlines ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text(_Node):
    r"""Literal characters. Where `verbatim`, they are the very characters of the source.

    An escape (`\*`) or entity (`&nbsp;`) is a `Text` of its own that is not verbatim: the whole
    of its span stands for the whole of its value.
    """

    value: str
    verbatim: bool = field(default=True, kw_only=True, compare=False)


@dataclass(frozen=True, slots=True)
class Code(_Node):
    """Inline code; `inner` is where its value begins in the source, or -1."""

    value: str
    inner: int = field(default=-1, kw_only=True, compare=False)


@dataclass(frozen=True, slots=True)
class Math(_Node):
    """A formula as TeX without its delimiters; `display` stands on a line of its own."""

    tex: str
    display: bool = field(default=False, kw_only=True)
    inner: int = field(default=-1, kw_only=True, compare=False)


@dataclass(frozen=True, slots=True)
class Break(_Node):
    """A new line: `hard` as the author demands it (`<br>`, two spaces), soft where lines wrap."""

    hard: bool = False


@dataclass(frozen=True, slots=True)
class Image(_Node):
    """A picture or a sound: `target` as written, `alt` its description, `width` in pixels or 0."""

    target: str
    alt: tuple[Inline, ...] = ()
    title: str = field(default="", kw_only=True)
    width: int = field(default=0, kw_only=True)


@dataclass(frozen=True, slots=True)
class FootnoteRef(_Node):
    """`[^label]`."""

    label: str


@dataclass(frozen=True, slots=True)
class RawHtml(_Node):
    """A tag that is no formatting known here; shown as its source, never as HTML."""

    value: str


@dataclass(frozen=True, slots=True)
class Wrapper(_Node):
    """What all nodes share that are made of inlines."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Strong(Wrapper):
    """`**x**`, `__x__`, `<b>`."""


@dataclass(frozen=True, slots=True)
class Emphasis(Wrapper):
    """`*x*`, `_x_`, `<i>`."""


@dataclass(frozen=True, slots=True)
class Strike(Wrapper):
    """`~~x~~`, `<del>`."""


@dataclass(frozen=True, slots=True)
class Highlight(Wrapper):
    """`==x==`, `<mark>`."""


class Style(StrEnum):
    """Formatting that markdown has no sign for; the value is the tag of HTML."""

    SUB = "sub"
    SUP = "sup"
    KBD = "kbd"
    UNDERLINE = "u"
    SMALL = "small"


@dataclass(frozen=True, slots=True)
class Styled(Wrapper):
    """`<sub>x</sub>` and its kin."""

    style: Style


@dataclass(frozen=True, slots=True)
class Link(Wrapper):
    """A link; `target` as written."""

    target: str
    title: str = field(default="", kw_only=True)


@dataclass(frozen=True, slots=True)
class Cloze(Wrapper):
    """A deletion, `{{c1::x::hint}}` or what a recogniser takes for one; `number` 0: none given."""

    number: int = 0
    hint: str = field(default="", kw_only=True)


# Made by us, never by a parser of documents: what a card does to its author's words.


@dataclass(frozen=True, slots=True)
class Hidden(Wrapper):
    """What the card asks for: drawn as `[…]` on the front; `children` is what is hidden."""

    hint: str = field(default="", kw_only=True)


@dataclass(frozen=True, slots=True)
class Spoiler(Wrapper):
    """Covered until it is tapped: `||x||`."""


@dataclass(frozen=True, slots=True)
class Subject(Wrapper):
    """What a front is about, small above its question."""


@dataclass(frozen=True, slots=True)
class Corrected(Wrapper):
    """The right value in place of what the document states; `children` is what it states."""

    value: str


@dataclass(frozen=True, slots=True)
class Refuted(Wrapper):
    """A stated number that is wrong, kept in the author's words and marked; `value` is right."""

    value: str


Inline = (
    Text
    | Code
    | Math
    | Break
    | Image
    | FootnoteRef
    | RawHtml
    | Strong
    | Emphasis
    | Strike
    | Highlight
    | Styled
    | Link
    | Cloze
    | Hidden
    | Spoiler
    | Subject
    | Corrected
    | Refuted
)
Inlines = tuple[Inline, ...]


# --- blocks ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Paragraph(_Node):
    """Running text."""

    children: Inlines


@dataclass(frozen=True, slots=True)
class Heading(_Node):
    """A heading of level 1 to 6; `setext` if it is underlined."""

    level: int
    children: Inlines
    setext: bool = field(default=False, kw_only=True, compare=False)


@dataclass(frozen=True, slots=True)
class Item(_Node):
    """An item of a list; `checked` is None where it has no box, `number` as printed before it."""

    children: Blocks
    checked: bool | None = None
    number: int | None = field(default=None, kw_only=True, compare=False)


@dataclass(frozen=True, slots=True)
class BulletList(_Node):
    """A list with bullets; `tight` if its items are lines, not paragraphs."""

    items: tuple[Item, ...]
    tight: bool = field(default=True, kw_only=True, compare=False)


@dataclass(frozen=True, slots=True)
class OrderedList(_Node):
    """A numbered list that begins with `start`; `delimiter` is `.` or `)`."""

    items: tuple[Item, ...]
    start: int = 1
    tight: bool = field(default=True, kw_only=True, compare=False)
    delimiter: str = field(default=".", kw_only=True, compare=False)

    @property
    def numbers(self) -> tuple[int, ...]:
        """Its items' numbers: as printed where those go up (`1.`, `3.`), else counted."""
        printed = [item.number for item in self.items if item.number is not None]
        counted = tuple(range(self.start, self.start + len(self.items)))
        rising = all(one < two for one, two in pairwise(printed))
        return tuple(printed) if len(printed) == len(counted) and rising else counted


class Align(StrEnum):
    """How the cells of a column are set."""

    NONE = ""
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Cell(_Node):
    """A cell of a table."""

    children: Inlines


@dataclass(frozen=True, slots=True)
class TableRow(_Node):
    """A row; as many cells as the header has."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table(_Node):
    """A table with its header."""

    header: tuple[Cell, ...]
    rows: tuple[TableRow, ...]
    aligns: tuple[Align, ...] = ()


@dataclass(frozen=True, slots=True)
class CodeBlock(_Node):
    """A fence, or indented code (`fenced` False): `info` as written, `value` its lines.

    `starts` are the places in the source of each line of `value`; `marked` are the lines, counted
    from 1, that a card draws attention to.
    """

    value: str
    info: str = ""
    fenced: bool = field(default=True, kw_only=True, compare=False)
    starts: tuple[int, ...] = field(default=(), kw_only=True, compare=False)
    marked: tuple[int, ...] = field(default=(), kw_only=True)

    @property
    def language(self) -> str:
        """The first word of `info`, in small letters, without braces and dots; or empty."""
        words = self.info.split()
        return words[0].strip("{}.").casefold() if words and "=" not in words[0] else ""


NO_CODE = frozenset(("", "text", "txt", "plain", "plaintext", "none"))
"""Languages of fences that hold lines of text, or do not say what they hold."""

MARKED_TEXT = NO_CODE | {"markdown", "md"}
"""The same, in markdown, too."""

PRINTED = frozenset(("console", "output"))
"""Languages of fences that repeat what a program shows."""


@dataclass(frozen=True, slots=True)
class MathBlock(_Node):
    """A displayed formula as TeX without its delimiters."""

    tex: str
    inner: int = field(default=-1, kw_only=True, compare=False)


@dataclass(frozen=True, slots=True)
class Quote(_Node):
    """`> …`."""

    children: Blocks


@dataclass(frozen=True, slots=True)
class Callout(_Node):
    """`> [!kind] title`, `!!! kind "title"`, `??? kind "title"`, `:::kind title`."""

    kind: str
    title: Inlines
    children: Blocks
    folded: bool = field(default=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Details(_Node):
    """`<details><summary>…</summary>…</details>`; `closed` is whether its end is written.

    `asked` is where the summary ends in the text if blocks stand in it, the first children.
    """

    summary: Inlines
    children: Blocks
    closed: bool = True
    asked: int = 0


@dataclass(frozen=True, slots=True)
class Definition(_Node):
    """A term and what is said of it."""

    term: Inlines
    meanings: tuple[Blocks, ...]


@dataclass(frozen=True, slots=True)
class DefinitionList(_Node):
    """`Term` above `: meaning` lines."""

    entries: tuple[Definition, ...]


@dataclass(frozen=True, slots=True)
class Rule(_Node):
    """`---`; `markup` as written."""

    markup: str = field(default="---", compare=False)


@dataclass(frozen=True, slots=True)
class Footnote(_Node):
    """`[^label]: …`."""

    label: str
    children: Blocks


@dataclass(frozen=True, slots=True)
class HtmlBlock(_Node):
    """HTML that is no structure known here; shown as its source, never as HTML."""

    value: str


Block = (
    Paragraph
    | Heading
    | BulletList
    | OrderedList
    | Table
    | CodeBlock
    | MathBlock
    | Quote
    | Callout
    | Details
    | DefinitionList
    | Rule
    | Footnote
    | HtmlBlock
)
Blocks = tuple[Block, ...]


# --- walking ---------------------------------------------------------------------------------


def child_blocks(block: Block) -> Iterator[Blocks]:
    """The runs of blocks that stand directly in a block."""
    match block:
        case BulletList() | OrderedList():
            for item in block.items:
                yield item.children
        case Quote() | Callout() | Details() | Footnote():
            yield block.children
        case DefinitionList():
            for entry in block.entries:
                yield from entry.meanings
        case _:
            return


def own_inlines(block: Block) -> Iterator[Inlines]:
    """The runs of inlines that stand directly in a block, not in blocks inside it."""
    match block:
        case Paragraph() | Heading():
            yield block.children
        case Table():
            for row in (block.header, *(row.cells for row in block.rows)):
                for cell in row:
                    yield cell.children
        case Callout():
            yield block.title
        case Details():
            yield block.summary
        case DefinitionList():
            for entry in block.entries:
                yield entry.term
        case _:
            return


_LEAVES = frozenset((Paragraph, Heading, Table, CodeBlock, MathBlock, Rule, HtmlBlock))
"""Blocks that hold no blocks."""


def walk(blocks: Blocks) -> Iterator[Block]:
    """Every block, depth first, in document order."""
    stack = list(reversed(blocks))
    while stack:
        block = stack.pop()
        yield block
        if type(block) in _LEAVES:
            continue
        for run in reversed(tuple(child_blocks(block))):
            stack.extend(reversed(run))


def children_of(inline: Inline) -> Inlines:
    """What stands in an inline node: its children, the description of a picture."""
    if isinstance(inline, Wrapper):
        return inline.children
    return inline.alt if isinstance(inline, Image) else ()


def with_children(inline: Inline, children: Inlines) -> Inline:
    """The same node with other children; what has none stays as it is."""
    if isinstance(inline, Image):
        return replace(inline, alt=children)
    return replace(inline, children=children) if isinstance(inline, Wrapper) else inline


def walk_inlines(inlines: Inlines) -> Iterator[Inline]:
    """Every inline node, depth first, in order."""
    stack = list(reversed(inlines))
    while stack:
        node = stack.pop()
        yield node
        if children := children_of(node):
            stack.extend(reversed(children))


def map_inlines(blocks: Blocks, change: Callable[[Inlines], Inlines]) -> Blocks:
    """Blocks with each of their runs of inlines changed, those of blocks inside them too."""
    return tuple(_with_inlines(block, change) for block in blocks)


def _with_inlines(block: Block, change: Callable[[Inlines], Inlines]) -> Block:
    match block:
        case Paragraph() | Heading():
            return replace(block, children=change(block.children))
        case BulletList() | OrderedList():
            items = tuple(
                replace(item, children=map_inlines(item.children, change)) for item in block.items
            )
            return replace(block, items=items)
        case Table():
            header, *rows = (
                tuple(replace(cell, children=change(cell.children)) for cell in cells)
                for cells in (block.header, *(row.cells for row in block.rows))
            )
            return replace(
                block,
                header=header,
                rows=tuple(
                    replace(row, cells=cells) for row, cells in zip(block.rows, rows, strict=True)
                ),
            )
        case Quote() | Footnote():
            return replace(block, children=map_inlines(block.children, change))
        case Callout():
            children = map_inlines(block.children, change)
            return replace(block, title=change(block.title), children=children)
        case Details():
            children = map_inlines(block.children, change)
            return replace(block, summary=change(block.summary), children=children)
        case DefinitionList():
            entries = tuple(
                replace(
                    entry,
                    term=change(entry.term),
                    meanings=tuple(map_inlines(meaning, change) for meaning in entry.meanings),
                )
                for entry in block.entries
            )
            return replace(block, entries=entries)
        case _:
            return block
