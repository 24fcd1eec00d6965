"""Questions in quotes: `> How long …?`, `> **Q (anna):** …?`, and the answer below each."""

from __future__ import annotations

from collections.abc import Iterator

from flashcards.questions.forms.candidate import Candidate, Evidence
from flashcards.questions.forms.dialogue import named
from flashcards.questions.forms.titles import title_of
from flashcards.questions.roles import has_question_mark
from flashcards.questions.slices import joined, lines
from flashcards.tree import plain
from flashcards.tree.nodes import Block, Blocks, Heading, Inlines, Paragraph, Quote, Rule

FORM = "quoted"
_LEAST = 2
_MOST = 0.7
"""Share of a document's quotes that must ask: others are words of somebody."""
_MAX_WORDS = 60
"""A longer quote tells, even if it ends in a question."""


def find(run: Blocks) -> Iterator[Candidate]:
    """Quotes of one paragraph that ask, if most quotes do, each over something that answers."""
    quotes = [index for index, block in enumerate(run) if isinstance(block, Quote)]
    asked = {index: words for index in quotes if (words := _asked(run, index))}
    if len(asked) < _LEAST or len(asked) < _MOST * len(quotes):
        return
    for index, words in asked.items():
        title = title_of(words)
        if title.words:
            yield Candidate(
                form=FORM,
                key=FORM,
                evidence=Evidence.ASKING,
                index=index,
                title=title.words,
                span=run[index].span,
                open_ended=True,
                number=title.number,
            )


def _asked(run: Blocks, index: int) -> Inlines:
    """What a quote asks, without the name of who does; nothing if no answer stands below it."""
    words = _only(run[index])
    text = plain(words)
    below = run[index + 1] if index + 1 < len(run) else None
    if not has_question_mark(text) or len(text.split()) > _MAX_WORDS:
        return ()
    return () if below is None or isinstance(below, Quote | Heading | Rule) else words


def _only(block: Block) -> Inlines:
    """The words of a quote that is one paragraph, without a name before them."""
    first = block.children[0] if isinstance(block, Quote) and len(block.children) == 1 else None
    if not isinstance(first, Paragraph):
        return ()
    words = joined(lines(first.children))
    called = named(words)
    return called.words if called and called.words else words


SAMPLES = (
    (
        "> Can it freeze?\n\nYes.\n\n> **Q (bob):** Why so?\n\nIt is wet.",
        ("Can it freeze?", "Why so?"),
    ),
)
NOT_SAMPLES = (
    "> Can it freeze?\n\nSo they ask.\n\n> It may be so.\n\n> It is not.",
    "> Can it freeze?\n\nSo they ask.",
)
