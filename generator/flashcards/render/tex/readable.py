r"""Formulas as a person would type them: `\frac{a}{b} \times 10^{3}` → `a/b × 10³`."""

from __future__ import annotations

import unicodedata

from flashcards import patterns as re
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

_RAISED = str.maketrans(
    "0123456789+−=()niabcdefghjklmoprstuvwxyzT-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᵃᵇᶜᵈᵉᶠᵍʰʲᵏˡᵐᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵀ⁻"
)
_LOWERED = str.maketrans("0123456789+−=()-", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎₋")
_DOUBLE = str.maketrans("CHNPQRZEFIKABDGJLMOSTUVWXY01", "ℂℍℕℙℚℝℤ𝔼𝔽𝕀𝕂𝔸𝔹𝔻𝔾𝕁𝕃𝕄𝕆𝕊𝕋𝕌𝕍𝕎𝕏𝕐𝟘𝟙")
_SPACED = frozenset("=<>≤≥≠≈≡∼≃≅∝≪≫∈∉⊂⊆→←⇒⇔⟹⟺⟶↦×÷±∓+−∪∩∧∨⊕⊗⊙∣⩽⩾≜≔⊨⊢")
"""Signs with a blank on either side, but where they open or stand before a sign alone."""

_SIMPLE = re.compile(r"[^\s+\-−±*/=<>≤≥·⋅×÷]*")


def readable(tex: str) -> str:
    r"""A formula without its TeX; one that is beyond us as it was typed.

    >>> readable(r"P_i = \frac{e^{z_i/T}}{\sum_j e^{z_j/T}}")
    'P_i = e^(z_i/T)/(∑_j e^(z_j/T))'
    >>> readable(r"2^{30} \times x_{12}"), readable(r"y_i - \hat{y}_i")
    ('2³⁰ × x₁₂', 'y_i − ŷ_i')
    """
    try:
        node = parse(tex)
    except UnknownTexError:
        return tex.strip()
    lines = (" ".join(line.split()) for line in _said(node).split("\n"))
    return "\n".join(line for line in lines if line)


def _said(node: Node) -> str:
    match node:
        case Atom():
            return _atom(node)
        case Row(parts):
            return _row(parts)
        case Fraction(top, bottom, line):
            above, below = _said(top).strip(), _said(bottom).strip()
            return f"{_grouped(above)}/{_grouped(below)}" if line else f"{above} over {below}"
        case Root(of, degree):
            return f"{_degree(degree)}√{_grouped(_said(of).strip())}"
        case Script():
            return _script(node)
        case Accent(base, name):
            return _accent(_said(base).strip(), name)
        case Styled(of, style):
            said = _said(of)
            return said.translate(_DOUBLE) if style == "double" else said
        case Grid():
            return _grid(node)


def _atom(atom: Atom) -> str:
    if atom.kind == "space":
        return " "
    if atom.text in _SPACED:
        return f" {atom.text} "
    return atom.text


def _row(parts: tuple[Node, ...]) -> str:
    out = ""
    before: Node | None = None
    for part in parts:
        said = _said(part)
        if isinstance(part, Atom) and part.text in "+−±∓" and not _ends_a_value(out):
            said = part.text  # a sign of what follows, with no blank
        elif _runs_together(before, out, part, said):
            out += " "
        out += said
        before = part
    return out


def _runs_together(before: Node | None, out: str, part: Node, said: str) -> bool:
    """Whether a word and what stands beside it need a blank between them."""
    if _is_word(before):
        return said[:1].isalnum() or said[:1] in "∑∏∫√"
    return _is_word(part) and (out[-1:].isalnum() or out[-1:] in "∑∏∫)")


def _is_word(node: Node | None) -> bool:
    """Whether a part is a function's name or a large sign, which letters would run into."""
    if isinstance(node, Script):
        return _is_word(node.base)
    return isinstance(node, Atom) and node.kind in {"function", "large"}


def _ends_a_value(before: str) -> bool:
    last = before.rstrip()[-1:]
    return bool(last) and last not in "([{,;/^_" and last not in _SPACED


def _degree(degree: Node | None) -> str:
    if degree is None:
        return ""
    said = _said(degree).strip()
    return said.translate(_RAISED) if said.isdecimal() else f"{_grouped(said)}"


def _script(node: Script) -> str:
    base = _said(node.base)
    lead, base = base[: len(base) - len(base.lstrip())], base.strip()
    if len(base) > 1 and isinstance(node.base, Row | Fraction | Styled):
        base = _grouped(base)
    below = "" if node.below is None else _moved("_", _said(node.below).strip())
    above = "" if node.above is None else _moved("^", _said(node.above).strip())
    blank = " " if isinstance(node.base, Atom) and node.base.kind in {"large", "function"} else ""
    return f"{lead}{base}{below}{above}{blank}"


def _moved(sign: str, text: str) -> str:
    """What stands raised or lowered, in small figures where a reader can make them out."""
    if not text:
        return ""
    if set(text) <= {"′"}:
        return text
    small = text.translate(_RAISED if sign == "^" else _LOWERED)
    if small != text and (text.lstrip("−-+").isdecimal() or (len(text) == 1 and sign == "^")):
        return small
    if len(text) == 1 or (sign == "_" and text.isalnum()):
        return f"{sign}{text}"
    return f"{sign}({text})"


def _accent(base: str, name: str) -> str:
    combining, alone = commands.ACCENTS[name]
    if name == "boxed" or not (combining or alone):
        return f"[{base}]" if name == "boxed" else ""
    if name in {"overbrace", "underbrace"}:
        return base
    if len(base) == 1:
        return unicodedata.normalize("NFC", base + combining)
    if name in {"cancel", "bcancel", "not", "underline", "overline"}:
        return "".join(sign + combining for sign in base)
    return f"{name}({base})"


def _grid(grid: Grid) -> str:
    rows = [[_said(cell).strip() for cell in row] for row in grid.rows]
    if grid.kind in {"aligned", "gathered"}:
        return "\n".join(" ".join(row) for row in rows)
    if grid.kind == "cases":
        inside = "; ".join(", ".join(cell.rstrip(",") for cell in row) for row in rows)
        return f"{grid.left or '{'} {inside} {grid.right}".rstrip()
    inside = "; ".join(" ".join(map(_grouped, row)) for row in rows)
    return f"{grid.left or '['}{inside}{grid.right or ']'}"


def _grouped(text: str) -> str:
    text = text.strip()
    return text if _SIMPLE.fullmatch(text) or _one_group(text) else f"({text})"


def _one_group(text: str) -> bool:
    """Whether brackets hold the whole, or all but one head such as `e^`."""
    start = text.find("(")
    if start < 0 or not _SIMPLE.fullmatch(text[:start]):
        return False
    open_ = 0
    for index, sign in enumerate(text[start:], start):
        open_ += (sign == "(") - (sign == ")")
        if not open_:
            return index == len(text) - 1
    return False
