"""Questions whose own numbers the answer computes with: asked again with others in their place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from flashcards import patterns as re
from flashcards.quantities import Habit, Quantity, Scale, quantities
from flashcards.quantities.model import PLAIN
from flashcards.relations.equations import equations
from flashcards.relations.expression import (
    Constant,
    Expression,
    Function,
    Number,
    Operation,
    operations,
)
from flashcards.relations.passages import Passage, sentences
from flashcards.relations.values import core
from flashcards.values import dataclass
from flashcards.worked.calculation import Calculation, Input
from flashcards.worked.named import goes_on, subject_of
from flashcards.worked.units import PER_CENT, input_of_number, related

_CONSTANTS = frozenset(
    Fraction(one) for one in (1, 2, 8, 60, 100, 1000, 1024, 3600, 24, 86400, 10**6, 10**9)
)
"""Operands that a question need not tell."""
FUNCTIONS = {
    "log2": "log2",
    "ln": "ln",
    "log10": "log10",
    "log": "log10",
    "sqrt": "sqrt",
    "exp": "exp",
}
_PREFIXED = {"k": (1000,), "M": (10**6,), "G": (10**9,), "m": (Fraction(1, 1000),)}
"""By the prefix of a unit, what its number is without it."""
TIME = core(quantities("1 s")[0].dimension)
_TIMES = (60, 3600, 24, 1440, 86400)
"""Of a time, by what its number is computed with in a smaller unit: 8 hours as 480."""
# What goes on with a question before it, or asks for a way, a reason or yes or no, and no number.
_NO_AMOUNT = re.compile(
    r"(?:and|but|or|et|mais|und|aber|y|pero|why|how (?:do|does|did|can|could|would|should|is|are)"
    r"|is|are|was|were|do|does|did|can|could|will|would|should|may|must|has|have"
    r"|est-ce|ist|sind|kann|können|reicht|genügt|darf|passt|zijn|kan|mag|¿?(?:es|son|puede|cabe|basta)"
    r"|pourquoi|comment|warum|wie (?:kann|wird|werden)|por qué|cómo)\b",
    re.IGNORECASE,
)
LONGEST = 260
# A number raised to a power: `1.03^10`.
_RAISED = re.compile(r"(?P<base>\d+(?:\.\d+)?)\^(?P<power>\d+)")
FEWEST_KEYS = 16
"""Bits from which on a power of two is the size of a space, which is what it is."""
FEWEST_BITS, MOST_BITS = 3, 64
"""Bits whose power of two is understood."""


# What is computed from a result is the answer: `1/0.25 = 4, so it is e^4 ≈ 54.6 times as likely`.
_LEADS_ON = re.compile(
    r"\s?[^\W\d_]{0,8}[,;]? (?:so|hence|thus|therefore|which (?:is|makes|gives)|also|daher|damit|"
    r"folglich|donc|soit|así que|luego|portanto|logo|quindi|dunque|dus)\b[^.?!]{0,80}\d"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the numbers in it.

    Attributes:
        text: the question.
        numbers: its quantities, in order.
    """

    text: str
    numbers: tuple[Quantity, ...]


@lru_cache(maxsize=64)
def question_of(title: str, habit: Habit) -> Asked | None:
    """A title as a question with numbers; None where it asks nothing of numbers."""
    bare = subject_of(title)
    if not bare.endswith("?") or len(bare) > LONGEST or _NO_AMOUNT.match(bare) or goes_on(bare):
        return None
    numbers = tuple(quantities(bare, habit=habit))
    return Asked(bare, numbers) if numbers else None


def asked_calculations(
    asked: Asked, passage: Passage, line: int, habit: Habit
) -> Iterator[Calculation]:
    """The first equation of an answer that computes with the question's numbers alone."""
    begin = answer_begins(asked, passage)
    for equation in equations(passage.text, habit):
        if equation.said is None or equation.left_start < begin:
            continue
        if _LEADS_ON.match(passage.text, equation.said.end):
            return
        found = _computed(asked, equation.left, equation.said, line)
        if found is not None:
            yield found
            return


def chosen_calculations(
    asked: Asked,
    passage: Passage,
    line: int,
    habit: Habit,
    *,
    right: str,
    wrong: Sequence[str] = (),
) -> Iterator[Calculation]:
    """The reason of a choice that computes its right option with the question's numbers.

    It needs no sign of equality: `(5 - 2) V / 0.02 A` stands under the option that it gives.
    """
    option = quantities(right, habit=habit)
    if len(option) != 1 or option[0].text.strip() != right.strip():
        return
    for begin, end in sentences(passage.text):
        reason = passage.text[begin:end].strip().rstrip(".;")
        if len(reason) > LONGEST:
            continue
        for equation in equations(f"{reason} = {right}", habit):
            said = equation.said
            if (
                said is None
                or not operations(equation.left)
                or said.value != option[0].value
                or said.unit != option[0].unit
            ):
                continue
            found = _computed(asked, equation.left, said, line)
            if found is not None:
                read = [quantities(each, habit=habit) for each in wrong]
                others = (each[0] for each in read if each and each[0].unit == said.unit)
                yield replace(found, distractors=tuple(each.value for each in others))
                return


def answer_begins(asked: Asked, passage: Passage) -> int:
    """Where the answer begins in a passage that may hold its question as well."""
    at = passage.text.find(asked.text)
    return at + len(asked.text) if at >= 0 else 0


def asked_from(
    asked: Asked, tree: Expression, result: Quantity, line: int
) -> Iterator[Calculation]:
    """The calculation of an expression that computes with the question's numbers alone, if any."""
    found = _computed(asked, tree, result, line)
    if found is not None:
        yield found


def computed_from(asked: Asked, tree: Expression, result: Quantity) -> Calculation | None:
    """The calculation of an expression whose operands a text tells, all of whose numbers it uses.

    A number that the text tells twice changes in both places.
    """
    made = _computed(asked, tree, result, 0, again=True)
    return made if made is not None and len(made.inputs) > 1 else None


def _computed(
    asked: Asked, tree: Expression, result: Quantity, line: int, *, again: bool = False
) -> Calculation | None:
    places: dict[int, int] = {}
    leaves: list[Quantity] = []
    gaps: dict[int, str] = {}

    def walk(node: Expression) -> str | None:
        match node:
            case Constant(value):
                return str(value)
            case Number(quantity):
                leaves.append(quantity)
                return _operand(asked, quantity, places, gaps, again=again)
            case Operation(sign, left, right) if sign in {"+", "-", "*", "/", "^"}:
                one, other = walk(left), walk(right)
                if one is None or other is None:
                    return None
                measured = {at: core(asked.numbers[at].dimension) for at in places}
                if sign in "+-" and _is_untold(one, other, places, measured):
                    return None
                return _operated(sign, one, other)
            case Function(name, part) if name in FUNCTIONS:
                inner = walk(part)
                return None if inner is None else f"{FUNCTIONS[name]}({inner})"
        return None

    relation = walk(tree)
    if relation is None or not places:
        return None
    inputs = [input_of_number(asked.numbers[at], place) for at, place in places.items()]
    if again:
        places |= {
            other: place
            for at, place in list(places.items())
            for other, one in enumerate(asked.numbers)
            if one.value == asked.numbers[at].value and one.unit == asked.numbers[at].unit
        }
    if not _all_used(asked, places):
        return None
    made = _in_numbers(inputs, relation, leaves, result, line)
    if made is None:
        return None
    return replace(made, given=gapped(asked, places), worked=readable(tree, gaps))


def readable(tree: Expression, gaps: Mapping[int, str]) -> str:
    """A tree to read, its numbers as written, with gaps for inputs; empty where it cannot be shown.

    Args:
        tree: the expression.
        gaps: by the identity of a quantity, what stands for it.
    """
    match tree:
        case Constant(value):
            return str(value)
        case Number(quantity):
            return gaps.get(id(quantity), quantity.text.strip())
        case Operation(sign, left, right) if sign in {"+", "-", "*", "/", "^"}:
            one, other = readable(left, gaps), readable(right, gaps)
            if not one or not other:
                return ""
            if sign == "*" and isinstance(right, Number) and right.quantity.value == 1:
                return one  # `(5 - 2) V`
            return f"( {one} ) {'**' if sign == '^' else sign} ( {other} )"
        case Function(name, part) if name in FUNCTIONS:
            inner = readable(part, gaps)
            return inner and f"{FUNCTIONS[name]}( {inner} )"
    return ""


def _operand(
    asked: Asked, quantity: Quantity, places: dict[int, int], gaps: dict[int, str], *, again: bool
) -> str | None:
    """An operand as one of the numbers told, in its own unit, or as a constant; else None."""
    numbers = asked.numbers
    at = None if again and quantity.value == 1 else _place(numbers, quantity)
    if at is not None:
        place = places.setdefault(at, len(places))
        gaps[id(quantity)] = f"\0{place}\0"
        ratio = quantity.value / numbers[at].value
        return f"x{place}" if ratio == 1 else f"x{place} * {ratio}"
    if quantity.value in _CONSTANTS:
        return str(quantity.value)
    if quantity.unit == PLAIN and (grown := _grown(numbers, quantity.value)):
        at, sign = grown
        place = places.setdefault(at, len(places))
        gaps[id(quantity)] = f"( 1 {sign} \0{place}\0 )"
        return f"( 1 {sign} x{place} / {PER_CENT} )"
    at = _neighbour(numbers, quantity)
    if at is not None and (again or at in places):  # else it may be another's
        sign = "+" if quantity.value > numbers[at].value else "-"
        place = places.setdefault(at, len(places))
        gaps[id(quantity)] = f"( \0{place}\0 {sign} 1 )"
        return f"( x{place} {sign} 1 )"
    if two := _between(numbers, quantity):
        low, high = (places.setdefault(each, len(places)) for each in two)
        gaps[id(quantity)] = f"( \0{high}\0 - \0{low}\0 )"
        return f"( x{high} - x{low} )"
    if found := _RAISED.fullmatch(quantity.text):
        return _raised(
            numbers, quantity, Fraction(found["base"]), Fraction(found["power"]), places, gaps
        )
    at = _power(numbers, quantity)
    if at is None:
        return None
    place = places.setdefault(at, len(places))
    gaps[id(quantity)] = f"( 2 ^ \0{place}\0 )"
    return f"( 2 ** x{place} )"


def _raised(  # noqa: PLR0917 - an operand, and what it is of
    numbers: Sequence[Quantity],
    quantity: Quantity,
    base: Fraction,
    power: Fraction,
    places: dict[int, int],
    gaps: dict[int, str],
) -> str | None:
    """A power whose exponent is told: `1.03^10` of 3 % and ten years; of two also one that is not.

    So many keys as 56 bits have are what they are.
    """
    at = next((at for at, one in enumerate(numbers) if one.value == power), None)
    if at is None:
        return str(quantity.value) if base == 2 and power >= FEWEST_KEYS else None
    own = next((at for at, one in enumerate(numbers) if one.value == base), None)
    grown = _grown(numbers, base)
    if own is None and grown is None and base != 2:
        return None
    if grown is not None:
        percent = places.setdefault(grown[0], len(places))
        left, shown = f"( 1 {grown[1]} x{percent} / {PER_CENT} )", f"( 1 {grown[1]} \0{percent}\0 )"
    elif own is not None:
        place = places.setdefault(own, len(places))
        left, shown = f"x{place}", f"\0{place}\0"
    else:
        left = shown = "2"
    place = places.setdefault(at, len(places))
    gaps[id(quantity)] = f"( {shown} ^ \0{place}\0 )"
    return f"( {left} ** x{place} )"


def _is_untold(
    one: str, other: str, places: Mapping[int, int], measured: Mapping[int, object]
) -> bool:
    """Whether one summand is a constant and the other is measured: the 1 of `1 + 4 % × 14 ns`."""
    if ("x" in one) == ("x" in other) or ") / (" in one + other:
        return False
    used = set(re.findall(r"x(\d+)", one + other))
    return any(measured[at] for at, place in places.items() if str(place) in used)


def _operated(sign: str, one: str, other: str) -> str:
    """Two parts joined; a unit by itself, as that of `(5 - 2) V`, is no factor."""
    if sign == "*" and "1" in {one, other}:
        return one if other == "1" else other
    return f"( {one} ) {'**' if sign == '^' else sign} ( {other} )"


def _all_used(asked: Asked, places: Mapping[int, int]) -> bool:
    """Whether the answer uses every number of the question that is not part of a name."""
    return all(
        at in places or (one.unit == PLAIN and one.value <= 2)
        for at, one in enumerate(asked.numbers)
    )


def _place(numbers: Sequence[Quantity], quantity: Quantity) -> int | None:
    """The number of the question that an operand is, in whatever unit."""
    for at, one in enumerate(numbers):
        if one.range is None and one.value == quantity.value:
            return at
    for at, one in enumerate(numbers):
        same = one.readings[0].value == quantity.readings[0].value
        if same and one.dimension == quantity.dimension and one.unit != PLAIN and one.value:
            return at
    for at, one in enumerate(numbers):  # 128 kbit/s, computed with as 128,000
        ratio = quantity.value / one.value if one.value else 0
        factors = (*_PREFIXED.get(one.unit.name[:1], ()), *_TIMES * (core(one.dimension) == TIME))
        if quantity.unit == PLAIN and ratio in factors:
            return at
    return None


def _grown(numbers: Sequence[Quantity], factor: Fraction) -> tuple[int, str] | None:
    """The percentage by which a factor is more or less than one: 1.07 of 7 %, 0.1 of 90 %."""
    for at, one in enumerate(numbers):
        for sign, other in (("+", factor - 1), ("-", 1 - factor)):
            if one.unit.name == "%" and other * PER_CENT == one.value:
                return at, sign
    return None


def _neighbour(numbers: Sequence[Quantity], quantity: Quantity) -> int | None:
    """The count that an operand is one off from: the 499 steps behind the first of 500."""
    for at, one in enumerate(numbers):
        whole = one.value.denominator == 1 and one.value > 2 and not core(one.dimension)
        if whole and quantity.unit == PLAIN and abs(one.value - quantity.value) == 1:
            return at
    return None


def _between(numbers: Sequence[Quantity], quantity: Quantity) -> tuple[int, int] | None:
    """Two numbers told one after the other that an operand is the difference of: 20 to 80 °C."""
    for at, (one, other) in enumerate(pairwise(numbers)):
        alike = one.unit in {other.unit, PLAIN} and other.unit.name not in {"", "%"}
        low, high = sorted((one.value, other.value))
        if alike and 0 < low < high and high - low == quantity.value > 1:
            return (at, at + 1) if one.value < other.value else (at + 1, at)
    return None


def _power(numbers: Sequence[Quantity], quantity: Quantity) -> int | None:
    """The number of bits that a power of two is of: 4,096 of 12."""
    for at, one in enumerate(numbers):
        bits = one.value
        counts = bits.denominator == 1 and FEWEST_BITS <= bits <= MOST_BITS
        if counts and "bit" in one.unit.name and quantity.value == 2 ** int(bits):
            return at
    return None


def _in_numbers(
    inputs: Sequence[Input],
    relation: str,
    leaves: Sequence[Quantity],
    result: Quantity,
    line: int,
) -> Calculation | None:
    if any(one.unit.scale is not Scale.LINEAR for one in leaves):
        return None
    # The numbers as written, and a factor between units that the document's result bears out.
    bare = [replace(one, unit=PLAIN) for one in leaves]
    return related("", list(inputs), relation, bare, result, line=line, said="")


def gapped(asked: Asked, places: Mapping[int, int]) -> str:
    """The question with a name for each number that is drawn."""
    text, out, end = asked.text, "", 0
    for at in sorted(places):
        one = asked.numbers[at]
        out += text[end : one.number_start] + f"\0{places[at]}\0"
        end = one.number_end
    return out + text[end:]
