"""A file that is one question: its title, or its name, asks, and all below is the answer."""

from __future__ import annotations

from flashcards import patterns as re
from flashcards.questions.forms.candidate import Candidate, Evidence
from flashcards.questions.forms.headings import FORM
from flashcards.questions.forms.titles import title_of
from flashcards.questions.furniture import is_furniture_name
from flashcards.questions.roles import asks_plainly, has_question_mark
from flashcards.questions.slices import said
from flashcards.tree import plain
from flashcards.tree.nodes import Blocks, Heading, Inlines
from flashcards.tree.span import Span

_LEAST_WORDS = 3
_SUFFIX = re.compile(r"\.[a-z]{1,8}$", re.IGNORECASE)


def whole(run: Blocks, path: str) -> Candidate | None:
    """The one question of a file in which nothing else opens, or None.

    Args:
        run: the blocks of the file.
        path: of the file; its name may be the question, for it can hold no question mark.
    """
    first = [i for i, block in enumerate(run) if isinstance(block, Heading) and block.level == 1]
    if len(first) > 1:
        first = []  # titles of sections: only the name can be the question
    index = first[0] if first else 0
    if any(isinstance(block, Heading) for block in run[:index]):
        return None
    if len(run) <= index + bool(first):
        return None
    opening = run[index]
    headed = isinstance(opening, Heading) and bool(first)
    title = opening.children if headed and isinstance(opening, Heading) else ()
    if not _asks(title):
        title = _named(path)
    if not _asks(title):
        return None
    return Candidate(
        form=FORM,
        key="file",
        evidence=Evidence.TASK,
        index=index,
        title=title_of(title).words,
        span=opening.span if headed else Span(opening.span.start, opening.span.start),
        answer=() if headed else (opening,),
        open_ended=True,
        level=1 if headed else 0,
    )


def _named(path: str) -> Inlines:
    """The file's name as words."""
    words = _SUFFIX.sub("", path.rsplit("/", 1)[-1])
    if " " not in words:
        words = words.replace("-", " ").replace("_", " ")
    return (said(words.strip()),) if words.strip() else ()


def _asks(title: Inlines) -> bool:
    words = plain(title_of(title).words).strip() if title else ""
    if is_furniture_name(words):
        return False
    if has_question_mark(words):
        return True
    spaced = len(re.findall(r"\w+", words)) >= _LEAST_WORDS or not words.isascii()
    return spaced and asks_plainly(words)
