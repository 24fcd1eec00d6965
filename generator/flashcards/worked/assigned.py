"""Formulas of an answer whose symbols are the numbers of its question: `v²/(2a)` at `3,000 mm/s²`.

Nothing says which number a symbol stands for. The one way does in which the formula gives the
result behind it, units and all; the question with other numbers is the problem.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, permutations

from flashcards import patterns as re
from flashcards.problems.written.expression import ExpressionError, expression
from flashcards.quantities import Habit, Quantity, Scale, quantities
from flashcards.relations.passages import Passage, sentences
from flashcards.relations.statements import Section
from flashcards.relations.symbolic import Symbolic, Tree, symbolics
from flashcards.relations.values import digits_shown
from flashcards.worked.asked import FUNCTIONS, Asked, gapped, question_of
from flashcards.worked.calculation import Calculation
from flashcards.worked.headings import asks_amount
from flashcards.worked.implied import Source, may_enter, may_result
from flashcards.worked.units import input_of_number, related

MOST_SYMBOLS = 4
FEWEST_DIGITS = 2
"""Of a result that tells which number is which."""
# What stands between a formula and what it comes to.
_EQUALS = re.compile(r"[)\s]*[=≈:]\s*~?\s*")
_SYMBOL = re.compile(r"(?<![^\W\d_])(?P<name>[^\W\d_](?:_?\w)?)\s*=\s*$")
_NAMES = {"√": "sqrt", "lg": "log10", "ld": "log2", "lb": "log2"}


def assigned_calculations(
    section: Section, source: Source, before: Sequence[Section]
) -> Iterator[Calculation]:
    """The formulas of a section that the numbers of its question give a value to.

    Args:
        section: with formulas and results.
        source: the document.
        before: sections before it, which may tell what a constant is.
    """
    known: dict[str, Quantity] | None = None
    for sentence in section.sentences:
        if not sentence.asserted or sentence.measured or not sentence.terms:
            continue
        asked = question_of(source.title(sentence), source.habit)
        if asked is None or not asks_amount(asked.text):
            continue
        text = sentence.text.replace("$", " ")
        for formula in symbolics(text, source.habit):
            equals = _EQUALS.match(text, formula.end)
            at = sentence.start + equals.end() if equals else -1
            result = next((one for one in sentence.terms if one.quantity.start == at), None)
            if result is None or result.span.start in source.wrong:
                continue
            if known is None:
                known = _constants((*before, section), source)
            made = assigned(formula, result.quantity, asked, source.habit, known)
            if made is not None:
                yield replace(made, line=source.line(sentence))


def reasoned_calculations(
    asked: Asked, passage: Passage, line: int, habit: Habit, right: str
) -> Iterator[Calculation]:
    """The formulas in the reason of a choice that give its right option."""
    option = quantities(right, habit=habit)
    if len(option) != 1 or option[0].text.strip() != right.strip():
        return
    for begin, end in sentences(passage.text):
        for formula in symbolics(passage.text[begin:end].replace("$", " "), habit):
            made = assigned(formula, option[0], asked, habit, {})
            if made is not None:
                yield replace(made, line=line)


def _constants(sections: Sequence[Section], source: Source) -> dict[str, Quantity]:
    """The symbols that a document gives values to: `g = 9.81 m/s²`."""
    found: dict[str, Quantity] = {}
    for section in sections:
        for sentence in section.sentences:
            text = sentence.passage.text
            for term in sentence.terms:
                begin = max(sentence.start, term.quantity.start - 8)
                symbol = _SYMBOL.search(text[begin : term.quantity.start].replace("$", " "))
                if symbol and may_enter(term.quantity) and term.span.start not in source.wrong:
                    found[symbol["name"]] = term.quantity
    return found


def assigned(
    formula: Symbolic, said: Quantity, asked: Asked, habit: Habit, known: Mapping[str, Quantity]
) -> Calculation | None:
    """The calculation of a formula of all numbers of a question, where one way gives the result.

    Args:
        formula: with its symbols.
        said: the result.
        asked: the question.
        habit: the decimal sign of the document.
        known: values of constants, which the problem then tells.
    """
    asked = _parted(asked, habit)
    numbers = asked.numbers
    if not may_result(said) or digits_shown(said) < FEWEST_DIGITS or not numbers:
        return None
    if not all(map(may_enter, numbers)) or len({one.value for one in numbers}) < len(numbers):
        return None
    changes = [name for name in formula.names if name.startswith("Δ")]
    rest = [name for name in formula.names if name not in changes]
    many = len(numbers) - 2 * len(changes)
    if not 0 <= many <= len(rest) or len(numbers) > MOST_SYMBOLS:
        return None
    fits: list[tuple[Calculation, tuple[str, ...]]] = []
    for free in combinations(rest, many):
        constants = tuple(name for name in rest if name not in free)
        if not known.keys() >= set(constants):
            continue
        for order in permutations(range(len(numbers))):
            own = [(at,) for at in order[:many]]
            ends = [order[at : at + 2] for at in range(many, len(numbers), 2)]
            taken = dict(zip((*free, *changes), (*own, *ends), strict=True))
            made = _computed(formula, taken, numbers, said, known)
            if made is not None and not any(_same(made, other) for other, _ in fits):
                fits.append((made, constants))
    if len(fits) != 1:
        return None
    made, constants = fits[0]
    told = ", ".join(f"{name} = {known[name].text.strip()}" for name in constants)
    places = {at: at for at in range(len(numbers))}
    return replace(made, given=gapped(asked, places), note=told)


def _parted(asked: Asked, habit: Habit) -> Asked:
    """A question whose spans are two numbers each: `from 20 to 80 °C`, whose change counts."""
    found: list[Quantity] = []
    for one in asked.numbers:
        if one.range is None or one.unit.scale is not Scale.AFFINE:
            found.append(one)
            continue
        unit = replace(one.unit, scale=Scale.LINEAR, offset=Fraction(0))
        behind = quantities(asked.text[one.number_end : one.end], habit=habit)
        both = zip((one, *behind[-1:]), (0, one.number_end), one.range, strict=False)
        for each, by, value in both:
            reading = replace(one.readings[0], value=value, offset=Fraction(0))
            found.append(
                replace(
                    each, value=value, unit=unit, readings=(reading,), range=None,
                    start=each.start + by, end=each.number_end + by,
                    number_start=each.number_start + by, number_end=each.number_end + by,
                    text=f"{asked.text[each.number_start + by : each.number_end + by]} {unit.name}",
                )
            )  # fmt: skip
    return Asked(asked.text, tuple(found))


def _computed(
    formula: Symbolic,
    taken: Mapping[str, Sequence[int]],
    numbers: Sequence[Quantity],
    said: Quantity,
    known: Mapping[str, Quantity],
) -> Calculation | None:
    """The calculation of a formula with numbers for its symbols, if they give a result."""
    leaves: list[Quantity] = []
    one = quantities("1")[0]

    def written(tree: Tree) -> str | None:
        match tree:
            case ("number", float(value)):
                leaves.append(one)
                return str(Fraction(value).limit_denominator(10**6))
            case ("name", str(name)) if name in taken:
                leaves.extend(numbers[at] for at in taken[name])
                return " - ".join(f"x{at}" for at in taken[name])
            case ("name", str(name)) if name in known:
                leaves.append(known[name])
                return str(known[name].value)
            case ("call", str(name), tuple(part)):
                inner = written(part)
                function = FUNCTIONS.get(_NAMES.get(name, name))
                return f"{function}( {inner} )" if inner and function else None
            case ("^", tuple(left), ("number", float(power))) if power == int(power):
                base = written(left)
                return base and f"( {base} ) ** {int(power)}"
            case (str(sign), tuple(left), tuple(right)) if sign in "+-*/":
                first, second = written(left), written(right)
                return first and second and f"( {first} ) {sign} ( {second} )"
        return None

    relation = written(formula.tree)
    if relation is None:
        return None
    inputs = [input_of_number(each, place) for place, each in enumerate(numbers)]
    made = related("", inputs, relation, leaves, said, line=0, said="")
    turned = made is not None and made.relation.startswith(f"({relation}) * ")
    return None if turned else made  # by a factor that no unit tells


def _same(one: Calculation, other: Calculation) -> bool:
    """Whether two ways are one: `m · v` and `v · m`."""
    values = {
        f"x{place}": each.value * Fraction(10 + place, 10) for place, each in enumerate(one.inputs)
    }
    try:
        return expression(one.relation).number(values) == expression(other.relation).number(values)
    except ExpressionError:
        return False
