"""MathML to TeX: formulas that pages of HTML bring along.

Its elements are read by their meaning (MathML Core, W3C): without them `10⁶` would read 106.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser

_UNSEEN = frozenset(("annotation", "annotation-xml", "none", "mprescripts"))
_SIGNS = {
    "×": r"\times ", "·": r"\cdot ", "⋅": r"\cdot ", "÷": r"\div ", "−": "-", "≈": r"\approx ",
    "≤": r"\le ", "≥": r"\ge ", "≠": r"\ne ", "±": r"\pm ", "→": r"\to ", "∞": r"\infty ",
    "%": r"\%", "$": r"\$", "#": r"\#", "{": r"\{", "}": r"\}", "&": r"\&", "_": r"\_",
    "\u2061": "", "\u2062": "", "\u2063": "", "\u2064": "",
}  # fmt: skip


@dataclass(slots=True)
class Element:
    """An element of MathML, and what stands in it."""

    name: str
    text: str = ""
    children: list[Element] = field(default_factory=list)


class Formula:
    """A formula whose tags arrive one after the other.

    >>> formula = Formula()
    >>> formula.start("msup"), formula.start("mn"), formula.data("10"), formula.end("mn")
    (None, None, None, None)
    >>> formula.start("mn"), formula.data("6"), formula.end("mn"), formula.tex()
    (None, None, None, '{10}^{6}')
    """

    DEEPEST = 40

    def __init__(self) -> None:
        self.stack = [Element("math")]

    def start(self, name: str) -> None:
        """A tag opens."""
        one = Element(name)
        if len(self.stack) < self.DEEPEST:
            self.stack[-1].children.append(one)
        self.stack.append(one)

    def end(self, name: str) -> None:
        """A tag closes, and what is open in it."""
        if any(one.name == name for one in self.stack[1:]):
            while self.stack.pop().name != name:
                pass

    def data(self, text: str) -> None:
        """What stands between tags."""
        self.stack[-1].text += text

    def tex(self) -> str:
        """All of it as TeX."""
        return _tex(self.stack[0]).strip()


def tex_of(markup: str) -> str:
    """What stands between `<math>` and `</math>` as TeX."""
    formula = Formula()

    class _Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
            formula.start(tag)

        def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
            formula.start(tag)
            formula.end(tag)

        def handle_endtag(self, tag: str) -> None:
            formula.end(tag)

        def handle_data(self, data: str) -> None:
            formula.data(data)

    reader = _Reader(convert_charrefs=True)
    reader.feed(markup)
    reader.close()
    return formula.tex()


def _tex(one: Element) -> str:
    if one.name in _UNSEEN:
        return ""
    if read := _TOKENS.get(one.name):
        return read(" ".join(one.text.split()))
    parts = [_tex(child) for child in one.children]
    if one.name == "semantics":  # what follows says the first once more, in another language
        return "".join(parts[:1])
    if shape := _SHAPES.get((one.name, len(parts))):
        return shape.format(*parts)
    inner = "".join(parts) or _escaped(one.text.strip())
    return _AROUND.get(one.name, "{}").format(inner)


def _escaped(text: str) -> str:
    return "".join(_SIGNS.get(sign, sign) for sign in text)


def _words(text: str) -> str:
    return rf"\text{{{_escaped(text)}}}" if text else r"\ "


def _name(text: str) -> str:
    return rf"\mathrm{{{text}}}" if len(text) > 1 and text.isalpha() else _escaped(text)


_TOKENS: dict[str, Callable[[str], str]] = {
    "mi": _name,
    "mn": lambda text: _escaped(text.replace(" ", "")).replace(",", "{,}"),
    "ms": _words,
    "mspace": lambda _: r"\ ",
    "mtext": _words,
}
_SHAPES = {
    ("mfrac", 2): r"\frac{{{}}}{{{}}}",
    ("mover", 2): "{{{}}}^{{{}}}",
    ("mroot", 2): r"\sqrt[{1}]{{{0}}}",
    ("msub", 2): "{{{}}}_{{{}}}",
    ("msubsup", 3): "{{{}}}_{{{}}}^{{{}}}",
    ("msup", 2): "{{{}}}^{{{}}}",
    ("munder", 2): "{{{}}}_{{{}}}",
    ("munderover", 3): "{{{}}}_{{{}}}^{{{}}}",
}
_AROUND = {
    "mfenced": "({})",
    "msqrt": r"\sqrt{{{}}}",
    "mtd": "{} ",
    "mtr": "{}\\\\ ",  # else the numbers of two lines would be one
}
