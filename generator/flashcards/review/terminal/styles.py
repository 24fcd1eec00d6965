"""How looks are written: words such as `bold`, and names of colours behind a `$`.

Textual draws by them, and so does what is shown before Textual is there; see `early`.
"""

from __future__ import annotations

from flashcards.review.terminal.blocks import Look
from flashcards.review.terminal.layout import Line

Span = tuple[str, str]
"""A text and its style, which may be empty."""

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


def style(look: Look, base: str = "") -> str:
    """The style of a look, over one that holds of the whole."""
    parts = [words for flag, words in _STYLES.items() if flag in look]
    if look & (Look.BLANK | Look.FAINT | Look.VEIL):
        parts = [words for words in parts if words not in {"$code", "$math"}]
    return " ".join(filter(None, (base, *parts)))


def spans(line: Line, base: str = "") -> list[Span]:
    """The line as texts with their styles."""
    return [(run.text, style(run.look, base)) for run in line]
