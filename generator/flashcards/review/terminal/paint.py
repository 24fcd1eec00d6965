"""Lines of runs → what Textual draws."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

from flashcards.review.terminal.blocks import Box, Look
from flashcards.review.terminal.code import pieces
from flashcards.review.terminal.layout import Line

_STYLES = {
    Look.BOLD: "bold",
    Look.ITALIC: "italic",
    Look.CODE: "$code",
    Look.MATH: "$math",
    Look.LINK: "underline",
    Look.BLANK: "bold $blank",
    Look.FAINT: "$faint",
    Look.VEIL: "$veil",
    Look.KEY: "bold $primary",
    Look.STRIKE: "strike",
    Look.MARK: "bold",
}

_CODE = {
    "keyword": "$keyword",
    "name": "$name",
    "string": "$string",
    "number": "$number",
    "comment": "italic $faint",
}


def style(look: Look, base: str = "") -> str:
    """The style of a look, over one that holds of the whole."""
    parts = [words for flag, words in _STYLES.items() if flag in look]
    if look & (Look.BLANK | Look.FAINT | Look.VEIL):
        parts = [words for words in parts if words not in {"$code", "$math"}]
    return " ".join(filter(None, (base, *parts)))


def painted(lines: Iterable[Line], base: str = "") -> Content:
    """The lines as one content; nothing in it is taken for markup."""
    parts: list[tuple[str, str]] = []
    for number, line in enumerate(lines):
        if number:
            parts.append(("\n", ""))
        parts += [(run.text, style(run.look, base)) for run in line]
    return Content.assemble(*(part if part[1] else part[0] for part in parts))


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
    return Content.assemble(*(part if part[1] else part[0] for part in parts))


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
