"""Questions without any mark: a paragraph that asks, and the paragraphs that answer it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from flashcards import patterns as re
from flashcards.questions.forms.candidate import Candidate, Evidence
from flashcards.questions.forms.titles import title_of
from flashcards.questions.labels import split_label
from flashcards.questions.letters import places_inside
from flashcards.questions.roles import has_question_mark
from flashcards.questions.slices import cut, joined, lines, paragraph, stripped
from flashcards.tree import plain
from flashcards.tree.nodes import Block, Blocks, Emphasis, Inlines, Paragraph, Spoiler, Strong

FORM = "paragraph"
_MAX_WORDS = 40
"""A longer paragraph tells, even if it ends in a question."""


# A short sign before an answer: `A1 / …`, `R. …`, `💡 …`.
_SIGN = re.compile(
    r"(?:[^\W\d_]{1,2}\d{0,3}\s?[.:/)–—-]|[^\w\s\"'“‘«(\[<$`¿¡*-]{1,2}\ufe0f?)\s+(?=\S)"
)


def find(run: Blocks) -> Iterator[Candidate]:
    """Paragraphs that are one question, or whose first line is one.

    Signs that all answers bear, and all questions, are none of their words.
    """
    found = list(_found(run))
    answers = [_rows(one.answer[0]) if one.answer else [] for one in found]
    titles = [[plain(one.title)] for one in found]
    signed = _share(answers)
    marked = _share(titles) and not titles[0][0][0].isalpha()  # `T4 —` names its question
    for one in found:
        yield replace(
            one,
            title=_bare(one.title) if marked else one.title,
            answer=tuple(map(_unsigned, one.answer)) if signed else one.answer,
        )


def _rows(block: Block) -> list[str]:
    return [plain(row) for row in lines(block.children)] if isinstance(block, Paragraph) else []


def _share(texts: Sequence[Sequence[str]]) -> bool:
    """Whether several texts all open with one sign, their numbers aside, and no line below does.

    `A. …` over or before `B. …` are options.
    """
    if any(_SIGN.match(row) for rows in texts for row in rows[1:]) or not all(texts):
        return False
    if any(places_inside(rows[0]) for rows in texts):
        return False
    signs = [match and re.sub(r"\d", "", match[0]) for match in (_SIGN.match(r[0]) for r in texts)]
    return len(signs) > 1 and None not in signs and len(set(signs)) == 1


def _bare(words: Inlines) -> Inlines:
    match = _SIGN.match(plain(words))
    return stripped(cut(words, match.end())) if match else words


def _unsigned(block: Block) -> Block:
    return replace(block, children=_bare(block.children)) if isinstance(block, Paragraph) else block


def _found(run: Blocks) -> Iterator[Candidate]:
    for index, block in enumerate(run):
        if not isinstance(block, Paragraph):
            continue
        first, *below = lines(block.children)
        words = plain(first).strip()
        if not below and (set_off := _set_off(first)):
            first, below = set_off[0], [set_off[1]]
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


def _set_off(line: Inlines) -> tuple[Inlines, Inlines] | None:
    """A question and the bold, slanted or hidden words behind it: `Its root? **Beet.**`."""
    bare = stripped(line)
    last = bare[-1] if len(bare) > 1 else None
    asked = stripped(bare[:-1])
    if not isinstance(last, Strong | Emphasis | Spoiler) or not has_question_mark(plain(asked)):
        return None
    return asked, last.children


SAMPLES = (
    ("Its root? **Beet.**\n\nIts seed? **Pea.**", ("Its root?", "Its seed?")),
    ("★ Why fold?\nA1 / To knead.\n\n★ Why rest?\nA2 / To rise.", ("Why fold?", "Why rest?")),
    ("What is the largest organ?\n\nThe skin.", ("What is the largest organ?",)),
    ("Where is the femur?\nIn the thigh.", ("Where is the femur?",)),
)
NOT_SAMPLES = ("It is so. **Why?** Because.", "The skin.")
