"""Formulas with symbols in running text, as functions of their symbols: `½ρ·CdA·v³`, `n(2^(1/n) − 1)`, `1/√n`.

Prose writes products without a sign, powers raised and symbols of several letters; units are left to others,
for a formula of the text is meant in the units that its text gives.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache

from flashcards import patterns as re
from flashcards.quantities import Habit, unit_named
from flashcards.values import dataclass

MOST_TOKENS = 60
MOST_NAMES = 5
LONGEST = 1200
"""Characters of a text that is searched for formulas."""

_SUPER = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_RAISED = str.maketrans(_SUPER + "⁻", "0123456789-")
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
_FUNCTIONS = {
    "√": math.sqrt, "sqrt": math.sqrt, "ln": math.log, "log": math.log10, "lg": math.log10,
    "log10": math.log10, "log₁₀": math.log10, "log_10": math.log10, "log2": math.log2,
    "log₂": math.log2, "log_2": math.log2, "ld": math.log2, "lb": math.log2, "exp": math.exp,
}  # fmt: skip
_SIGNS = {"×": "*", "·": "*", "⋅": "*", "*": "*", "−": "-", "–": "-", "÷": "/", "∕": "/", "**": "^"}
_GROUPED = {Habit.COMMA: r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"}
_POINT = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
# A symbol is one letter with its index, or capitals among few letters (`CdA`, `SNR`); a longer word parts formulas.
_END = r"(?![^\W⁰¹²³⁴⁵⁶⁷⁸⁹])"
_TOKEN = (
    r"(?P<number>{number}|[½¼¾⅓⅔])|(?P<function>√|(?:log(?:_?2|_?10|₂|₁₀)?|l[ngdb]|sqrt|exp)(?![^\W\d_]))"
    rf"|(?P<raised>⁻?[{_SUPER}]+)|(?P<sign>\*\*|[+\-−–×·⋅*/÷∕^])|(?P<open>[(\[])|(?P<close>[)\]])"
    rf"|(?P<name>π|(?:Δ\s?)?[^\W\d_](?:_\w{{{{1,3}}}}|[₀-₉]{{{{1,2}}}}|\d)?{_END}|[A-Za-z]{{{{0,2}}}}[A-Z][A-Za-z]{{{{0,2}}}}{_END})"
    r"|(?P<blank>[ \u00a0\u2009\u202f\n]+)|(?P<other>\w+|.)"
)
# One of these stands in each formula, asked first for most sentences hold none: a sign or function,
# and a symbol, which stands behind no letter (digits of all kinds and π aside). The hyphen of a word of
# small letters is no sign.
_MAY_SAY = re.compile(
    rf"[+−–×·⋅*/÷∕^=√{_SUPER}]|-(?![a-zà-ÿ]{{3}}(?<!log|sqr|exp))"
    r"|(?<![^\W\d_])(?:l(?:og|[ngdb])|sqrt|exp)"
)
_MAY_NAME = re.compile(
    rf"Δ|(?<![^\W\d_{_SUPER}₀-₉½¼¾⅓⅔π])(?:[^\W\d_](?:_\w{{1,3}}|[₀-₉]{{1,2}}|\d)?{_END}"
    rf"|[A-Za-z]{{0,2}}[A-Z][A-Za-z]{{0,2}}{_END})"
)
# Letters that are words of their own in one of our languages.
_WORDS = frozenset("aAIeyoOàÀéuU")

Tree = tuple[object, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Symbolic:
    """A formula.

    Attributes:
        text: as written.
        tree: nested tuples: `("*", left, right)`, `("name", "n")`, `("number", 2.0)`.
        names: its symbols, in order.
        start, end: its place in the text.
    """

    text: str
    tree: Tree
    names: tuple[str, ...]
    start: int = 0
    end: int = 0

    def value(self, values: Mapping[str, float]) -> float:
        """What it gives for values of its symbols.

        Raises:
            ArithmeticError, TypeError, ValueError: it has no value.
        """
        found = _value(self.tree, values)
        if not math.isfinite(found):
            raise ValueError
        return found


def _value(tree: Tree, values: Mapping[str, float]) -> float:
    match tree:
        case ("number", float(number)):
            return number
        case ("name", str(name)):
            return values[name]
        case ("call", str(name), tuple(part)):
            return _FUNCTIONS[name](_value(part, values))
        case (str(sign), tuple(left), tuple(right)):
            a, b = _value(left, values), _value(right, values)
            if sign == "+":
                return a + b
            if sign == "-":
                return a - b
            if sign == "*":
                return a * b
            if sign == "/":
                return a / b
            power = a**b
            return float(power)  # of a complex one a TypeError
    raise ValueError


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    start: int
    end: int
    value: float | None = None


def symbolics(
    text: str,
    habit: Habit,
    measured: Sequence[tuple[int, int, float]] = (),
    given: Collection[str] = (),
) -> Iterator[Symbolic]:
    """The formulas of a text, each as long as it can be read.

    Args:
        text: one sentence.
        habit: its decimal sign.
        measured: numbers with a unit, each with its place and value, which is taken as it is written.
        given: symbols that the text gives a value to: `DS` is a product where it gives one to `S`.
    """
    if len(text) > LONGEST or not _MAY_SAY.search(text):
        return
    if not measured and not _MAY_NAME.search(text):
        return
    run: list[_Token] = []
    for token in [*_tokens(text, habit, measured, given), None]:
        if token is not None and token.kind != "other":
            run.append(token)
            continue
        yield from _of_run(text, run)
        run = []


@cache
def _pattern(habit: Habit) -> re.Pattern[str]:
    return re.compile(_TOKEN.format(number=_GROUPED.get(habit, _POINT)))


def _tokens(
    text: str,
    habit: Habit,
    measured: Sequence[tuple[int, int, float]],
    given: Collection[str],
) -> Iterator[_Token]:
    pattern = _pattern(habit)
    at = 0
    while at < len(text):
        one = next(((end, x) for start, end, x in measured if start <= at < end), None)
        if one is not None:
            yield _Token("number", repr(one[1]), at, one[0], one[1])
            at = one[0]
            continue
        found = pattern.match(text, at)
        if found is None or found.end() == at:
            return
        kind = str(found.lastgroup)
        if kind == "name" and len(found[0]) > 1 and not _is_symbol(found[0]):
            kind = "other"
        if kind == "name" and found[0].isalpha() and len(found[0]) > 1 and given:
            if not set(given).isdisjoint(found[0]) and found[0] not in given:
                for place, letter in enumerate(found[0], at):
                    yield _Token("name", letter, place, place + 1)
                at = found.end()
                continue
        if kind != "blank":
            yield _Token(kind, found[0], at, found.end())
        at = found.end()


def _is_symbol(name: str) -> bool:
    """Whether letters are a symbol: one with its index, or several with two capitals that are no unit."""
    letters = [sign for sign in name if sign.isalpha()]
    indexed = len(letters) == 1 or "_" in name or name.startswith("Δ")
    return indexed or (
        sum(map(str.isupper, letters)) > 1 and not any(not unit.open for unit in unit_named(name))
    )


def _of_run(text: str, run: Sequence[_Token]) -> Iterator[Symbolic]:
    at = 0
    while at < len(run):
        first = run[at]
        is_minus = first.text in "-−–" and text[: first.start].rstrip().endswith("=")
        begins = is_minus or first.kind in {"number", "name", "open", "function"}
        if not begins or _is_word(text, first):
            at += 1
            continue
        reader = _Reader(text, run[at : at + MOST_TOKENS])
        tree = reader.sum()
        names = tuple(dict.fromkeys(reader.names))
        # `2πr` is a formula behind a sign of equality; `300 N` may be anything.
        is_said = reader.signs or text[: first.start].rstrip().endswith("=")
        if tree is None or not names or len(names) > MOST_NAMES or not is_said:
            at += max(1, reader.at if tree is not None else 1)
            continue
        last = run[at + reader.at - 1]
        yield Symbolic(text[first.start : last.end], tree, names, first.start, last.end)
        at += reader.at


def _is_word(text: str, token: _Token) -> bool:
    """Whether a letter is a word: blanks on both sides, and one that is a word in some language."""
    before, after = text[token.start - 1 : token.start], text[token.end : token.end + 1]
    return token.text in _WORDS and before in {"", " ", "\n"} and after in {" ", "\n", ""}


class _Reader:
    """Reads the longest expression that a run of tokens begins with."""

    def __init__(self, text: str, items: Sequence[_Token]) -> None:
        self.text, self.items, self.at = text, items, 0
        self.names: list[str] = []
        self.signs = 0  # written out: a product without a sign is told by none

    def sum(self) -> Tree | None:
        left = self.product()
        while left is not None and self._is("sign", "+-"):
            sign, mark, kept = self._sign(), self.at, (list(self.names), self.signs)
            self.at += 1
            right = self.product()
            if right is None:
                self.at, (self.names, self.signs) = mark, kept
                break
            self.signs += 1
            left = (sign, left, right)
        return left

    def product(self) -> Tree | None:
        left = self.power()
        while left is not None:
            mark, kept = self.at, (list(self.names), self.signs)
            sign, is_told = "*", False
            if self._is("sign", "*/"):
                sign, is_told = self._sign(), True
                self.at += 1
            elif not self._multiplies():
                break
            right = self.power()
            if right is None:
                self.at, (self.names, self.signs) = mark, kept
                break
            self.signs += is_told
            left = (sign, left, right)
        return left

    def power(self) -> Tree | None:
        base = self.base()
        if base is None or self.at >= len(self.items):
            return base
        one = self.items[self.at]
        if one.kind == "raised":
            self.at += 1
            self.signs += 1
            return ("^", base, ("number", float(one.text.translate(_RAISED))))
        if self._is("sign", "^"):
            mark = self.at
            self.at += 1
            right = self.power()
            if right is None:
                self.at = mark
                return base
            self.signs += 1
            return ("^", base, right)
        return base

    def base(self) -> Tree | None:
        if self.at >= len(self.items):
            return None
        one = self.items[self.at]
        self.at += 1
        if one.kind == "number":
            return ("number", _number(one.text) if one.value is None else one.value)
        if one.kind == "name" and not _is_word(self.text, one):
            if one.text == "π":
                return ("number", math.pi)
            if one.text == "e" and self._is("sign", "^"):
                return ("number", math.e)
            self.names.append(one.text.replace(" ", ""))
            return ("name", self.names[-1])
        if one.kind == "sign" and self._mapped(one) == "-":
            inner = self.power()
            return ("-", ("number", 0.0), inner) if inner is not None else None
        if one.kind == "open":
            inner = self.sum()
            if (
                inner is not None
                and self.at < len(self.items)
                and self.items[self.at].kind == "close"
            ):
                self.at += 1
                return inner
            return None
        if one.kind == "function":
            inner = self.power()
            self.signs += 1
            return ("call", one.text, inner) if inner is not None else None
        return None

    def _multiplies(self) -> bool:
        """Whether what follows is multiplied without a sign."""
        if self.at >= len(self.items):
            return False
        one, before = self.items[self.at], self.items[self.at - 1]
        if one.kind not in {"name", "open", "function"} or _is_word(self.text, one):
            return False
        if any(x.kind == "name" and x.text.isalpha() and len(x.text) > 1 for x in (one, before)):
            return one.kind != "name" or one.start == before.end  # `RGB TIFF`
        # `10 log10 B`, `μ g R`; a blank before a bracket parts a formula from what explains it.
        return one.kind != "open" or one.start == before.end

    def _is(self, kind: str, signs: str) -> bool:
        if self.at >= len(self.items):
            return False
        one = self.items[self.at]
        return one.kind == kind and self._mapped(one) in signs

    def _sign(self) -> str:
        return self._mapped(self.items[self.at])

    @staticmethod
    def _mapped(one: _Token) -> str:
        return _SIGNS.get(one.text, one.text)


def _number(text: str) -> float:
    if text in _FRACTIONS:
        return _FRACTIONS[text]
    parts = re.split(r"[.,]", text)
    if len(parts) > 1 and all(len(one) == 3 for one in parts[1:]) and len(parts[0]) < 4:
        return (
            float("".join(parts)) if len(parts) > 2 or parts[0] != "0" else float(".".join(parts))
        )
    return (
        float(".".join(parts))
        if len(parts) == 2
        else float("".join(parts[:-1]) + "." + parts[-1])
        if len(parts) > 2
        else float(text)
    )
