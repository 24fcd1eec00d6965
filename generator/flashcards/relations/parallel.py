"""Parallel cases: the relation that one case fits, held against the next.

`At 16 MHz a cycle takes 62.5 ns, at 240 MHz 41.7 ns`: the form that the first case and what stands
above it fit (1 / a), or that two cases fit together, must hold of the third. A form is taken for
the relation only if it is unlikely to fit by chance: the product of the relative widths of all
results that it meets, times the number of forms that were tried, must be small.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from itertools import combinations
from types import MappingProxyType
from typing import Protocol

from flashcards import patterns as re
from flashcards.quantities import Dimension
from flashcards.relations.assertions import is_attribute
from flashcards.relations.elsewhere import is_changed_beside, is_of_another
from flashcards.relations.finding import Judgement, Verdict
from flashcards.relations.results import (
    Result,
    are_tens,
    fits_between,
    is_beyond_whole,
    is_part_of_one,
    result_of,
)
from flashcards.relations.shapes import (
    BARE_RULES,
    Ends,
    Input,
    NoValue,
    Shape,
    as_count,
    as_number,
    candidates,
    computed,
    exactly,
    input_of,
    kind_of,
    scaled,
    spelt,
)
from flashcards.relations.statements import Case, Term, sentences_of
from flashcards.relations.values import counted, digits_shown
from flashcards.values import dataclass

CHANCE = 0.015
"""The greatest chance of a coincidence at which a form is taken for the relation."""

SLIPS = 12
INVERSIONS = 3
"""Ways in which a wrong number of the right digits comes about, which its chance is multiplied by."""

BETTER = 30
"""A form so many times as likely to fit by chance as the one that accuses excuses nothing."""

EXCUSE = 0.6
"""A form that fits one case with no more than this chance excuses a number that fits it, too."""

OWN = 0.3
SURE = 0.01
"""A form of its own that a number fits with no more than this chance excuses it: where its case counts
other things than the first, and where it counts the same."""

HARDLY = 1e-5
"""The chance at which cases fit a form beyond what another relation can say."""

HOPELESS = 20
"""A form as likely as this to fit by chance is none that other cases could establish."""

MOST_OF_THREE = 7
"""Numbers among which forms of three are tried."""

ALONE = 2
"""A result without a number of its own beside it needs so much more evidence."""

LATER = 3
"""The first case is the example: a form of a later one needs so much more evidence."""

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
    place: int = -1  # which number of its case the result is, where it is not the last


class Predict(Protocol):
    """The values of a form for another case, with other numbers in the place of what governs the first."""

    def __call__(
        self, other: Posed, instead: Mapping[int, Input] = ..., /
    ) -> list[tuple[Ends, int, bool]]:
        """Several where the case's inputs can stand in several places."""
        ...


_NOTHING: Mapping[int, Input] = MappingProxyType({})


@dataclass(slots=True, eq=False)
class Law:
    """A form with its inputs, as one case fits it.

    Attributes:
        base: the case.
        text: the form with the numbers of the case.
        chance: that it fits by chance.
        predict: its value for another case's inputs, several where the inputs can stand in
            several places; raises `NoValue`.
        picked: the places of what it uses among the case's own inputs and what governs it.
        fitting: other cases that fit it.
    """

    base: Posed
    text: str
    chance: float
    predict: Predict
    picked: tuple[int, ...] = ()
    weight: int = 1
    is_plain: bool = False  # a product or quotient, and no more
    inputs: tuple[Term, ...] = ()
    used: tuple[Input, ...] = ()
    fitting: list[Posed] = field(default_factory=list)
    chances: list[float] = field(default_factory=list)


# `24 of which are the header`: a part of what stands before, computed from nothing.
_PART = re.compile(
    r"\s*(?:of (?:which|them|these)|davon|dont|de (?:los|las) cuales|dos quais|di cui)\b"
)


def posed(case: Case, above: Sequence[Term]) -> Iterator[Posed]:
    """The case with what is computed in it, once for each result.

    A result alone may be the example, computed from what governs it.
    """
    terms = case.terms
    if any(t.quantity.notation.fraction and "/" in t.quantity.text for t in terms):
        return
    if len(terms) == 1 and terms[0].quantity.value and digits_shown(terms[0].quantity) > 1:
        if terms[0].quantity.range is None and not _is_condition(case, terms[0]):
            yield Posed(case, result_of(terms[0].quantity), terms[0], (), tuple(above))
        return
    if not 2 <= len(terms) <= MOST_OWN + 1:
        return
    if any(not t.quantity.value for t in terms) or _only_listed(case):
        return
    if all(map(_in_words, terms)):
        return  # `two coins, five times`: numbers in words are seldom the result of others
    if not _WORD.search(case.text) and all(digits_shown(t.quantity) < 3 for t in terms):
        return  # a row of small numbers says nothing
    if all(re.fullmatch(r"\d", t.quantity.text) for t in terms):
        return  # nor does one of digits: ``undefined` `2` and `undefined` `4``
    if any(t.quantity.range is not None for t in terms[:-1]):
        return
    at = _result_at(case)
    is_part = _PART.match(case.text, terms[at].quantity.end - case.start)
    if not is_part and not _in_words(terms[at]):
        inputs = tuple(input_of(t.quantity) for i, t in enumerate(terms) if i != at)
        yield Posed(case, result_of(terms[at].quantity), terms[at], inputs, tuple(above))
    # `12 kg: 180 mg, 7.5 mL`: what stands between is a result, too
    for index in range(1, len(terms) - 1):
        term = terms[index]
        if index != at and not _is_condition(case, term):
            inputs = tuple(input_of(one.quantity) for one in terms[:index])
            yield Posed(case, result_of(term.quantity), term, inputs, tuple(above), index)


def _in_words(term: Term) -> bool:
    return not any(sign.isdigit() for sign in term.quantity.text)


_WORD = re.compile(r"[^\W\d_]")
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
    """Which number is the result: the last that is no condition, unless all are."""
    conditions = [_is_condition(case, term) for term in case.terms]
    last = len(conditions) - 1
    before = case.text[: case.terms[-1].quantity.start - case.start].split()
    if last > 1 and before and before[-1].casefold() in {"of", "de", "von", "di", "a", "an"}:
        return last  # `a yield of 62%`
    if conditions[-1] and not all(conditions):
        return max(i for i, one in enumerate(conditions) if not one)
    return last


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
    ready = [one for case, above in cases[:MOST_CASES] for one in posed(case, above)]
    if len(ready) < 2:
        return
    for group in _alike(ready):
        yield from _judged(group)


def _alike(ready: Sequence[Posed]) -> Iterator[list[Posed]]:
    """Cases whose results measure the same."""
    groups: dict[tuple[Dimension, bool, int, Dimension], list[Posed]] = {}
    for one in ready:
        share = one.result.quantity.unit.name == "%"
        # `64 KiB per token` is no other case of `1 GiB`.
        per = tuple(part for part in counted(one.result.quantity.dimension) if part[1] < 0)
        groups.setdefault((one.result.dimension, share, one.place, per), []).append(one)
    for (dims, share, place, _), group in groups.items():
        if len(group) < 2:
            continue
        # Between other numbers only what measures something, in cases of one build, is a result.
        if place >= 0 and not (
            (dims or share) and len({len(one.case.terms) for one in group}) == 1
        ):
            continue
        yield group


def _judged(group: list[Posed]) -> Iterator[Judgement]:
    laws = [law for base in group for law in _laws(base, group)]
    for law in laws:
        if law.base is not group[0]:
            law.chance *= LATER
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
        builds = [_built(one) for one in (law.base, *law.fitting) if one.inputs]
        failing = sum(
            one is not law.base and not any(one is fit for fit in law.fitting)
            for one in group
            if _predicted(law, one)
            and (not builds or _built(one) in builds)
            and not _is_changed_unseen(law, one)
        )
        if failing > max(1, len(law.fitting)):
            continue  # one case of several, or a tie, establishes nothing
        for other in group:
            if other is law.base or _fits(law, other):
                continue
            found = _only_prediction(law, other)
            if found is None:
                continue
            ground = chance * _misform(law, other, found)
            is_multiple = ground > CHANCE and _is_multiple(law, other, found)
            if is_multiple:
                ground = CHANCE
            known = accused.get(id(other))
            if ground <= CHANCE and (known is None or ground < known.ground):
                accused[id(other)] = Accused(ground, chance, other, law, found, is_multiple)
    yield from _ruled(group, laws, accused)


@dataclass(frozen=True, slots=True, eq=False)
class Accused:
    """A case that fails the law of another, and how likely that is by chance."""

    ground: float
    chance: float
    posed: Posed
    law: Law
    found: tuple[Ends, int, bool]
    is_multiple: bool = False


PLAIN = frozenset(("a × b", "a / b", "a × b × c", "a × b / c", "a / (b × c)"))
DIGITS = 9
"""Of a chance, beyond which floats differ where the numbers do not."""

MULTIPLES = (2, 4, 8, 10, 100, 1000, 1024, 60)
EVEN = 0.02


def _is_multiple(law: Law, other: Posed, found: tuple[Ends, int, bool]) -> bool:
    """Whether the next case misses a product of what is measured by a factor that people mistake.

    `8,192 tokens fill 1 GiB, 32,768 tokens 8 GiB`: twice what it is, or a power of ten.
    """
    things = [counted(one.result.quantity.dimension) for one in (law.base, other)]
    measures = other.result.dimension or (things[0] and things[0] == things[1])
    if not (law.is_plain and measures and round(law.chance, DIGITS) <= EXCUSE):
        return False
    base, stated = law.base, other.result.input.readings[0][1]
    if base.case.passage is not other.case.passage or base.term.quantity.end > other.case.start:
        return False
    if len(law.used) < 2 or any(
        all(x.quantity is not u.quantity for u in law.used) for x in base.inputs
    ):
        return False
    if any(not _TOLD_FOR.search(_behind(one)) for one in (base, other) if _behind(one)):
        return False  # told the other way round
    # `6.6 kWh a day, in 30 days 198 kWh`: it goes on from the first result.
    times = stated / base.result.input.readings[0][1] if base.result.quantity.value else 0.0
    counts = [float(abs(one.quantity.value)) for one in other.inputs]
    if any(abs(times / one - 1) < EVEN or abs(times * one - 1) < EVEN for one in counts if one):
        return False
    ratio = found[0][1] / stated if stated else 0.0
    return ratio > 0 and any(
        abs(one / factor - 1) < EVEN for one in (ratio, 1 / ratio) for factor in MULTIPLES
    )


# `1 GiB for 8,192 tokens`: the last number of a case is what the first is told for.
_TOLD_FOR = re.compile(r"^\s(?:for|at|für|bei|pour|para|per|voor|bij)\s$")


def _behind(one: Posed) -> str:
    """What stands between the result of a case and a number behind it, "" where none does."""
    last = one.case.terms[-1].quantity
    return one.case.passage.text[one.term.quantity.end : last.start]


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
        return min(1.0, INVERSIONS * result.width)
    if result.slips(value, reading, bare=bare):
        return min(1.0, SLIPS * result.width)
    return 1.0


def _ruled(
    group: list[Posed],
    laws: list[Law],
    accused: dict[int, Accused],
) -> Iterator[Judgement]:
    for charge in accused.values():
        other, law = charge.posed, charge.law
        if _is_sum(other) or is_beyond_whole(other.result, charge.found[0][1]):
            continue
        if is_part_of_one(other.result, charge.found[0][1]) or _fits_turned(law, other):
            continue
        if any(_excuses(each, other, charge) and not _outweighs(law, each) for each in laws):
            continue
        builds = [_built(one) for one in (law.base, *law.fitting)]
        if law.base.inputs and _built(other) not in builds and charge.ground >= charge.chance:
            continue  # of another build only what slipped is wrong
        if not law.fitting and not law.base.inputs and charge.ground >= charge.chance:
            continue
        if law.base.term.span > other.term.span and not law.fitting and charge.chance > HARDLY:
            continue  # what comes first is not judged by one that follows
        own = min(SURE, charge.chance) if _built(other) in builds else OWN
        own = EXCUSE if charge.is_multiple else own
        if any(each.base is other and each.chance <= own for each in laws):
            continue
        base = law.base.result.input.readings[0][1]
        if is_of_another(other.term, other.inputs, base, charge.found[0]):
            continue
        if is_changed_beside(other.case, other.case.terms, other.result, charge.found[0][1]):
            continue
        if _goes_on_from(law, other, group):
            continue
        if _is_changed_unseen(law, other) or _is_borne_by_few(law, other, group):
            continue
        if _holds_on(law, other):
            continue
        if (
            _has_own_factor(law)
            or _has_idle_ratio(law)
            or _is_loose(law)
            or _are_years(law.base, other)
        ):
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
    # The surest first, for the first that is said of a number counts.
    for law in sorted(laws, key=lambda law: law.chance * math.prod(law.chances)):
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
                    sure=chance <= HARDLY,
                )


def _is_loose(law: Law) -> bool:
    """Whether the first case tells about how much: `about 22 s, and 47 s with twice as many`."""
    said = (law.base.result.quantity, *(used.quantity for used in law.used))
    return any(one.hedged for one in said) and not law.fitting


# A bare number of a year: `2012`.
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


def _are_years(*cases: Posed) -> bool:
    """Whether the results of cases are years, which follow from nothing."""
    return all(_YEAR.fullmatch(one.result.quantity.text) for one in cases)


def _has_own_factor(law: Law) -> bool:
    """Whether a factor is told in brackets for the first case: `0.5 kg are (× 0.436) 0.22 kg`."""
    case = law.base.case
    end = case.start + len(case.text)
    outside = [term.quantity for term in case.terms]
    return any(
        case.start <= one.start < end and not any(one is q for q in outside)
        for one in case.passage.quantities
        if any(one is used.quantity for used in law.used)
    )


def _holds_on(law: Law, other: Posed) -> bool:
    """Whether a case fits with what its sentence has told before in the place of what governs the first.

    `1 MB each: 2,000 threads take 2 GB. With 512 KB 1 GB, or 4,000 in the same 2 GB`; `180 in all: 70 % are
    126, 85 % 153. In June 170, and 70 % 119`.
    """
    at = other.case.terms[0].quantity.start
    within = (s for s in sentences_of(other.case.passage) if s.start <= at < s.start + len(s.text))
    for term in next((s.terms for s in within), ()):
        told = exactly(input_of(term.quantity))
        if term.quantity.start >= at or term is law.base.term:
            continue
        for place, one in zip(law.picked, law.used, strict=True):
            if told.dimension != one.dimension:
                continue
            try:
                found = law.predict(other, {place: told})
            except NoValue:
                continue
            if any(other.result.fits(e, r, bare=bare, implied=False) for e, r, bare in found):
                return True
    return False


def _has_idle_ratio(law: Law) -> bool:
    """Whether two numbers that govern the cases make a factor without a unit, which any two of a kind do."""
    mine = [one.quantity for one in law.base.inputs]
    given = [one.dimension for one in law.used if all(one.quantity is not q for q in mine)]
    return any(one and given.count(one) > 1 for one in given) and not law.fitting


def _is_borne_by_few(law: Law, other: Posed, group: Sequence[Posed]) -> bool:
    """Whether more cases of the accused one's build fail a law than meet it: it is none of theirs."""
    taken = {one.quantity.value for one in law.used}
    alike = [
        one
        for one in group
        if _built(one) == _built(other)
        and not all(term.quantity.value in taken for term in one.case.terms)
    ]
    met = sum(_fits(law, one) for one in alike)
    return len(alike) - met > max(1, met)


def _fits_turned(law: Law, other: Posed) -> bool:
    """Whether a case fits with its result and its input in each other's place."""
    if len(other.inputs) != 1 or len(other.case.terms) != 2:
        return False
    given = next(term for term in other.case.terms if term is not other.term)
    turned = replace(
        other, result=result_of(given.quantity), term=given, inputs=(input_of(other.term.quantity),)
    )
    return _fits(law, turned)


def _is_sum(one: Posed) -> bool:
    """Whether a result is the sum or difference of its two inputs: to add or to subtract is told in words."""
    if len(one.inputs) != 2 or not one.result.dimension:
        return False
    if any(part.dimension != one.result.dimension for part in one.inputs):
        return False
    a, b = (part.readings[0][1] for part in one.inputs)
    return any(one.result.fits((x, x, x), 0, implied=False) for x in (a + b, abs(a - b)))


def _goes_on_from(law: Law, other: Posed, group: Sequence[Posed]) -> bool:
    """Whether a result is that of the case before it, in proportion: `at 15 mm³/s the latter reach 83 mm/s`.

    Or that with a share of its own: `a pump of 75 % needs 7.85 kW, a motor of 90 % draws 8.72 kW`.
    """
    before = [one for one in group if one.term.span < other.term.span]
    shares = [x.readings[0][1] for x in other.inputs if x.quantity.unit.name == "%"]
    if before and len(shares) == 1 == len(other.inputs) and 0 < shares[0] < 1:
        last = before[-1].result.input.readings[0]
        if any(
            other.result.fits(scaled(last, x), 0, implied=False) for x in (shares[0], 1 / shares[0])
        ):
            return True
    before = [one for one in before if one is not law.base]
    if not before or law.base.term.span > other.term.span or _fits(law, before[-1]):
        return False
    last = before[-1].result.input.readings[0]
    for mine in other.inputs:
        for theirs in law.used:
            if mine.dimension != theirs.dimension or not theirs.readings[0][1]:
                continue
            ratio = mine.readings[0][1] / theirs.readings[0][1]
            if any(
                other.result.fits(scaled(last, x), 0, implied=False) for x in (ratio, 1 / ratio)
            ):
                return True
    return False


def _built(one: Posed) -> list[object]:
    """What the inputs of a case measure or count; `32-byte` keys are a kind of key, and no 32 bytes."""
    return [(part.dimension, _noun(part), is_attribute(part.quantity.text)) for part in one.inputs]


def _is_changed_unseen(law: Law, other: Posed) -> bool:
    """Whether a case has no number but those of the first: what differs has no number."""
    mine = {(one.readings[0][1], one.dimension) for one in (*law.base.inputs, *law.used)}
    return all((one.readings[0][1], one.dimension) in mine for one in other.inputs)


def _excuses(law: Law, other: Posed, charge: Accused) -> bool:
    """Whether a form that another case fits is one that this number fits, too."""
    if law.base is other or law.chance > EXCUSE:
        return False
    if law.chance * math.prod(law.chances) > BETTER * charge.chance:
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
    if found and are_tens(one.quantity for one in (*other.inputs, other.result.input)):
        return max(TRIVIAL, min(found))
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
    yield from _formed(base, group)


def _formed(base: Posed, group: Sequence[Posed]) -> Iterator[Law]:
    """Forms of the case's own numbers, and of one or two that govern it."""
    own = len(base.inputs)
    # What other cases say is said of them.
    others = {
        id(t) for one in group if one.inputs and one.case is not base.case for t in one.case.terms
    }
    above = [t for t in base.above if id(t) not in others]
    ruling = [exactly(input_of(term.quantity)) for term in _distinct(base, above)]
    plain = (*map(exactly, base.inputs), *ruling)
    pools: list[tuple[tuple[Input, ...], Callable[[Input], Input]]] = [(plain, _itself)]
    views: tuple[Callable[[Input], Input], ...] = (as_count, as_number)
    for view in views:
        if view is as_number and base.result.dimension:
            continue
        seen = tuple(view(one) for one in plain)
        if any(a is not b for a, b in zip(seen, plain, strict=True)):
            pools.append((seen, view))
    for pool, view in pools:
        known = candidates(
            tuple(map(kind_of, pool)),
            own,
            base.result.dimension,
            is_bare=bool(base.result.bare),
            of_three=MOST_OF_THREE,
            alone=ALONE,
        )
        may_meet = _sieve(pool, base.result)
        least = base.result.least_surprise
        found: list[tuple[Shape, tuple[int, ...], float]] = []
        for shape, picked, cost in known.forms:
            if cost * least > HOPELESS or not may_meet(shape, picked):
                continue
            inputs = [pool[i] for i in picked]
            met = _met(shape, inputs, base.result)
            if met is not None:
                if _is_trivial(base.result, inputs):
                    met = max(met, TRIVIAL)
                found.append((shape, picked, cost * met))
        for shape, picked, chance in found:
            if chance > HOPELESS:
                continue
            yield Law(
                base,
                spelt(shape, [pool[i].text for i in picked]),
                chance,
                _predictor(shape, picked, pool, own, view),
                picked,
                shape.weight,
                is_plain=shape.text in PLAIN,
                used=tuple(pool[i] for i in picked),
            )


TRIVIAL = 0.2
"""The least chance of a form whose numbers are all small and whole, or powers of ten: 2 × 2 and 2² are 4."""

SMALL = 10


def _is_trivial(result: Result, inputs: Sequence[Input]) -> bool:
    numbers = [result.quantity, *(one.quantity for one in inputs)]
    if are_tens(numbers):
        return True
    return all(one.value.denominator == 1 and abs(one.value) < SMALL for one in numbers)


def _itself(one: Input) -> Input:
    return one


def _is_bare(shape: Shape, result: Result) -> bool:
    return shape.rule == "bare" and bool(result.dimension)


def _sieve(pool: Sequence[Input], result: Result) -> Callable[[Shape, tuple[int, ...]], bool]:
    """Whether a form of exact inputs may meet a result: cheap, for nearly none does."""
    exact = [
        tuple([one.readings[min(r, len(one.readings) - 1)][1] for r in range(READINGS)])
        if all(low == high for low, _, high in one.readings)
        else None
        for one in pool
    ]
    several = [len(one.readings) > 1 for one in pool]
    wanted = [result.ends[min(r, len(result.ends) - 1)] for r in range(READINGS)]
    has_several = len(result.ends) > 1

    def may_meet(shape: Shape, picked: tuple[int, ...]) -> bool:
        if shape.rule in BARE_RULES or result.is_cyclic:
            return True
        given = [one for i in picked if (one := exact[i]) is not None]
        if len(given) < len(picked):
            return True
        turns = READINGS if has_several or any(map(several.__getitem__, picked)) else 1
        for reading in range(turns):
            low, high = wanted[reading]
            try:
                value = shape.of(*[one[reading] for one in given])
            except (ArithmeticError, ValueError, NoValue):
                return False
            if isinstance(value, complex) or fits_between(value, low, high):
                return True
        return False

    return may_meet


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
        if len(result.ends) == 1 and all(len(one.readings) == 1 for one in inputs):
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
        if key in seen or len(found) >= MOST_ABOVE or term.quantity.range is not None:
            continue
        if len(found) >= MOST_ABOVE - 3 and not bases & {name for name, _ in one.dimension}:
            continue
        seen.add(key)
        found.append(term)
    return found


def _predictor(
    shape: Shape,
    picked: tuple[int, ...],
    pool: Sequence[Input],
    own: int,
    view: Callable[[Input], Input],
) -> Predict:
    def predict(
        other: Posed, instead: Mapping[int, Input] = _NOTHING, /
    ) -> list[tuple[Ends, int, bool]]:
        found: list[tuple[Ends, int, bool]] = []
        given = [view(exactly(one)) for one in other.inputs]
        for placing in _placings(given, pool, own):
            inputs = [placing.get(i, instead.get(i, pool[i])) for i in picked]
            changed = [
                i for i, one in placing.items() if one.readings[0][1] != pool[i].readings[0][1]
            ]
            if not any(i in picked for i in changed or placing):
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
    if not given:
        return
    if len(given) == own and all(_alike_inputs(a, b) for a, b in zip(given, pool, strict=False)):
        yield dict(enumerate(given))
        return
    if len(given) > 2 or (own and len(given) >= own and len(given) > 1):
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
    name = one.quantity.unit.name
    return counted(one.quantity.dimension) or (("bit", 1),) * (name == "bit")


def _alike_inputs(one: Input, other: Input) -> bool:
    """Whether two inputs may stand for the same thing at another size."""
    if one.dimension != other.dimension:
        return False
    mine, theirs = _noun(one), _noun(other)
    if mine and theirs and mine != theirs:
        return False
    shares = [x.quantity.unit.name in {"%", "‰"} for x in (one, other)]
    return shares[0] == shares[1]
