"""Card markdown → HTML.

Safe by construction: every tag and attribute is written by this module, each name from its
own tables, and every piece of the document goes through `escape`. A test feeds it hostile
documents and looks at the result with another parser.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from flashcards.markup.clean import clean, is_plain, plain_front
from flashcards.markup.escape import escape, escape_attribute, escape_math, escape_prose
from flashcards.markup.highlight import BLANK, BLANK_HTML, highlight

if TYPE_CHECKING:
    from markdown_it.token import Token

_TAG = re.compile(r"<[^>]*>")

_BLOCKS = {
    "paragraph": "p",
    "blockquote": "blockquote",
    "bullet_list": "ul",
    "list_item": "li",
    "table": "table",
    "thead": "thead",
    "tbody": "tbody",
    "tr": "tr",
    "td": "td",
    "th": "th",
}
_INLINES = {"strong": "strong", "em": "em"}

_ALIGNED = {"text-align:right": "right", "text-align:center": "center"}

_BOXES = {"diagram": "diagram", "text": "output", "output": "output", "console": "output"}
"""Info words of fences that hold no code → class of their box."""

_DRAWN = re.compile("[─-╿▲▼◀▶]")
"""Box drawings: a fence that has them and names no language is a diagram."""

_MARKS = ("✅", "❌", "⚠", "✓", "✗", "☐", "☑")
"""Signs that open a line of their own, though the author wrote no blank line before them."""

SPOILER = '<span class="spoiler tappable" tabindex="0" role="button">'
"""`tappable` tells AnkiDroid and AnkiMobile that a tap here does not turn the card."""

_FIXED = {
    "hardbreak": "<br>\n",
    "blank": BLANK_HTML,
    "spoiler_open": SPOILER,
    "spoiler_close": "</span>",
}


def to_html(markdown: str) -> str:
    r"""The HTML of card markdown; a sole paragraph comes without its `p`.

    >>> to_html("`a<b>` is **bold**")
    '<code>a&lt;b&gt;</code> is <strong>bold</strong>'
    """
    text = clean(markdown).strip("\n")
    if is_plain(text):
        return text
    if parts := plain_front(text):
        return f"<h6>{parts[0]}</h6>\n<p>{parts[1]}</p>"
    return _render(text)


@lru_cache(maxsize=4096)
def _render(text: str) -> str:
    from flashcards.markup.parser import parse

    tokens = parse(text)
    if len(tokens) == 3 and tokens[0].type == "paragraph_open":
        return _inline(tokens[1].children or ())
    html = _blocks(tokens).rstrip("\n")
    # An answer such as `+` or `1.` is an empty list to CommonMark, and nothing to a reader.
    return html if _TAG.sub("", html).strip() else escape_prose(text)


def _blocks(tokens: Sequence[Token]) -> str:
    out: list[str] = []
    for index, token in enumerate(tokens):
        if token.hidden:
            # A tight list's paragraph: what follows it inside the item starts a new line.
            if token.nesting == -1 and tokens[index + 1].nesting == 1:
                out.append("\n")
            continue
        if token.type == "inline":
            out.append(_inline(token.children or ()))
        elif token.type in ("fence", "code_block"):
            out.append(_fence(token.content, token.info))
        elif token.type == "hr":
            out.append("<hr>\n")
        elif token.type == "math":
            out.append(f'<div class="scroll">{_math(token)}</div>\n')
        elif token.type == "list_item_open" and _signed(tokens, index + 2):
            out.append('<li class="sign">')
        else:
            out.append(_tag(token))
    return "".join(out)


def _signed(tokens: Sequence[Token], index: int) -> bool:
    """Whether an item's text brings its own sign in place of a bullet."""
    children = tokens[index].children if index < len(tokens) else None
    return bool(children and children[0].content.startswith(_MARKS))


def _tag(token: Token) -> str:
    """The opening or closing tag of a block, from its token's name."""
    name = token.type.removesuffix("_open").removesuffix("_close")
    closing = token.nesting == -1
    if name == "heading":
        level = max(3, int(token.tag[1:]))
        return f"</h{level}>\n" if closing else f"<h{level}>"
    if name == "ordered_list":
        start = token.attrGet("start")
        number = f' start="{int(start)}"' if start is not None else ""
        return "</ol>\n" if closing else f"<ol{number}>\n"
    tag = _BLOCKS[name]
    if tag == "table":
        return "</table></div>\n" if closing else '<div class="scroll"><table>\n'
    if closing:
        return f"</{tag}>\n"
    aligned = _ALIGNED.get(str(token.attrGet("style"))) if tag in ("td", "th") else None
    return f'<{tag} class="{aligned}">' if aligned else f"<{tag}>"


def _inline(tokens: Sequence[Token]) -> str:
    out: list[str] = []
    links: list[bool] = []
    for index, token in enumerate(tokens):
        match token.type:
            case "softbreak":
                out.append("<br>\n" if _opens_line(tokens, index + 1) else "\n")
            case "link_open":
                url = str(token.attrGet("href") or "")
                links.append(_leads_to_web(url))
                out.append(f'<a href="{escape_attribute(url)}">' if links[-1] else "")
            case "link_close":
                out.append("</a>" if links.pop() else "")
            case _:
                out.append(_span(token))
    return "".join(out)


def _span(token: Token) -> str:
    """One inline token that needs no look at its neighbours."""
    match token.type:
        case "text" | "text_special":
            return escape_prose(token.content)
        case "code_inline":
            return f"<code>{escape(token.content).replace(BLANK, BLANK_HTML)}</code>"
        case "math":
            return _math(token)
        case "image":
            return escape_prose(_alt(token.children or ()))
        case kind if kind in _FIXED:
            return _FIXED[kind]
        case kind:
            name, _, side = kind.rpartition("_")
            return f"<{'/' if side == 'close' else ''}{_INLINES[name]}>"


def _leads_to_web(url: str) -> bool:
    """Whether a link may stay a link: a relative one leads nowhere from a card."""
    return url.lower().startswith(("https://", "http://"))


def _opens_line(tokens: Sequence[Token], index: int) -> bool:
    """Whether what follows a newline in a paragraph was meant to start a line: label or mark."""
    while index < len(tokens) and tokens[index].type == "text" and not tokens[index].content:
        index += 1
    if index >= len(tokens):
        return False
    if tokens[index].type not in ("strong_open", "em_open"):
        return tokens[index].type == "text" and tokens[index].content.startswith(_MARKS)
    closing = tokens[index].type.replace("open", "close")
    for end in range(index, len(tokens)):
        if tokens[end].type == closing:
            after = tokens[end + 1].content if end + 1 < len(tokens) else ""
            return after.startswith(":") or tokens[end - 1].content.endswith(":")
    return False


def _alt(tokens: Sequence[Token]) -> str:
    return "".join(token.content or _alt(token.children or ()) for token in tokens)


def _math(token: Token) -> str:
    left, right = ("\\(", "\\)") if token.markup == "\\(" else ("\\[", "\\]")
    return f"{left}{escape_math(token.content)}{right}"


def _fence(content: str, info: str) -> str:
    words = info.split()
    language = words[0] if words and "=" not in words[0] else ""
    marked = [
        int(number)
        for word in words
        if word.startswith("hl=")
        for number in word[3:].split(",")
        if number.isdecimal() and len(number) < 7
    ]
    box = _BOXES.get(language)
    if not language and _DRAWN.search(content):
        box = "diagram"
    body = highlight(content.rstrip("\n"), "" if box else language, marked)
    return f'<pre class="{box or "code"}"><code>{body}</code></pre>\n'
