"""Parallel cases: the relation that one case fits, held against the next.

`At 16 MHz a cycle takes 62.5 ns, at 240 MHz 41.7 ns`: the form that the first case and what stands
above it fit (1 / a), or that two cases fit together, must hold of the third. A form is taken for
the relation only if it is unlikely to fit by chance: the product of the relative widths of all
results that it meets, times the number of forms that were tried, must be small.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from flashcards.quantities import Dimension
from flashcards.relations.finding import Judgement, Verdict
from flashcards.relations.results import Ends, Result, result_of
from flashcards.relations.shapes import (
    SHAPES,
    Input,
    NoValue,
    Shape,
    computed,
    dimension_of,
    input_of,
    placed,
    spelt,
)
from flashcards.relations.statements import Case, Term
from flashcards.relations.values import counted

CHANCE = 0.004
"""The greatest chance of a coincidence at which a form is taken for the relation."""

CHANCE_OF_SLIP = 0.02
"""The same where the number that fails has the right digits in the wrong place."""

EXCUSE = 0.6
"""A form that fits one case with no more than this chance excuses a number that fits it, too."""

MOST_CASES = 12
MOST_OWN = 3
MOST_ABOVE = 6
READINGS = 3


@dataclass(frozen=True, slots=True, eq=False)
class Posed:
    """A case with its result set apart."""

    case: Case
    result: Result
    term: Term
    inputs: tuple[Input, ...]


@dataclass(slots=True, eq=False)
class Law:
    """A form with its inputs, as one case fits it.

    Attributes:
        base: the case.
        text: the form with the numbers of the case.
        chance: that it fits by chance.
        predict: its value for another case's inputs, several where the inputs can stand in
            several places; raises `NoValue`.
        fitting: other cases that fit it.
    """

    base: Posed
    text: str
    chance: float
    predict: Callable[[Posed], list[tuple[Ends, int, bool]]]
    weight: int = 1
    inputs: tuple[Term, ...] = ()
    fitting: list[Posed] = field(default_factory=list)


def posed(case: Case) -> Posed | None:
    """The case with what is computed in it, or None: a result alone tells nothing."""
    terms = case.terms
    if not 2 <= len(terms) <= MOST_OWN + 1:
        return None
    at = _result_at(case)
    inputs = tuple(input_of(t.quantity) for i, t in enumerate(terms) if i != at)
    return Posed(case, result_of(terms[at].quantity), terms[at], inputs)


# Words right before a number that make it a condition.
_CONDITIONS = frozenset(
    ("at", "with", "for", "of", "in", "on", "under", "per", "if", "over", "from", "within", "during",
     "every", "after", "by", "using", "avec", "dans", "pour", "à", "mit", "bei", "für", "con", "para",
     "en", "a", "an", "the")
)  # fmt: skip


def _result_at(case: Case) -> int:
    """Which number is the result: the last, or the first where only the last is a condition."""
    conditions = [_is_condition(case, term) for term in case.terms]
    if conditions[-1] and not conditions[0] and len(conditions) == 2:
        return 0
    return len(conditions) - 1


def _is_condition(case: Case, term: Term) -> bool:
    before = case.text[: term.quantity.start - case.start].split()
    return bool(before) and before[-1].strip("($").casefold() in _CONDITIONS


def judged(cases: Sequence[Case], above: Sequence[Term]) -> Iterator[Judgement]:
    """What the cases say of each other.

    Args:
        cases: that stand side by side, in order.
        above: numbers that govern them all.
    """
    ready = [one for case in cases[:MOST_CASES] if (one := posed(case)) is not None]
    if len(ready) < 2:
        return
    for group in _alike(ready):
        yield from _judged(group, above)


def _alike(ready: Sequence[Posed]) -> Iterator[list[Posed]]:
    """Cases whose results measure the same."""
    groups: dict[tuple[Dimension, bool], list[Posed]] = {}
    for one in ready:
        share = one.result.quantity.unit.name == "%"
        groups.setdefault((one.result.dimension, share), []).append(one)
    for group in groups.values():
        if len(group) >= 2:
            yield group


def _judged(group: list[Posed], above: Sequence[Term]) -> Iterator[Judgement]:
    laws = [law for base in group for law in _laws(base, group, above)]
    for law in laws:
        for other in group:
            if other is not law.base and _fits(law, other) is True:
                law.fitting.append(other)
    accused: dict[int, tuple[float, Posed, Law, tuple[Ends, int, bool]]] = {}
    for law in laws:
        chance = law.chance * math.prod(one.result.width() for one in law.fitting)
        if chance > CHANCE_OF_SLIP or not _has_support(law):
            continue
        for other in group:
            if other is law.base or other in law.fitting:
                continue
            found = _only_prediction(law, other)
            if found is None:
                continue
            slips = other.result.slips(found[0][1], found[1], bare=found[2])
            if chance > (CHANCE_OF_SLIP if slips else CHANCE):
                continue
            known = accused.get(id(other))
            if known is None or chance < known[0]:
                accused[id(other)] = (chance, other, law, found)
    yield from _ruled(group, laws, accused)


def _ruled(
    group: list[Posed],
    laws: list[Law],
    accused: dict[int, tuple[float, Posed, Law, tuple[Ends, int, bool]]],
) -> Iterator[Judgement]:
    for chance, other, law, found in accused.values():
        if any(_excuses(one, other) for one in laws):
            continue
        # Two cases that accuse each other: the one with the better ground speaks.
        counter = accused.get(id(law.base))
        if counter is not None and counter[2].base is other and counter[0] <= chance:
            continue
        if len(accused) > max(1, len(group) // 2):
            continue
        ends, reading, bare = found
        yield Judgement(
            span=other.term.span,
            stated=other.result.quantity.text,
            relation="parallel-case",
            verdict=Verdict.WRONG,
            expected=other.result.shown(ends[1], reading, bare=bare),
            how=f"as {law.text} = {law.base.result.quantity.text}",
            inputs=tuple(term.span for term in (*law.inputs, *other.case.terms)),
        )
    for law in laws:
        chance = law.chance * math.prod(one.result.width() for one in law.fitting)
        if chance > CHANCE or not law.fitting:
            continue
        for one in (law.base, *law.fitting):
            if id(one) not in accused:
                yield Judgement(
                    span=one.term.span,
                    stated=one.result.quantity.text,
                    relation="parallel-case",
                    verdict=Verdict.RIGHT,
                    how=law.text,
                )


def _excuses(law: Law, other: Posed) -> bool:
    """Whether a form that another case fits is one that this number fits, too."""
    return law.base is not other and law.chance <= EXCUSE and other in law.fitting


def _has_support(law: Law) -> bool:
    """Whether a form fits a case by more than its making: a scaling needs a second case."""
    return bool(law.fitting) or law.chance < 1


def _fits(law: Law, other: Posed) -> bool | None:
    """Whether a case fits a form; None where the form says nothing of it."""
    try:
        predicted = law.predict(other)
    except NoValue:
        return None
    if not predicted:
        return None
    return any(other.result.fits(ends, reading, bare=bare) for ends, reading, bare in predicted)


def _only_prediction(law: Law, other: Posed) -> tuple[Ends, int, bool] | None:
    """What a form gives for a case that fails it, if it gives one value."""
    try:
        predicted = law.predict(other)
    except NoValue:
        return None
    values = {f"{ends[1]:.6g}" for ends, reading, _ in predicted if reading == 0}
    if len(values) != 1:
        return None
    return predicted[0]


# --- making laws -----------------------------------------------------------------------------


def _laws(base: Posed, group: Sequence[Posed], above: Sequence[Term]) -> Iterator[Law]:
    if len(base.inputs) > MOST_OWN:
        return
    yield from _formed(base, above)
    if len(base.inputs) == 1 and len(group) >= 3:
        yield from _scaled(base)


def _formed(base: Posed, above: Sequence[Term]) -> Iterator[Law]:
    """Forms of the case's own numbers, and of one or two that govern it."""
    own = len(base.inputs)
    ruling = [input_of(term.quantity) for term in _distinct(base, above)]
    pool = [*base.inputs, *ruling]
    tried = 0
    found: list[tuple[Shape, tuple[int, ...]]] = []
    for shape in SHAPES:
        if shape.arity > len(pool) or (shape.arity == 3 and (found or len(pool) > 7)):
            continue
        for picked in placed(shape, len(pool)):
            # Numbers of the case itself take part, all of them; else they would say nothing.
            if any(i not in picked for i in range(own)):
                continue
            inputs = [pool[i] for i in picked]
            if dimension_of(shape, inputs) not in _wanted(base.result, shape):
                continue
            tried += shape.weight
            if shape.text == "a" or not _met(shape, inputs, base.result):
                continue
            found.append((shape, picked))
    width = base.result.width()
    for shape, picked in found:
        chance = min(1.0, max(tried, 2 * shape.weight) * width)
        yield Law(
            base,
            spelt(shape, [pool[i].text for i in picked]),
            chance,
            _predictor(shape, picked, pool, own),
            shape.weight,
        )


def _wanted(result: Result, shape: Shape) -> tuple[Dimension, ...]:
    return (result.dimension, ()) if shape.rule == "bare" and result.bare else (result.dimension,)


def _is_bare(shape: Shape, result: Result) -> bool:
    return shape.rule == "bare" and bool(result.dimension)


def _met(shape: Shape, inputs: Sequence[Input], result: Result) -> bool:
    for reading in range(READINGS):
        try:
            value = computed(shape, inputs, reading)
        except NoValue:
            return False
        if result.fits(value, reading, bare=_is_bare(shape, result)):
            return True
        if all(len(one.readings) == 1 for one in inputs) and len(result.ends) == 1:
            return False
    return False


def _distinct(base: Posed, above: Sequence[Term]) -> list[Term]:
    """The nearest governing numbers, each value once, those of the case itself left out."""
    seen = {(one.quantity.value, one.dimension) for one in base.inputs}
    seen.add((base.result.quantity.value, base.result.dimension))
    found: list[Term] = []
    for term in above:
        one = input_of(term.quantity)
        key = (one.quantity.value, one.dimension)
        if key not in seen and len(found) < MOST_ABOVE:
            seen.add(key)
            found.append(term)
    return found


def _predictor(
    shape: Shape, picked: tuple[int, ...], pool: Sequence[Input], own: int
) -> Callable[[Posed], list[tuple[Ends, int, bool]]]:
    def predict(other: Posed) -> list[tuple[Ends, int, bool]]:
        found: list[tuple[Ends, int, bool]] = []
        for placing in _placings(other.inputs, [pool[i] for i in range(len(pool))], own):
            inputs = [placing.get(i, pool[i]) for i in picked]
            if not all(i in picked for i in placing):
                continue
            bare = _is_bare(shape, other.result)
            for reading in range(READINGS):
                found.append((computed(shape, inputs, reading), reading, bare))
        return found

    return predict


def _placings(
    given: Sequence[Input], pool: Sequence[Input], own: int
) -> Iterator[dict[int, Input]]:
    """Where a case's inputs stand in place of those of the base.

    As many inputs as the base has of its own stand in their order; fewer stand where they
    measure and count the same, for the base's or for what governs it.
    """
    if len(given) == own and all(_alike_inputs(a, b) for a, b in zip(given, pool, strict=False)):
        yield dict(enumerate(given))
        return
    if len(given) >= own and len(given) > 1:
        return
    places = [[i for i, b in enumerate(pool) if _alike_inputs(a, b)] for a in given]
    if any(not one for one in places):
        return
    if len(given) == 1:
        named = [i for i in places[0] if _noun(given[0]) and _noun(given[0]) == _noun(pool[i])]
        for i in named or places[0]:
            yield {i: given[0]}
        return
    for one, other in combinations(range(len(pool)), 2):
        if one in places[0] and other in places[1]:
            yield {one: given[0], other: given[1]}


def _noun(one: Input) -> tuple[object, ...]:
    return counted(one.quantity.dimension)


def _alike_inputs(one: Input, other: Input) -> bool:
    """Whether two inputs may stand for the same thing at another size."""
    if one.dimension != other.dimension:
        return False
    mine, theirs = _noun(one), _noun(other)
    if mine and theirs and mine != theirs:
        return False
    shares = [x.quantity.unit.name in {"%", "‰"} for x in (one, other)]
    return shares[0] == shares[1]


_POWERS = (1.0, -1.0, 2.0, -2.0, 0.5, -0.5, 1.5, 3.0)


def _scaled(base: Posed) -> Iterator[Law]:
    """`Y` grows with a power of `X`, or is a power to `X`, whatever the constant."""
    mine = base.inputs[0]

    def power_of(power: float) -> Callable[[Posed], list[tuple[Ends, int, bool]]]:
        def predict(other: Posed) -> list[tuple[Ends, int, bool]]:
            theirs = _one_like(other, mine)
            found: list[tuple[Ends, int, bool]] = []
            for reading in range(READINGS):
                x, x0, y0 = (_ends(one, reading) for one in (theirs, mine, base.result.input))
                found.append((_spread(x, x0, y0, lambda a, b, c: c * (a / b) ** power), reading, False))
            return found

        return predict

    def exponential(other: Posed) -> list[tuple[Ends, int, bool]]:
        theirs = _one_like(other, mine)
        x, x0, y0 = (_ends(one, 0) for one in (theirs, mine, base.result.input))
        if base.result.dimension or y0[1] <= 0:
            raise NoValue
        return [(_spread(x, x0, y0, lambda a, b, c: c ** (a / b)), 0, False)]

    tried = 2 * len(_POWERS)
    for power in _POWERS:
        sign = {1.0: "", -1.0: "⁻¹", 2.0: "²", -2.0: "⁻²", 0.5: "^½", -0.5: "^−½", 1.5: "^1.5", 3.0: "³"}
        text = f"a × ({mine.text}){sign[power]}"
        yield Law(base, text, float(tried if abs(power) != 1 else 4), power_of(power), 2)
    yield Law(base, f"a^({mine.text})", float(tried), exponential, 3)


def _one_like(other: Posed, mine: Input) -> Input:
    if len(other.inputs) != 1 or not _alike_inputs(other.inputs[0], mine):
        raise NoValue
    return other.inputs[0]


def _ends(one: Input, reading: int) -> Ends:
    return one.readings[min(reading, len(one.readings) - 1)]


def _stated(one: Input) -> Ends:
    return one.readings[0]


def _spread(x: Ends, x0: Ends, y0: Ends, of: Callable[[float, float, float], float]) -> Ends:
    try:
        corners = [of(a, b, c) for a in (x[0], x[2]) for b in (x0[0], x0[2]) for c in (y0[0], y0[2])]
        mid = of(x[1], x0[1], y0[1])
    except (ArithmeticError, ValueError, OverflowError) as error:
        raise NoValue from error
    if isinstance(mid, complex) or any(isinstance(one, complex) for one in corners):
        raise NoValue
    return min(corners), mid, max(corners)
