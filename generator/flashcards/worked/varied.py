"""Equations that another case bears out: `10 · log2(62) = 59.5; with 12 it is 71.5`.

An equation does not say which of its numbers may be another. A second case does: with its own
number in the place of one, the equation must give its result. That case is the problem.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from flashcards.problems.written.expression import ExpressionError, expression
from flashcards.quantities import Quantity, Scale, quantities
from flashcards.quantities.model import PLAIN
from flashcards.relations.equations import Equation, equations
from flashcards.relations.expression import (
    Constant,
    Expression,
    Function,
    Number,
    Operation,
    leaves,
    operations,
)
from flashcards.relations.statements import Section, Sentence, Term
from flashcards.relations.values import core, digits_shown
from flashcards.values import dataclass
from flashcards.worked.asked import FUNCTIONS, readable
from flashcards.worked.calculation import Calculation, Input
from flashcards.worked.gaps import LINE, Lead, Window, gapped_lead, gapped_window, lead_of, windows
from flashcards.worked.implied import Source, may_enter, may_result
from flashcards.worked.units import HALF, NEAR, related, unit_of

MOST_OPERATIONS = 8
FEWEST_DIGITS = 2
"""Of a result that bears an equation out."""
TOLD = frozenset(Fraction(one) for one in (1, 2, 8, 60, 100, 1000, 1024, 3600, 24, 86400))
"""Operands that nobody needs to be told."""


@dataclass(frozen=True, slots=True, eq=False)
class Varied:
    """An equation with one of its numbers left open.

    Attributes:
        relation: an expression of `x0` for that number, in the unit of `said`.
        said_relation: the same without what turns units into one another.
        number: the number, as the equation has it.
        others: the rest of its numbers.
        said: what it comes to.
        worked: its left side with its units.
        sentence: that it stands in.
    """

    relation: str
    said_relation: str
    number: Quantity
    others: tuple[Quantity, ...]
    said: Quantity
    worked: str
    sentence: Sentence


def varied_calculations(section: Section, source: Source) -> Iterator[Calculation]:
    """The cases of a section that an equation before them gives, with one number of their own."""
    open_ones: list[Varied] = []
    for sentence in section.sentences:
        if not sentence.asserted or sentence.measured:
            continue
        if open_ones and (
            lead := lead_of(sentence.passage, source.title(sentence), source.names, source.habit)
        ):
            for result in sentence.terms:
                found = _case(sentence, result, lead, open_ones, source)
                if found is not None:
                    yield replace(found, line=source.line(sentence))
        for equation in equations(sentence.text, source.habit):
            open_ones.extend(_opened(equation, sentence, source))


def _opened(equation: Equation, sentence: Sentence, source: Source) -> Iterator[Varied]:
    """An equation with each of its numbers left open in turn."""
    said, tree = equation.said, equation.left
    if said is None or not 1 <= operations(tree) <= MOST_OPERATIONS:
        return
    start = sentence.passage.span(sentence.start + equation.start, sentence.start + equation.end)
    if start.start in source.wrong:
        return
    tree = _with_powers(tree)
    numbers = [leaf.quantity for leaf in leaves(tree)]
    for value in dict.fromkeys(one.value for one in numbers):
        chosen = next(one for one in numbers if one.value == value)
        relation = _written(tree, value)
        if relation is None or not may_enter(chosen):
            continue
        given = Input(name="x0", value=value, unit=unit_of(chosen), step=chosen.step)
        made = related("", [given], relation, numbers, said, line=0, said="")
        if made is not None:
            others = tuple(one for one in numbers if one.value != value)
            gaps = {id(one): "\x000\0" for one in numbers if one.value == value}
            worked = readable(tree, gaps)
            yield Varied(made.relation, made.said_relation, chosen, others, said, worked, sentence)


def _with_powers(tree: Expression) -> Expression:
    """A tree whose powers are numbers as well, which may be others: the 24 of `(35/36)^24`."""
    match tree:
        case Operation("^", left, Constant(value)) if value.denominator == 1 and value > 2:
            return Operation("^", _with_powers(left), Number(quantities(str(value))[0]))
        case Operation(sign, left, right):
            return Operation(sign, _with_powers(left), _with_powers(right))
        case _:
            return tree


def _written(tree: Expression, value: Fraction) -> str | None:
    """A tree as an expression of `x0`, which stands for all numbers of one value."""
    match tree:
        case Constant(constant):
            return str(constant)
        case Number(quantity):
            return "x0" if quantity.value == value else str(quantity.value)
        case Operation(sign, left, right) if sign in {"+", "-", "*", "/", "^"}:
            one, other = _written(left, value), _written(right, value)
            if one is None or other is None:
                return None
            return f"( {one} ) {'**' if sign == '^' else sign} ( {other} )"
        case Function(name, part) if name in FUNCTIONS:
            inner = _written(part, value)
            return None if inner is None else f"{FUNCTIONS[name]}( {inner} )"
    return None


def _case(
    sentence: Sentence, result: Term, lead: Lead, known: Sequence[Varied], source: Source
) -> Calculation | None:
    """A result that the one number beside it and an equation before it give."""
    quantity = result.quantity
    if result.span.start in source.wrong or digits_shown(quantity) < FEWEST_DIGITS:
        return None
    if not may_result(quantity) and not _is_plain(quantity):
        return None
    for window in windows(sentence, result, source.names):
        if len(window.shown) != 1 or not may_enter(window.shown[0].quantity):
            continue
        own = window.shown[0].quantity
        fits = [one for one in known if _alike(one, own, quantity)]
        found = [(one, made) for one in fits if (made := _fitted(one, own, quantity)) is not None]
        # Of two equations of one sentence, a case may be told of the other: IoU and Dice.
        told = {id(one.said) for one, _ in found}
        beside = {id(one.sentence) for one, _ in found}
        if any(id(one.sentence) in beside and id(one.said) not in told for one in fits):
            continue
        if len({made for _, made in found}) == 1 and _is_told(found[0][0], own, lead):
            return _made(found[0][0], found[0][1], sentence, window, result, lead)
    return None


def _is_plain(one: Quantity) -> bool:
    return one.unit == PLAIN and may_result(replace(one, unit=replace(one.unit, name="1")))


def _alike(one: Varied, own: Quantity, result: Quantity) -> bool:
    """Whether a case's numbers measure what the equation's do."""
    if own.value == one.number.value or own.unit.scale is not Scale.LINEAR:
        return False
    if core(own.dimension) != core(one.number.dimension):
        return False
    return core(result.dimension) == core(one.said.dimension)


def _fitted(one: Varied, own: Quantity, result: Quantity) -> str | None:
    """The relation in the units of a case, if it gives its result."""
    size = own.readings[0].factor / one.number.readings[0].factor
    scale = one.said.readings[0].factor / result.readings[0].factor
    relation = one.relation
    if size != 1:
        relation = relation.replace("x0", f"( x0 * {size} )")
    if scale != 1:
        relation = f"( {relation} ) * {scale}"
    try:
        value = expression(relation).number({"x0": own.value})
    except ExpressionError:
        return None
    room = max(result.step * HALF, abs(result.value) * NEAR)
    return relation if abs(value - result.value) <= room else None


def _is_told(one: Varied, own: Quantity, lead: Lead) -> bool:
    """Whether each number above is the equation's, or gives way to the case's own."""
    used = {each.value for each in (one.number, *one.others)}
    return all(
        each.value in used
        or each.unit == PLAIN
        or each.dimension == own.dimension
        or not any(sign.isdigit() for sign in each.text)
        for each in lead.quantities
    )


def _made(  # noqa: PLR0917 - an equation, and where its case stands
    one: Varied, relation: str, sentence: Sentence, window: Window, result: Term, lead: Lead
) -> Calculation | None:
    own = window.shown[0].quantity
    above = {each.value for each in lead.quantities}
    # A title that asks for the equation's own case tells all that it needs: `in 24 throws of dice`.
    if one.number.value not in above and not all(each.value in above | TOLD for each in one.others):
        return None
    gap = gapped_window(sentence.passage, window, {id(own): 0}, result.quantity)
    unit = unit_of(own)
    return Calculation(
        name="",
        inputs=(
            Input(
                name=f"the {{{{ x0 }}}} {unit}".strip(),
                value=own.value,
                unit=unit,
                step=own.step,
                dimension=core(own.dimension),
            ),
        ),
        relation=relation,
        said_relation=one.said_relation,
        said="",
        result=result.quantity,
        unit=unit_of(result.quantity) or result.quantity.unit.name,
        subject="",
        line=0,
        given=f"{gapped_lead(lead, {})}{LINE}{gap}",
        exact=expression(relation).number({"x0": own.value}) == result.quantity.value,
        worked=one.worked,
    )
