"""What other markup languages write where markdown has a sign of its own, as markdown has it.

Fields of reStructuredText (`:Answer: B`), headlines of Org below an item (`** Answer`) and terms of
AsciiDoc (`What is the limit?::`) reach the parser of markdown as plain lines of a paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from flashcards import patterns as re
from flashcards.questions.roles import has_question_mark, is_meta, is_spoken
from flashcards.questions.slices import cut, joined, lines, paragraph, said, stripped
from flashcards.tree import plain
from flashcards.tree.nodes import (
    Block,
    Blocks,
    BulletList,
    Definition,
    DefinitionList,
    Inlines,
    Item,
    OrderedList,
    Paragraph,
    Strong,
)
from flashcards.tree.span import hull

# `:Answer: B` at the head of a line.
_FIELD = re.compile(r":(?P<name>[^\W\d_][^:\n]{0,24}):(?:\s+(?=\S)|$)")
# `** Answer`, and the tags behind a headline of Org: `What is it? :drill:`.
_HEADLINE = re.compile(r"\*{1,4}\s+(?P<name>[^\W\d_][\w ]{0,24})")
_TAGS = re.compile(r"\s+:(?:[\w@]+:)+$")
# A term of AsciiDoc, over what is said of it; `[qanda]` over them all.
_TERM = re.compile(r"(?P<term>.*\S)::")
_ATTRIBUTES = re.compile(r"\[[\w%,= \"#.-]{1,40}\]")
_LEAST = 2


def translated(blocks: Blocks) -> Blocks:
    """The blocks with such lines as labels, items without tags and terms as a list of them."""
    return tuple(out for block in blocks for out in _translated(block))


def _translated(block: Block) -> Iterator[Block]:
    match block:
        case Paragraph():
            terms = _terms(block)
            if terms is not None:
                yield terms
            else:
                yield from _labelled(block)
        case BulletList() | OrderedList():
            yield replace(block, items=tuple(_item(item) for item in block.items))
        case _:
            yield block


def _item(item: Item) -> Item:
    """An item whose first line has tags of Org behind it, without them."""
    first = item.children[0] if item.children else None
    if not isinstance(first, Paragraph):
        return item
    rows = lines(first.children)
    tags = _TAGS.search(plain(rows[0])) if rows else None
    if tags is None or not has_question_mark(plain(rows[0])[: tags.start()]):
        return item
    rows[0] = cut(rows[0], 0, tags.start())
    kept = [row for row in rows if not _is_answer_headline(row)]
    return replace(item, children=(replace(first, children=joined(kept)), *item.children[1:]))


def _is_answer_headline(row: Inlines) -> bool:
    match = _HEADLINE.fullmatch(plain(row).strip())
    return match is not None and is_spoken(match["name"])


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
