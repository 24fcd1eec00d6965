"""Questions and answers one behind the other in one paragraph, as lines with their answers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from flashcards import patterns as re
from flashcards.questions.roles import begins_asking, has_question_mark
from flashcards.questions.slices import answer_box, between, cut, paragraph
from flashcards.tree import plain
from flashcards.tree.nodes import (
    Block,
    Blocks,
    Heading,
    Inlines,
    Item,
    OrderedList,
    Paragraph,
    Rule,
)

_LEAST = 3
"""Questions of a paragraph; one or two are put to be answered at length."""

_MOST_WORDS = 30
"""Words of an answer between two questions."""

_BOTH = 2
"""Sentences of a question and its answer at least."""

_SENTENCE = re.compile(r"(?<=[.!?。？])\s+(?=[^\W\d_a-z])")


def alternated(run: Blocks) -> Blocks:
    """The blocks, each such paragraph as a list of its questions, if half of all are such."""
    parted = [tuple(_parted(block)) for block in run]
    texts = sum(not isinstance(block, Heading | Rule) for block in run)
    if sum(len(own) > 1 for own in parted) * 2 < texts:
        return run
    return tuple(part for own in parted for part in own)


def _parted(block: Block) -> Iterator[Block]:
    pairs = list(_pairs(block.children)) if isinstance(block, Paragraph) else []
    if len(pairs) < _LEAST:
        yield block
        return
    items = tuple(
        Item((paragraph(asked), answer_box((paragraph(told),))), span=paragraph(asked).span)
        for asked, told in pairs
    )
    yield OrderedList(items, span=block.span)
    yield Rule(span=block.span)


def _pairs(words: Inlines) -> Iterator[tuple[Inlines, Inlines]]:
    """The questions of a text with what stands up to the next; none if one has no answer."""
    text = plain(words)
    if text.count("?") + text.count("？") < _LEAST:
        return
    sentences = between(_SENTENCE.finditer(text), len(text))
    asking = [has_question_mark(text[a:b]) and begins_asking(text[a:b]) for a, b in sentences]
    places = [*(i for i, asks in enumerate(asking) if asks), len(sentences)]
    runs = list(pairwise(places))
    if not asking[0] or any(b - a < _BOTH for a, b in runs):
        return
    told = [cut(words, sentences[a + 1][0], sentences[b - 1][1]) for a, b in runs]
    if all(len(plain(one).split()) <= _MOST_WORDS for one in told):
        yield from (
            (cut(words, *sentences[a]), one) for (a, _), one in zip(runs, told, strict=True)
        )
