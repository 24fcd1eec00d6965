"""`## Question` and `## Answer` side by side: the words under the first are the question."""

from __future__ import annotations

from collections.abc import Iterator

from flashcards.questions.forms.candidate import Candidate, Evidence
from flashcards.questions.labels import split_label
from flashcards.questions.roles import is_answer, is_prompt_label
from flashcards.tree import plain
from flashcards.tree.nodes import Blocks, Heading, Inlines, Paragraph

FORM = "question-heading"


def find(run: Blocks) -> Iterator[Candidate]:
    """Headings that say `Question` and no more, if one that says `Answer` follows."""
    waiting: int | None = None
    for index, block in enumerate(run):
        if not isinstance(block, Heading):
            continue
        words = plain(block.children)
        if is_prompt_label(words):
            waiting = index
        elif waiting is not None and is_answer(words):
            first = run[waiting]
            title = words_below(run, waiting)
            if isinstance(first, Heading) and title and first.level <= block.level:
                yield Candidate(
                    form=FORM,
                    key=f"question heading {first.level}",
                    evidence=Evidence.MARKED,
                    index=waiting,
                    title=title,
                    span=first.span,
                    open_ended=True,
                    skipped=1,
                    level=first.level,
                )
            waiting = None
        else:
            waiting = None


def words_below(run: Blocks, index: int) -> Inlines:
    """The paragraph right below a heading, if no label opens it."""
    below = run[index + 1] if index + 1 < len(run) else None
    if isinstance(below, Paragraph) and split_label(below.children) is None:
        return below.children
    return ()


SAMPLES = (
    ("## Question\n\nWhat is a functor?\n\n## Answer\n\nA mapping.", ("What is a functor?",)),
)
NOT_SAMPLES = ("## Question\n\nWhat is a functor?", "## Answer\n\nA mapping.")
