"""Which laws the members of a series may share, and how likely each is to fit them by chance."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import permutations, product

from flashcards.quantities import Dimension, dimension, raised
from flashcards.relations.results import OF_TENS, Ends, are_tens
from flashcards.relations.series.forms import FORMS, SCALINGS, Form, NoValue, Scaling
from flashcards.relations.series.members import Member
from flashcards.relations.shapes import Input

NEAR = 0.03
"""A number that is no farther off is not called wrong: something was rounded on the way."""

ROUNDED = 1.5
"""How many of its last digits a number may be off besides."""

MOST_WIDTH = 0.3

NEAR_ROUND = 0.1
"""How far off a number may be that is called about so much, or stands among others."""

READINGS = 3

BOUND_BY_UNITS = 0.25
"""What a constant costs whose unit leaves one way to use it: litres an hour, euros a kilo."""


@dataclass(frozen=True, slots=True, eq=False)
class Constant:
    """A number that the text states beside a series.

    Attributes:
        input: the number.
        rank: how many stand nearer.
    """

    input: Input
    rank: int


@dataclass(slots=True, eq=False)
class Law:
    """A law with how the members of a series fit it.

    Attributes:
        text: with the numbers of its constants.
        chance: that it fits those that support it by chance.
        is_bound: whether a constant's unit leaves one way to use it.
        is_measured: whether it gives what the results measure by the units of the inputs alone.
        support: members that fit.
        near: members that it comes near to, which tells nothing.
        fails: members that it refutes.
        predicted: its value for each member, by the member's place, with the reading.
    """

    text: str
    chance: float
    is_bound: bool = False
    is_measured: bool = False
    support: list[int] = field(default_factory=list)
    near: list[int] = field(default_factory=list)
    fails: list[int] = field(default_factory=list)
    predicted: dict[int, tuple[Ends, int]] = field(default_factory=dict)

    @property
    def spreads(self) -> bool:
        """Whether its values tell the cases apart; one that is nearly constant says little."""
        values = [abs(ends[1]) for ends, _ in self.predicted.values()]
        return max(values) > SPREAD * min(values)


SPREAD = 1.05


def laws_of(members: Sequence[Member], constants: Sequence[Constant]) -> Iterator[Law]:
    """The laws that all members but one fit at most."""
    own = len(members[0].inputs)
    for form in FORMS:
        if form.own == own and (form.text in OF_RATIOS or not members[0].is_of_ratio):
            yield from _formed(form, members, constants)
    if len(members) > 2:
        for scaling in SCALINGS:
            if len(scaling.powers) == own:
                yield from _scaled(scaling, members)


OF_RATIOS = frozenset(("1 / a", "a²", "1 / a²", "a³", "√a", "1 / √a"))
"""What may follow from so many times something: one where it is once."""

FEW = 5
"""Constants of which two may stand in one form."""


def _formed(form: Form, members: Sequence[Member], constants: Sequence[Constant]) -> Iterator[Law]:
    pool = constants if form.given < 2 else constants[:FEW]
    first = members[0]
    for picked in permutations(pool, form.given):
        dims = [one.dimension for one in (*first.inputs, *(c.input for c in picked))]
        if form.rule(dims) != first.result.dimension:
            continue
        if len(picked) > 1 and _is_case(first, dims[-2:]):
            continue
        cost = 1 if first.is_of_ratio else form.cost * math.prod(1 + c.rank for c in picked)
        if picked and all(len(c.input.dimension) > 1 for c in picked):
            cost *= BOUND_BY_UNITS
        given = [c.input for c in picked]
        law = _held(_spelt(form, given), cost, members, _values(form, given))
        if law is None or not law.support or _has_own_constant(law, form, members, given, pool):
            continue
        law.is_bound = bool(picked) and all(len(c.input.dimension) > 1 for c in picked)
        yield law


def _values(form: Form, given: Sequence[Input]) -> Callable[[Member, int], Ends]:
    def ends(member: Member, reading: int) -> Ends:
        return _spread(form.of, [*member.inputs, *given], reading)

    return ends


def _has_own_constant(
    law: Law,
    form: Form,
    members: Sequence[Member],
    given: Sequence[Input],
    pool: Sequence[Constant],
) -> bool:
    """Whether the case that fails fits with another constant: of glucose, where others are of water."""
    for at in law.fails:
        for index, one in enumerate(given):
            for other in pool:
                if other.input in given or other.input.dimension != one.dimension:
                    continue
                ends = _values(form, [*given[:index], other.input, *given[index + 1 :]])
                try:
                    if _fit(members[at], ends)[2] == "fits":
                        return True
                except NoValue:
                    continue
    return False


def _is_case(first: Member, dims: Sequence[Dimension]) -> bool:
    """Whether two constants are an input and a result: a case, and no constants."""
    kinds = {first.result.dimension, *(one.dimension for one in first.inputs)}
    return len(kinds) > 1 and kinds == set(dims)


def _spelt(form: Form, given: Sequence[Input]) -> str:
    text = form.text
    for name, one in zip("cd", given, strict=False):
        text = text.replace(name, one.quantity.text)
    return text


def _scaled(scaling: Scaling, members: Sequence[Member]) -> Iterator[Law]:
    # The narrowest number fixes the constant best; where it is the wrong one, the next does.
    narrow = sorted(range(len(members)), key=lambda at: members[at].result.width)
    for at in narrow[:2]:
        base = members[at]

        def ends(member: Member, reading: int, base: Member = base) -> Ends:
            def of(*args: float) -> float:
                half = len(args) // 2
                value = args[-1]
                for mine, theirs, power in zip(
                    args[:half], args[half:-1], scaling.powers, strict=True
                ):
                    value *= (mine / theirs) ** power
                return value

            return _spread(of, [*member.inputs, *base.inputs, base.result.input], reading)

        law = _held(scaling.text, scaling.cost, members, ends, base=at)
        if law is not None and len(law.support) > 1 and _are_whole(law, members):
            law.is_measured = _measures(scaling, base)
            yield law


def _measures(scaling: Scaling, member: Member) -> bool:
    """Whether the inputs, raised as a law says, measure what the result does: m² of m."""
    if not member.result.dimension or any(power % 1 for power in scaling.powers):
        return False
    parts = (
        part
        for one, power in zip(member.inputs, scaling.powers, strict=True)
        for part in raised(one.dimension, int(power))
    )
    return dimension(parts) == member.result.dimension


def _are_whole(law: Law, members: Sequence[Member]) -> bool:
    """Whether nothing was left out of the cases: it might be what their results depend on."""
    return all(members[at].is_whole for at in (*law.support, *law.fails))


def _held(
    text: str,
    cost: float,
    members: Sequence[Member],
    ends: Callable[[Member, int], Ends],
    base: int | None = None,
) -> Law | None:
    law = Law(text, cost)
    for at, member in enumerate(members):
        try:
            fit = _fit(member, ends)
        except NoValue:
            return None
        found, reading, kind = fit
        law.predicted[at] = (found, reading)
        if kind == "fits":
            law.support.append(at)
            if at != base:  # the case that fixes the constant fits by its making
                chance = member.result.surprise(found, reading)
                numbers = (x.quantity for x in (*member.inputs, member.result.input))
                law.chance *= OF_TENS if chance < OF_TENS and are_tens(numbers) else chance
        elif kind == "near":
            law.near.append(at)
        elif member.is_sure or member.is_whole:
            law.fails.append(at)
            if len(law.fails) > 1:
                return None
    return law


def _fit(member: Member, ends: Callable[[Member, int], Ends]) -> tuple[Ends, int, str]:
    best: tuple[Ends, int, str] | None = None
    for reading in range(READINGS):
        if reading and all(len(x.readings) == 1 for x in (*member.inputs, member.result.input)):
            break
        found = ends(member, reading)
        kind = _kind(member, found, reading)
        if kind == "fits":
            return found, reading, kind
        if best is None or (kind == "near" and best[2] == "fails"):
            best = (found, reading, kind)
    if best is None:
        raise NoValue
    return best


def _kind(member: Member, found: Ends, reading: int) -> str:
    result = member.result
    stated = _at(result.input, reading)[1]
    off = abs(found[1] / stated - 1) if stated else math.inf
    if result.fits(found, reading, implied=False) and off < NEAR_ROUND + result.width:
        return "fits"
    room = NEAR + ROUNDED * min(result.width, MOST_WIDTH)
    return "near" if off <= room or (not member.is_sure and off <= NEAR_ROUND) else "fails"


def _at(one: Input, reading: int) -> Ends:
    return one.readings[min(reading, len(one.readings) - 1)]


def _spread(of: Callable[..., float], args: Sequence[Input], reading: int) -> Ends:
    """Low end, value and high end of a form.

    Raises:
        NoValue: it has none.
    """
    ends = [_at(one, reading) for one in args]
    try:
        mid = of(*(end[1] for end in ends))
        if isinstance(mid, complex) or not math.isfinite(mid) or not mid:
            raise NoValue
        wide = [end for end in ends if end[0] != end[2]]
        if not wide:
            return mid, mid, mid
        corners = [
            of(*corner)
            for corner in product(*((e[0], e[2]) if e[0] != e[2] else (e[1],) for e in ends))
        ]
    except (ArithmeticError, ValueError, TypeError) as error:
        raise NoValue from error
    real = [one for one in corners if not isinstance(one, complex)]
    return min(real), mid, max(real)
