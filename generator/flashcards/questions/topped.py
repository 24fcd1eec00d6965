"""Questions in the comment on top of a listing: `// Q1. Why is it larger?` over its code.

They become lines in bold over the code, what stands behind the code the answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from flashcards import patterns as re
from flashcards.questions.forms.apart import is_answering
from flashcards.questions.forms.candidate import Evidence
from flashcards.questions.forms.titles import title_of
from flashcards.questions.letters import in_order, opening_letter
from flashcards.questions.roles import asks_about_code, has_question_mark
from flashcards.questions.slices import answer_box, cut, joined, lines, rows_of
from flashcards.tree import plain
from flashcards.tree.nodes import (
    MARKED_TEXT,
    PRINTED,
    Block,
    Blocks,
    BulletList,
    CodeBlock,
    Heading,
    Inlines,
    OrderedList,
    Paragraph,
    Rule,
    Strong,
)
from flashcards.tree.span import hull
from flashcards.values import dataclass

_LEAST = 2
"""Listings of a document that must ask so: one may ask its reader of what it does."""

_MOST_LINES = 3
# A line that is a comment, in the languages that people write.
_COMMENT = re.compile(r"\s*(?://+|#+(?!!)|--+|/\*+|%+|;+)\s*(?P<said>[^\s*/].*?)\s*(?:\*+/\s*)?$")
# The next line of one that goes on to its sign of an end.
_INSIDE = re.compile(r"\s*\**\s*(?P<said>[^\s*/].*?)\s*(?:\*+/\s*)?$")
_NO_CODE = MARKED_TEXT | PRINTED


@dataclass(frozen=True, slots=True)
class _Top:
    """A listing whose first comment asks: what it asks, and the code below that."""

    index: int
    words: Inlines
    code: Blocks


def untopped(run: Blocks) -> Blocks:
    """The blocks, with the questions on top of listings as lines of their own, each answered."""
    found = [one for index in range(len(run)) if (one := _top(run, index))]
    listings = sum(isinstance(b, CodeBlock) and b.language not in _NO_CODE for b in run)
    if len(found) < _LEAST or 2 * len(found) <= listings:
        return run
    out = list(run[: found[0].index])
    for place, one in enumerate(found):
        end = found[place + 1].index if place + 1 < len(found) else len(run)
        out += _asked(run, one, end)
    return tuple(out)


def _top(run: Blocks, index: int) -> _Top | None:
    """The question on top of a listing that opens its part, or stands behind another's answer."""
    block = run[index]
    if not isinstance(block, CodeBlock) or block.language in _NO_CODE or _is_led(run, index):
        return None
    asked: Inlines = ()
    rows = rows_of(block)[:_MOST_LINES]
    opening = plain(rows[0]).lstrip() if rows else ""
    for count, row in enumerate(rows, 1):
        inside = count > 1 and opening.startswith("/*") and "*/" not in opening
        comment = (_INSIDE if inside else _COMMENT).match(plain(row))
        if comment is None:
            break
        asked = joined([asked, cut(row, comment.start("said"), comment.end("said"))])
        if has_question_mark(plain(asked)):
            return _Top(index, asked, _below(block, count))
    return None


def _is_led(run: Blocks, index: int) -> bool:
    """Whether what stands above a listing leads to it, asks, or belongs to a question."""
    above = run[index - 1] if index else None
    if isinstance(above, Paragraph):
        words = plain(above.children).rstrip()
        if words.endswith((":", "：")) or has_question_mark(words) or is_answering(above):
            return True
    heading = next((b for b in reversed(run[:index]) if isinstance(b, Heading)), None)
    return heading is not None and title_of(heading.children).evidence >= Evidence.TASK


def _asked(run: Blocks, one: _Top, end: int) -> Iterator[Block]:
    """The question in bold, its code without it, and what answers it as under that name."""
    yield Paragraph((Strong(one.words),), span=one.words[0].span)
    yield from one.code
    start = one.index + 1
    stop = next((i for i in range(start, end) if isinstance(run[i], Heading | Rule)), end)
    body = run[start:stop]
    if not body or _is_told(body):
        yield from body
    else:
        span = hull(block.span for block in body)
        told = body if asks_about_code(plain(one.words)) else _words_first(body)
        yield answer_box(told, span)
    yield from run[stop:end]


def _words_first(body: Blocks) -> Blocks:
    """An answer with what its code prints behind its words, where that is not what is asked."""
    count = next((i for i, block in enumerate(body) if not isinstance(block, CodeBlock)), 0)
    return (*body[count:], *map(_printed, body[:count]))


def _printed(block: Block) -> Block:
    """What a program printed, known as that; other code as it is."""
    if isinstance(block, CodeBlock) and block.language in _NO_CODE:
        return replace(block, info="output")
    return block


def _below(block: CodeBlock, count: int) -> Blocks:
    """A listing without so many of its first lines; nothing if none is left."""
    skipped = [at for at, row in enumerate(block.value.split("\n")) if row][count - 1] + 1
    value = "\n".join(block.value.split("\n")[skipped:])
    if not value.strip():
        return ()
    marked = tuple(line - skipped for line in block.marked if line > skipped)
    return (replace(block, value=value, starts=block.starts[skipped:], marked=marked),)


def _is_told(body: Blocks) -> bool:
    """Whether options or the word for an answer stand below: they say themselves what they are."""
    for block in body:
        if isinstance(block, BulletList | OrderedList):
            return True
        if not isinstance(block, Paragraph):
            continue
        signs = [opening_letter(plain(row)) for row in lines(block.children)[:2]]
        if is_answering(block) or in_order([sign[0] if sign else "" for sign in signs]):
            return True
    return False
