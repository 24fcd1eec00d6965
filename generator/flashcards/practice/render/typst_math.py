"""Formulas → typst; every sign is a literal or from our own tables."""

from __future__ import annotations

from flashcards.practice.render import tex
from flashcards.practice.render.literal import literal


def to_math(source: str, *, display: bool) -> str:
    """Typst code of an equation; a formula beyond us as it was typed."""
    try:
        body = _node(tex.parse(source))
    except tex.UnknownTexError:
        return f"#mono({literal(source)});"
    return f"#math.equation(block: {'true' if display else 'false'}, {body});"


_SPACES = {"thin": "0.17em", "wide": "1em"}


def _node(node: tex.Node) -> str:
    """An expression in typst's code mode."""
    match node:
        case tex.Atom(kind="space", text=width):
            return f"h({_SPACES[width]})"
        case tex.Atom(kind="text", text=text):
            return f"math.upright({literal(text)})"
        case tex.Atom(kind=kind, text=text):
            return f"sign-{kind}({literal(text)})"
        case tex.Row(parts=parts):
            return f"row({', '.join(map(_node, parts))})"
        case tex.Fraction(top=top, bottom=bottom):
            return f"math.frac({_node(top)}, {_node(bottom)})"
        case tex.Root(of=of, degree=degree):
            return f"math.root({'none' if degree is None else _node(degree)}, {_node(of)})"
        case tex.Script(base=base, below=below, above=above):
            down = "" if below is None else f", b: {_node(below)}"
            up = "" if above is None else f", t: {_node(above)}"
            return f"math.attach({_node(base)}{down}{up})"
