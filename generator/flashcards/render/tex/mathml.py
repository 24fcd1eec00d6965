"""Formulas as MathML, which browsers set without help and without a net."""

from __future__ import annotations

from flashcards.render.escape import escape
from flashcards.render.tex import commands
from flashcards.render.tex.nodes import (
    Accent,
    Atom,
    Fraction,
    Grid,
    Node,
    Root,
    Row,
    Script,
    Styled,
)
from flashcards.render.tex.parser import parse

_TAGS = {
    "name": "mi",
    "number": "mn",
    "operator": "mo",
    "large": "mo",
    "text": "mtext",
    "function": "mi",
}
_VARIANTS = {"bold": "bold", "double": "double-struck", "script": "script", "fraktur": "fraktur",
             "upright": "normal", "sans": "sans-serif", "mono": "monospace"}  # fmt: skip
_STRUCK = frozenset(("cancel", "bcancel", "not"))
_BELOW = frozenset(("underline", "underbrace"))


def mathml(tex: str, *, display: bool = False) -> str:
    """A `math` element.

    Raises:
        UnknownTexError: the formula is beyond what is known.
    """
    block = ' display="block"' if display else ""
    return f"<math{block}>{_node(parse(tex))}</math>"


def _node(node: Node) -> str:  # noqa: PLR0911 - one a kind of node
    match node:
        case Atom(kind="space", text=width):
            return f'<mspace width="{width}em"></mspace>'
        case Atom(kind=kind, text=text):
            return f"<{_TAGS[kind]}>{escape(text)}</{_TAGS[kind]}>"
        case Row(parts):
            return f"<mrow>{''.join(map(_node, parts))}</mrow>"
        case Fraction(top, bottom, line):
            thin = "" if line else ' linethickness="0"'
            return f"<mfrac{thin}>{_node(top)}{_node(bottom)}</mfrac>"
        case Root(of, None):
            return f"<msqrt>{_node(of)}</msqrt>"
        case Root(of, degree) if degree is not None:
            return f"<mroot>{_node(of)}{_node(degree)}</mroot>"
        case Script():
            return _script(node)
        case Accent(base, name):
            return _accent(_node(base), name)
        case Styled(of, style):
            return _styled(of, style)
        case Grid():
            return _grid(node)
    raise AssertionError(node)


def _script(node: Script) -> str:
    tags = ("munder", "mover", "munderover") if node.limits else ("msub", "msup", "msubsup")
    parts = [_node(part) for part in (node.base, node.below, node.above) if part is not None]
    tag = tags[2] if len(parts) > 2 else tags[0] if node.below is not None else tags[1]
    return f"<{tag}>{''.join(parts)}</{tag}>"


def _accent(base: str, name: str) -> str:
    if name.endswith("phantom"):
        return f"<mphantom>{base}</mphantom>"
    if name in _STRUCK:
        return f'<mrow class="struck">{base}</mrow>'
    if name == "boxed":
        return f'<mrow class="boxed">{base}</mrow>'
    sign = escape(commands.ACCENTS[name][1])
    if name in _BELOW:
        return f'<munder accentunder="true">{base}<mo>{sign}</mo></munder>'
    return f'<mover accent="true">{base}<mo>{sign}</mo></mover>'


def _styled(of: Node, style: str) -> str:
    variant = _VARIANTS[style]
    if isinstance(of, Row) and all(isinstance(part, Atom) for part in of.parts):
        words = "".join(part.text for part in of.parts if isinstance(part, Atom))
        return f'<mi mathvariant="{variant}">{escape(words)}</mi>'
    if isinstance(of, Atom):
        return f'<mi mathvariant="{variant}">{escape(of.text)}</mi>'
    return f'<mstyle mathvariant="{variant}">{_node(of)}</mstyle>'


def _grid(grid: Grid) -> str:
    rows = "".join(
        f"<mtr>{''.join(f'<mtd>{_node(cell)}</mtd>' for cell in row)}</mtr>" for row in grid.rows
    )
    sides = [f"<mo>{escape(sign)}</mo>" if sign else "" for sign in (grid.left, grid.right)]
    kind = f' class="{grid.kind}"' if grid.kind != "matrix" else ""
    return f"<mrow>{sides[0]}<mtable{kind}>{rows}</mtable>{sides[1]}</mrow>"
