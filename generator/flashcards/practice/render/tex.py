r"""The part of TeX that formulas of cards use → a tree, for paper and page alike.

What is beyond it is no error: the formula is then shown as it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

DEEPEST = 30
"""Levels of nesting; a formula that a person can read has five."""


class UnknownTexError(ValueError):
    """A formula goes beyond what is known here."""


@dataclass(frozen=True, slots=True)
class Atom:
    """One sign: a `name` (set in italics), a `number`, an `operator`, `text`, or a `space`."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """One after the other."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Fraction:
    """One over the other."""

    top: Node
    bottom: Node


@dataclass(frozen=True, slots=True)
class Root:
    """A root, square without a degree."""

    of: Node
    degree: Node | None


@dataclass(frozen=True, slots=True)
class Script:
    """A base with what stands below and above its end."""

    base: Node
    below: Node | None
    above: Node | None


Node: TypeAlias = "Atom | Row | Fraction | Root | Script"

SYMBOLS: Mapping[str, str] = {
    "times": "×", "cdot": "⋅", "div": "÷", "pm": "±", "mp": "∓", "ast": "∗", "le": "≤",
    "leq": "≤", "ge": "≥", "geq": "≥", "ll": "≪", "gg": "≫", "ne": "≠", "neq": "≠",
    "approx": "≈", "equiv": "≡", "sim": "∼", "propto": "∝", "infty": "∞", "sum": "∑",
    "prod": "∏", "int": "∫", "partial": "∂", "nabla": "∇", "to": "→", "rightarrow": "→",
    "Rightarrow": "⇒", "leftarrow": "←", "mapsto": "↦", "in": "∈", "notin": "∉", "subset": "⊂",
    "cup": "∪", "cap": "∩", "forall": "∀", "exists": "∃", "ldots": "…", "dots": "…",
    "cdots": "⋯", "lfloor": "⌊", "rfloor": "⌋", "lceil": "⌈", "rceil": "⌉", "mid": "∣",
    "odot": "⊙", "oplus": "⊕", "otimes": "⊗", "langle": "⟨", "rangle": "⟩", "top": "⊤",
    "%": "%", "$": "$", "#": "#", "&": "&", "_": "_", "{": "{", "}": "}", "|": "‖",
}  # fmt: skip

NAMES: Mapping[str, str] = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ϵ", "varepsilon": "ε",
    "zeta": "ζ", "eta": "η", "theta": "θ", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν",
    "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "phi": "ϕ", "varphi": "φ",
    "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ",
    "Lambda": "Λ", "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "ell": "ℓ",
}  # fmt: skip

FUNCTIONS = frozenset(
    ("log", "ln", "exp", "max", "min", "arg", "lim", "sin", "cos", "tan", "tanh", "det", "dim")
)
_TEXTS = frozenset(("text", "mathrm", "operatorname", "textrm", "mathbf", "texttt", "mathsf"))
_SPACES: Mapping[str, str] = {",": "thin", ":": "thin", ";": "thin", " ": "thin", "!": "",
                              "quad": "wide", "qquad": "wide", "~": "thin"}  # fmt: skip
_SIZES = frozenset(("left", "right", "big", "Big", "bigl", "bigr", "Bigl", "Bigr", "displaystyle"))
"""What changes only how large a sign is."""

_PLAIN = frozenset("+-=<>,;.:!?()[]|/*'")
_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|\d+(?:[.,]\d+)*|\s+|.", re.DOTALL)


def parse(tex: str) -> Row:
    """The tree of a formula.

    Raises:
        UnknownTexError: it has a command or a form that is not known here.
    """
    reader = _Reader(tex)
    row = reader.row("", 0)
    if reader.left():
        raise UnknownTexError("a brace too many")
    return row


class _Reader:
    def __init__(self, tex: str) -> None:
        found = [match for match in _TOKEN.finditer(tex) if not match[0].isspace()]
        self._tokens: list[str] = [match[0] for match in found]
        self._raw = tex
        self._starts = [match.start() for match in found]
        self._at = 0

    def left(self) -> bool:
        return self._at < len(self._tokens)

    def _next(self) -> str:
        if not self.left():
            raise UnknownTexError("it ends too early")
        self._at += 1
        return self._tokens[self._at - 1]

    def _peek(self) -> str:
        return self._tokens[self._at] if self.left() else ""

    def row(self, closing: str, depth: int) -> Row:
        """Up to the closing sign, which is taken; an empty one means to the end."""
        if depth > DEEPEST:
            raise UnknownTexError("it is nested too deeply")
        parts: list[Node] = []
        while self.left():
            if closing and self._peek() == closing:
                self._at += 1
                return Row(tuple(parts))
            if self._peek() == "}":
                break
            part = self._scripted(self._one(depth), depth)
            if part != Row(()):
                parts.append(part)
        if closing:
            raise UnknownTexError(f"no {closing}")
        return Row(tuple(parts))

    def _scripted(self, base: Node, depth: int) -> Node:
        below: Node | None = None
        above: Node | None = None
        while self._peek() in {"_", "^"}:
            if self._next() == "_":
                if below is not None:
                    raise UnknownTexError("two subscripts")
                below = self._one(depth + 1)
            else:
                if above is not None:
                    raise UnknownTexError("two superscripts")
                above = self._one(depth + 1)
        return base if below is None and above is None else Script(base, below, above)

    def _one(self, depth: int) -> Node:
        sign = self._next()
        if sign == "{":
            return self.row("}", depth + 1)
        if sign.startswith("\\"):
            return self._command(sign[1:], depth)
        if sign[0].isdigit():
            return Atom("number", sign)
        if sign in _PLAIN:
            return Atom("operator", {"-": "−", "*": "∗", "'": "′"}.get(sign, sign))
        if sign.isalpha():
            return Atom("name", sign)
        if sign.isascii():  # & ^ _ } and other signs of TeX out of their place
            raise UnknownTexError(f"{sign} out of its place")
        return Atom("operator", sign)

    def _command(self, name: str, depth: int) -> Node:
        if name in SYMBOLS:
            return Atom("operator", SYMBOLS[name])
        if name in NAMES:
            return Atom("name", NAMES[name])
        if name in FUNCTIONS:
            return Atom("text", name)
        if name in _SPACES:
            return Atom("space", _SPACES[name]) if _SPACES[name] else Row(())
        if name in _SIZES:
            if self._peek() == ".":  # \left. is a fence that is not seen
                self._at += 1
            return Row(())
        if name in _TEXTS:
            return Atom("text", self._text())
        if name in {"frac", "dfrac", "tfrac"}:
            return Fraction(self._one(depth + 1), self._one(depth + 1))
        if name == "sqrt":
            degree = None
            if self._peek() == "[":
                self._at += 1
                degree = self.row("]", depth + 1)
            return Root(self._one(depth + 1), degree)
        raise UnknownTexError(f"\\{name}")

    def _text(self) -> str:
        """The text in braces, with its spaces."""
        if self._next() != "{":
            raise UnknownTexError("text without braces")
        begin = self._at
        while self._next() != "}":
            if self._tokens[self._at - 1] == "{":
                raise UnknownTexError("braces in text")
        start = self._starts[begin - 1] + 1
        return re.sub(r"\\([%$#&_])", r"\1", self._raw[start : self._starts[self._at - 1]])
