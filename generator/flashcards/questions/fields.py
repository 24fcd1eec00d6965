"""What other markup languages write where markdown has a sign of its own, as markdown has it.

Fields of reStructuredText (`:Answer: B`) and terms of AsciiDoc (`What is the limit?::`) reach the
parser of markdown as plain lines of a paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flashcards import patterns as re
from flashcards.questions.roles import is_meta, is_spoken
from flashcards.questions.slices import cut, joined, lines, paragraph, said, stripped
from flashcards.tree import plain
from flashcards.tree.nodes import (
    Block,
    Blocks,
    Definition,
    DefinitionList,
    Inlines,
    Paragraph,
    Strong,
)
from flashcards.tree.span import hull

# `:Answer: B` at the head of a line.
_FIELD = re.compile(r":(?P<name>[^\W\d_][^:\n]{0,24}):(?:\s+(?=\S)|$)")
# A term of AsciiDoc, over what is said of it; `[qanda]` over them all.
_TERM = re.compile(r"(?P<term>.*\S)::")
_ATTRIBUTES = re.compile(r"\[[\w%,= \"#.-]{1,40}\]")
_LEAST = 2


def translated(blocks: Blocks) -> Blocks:
    """The blocks with such lines as labels, and terms as a list of them."""
    return tuple(out for block in blocks for out in _translated(block))


def _translated(block: Block) -> Iterator[Block]:
    if not isinstance(block, Paragraph):
        yield block
    elif terms := _terms(block):
        yield terms
    else:
        yield from _labelled(block)


def _labelled(block: Paragraph) -> Iterator[Block]:
    """A paragraph with its fields as labels, each a paragraph of its own."""
    rows = lines(block.children)
    fields = [_field(row) for row in rows]
    if not any(fields):
        yield block
        return
    kept: list[Inlines] = []
    for row, field in zip(rows, fields, strict=True):
        if field is None:
            kept.append(row)
            continue
        if kept:
            yield paragraph(joined(kept))
            kept = []
        yield paragraph(field)
    if kept:
        yield paragraph(joined(kept))


def _field(row: Inlines) -> Inlines | None:
    match = _FIELD.match(plain(row))
    if match is None or not (is_spoken(match["name"]) or is_meta(match["name"])):
        return None
    name = cut(row, *match.span("name"))
    return (Strong(name, span=hull(n.span for n in name)), said(": "), *cut(row, match.end()))


def _terms(block: Paragraph) -> DefinitionList | None:
    """Lines that end in two colons, each over what is said of it."""
    rows = lines(block.children)
    if rows and _ATTRIBUTES.fullmatch(plain(rows[0]).strip()):
        rows = rows[1:]
    matches = [_TERM.fullmatch(plain(row).strip()) for row in rows]
    places = [place for place, match in enumerate(matches) if match]
    ends = [*places[1:], len(rows)]
    apart = all(end - place > 1 for place, end in zip(places, ends, strict=False))
    if len(places) < _LEAST or places[0] or not apart:
        return None
    entries = tuple(_entry(rows[place:end]) for place, end in zip(places, ends, strict=True))
    return DefinitionList(entries, span=block.span)


def _entry(rows: Sequence[Inlines]) -> Definition:
    term = stripped(rows[0], ": \t")
    meaning = joined(list(rows[1:]))
    return Definition(term, ((paragraph(meaning),),), span=hull(n.span for n in (*term, *meaning)))
