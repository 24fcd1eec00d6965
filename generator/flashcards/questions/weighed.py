"""A weak answer beside a strong one, `❌ …` over `✅ …`: only the strong one answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flashcards.document import Mark
from flashcards.questions.labels import split_mark
from flashcards.questions.roles import has_question_mark
from flashcards.questions.slices import cut, joined, lines, paragraph, said, stripped
from flashcards.tree import plain
from flashcards.tree.nodes import Block, Blocks, Heading, Inlines, Paragraph, Strong

_LEAST = 2
"""Questions of a document that have such answers; in one, what is crossed out may be an option."""


# Thumbs beside the ticks and crosses that all lists know.
_THUMBS = {"👎": Mark.NO, "🚫": Mark.NO, "👍": Mark.YES}
_BOTH = ([Mark.NO, Mark.YES], [Mark.YES, Mark.NO])


def weighed(run: Blocks) -> Blocks:
    """The blocks with the strong answers alone, and what else stands beside them behind."""
    found: dict[int, tuple[Block, ...]] = {}
    for index, block in enumerate(run):
        rows = lines(block.children) if isinstance(block, Paragraph) else []
        own = bool(rows) and has_question_mark(plain(rows[0]))
        below = [_marked(row) for row in rows[own:]]
        marks = [mark for mark, _ in below if mark in (Mark.YES, Mark.NO)]
        asked = own or (index > 0 and _asks(run[index - 1]))
        if asked and marks in _BOTH and below[0][0] is not Mark.NONE:
            head = (paragraph(rows[0]),) if own else ()
            found[index] = (*head, *_strong(below))
    if len(found) < _LEAST:
        return run
    return tuple(part for index, block in enumerate(run) for part in found.get(index, (block,)))


def _asks(block: Block) -> bool:
    return isinstance(block, Heading | Paragraph) and has_question_mark(plain(block.children))


def _marked(row: Inlines) -> tuple[Mark, Inlines]:
    thumb = _THUMBS.get(plain(row)[:1])
    return (thumb, stripped(cut(row, 1), "\ufe0f ")) if thumb else split_mark(row)


def _strong(rows: Sequence[tuple[Mark, Inlines]]) -> Iterator[Block]:
    yield from (paragraph(words) for mark, words in rows if mark is Mark.YES)
    more = joined([words for mark, words in rows if mark is Mark.NONE])
    if more and has_question_mark(plain(more)):
        yield paragraph((Strong((said("Follow-up:"),)), said(" "), *more))
    elif more:
        yield paragraph(more)
