"""A weak answer beside a strong one, `❌ …` over `✅ …`: only the strong one answers."""

from __future__ import annotations

from collections.abc import Iterator

from flashcards.document import Mark
from flashcards.questions.labels import split_mark
from flashcards.questions.roles import has_question_mark
from flashcards.questions.slices import joined, lines, paragraph, said
from flashcards.tree import plain
from flashcards.tree.nodes import Block, Blocks, Heading, Paragraph, Strong

_LEAST = 2
"""Questions of a document that have such answers; in one, what is crossed out may be an option."""


def weighed(run: Blocks) -> Blocks:
    """The blocks with the strong answers alone, and what else stands beside them behind."""
    found = {
        index
        for index in range(1, len(run))
        if _asks(run[index - 1]) and list(_marks(run[index])) in _BOTH
    }
    if len(found) < _LEAST:
        return run
    return tuple(
        part
        for index, block in enumerate(run)
        for part in (_strong(block) if index in found else (block,))
    )


_BOTH = ([Mark.NO, Mark.YES], [Mark.YES, Mark.NO])


def _asks(block: Block) -> bool:
    return isinstance(block, Heading | Paragraph) and has_question_mark(plain(block.children))


def _marks(block: Block) -> Iterator[Mark]:
    """The ticks and crosses at the heads of the lines of a paragraph, if the first has one."""
    rows = lines(block.children) if isinstance(block, Paragraph) else []
    marks = [split_mark(row)[0] for row in rows]
    if marks and marks[0] is not Mark.NONE:
        yield from (mark for mark in marks if mark in (Mark.YES, Mark.NO))


def _strong(block: Block) -> Iterator[Block]:
    rows = lines(block.children) if isinstance(block, Paragraph) else []
    told = [split_mark(row) for row in rows]
    yield from (paragraph(words) for mark, words in told if mark is Mark.YES)
    more = joined([words for mark, words in told if mark is Mark.NONE])
    if more and has_question_mark(plain(more)):
        yield paragraph((Strong((said("Follow-up:"),)), said(" "), *more))
    elif more:
        yield paragraph(more)
