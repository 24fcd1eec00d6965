"""Fields on lines of their own, as Dataview has them: `question:: …`, `answer:: …`, `topic:: …`."""

from __future__ import annotations

from collections.abc import Sequence

from flashcards import patterns as re
from flashcards.questions.formats.rows import Row, asked, in_fences
from flashcards.questions.roles import is_answer, is_prompt_label

# A field on a line, in an item, below one, or in brackets there.
_FIELD = re.compile(
    r"[ \t]*(?:[-*+][ \t]+)?(?P<open>\[)?(?P<name>[^\W\d_][\w-]{0,20})::(?:[ \t]+(?P<said>\S.*?))?"
    r"(?(open)\])[ \t]*"
)
_LEAST = 2


def bare(rows: Sequence[Row], info: str) -> list[Row] | None:  # noqa: ARG001
    """The rows with each field that asks, and the one behind it that answers, as a question.

    All other fields of such a document say what its questions are about, and are left out.
    """
    inside = in_fences(rows)
    fields = {
        place: found
        for place, row in enumerate(rows)
        if place not in inside and (found := _FIELD.fullmatch(row.text.rstrip()))
    }
    asking = [
        place for place, one in fields.items() if one["said"] and is_prompt_label(one["name"])
    ]
    told_at = [
        next(
            (i for i in (place + 1, place + 2) if i in fields and is_answer(fields[i]["name"])), -1
        )
        for place in asking
    ]
    if len(asking) < _LEAST or -1 in told_at:
        return None
    answers = dict(zip(asking, told_at, strict=True))
    out: list[Row] = []
    for place, row in enumerate(rows):
        if place in answers:
            front, back = fields[place], fields[answers[place]]
            told = [Row(back["said"], row.at)] if back["said"] else []
            out += asked([Row(front["said"], row.at)], answer=told)
        elif place not in fields:
            out.append(row)
    return out
