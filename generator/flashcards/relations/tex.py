r"""Formulas in TeX as plain text, each character with its place: `\frac{4}{52}` is `((4)/(52))`."""

from __future__ import annotations

from array import array
from collections.abc import Iterator

from flashcards import patterns as re

MOST_DEPTH = 20

_BLANKS = frozenset((r"\space", r"\ ", "~"))
_TOKEN = re.compile(r"\\(?:[A-Za-z]+\*?|.)|[{}^_&~]|[^\\{}^_&~]", re.DOTALL)
_PLAIN = {
    r"\cdot": "·", r"\times": "×", r"\div": "÷", r"\approx": "≈", r"\simeq": "≈", r"\cong": "≈",
    r"\le": "≤", r"\leq": "≤", r"\ge": "≥", r"\geq": "≥", r"\ne": "≠", r"\neq": "≠", r"\pm": "±",
    r"\to": "→", r"\rightarrow": "→", r"\Rightarrow": "⇒", r"\implies": "⇒", r"\infty": "∞",
    r"\ldots": "…", r"\dots": "…", r"\cdots": "…", r"\%": "%", r"\$": "$", r"\#": "#", r"\_": "_",
    r"\,": " ", r"\;": " ", r"\:": " ", r"\!": "", r"\quad": "  ", r"\qquad": "  ", r"\\": " ",
    r"\left": "", r"\right": "", r"\big": "", r"\Big": "", r"\bigl": "", r"\bigr": "", r"\displaystyle": "",
    r"\circ": "°", r"\degree": "°", r"\mid": "|", r"\{": "{", r"\}": "}", r"\equiv": "≡",
    r"\ln": "ln", r"\log": "log", r"\lg": "lg", r"\exp": "exp", r"\sin": "sin", r"\cos": "cos",
    r"\tan": "tan", r"\lfloor": "⌊", r"\rfloor": "⌋", r"\lceil": "⌈", r"\rceil": "⌉", r"\euro": "€",
    r"\alpha": "α", r"\beta": "β", r"\gamma": "γ", r"\delta": "δ", r"\Delta": "Δ", r"\epsilon": "ε",
    r"\lambda": "λ", r"\mu": "μ", r"\nu": "ν", r"\pi": "π", r"\rho": "ρ", r"\sigma": "σ", r"\tau": "τ",
    r"\theta": "θ", r"\vartheta": "ϑ", r"\phi": "φ", r"\varphi": "φ", r"\omega": "ω", r"\Omega": "Ω",
    r"\eta": "η", r"\kappa": "κ", r"\chi": "χ", r"\psi": "ψ", r"\zeta": "ζ", r"\hbar": "ħ",
}  # fmt: skip
_TRANSPARENT = frozenset(
    (r"\text", r"\mathrm", r"\textrm", r"\mathit", r"\mathbf", r"\textbf", r"\operatorname", r"\rm",
     r"\mathsf", r"\mbox", r"\boxed", r"\underbrace", r"\overline", r"\hat", r"\bar", r"\vec")
)  # fmt: skip

Piece = tuple[str, int, int]


def plain_tex(tex: str, start: int) -> tuple[str, array[int], array[int]]:
    r"""A formula as text, and where each of its characters stands.

    >>> plain_tex(r"\frac{1}{8}^2 \cdot 2{,}000", 0)[0]
    '((1)/(8))^2 · 2,000'
    """
    items = [(found[0], found.start(), found.end()) for found in _TOKEN.finditer(tex)]
    pieces = list(_once_blank(_Reader(items).run()))
    text = "".join(piece[0] for piece in pieces)
    starts, ends = array("q"), array("q")
    for value, begin, end in pieces:
        if len(value) == end - begin:
            starts.extend(range(start + begin, start + end))
            ends.extend(range(start + begin + 1, start + end + 1))
        else:
            starts.extend([start + begin] * len(value))
            ends.extend([start + end] * len(value))
    return text, starts, ends


def _once_blank(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """The pieces without blanks behind a blank, of which TeX sets none."""
    last = ""
    for piece in pieces:
        if piece[0] == " " and last.endswith(" "):
            continue
        yield piece
        last = piece[0] or last


class _Reader:
    def __init__(self, items: list[Piece]) -> None:
        self.items = items
        self.at = 0
        self.depth = 0

    def run(self, *, closing: bool = False) -> Iterator[Piece]:
        while self.at < len(self.items):
            value, begin, end = self.items[self.at]
            self.at += 1
            if value == "}":
                if closing:
                    return
                continue
            yield from self._one(value, begin, end)

    def _one(self, value: str, begin: int, end: int) -> Iterator[Piece]:
        if value == "{":
            inner = self._group_open()
            text = "".join(piece[0] for piece in inner)
            # `2{,}000` groups digits; other braces only group.
            if text == ",":
                yield from inner
            else:
                yield from inner
        elif value in {r"\frac", r"\dfrac", r"\tfrac", r"\cfrac"}:
            yield from self._pair("/", begin, end)
        elif value in {r"\binom", r"\dbinom", r"\tbinom"}:
            yield from self._pair("Ⓒ", begin, end)
        elif value == r"\sqrt":
            yield from (("√(", begin, end), *self._argument(), (")", end, end))
        elif value == "^":
            inner = self._argument()
            text = "".join(piece[0] for piece in inner)
            if text in {"°", "∘"}:
                yield from inner
            elif re.fullmatch(r"[-−]?\d+|[A-Za-z]", text):
                yield from ((value, begin, end), *inner)
            else:
                yield from (("^(", begin, end), *inner, (")", end, end))
        elif value == "_":
            inner = self._argument()
            text = "".join(piece[0] for piece in inner)
            yield from (
                ((text, begin, end),) if text in {"2", "10"} else (("_", begin, end), *inner)
            )
        elif value in _TRANSPARENT:
            yield from self._argument()
        elif value in _PLAIN:
            yield (_PLAIN[value], begin, end)
        elif value in _BLANKS:
            yield (" ", begin, end)
        elif value.startswith("\\"):
            yield ("§", begin, end)
        elif value in "&~":
            yield (" ", begin, end)
        else:
            yield (value, begin, end)

    def _pair(self, sign: str, begin: int, end: int) -> Iterator[Piece]:
        first, second = self._argument(), self._argument()
        yield ("((", begin, end)
        yield from first
        yield (f"){sign}(", end, end)
        yield from second
        yield ("))", end, end)
        self._pass_blanks()

    def _pass_blanks(self) -> None:
        """Pass the blanks before a parenthesis: TeX sets none there, and both are multiplied."""
        at = self.at
        while at < len(self.items) and self.items[at][0].isspace():
            at += 1
        if at < len(self.items) and self.items[at][0] in {"(", r"\left"}:
            self.at = at

    def _argument(self) -> tuple[Piece, ...]:
        while self.at < len(self.items) and not self.items[self.at][0].strip():
            self.at += 1
        if self.at >= len(self.items) or self.depth > MOST_DEPTH:
            return ()
        value, begin, end = self.items[self.at]
        self.at += 1
        if value == "{":
            return self._group_open()
        if value == "[":  # the degree of a root, which is not read
            return (("§", begin, end),)
        return tuple(self._one(value, begin, end))

    def _group_open(self) -> tuple[Piece, ...]:
        self.depth += 1
        found = tuple(self.run(closing=True)) if self.depth <= MOST_DEPTH else ()
        self.depth -= 1
        return found
