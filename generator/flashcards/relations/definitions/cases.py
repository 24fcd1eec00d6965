"""Cases that follow one of which a definition holds: `a radius of 2 m gives 12.6 m², one of 3 m 18.8 m²`.

Where a section speaks of a definition's subject, and the numbers near a result give it, units and
digits tell which number was which input, names or none. A later result of the section whose clause has
such an input of its own takes the rest from that case.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from math import prod

from flashcards.quantities import NUMBER, Bound
from flashcards.relations.definitions.binding import (
    IS,
    NEAREST,
    called,
    is_set_against,
    measures,
    usable,
)
from flashcards.relations.definitions.entries import Definition, Slot
from flashcards.relations.definitions.matching import fits, may_apply, outcomes, titled
from flashcards.relations.definitions.scopes import Said, Scope, Scopes
from flashcards.relations.finding import Judgement, Verdict
from flashcards.relations.results import FARTHEST, result_of
from flashcards.relations.shapes import Ends
from flashcards.relations.values import core, counted
from flashcards.values import dataclass

MOST_POOL = 9
"""Numbers in reach of a result that may be its inputs."""
MOST_TRIED = 48
"""Assignments of them that are tried."""
CHANCE = 0.02
"""How likely the cases that hold may do so by chance."""
FEWEST_ROWS = 2
"""Rows of a table that a definition must give."""
NAMED = 0.1
"""What is left of that where each input is named."""
FARTHEST_CASE = 1500
"""Characters between a case and the one it follows: beyond, a section speaks of another thing."""


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """A result that a definition gives.

    Attributes:
        scope: the result.
        inputs: a number for each slot, by its symbol.
        own: symbols of those that stand in its clause.
        chance: of an unrelated result to fit as well.
    """

    scope: Scope
    inputs: Mapping[str, Said]
    own: frozenset[str]
    chance: float


def cases_judged(definitions: Sequence[Definition], scopes: Scopes) -> Iterator[Judgement]:
    """What definitions say of cases that follow one of which they hold."""
    for definition in definitions if scopes.scopes else ():
        if not definition.declared or not may_apply(definition, scopes):
            continue
        held: list[Held] = []
        open_: list[Scope] = []
        for scope in scopes.by_key(definition.target.key):
            if not _may_result(definition, scope):
                continue
            one = _held(definition, scope)
            if one is not None:
                held.append(one)
            else:
                open_.append(scope)
        if not held or prod(one.chance for one in held) > CHANCE:
            continue
        if not held[0].scope.inline:
            yield from _of_columns(definition, held, open_)
            continue
        taken = {one.span for case in held for one in (*case.inputs.values(), case.scope.result)}
        for scope in open_:
            if scope.result.span not in taken and _is_whole(scope.result):
                yield from _judged(definition, scope, held)


def _of_columns(
    definition: Definition, held: Sequence[Held], others: Sequence[Scope]
) -> Iterator[Judgement]:
    """The cells of a column that do not follow from those of their row as most of them do."""
    for head in dict.fromkeys(one.scope.result.before for one in held):
        cases = [one for one in held if one.scope.result.before == head and _is_behind(one)]
        rest = [one for one in others if one.result.before == head and _is_whole(one.result)]
        if len(cases) >= FEWEST_ROWS and 2 * len(rest) <= len(cases):
            for scope in rest:
                yield from _judged(definition, scope, cases)


def _is_behind(one: Held) -> bool:
    """Whether a cell stands behind those that it follows from, as results do."""
    return all(one.inputs[symbol].span < one.scope.result.span for symbol in one.own)


def _may_result(definition: Definition, scope: Scope) -> bool:
    result = scope.result
    if not measures(definition.target, result) or result.quantity.range is not None:
        return False
    if result.operand:
        return False
    if not (called(definition.target, result) or titled(definition, scope)):
        return False
    return definition.holds_in(f"{scope.title} {scope.text}", scope.sentence)


def _is_told(definition: Definition, scope: Scope, case: Held) -> bool:
    """Whether a number stands where the result stands, and not where an input of its kind may.

    It is named; or no input measures the same; or it stands behind a label, as in the case that holds.
    """
    target, said = definition.target, scope.result
    if not scope.inline:
        return True
    if said.given or (scope.levels[0] and not scope.last):
        return False
    if any(one.key == target.key for one in definition.inputs) and not (
        scope.last
        and (
            (IS.search(said.before) and not _is_labelled(said))
            or len(scope.levels[0]) >= len(case.own)
        )
    ):
        return False
    if called(target, said) >= NEAREST:
        return True
    if target.key in {NUMBER, "%"} or any(one.key == target.key for one in definition.inputs):
        things = counted(said.quantity.dimension)
        return bool(things) or (_is_labelled(said) and _is_labelled(case.scope.result))
    return True


def _is_labelled(said: Said) -> bool:
    return said.before.rstrip(" *_`").endswith((":", "=", "→"))


def _is_whole(said: Said) -> bool:
    """Whether a number says what it is worth, and of itself."""
    one = said.quantity
    if one.bound is not Bound.NONE or one.hedged or not one.value:
        return False
    return not is_set_against(said)


# --- cases that hold -------------------------------------------------------------------------


def _own(scope: Scope) -> Sequence[Said]:
    """The numbers of a result's clause or row: those before it, else a condition behind it."""
    if scope.levels[0] or not scope.following or not scope.following[0].given:
        return scope.levels[0]
    return scope.following


def _held(definition: Definition, scope: Scope) -> Held | None:
    own = _own(scope)
    pool: list[Said] = []
    for one in (*own, *(one for level in scope.levels[1:] for one in level)):
        if (
            len(pool) < MOST_POOL
            and usable(one)
            and all(one.value != other.value for other in pool)
        ):
            pool.append(one)
    near = {id(one) for one in own}
    slots = definition.inputs
    told = [[one for one in pool if _may_be(definition, slot, one)] for slot in slots]
    if not all(told):
        return None
    tried = 0
    for picked in sorted(
        (one for one in product(*told) if len({id(x) for x in one}) == len(one)),
        key=lambda one: sum(pool.index(x) for x in one),
    )[:MOST_TRIED]:
        mine = frozenset(s.symbol for s, x in zip(slots, picked, strict=True) if id(x) in near)
        if not mine and any(usable(one) for one in own):
            continue
        tried += 1
        for ways, (ends, _) in enumerate(outcomes(definition, picked), 1):
            if fits(scope.result, ends):
                width = result_of(scope.result.quantity).surprise(ends, 0)
                inputs = {s.symbol: x for s, x in zip(slots, picked, strict=True)}
                if all(called(s, x) >= NEAREST for s, x in zip(slots, picked, strict=True)):
                    width *= NAMED
                return Held(scope, inputs, mine, min(1.0, width * tried * ways))
    return None


def _may_be(definition: Definition, slot: Slot, said: Said) -> bool:
    """Whether a number may be an input: what another slot of its kind is called is not."""
    if not measures(slot, said):
        return False
    mine = called(slot, said)
    whole = said.quantity.value.denominator == 1
    if slot.key == NUMBER and not mine and not (whole and counted(said.quantity.dimension)):
        # A number of nothing is in every text, and things are counted whole.
        return bool(slot.equated.search(said.before))
    return all(
        other is slot or other.key != slot.key or called(other, said) <= max(mine, NEAREST)
        for other in definition.inputs
    )


# --- cases that follow -----------------------------------------------------------------------


def _judged(definition: Definition, scope: Scope, held: Sequence[Held]) -> Iterator[Judgement]:
    at = scope.result.span.start
    near = [one for one in held if abs(one.scope.result.span.start - at) < FARTHEST_CASE]
    before = [one for one in near if one.scope.result.span < scope.result.span]
    for case in sorted(before or near, key=lambda one: one.scope.result.span, reverse=True):
        if not _alike(case.scope.result, scope.result) or not _is_told(definition, scope, case):
            continue
        given = _given(definition, scope, case)
        if given is None or not (before or set(given) >= case.own):
            continue  # what only a later case has of its own holds of that
        picked = [given.get(slot.symbol, case.inputs[slot.symbol]) for slot in definition.inputs]
        values = [ends for ends, _ in outcomes(definition, picked)]
        if not values:
            return
        inputs = tuple(one.span for one in picked)
        if any(fits(scope.result, ends) for ends in values):
            yield _judgement(definition, scope, Verdict.RIGHT, "", inputs)
        elif _is_slip(scope.result, values[0]) and not _repeats(scope, case):
            expected = result_of(scope.result.quantity).shown(values[0][1], 0)
            yield _judgement(definition, scope, Verdict.WRONG, expected, inputs)
        return


def _alike(one: Said, other: Said) -> bool:
    """Whether two results tell of the same kind of thing."""
    first, second = one.quantity, other.quantity
    if core(first.dimension) or core(second.dimension):
        return core(first.dimension) == core(second.dimension)
    return first.unit.name == second.unit.name and counted(first.dimension) == counted(
        second.dimension
    )


def _given(definition: Definition, scope: Scope, case: Held) -> Mapping[str, Said] | None:
    """The slots that the numbers of a clause take; None where one of them takes none."""
    found: dict[str, Said] = {}
    if not scope.inline:
        cells = {one.before: one for one in scope.levels[0]}
        row = {symbol: cells.get(case.inputs[symbol].before) for symbol in case.own}
        return {symbol: one for symbol, one in row.items() if one} if all(row.values()) else None
    for one in _own(scope):
        slots = [
            slot
            for slot in definition.inputs
            if slot.symbol not in found
            and measures(slot, one)
            and _alike(case.inputs[slot.symbol], one)
            and (
                called(slot, one) >= NEAREST
                or slot.symbol in case.own
                or all(other is slot or other.key != slot.key for other in definition.inputs)
            )
        ]
        best = max((called(slot, one) for slot in slots), default=0)
        slots = [slot for slot in slots if best < NEAREST or called(slot, one) == best]
        if not slots or not usable(one):
            return None
        # Of two inputs of one kind the first stands first, as in the case that holds.
        slot = min(slots, key=lambda each: case.inputs[each.symbol].span)
        found[slot.symbol] = one
    if not found:
        return None
    # A case that gives one of several says by name which.
    few = set(found) < case.own and len(case.own) - len(found) > 1
    named = all(
        called(slot, found[slot.symbol]) >= NEAREST
        for slot in definition.inputs
        if slot.symbol in found
    )
    if few and not named:
        return None
    return found


def _is_slip(result: Said, ends: Ends) -> bool:
    stated = float(result.quantity.readings[0].value)
    if not stated or not ends[1] or (stated > 0) != (ends[1] > 0):
        return False
    ratio = abs(ends[1] / stated)
    return 1 / FARTHEST < ratio < FARTHEST or result_of(result.quantity).slips(ends[1], 0)


def _repeats(scope: Scope, case: Held) -> bool:
    """Whether a result is a number of the case that holds once more."""
    values = {one.value for one in (*case.inputs.values(), case.scope.result)}
    return scope.result.value in values


def _judgement(
    definition: Definition,
    scope: Scope,
    verdict: Verdict,
    expected: str,
    inputs: tuple[object, ...],
) -> Judgement:
    return Judgement(
        span=scope.result.span,
        stated=scope.result.quantity.text,
        relation=definition.name,
        verdict=verdict,
        expected=expected,
        how=definition.text,
        inputs=inputs,  # type: ignore[arg-type]
    )
