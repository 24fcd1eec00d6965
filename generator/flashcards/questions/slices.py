"""Pieces of inline text, by the characters a person reads: cut, strip, split into lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from flashcards import patterns as re
from flashcards.document import NO_PHRASE, Phrase
from flashcards.tree import Span, plain
from flashcards.tree.nodes import (
    Block,
    Blocks,
    Break,
    BulletList,
    Callout,
    Code,
    CodeBlock,
    Details,
    FootnoteRef,
    Heading,
    Image,
    Inline,
    Inlines,
    Item,
    Math,
    OrderedList,
    Paragraph,
    Quote,
    RawHtml,
    Text,
    children_of,
)
from flashcards.tree.remembered import by_identity
from flashcards.tree.span import hull

T = TypeVar("T")

# Runs of blanks that a person reads as one.
_BLANKS = re.compile(r"[ \t\u00a0]{2,}|[\t\u00a0]")


def length(node: Inline) -> int:
    """How many characters of a node a person reads."""
    match node:
        case Text(value) | Code(value) | Math(value) | RawHtml(value):
            return len(value)
        case Break():
            return 1
        case FootnoteRef() | Image():
            return 0
        case _:
            return sum(length(child) for child in children_of(node))


def cut(inlines: Inlines, start: int, end: int | None = None) -> Inlines:
    """The inlines between two characters of their plain reading; pictures go with what is near.

    >>> plain(cut((Text("Term: "), Code("meaning")), 6))
    'meaning'
    """
    out: list[Inline] = []
    position = 0
    for node in inlines:
        size = length(node)
        first = max(start - position, 0)
        last = size if end is None else min(end - position, size)
        if size == 0:
            if position >= start and (end is None or position < end):
                out.append(node)
        elif first < last:
            out.append(node if (first, last) == (0, size) else _part(node, first, last))
        position += size
    return tuple(out)


def _part(node: Inline, start: int, end: int) -> Inline:
    match node:
        case Text(value):
            span = node.span
            if node.verbatim and span.start >= 0:
                span = Span(span.start + start, span.start + end)
            return Text(value[start:end], span=span, verbatim=node.verbatim)
        case Code(value):
            return replace(node, value=value[start:end], inner=_moved(node.inner, start))
        case Math(tex):
            return replace(node, tex=tex[start:end], inner=_moved(node.inner, start))
        case RawHtml(value):
            return replace(node, value=value[start:end])
        case Break() | FootnoteRef() | Image():
            return node
        case _:
            return replace(node, children=cut(node.children, start, end))


def _moved(inner: int, by: int) -> int:
    return inner + by if inner >= 0 else inner


def stripped(inlines: Inlines, signs: str | None = None) -> Inlines:
    """The inlines without blanks (or other signs) at either end."""
    if signs is None and _is_bare(inlines):
        return inlines
    words = plain(inlines)
    bare = words.strip(signs)
    if bare == words:
        return inlines
    start = len(words) - len(words.lstrip(signs))
    end = start + len(bare)
    if signs is not None:
        return cut(inlines, start, end)
    before = tuple(n for n in cut(inlines, 0, start) if isinstance(n, Image | FootnoteRef))
    behind = tuple(n for n in cut(inlines, end) if isinstance(n, Image | FootnoteRef))
    blank = (said(" "),) if bare and any(isinstance(n, Image) for n in behind) else ()
    return (*before, *cut(inlines, start, end), *blank, *behind)


def _is_bare(inlines: Inlines) -> bool:
    """Whether words without a blank stand at both ends, as nearly always: seen at a glance."""
    first, last = (inlines[0], inlines[-1]) if inlines else (None, None)
    if type(first) is not Text or type(last) is not Text:
        return False
    return first.value[:1].strip() != "" and last.value[-1:].strip() != ""


def lines(inlines: Inlines) -> list[Inlines]:
    """The lines as written, stripped; a break inside bold text parts none."""
    return list(_lines(inlines))


@by_identity  # each rule looks at the lines of each paragraph
def _lines(inlines: Inlines) -> tuple[Inlines, ...]:
    out: list[list[Inline]] = [[]]
    for node in inlines:
        if isinstance(node, Break):
            out.append([])
        else:
            out[-1].append(node)
    return tuple(stripped(tuple(line)) for line in out)


def rows_of(block: Paragraph | CodeBlock) -> list[Inlines]:
    """The lines of a block; those of a listing at their places, without the empty ones."""
    if isinstance(block, Paragraph):
        return lines(block.children)
    values = block.value.split("\n")
    known = len(block.starts) >= len(values)
    starts = block.starts if known else (-1,) * len(values)
    return [
        (Text(row, span=Span(at, at + len(row))) if known else said(row),)
        for row, at in zip(values, starts, strict=False)
        if row
    ]


def paragraph(inlines: Inlines) -> Paragraph:
    """Some words as a paragraph, with the span that they cover."""
    return Paragraph(inlines, span=hull(node.span for node in inlines))


def joined(parts: Sequence[Inlines], by: str = " ") -> Inlines:
    """Several pieces as one, with a word of ours between them; empty ones are left out."""
    out: list[Inline] = []
    for part in parts:
        if not part:
            continue
        if out:
            out.append(Break() if by == " " else said(by))
        out.extend(part)
    return tuple(out)


def said(words: str) -> Text:
    """Words of ours, which stand nowhere in the document."""
    return Text(words, verbatim=False)


def answer_box(told: Blocks, span: Span | None = None) -> Details:
    """Blocks as the answer to what stands before them, whatever they stood under.

    Args:
        told: the blocks.
        span: where they stand; where it is not told, from the first of them to the last.
    """
    return Details((said("Answer"),), told, span=span or hull(block.span for block in told))


def alone(item: Item) -> Paragraph | None:
    """The paragraph that an item is, if it is one and no more."""
    first = item.children[0] if len(item.children) == 1 else None
    return first if isinstance(first, Paragraph) else None


def all_alone(items: Iterable[Item]) -> list[Paragraph]:
    """The paragraphs that some items are, if each is one and no more; else nothing."""
    found = list(map(alone, items))
    told = [one for one in found if one]
    return told if len(told) == len(found) else []


def texts_of(block: BulletList | OrderedList) -> list[Inlines]:
    """The words of each item that is one paragraph; nothing for any other."""
    return [one.children if one else () for one in map(alone, block.items)]


def only_in(block: Block) -> Block | None:
    """What a list holds that is of one item, and that of one block."""
    items = block.items if isinstance(block, BulletList | OrderedList) else ()
    return items[0].children[0] if len(items) == 1 == len(items[0].children) else None


_ITEM_WORDS = 8
"""Words of a short item."""


def short_items(block: Block | None) -> tuple[Item, ...]:
    """The items of a list, if each is a few words and no term with its text."""
    if not isinstance(block, OrderedList | BulletList):
        return ()
    rows = map(alone, block.items)
    words = [plain(row.children) if row else ":" for row in rows]
    short = all(":" not in one and len(one.split()) <= _ITEM_WORDS for one in words)
    return block.items if short else ()


def between(gaps: Iterable[re.Match[str]], end: int) -> list[tuple[int, int]]:
    """Where the stretches of a text of some length begin and end that gaps part, in order.

    >>> between(re.finditer("[ ]", "so it is"), 8)
    [(0, 2), (3, 5), (6, 8)]
    """
    edges = [0, *(edge for gap in gaps for edge in gap.span()), end]
    return list(zip(edges[::2], edges[1::2], strict=True))


def with_heading(above: list[tuple[int, T]], heading: Heading, said: T) -> list[tuple[int, T]]:
    """The headings over what comes next, by level and what each says, one more of them read.

    >>> with_heading([(1, "a"), (3, "b")], Heading(2, ()), "c")
    [(1, 'a'), (2, 'c')]
    """
    return [*(one for one in above if one[0] < heading.level), (heading.level, said)]


def phrase(inlines: Inlines) -> Phrase:
    """Inlines as a phrase: stripped, runs of blanks as one."""
    bare = stripped(inlines)
    return Phrase(squeezed(bare)) if bare else NO_PHRASE


def squeezed(inlines: Inlines) -> Inlines:
    """Inlines with runs of blanks in literal text as one blank."""
    if not any(isinstance(node, Text) and _BLANKS.search(node.value) for node in inlines):
        return inlines
    return tuple(piece for node in inlines for piece in _squeezed(node))


def _squeezed(node: Inline) -> Iterator[Inline]:
    if not isinstance(node, Text) or not _BLANKS.search(node.value):
        yield node
        return
    if not node.verbatim or node.span.start < 0:
        yield replace(node, value=_BLANKS.sub(" ", node.value))
        return
    position = 0
    for match in _BLANKS.finditer(node.value):
        if match.start() > position:
            yield _part(node, position, match.start())
        span = Span(node.span.start + match.start(), node.span.start + match.end())
        yield Text(" ", span=span, verbatim=False)
        position = match.end()
    if position < len(node.value):
        yield _part(node, position, len(node.value))


def node_at(inlines: Inlines, index: int) -> Inline | None:
    """The node that holds a character of the plain reading; None behind its end."""
    position = 0
    for node in inlines:
        position += length(node)
        if index < position:
            return node
    return None


def literal_at(inlines: Inlines, index: int) -> bool:
    """Whether a character of the plain reading is literal text, in no code, link or emphasis."""
    return isinstance(node_at(inlines, index), Text)


def with_inner(block: Block, change: Callable[[Blocks], Blocks]) -> Block:
    """A list, fold, callout or quote with what it holds changed; any other block as it is."""
    match block:
        case BulletList() | OrderedList():
            items = tuple(replace(item, children=change(item.children)) for item in block.items)
            return replace(block, items=items)
        case Details() | Callout() | Quote():
            return replace(block, children=change(block.children))
        case _:
            return block
