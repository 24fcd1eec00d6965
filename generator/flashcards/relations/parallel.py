"""Parallel cases: the relation that one case fits, held against the next.

`At 16 MHz a cycle takes 62.5 ns, at 240 MHz 41.7 ns`: the form that the first case and what stands
above it fit (1 / a), or that two cases fit together, must hold of the third. A form is taken for
the relation only if it is unlikely to fit by chance: the product of the relative widths of all
results that it meets, times the number of forms that were tried, must be small.
"""

from __future__ import annotations

import math
import re
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
    as_count,
    computed,
    dimension_of,
    exactly,
    input_of,
    placed,
    spelt,
)
from flashcards.relations.statements import Case, Term
from flashcards.relations.values import counted

CHANCE = 0.006
"""The greatest chance of a coincidence at which a form is taken for the relation."""

SLIPS = 12
INVERSIONS = 3
STALE = 3
"""Ways in which a wrong number of the right digits comes about, which its chance is multiplied by."""

EXCUSE = 0.6
"""A form that fits one case with no more than this chance excuses a number that fits it, too."""

MOST_CASES = 12
MOST_OWN = 3
MOST_ABOVE = 8
READINGS = 3


@dataclass(frozen=True, slots=True, eq=False)
class Posed:
    """A case with its result set apart."""

    case: Case
    result: Result
    term: Term
    inputs: tuple[Input, ...]
    above: tuple[Term, ...] = ()


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
    scaled: Input | None = None
    fitting: list[Posed] = field(default_factory=list)
    chances: list[float] = field(default_factory=list)


# `24 of which are the header`: a part of what stands before, computed from nothing.
_PART = re.compile(
    r"\s*(?:of (?:which|them|these)|davon|dont|de (?:los|las) cuales|dos quais|di cui)\b"
)


def posed(case: Case, above: Sequence[Term]) -> Posed | None:
    """The case with what is computed in it, or None: a result alone tells nothing."""
    terms = case.terms
    if not 2 <= len(terms) <= MOST_OWN + 1:
        return None
    if any(not term.quantity.value for term in terms) or _only_listed(case):
        return None
    at = _result_at(case)
    if _PART.match(case.text, terms[at].quantity.end - case.start):
        return None
    inputs = tuple(input_of(t.quantity) for i, t in enumerate(terms) if i != at)
    return Posed(case, result_of(terms[at].quantity), terms[at], inputs, tuple(above))


# What merely lists two numbers, of which neither follows from the other.
_LISTED = re.compile(r"^\s*(?:and|or|to|–|-|/|;|und|oder|et|ou|y|bis|à|vs\.?|versus|×|x)\s*$")


def _only_listed(case: Case) -> bool:
    one, other = case.terms[-2].quantity, case.terms[-1].quantity
    between = case.text[one.end - case.start : other.start - case.start]
    return _LISTED.match(between) is not None and len(case.terms) == 2


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


# Nouns whose `of` leads to their value.
_VALUED = re.compile(
    r"\b(?:factor|total|sum|rate|share|value|size|speed|capacity|average|mean|chance|probability|cost|price|ratio|"
    r"gain|loss|amount|limit|width|power|facteur|faktor)s? (?:of|von|de)$"
)


def _is_condition(case: Case, term: Term) -> bool:
    text = case.text[: term.quantity.start - case.start].rstrip(" ($").casefold()
    before = text.split()
    return bool(before) and before[-1] in _CONDITIONS and not _VALUED.search(text)


def judged(cases: Sequence[tuple[Case, Sequence[Term]]]) -> Iterator[Judgement]:
    """What cases that stand side by side say of each other.

    Args:
        cases: in order, each with the numbers that govern it, the nearest first.
    """
    found = [posed(case, above) for case, above in cases[:MOST_CASES]]
    ready = [one for one in found if one is not None]
    if len(ready) < 2:
        return
    for group in _alike(ready):
        yield from _judged(group)


def _alike(ready: Sequence[Posed]) -> Iterator[list[Posed]]:
    """Cases whose results measure the same."""
    groups: dict[tuple[Dimension, bool], list[Posed]] = {}
    for one in ready:
        share = one.result.quantity.unit.name == "%"
        groups.setdefault((one.result.dimension, share), []).append(one)
    for group in groups.values():
        if len(group) >= 2:
            yield group


def _judged(group: list[Posed]) -> Iterator[Judgement]:
    laws = [law for base in group for law in _laws(base, group)]
    for law in laws:
        for other in group:
            if other is not law.base and (chance := _fitting(law, other)) is not None:
                law.fitting.append(other)
                law.chances.append(chance)
    accused: dict[int, Accused] = {}
    most = max((len(law.fitting) for law in laws if law.chance <= 1), default=0)
    for law in laws:
        chance = law.chance * math.prod(law.chances)
        if not _has_support(law) or len(law.fitting) < most:
            continue  # what more cases fit is the relation
        failing = len(group) - 1 - len(law.fitting)
        if len(group) > 2 and failing > len(law.fitting):
            continue  # one case of several, or a tie, establishes nothing
        for other in group:
            if other is law.base or _fits(law, other):
                continue
            found = _only_prediction(law, other)
            if found is None:
                continue
            ground = chance * _misform(law, other, found)
            known = accused.get(id(other))
            if ground <= CHANCE and (known is None or ground < known.ground):
                accused[id(other)] = Accused(ground, chance, other, law, found)
    yield from _ruled(group, laws, accused)


@dataclass(frozen=True, slots=True, eq=False)
class Accused:
    """A case that fails the law of another, and how likely that is by chance."""

    ground: float
    chance: float
    posed: Posed
    law: Law
    found: tuple[Ends, int, bool]


def _misform(law: Law, other: Posed, found: tuple[Ends, int, bool]) -> float:
    """How likely it is that a wrong number looks like a slip from the right one by chance."""
    ends, reading, bare = found
    result, value = other.result, ends[1]
    if not value:
        return 1.0
    turned: list[float] = []
    if not result.dimension:
        turned.append(1 / value)
    for one in other.inputs:  # `a × b` for `a / b`
        turned += [
            x * x / value for x in {one.readings[0][1], *(one.bare[1:2] if one.bare else ())}
        ]
    if len(other.inputs) == 1 == len(law.base.inputs):  # grown where it should shrink
        mine, theirs = law.base.inputs[0].readings[0][1], other.inputs[0].readings[0][1]
        if theirs and mine:
            turned += [value * (mine / theirs) ** 2, value * (theirs / mine) ** 2]
    if any(result.fits((x, x, x), reading, bare=bare, implied=False) for x in turned):
        return min(1.0, INVERSIONS * result.width())
    if result.slips(value, reading, bare=bare):
        return min(1.0, SLIPS * result.width())
    return 1.0


def _ruled(
    group: list[Posed],
    laws: list[Law],
    accused: dict[int, Accused],
) -> Iterator[Judgement]:
    for charge in accused.values():
        other, law = charge.posed, charge.law
        if any(_excuses(each, other) and not _outweighs(law, each) for each in laws):
            continue
        # Two cases that accuse each other: the one with the better ground speaks.
        counter = accused.get(id(law.base))
        if counter is not None and counter.law.base is other and counter.chance < 3 * charge.chance:
            continue
        convicted = sum(one.chance <= charge.chance for one in accused.values())
        if convicted > max(1, len(group) // 2):
            continue
        ends, reading, bare = charge.found
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
        chance = law.chance * math.prod(law.chances)
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
    if law.base is other or law.chance > EXCUSE:
        return False
    return _fits(law, other)


def _outweighs(law: Law, excuse: Law) -> bool:
    """Whether a form is established by so many more cases that another may fit by chance.

    The excusing form has the accused number among its cases.
    """
    return len(law.fitting) >= 2 and len(law.fitting) > len(excuse.fitting)


def _has_support(law: Law) -> bool:
    """Whether a form fits a case by more than its making: a scaling needs a second case."""
    return bool(law.fitting) or law.chance < 1


def _fits(law: Law, other: Posed) -> bool:
    """Whether a case may fit a form, rounded as numbers of one or two digits are."""
    return any(
        other.result.fits(ends, reading, bare=bare)
        for ends, reading, bare in _predicted(law, other)
    )


def _fitting(law: Law, other: Posed) -> float | None:
    """The chance that another case fits a form as it does, None where it does not."""
    found = [
        other.result.surprise(ends, reading, bare=bare)
        for ends, reading, bare in _predicted(law, other)
        if other.result.fits(ends, reading, bare=bare, implied=False)
    ]
    return min(found) if found else None


def _predicted(law: Law, other: Posed) -> list[tuple[Ends, int, bool]]:
    try:
        return law.predict(other)
    except NoValue:
        return []


def _only_prediction(law: Law, other: Posed) -> tuple[Ends, int, bool] | None:
    """What a form gives for a case that fails it, if it gives one value."""
    predicted = _predicted(law, other)
    values = {f"{ends[1]:.6g}" for ends, reading, _ in predicted if reading == 0}
    if len(values) != 1:
        return None
    return predicted[0]


# --- making laws -----------------------------------------------------------------------------


def _laws(base: Posed, group: Sequence[Posed]) -> Iterator[Law]:
    if len(base.inputs) > MOST_OWN:
        return
    yield from _formed(base)
    if len(base.inputs) == 1 and len(group) >= 3:
        yield from _scaled(base)


def _formed(base: Posed) -> Iterator[Law]:
    """Forms of the case's own numbers, and of one or two that govern it."""
    own = len(base.inputs)
    ruling = [exactly(input_of(term.quantity)) for term in _distinct(base, base.above)]
    pools = [(*map(exactly, base.inputs), *ruling)]
    counts = tuple(as_count(one) for one in pools[0])
    if any(a is not b for a, b in zip(counts, pools[0], strict=True)):
        pools.append(counts)
    for pool in pools:
        tried: dict[tuple[int, int], int] = {}
        found: list[tuple[Shape, tuple[int, ...], float]] = []
        for shape in SHAPES:
            if shape.arity > len(pool) or (shape.arity == 3 and (found or len(pool) > 7)):
                continue
            for picked in placed(shape, len(pool)):
                if not any(i < own for i in picked):
                    continue
                inputs = [pool[i] for i in picked]
                if dimension_of(shape, inputs) not in _wanted(base.result, shape):
                    continue
                rank = (shape.weight, max(0, max(picked) - own + 1))
                tried[rank] = tried.get(rank, 0) + shape.weight
                if shape.text == "a" or (met := _met(shape, inputs, base.result)) is None:
                    continue
                found.append((shape, picked, met))
        for shape, picked, met in found:
            simpler = sum(
                count
                for (weight, far), count in tried.items()
                if weight <= shape.weight and far <= max(0, max(picked) - own + 1)
            )
            left_out = sum(i not in picked for i in range(own))
            chance = min(1.0, max(simpler, 2 * shape.weight) * met * 3**left_out)
            yield Law(
                base,
                spelt(shape, [pool[i].text for i in picked]),
                chance,
                _predictor(shape, picked, pool, own, counted_too=pool is not pools[0]),
                shape.weight,
            )


def _wanted(result: Result, shape: Shape) -> tuple[Dimension, ...]:
    return (result.dimension, ()) if shape.rule == "bare" and result.bare else (result.dimension,)


def _is_bare(shape: Shape, result: Result) -> bool:
    return shape.rule == "bare" and bool(result.dimension)


def _met(shape: Shape, inputs: Sequence[Input], result: Result) -> float | None:
    """The chance that a form meets a result as it does, None where it does not."""
    bare = _is_bare(shape, result)
    for reading in range(READINGS):
        try:
            value = computed(shape, inputs, reading)
        except NoValue:
            return None
        if result.fits(value, reading, bare=bare, implied=False):
            return result.surprise(value, reading, bare=bare)
        if all(len(one.readings) == 1 for one in inputs) and len(result.ends) == 1:
            return None
    return None


def _distinct(base: Posed, above: Sequence[Term]) -> list[Term]:
    """The nearest governing numbers, each value once, those of the case itself left out.

    Far ones count only where they measure something that the case measures.
    """
    seen = {(one.quantity.value, one.dimension) for one in base.inputs}
    seen.add((base.result.quantity.value, base.result.dimension))
    bases = {name for one in (*base.inputs, base.result.input) for name, _ in one.dimension}
    found: list[Term] = []
    for term in above:
        one = input_of(term.quantity)
        key = (one.quantity.value, one.dimension)
        if key in seen or len(found) >= MOST_ABOVE:
            continue
        if len(found) >= MOST_ABOVE - 3 and not bases & {name for name, _ in one.dimension}:
            continue
        seen.add(key)
        found.append(term)
    return found


def _predictor(
    shape: Shape, picked: tuple[int, ...], pool: Sequence[Input], own: int, *, counted_too: bool
) -> Callable[[Posed], list[tuple[Ends, int, bool]]]:
    def predict(other: Posed) -> list[tuple[Ends, int, bool]]:
        found: list[tuple[Ends, int, bool]] = []
        given = [as_count(exactly(one)) if counted_too else exactly(one) for one in other.inputs]
        for placing in _placings(given, pool, own):
            inputs = [placing.get(i, pool[i]) for i in picked]
            changed = (
                i for i, one in placing.items() if one.quantity.value != pool[i].quantity.value
            )
            if not any(i in picked for i in placing) or any(i not in picked for i in changed):
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
    mine = exactly(base.inputs[0])

    def power_of(power: float) -> Callable[[Posed], list[tuple[Ends, int, bool]]]:
        def predict(other: Posed) -> list[tuple[Ends, int, bool]]:
            theirs = exactly(_one_like(other, mine))
            found: list[tuple[Ends, int, bool]] = []
            for reading in range(READINGS):
                x, x0, y0 = (_ends(one, reading) for one in (theirs, mine, base.result.input))
                found.append(
                    (_spread(x, x0, y0, lambda a, b, c: c * (a / b) ** power), reading, False)
                )
            return found

        return predict

    def exponential(other: Posed) -> list[tuple[Ends, int, bool]]:
        theirs = exactly(_one_like(other, mine))
        x, x0, y0 = (_ends(one, 0) for one in (theirs, mine, base.result.input))
        if base.result.dimension or y0[1] <= 0:
            raise NoValue
        return [(_spread(x, x0, y0, lambda a, b, c: c ** (a / b)), 0, False)]

    tried = 2 * len(_POWERS)
    for power in _POWERS:
        sign = {
            1.0: "",
            -1.0: "⁻¹",
            2.0: "²",
            -2.0: "⁻²",
            0.5: "^½",
            -0.5: "^−½",
            1.5: "^1.5",
            3.0: "³",
        }
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
        corners = [
            of(a, b, c) for a in (x[0], x[2]) for b in (x0[0], x0[2]) for c in (y0[0], y0[2])
        ]
        mid = of(x[1], x0[1], y0[1])
    except (ArithmeticError, ValueError, OverflowError) as error:
        raise NoValue from error
    if isinstance(mid, complex) or any(isinstance(one, complex) for one in corners):
        raise NoValue
    return min(corners), mid, max(corners)
