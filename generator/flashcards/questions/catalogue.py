"""Catalogues of questions without answers: what stands under their titles asks, too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flashcards.document import Asks, Question, Role

_ANSWERS = frozenset((Role.SOLUTION, Role.KEY_POINTS, Role.OTHER, Role.INSIGHTS))
"""What may be taken for an answer; follow-ups and hints are what they are called."""
_LEAST = 8
_MOST = 0.7
"""Share of the questions that only ask from which on the others are taken to do so, too."""


def silenced(questions: Sequence[Question]) -> list[Question]:
    """Questions of which no more is taken for an answer than their document gives.

    Where nearly all texts under the titles are questions, and none is called an answer, a text
    that does not look like one is a task or a remark: to teach it as an answer would be wrong.
    """
    asking = sum(bool(one.sections) and not one.answered for one in questions)
    telling = [one for one in questions if one.sections and one.answered]
    if asking < _LEAST or asking < _MOST * (asking + len(telling)):
        return list(questions)
    if any(_is_named(one) for one in telling):
        return list(questions)
    return [_silent(one) if one.asks is Asks.OPEN else one for one in questions]


def _is_named(one: Question) -> bool:
    """Whether a question has its answer by name, or is of a kind that always has one."""
    if one.asks is not Asks.OPEN:
        return True
    return any(section.title for section in one.sections if section.role is not Role.PROMPT)


def _silent(one: Question) -> Question:
    sections = tuple(
        replace(section, role=Role.PROMPT) if section.role in _ANSWERS else section
        for section in one.sections
    )
    return replace(one, sections=sections)
