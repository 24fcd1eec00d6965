"""LiaScript: `[(X)]` and `[( )]` for rings, `[[X]]` and `[[ ]]` for boxes, `[[word]]` for a gap."""

from __future__ import annotations

from collections.abc import Sequence

from flashcards import patterns as re
from flashcards.questions.formats.rows import Row, in_fences

_OPTION = re.compile(
    r"[ \t]*(?:[-*][ \t]+)?(?:\[\((?P<ring>[ xX])\)\]|\[\[(?P<box>[ xX])\]\])[ \t]+(?P<said>\S.*)"
)
_ANSWER = re.compile(r"[ \t]*\[\[(?P<said>[^\[\]?!\s][^\[\]]*)\]\][ \t]*")
_HINT = re.compile(r"[ \t]*\[\[\?\]\][ \t]*(?P<said>\S.*)")
_STARS = re.compile(r"[ \t]*\*{4,}[ \t]*")
_PICK = re.compile(r"\((?P<said>[^()]*)\)")


def bare(rows: Sequence[Row], info: str) -> list[Row] | None:  # noqa: ARG001
    """The rows with its quizzes, where one has such rings or boxes, or a hint below its answer."""
    inside = in_fences(rows)
    free = [place for place in range(len(rows)) if place not in inside]
    if not any(_OPTION.fullmatch(rows[i].text) or _HINT.fullmatch(rows[i].text) for i in free):
        return None
    out: list[Row] = []
    for place, row in enumerate(rows):
        made = row
        if place not in inside:
            if option := _OPTION.fullmatch(row.text):
                mark = (option["ring"] or option["box"]).lower()
                made = row._replace(text=f"- [{mark}] {option['said']}")
            elif hint := _HINT.fullmatch(row.text):
                out.append(Row("", row.at))
                made = row._replace(text=f"**Hint:** {hint['said']}")
            elif answer := _ANSWER.fullmatch(row.text):
                said = answer["said"]
                pick = _PICK.search(said) if "|" in said else None
                out.append(Row("", row.at))
                made = row._replace(text=f"**Answer:** {pick['said'] if pick else said}")
            elif _STARS.fullmatch(row.text):
                made = row._replace(text="")
        out.append(made)
    return out
