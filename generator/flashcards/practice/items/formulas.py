"""Formulas with one mistake in them, as people make it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from flashcards import patterns as re
from flashcards.values import dataclass

_OPERATOR = re.compile(r"\s([×÷/*+−-])\s")
_TIMES, _OVER, _PLUS, _MINUS = "×*", "÷/", "+", "−-"

MOST = 8
"""Operands of a formula; in a longer one a change is not seen."""

PRIMES = (3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41)
"""Values for operands: formulas that differ give different results with them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutation:
    """A wrong formula and what is wrong with it."""

    formula: str
    reason: str


def mutations(formula: str) -> tuple[Mutation, ...]:
    """Wrong formulas that differ from the right one in one step, none equal to it or another.

    >>> [m.formula for m in mutations("layers × heads / 8")]
    ['layers / heads / 8', 'layers × heads × 8', 'heads / 8']
    >>> mutations("f(x) = 2 = 3"), mutations("λ")
    ((), ())
    """
    right = _value(formula)
    if right is None or not re.search(r"[^\W\d]", formula):
        return ()
    found: dict[Fraction, Mutation] = {}
    for one in _changed(formula):
        value = _value(one.formula)
        if value is not None and value != right:
            found.setdefault(value, one)
    return tuple(found.values())


def _changed(formula: str) -> Iterator[Mutation]:
    signs = list(_OPERATOR.finditer(formula))
    ends = [*(sign.start() for sign in signs), len(formula)]
    for sign, end in zip(signs, ends[1:], strict=True):
        operand = formula[sign.end() : end].strip()
        if operand.startswith("("):
            operand = formula[sign.end() :].partition(")")[0] + ")"
        old = sign[1]
        for kinds, new, says in (
            (_TIMES, "/" if "/" in formula or "÷" not in formula else "÷", "divides by"),
            (_OVER, "×", "multiplies by"),
            (_PLUS, "-", "subtracts"),
            (_MINUS, "+", "adds"),
        ):
            if old in kinds and (operand.startswith("(") or ")" not in operand):
                text = f"{formula[: sign.start(1)]}{new}{formula[sign.end(1) :]}"
                yield Mutation(formula=text, reason=f"It {says} {operand}.")
    yield from _shortened(formula, signs)


def _shortened(formula: str, signs: list[re.Match[str]]) -> Iterator[Mutation]:
    if "(" in formula or len(signs) < 2:
        return
    first = signs[0]
    if first[1] in _TIMES:
        left_out = formula[: first.start()]
        yield Mutation(formula=formula[first.end() :], reason=f"It leaves out {left_out}.")
    for sign, after in zip(signs, [*signs[1:], None], strict=True):
        end = after.start() if after else len(formula)
        left_out = formula[sign.end() : end]
        text = formula[: sign.start()] + formula[end:]
        if sign[1] in _TIMES:
            yield Mutation(formula=text, reason=f"It leaves out {left_out}.")


def _value(formula: str) -> Fraction | None:
    """What a formula gives if each of its operands has a value of its own; None if unreadable."""
    if "=" in formula or "≈" in formula or "," in formula:
        return None
    tokens = [token for token in re.split(r"\s([×÷/*+−-])\s|(?<![\w)])(\()", formula) if token]
    names: dict[str, Fraction] = {}
    flat: list[str | Fraction] = []
    for token in tokens:
        closing = 0
        text = token.strip()
        while text.endswith(")") and text.count(")") > text.count("("):
            text, closing = text[:-1].rstrip(), closing + 1
        if text in {"(", *_TIMES, *_OVER, *_PLUS, *_MINUS}:
            flat.append(text)
        elif text:
            if text not in names and len(names) == MOST:
                return None
            number = re.fullmatch(r"\d+(?:\.\d+)?", text)
            flat.append(
                names.setdefault(text, Fraction(text) if number else Fraction(PRIMES[len(names)]))
            )
        flat += [")"] * closing
    try:
        value, rest = _sum(flat)
    except (IndexError, ZeroDivisionError, TypeError):
        return None
    return value if not rest else None


_Tokens = list[str | Fraction]


def _sum(tokens: _Tokens) -> tuple[Fraction, _Tokens]:
    value, tokens = _product(tokens)
    while tokens and isinstance(tokens[0], str) and tokens[0] in _PLUS + _MINUS:
        other, rest = _product(tokens[1:])
        value = value + other if tokens[0] in _PLUS else value - other
        tokens = rest
    return value, tokens


def _product(tokens: _Tokens) -> tuple[Fraction, _Tokens]:
    value, tokens = _operand(tokens)
    while tokens and isinstance(tokens[0], str) and tokens[0] in _TIMES + _OVER:
        other, rest = _operand(tokens[1:])
        value = value * other if tokens[0] in _TIMES else value / other
        tokens = rest
    return value, tokens


def _operand(tokens: _Tokens) -> tuple[Fraction, _Tokens]:
    first, *rest = tokens
    if first == "(":
        value, rest = _sum(rest)
        if rest[0] != ")":
            raise TypeError
        return value, rest[1:]
    if isinstance(first, str):
        raise TypeError
    return first, rest
