"""One case of a series worked wrong: all others fit one law, and no law fits all.

`6 knots are 11.1 km/h, 30 knots 55.6, 34 knots 18.4`. A law is taken for the relation only if it is
unlikely to fit by chance: what it costs as an explanation, times the relative widths of the results
that it meets, must be small. A number that is a slip from the right one (a power of ten, digits
swapped, the law turned round) needs less evidence than one that is merely different.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, pairwise

from flashcards.relations.elsewhere import is_changed_beside, is_of_another
from flashcards.relations.finding import Judgement, Verdict
from flashcards.relations.passages import Passage
from flashcards.relations.results import FARTHEST, has_slipped, is_beyond_whole, is_few, result_of
from flashcards.relations.series.laws import Constant, Law, laws_of
from flashcards.relations.series.members import (
    Member,
    clauses_of,
    members_of,
    patterns_of,
    stripped,
)
from flashcards.relations.shapes import exactly, input_of
from flashcards.relations.statements import Section, Sentence, Term
from flashcards.values import dataclass

CHANCE = 0.006
"""The greatest chance of a coincidence at which a law is taken for the relation."""

SLIPS = 12
INVERSIONS = 3
"""Ways in which a wrong number of the right digits comes about, which its chance is multiplied by."""

EXCUSE = 0.5
"""A law that fits all members with no more than this chance excuses the one that another refutes."""

OF_RATIO = 0.1
"""The chance that a wrong number of times is by chance what another power gives."""

RIVAL = 10
"""How much better the ground of a charge must be than that of another on the same series."""

MOST_CONSTANTS = 10
MOST_CLAUSES = 40

MOST_BESIDE = 300
"""Where a section states more numbers than these, they are values, and no constants of one series."""

RATE = 2
"""Bases in the dimension of what is told for one of something: litres an hour."""


@dataclass(frozen=True, slots=True, eq=False)
class Charge:
    """A member that the law of the others refutes, and how likely that is by chance."""

    ground: float
    member: int
    law: Law
    off: float
    expected: str
    is_slip: bool = False


def series_judgements(
    section: Section, constants: Sequence[Term] = (), before: Sequence[Term] = ()
) -> Iterator[Judgement]:
    """What the cases of a section say of each other."""
    for block in _blocks(section.sentences):
        clauses = clauses_of(block)
        if not 2 <= len(clauses) <= MOST_CLAUSES:
            continue
        stated = _stated(section, block, constants, before)
        for pattern in patterns_of(clauses):
            members = members_of(pattern, clauses)
            if len(members) > 1:
                yield from judged(members, stated)


def _blocks(sentences: Sequence[Sentence]) -> Iterator[list[Sentence]]:
    """Sentences of one paragraph or list; and all of a section, where it has several."""
    groups: dict[object, list[Sentence]] = {}
    for one in sentences:
        passage = one.passage
        groups.setdefault(passage.siblings or id(passage), []).append(one)
    blocks = [block for block in groups.values() if any(one.asserted for one in block)]
    yield from blocks
    for before, after in pairwise(blocks):
        yield [*before, *after]


def _stated(
    section: Section, block: Sequence[Sentence], constants: Sequence[Term], before: Sequence[Term]
) -> list[Term]:
    """Numbers that may be constants of a block's series, the nearest first."""
    own = [term for one in block for term in one.terms]
    passages: dict[int, Passage] = {}
    for one in block:
        for above in one.passage.context[:3]:
            passages.setdefault(id(above), above)
    ruling = [Term(q, above) for above in passages.values() for q in above.quantities]
    inside = {id(one) for one in block}
    others = (t for one in section.sentences if id(one) not in inside for t in one.terms)
    beside = list(islice(others, MOST_BESIDE + 1))
    if len(beside) > MOST_BESIDE:
        beside = []
    return [*own, *ruling, *beside, *constants, *before]


def judged(members: Sequence[Member], stated: Sequence[Term]) -> Iterator[Judgement]:
    """The verdicts of one series, in its units and as bare numbers.

    What the first case says besides may hold of the next, too, where nothing else tells of them.
    """
    found = list(_judged(members, _constants(members, stated), fewest=1))
    if not found and len(members[0].terms) < len(members[0].case.terms):
        found = list(_judged(members, _constants(members, stated, kept=True), fewest=2))
    yield from found


def _judged(
    members: Sequence[Member], constants: Sequence[Constant], fewest: int
) -> Iterator[Judgement]:
    laws = list(laws_of(members, constants))
    bare = _bare(members)
    bare_laws = list(laws_of(bare, [c for c in constants if not c.input.dimension])) if bare else []
    fitting = [law for law in (*laws, *bare_laws) if not law.fails and len(law.support) > 1]
    if fitting:
        best = min(fitting, key=lambda law: law.chance)
        if best.chance <= CHANCE:
            yield from (_judgement(members[at], best) for at in best.support)
        if best.chance <= EXCUSE:
            return
    charges = sorted(
        [
            one
            for one in _charges(members, laws)
            if len(one.law.support) >= fewest
            or (one.law.is_forced and one.is_slip and 0 in one.law.support)
        ]
        + [
            # Without their units one case fits by chance: 2048² / 4096 = 1024.
            one
            for one in _charges(bare, bare_laws)
            if len(one.law.support) >= max(fewest, 2)
        ],
        key=lambda one: one.ground,
    )
    if not charges or charges[0].ground > CHANCE:
        return
    first = charges[0]
    for other in charges[1:]:
        if _is_same(first, other):
            continue
        rivals = other.law.chance <= RIVAL * first.law.chance
        if (rivals and other.ground <= RIVAL * first.ground) or _turns_it(first, other):
            return
    if not any(_clears(law, first) for law in (*laws, *bare_laws)):
        told = _judgement(members[first.member], first.law, first.expected)
        yield replace(told, basis=tuple(members[at].term.span for at in first.law.support))


SAME = 0.02


def _turns_it(one: Charge, other: Charge) -> bool:
    """Whether as many cases accuse, by a law that is better founded, one of those that accuse.

    Its units bear it out, or its constant stands beside the cases.
    """
    return (
        (other.law.is_measured, other.law.is_bound) > (one.law.is_measured, one.law.is_bound)
        and one.member in other.law.support
        and other.member in one.law.support
        and len(other.law.support) >= len(one.law.support)
    )


def _clears(law: Law, charge: Charge) -> bool:
    """Whether another law, borne by as many cases, fits the accused and fails one that accuses."""
    return (
        len(law.fails) == 1
        and law.chance <= RIVAL * charge.law.chance
        and law.fails[0] in charge.law.support
        and charge.member in law.support
        and len(law.support) >= max(2, len(charge.law.support))
        and (law.is_measured, law.is_bound) >= (charge.law.is_measured, charge.law.is_bound)
    )


def _is_same(one: Charge, other: Charge) -> bool:
    """Whether two charges ask for the same number."""
    return one.member == other.member and abs(one.off / other.off - 1) < SAME


def _bare(members: Sequence[Member]) -> list[Member]:
    """A series without its units, if all its members have the same."""
    units = {
        (one.result.quantity.unit.name, *(x.quantity.unit.name for x in one.inputs))
        for one in members
    }
    if len(units) > 1 or not any(units.pop()):
        return []
    return [
        replace(
            one,
            inputs=tuple(exactly(input_of(stripped(x.quantity))) for x in one.inputs),
            result=result_of(stripped(one.result.quantity)),
        )
        for one in members
    ]


def _constants(
    members: Sequence[Member], stated: Sequence[Term], *, kept: bool = False
) -> list[Constant]:
    """Numbers beside a series that are none of its own, each value once, the nearest first.

    With `kept`, what the first case says besides is one.
    """
    first = members[0]
    cases = [one.case.terms for one in members[1:]]
    cases.append(first.terms if kept else first.case.terms)
    mine = {id(term.quantity) for terms in cases for term in terms}
    dims = [
        input_of(term.quantity).dimension
        for one in members
        for term in one.case.terms
        if all(term is not mine for mine in one.terms)
    ]
    changed = {one for one in dims if one and dims.count(one) > 1}
    seen = {
        (x.quantity.value, x.dimension) for one in members for x in (*one.inputs, one.result.input)
    }
    found: list[Constant] = []
    for term in stated:
        if term.quantity.range is not None:
            continue
        one = exactly(input_of(term.quantity))
        if id(term.quantity) in mine and len(one.dimension) < RATE:
            continue  # what a case says is said of it, unless it is a rate
        if one.dimension in changed:
            continue  # `40 kW for 6 h make 240 kWh, 25 kW for 8 h 200`: each case has its own
        key = (one.quantity.value, one.dimension)
        if key in seen or not one.quantity.value or (one.quantity.value == 1 and not one.dimension):
            continue
        seen.add(key)
        found.append(Constant(one, len(found)))
        if len(found) == MOST_CONSTANTS:
            break
    return found


def _charges(members: Sequence[Member], laws: Sequence[Law]) -> Iterator[Charge]:
    for law in laws:
        if len(law.fails) != 1:
            continue
        at = law.fails[0]
        member = members[at]
        if not member.is_sure or len(law.near) > len(law.support) or not law.spreads:
            continue
        ends, reading = law.predicted[at]
        if is_few(member.result) or is_beyond_whole(member.result, ends[1]):
            continue  # `one in odd turns, two in even ones`: small counts fit anything
        if ends[1] >= 1 and all(map(_is_part, members)):
            continue  # parts of a whole, or chances: no law makes more of one than the whole
        if all(_says_again(members[one]) for one in law.support):
            continue  # `1 KiB = 1,024 bytes`: what a unit is, and no law
        if len(law.support) == 1 and law.support[0] > at:
            continue  # what comes first is not judged by what follows
        base = members[law.support[0]].result.input.readings[0][1] if law.support else 0.0
        if is_of_another(member.term, member.inputs, base, ends):
            continue
        if is_changed_beside(member.case, member.terms, member.result, ends[1]):
            continue
        misform = _misform(members, at, law)
        if member.is_of_ratio:
            misform = OF_RATIO if misform < 1 else 1.0
        is_slip = has_slipped(member.result, ends[1], reading)
        if not (member.is_whole or is_slip):
            continue  # what the case says besides may be what its result depends on
        if _goes_on(member, members) and not is_slip:
            continue  # what follows from it may stand behind it
        if misform == 1.0 and not (
            _is_near(member, ends[1]) and (law.is_bound or len(law.support) > 1)
        ):
            continue  # one case alone refutes only a slip, or by a rate whose unit says what it is for
        if not is_slip and _is_apart(member, members, law, ends[1]):
            continue
        ground = law.chance * misform
        off = ends[1] / member.result.input.readings[0][1]
        expected = _shown(member, ends[1], reading)
        yield Charge(ground, at, law, off, expected, misform < 1 and member.is_whole)


FAR = 3
"""A number so many times as large as the law of another item gives is told of another thing."""


def _is_apart(member: Member, members: Sequence[Member], law: Law, value: float) -> bool:
    """Whether a number is told of another thing than all that fit the law.

    It stands in another paragraph or list; or in an item that tells more, and is far from what the law gives.
    """
    mine = member.case.passage
    others = [members[at].case.passage for at in law.support]
    if any(one is mine for one in others):
        return False
    if all(one.siblings != mine.siblings or not mine.siblings for one in others):
        return True
    ratio = abs(value / member.result.input.readings[0][1])
    return not 1 / FAR < ratio < FAR and len(mine.quantities) > len(member.case.terms)


def _goes_on(member: Member, members: Sequence[Member]) -> bool:
    """Whether its item of a list tells more behind it, which may be the case's result."""
    passage = member.case.passage
    told = {id(term.quantity) for one in members for term in one.terms}
    return bool(passage.siblings) and any(
        one.start > member.term.quantity.start and id(one) not in told for one in passage.quantities
    )


def _says_again(member: Member) -> bool:
    """Whether a result is an input of its case in another unit."""
    said = member.result.input
    return any(
        bool(one.dimension)
        and one.dimension == said.dimension
        and abs(one.readings[0][1] / said.readings[0][1] - 1) < EQUAL
        for one in member.inputs
        if said.readings[0][1]
    )


EQUAL = 1e-6


def _is_part(member: Member) -> bool:
    return not member.result.dimension and 0 < member.result.input.readings[0][1] < 1


def _shown(member: Member, value: float, reading: int) -> str:
    """A value as the number stands: a fraction as one."""
    result = member.result
    if result.quantity.notation.fraction and "/" in result.quantity.text and 0 < value < 1:
        below = round(1 / value)
        if abs(1 / value - below) < 1 / 1000:
            return re.sub(r"\d+\s?/\s?\d+", f"1/{below}", result.quantity.text, count=1)
    return result.shown(value, reading)


def _is_near(member: Member, value: float) -> bool:
    stated = member.result.input.readings[0][1]
    return 1 / FARTHEST < abs(value / stated) < FARTHEST


def _misform(members: Sequence[Member], at: int, law: Law) -> float:
    """How likely it is that a wrong number looks like a slip from the right one by chance."""
    member = members[at]
    result = member.result
    ends, reading = law.predicted[at]
    value = ends[1]
    turned = [1 / value] if not result.dimension else []
    for other in law.support:
        base = members[other]
        y = base.result.input.readings[0][1]
        for mine, theirs in zip(member.inputs, base.inputs, strict=True):
            ratio = mine.readings[0][1] / theirs.readings[0][1]
            turned += [value * ratio**2, value / ratio**2, value * ratio, value / ratio]
            if y and result.dimension == mine.dimension == theirs.dimension:
                turned.append(mine.readings[0][1] * theirs.readings[0][1] / y)
    if any(result.fits((x, x, x), reading, implied=False) for x in turned):
        return min(1.0, INVERSIONS * result.width)
    if has_slipped(result, value, reading):
        return min(1.0, SLIPS * result.width)
    return 1.0


def _judgement(member: Member, law: Law, expected: str = "") -> Judgement:
    return Judgement(
        span=member.term.span,
        stated=member.result.quantity.text,
        relation="series",
        verdict=Verdict.WRONG if expected else Verdict.RIGHT,
        expected=expected,
        how=f"by {law.text}, as the other cases",
        inputs=tuple(term.span for term in member.terms if term is not member.term),
    )
