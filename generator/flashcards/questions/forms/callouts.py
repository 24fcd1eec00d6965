"""Boxes that ask: `> [!question] What …?`, `!!! question "…"`, `??? question "…"`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from flashcards.document import Role
from flashcards.questions.boxes import QUESTIONS, callout_role
from flashcards.questions.forms.candidate import Candidate, Evidence
from flashcards.questions.forms.titles import title_of
from flashcards.questions.roles import is_fold_word, is_prompt_label, role_of
from flashcards.questions.slices import stripped
from flashcards.tree import plain
from flashcards.tree.nodes import Block, Blocks, Callout, Details, Inlines, Paragraph
from flashcards.tree.span import hull

FORM = "callout"


def find(run: Blocks) -> Iterator[Candidate]:
    """Boxes of a kind that asks, or with a title that does; a box that answers goes with them.

    An empty box is answered by what follows, but not among boxes that hold their answers.
    """
    boxes = list(_boxes(run))
    whole = sum(not one.open_ended for one in boxes) * 2 > len(boxes)
    yield from (replace(one, open_ended=False) if whole else one for one in boxes)


def _boxes(run: Blocks) -> Iterator[Candidate]:
    for index, block in enumerate(run):
        if not isinstance(block, Callout):
            continue
        title, answer = _title(block)
        said = title_of(title)
        if not said.words:
            continue
        kind = block.kind in QUESTIONS
        if not kind and (said.evidence < Evidence.ASKING or callout_role(block) is not None):
            continue
        taken = _answers_behind(run, index)
        yield Candidate(
            form=FORM,
            key="question box" if kind else f"box {block.kind}",
            evidence=Evidence.MARKED if kind else said.evidence,
            index=index,
            title=said.words,
            span=hull(node.span for node in title) if title else block.span,
            answer=answer,
            taken=taken,
            open_ended=not taken and not answer,
            number=said.number,
        )


def _title(block: Callout) -> tuple[Inlines, Blocks]:
    """What a box asks, and what else stands in it; without a title its first words ask."""
    title = stripped(block.title)
    if title and not is_prompt_label(plain(title)):
        return title, block.children
    first = block.children[0] if block.children else None
    if isinstance(first, Paragraph):
        return first.children, block.children[1:]
    return (), block.children


def _answers_behind(run: Blocks, index: int) -> int:
    """How many of the blocks behind are boxes or folds that answer."""
    count = 0
    for block in run[index + 1 :]:
        if not _answers(block):
            break
        count += 1
    return count


def _answers(block: Block) -> bool:
    if isinstance(block, Callout):
        return callout_role(block) is not None and block.kind not in QUESTIONS
    if isinstance(block, Details):
        words = plain(block.summary)
        return role_of(words) is not Role.OTHER or is_fold_word(words)
    return False


SAMPLES = (
    (
        "> [!question] What is a GOP?\n\n> [!success]- Answer\n> A group of pictures.",
        ("What is a GOP?",),
    ),
    ('??? question "What is a GOP?"\n    A group of pictures.', ("What is a GOP?",)),
)
NOT_SAMPLES = ("> [!tip] Encoder speed\n> Use the fast preset.", "> [!note]\n> As it is.")
