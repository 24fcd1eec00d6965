"""Card markdown → typst.

Safe by construction: everything of the text stands in string literals, and every function that
is called is named here or in `templates/sheet.typ`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from flashcards.markup.clean import clean
from flashcards.markup.highlight import BLANK
from flashcards.practice.render.literal import literal
from flashcards.practice.render.typst_math import to_math

if TYPE_CHECKING:
    from markdown_it.token import Token

_PIECES = {
    "blockquote_open": "#quote(block: true)[",
    "blockquote_close": "]\n\n",
    "bullet_list_open": "#list(",
    "bullet_list_close": ")\n\n",
    "ordered_list_close": ")\n\n",
    "list_item_open": "[",
    "list_item_close": "],",
    "paragraph_open": "",
    "paragraph_close": "\n\n",
    "table_close": ")\n\n",
    "thead_open": "table.header(",
    "thead_close": "),",
    "tbody_open": "",
    "tbody_close": "",
    "tr_open": "",
    "tr_close": "",
    "th_open": "[",
    "th_close": "],",
    "td_open": "[",
    "td_close": "],",
    "hr": "#rule()\n\n",
}
_SPANS = {
    "strong_open": "#strong[",
    "strong_close": "];",
    "em_open": "#emph[",
    "em_close": "];",
    "hardbreak": "#linebreak();",
    "blank": "#blank();",
}
_ALIGNED = {"text-align:right": "right", "text-align:center": "center"}
_MARKS = ("✅", "❌", "⚠", "✓", "✗", "☐", "☑")
_BOXES = frozenset(("diagram", "text", "output", "console", "plain"))

_WIDTH = 470.0
"""Points from margin to margin, without a box's own."""

_ADVANCE = 0.602
"""Width of a character of DejaVu Sans Mono, in its size."""

_LARGEST, _SMALLEST = 8.5, 5.5
"""Sizes of listings in points: the widest line decides, down to what can still be read."""

HOLE = "\ue000"
"""Stands for the blank in a listing while it is coloured; the template draws it."""

_NUMBERS = re.compile(r"hl=([\d,]{1,200})")


def to_typst(markdown: str, *, hidden: bool = False) -> str:
    """Typst markup of card markdown; `hidden` makes blanks of its spoilers.

    >>> to_typst("a **b** #import")
    '#"a ";#strong[#"b";];#" #import";'
    """
    from flashcards.markup.parser import parse

    text = clean(markdown).strip("\n")
    made = _blocks(parse(text), hidden=hidden).strip()
    # An answer such as `+` or `1.` is an empty list to CommonMark, and nothing to a reader.
    return made if '"' in made or "#blank" in made or not text else f"#{literal(text)};"


def _blocks(tokens: Sequence[Token], *, hidden: bool) -> str:
    out: list[str] = []
    for index, token in enumerate(tokens):
        if token.hidden:  # the paragraph of a tight list
            out.append("\n" if token.nesting == -1 else "")
            continue
        match token.type:
            case "inline":
                out.append(_inline(token.children or (), hidden=hidden))
            case "fence" | "code_block":
                out.append(f"{_listing(token)}\n\n")
            case "math":
                out.append(f"{to_math(token.content, display=True)}\n\n")
            case "heading_open":
                out.append(f"#headline({int(token.tag[1:])})[")
            case "heading_close":
                out.append("]\n\n")
            case "ordered_list_open":
                out.append(f"#enum(start: {int(token.attrGet('start') or 1)}, ")
            case "table_open":
                out.append(_table(tokens, index))
            case kind:
                out.append(_PIECES[kind])
    return "".join(out)


def _table(tokens: Sequence[Token], index: int) -> str:
    aligned: list[str] = []
    for token in tokens[index:]:
        if token.type == "th_open":
            aligned.append(_ALIGNED.get(str(token.attrGet("style")), "left"))
        elif token.type == "tr_close":
            break
    return f"#grid-table(({', '.join(aligned)},), "


def _inline(tokens: Sequence[Token], *, hidden: bool) -> str:
    out: list[str] = []
    links: list[bool] = []
    covered = 0
    for index, token in enumerate(tokens):
        if token.type == "spoiler_open":
            out.append("#blank();" if hidden and not covered else "")
            covered += hidden
        elif token.type == "spoiler_close":
            covered -= hidden
        elif covered:
            continue
        elif token.type == "softbreak":
            out.append("#linebreak();" if _opens_line(tokens[index + 1 :]) else "#" + '" ";')
        elif token.type == "link_open":
            url = str(token.attrGet("href") or "")
            links.append(url.lower().startswith(("https://", "http://")))
            out.append(f"#link({literal(url)})[" if links[-1] else "")
        elif token.type == "link_close":
            out.append("];" if links.pop() else "")
        else:
            out.append(_span(token))
    return "".join(out)


def _opens_line(rest: Sequence[Token]) -> bool:
    """Whether what follows a newline in a paragraph was meant to start a line: label or mark."""
    first = next((token for token in rest if token.content or token.type != "text"), None)
    return first is not None and (
        first.type == "strong_open" or (first.type == "text" and first.content.startswith(_MARKS))
    )


def _span(token: Token) -> str:
    match token.type:
        case "text" | "text_special":
            return f"#{literal(token.content)};" if token.content else ""
        case "code_inline":
            parts = token.content.split(BLANK)
            return "#blank();".join(f"#mono({literal(part)});" if part else "" for part in parts)
        case "math":
            return to_math(token.content, display=token.markup == "\\[")
        case "image":
            return "".join(_span(child) for child in token.children or ())
        case "softbreak":
            return '#" ";'
        case kind:
            return _SPANS[kind]


def _listing(token: Token) -> str:
    words = token.info.split()
    language = words[0] if words and "=" not in words[0] else ""
    code = token.content.rstrip("\n").replace(BLANK, HOLE)
    marked = [
        int(number)
        for match in _NUMBERS.finditer(token.info)
        for number in match[1].split(",")
        if number and len(number) < 7
    ]
    widest = max(map(len, code.split("\n")))
    size = min(_LARGEST, max(_SMALLEST, _WIDTH / _ADVANCE / max(widest, 1)))
    named = "none" if not language or language in _BOXES else literal(language)
    lines = "".join(f"{number}, " for number in marked)
    return f"#listing({literal(code)}, {named}, ({lines}), {size:.2f}pt)"
