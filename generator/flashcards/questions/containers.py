"""Folds and lists that only hold questions: opened, so that each question stands by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import or_

from flashcards.document import Role
from flashcards.questions.boxes import held, held_in_item
from flashcards.questions.forms import clozes, folds, headings, items, lines, qa
from flashcards.questions.forms.candidate import Evidence
from flashcards.questions.forms.titles import evidence_of
from flashcards.questions.labels import split_spoken
from flashcards.questions.options import are_offered
from flashcards.questions.roles import role_of
from flashcards.questions.run import ready
from flashcards.questions.slices import lines as lines_of
from flashcards.tree import plain
from flashcards.tree.nodes import (
    Block,
    Blocks,
    BulletList,
    Callout,
    Details,
    Heading,
    Inlines,
    Item,
    OrderedList,
    Paragraph,
    Quote,
)
from flashcards.tree.span import Span

_LEAST = 2
_DEEPEST = 6
_MAX_DEPTH = 8
"""How deep containers in containers are opened; what stands deeper stays where it is."""


def opened(blocks: Sequence[Block], depth: int = 0) -> Blocks:
    """The blocks, with what a container of questions holds in its place, under its title."""
    return tuple(part for block in blocks for part in _opened(block, depth))


def _opened(block: Block, depth: int) -> Iterator[Block]:
    if isinstance(block, BulletList | OrderedList):
        yield from _opened_list(block, depth)
        return
    if isinstance(block, Details) and not block.closed and depth < _MAX_DEPTH:
        own = _own(block)
        if own < len(block.children) and not _asks_nothing(block.summary):
            yield replace(block, children=block.children[:own])
            yield from opened(block.children[own:], depth)  # beside it, not in it
            return
    if isinstance(block, Quote) and block.children:
        first = block.children[0]
        asks_on = isinstance(first, Paragraph) and _asks_more(lines_of(first.children)[0])
        if asks_on or are_offered(block.children):
            yield from block.children
            return
    title, children = held(block) if _holds(block) else ((), ())
    yield from _inside(title, children, block.span, depth) or (block,)


def _opened_list(block: BulletList | OrderedList, depth: int) -> Iterator[Block]:
    """A list, cut at those of its items that hold questions, one will do beside another."""
    if _is_of_sides(block):
        yield from opened([child for item in block.items for child in _sides(item)], depth + 1)
        return
    held_by = [(*held_in_item(item), item.span) for item in block.items]
    found = [_inside(*one, depth, least=1) for one in held_by]
    if sum(map(bool, found)) < _LEAST:
        found = [one and _inside(*of, depth) for one, of in zip(found, held_by, strict=True)]
    start = 0
    for index, inside in enumerate(found):
        if inside:
            yield from _part(block, start, index)
            yield from inside
            start = index + 1
    yield from _part(block, start, len(block.items))


def _is_of_sides(block: BulletList | OrderedList) -> bool:
    """Whether all items are questions or answers by their words: `- Q: …`, then `- A: …`."""
    words = [line for item in block.items if (line := _said(item)) is not None]
    if len(words) != len(block.items):
        return False
    if all(map(_asks_more, words)):
        return True
    asking = [qa.asks_by_word(line) for line in words]
    # Questions without any answer are a table of contents.
    answered = any(asking) and any(map(_is_told, block.items))
    return answered and all(map(or_, asking, map(qa.answers_by_word, words)))


def _is_told(item: Item) -> bool:
    """Whether an item holds an answer by its word, on a line of its own or as an item below."""
    for child in _sides(item):
        rows = lines_of(child.children) if isinstance(child, Paragraph) else []
        if any(map(qa.answers_by_word, rows)):
            return True
    return False


def _asks_more(line: Inlines) -> bool:
    """Whether a line opens with the word for a follow-up, and asks: `Follow-up: How large?`."""
    label = split_spoken(line)
    return label is not None and role_of(plain(label[0])) is Role.FOLLOW_UPS and "?" in plain(line)


def _said(item: Item) -> Inlines | None:
    first = item.children[0] if item.checked is None and item.children else None
    return lines_of(first.children)[0] if isinstance(first, Paragraph) else None


def _sides(item: Item) -> Iterator[Block]:
    """What an item holds; the answer that stands as an item below its question as well."""
    for child in item.children:
        below = child.items if isinstance(child, BulletList) else ()
        line = _said(below[0]) if len(below) == 1 else None
        if line is not None and qa.answers_by_word(line):
            yield from below[0].children
        else:
            yield child


def _part(block: BulletList | OrderedList, start: int, end: int) -> Iterator[Block]:
    items = block.items[start:end]
    if len(items) == len(block.items):
        yield block
    elif items:
        span = Span(items[0].span.start, items[-1].span.end)
        kept = replace(block, items=items, span=span)
        yield kept if isinstance(kept, BulletList) else replace(kept, start=kept.start + start)


def _inside(
    title: Inlines, children: Blocks, span: Span, depth: int, least: int = _LEAST
) -> Blocks:
    """What a container holds, under its title; nothing if it does not hold questions."""
    if depth >= _MAX_DEPTH or not children or not _asks_nothing(title):
        return ()
    inside = opened(children, depth + 1)
    count = _questions(inside)
    only = all(isinstance(child, Details) for child in children)
    if count < (1 if only else least):
        return ()
    if not plain(title).strip():
        return inside
    levels = [one.level for one in inside if isinstance(one, Heading)]
    level = max(min(levels, default=_DEEPEST + 1) - 1, 1)
    return (Heading(level, title, span=span), *inside)


def _own(block: Details) -> int:
    """How many of the blocks in a fold without an end are its own.

    Up to the next fold that asks, or a heading that names no part of a question.
    """
    asking = {one.index for one in folds.find(block.children) if one.evidence >= Evidence.ASKING}
    return next(
        (
            index
            for index, child in enumerate(block.children)
            if index in asking
            or (isinstance(child, Heading) and role_of(plain(child.children)) is Role.OTHER)
        ),
        len(block.children),
    )


def _holds(block: Block) -> bool:
    """Whether a block may be a container: a box or a quote only over parts of its own."""
    children = held(block)[1]
    if isinstance(block, Callout):
        return bool(children) and isinstance(children[0], Heading)
    if isinstance(block, Quote):
        return any(isinstance(child, Heading | Details) for child in children)
    return True


def _asks_nothing(title: Inlines) -> bool:
    """Whether a title names a part of a document, and is neither a question nor a part of one."""
    words = plain(title).strip()
    part = role_of(words) not in (Role.OTHER, Role.PROMPT) if words else False
    return not part and evidence_of(title) < Evidence.TASK


def _questions(blocks: Blocks) -> int:
    run = ready(blocks)
    gaps = sum(one.key == clozes.GAP for one in clozes.find(run))
    return gaps + sum(
        one.evidence >= Evidence.ASKING and (one.answer != () or one.open_ended)
        for form in (folds.find, headings.find, lines.find, qa.find, items.find)
        for one in form(run)
    )
