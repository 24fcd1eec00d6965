"""Equations of numbers whose units tell what they are: `44,100 samples/s × 16 bit × 2 channels`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from flashcards.quantities import Quantity, Scale
from flashcards.quantities.model import PLAIN
from flashcards.relations.equations import Equation, equations, ruled
from flashcards.relations.expression import Expression, Number, Operation, operations
from flashcards.relations.finding import Verdict
from flashcards.relations.statements import Section, Sentence, Term
from flashcards.relations.values import counted
from flashcards.worked.calculation import Calculation
from flashcards.worked.gaps import GAP, LINE, gapped_lead, lead_of
from flashcards.worked.implied import Source, governed, input_of_term, may_enter, may_result
from flashcards.worked.units import related

CONVERSIONS = frozenset(
    Fraction(one) for one in (8, 60, 3600, 24, 86400, 100, 1000, 1024, 10**6, 10**9, 365)
)
"""Operands that turn units into one another, which a statement need not tell."""
FEWEST = 2


def equated_calculations(section: Section, source: Source) -> Iterator[Calculation]:
    """The calculations of a section whose operands have units, multiplied and divided."""
    for sentence in section.sentences:
        if not sentence.asserted or len(sentence.terms) < FEWEST:
            continue
        for equation in equations(sentence.text, source.habit):
            made = _made(equation, sentence, source)
            if made is not None:
                yield replace(made, line=source.line(sentence))


def _made(equation: Equation, sentence: Sentence, source: Source) -> Calculation | None:
    said = equation.said
    if said is None or operations(equation.left) < 1 or not may_result(said):
        return None
    leaves: list[Quantity] = []
    inputs: list[Quantity] = []
    relation = _walked(equation.left, leaves, inputs)
    if (
        relation is None
        or len(inputs) < FEWEST
        or ruled(equation, sentence.text).verdict is not Verdict.RIGHT
    ):
        return None
    if not (len(inputs) > FEWEST or any(counted(one.dimension) for one in inputs)):
        return None  # of two numbers with plain units nothing says what they are
    if source.names.speaks_of_one(sentence.text[: equation.left_start]):
        return None
    lead = lead_of(sentence.passage, source.title(sentence), source.names, source.habit)
    terms = [Term(one, sentence.passage) for one in inputs]
    if lead is None or not governed(lead, terms):
        return None
    given = [input_of_term(one, place) for place, one in enumerate(terms)]
    found = related("", given, relation, leaves, said, line=0, said="")
    if found is None:
        return None
    shown = ", ".join(
        one.text.replace(
            one.text[one.number_start - one.start : one.number_end - one.start], f"\0{place}\0", 1
        )
        for place, one in enumerate(inputs)
    )
    unit = said.text[said.number_end - said.start :]
    before = said.text[: said.number_start - said.start]
    return replace(found, given=f"{gapped_lead(lead, {})}{LINE}{shown}: {before}{GAP}{unit}")


def _walked(tree: Expression, leaves: list[Quantity], inputs: list[Quantity]) -> str | None:
    """The relation of a product or quotient; None where an operand says nothing by itself."""
    match tree:
        case Number(quantity) if quantity.unit == PLAIN and quantity.value in CONVERSIONS:
            leaves.append(quantity)
            return str(quantity.value)
        case Number(quantity) if (
            quantity.unit != PLAIN and quantity.unit.scale is Scale.LINEAR and may_enter(quantity)
        ):
            leaves.append(quantity)
            inputs.append(quantity)
            return f"x{len(inputs) - 1}"
        case Operation(sign, left, right) if sign in {"*", "/"}:
            one = _walked(left, leaves, inputs)
            other = _walked(right, leaves, inputs)
            return None if one is None or other is None else f"( {one} {sign} {other} )"
    return None
