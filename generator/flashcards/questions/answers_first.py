"""Answers that stand before their questions all through, `A: Lima` over `Q: Capital of Peru?`."""

from __future__ import annotations

from flashcards.questions.labels import split_label, split_spoken
from flashcards.questions.roles import is_answer, is_prompt_label
from flashcards.questions.slices import lines
from flashcards.tree import plain
from flashcards.tree.nodes import Block, Blocks, Paragraph

_LEAST = 2


def turned_round(run: Blocks) -> Blocks:
    """The blocks with each answer behind its question, if the labels of both take turns so.

    The first label is that of an answer, the last that of a question, and nothing but lines of
    one paragraph each stands between an answer and its question.
    """
    sides = [(index, side) for index, block in enumerate(run) if (side := _side(block))]
    places = [index for index, _ in sides]
    turns = [side for _, side in sides]
    if len(turns) < _LEAST * 2 or turns != ["answer", "question"] * (len(turns) // 2):
        return run
    pairs = list(zip(places[::2], places[1::2], strict=True))
    if any(asked != told + 1 for told, asked in pairs):
        return run
    out = list(run)
    for told, asked in pairs:
        out[told], out[asked] = run[asked], run[told]
    return tuple(out)


def _side(block: Block) -> str:
    """Whether a paragraph of one line opens with the word for an answer or for a question."""
    rows = lines(block.children) if isinstance(block, Paragraph) else []
    pair = (split_label(rows[0]) or split_spoken(rows[0])) if len(rows) == 1 else None
    name = plain(pair[0]) if pair else ""
    if is_answer(name):
        return "answer"
    return "question" if is_prompt_label(name) else ""
