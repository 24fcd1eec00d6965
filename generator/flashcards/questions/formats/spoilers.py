"""Answers that a page hides behind what asks: `What? >!this!<`, `<span class="spoiler">`."""

from __future__ import annotations

from collections.abc import Sequence

from flashcards import patterns as re
from flashcards.questions.formats.rows import Row, in_fences
from flashcards.questions.roles import has_question_mark

# At the end of a line, or all of it.
_HIDDEN = re.compile(
    r"(?:>!(?P<reddit>[^<>]+)!<|\[spoiler\](?P<forum>[^\[\]]+)\[/spoiler\]"
    r"|<span class=[\"']?(?:spoiler|answer|hidden|solution)[\"']?>(?P<span>[^<>]+)</span>)[ \t]*$"
)
# A line of a quote that hides it, with nothing to end it.
_QUOTED = re.compile(r"[ \t]*>!(?P<said>[^<>]*)")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+")


def bare(rows: Sequence[Row], info: str) -> list[Row] | None:  # noqa: ARG001
    """The rows with each such answer on a line of its own, by its name."""
    inside = in_fences(rows)
    out: list[Row] = []
    above, changed = Row("", 0), False
    for place, row in enumerate(rows):
        match = _HIDDEN.search(row.text) if place not in inside else None
        asked = row.text[: match.start()].rstrip() if match else ""
        over = asked if asked.strip() else above.text
        quoted = _QUOTED.fullmatch(row.text) if place not in inside else None
        if quoted and (has_question_mark(above.text.strip().strip("*_")) or above.at < 0):
            name = "" if above.at < 0 else "**Answer:** "
            out.append(row._replace(text=f"{name}{quoted['said'].strip()}"))
            above, changed = Row("", -1), True
            continue
        if match is None or not has_question_mark(over.strip().strip("*_")):
            out.append(row)
        else:
            item = _ITEM.match(over)
            indent = " " * (item.end() if item else 0)
            told = (match["reddit"] or match["forum"] or match["span"]).strip()
            if asked.strip():
                out.append(row._replace(text=asked))
            out.append(row._replace(text=f"{indent}**Answer:** {told}"))
            changed = True
        above = row if row.text.strip() else above._replace(at=max(above.at, 0))
    return out if changed else None
