"""`## Question` and `## Answer` side by side: the words under the first are the question."""

from __future__ import annotations

from collections.abc import Iterator

from flashcards.questions.forms.candidate import Candidate, Evidence
from flashcards.questions.labels import split_label
from flashcards.questions.roles import (
    is_answer,
    is_back,
    is_front,
    is_options_name,
    is_prompt_label,
)
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
        if is_prompt_label(words) or is_front(words):
            waiting = index
        elif waiting is not None and (is_answer(words) or is_back(words)):
            if found := _candidate(run, waiting, index):
                yield found
            waiting = None
        elif not is_options_name(words):
            waiting = None


def _candidate(run: Blocks, start: int, answer: int) -> Candidate | None:
    """The question of two headings; what `Back` is called no part of an answer is: it goes."""
    first, second = run[start], run[answer]
    title = words_below(run, start)
    if not isinstance(first, Heading) or not isinstance(second, Heading):
        return None
    if not title or first.level > second.level:
        return None
    whole = is_back(plain(second.children)) and answer == start + 2
    end = answer + 1
    while end < len(run) and not (
        isinstance(block := run[end], Heading) and block.level <= second.level
    ):
        end += 1
    return Candidate(
        form=FORM,
        key=f"question heading {first.level}",
        evidence=Evidence.MARKED,
        index=start,
        title=title,
        span=first.span,
        open_ended=not whole,
        skipped=2 if whole else 1,
        taken=end - start - 1 if whole else 0,
        level=first.level,
    )


def words_below(run: Blocks, index: int) -> Inlines:
    """The paragraph right below a heading, if no label opens it."""
    below = run[index + 1] if index + 1 < len(run) else None
    if isinstance(below, Paragraph) and split_label(below.children) is None:
        return below.children
    return ()


SAMPLES = (
    ("## Question\n\nWhat is a functor?\n\n## Answer\n\nA mapping.", ("What is a functor?",)),
    ("### Front\n\nCapital of Peru\n\n### Back\n\nLima", ("Capital of Peru",)),
)
NOT_SAMPLES = ("## Question\n\nWhat is a functor?", "## Answer\n\nA mapping.")
