"""TeX to its tree: one parse, whatever draws it."""

from __future__ import annotations

from functools import lru_cache

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

DEEPEST = 30
"""Levels of nesting; a formula that a person can read has five."""

LONGEST = 4000
"""Characters of a formula."""

_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|\d+(?:[.,]\d+)*|%[^\n]*|\s+|.", re.DOTALL)
_SIGNS = {"-": "−", "*": "∗", "'": "′"}


class UnknownTexError(ValueError):
    """A formula goes beyond what is known here."""


@lru_cache(maxsize=1024)
def parse(tex: str) -> Node:
    """The tree of a formula.

    Raises:
        UnknownTexError: it has a command or a form that is not on the list.
    """
    if len(tex) > LONGEST:
        raise UnknownTexError("it is too long")
    reader = _Reader(tex)
    rows = reader.rows("", 0)
    if reader.left():
        raise UnknownTexError("a brace too many")
    if len(rows) == len(rows[0]) == 1:
        return rows[0][0]
    return Grid(rows, "aligned")


class _Reader:
    """The tokens of a formula, taken one by one."""

    def __init__(self, tex: str) -> None:
        found = [m for m in _TOKEN.finditer(tex) if not m[0].isspace() and m[0][0] != "%"]
        self._tokens = [match[0] for match in found]
        self._starts = [match.start() for match in found]
        self._raw = tex
        self._at = 0

    def left(self) -> bool:
        """Whether tokens are left."""
        return self._at < len(self._tokens)

    def _next(self) -> str:
        if not self.left():
            raise UnknownTexError("it ends too early")
        self._at += 1
        return self._tokens[self._at - 1]

    def _peek(self) -> str:
        return self._tokens[self._at] if self.left() else ""

    # --- rows -----------------------------------------------------------------------------

    def rows(self, environment: str, depth: int) -> tuple[tuple[Row, ...], ...]:
        r"""Cells parted by `&` and rows parted by `\\`, up to the end of their environment."""
        rows: list[tuple[Row, ...]] = []
        cells: list[Row] = []
        while True:
            cells.append(self._cell(depth))
            sign = self._peek()
            if sign == "&":
                self._at += 1
                continue
            rows.append(tuple(cells))
            cells = []
            if sign == "\\\\":
                self._at += 1
                self._row_distance()
                continue
            if environment:
                if sign != "\\end":
                    raise UnknownTexError(f"no end of {environment}")
                self._at += 1
                if self._name() != environment:
                    raise UnknownTexError(f"another end than {environment}'s")
            if len(rows) > 1 and rows[-1] == (Row(()),):
                rows.pop()  # a last row that only `\\` opened
            return tuple(rows)

    def _row_distance(self) -> None:
        r"""`[2pt]` behind `\\` says how far rows stand apart."""
        if self._peek() == "[":
            while self._next() != "]":
                pass

    def _cell(self, depth: int) -> Row:
        return self._row({"&", "\\\\", "\\end", "}", "\\right"}, depth)

    def _row(self, until: set[str], depth: int) -> Row:
        """Up to one of these signs, which is left."""
        if depth > DEEPEST:
            raise UnknownTexError("it is nested too deeply")
        parts: list[Node] = []
        while self.left() and self._peek() not in until:
            part = self._scripted(depth)
            if part != Row(()):
                parts.append(part)
        return Row(tuple(parts))

    def _group(self, closing: str, depth: int) -> Row:
        """Up to the closing sign, which is taken."""
        row = self._row({closing, "}", "&", "\\\\", "\\end", "\\right"}, depth)
        if self._next() != closing:
            raise UnknownTexError(f"no {closing}")
        return row

    # --- one thing ------------------------------------------------------------------------

    def _scripted(self, depth: int) -> Node:
        base: Node = Row(()) if self._peek() in {"_", "^"} else self._one(depth)
        below: Node | None = None
        above: Node | None = None
        primes: list[Node] = []
        while self._peek() in {"_", "^", "'"}:
            sign = self._next()
            if sign == "'":
                primes.append(Atom("operator", "′"))
            elif sign == "_" and below is None:
                below = self._one(depth + 1)
            elif sign == "^" and above is None:
                above = self._one(depth + 1)
            else:
                raise UnknownTexError("two scripts at one place")
        if primes:
            above = Row((*primes, *(() if above is None else (above,))))
        if below is None and above is None:
            return base
        return Script(base, below, above, limits=_has_limits(base))

    def _one(self, depth: int) -> Node:
        if depth > DEEPEST:
            raise UnknownTexError("it is nested too deeply")
        sign = self._next()
        if sign == "{":
            return self._group("}", depth + 1)
        if sign == "~":
            return Atom("space", commands.SPACES["~"])
        if sign.startswith("\\"):
            return self._command(sign[1:], depth)
        if sign[0].isdigit():
            return Atom("number", sign)
        if sign in commands.PLAIN:
            return Atom("operator", _SIGNS.get(sign, sign))
        if sign.isalpha():
            return Atom("name", sign)
        if sign.isascii():  # & ^ _ } and other signs of TeX out of their place
            raise UnknownTexError(f"{sign} out of its place")
        return Atom("operator", sign)

    def _command(self, name: str, depth: int) -> Node:  # noqa: PLR0911 - a table of tables
        atom = _atom(name)
        if atom is not None:
            return atom
        if name in commands.TEXTS:
            words = Atom("text", self._words())
            style = commands.TEXTS[name]
            return Styled(words, style) if style else words
        if name in commands.NAMES:
            return Atom("function", self._words())
        if name in commands.STYLES:
            of = self._one(depth + 1)
            return Styled(of, commands.STYLES[name]) if commands.STYLES[name] else of
        if name in commands.ACCENTS:
            return Accent(self._one(depth + 1), name)
        if name in commands.FRACTIONS:
            top, bottom = self._one(depth + 1), self._one(depth + 1)
            if commands.FRACTIONS[name] == "line":
                return Fraction(top, bottom)
            inner = Fraction(top, bottom, line=False)
            return Row((Atom("operator", "("), inner, Atom("operator", ")")))
        if name in commands.STACKS:
            other, base = self._one(depth + 1), self._one(depth + 1)
            below, above = (other, None) if commands.STACKS[name] == "below" else (None, other)
            return Script(base, below, above, limits=True)
        return self._structure(name, depth)

    def _structure(self, name: str, depth: int) -> Node:
        """What has a form of its own."""
        if name == "sqrt":
            degree = None
            if self._peek() == "[":
                self._at += 1
                degree = self._group("]", depth + 1)
            return Root(self._one(depth + 1), degree)
        if name == "left":
            left = self._delimiter()
            inner = self._row({"\\right", "}", "&", "\\\\", "\\end"}, depth + 1)
            if self._next() != "\\right":
                raise UnknownTexError("no \\right")
            parts = (*_sign(left), *inner.parts, *_sign(self._delimiter()))
            return Row(parts)
        if name == "middle":
            return Row(_sign(self._delimiter()))
        if name == "begin":
            environment = self._name()
            if environment not in commands.ENVIRONMENTS:
                raise UnknownTexError(f"\\begin{{{environment}}}")
            if environment in commands.WITH_ARGUMENT:
                self._words()
            rows = self.rows(environment, depth + 1)
            return Grid(rows, *commands.ENVIRONMENTS[environment])
        if name == "pmod":
            mod = (Atom("operator", "("), Atom("function", "mod"), self._one(depth + 1))
            return Row((*mod, Atom("operator", ")")))
        raise UnknownTexError(f"\\{name}")

    def _delimiter(self) -> str:
        sign = self._next()
        if sign not in commands.DELIMITERS:
            raise UnknownTexError(f"{sign} is no delimiter")
        return commands.DELIMITERS[sign]

    def _name(self) -> str:
        """The name of an environment, in braces."""
        return self._words().strip()

    def _words(self) -> str:
        """The text in braces, with its blanks."""
        if self._next() != "{":
            raise UnknownTexError("text without braces")
        begin, depth = self._at, 1
        while depth:
            sign = self._next()
            depth += (sign == "{") - (sign == "}")
        start = self._starts[begin - 1] + 1
        words = self._raw[start : self._starts[self._at - 1]]
        if re.search(r"\\[A-Za-z]", words):
            raise UnknownTexError("a command in text")
        return re.sub(r"\\([%$#&_{} ])", r"\1", words).replace("{", "").replace("}", "")


def _atom(name: str) -> Node | None:
    """A command that is one sign."""
    for table, kind in (
        (commands.LETTERS, "name"),
        (commands.OPERATORS, "operator"),
        (commands.LARGE, "large"),
        (commands.ESCAPED, "operator"),
    ):
        if name in table:
            return Atom(kind, table[name])
    if f"\\{name}" in commands.DELIMITERS:
        return Atom("operator", commands.DELIMITERS[f"\\{name}"])
    if name in commands.FUNCTIONS:
        return Atom("function", "mod" if name == "bmod" else name)
    if name in commands.SPACES:
        return Atom("space", commands.SPACES[name]) if commands.SPACES[name] else Row(())
    return Row(()) if name in commands.NOTHING else None


def _sign(delimiter: str) -> tuple[Node, ...]:
    return (Atom("operator", delimiter),) if delimiter else ()


def _has_limits(base: Node) -> bool:
    if isinstance(base, Accent):
        return base.name in {"overbrace", "underbrace"}
    return isinstance(base, Atom) and (
        (base.kind == "large" and base.text in commands.LIMITS)
        or (base.kind == "function" and base.text in commands.OVER_LIMITS)
    )
