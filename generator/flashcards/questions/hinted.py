"""Answers that stand behind a hint with no word of their own: `Hint: …` and what comes after it.

One text behind each hint, all through a document, answers; so does `Hint: … Answer: …` on one line.
"""

from __future__ import annotations

from collections.abc import Iterator

from flashcards import patterns as re
from flashcards.document import Role
from flashcards.questions.forms.titles import title_of
from flashcards.questions.labels import split_label, split_spoken
from flashcards.questions.roles import answer_head, has_question_mark, is_key_name, role_of
from flashcards.questions.slices import (
    answer_box,
    cut,
    joined,
    lines,
    paragraph,
    stripped,
    with_inner,
)
from flashcards.tree import plain
from flashcards.tree.nodes import Block, Blocks, Heading, Inlines, Paragraph, Strong, walk

_LEAST = 2
_MOST = 0.8
"""Share of the hints behind which one text stands, and no more."""
_SIGNS, _NAME = frozenset(":：."), 24
"""One of these stands behind the word for a hint, within so many characters."""
_SENTENCE = re.compile(r"[.!?…)\]]\s+")


def hinted(run: Blocks) -> Blocks:
    """The blocks with what answers behind hints as answers."""
    if not any(_is_hint_line(row) for block in walk(run) for row in _rows(block)):
        return run
    cut_at_hints = tuple(part for block in run for part in _above(block))
    if not any(map(_is_hint, cut_at_hints)):
        return tuple(with_inner(block, _told_inside) for block in run)
    run = tuple(part for block in cut_at_hints for part in _cut(block))
    if any(isinstance(block, Heading) and is_key_name(plain(block.children)) for block in run):
        return run
    parted = tuple(part for block in run for part in _below(block))
    hints = [place for place, block in enumerate(parted) if _is_hint(block)]
    told = {place + 1 for place in hints if _answers(parted, place + 1)}
    if len(told) < max(_LEAST, _MOST * len(hints)):
        return run
    return tuple(
        answer_box((block,)) if place in told else block for place, block in enumerate(parted)
    )


def _told_inside(blocks: Blocks) -> Blocks:
    """The same of items, where only the word for an answer tells it from its hint."""
    loose = [part for block in blocks for part in _above(block)]
    told = tuple(part for block in loose for part in _cut(block))
    return told if len(told) > len(loose) else blocks


def _above(block: Block) -> Iterator[Block]:
    """The lines above a hint, and those from it on."""
    rows = _rows(block)
    place = next((i for i, row in enumerate(rows) if i and _is_hint_line(row)), 0)
    if place:
        yield paragraph(joined(rows[:place]))
        yield paragraph(joined(rows[place:]))
    else:
        yield block


def _labelled(words: Inlines) -> Role | None:
    found = split_label(words) or split_spoken(words)
    return role_of(plain(found[0])) if found else None


def _rows(block: Block) -> list[Inlines]:
    return lines(block.children) if isinstance(block, Paragraph) else []


def _is_hint(block: Block) -> bool:
    """Whether a paragraph opens with a hint."""
    return any(map(_is_hint_line, _rows(block)[:1]))


def _is_hint_line(row: Inlines) -> bool:
    """Whether a line opens with the word for a hint, and has one."""
    if _SIGNS.isdisjoint(plain(row)[:_NAME]):
        return False
    found = split_label(row) or split_spoken(row)
    return found is not None and role_of(plain(found[0])) is Role.HINTS and bool(found[1])


def _cut(block: Block) -> Iterator[Block]:
    """A hint cut where the word for an answer opens one of its sentences."""
    words = block.children if isinstance(block, Paragraph) and _is_hint(block) else ()
    text = plain(words)
    ends = (match.end() for match in _SENTENCE.finditer(text))
    start = next((end for end in ends if answer_head(text[end:])), 0)
    if start:
        yield paragraph(stripped(cut(words, 0, start)))
        yield paragraph(stripped(cut(words, start)))
    else:
        yield block


def _below(block: Block) -> Iterator[Block]:
    """A hint of one line, and the lines below it."""
    first, *more = lines(block.children) if isinstance(block, Paragraph) else ((),)
    if more and _is_hint(block):
        yield paragraph(first)
        yield paragraph(joined(more))
    else:
        yield block


def _answers(run: Blocks, place: int) -> bool:
    """Whether a text without a label that asks nothing stands there, and then a question."""
    block = run[place] if place < len(run) else None
    if not isinstance(block, Paragraph) or _opens(block):
        return False
    behind = run[place + 1] if place + 1 < len(run) else None
    return not isinstance(behind, Paragraph) or _opens(behind)


def _opens(block: Paragraph) -> bool:
    """Whether a text opens with a number, a label or bold words, or asks."""
    bare = stripped(block.children)
    signed = title_of(bare).number is not None or _labelled(lines(bare)[0]) is not None
    return signed or isinstance(bare[0], Strong) or has_question_mark(plain(bare))
