"""Equations that a text writes out: `40 GB / 2 GB/s = 20 s`, and chains of them, step by step."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from itertools import takewhile

from flashcards import patterns as re
from flashcards.quantities import NUMBER, Habit, Quantity, Scale
from flashcards.relations.assertions import other_arithmetic
from flashcards.relations.expression import (
    Expression,
    Number,
    Operation,
    evaluate,
    leaves,
    operations,
    symbols,
)
from flashcards.relations.finding import Verdict
from flashcards.relations.grammar import (
    Kind,
    Token,
    may_operate,
    parsed_after,
    parsed_before,
    tokens,
)
from flashcards.relations.values import (
    Choice,
    Undecided,
    Value,
    agrees,
    choices,
    core,
    counted,
    digits_shown,
    index_of,
    shown_like,
)
from flashcards.relations.vocabulary import with_signs, words_of
from flashcards.values import dataclass

MOST_TOKENS = 600
"""Of one sentence; beyond it stands data, no statement."""


@dataclass(frozen=True, slots=True, eq=False)
class Equation:
    """Two sides, the right one a stated number or an expression.

    Attributes:
        left: what is computed.
        left_text, left_start: as written, and where.
        start, end: the right side in the text.
        said: the stated number, None where the right side is computed, too.
        right: the right side.
        loose: whether the sign says about, so that operands may have been rounded, too.
    """

    left: Expression
    left_text: str
    left_start: int
    start: int
    end: int
    said: Quantity | None
    right: Expression
    loose: bool = False


# Words that stand for a sign of equality behind something computed.
_WORDS = re.compile(
    rf"[,;:]?\s*(?:(?:(?<!\w)(?:{words_of('equals')})(?!\w)|→|⟶|->|:)[,:]?\s*(?:(?:just|only|about|around|roughly|"
    r"approximately|nearly|almost|some|exactly|ca\.|environ|etwa|rund)\s+|[~≈]\s*)*)$"
)


# A sign of equality, as tokens have it.
_EQUAL = re.compile(r"[=≈≃≅≐⇒]|\\approx")


@lru_cache(maxsize=4096)
def equations(text: str, habit: Habit) -> tuple[Equation, ...]:
    """Every equation of a sentence whose sides can be read."""
    # Whoever checks or recomputes a sentence asks for them.
    signed = with_signs(text)
    may_say = may_operate(signed) or _EQUAL.search(text)
    return tuple(_equations(text, tokens(signed, habit))) if may_say else ()


def _equations(text: str, items: Sequence[Token]) -> Iterator[Equation]:
    if len(items) > MOST_TOKENS:
        return
    chain: Expression | None = None
    chain_text, chain_start = "", 0
    reached = -1
    for index, token in enumerate(items):
        if token.kind is not Kind.EQUAL:
            continue
        before = _run_before(items, index)
        left = parsed_before(items[before:index])
        if left is not None and before + left[1] == reached and chain is not None:
            # `a = b = c`: the third is held against what was computed, not against the second
            # where that was rounded.
            tree, written, begun = chain, chain_text, chain_start
        elif left is not None:
            if not _is_begun(items, before + left[1]):
                continue
            begun = items[before + left[1]].start
            tree, written = left[0], text[begun : items[index - 1].end]
            if _NAMED.match(written):
                continue
        else:
            continue
        after = _run_after(items, index)
        right = parsed_after(items[index + 1 : after])
        if right is None:
            continue
        begin, end = items[index + 1], items[index + right[1]]
        reached = index + 1
        if not _is_ended(items, index + 1 + right[1]):
            chain = None
            continue
        if text[max(0, begun - 1) : begun] in {".", ","} and text[begun - 2 : begun - 1].isdigit():
            chain = None  # the decimals of a number that is written otherwise than the others
            continue
        said = _single(right[0])
        loose = token.text != "="
        if said is not None and said.hedged and loose and digits_shown(said) >= 3:
            said = replace(said, hedged=False)  # `≈` before so many digits is a sign of equality
        yield Equation(tree, written, begun, begin.start, end.end, said, right[0], loose)
        bare = not any(core(leaf.quantity.dimension) for leaf in leaves(tree))
        if bare and said is not None and core(said.dimension):
            # `1000 × 64 = 64,000 bytes = 62.5 KiB`: the unit comes with the second side.
            chain, chain_text, chain_start = right[0], text[begin.start : end.end], begin.start
        elif operations(tree) or said is None or not operations(right[0]):
            chain, chain_text, chain_start = tree, written, begun
        if not operations(tree):
            chain, chain_text, chain_start = right[0], text[begin.start : end.end], begin.start
    yield from _spoken(text, items)


def _spoken(text: str, items: Sequence[Token]) -> Iterator[Equation]:
    """`10^12 / 2^123, i.e. 1e-25`: a word for the sign, behind something computed."""
    for index, token in enumerate(items):
        if token.kind is not Kind.NUMBER or token.quantity is None or index == 0:
            continue
        start = token.start
        words = _WORDS.search(text, max(0, start - 40), start)
        if not words or token.quantity.range is not None:
            continue
        last = index
        while last and items[last - 1].start >= words.start():
            last -= 1
        if not last or items[last - 1].end > words.start():
            continue
        if items[last - 1].text.casefold() in PRONOUNS or _has_own_ground(items, index + 1):
            continue
        before = _run_before(items, last)
        left = parsed_before(items[before:last])
        if left is None or not operations(left[0]) or not _is_ended(items, index + 1):
            continue
        if isinstance(left[0], Number) and words[0].strip() == ":":
            continue  # `1 TiB is 2^40 bytes: 20 TB are …`: a power alone, and what follows from it
        first = items[before + left[1]]
        written = text[first.start : items[last - 1].end]
        if words[0].strip() == ":" and _COMPACT.match(written) and token.quantity.unit.name:
            continue  # `150/90: 110 mmHg`: what it is of, and nothing that is divided
        if _NAMED.match(written) or _ARTICLE.search(text[: first.start][-8:]):
            continue
        said = token.quantity
        yield Equation(left[0], written, first.start, token.start, token.end, said, Number(said))


def _has_own_ground(items: Sequence[Token], at: int) -> bool:
    """Whether a bracket behind a number computes it: `1 GB (0.5 G × 2 B), or 2 GB (0.5 G × 4 B)`."""
    if at >= len(items) or items[at].kind is not Kind.OPEN:
        return False
    inside = takewhile(lambda one: one.kind is not Kind.CLOSE, items[at + 1 :])
    return any(one.kind is Kind.SIGN for one in inside)


# `with 2³² keys it is 39%`: what is told of something else does not equal what stands before it.
PRONOUNS = frozenset(
    (
        "it",
        "this",
        "that",
        "they",
        "there",
        "he",
        "she",
        "we",
        "es",
        "er",
        "sie",
        "il",
        "ça",
        "se",
        "ello",
        "isso",
    )
)


def _run_before(items: Sequence[Token], index: int) -> int:
    """Where the left side may begin: behind the sign of equality before."""
    start = index
    while start and items[start - 1].kind is not Kind.EQUAL and index - start < 48:
        start -= 1
    return start


def _run_after(items: Sequence[Token], index: int) -> int:
    end = index + 1
    while end < len(items) and items[end].kind is not Kind.EQUAL and end - index < 48:
        end += 1
    return end


# `rank 8 on a 4096 × 11008 matrix: 120,832`: behind an article a product names a thing by its size.
_ARTICLE = re.compile(r"(?<!\w)(?:an?|each|every|eine?[rnms]?|une?|una|uma?)\s$", re.IGNORECASE)
# `the 80-20 rule: …`, `a 9-5 job is …` are names, with a hyphen and no minus sign.
_NAMED = re.compile(r"\d+[-–]\d+\s+[^\W\d_]")


def _is_begun(items: Sequence[Token], first: int) -> bool:
    """Whether a left side begins there: not behind a factor that could not be read."""
    if not first:
        return True
    before = items[first - 1]
    if before.kind is Kind.NUMBER and items[first].kind is Kind.OPEN:
        return False  # `100 (1.03)²⁵`
    return before.kind is not Kind.CLOSE or before.end != items[first].start


def _is_ended(items: Sequence[Token], index: int) -> bool:
    """Whether a right side that ends there is all there is: no operand that is unknown."""
    if index >= len(items):
        return True
    following = items[index]
    touching = bool(index) and items[index - 1].end == following.start
    match following.kind:
        case Kind.SIGN:
            return (
                following.text in "-–−"
                and not touching
                and index + 1 < len(items)
                and (items[index + 1].kind is Kind.WORD)
            )
        case Kind.NUMBER | Kind.RAISED | Kind.FACTORIAL:
            return False
        case Kind.OPEN:
            return not touching
        case Kind.NAME:
            return following.text in "aA"
        case Kind.OTHER:
            return following.text not in "%°±/\\…^_~∠"
        case _:
            return True


def _single(tree: Expression) -> Quantity | None:
    """The stated number that a side is, if it is no more."""
    if isinstance(tree, Number):
        return tree.quantity
    return None


@dataclass(frozen=True, slots=True)
class Ruling:
    """What came of an equation: the verdict, and the right value as it would be written."""

    verdict: Verdict
    expected: str = ""
    value: Value | None = None


def ruled(equation: Equation, sentence: str) -> Ruling:
    """Hold an equation; undecided where it is none, or speaks of another arithmetic."""
    if next(symbols(equation.left), None) or next(symbols(equation.right), None):
        return Ruling(Verdict.UNDECIDED)
    if not operations(equation.left):
        return Ruling(Verdict.UNDECIDED)  # a conversion, which another relation holds
    quantities_in = [leaf.quantity for leaf in (*leaves(equation.left), *leaves(equation.right))]
    if any(one.tolerance is not None for one in quantities_in):
        return Ruling(Verdict.UNDECIDED)  # `16.5 ± 2.4 · 1.4 = 16.5 ± 3.4`: two values a side
    found: list[tuple[bool | None, Value, Choice]] = []
    for choice in choices(quantities_in):
        try:
            left = evaluate(equation.left, choice, strict=not equation.loose)
            verdict = _holds(equation, left, choice)
        except Undecided:
            continue
        if verdict:
            return Ruling(Verdict.RIGHT, value=left)
        found.append((verdict, left, choice))
    decided = [(value, choice) for verdict, value, choice in found if verdict is False]
    if len(decided) != len(found) or not decided or _is_other(equation, sentence):
        return Ruling(Verdict.UNDECIDED)
    value, choice = decided[0]
    expected = ""
    if equation.said is not None:
        fitted = _in_stated_unit(value, equation.said, choice)
        if fitted is None:
            return Ruling(Verdict.UNDECIDED)
        expected = shown_like(fitted, equation.said, choice)
    return Ruling(Verdict.WRONG, expected, value)


def _holds(equation: Equation, left: Value, choice: Choice) -> bool | None:
    """Whether the sides agree; None where they measure different things."""
    said = equation.said
    if said is None:
        right = evaluate(equation.right, choice)
        if core(left.dimension) != core(right.dimension):
            return None
        room = abs(right.mid) / 1000
        return left.low - room <= right.high and right.low <= left.high + room
    if core(left.dimension) == core(said.dimension):
        if _is_finer(equation, said, choice):
            left = Value.exact(left.mid, left.dimension)
        if agrees(left, said, choice) or _exactly(equation, said, choice):
            return True
        if is_regrouped(left, said) or _scale_implied(equation, left, said, choice):
            return True
        if _is_rounded_up(left, said):
            # `100,000 / 1,460 makes 69 segments`; of a number alone that is not said.
            return True if counted(said.dimension) else None
        if not core(left.dimension) and (factor := said.readings[0].factor) != 1:
            # A share in a unit of its own, of numbers without units: `12 × 3.5 = 42 mg/g`.
            if agrees(_scaled(left, factor), said, choice):
                return True
            if said.unit.name in {"%", "‰"}:
                return False
        return _named_in_operand(equation, left, said, choice)
    if not core(left.dimension):
        # Operands without units: the number is that of the stated unit.
        lifted = _lifted(left, said, choice)
        if (
            agrees(lifted, said, choice)
            or agrees(Value(left.mid, left.low, left.high, said.dimension), said, choice)
            or agrees(_scaled(left, said.readings[0].factor), said, choice)
        ):
            return True
        return None if _units_implied(lifted, said, choice) else False
    if not core(said.dimension) and said.unit.name != "%":
        # The unit of the result is left out: it may be that of an operand.
        for leaf in leaves(equation.left):
            factor = leaf.quantity.readings[0].factor
            bare = _scaled(left, 1 / factor)
            if agrees(Value(bare.mid, bare.low, bare.high), said, choice):
                return True
        return None
    # `8 GT/s × 4 × 128 / 130 / 8 = 3.94 GB/s`: how many bits a transfer has is left out.
    lifted = Value(left.mid, left.low, left.high, said.dimension)
    return True if _TRANSFER in left.dimension and agrees(lifted, said, choice) else None


_TRANSFER = ("transfer", 1)


def _is_rounded_up(left: Value, said: Quantity) -> bool:
    """Whether a number is the next whole one, as of things that are counted."""
    return (
        not core(left.dimension)
        and left.mid.denominator != 1
        and said.readings[0].value == math.ceil(left.mid)
    )


def _is_finer(equation: Equation, said: Quantity, choice: Choice) -> bool:
    """Whether a sum tells more decimals than a summand, which was then no rounded one."""
    if said.hedged or not _only_adds(equation.left):
        return False
    parts = [leaf.quantity for leaf in leaves(equation.left)]
    steps = [one.readings[index_of(one, choice)].step for one in parts]
    return said.readings[index_of(said, choice)].step < max(steps)


def _only_adds(tree: Expression) -> bool:
    match tree:
        case Number():
            return True
        case Operation("+" | "-", left, right):
            return _only_adds(left) and _only_adds(right)
        case _:
            return False


# Digits in groups of three, which another country takes for decimals, or the other way round.
_GROUPED = re.compile(r"^\D{0,3}\d{1,3}(?:[.,]\d{2,3})*[.,]\d{3}(?!\d)")


def is_regrouped(left: Value, said: Quantity) -> bool:
    """Whether the digits are right if a separator stands for what it does elsewhere."""
    taken = said.readings[0]
    if not _GROUPED.match(said.text) or not taken.written:
        return False
    ratio = abs(left.mid / (taken.written * taken.factor)) if left.mid else Fraction(0)
    return ratio in {Fraction(1000) ** power for power in (-3, -2, -1, 1, 2, 3)}


def _named_in_operand(equation: Equation, left: Value, said: Quantity, choice: Choice) -> bool:
    """Whether a unit changes by an operand: `5 Mbit/s × 7,200 s / 8` is in bytes, `4 bytes × 8` in bits.

    And GT/s are no T/s.
    """
    leaf_list = [leaf.quantity for leaf in leaves(equation.left)]
    factors: list[Fraction] = []
    if any("bit" in one.unit.name for one in (said, *leaf_list)):
        factors += [
            Fraction(one.value)
            for one in leaf_list
            if one.value in (8, 1000, 1024) and not one.unit.name
        ]
    if any(one.unit.open for one in leaf_list):
        factors += [Fraction(10) ** power for power in (3, 6, 9, 12)]
    for factor in factors:
        for one in (factor, 1 / factor):
            if agrees(
                Value(left.mid * one, left.low * one, left.high * one, said.dimension), said, choice
            ):
                return True
    return False


def _exactly(equation: Equation, said: Quantity, choice: Choice) -> bool:
    """Whether the operands as they may have been before rounding give the result."""
    if _is_finer(equation, said, choice):
        return False
    loose = evaluate(equation.left, choice, strict=True)
    return agrees(loose, said, choice)


def _scaled(value: Value, factor: Fraction) -> Value:
    return Value(value.mid * factor, value.low * factor, value.high * factor, NUMBER)


def _scale_implied(equation: Equation, left: Value, said: Quantity, choice: Choice) -> bool:
    """Whether the word behind the result counts for its operands, too: `237.8 − 153.9 = 83.9 million`."""
    scale = said.readings[index_of(said, choice)].factor
    if core(said.dimension) or scale <= 1:
        return False
    if any(leaf.quantity.readings[0].factor != 1 for leaf in leaves(equation.left)):
        return False
    return agrees(_scaled(left, scale), said, choice)


def _units_implied(lifted: Value, said: Quantity, choice: Choice) -> bool:
    """Whether the digits agree, so that the operands had units that nobody wrote."""
    for factor in (1000, 10**6, 10**9, 10**12, 1024, 1024**2, 1024**3, 60, 3600, 8, 100, 8000):
        for one in (Fraction(factor), Fraction(1, factor)):
            if agrees(
                Value(lifted.mid * one, lifted.low * one, lifted.high * one, said.dimension),
                said,
                choice,
            ):
                return True
    return False


def _in_stated_unit(value: Value, said: Quantity, choice: Choice) -> Value | None:
    if core(value.dimension) == core(said.dimension):
        return value
    if not core(value.dimension):
        return _lifted(value, said, choice)
    return None


def _lifted(value: Value, said: Quantity, choice: Choice) -> Value:
    """A plain number as one of the stated unit, which may count from elsewhere: 15.8 as °C."""
    taken = said.readings[min(choice.get("bytes", 0), len(said.readings) - 1)]
    # A share as it is, of a time, too: `1 − 0.58^(1/10) = 5.3% a year`.
    factor = taken.factor * 100 if said.unit.name.startswith("%/") else taken.factor
    low, mid, high = (x * factor + taken.offset for x in (value.low, value.mid, value.high))
    return Value(mid, low, high, said.dimension)


# A ratio of two whole numbers without blanks, which may be a name: 24/7, 9/11, 50/50.
_COMPACT = re.compile(r"^\d+/\d+$")


def _is_other(equation: Equation, sentence: str) -> bool:
    """Whether an equation that fails may follow other rules than those of school."""
    if other_arithmetic(sentence):
        return True
    tree, said = equation.left, equation.said
    if said is not None and said.unit.scale is Scale.LOGARITHMIC and _only_adds(tree):
        levels = [float(leaf.quantity.value) for leaf in leaves(tree)]
        power = 10 * math.log10(sum(10 ** (one / 10) for one in levels))
        return abs(power - float(said.value)) <= said.step  # powers are added, as of sounds
    if said is not None and isinstance(tree, Operation):
        left, right = tree.left, tree.right
        if isinstance(left, Number) and isinstance(right, Number):
            if (
                tree.sign == "/"
                and said.value > left.quantity.value
                and _COMPACT.match(equation.left_text)
            ):
                return True
            if tree.sign == "^" and _xor(left.quantity, right.quantity) == said.value:
                return True
            if tree.sign == "/" and said.value == left.quantity.value // (
                right.quantity.value or 1
            ):
                return True
    return False


def _xor(one: Quantity, other: Quantity) -> int | None:
    if one.value.denominator == 1 and other.value.denominator == 1:
        return int(one.value) ^ int(other.value)
    return None
