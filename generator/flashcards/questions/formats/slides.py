"""Slides of reveal.js with the speaker's notes below what they ask: a rule, `## Why?`, `Note:`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from flashcards import patterns as re
from flashcards.questions.formats.rows import Row, in_fences
from flashcards.questions.roles import has_question_mark

_RULE = re.compile(r"-{3,4}[ \t]*")
_NOTE = re.compile(r"[Nn]otes?:(?P<said>.*)")
# A picture, or a comment, which stands on a slide and answers nothing.
_SHOWN = re.compile(r"(?:!\[[^\]]*\]\([^()]*\)[ \t]*)?(?:<!--.*-->)?[ \t]*")
_LEAST = 2


def bare(rows: Sequence[Row], info: str) -> list[Row] | None:  # noqa: ARG001
    """The rows with the notes of slides that ask and say no more as what answers them."""
    inside = in_fences(rows)
    rules = [i for i, row in enumerate(rows) if i not in inside and _RULE.fullmatch(row.text)]
    edges = [-1, *rules, len(rows)]
    notes = [_note(rows, a + 1, b) for a, b in pairwise(edges)]
    told = {place for place in notes if place >= 0}
    if len(told) < _LEAST:
        return None
    return [
        row._replace(text=_NOTE.sub(r"\g<said>", row.text, count=1).strip()) if i in told else row
        for i, row in enumerate(rows)
    ]


def _note(rows: Sequence[Row], start: int, end: int) -> int:
    """Where the note of a slide opens which is a heading that asks and nothing else; or -1."""
    asked = False
    for place in range(start, end):
        text = rows[place].text
        if asked and _NOTE.match(text):
            return place
        if text.startswith("#") and has_question_mark(text.rstrip()):
            asked = True
        elif not _SHOWN.fullmatch(text):
            return -1
    return -1
