"""Definitions held against the numbers of a document.

A formula speaks only where its result or it itself is spoken of and every input is there, once.
It refutes where all have names; with less, only what is a slip of the right value, or where it holds
of another case beside it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from itertools import permutations, product

from flashcards import patterns as re
from flashcards.quantities import NUMBER, Bound, Quantity
from flashcards.relations.definitions.binding import (
    NEAR_LEVELS,
    Binding,
    bound,
    called,
    fronted,
    is_named_result,
    is_predicate,
    is_set_against,
    measures,
    tells,
    usable,
)
from flashcards.relations.definitions.entries import Constants, Definition, Slot, is_among
from flashcards.relations.definitions.scopes import Said, Scope, Scopes
from flashcards.relations.definitions.solving import solved
from flashcards.relations.expression import evaluate
from flashcards.relations.finding import Judgement, Verdict
from flashcards.relations.results import has_digits_of, result_of
from flashcards.relations.shapes import Ends, input_of, scaled
from flashcards.relations.values import Undecided, Value, digits_shown, value_of
from flashcards.values import dataclass

MOST_READINGS = 8
FEWEST_ROUNDED = 3
"""Digits from which on a number was rounded: one less of a decimal."""
MOST_OTHERS = 7
"""Numbers in reach that may change places with the inputs."""


@dataclass(frozen=True, slots=True, eq=False)
class Applied:
    """A definition with a number for each of its quantities.

    Attributes:
        definition: the formula.
        result: the number that is said to come out.
        binding: the inputs.
        values: what comes out, in base units, for each way to read them.
        holds: whether one of them is what is said.
        named: whether the result's name stands beside it.
        scope: where it stands.
        constants: with which it holds, else the usual.
    """

    definition: Definition
    result: Said
    binding: Binding
    values: tuple[Ends, ...]
    holds: bool
    named: bool
    scope: Scope
    constants: Constants


def applied(definitions: Sequence[Definition], scopes: Scopes) -> Iterator[Applied]:
    """Every definition that a section or table applies, by the numbers' places."""
    for definition in definitions if scopes.scopes else ():
        if not may_apply(definition, scopes):
            continue
        for scope in scopes.by_key(definition.target.key):
            one = _applied(definition, scope)
            if one is not None:
                yield one


def may_apply(definition: Definition, scopes: Scopes) -> bool:
    """Whether words and units are there at all; most definitions are of another field."""
    return all(
        is_among(slot.key, scopes.keys) for slot in (definition.target, *definition.inputs)
    ) and all(any(stem in scopes.text for stem in group) for group in definition.stems)


def _applied(definition: Definition, scope: Scope) -> Applied | None:
    result, target = scope.result, definition.target
    if not measures(target, result) or result.quantity.range is not None:
        return None
    named = is_named_result(target, result) or (
        is_predicate(target, scope) and not is_set_against(result)
    )
    if not named and not (titled(definition, scope) and _may_be_unnamed(definition, scope)):
        return None
    if any(
        measures(slot, result) and called(slot, result) > called(target, result)
        for slot in definition.inputs
    ):
        return None
    if not definition.holds_in(f"{scope.title} {scope.text}", scope.sentence):
        return None
    binding = bound(definition, scope)
    if binding is None or any(definition.excludes(each.said.before) for each in binding.inputs):
        return None
    all_named = named and all(one.named for one in binding.inputs)
    if not all_named and any(one.said.value == result.value for one in binding.inputs):
        return None  # it only says an input again
    computed = [
        (ends, constants)
        for ends, constants in outcomes(definition, [i.said for i in binding.inputs])
    ]
    if not computed:
        return None
    fitting = next((one for one in computed if fits(result, one[0])), None)
    return Applied(
        definition=definition,
        result=result,
        binding=binding,
        values=tuple(ends for ends, _ in computed),
        holds=fitting is not None,
        named=named,
        scope=scope,
        constants=fitting[1] if fitting else computed[0][1],
    )


def titled(definition: Definition, scope: Scope) -> bool:
    """Whether what stands above a number names the result or the thing itself."""
    return _names(definition.target.pattern, scope.title) or _names(definition.topic, scope.title)


@lru_cache(maxsize=16_384)  # of many numbers below one title
def _names(pattern: re.Pattern[str], title: str) -> bool:
    return pattern.search(title) is not None


def _may_be_unnamed(definition: Definition, scope: Scope) -> bool:
    """Whether a number may be a result that only the words above it name."""
    if definition.target.key == NUMBER:
        return False
    return scope.last and all(other.key != scope.result.key for other in scope.levels[0])


def outcomes(definition: Definition, numbers: Sequence[Said]) -> Iterator[tuple[Ends, Constants]]:
    """What comes out, in base units, for each way to take constants and units."""
    most = max((len(one.quantity.readings) for one in numbers), default=1)
    ways = product(definition.constants, range(most))
    for place, (constants, reading) in enumerate(ways):
        if place == MOST_READINGS:
            return
        try:
            ends = _value(definition, numbers, constants, reading)
        except Undecided:
            continue
        if ends is not None:
            yield ends, constants


def _value(
    definition: Definition, numbers: Sequence[Said], constants: Constants, reading: int
) -> Ends | None:
    names: dict[str, Value] = {name: Value.exact(value) for name, value in constants.items()}
    for slot, said in zip(definition.inputs, numbers, strict=True):
        value = in_unit(slot, said, reading)
        if (slot.low is not None and value.mid < slot.low) or (
            slot.high is not None and value.mid > slot.high
        ):
            return None
        names[slot.symbol] = value
    found = evaluate(definition.tree, {}, names)
    target = definition.target
    if (target.low is not None and found.mid < target.low) or (
        target.high is not None and found.mid > target.high
    ):
        return None
    offset = Fraction(0) if target.gap else target.offset
    low, mid, high = (
        float(end * target.factor + offset) for end in (found.low, found.mid, found.high)
    )
    return low, mid, high


def in_unit(slot: Slot, said: Said, reading: int = 0) -> Value:
    """A number in the unit of a slot, as an interval."""
    quantity = said.quantity
    if slot.key == "%" and quantity.unit.name.startswith("%"):  # also of 5% a year
        low, high = (end / 100 for end in _ends(quantity))
        return Value(quantity.value / 100, low, high)
    index = min(reading, len(quantity.readings) - 1)
    choice = _All(index)
    value = value_of(quantity, choice, strict=True)
    decimal = quantity.step < 1
    if digits_shown(quantity) + decimal < FEWEST_ROUNDED and not quantity.hedged:
        value = Value.exact(value.mid)  # what was set: 0.03 m² is no 0.034 m²; 5.2 ms was rounded
    offset = quantity.readings[index].offset if slot.gap else slot.offset
    low, mid, high = ((end - offset) / slot.factor for end in (value.low, value.mid, value.high))
    return Value(mid, low, high)


def _ends(quantity: Quantity) -> tuple[Fraction, Fraction]:
    """Between which a percentage lies: a whole or short one is meant as it stands."""
    if digits_shown(quantity) < FEWEST_ROUNDED and not quantity.hedged:
        return quantity.value, quantity.value
    return quantity.value - quantity.step / 2, quantity.value + quantity.step / 2


class _All(dict[str, int]):
    """One reading for every class of units."""

    def __init__(self, index: int) -> None:
        super().__init__()
        self.index = index

    def get(self, _key: object, _default: object = None) -> int:
        return self.index


def fits(result: Said, ends: Ends) -> bool:
    """Whether a value may be what a number says."""
    target = result_of(result.quantity)
    return any(target.fits(ends, reading, implied=False) for reading in range(len(target.ends)))


# --- verdicts --------------------------------------------------------------------------------


def judgements(found: Sequence[Applied]) -> Iterator[Judgement]:
    """What definitions say, in any order: those of one section or table stand together."""
    by_scopes: dict[int, list[Applied]] = {}
    for one in found:
        by_scopes.setdefault(one.scope.group, []).append(one)
    for group in by_scopes.values():
        yield from _judged(group)


def _judged(found: Sequence[Applied]) -> Iterator[Judgement]:
    held = {_kind(one) for one in found if one.holds and tells(one.result)}
    right = {one.result.span for one in found if one.holds}
    given = {_given(one) for one in found if one.holds and one.named}
    refuted: dict[object, Applied] = {}
    for one in found:
        if one.holds:
            yield _judgement(one, Verdict.RIGHT)
        elif _given(one) in given and not (one.named and any(one.binding.pattern)):
            continue  # what has its result already gives no other: the number is another thing
        elif one.result.span not in right and _refutes(one, held):
            # Solved for an input, the same numbers would refute that as well: one fault, one finding.
            numbers = {each.said.span for each in one.binding.inputs} | {one.result.span}
            fault = (one.definition.name, frozenset(numbers))
            if fault not in refuted or one.definition.declared:
                refuted[fault] = one
    for one in refuted.values():
        yield _judgement(one, Verdict.WRONG, sure=_is_named(one) or _kind(one) in held)


def _given(one: Applied) -> object:
    """A definition and what it is applied to."""
    return (
        one.definition.name,
        one.definition.target.symbol,
        frozenset(each.said.span for each in one.binding.inputs),
    )


def _refutes(one: Applied, held: Collection[object]) -> bool:
    if one.result.quantity.bound is not Bound.NONE or one.result.quantity.hedged:
        return False
    if not _is_named(one) and is_set_against(one.result):
        return False
    if not (one.definition.declared or one.scope.inline or _is_of_one_row(one)):
        return False
    all_named = all(each.named for each in one.binding.inputs)
    if not all_named and _reads_otherwise(one):
        return False
    if _has_more(one) or has_share(one) or _is_before_inputs(one) or _is_setting(one):
        return False
    if _is_told_beside(one) or _goes_on_from(one) or _has_symbol_beyond(one) or _adds_up(one):
        return False
    if _may_be_copied(one):
        return False
    if _kind(one) in held:
        return True
    if not (one.binding.sure and _has_own_input(one) and _behind_inputs(one)):
        return False
    if one.named and (all_named or _tells_all(one)):
        return True
    if not one.named and any(each.key == one.result.key for each in one.scope.levels[1]):
        return False
    target = result_of(one.result.quantity)
    return any(target.slips(ends[1], 0) for ends in one.values)


# `T = ` before a number.
_SYMBOL = re.compile(r"(?<![^\W_])[^\W\d_]\w{0,2}\s?=\s?$")


def _has_symbol_beyond(one: Applied) -> bool:
    """Whether its sentence sets a symbol that the definition leaves out: `T = 0.5: 98.2%`."""
    taken = {each.said.span for each in one.binding.inputs} | {one.result.span}
    return any(
        said.span not in taken and _SYMBOL.search(said.before) is not None
        for level in one.scope.levels[:2]
        for said in level
    )


def _kind(one: Applied) -> object:
    """What cases of one law have in common."""
    return (one.definition.name, one.definition.target.symbol, one.binding.pattern)


def _is_of_one_row(one: Applied) -> bool:
    """Whether all that a cell is computed from stands in its row; above may stand what is its own."""
    return all(each.level == 0 for each in one.binding.inputs)


def _is_before_inputs(one: Applied) -> bool:
    """Whether a cell stands before those of its row that it would follow from: it is what they are told for."""
    return not one.scope.inline and any(
        each.level == 0 and one.result.span < each.said.span for each in one.binding.inputs
    )


def _is_named(one: Applied) -> bool:
    return one.named and all(each.named for each in one.binding.inputs)


# `a window of 64 KiB caps the path at …`: an indefinite article brings in what is given.
_BROUGHT_IN = re.compile(
    r"(?<!\w)(?:an?|une?|eine[mnrs]?|una|uma?) (?:[\w-]+ ){1,3}(?:of|de|von|di)\s*$", re.IGNORECASE
)


def _is_setting(one: Applied) -> bool:
    """Whether a number is brought in for what its sentence says of it behind."""
    following = one.scope.following if one.scope.inline else ()
    return bool(following) and _BROUGHT_IN.search(one.result.before) is not None


def _is_told_beside(one: Applied) -> bool:
    """Whether its sentence tells the right value: `V²/R = 306 mW, so one of 1/4 W will not do`."""
    inputs = {each.said.span for each in one.binding.inputs}
    return any(
        each.key == one.result.key
        and each.span not in inputs
        and digits_shown(each.quantity) > 1
        and fits(each, ends)
        for level in (*one.scope.levels[:NEAR_LEVELS], one.scope.following)
        for each in level
        for ends in one.values
    )


def _goes_on_from(one: Applied) -> bool:
    """Whether a result is another of its kind before it, as often as an input counts: `a day 6.5 GB, 14 days 91`."""
    counts = [float(each.said.quantity.value) for each in one.binding.inputs]
    taken = {each.said.span for each in one.binding.inputs}
    kin = (
        each
        for level in one.scope.levels[: one.scope.near]
        for each in level
        if each.key == one.result.key and each.span not in taken
        if each.span < one.result.span and usable(each)
    )
    return any(
        fits(one.result, scaled(ends, n))
        for each in kin
        for ends in input_of(each.quantity).readings[:1]
        for n in counts
        if n > 1
    )


def _adds_up(one: Applied) -> bool:
    """Whether an input and another of its kind in reach make the one meant: `6.5 ms a token and 1 ms more, so 133`."""
    said = [each.said for each in one.binding.inputs]
    reach = [each for level in one.scope.levels[: one.scope.near] for each in level]
    for at, mine in enumerate(said):
        if one.definition.inputs[at].key in {NUMBER, SHARE}:
            continue
        for each in reach:
            if each.key != mine.key or each.span in {x.span for x in said} or not usable(each):
                continue
            both = replace(mine, quantity=_together(mine.quantity, each.quantity))
            ways = outcomes(one.definition, [*said[:at], both, *said[at + 1 :]])
            if any(fits(one.result, ends) for ends, _ in ways):
                return True
    return False


def _together(one: Quantity, other: Quantity) -> Quantity:
    """Both numbers as one, in the unit of the first."""
    taken = one.readings[0]
    more = other.readings[0].value / taken.factor
    both = replace(
        taken,
        value=taken.value + other.readings[0].value,
        high=taken.high + other.readings[0].high,
        written=taken.written + more,
    )
    return replace(one, value=one.value + more, readings=(both,))


def _has_more(one: Applied) -> bool:
    """Whether a clause has a condition of its own where an input stands farther away."""
    near = {id(each.said) for each in one.binding.inputs}
    return any(each.level == 1 for each in one.binding.inputs) and any(
        id(each) not in near for each in one.scope.levels[0]
    )


def has_share(one: Applied) -> bool:
    """Whether a share governs the numbers that the definition takes no account of: an efficiency, a loss."""
    taken = {id(each.said) for each in one.binding.inputs}
    asked = {slot.key for slot in (*one.definition.inputs, one.definition.target)}
    governing = (each for level in one.scope.levels[: one.scope.near] for each in level)
    return SHARE not in asked and any(
        each.key == SHARE and id(each) not in taken for each in governing
    )


SHARE = "%"


def _tells_all(one: Applied) -> bool:
    """Whether a clause has inputs and the result and no other number, and names rule the rest."""
    inputs = one.binding.inputs
    near = [each for each in inputs if each.level == 0]
    return (
        bool(near)
        and all(each.named for each in inputs if each.level)
        and len(one.scope.levels[0]) + len(one.scope.following) == len(near)
    )


def _has_own_input(one: Applied) -> bool:
    """Whether an input stands beside the result; or all above it, and it is the first behind."""
    if any(each.level < NEAR_LEVELS or each.level == one.scope.near for each in one.binding.inputs):
        return True
    return one.scope.opens and all(each.level > NEAR_LEVELS for each in one.binding.inputs)


def _behind_inputs(one: Applied) -> bool:
    """Whether a result stands behind what it is computed from, or all of it before."""
    if not one.scope.inline:
        return True
    at = one.result.quantity.start
    starts = [each.said.quantity.start for each in one.binding.inputs if each.level == 0]
    slots = (*one.definition.inputs, one.definition.target)
    more = any(measures(slot, each) for slot in slots for each in one.scope.following)
    return fronted(one.definition, one.scope) or (not more and all(start < at for start in starts))


def _reads_otherwise(one: Applied) -> bool:
    """Whether other numbers in reach, in the places of the inputs, give what is said."""
    levels = one.scope.levels
    pool: list[Said] = []
    for number in [each.said for each in one.binding.inputs] + [
        each for level in levels[: one.scope.near] for each in level
    ]:
        if len(pool) < MOST_OTHERS and all(number.value != each.value for each in pool):
            pool.append(number)
    slots = one.definition.inputs
    fitting: Mapping[str, list[Said]] = {
        slot.symbol: [each for each in pool if measures(slot, each)] for slot in slots
    }
    if max(map(len, fitting.values())) == 1:
        return False
    for picked in permutations(pool, len(slots)):
        if all(
            any(each is other for other in fitting[slot.symbol])
            for slot, each in zip(slots, picked, strict=True)
        ) and any(fits(one.result, ends) for ends, _ in outcomes(one.definition, picked)):
            return True
    return False


def _judgement(one: Applied, verdict: Verdict, *, sure: bool = False) -> Judgement:
    blamed, expected = one.result, ""
    if verdict is Verdict.WRONG:
        blamed, ends = _blamed(one)
        expected = result_of(blamed.quantity).shown(ends[1], 0)
    members = (one.result, *(each.said for each in one.binding.inputs))
    return Judgement(
        span=blamed.span,
        stated=blamed.quantity.text,
        relation=one.definition.name,
        verdict=verdict,
        expected=expected,
        how=one.definition.text,
        sure=sure,
        inputs=tuple(each.span for each in members if each is not blamed),
    )


def _copied(one: Applied) -> list[int]:
    """The places of inputs that say the number of the row above again, where the result says another.

    None where the result has the digits of the right one, so that it is itself mistaken.
    """
    right = result_of(one.result.quantity).shown(one.values[0][1], 0)
    if one.result.copied or has_digits_of(right, one.result.quantity.text):
        return []
    inputs = enumerate(one.binding.inputs)
    return [at for at, each in inputs if each.level == 0 and each.said.copied]


def _may_be_copied(one: Applied) -> bool:
    """Whether an input may be copied from above as well as come again there, as others of its column do."""
    copied = [one.binding.inputs[at].said.copied for at in _copied(one)]
    return len(copied) > 1 or max(copied, default=0) > 1


def _blamed(one: Applied) -> tuple[Said, Ends]:
    """The number that is wrong of those that a definition refutes, and what is right in its place.

    The result; but an input where that alone of its column was copied from above.
    """
    copied, definition = _copied(one), one.definition
    if len(copied) == 1 and one.binding.inputs[copied[0]].said.copied == 1:
        at, target = copied[0], definition.target
        slot, said = definition.inputs[at], one.binding.inputs[at].said
        tree = solved(definition.tree, target.symbol, slot.symbol)
        if tree is not None:
            slots = (*definition.inputs[:at], target, *definition.inputs[at + 1 :])
            turned = replace(definition, target=slot, inputs=slots, tree=tree)
            numbers = [each.said for each in one.binding.inputs]
            numbers[at] = one.result
            for ends, _ in outcomes(turned, numbers):
                return said, ends
    return one.result, one.values[0]
