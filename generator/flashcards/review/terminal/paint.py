"""Lines of runs and styled texts → what Textual draws."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

from flashcards.review.terminal.blocks import Box
from flashcards.review.terminal.code import pieces
from flashcards.review.terminal.layout import Line
from flashcards.review.terminal.styles import Span, spans

_CODE = {
    "keyword": "$keyword",
    "name": "$name",
    "string": "$string",
    "number": "$number",
    "comment": "italic $faint",
}


def content(spans: Iterable[Span]) -> Content:
    """Texts with their styles; nothing in them is taken for markup."""
    return Content.assemble(*(span if span[1] else span[0] for span in spans))


def painted(lines: Iterable[Line], base: str = "") -> Content:
    """The lines as one content."""
    parts: list[Span] = []
    for number, line in enumerate(lines):
        if number:
            parts.append(("\n", ""))
        parts += spans(line, base)
    return content(parts)


def boxed(box: Box) -> Content:
    """A listing or a drawing, its marked lines set off."""
    width = max((len(line) for line in box.text.split("\n")), default=0)
    parts: list[tuple[str, str]] = []
    for number, line in enumerate(pieces(box.text, box.language), start=1):
        marked = "on $marked" if number in box.marked else ""
        if number > 1:
            parts.append(("\n", ""))
        for text, name in line:
            parts += [
                (part, " ".join(filter(None, (look, marked))))
                for part, look in _blanks(text, _CODE.get(name, ""))
            ]
        if marked:
            parts.append((" " * (width - sum(len(text) for text, _ in line)), marked))
    return content(parts)


def _blanks(text: str, look: str) -> list[tuple[str, str]]:
    """The text with its blanks, `[…]` and a drawing's `???`, set off."""
    out: list[tuple[str, str]] = []
    while text:
        at, sign = min(
            ((text.find(sign), sign) for sign in ("[…]", "???") if sign in text), default=(-1, "")
        )
        if at < 0:
            out.append((text, look))
            break
        if at:
            out.append((text[:at], look))
        out.append((sign, "bold $blank"))
        text = text[at + len(sign) :]
    return out
