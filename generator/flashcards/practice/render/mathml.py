r"""Formulas in the HTML of cards → MathML, which browsers set without help and without a net."""

from __future__ import annotations

import re
from html import unescape

from flashcards.markup.escape import escape
from flashcards.practice.render import tex

_FORMULA = re.compile(
    r"<code>.*?</code>|<pre.*?</pre>|\\\((?P<inline>.*?)\\\)|\\\[(?P<display>.*?)\\\]", re.DOTALL
)
"""Formulas as `to_html` leaves them to MathJax; code may hold the same signs, and stays."""


def set_formulas(html: str) -> str:
    """The HTML with each formula as MathML; one that is beyond us stays as it was typed."""
    return _FORMULA.sub(_set, html) if "\\" in html else html


def _set(match: re.Match[str]) -> str:
    source = match["inline"] if match["inline"] is not None else match["display"]
    if source is None:
        return match[0]
    typed = unescape(source)
    try:
        row = tex.parse(typed)
    except tex.UnknownTexError:
        return f'<code class="tex">{escape(typed)}</code>'
    display = ' display="block"' if match["display"] is not None else ""
    return f"<math{display}>{_node(row)}</math>"


_TAGS = {"name": "mi", "number": "mn", "operator": "mo", "text": "mtext"}
_WIDTHS = {"thin": ".17em", "wide": "1em"}


def _node(node: tex.Node) -> str:
    match node:
        case tex.Atom(kind="space", text=width):
            return f'<mspace width="{_WIDTHS[width]}"></mspace>'
        case tex.Atom(kind=kind, text=text):
            return f"<{_TAGS[kind]}>{escape(text)}</{_TAGS[kind]}>"
        case tex.Row(parts=parts):
            return f"<mrow>{''.join(map(_node, parts))}</mrow>"
        case tex.Fraction(top=top, bottom=bottom):
            return f"<mfrac>{_node(top)}{_node(bottom)}</mfrac>"
        case tex.Root(of=of, degree=None):
            return f"<msqrt>{_node(of)}</msqrt>"
        case tex.Root(of=of, degree=degree):
            assert degree is not None  # noqa: S101 - the case before
            return f"<mroot>{_node(of)}{_node(degree)}</mroot>"
        case tex.Script(base=base, below=below, above=above):
            return _script(base, below, above)


def _script(base: tex.Node, below: tex.Node | None, above: tex.Node | None) -> str:
    large = isinstance(base, tex.Atom) and base.text in {"∑", "∏", "max", "min", "lim"}
    under, over, both = ("munder", "mover", "munderover") if large else ("msub", "msup", "msubsup")
    parts = [_node(part) for part in (base, below, above) if part is not None]
    tag = both if len(parts) > 2 else under if below is not None else over
    return f"<{tag}>{''.join(parts)}</{tag}>"
