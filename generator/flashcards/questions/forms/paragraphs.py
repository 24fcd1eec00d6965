"""Questions without any mark: a paragraph that asks, and the paragraphs that answer it."""

from __future__ import annotations

from collections.abc import Iterator

from flashcards.questions.forms.candidate import Candidate, Evidence
from flashcards.questions.forms.titles import title_of
from flashcards.questions.labels import split_label
from flashcards.questions.roles import has_question_mark
from flashcards.questions.slices import joined, lines, paragraph
from flashcards.tree import plain
from flashcards.tree.nodes import Blocks, Paragraph

FORM = "paragraph"
_MAX_WORDS = 40
"""A longer paragraph tells, even if it ends in a question."""


def find(run: Blocks) -> Iterator[Candidate]:
    """Paragraphs that are one question, or whose first line is one."""
    for index, block in enumerate(run):
        if not isinstance(block, Paragraph):
            continue
        first, *below = lines(block.children)
        words = plain(first).strip()
        whole = joined([first, *below])
        if below and not has_question_mark(words) and has_question_mark(plain(whole)):
            first, below, words = whole, [], plain(whole).strip()
        if not has_question_mark(words) or len(words.split()) > _MAX_WORDS or split_label(first):
            continue
        title = title_of(first)
        body = joined(below)
        if not title.words:
            continue
        yield Candidate(
            form=FORM,
            key="paragraph",
            evidence=Evidence.ASKING,
            index=index,
            title=title.words,
            span=block.span,
            answer=(paragraph(body),) if body else (),
            open_ended=True,
            number=title.number,
        )


SAMPLES = (
    ("What is the largest organ?\n\nThe skin.", ("What is the largest organ?",)),
    ("Where is the femur?\nIn the thigh.", ("Where is the femur?",)),
)
NOT_SAMPLES = ("It is so. **Why?** Because.", "The skin.")
