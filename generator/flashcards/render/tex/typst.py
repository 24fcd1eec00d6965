"""Formulas as typst; every sign is a literal or from our own tables."""

from __future__ import annotations

from flashcards.render.literal import literal
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
from flashcards.render.tex.parser import UnknownTexError, parse

_STYLES = {"bold": "math.bold", "double": "math.bb", "script": "math.cal", "fraktur": "math.frak",
           "upright": "math.upright", "sans": "math.sans", "mono": "math.mono"}  # fmt: skip
_OVER = {"overline": "math.overline", "underline": "math.underline", "overbrace": "math.overbrace",
         "underbrace": "math.underbrace", "cancel": "math.cancel", "bcancel": "math.cancel",
         "not": "math.cancel", "boxed": "boxed", "phantom": "hide", "hphantom": "hide",
         "vphantom": "hide"}  # fmt: skip


def typst(tex: str, *, display: bool = False) -> str:
    """Typst code of an equation; a formula beyond us as it was typed."""
    try:
        body = _node(parse(tex))
    except UnknownTexError:
        return f"#mono({literal(tex)});"
    return f"#math.equation(block: {'true' if display else 'false'}, {body});"


def _node(node: Node) -> str:  # noqa: PLR0911 - one a kind of node
    """An expression in typst's code mode."""
    match node:
        case Atom():
            return _atom(node)
        case Row(parts):
            return f"row({', '.join(map(_node, parts))})"
        case Fraction(top, bottom, line):
            return f"{'math.frac' if line else 'stacked'}({_node(top)}, {_node(bottom)})"
        case Root(of, degree):
            return f"math.root({'none' if degree is None else _node(degree)}, {_node(of)})"
        case Script(base, below, above, limits):
            down = "" if below is None else f", b: {_node(below)}"
            up = "" if above is None else f", t: {_node(above)}"
            inner = f"math.limits({_node(base)})" if limits else _node(base)
            return f"math.attach({inner}{down}{up})"
        case Accent(base, name):
            if name in _OVER:
                return f"{_OVER[name]}({_node(base)})"
            return f"math.accent({_node(base)}, {literal(commands.ACCENTS[name][0])})"
        case Styled(of, style):
            return f"{_STYLES[style]}({_node(of)})"
        case Grid():
            return _grid(node)


def _atom(atom: Atom) -> str:
    if atom.kind == "space":
        return f"h({atom.text}em)"
    if atom.kind in {"text", "function"}:
        return f"math.upright({literal(atom.text)})"
    return f"sign-{'operator' if atom.kind == 'large' else atom.kind}({literal(atom.text)})"


def _grid(grid: Grid) -> str:
    width = max(len(row) for row in grid.rows)
    cells = ", ".join(
        _node(cell) for row in grid.rows for cell in (*row, *(Row(()),) * (width - len(row)))
    )
    left, right = literal(grid.left), literal(grid.right)
    return f"formula-grid({width}, {literal(grid.kind)}, {left}, {right}, {cells})"
