"""Equations and formulas that a section writes out, as laws for the cases that follow them.

`10 · log2(62) = 59.5 bits. With 12 characters it is 71.5 bits`: a number of the equation gives way to
the one of the case. `P² = a³. For a = 4 the period is 8 years`: symbols get their values by name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from flashcards import patterns as re
from flashcards.quantities import Habit, Quantity
from flashcards.relations.elsewhere import is_of_another, stands_for_none
from flashcards.relations.equations import Equation, ruled
from flashcards.relations.expression import (
    Expression,
    Name,
    Number,
    evaluate,
    leaves,
    operations,
    symbols,
    with_numbers,
)
from flashcards.relations.finding import Judgement, Verdict
from flashcards.relations.grammar import Kind, equals_any, may_operate, parsed, tokens
from flashcards.relations.judging import judged
from flashcards.relations.results import FARTHEST, is_part_of_one, result_of
from flashcards.relations.series.members import is_condition_at
from flashcards.relations.shapes import as_count, input_of
from flashcards.relations.statements import Case, Sentence, Term
from flashcards.relations.values import Undecided, Value, core, counted, value_of
from flashcards.values import dataclass

MOST_CASES = 8
FEWEST_FITTING = 2
"""Cases that bear an equation out where another result stands between it and them."""
READINGS: tuple[Mapping[str, int], ...] = ({}, {"bytes": 1})


@dataclass(frozen=True, slots=True, eq=False)
class Law:
    """An equation that holds, with the numbers that may give way to others."""

    equation: Equation
    said: Quantity
    numbers: tuple[Number, ...]
    governing: tuple[Term, ...]
    end: int  # in the passage


def laws_of(
    sentence: Sentence, found: Sequence[Equation], governing: Sequence[Term]
) -> Iterator[Law]:
    """The equations of a sentence that hold, are computed and give one number."""
    for equation in found:
        if (
            equation.said is None
            or operations(equation.left) < 1
            or next(symbols(equation.left), None)
        ):
            continue
        every = tuple(leaves(equation.left))
        values = [one.quantity.value for one in every]
        # Which of two equal numbers gives way, or whether both do, is not said.
        numbers = tuple(one for one in every if values.count(one.quantity.value) == 1)
        if numbers and ruled(equation, sentence.text).verdict is Verdict.RIGHT:
            end = sentence.start + equation.end
            yield Law(equation, equation.said, numbers, tuple(governing), end)


def substituted(law: Law, cases: Sequence[Case]) -> Iterator[Judgement]:
    """Cases with one number of their own, held against the equation with that number in it."""
    taken = [one.quantity for one in leaves(law.equation.left)]
    ready = [
        case
        for case in cases[:MOST_CASES]
        if len(case.terms) == 2
        and _alike_result(law.said, case.terms[1].quantity)
        and not stands_for_none(case.terms[0], taken, law.end)
    ]
    if not ready:
        return
    for place, certain in _places(law, ready[0].terms[0].quantity):
        predictions = [(case, _predicted(law, place, case.terms[0].quantity)) for case in ready]
        held = [
            (case, values, any(_fits(case, v) for v in values))
            for case, values in predictions
            if values
        ]
        fitting = sum(ok for _, _, ok in held)
        if not held or (not fitting and not certain) or (fitting == 0 and len(held) > 2):
            continue
        for case, values, ok in held:
            said = case.terms[1]
            if not fitting and not _is_condition(case):
                continue  # `together 12,000 €, so 1,200 € of interest` follows from other numbers
            if not ok and not _is_near(said, values[0]):
                continue  # the number stands for something else
            if not ok and fitting < FEWEST_FITTING and _follows_another(law, case, ready):
                continue
            base = input_of(law.said).readings[0][1]
            given = (input_of(case.terms[0].quantity),)
            if not ok and is_of_another(said, given, base, (values[0],) * 3):
                continue
            equation, first = law.equation.left_text.strip(), case.terms[0]
            yield judged(
                said,
                "parallel-case",
                f"as {equation} = {law.said.text}, with {first.quantity.text}",
                expected="" if ok else result_of(said.quantity).shown(values[0], 0),
                inputs=(first.span,),
            )
        return


def _follows_another(law: Law, case: Case, cases: Sequence[Case]) -> bool:
    """Whether another result stands between an equation and a case: `= 1,334, as a power of two 2,048. For 100 256`."""
    told = {id(term.quantity) for one in cases for term in one.terms}
    return any(
        law.end <= one.start < case.terms[0].quantity.start
        and id(one) not in told
        and _alike_result(law.said, one)
        and not _says_again(law.said, one)
        for one in case.passage.quantities
    )


def _says_again(one: Quantity, other: Quantity) -> bool:
    """Whether a number is another in a different unit: `180 minutes, i.e. 3 hours`."""
    value = float(other.readings[0].value)
    return result_of(one).fits((value, value, value), 0)


# `a 6 kg bird`, `a spread of 10 K`.
_ARTICLE = re.compile(r"(?<!\w)(?:an?|of|eine?[rnms]?|une?|una|uma?|von|de)\s$", re.IGNORECASE)


def _is_condition(case: Case) -> bool:
    """Whether the first number of a case is said to be what the second is told for."""
    text, start = case.passage.text, case.terms[0].quantity.start
    return (
        is_condition_at(text, case.start, start) or _ARTICLE.search(text[:start][-8:]) is not None
    )


def _is_near(said: Term, value: float) -> bool:
    stated, result = float(said.quantity.readings[0].value), result_of(said.quantity)
    if not stated or is_part_of_one(result, value):
        return False
    return 1 / FARTHEST < value / stated < FARTHEST or result.slips(value, 0)


def _alike_result(one: Quantity, other: Quantity) -> bool:
    return core(one.dimension) == core(other.dimension) and (one.unit.name == "%") == (
        other.unit.name == "%"
    )


def _fits(case: Case, value: float) -> bool:
    result = result_of(case.terms[1].quantity)
    return any(result.fits((value, value, value), reading) for reading in range(len(result.ends)))


def _places(law: Law, given: Quantity) -> Iterator[tuple[tuple[Number, Fraction], bool]]:
    """Which number of the equation a case's number stands for, with what one of it counts.

    Sure where it measures what only one of them does, or where a number that governs the equation
    is that number, and is called as the case's is.
    """
    mine = input_of(given)
    named: list[tuple[Number, Fraction]] = []
    for number in law.numbers:
        value = number.quantity.readings[0].value
        for term in law.governing:
            above = term.quantity
            if core(above.dimension) != core(given.dimension) or not value:
                continue
            noun, other = counted(above.dimension), counted(given.dimension)
            same = bool(noun and noun == other) or bool(core(given.dimension)) or noun == other
            for one in (above.readings[0].value, _counted_value(above)):
                if same and one and abs(one / value - 1) < Fraction(1, 1000):
                    named.append((number, value / above.readings[0].value))
                    break
    if named:
        sure = len({id(number) for number, _ in named}) == 1 and bool(
            core(given.dimension) or counted(given.dimension)
        )
        yield from ((one, sure) for one in {id(n): (n, f) for n, f in named}.values())
        return
    alike = [n for n in law.numbers if core(n.quantity.dimension) == mine.dimension]
    if mine.dimension:
        yield from (((n, Fraction(1)), len(alike) == 1) for n in alike)
    else:
        yield from (((n, Fraction(1)), False) for n in alike if n.quantity.unit.name != "%")


def _counted_value(one: Quantity) -> Fraction:
    counted_one = as_count(input_of(one))
    return Fraction(counted_one.readings[0][1]).limit_denominator(10**9)


def _predicted(law: Law, place: tuple[Number, Fraction], given: Quantity) -> list[float]:
    number, factor = place
    found: list[float] = []
    for choice in READINGS:
        try:
            base = value_of(given, choice)
            moved = Value(
                base.mid * factor, base.mid * factor, base.mid * factor, number.quantity.dimension
            )
            value = _evaluated(law.equation.left, choice, {id(number): moved})
        except Undecided:
            continue
        result = value.mid
        if core(law.said.dimension) and not core(value.dimension):
            # The equation gives the number of the stated unit, or of its base.
            stated = law.said.readings[0]
            own = _evaluated(law.equation.left, choice, {}).mid
            if own and abs(own * stated.factor / stated.value - 1) < Fraction(1, 10):
                result *= stated.factor
        elif law.said.unit.name and core(law.said.dimension):
            own = _evaluated(law.equation.left, choice, {}).mid
            result *= (
                law.said.readings[0].value / own
                if own and abs(law.said.readings[0].value / own - 1) > Fraction(1, 10)
                else 1
            )
        found.append(float(result))
    return found


def _evaluated(tree: Expression, choice: Mapping[str, int], replaced: Mapping[int, Value]) -> Value:
    """The tree with some of its numbers replaced by values."""
    names = {f"#{key}": value for key, value in replaced.items()}

    def named(one: Number) -> Expression:
        return Name(f"#{id(one)}") if id(one) in replaced else one

    return evaluate(with_numbers(tree, named), choice, names)


# --- formulas with names ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)
class Formula:
    """A result's name, if it has one, and what it is computed from."""

    text: str
    tree: Expression
    root: int  # the power that the result stands in: 2 in `P² = a³`


# `a = 4`, `n = 64`; a name of one letter and its value.
_GIVEN = re.compile(r"(?<![\w\\])(?P<name>[A-Za-zα-ωΑ-Ωϑ])\s*=\s*$")


# What goes on with an expression: `p = 1/4 + p/2` gives no symbol a value.
_GOES_ON = re.compile(r"\s?[+\-−–×·*/÷^(√]")
# A letter alone, of which every formula has one; asked first, for tokens cost far more.
_LETTER = re.compile(r"(?<![^\W\d_])[A-Za-zα-ωΑ-Ωθτλμ](?![^\W\d_])")


def formulas_of(sentence: Sentence, habit: Habit) -> Iterator[Formula]:
    """Formulas with symbols: the right side of an equation, or an expression alone in a sentence."""
    text = sentence.text
    if not _LETTER.search(text) or not may_operate(text):
        return
    items = tokens(text, habit)
    if len(items) > 200:
        return
    start = 0
    for end in range(len(items) + 1):
        at_end = end == len(items) or items[end].kind in (Kind.EQUAL, Kind.WORD, Kind.OTHER)
        if not at_end:
            continue
        run = items[start:end]
        if len(run) >= 2 and any(one.kind is Kind.NAME for one in run):
            tree = parsed(run)
            names = set(symbols(tree)) if tree is not None else set()
            unknown = equals_any(items, start, names)
            if tree and operations(tree) >= 1 and names and len(names) <= 3 and not unknown:
                yield Formula(text[run[0].start : run[-1].end], tree, _root_before(items, start))
        start = end + 1


def _root_before(items: Sequence[object], start: int) -> int:
    """2 where the left side is a name squared."""
    run = items[max(0, start - 3) : start]
    kinds = [(one.kind, one.text) for one in run]  # type: ignore[attr-defined]
    if len(kinds) == 3 and kinds[2][0] is Kind.EQUAL and kinds[1][0] is Kind.RAISED:
        return {"²": 2, "³": 3, "^2": 2, "^3": 3}.get(kinds[1][1], 1)
    return 1


def named(formulas: Sequence[Formula], sentences: Sequence[Sentence]) -> Iterator[Judgement]:
    """Cases that give the symbols of a formula their values by name."""
    for formula in formulas:
        wanted = set(symbols(formula.tree))
        found: list[tuple[Term, float, bool, Mapping[str, Value]]] = []
        known: dict[str, Value] = {}
        for sentence in sentences:
            for case in sentence.cases:
                given = _given(case)
                if not given or not set(given) & wanted:
                    continue
                values = {**known, **{name: value for name, (value, _) in given.items()}}
                rest = [t for t in case.terms if all(t is not term for _, term in given.values())]
                if wanted - set(values) or len(rest) != 1 or rest[0] is not case.terms[-1]:
                    known.update({n: v for n, (v, _) in given.items()})
                    continue
                known.update({n: v for n, (v, _) in given.items()})
                try:
                    value = float(evaluate(formula.tree, {}, values).mid) ** (1 / formula.root)
                except (Undecided, ArithmeticError, TypeError, ValueError):
                    continue
                if isinstance(value, complex):
                    continue
                said = rest[0]
                factor = (
                    float(said.quantity.readings[0].factor)
                    if core(said.quantity.dimension)
                    else 1.0
                )
                for scaled in (value, value * factor):
                    result = result_of(said.quantity)
                    if result.fits((scaled, scaled, scaled), 0):
                        found.append((said, scaled, True, values))
                        break
                else:
                    found.append((said, value * factor, False, values))
        held = sum(ok for _, _, ok, _ in found)
        if not held or held < len(found) / 2:
            continue
        units = {said.quantity.unit.name for said, _, ok, _ in found if ok}
        for said, value, ok, _ in found:
            if said.quantity.unit.name not in units:
                continue  # `the speed-up at a = 0.8`, where tokens were computed
            expected = "" if ok else result_of(said.quantity).shown(value, 0)
            yield judged(said, "formula", formula.text.strip(), expected=expected)


def _given(case: Case) -> dict[str, tuple[Value, Term]]:
    found: dict[str, tuple[Value, Term]] = {}
    for term in case.terms:
        lead = case.text[: term.quantity.start - case.start]
        behind = case.text[term.quantity.end - case.start :]
        if (match := _GIVEN.search(lead)) and not _GOES_ON.match(behind):
            taken = term.quantity.readings[0].value
            found[match["name"]] = (Value.exact(taken, term.quantity.dimension), term)
    return found
