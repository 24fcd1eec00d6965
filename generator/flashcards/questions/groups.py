"""Questions that only a summary names: `### Questions 13-15` and `**Question 13: …**` below."""

from __future__ import annotations

from collections.abc import Sequence

from flashcards.document import NO_PHRASE, Question, Role, Section
from flashcards.questions.forms.candidate import Evidence
from flashcards.questions.forms.titles import Title, title_of
from flashcards.questions.labels import split_label
from flashcards.questions.nesting import Flat, Label, nest
from flashcards.questions.outline import Outline
from flashcards.questions.parts import Head, unlabelled, without_label
from flashcards.questions.slices import lines, phrase
from flashcards.tree.nodes import Block, Paragraph


def summaries(
    blocks: Sequence[Block], head: Head, outline: Outline
) -> tuple[list[Question], list[Flat]]:
    """`**Question 13: Title**` and its bullets → one question each; the rest as it is."""
    found: list[tuple[Title, list[Block]]] = []
    rest: list[Block] = []
    for block in blocks:
        title = _title(block)
        if title is not None:
            found.append((title, [block]))
        elif found:
            found[-1][1].append(block)
        else:
            rest.append(block)
    return [_summary(title, own, head, outline) for title, own in found], outline.flat(rest)


def _title(block: Block) -> Title | None:
    if not isinstance(block, Paragraph):
        return None
    label = split_label(lines(block.children)[0])
    title = title_of(label[0]) if label else None
    if title and title.evidence is Evidence.MARKED and title.number and title.words:
        return title
    return None


def _summary(title: Title, blocks: Sequence[Block], head: Head, outline: Outline) -> Question:
    label, *parts = outline.flat(blocks)
    if isinstance(label, Label):
        parts = unlabelled(label, parts)
    nodes = nest(parts)
    source = outline.at(blocks[0].span)
    section = Section(
        role=Role.KEY_POINTS,
        title=NO_PHRASE,
        nodes=nodes,
        blocks=without_label(tuple(blocks)),
        source=source,
    )
    return Question(
        number=title.number or 0,
        title=phrase(title.words),
        category=head.category,
        meta=(),
        sections=(section,) if nodes else (),
        source=source,
        form=head.form,
        summary_only=True,
        tags=head.tags,
        level=head.level,
    )
