"""Box drawings: each labelled part is asked for, the rest of the drawing shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flashcards import patterns as re
from flashcards.card import Diagram
from flashcards.document import Listing
from flashcards.facts.scope import Scope
from flashcards.facts.sheet import Draft, Sheet, unique
from flashcards.facts.steps import lines_of
from flashcards.facts.wording import answer_of, ask, first_line, front, said, words
from flashcards.tree import nodes as n

# The strokes of boxes.
_BOX = re.compile(r"[─━│┃┌┐└┘├┤┬┴┼╭╮╰╯═║╔╗╚╝╠╣╦╩╬]+")

_LANGUAGE = "diagram"


def extract_diagram(node: Listing, scope: Scope, sheet: Sheet) -> None:
    """One card a labelled part of the drawing, the rest of it shown whole."""
    lines = lines_of(node)
    parts = _diagram_parts(lines)
    whole = _drawing(node, lines)
    drafts = []
    keys = unique([text for _, _, text in parts])
    asked = ask("What stands at ??? in the diagram?")
    for (line_index, start, text), key in zip(parts, keys, strict=True):
        line = lines[line_index]
        hidden = "?" + " " * (len(text) - 1) if len(text) < 3 else "???".center(len(text))
        with_gap = list(lines)
        with_gap[line_index] = line[:start] + hidden + line[start + len(text) :]
        drawing = _drawing(node, with_gap)
        drafts.append(
            Draft(
                ask=Diagram(label=text),
                key=(key,),
                fronts=tuple(front(s, asked, drawing) for s in (scope.subject, scope.full_subject)),
                back=answer_of(said(text)),
                more=(whole,),
                group=f"diagram:{scope.labels[-1] if scope.labels else ''}",
                scope=scope,
                source=node.source,
            )
        )
    first = first_line(node.block.value)
    if drafts:
        sheet.add(node.source, "diagram", first, drafts)
    else:
        sheet.skip(node.source, "diagram", first, "a drawing without labels")


def _drawing(node: Listing, lines: Sequence[str]) -> n.CodeBlock:
    return replace(node.block, value="\n".join(lines), info=_LANGUAGE)


def _diagram_parts(lines: Sequence[str]) -> list[tuple[int, int, str]]:
    """The labels of a drawing: (line index, column, text), at most ten, in reading order."""
    parts = []
    for index, line in enumerate(lines):
        position = 0
        for piece in [*_BOX.split(line)]:
            stripped = piece.strip(" ←→↓↑▼▲►◄-•")
            start = line.find(piece, position)
            position = start + len(piece)
            if sum(sign.isalpha() for sign in stripped) >= 4 and len(words(stripped)) <= 8:
                parts.append((index, start + piece.find(stripped), stripped))
    return parts[:10] if len(parts) >= 3 else []
