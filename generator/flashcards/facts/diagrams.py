"""Box drawings: each labelled part is asked for, the rest of the drawing shown."""

from __future__ import annotations

import re

from flashcards.facts.scope import Scope
from flashcards.facts.sheet import Draft, Sheet, unique
from flashcards.facts.wording import fence, first_line, front, words
from flashcards.markup.escape import escape_markdown
from flashcards.model import Kind, Listing

_BOX = re.compile(r"[─━│┃┌┐└┘├┤┬┴┼╭╮╰╯═║╔╗╚╝╠╣╦╩╬]+")


def extract_diagram(node: Listing, scope: Scope, sheet: Sheet) -> None:
    """One card a labelled part of the drawing, the rest of it shown whole."""
    parts = _diagram_parts(node.text)
    drafts = []
    keys = unique([text for _, _, text in parts])
    for (line_index, start, text), key in zip(parts, keys, strict=True):
        lines = node.text.splitlines()
        line = lines[line_index]
        hidden = "?" + " " * (len(text) - 1) if len(text) < 3 else "???".center(len(text))
        lines[line_index] = line[:start] + hidden + line[start + len(text) :]
        drawing = fence("\n".join(lines), "diagram")
        drafts.append(
            Draft(
                kind=Kind.DIAGRAM,
                key=(key,),
                fronts=tuple(
                    front(s, f"What stands at ??? in the diagram?\n\n{drawing}")
                    for s in (scope.subject, scope.full_subject)
                ),
                back=escape_markdown(text),
                more=fence(node.text, "diagram"),
                group=f"diagram:{scope.labels[-1] if scope.labels else ''}",
                scope=scope,
                source=node.source,
            )
        )
    if drafts:
        sheet.add(node.source, "diagram", first_line(node.text), drafts)
    else:
        sheet.skip(node.source, "diagram", first_line(node.text), "a drawing without labels")


def _diagram_parts(text: str) -> list[tuple[int, int, str]]:
    """The labels of a drawing: (line index, column, text), at most ten, in reading order."""
    parts = []
    for index, line in enumerate(text.splitlines()):
        position = 0
        for piece in [*_BOX.split(line)]:
            stripped = piece.strip(" ←→↓↑-•")
            start = line.find(piece, position)
            position = start + len(piece)
            if sum(sign.isalpha() for sign in stripped) >= 4 and len(words(stripped)) <= 8:
                parts.append((index, start + piece.find(stripped), stripped))
    return parts[:10] if len(parts) >= 3 else []
