"""Which laws the members of a series may share, and how likely each is to fit them by chance."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import field
from itertools import permutations, product

from flashcards.quantities import Dimension, dimension, raised
from flashcards.relations.results import OF_TENS, are_tens
from flashcards.relations.series.forms import FORMS, SCALINGS, Form, NoValue, Scaling
from flashcards.relations.series.members import Member
from flashcards.relations.shapes import Ends, Input
from flashcards.relations.values import core
from flashcards.values import dataclass

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
        is_forced: whether its inputs, its constant and its results all measure something, so that units
            leave one simple form.
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
    is_forced: bool = False
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
    sights = [_sight(one) for one in members]
    picks = [
        [_pick(picked) for picked in permutations(pool, given) if not _are_one(picked)]
        for given, pool in enumerate(((), constants, constants[:FEW]))
    ]
    for form in FORMS:
        if form.own == own and (form.text in OF_RATIOS or not members[0].is_of_ratio):
            yield from _formed(form, members, picks[form.given], sights)
    if len(members) > 2:
        for scaling in SCALINGS:
            if len(scaling.powers) == own:
                yield from _scaled(scaling, members)


FORCED = frozenset(("c × a", "c / a", "a / c"))

OF_RATIOS = frozenset(("1 / a", "a²", "1 / a²", "a³", "√a", "1 / √a"))
"""What may follow from so many times something: one where it is once."""

FEW = 5
"""Constants of which two may stand in one form."""


@dataclass(frozen=True, slots=True, eq=False)
class _Pick:
    """Constants for a form, in an order; `mids` is what is written, for each reading."""

    given: tuple[Input, ...]
    dims: tuple[Dimension, ...]
    rank: int
    is_bound: bool
    mids: tuple[tuple[float, ...], ...]


def _pick(picked: Sequence[Constant]) -> _Pick:
    given = tuple(one.input for one in picked)
    return _Pick(
        given,
        tuple(one.dimension for one in given),
        math.prod(1 + one.rank for one in picked),
        bool(given) and all(len(one.dimension) > 1 for one in given),
        _mids(given),
    )


def _are_one(picked: Sequence[Constant]) -> bool:
    """Whether two constants are one in two units, whose ratio is no constant: `577 m/min, i.e. 34.6 km/h`."""
    if len(picked) < 2:
        return False
    one, other = (each.input for each in picked)
    return (
        bool(one.dimension)
        and one.dimension == other.dimension
        and any(max(a[0], b[0]) <= min(a[2], b[2]) for a in one.readings for b in other.readings)
    )


def _mids(inputs: Sequence[Input]) -> tuple[tuple[float, ...], ...]:
    return tuple(tuple(_at(one, reading)[1] for one in inputs) for reading in range(READINGS))


@dataclass(frozen=True, slots=True, eq=False)
class _Sight:
    """A member as far as it tells at a glance that a form is far from it.

    Attributes:
        cases: what is written of the inputs, and of the result, for each reading.
        room: how far off, at least, what is no match and not near, either.
        counts: whether what it does not fit fails.
    """

    cases: tuple[tuple[tuple[float, ...], float], ...]
    room: float
    counts: bool


def _sight(one: Member) -> _Sight:
    inputs = _mids(one.inputs)
    results = (_at(one.result.input, reading)[1] for reading in range(READINGS))
    cases = tuple(zip(inputs, results, strict=True))
    room = max(_room(one), NEAR_ROUND + one.result.width)
    return _Sight(cases[: _readings(one)], room, one.is_sure or one.is_whole)


def _is_far(form: Form, pick: _Pick, sights: Sequence[_Sight]) -> bool:
    """Whether the numbers as they stand tell that two members fail, or that none fits.

    Nearly all forms are far from nearly all series; this is what makes it cheap to find out.
    """
    fails, may_fit = 0, False
    for sight in sights:
        try:
            near = any(
                not result or abs(form.of(*inputs, *mids) / result - 1) <= sight.room
                for (inputs, result), mids in zip(sight.cases, pick.mids, strict=False)
            )
        except (ArithmeticError, ValueError, TypeError, NoValue):
            near = True  # another reading may have a value
        may_fit = may_fit or near
        fails += sight.counts and not near
        if fails > 1:
            return True
    return not may_fit


def _formed(
    form: Form, members: Sequence[Member], picks: Sequence[_Pick], sights: Sequence[_Sight]
) -> Iterator[Law]:
    first = members[0]
    inputs = tuple(one.dimension for one in first.inputs)
    apt: dict[tuple[Dimension, ...], bool] = {}
    for pick in picks:
        if pick.dims not in apt:
            measured = form.rule((*inputs, *pick.dims)) == first.result.dimension
            apt[pick.dims] = measured and not (len(pick.dims) > 1 and _is_case(first, pick.dims))
        if not apt[pick.dims] or _is_far(form, pick, sights):
            continue
        cost = 1 if first.is_of_ratio else form.cost * pick.rank
        # A power of which a share is told is no rate: its unit is that of the results.
        is_bound = pick.is_bound and first.result.dimension not in pick.dims
        if is_bound:
            cost *= BOUND_BY_UNITS
        law = _held(cost, members, _Value(form.of, pick.given))
        if law is None or not law.support or _has_own_constant(law, form, members, pick, picks):
            continue
        law.text = _spelt(form, pick.given)
        law.is_bound = is_bound
        law.is_forced = all(map(core, (*inputs, *pick.dims, first.result.dimension))) and (
            form.text in FORCED
        )
        yield law


def _has_own_constant(
    law: Law, form: Form, members: Sequence[Member], pick: _Pick, picks: Sequence[_Pick]
) -> bool:
    """Whether the case that fails fits with another constant: of glucose, where others are of water."""
    pool = dict.fromkeys(one for other in picks for one in other.given) if law.fails else {}
    for at in law.fails:
        for index, one in enumerate(pick.given):
            for other in pool:
                if other in pick.given or other.dimension != one.dimension:
                    continue
                given = (*pick.given[:index], other, *pick.given[index + 1 :])
                try:
                    if _fit(members[at], _Value(form.of, given))[2] == "fits":
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

        value = _Value(_of_case(scaling), (*base.inputs, base.result.input))
        law = _held(scaling.cost, members, value, base=at)
        if law is not None and len(law.support) > 1 and _are_whole(law, members):
            law.text = scaling.text
            law.is_measured = _measures(scaling, base)
            yield law


def _of_case(scaling: Scaling) -> Callable[..., float]:
    """The value for a case's inputs, then the inputs and the result of the one that fixes the constant."""

    def of(*args: float) -> float:
        half = len(args) // 2
        value = args[-1]
        for mine, theirs, power in zip(args[:half], args[half:-1], scaling.powers, strict=True):
            value *= (mine / theirs) ** power
        return value

    return of


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


@dataclass(frozen=True, slots=True, eq=False)
class _Value:
    """What a form makes of a member's inputs, and of numbers that are the same for all."""

    of: Callable[..., float]
    given: tuple[Input, ...]

    def mid(self, member: Member, reading: int) -> float:
        """For the numbers as they are written.

        Raises:
            NoValue: it has none.
        """
        try:
            args = [_at(one, reading)[1] for one in (*member.inputs, *self.given)]
            mid = self.of(*args)
            if isinstance(mid, complex) or not math.isfinite(mid) or not mid:
                raise NoValue
        except (ArithmeticError, ValueError, TypeError) as error:
            raise NoValue from error
        return mid

    def ends(self, member: Member, reading: int) -> Ends:
        """Its low end, value and high end.

        Raises:
            NoValue: it has none.
        """
        mid = self.mid(member, reading)
        ends = [_at(one, reading) for one in (*member.inputs, *self.given)]
        if all(end[0] == end[2] for end in ends):
            return mid, mid, mid
        try:
            corners = [
                self.of(*corner)
                for corner in product(*((e[0], e[2]) if e[0] != e[2] else (e[1],) for e in ends))
            ]
        except (ArithmeticError, ValueError, TypeError) as error:
            raise NoValue from error
        real = [one for one in corners if not isinstance(one, complex)]
        return min(real), mid, max(real)


def _held(
    cost: float, members: Sequence[Member], value: _Value, base: int | None = None
) -> Law | None:
    law = Law("", cost)
    for at, member in enumerate(members):
        try:
            found, reading, kind = _fit(member, value)
        except NoValue:
            return None
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
    for at in law.fails:
        try:
            value.ends(members[at], law.predicted[at][1])
        except NoValue:
            return None
    return law


def _fit(member: Member, value: _Value) -> tuple[Ends, int, str]:
    best: tuple[Ends, int, str] | None = None
    for reading in range(_readings(member)):
        found, kind = _at_reading(member, value, reading)
        if kind == "fits":
            return found, reading, kind
        if best is None or (kind == "near" and best[2] == "fails"):
            best = (found, reading, kind)
    if best is None:
        raise NoValue
    return best


def _at_reading(member: Member, value: _Value, reading: int) -> tuple[Ends, str]:
    result = member.result
    mid = value.mid(member, reading)
    stated = _at(result.input, reading)[1]
    off = abs(mid / stated - 1) if stated else math.inf
    is_near = off <= _room(member)
    may_fit = off < NEAR_ROUND + result.width
    # Most forms are far off: their ends, which cost most, are not asked for.
    found = value.ends(member, reading) if is_near or may_fit else (mid, mid, mid)
    if may_fit and result.fits(found, reading, implied=False):
        return found, "fits"
    return found, "near" if is_near else "fails"


def _readings(member: Member) -> int:
    is_plain = all(len(one.readings) == 1 for one in (*member.inputs, member.result.input))
    return 1 if is_plain else READINGS


def _room(member: Member) -> float:
    """How far off a number may be that is near."""
    room = NEAR + ROUNDED * min(member.result.width, MOST_WIDTH)
    return room if member.is_sure else max(room, NEAR_ROUND)


def _at(one: Input, reading: int) -> Ends:
    return one.readings[min(reading, len(one.readings) - 1)]
