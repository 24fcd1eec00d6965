"""What a text computes, varied in one of its numbers by the cases behind it.

`100 × 20 / 60. With 60 drops/ml it is 100 drops a minute, with 15 drops/ml 25`: the result of the expression may
stand behind it, or in the question. A case that fits with its number in the place of one of the expression's
establishes the place; where none does, only a number that a known slip brings about is called wrong: the power of
ten, a digit, a factor left out, or one that divides where it should multiply.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from flashcards import patterns as re
from flashcards.quantities import Habit, Quantity, Reading, quantities
from flashcards.relations.elsewhere import called, stands_for_none
from flashcards.relations.expression import (
    Expression,
    Function,
    Number,
    Operation,
    evaluate,
    leaves,
    operations,
    symbols,
    with_numbers,
)
from flashcards.relations.finding import Judgement
from flashcards.relations.grammar import Kind, Token, begins_here, parsed_after, tokens
from flashcards.relations.judging import judged
from flashcards.relations.passages import Passage
from flashcards.relations.results import FARTHEST, is_part_of_one, result_of
from flashcards.relations.series.members import is_condition_at, result_at
from flashcards.relations.statements import Case, Sentence, Term
from flashcards.relations.values import Undecided, core, counted
from flashcards.values import dataclass

MOST_TOKENS = 200
MOST_LEAVES = 8
MOST_CASES = 8

LIKELY = 0.12
"""The greatest chance of a coincidence at which cases establish the place of their number."""

SLIPPED = 0.3
"""The same where the number that fails is what a slip makes of the right one."""

SLIPS = 12
"""Ways in which a power of ten, a unit or a digit goes wrong."""

POWERS = (-3.0, -2.0, -1.5, -1.0, -0.5, 0.5, 1.0, 2.0)
"""By which power of the change a number is off where the law was taken for another: turned round, unrooted."""

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_DIGITS = str.maketrans(SUPERSCRIPTS, "0123456789")

NEAR = 0.03
"""A number that is no farther off is not called wrong: something was rounded on the way."""


@dataclass(frozen=True, slots=True, eq=False)
class Computed:
    """An expression of a text without symbols, with its result if that stands behind it."""

    tree: Expression
    text: str
    end: int
    said: Quantity | None
    passage: Passage

    @property
    def numbers(self) -> tuple[Number, ...]:
        """Its numbers; a unit behind a parenthesis is none."""
        return tuple(one for one in leaves(self.tree) if one.quantity.value != 1)


@dataclass(frozen=True, slots=True)
class Place:
    """Which number of an expression a case's number stands for, and how: itself, or one less it.

    Attributes:
        leaf: the number's place among those of the expression.
        form: what becomes of a share there.
        is_base: whether the value is taken in base units; else in the unit that is stated.
    """

    leaf: int
    form: str
    is_base: bool


def computed_in(sentence: Sentence, habit: Habit) -> Iterator[Computed]:
    """The expressions of a sentence, with their places in its passage."""
    # The full stop behind an exponent would pass for a decimal point.
    items = tokens(sentence.text.rstrip(" \n.;:"), habit)
    if len(items) > MOST_TOKENS or not any(one.kind is Kind.SIGN for one in items):
        return
    at = 0
    while at < len(items):
        found = _from(items, at)
        if found is None:
            at += 1
            continue
        tree, length = found
        if any(_is_symbol(one.quantity, sentence.passage.text) for one in leaves(tree)):
            at += length
            continue  # `1/(2N) … for N = 50`: the N is no newton
        tree = with_numbers(tree, lambda one: _expanded(one, habit))
        last = items[at + length - 1]
        text = sentence.text[items[at].start : last.end]
        end, said = sentence.start + last.end, None
        at += length
        if at + 1 < len(items) and items[at].kind is Kind.EQUAL:
            right = parsed_after(items[at + 1 :])
            if right is None:
                continue
            if isinstance(right[0], Number):
                said = right[0].quantity
                end = sentence.start + items[at + right[1]].end
        yield Computed(tree, text, end, said, sentence.passage)


# The letter of a unit of one letter, and what is no digit before it.
_LETTER = re.compile(r"(?:^|[\s\d])([^\W\d_])$")


def _is_symbol(one: Quantity, text: str) -> bool:
    """Whether the unit of a number is a letter that the text gives a value to."""
    found = _LETTER.search(one.text)
    return found is not None and (re.search(rf"(?<!\w){re.escape(found[1])}\s?=", text) is not None)


def _from(items: Sequence[Token], at: int) -> tuple[Expression, int] | None:
    first = items[at]
    if first.kind not in (Kind.NUMBER, Kind.OPEN, Kind.FUNCTION) and first.text not in "-−":
        return None
    if not begins_here(items, at):
        return None
    found = parsed_after(items[at:])
    if found is None or not operations(found[0]) or next(symbols(found[0]), None):
        return None
    return found if sum(1 for _ in leaves(found[0])) <= MOST_LEAVES else None


# `0.99^100`, `2⁸`: read as one number, and here as two.
_POWER = re.compile(
    rf"^(?P<base>\d[\d.,]*)(?:\^[({{]?(?P<power>\d+)[)}}]?|(?P<raised>[{SUPERSCRIPTS}]+))$"
)


def _expanded(number: Number, habit: Habit) -> Expression:
    found = _POWER.match(number.quantity.text)
    if found is None:
        return number
    power = found["power"] or found["raised"].translate(_DIGITS)
    parts = [quantities(text, habit=habit) for text in (found["base"], power)]
    if any(len(one) != 1 for one in parts):
        return number
    return Operation("^", Number(parts[0][0]), Number(parts[1][0]))


def varied(
    computed: Computed, cases: Sequence[Case], governing: Sequence[Term]
) -> Iterator[Judgement]:
    """Cases behind an expression, each with a number of its own and a result."""
    split = [(case, *_split(case)) for case in cases[:MOST_CASES] if len(case.terms) == 2]
    if not split:
        return
    modes = _modes(computed)
    governing = [term for term in governing if term.passage is not computed.passage]
    held: dict[Place, list[tuple[int, float]]] = {}
    for index, (_, given, said) in enumerate(split):
        if not _may_be_result(computed, said):
            continue
        for place, value in _placed(computed, given, governing, modes):
            held.setdefault(place, []).append((index, _as_stated(value, said, place)))
    ranked = []
    for place, found in held.items():
        chances = [c for index, x in found if (c := _fit(split[index][2], x)) is not None]
        ranked.append((-len(chances), math.prod(chances), place))
    if not ranked:
        return
    ranked.sort(key=lambda one: one[:2])
    fitting, chance, best = ranked[0]
    tried = len(set(held))
    if fitting:
        yield from _established(computed, split, held, best, chance * tried)
    else:
        yield from _slipped(computed, split, held, governing)


Split = tuple[Case, Term, Term]


def _split(case: Case) -> tuple[Term, Term]:
    at = result_at(case)
    return case.terms[1 - at], case.terms[at]


def _may_be_result(computed: Computed, said: Term) -> bool:
    one = said.quantity
    if one.range is not None or not one.value:
        return False
    if computed.said is None:
        return True
    mine, theirs = core(computed.said.dimension), core(one.dimension)
    return mine == theirs or not (mine and theirs)


def _established(
    computed: Computed,
    split: Sequence[Split],
    held: dict[Place, list[tuple[int, float]]],
    best: Place,
    chance: float,
) -> Iterator[Judgement]:
    """Cases of which one at least fits: the others have their numbers in the same place."""
    if chance > SLIPPED:
        return
    fits = [index for index, value in held[best] if _fit(split[index][2], value) is not None]
    fails = [one for one in held[best] if one[0] not in fits]
    if chance <= LIKELY:
        for index in fits:
            yield _judgement(computed, split[index])
    if len(fails) > max(1, len(fits) - 1):
        return
    for index, value in fails:
        said = split[index][2]
        if not any(_is_given_alike(split[index][1], split[at][1]) for at in fits):
            continue
        is_exact = chance <= LIKELY and result_of(said.quantity).is_told_exactly
        others = [
            x
            for place, found in held.items()
            for at, x in found
            if at == index and not (is_exact and place == best)
        ]
        if any(_fit(said, x, implied=True) is not None for x in others):
            continue
        if _is_slip(computed, split[index], best, value) or (
            chance <= LIKELY and _is_comparable(said, value) and not _is_near(said, value)
        ):
            shown = result_of(said.quantity).shown(value, 0)
            yield _judgement(computed, split[index], shown)


def _is_given_alike(one: Term, other: Term) -> bool:
    """Whether two cases vary the same: twenty oaks are no other coefficient."""
    a, b = one.quantity, other.quantity
    in_words = [not any(x.isdigit() for x in q.text) for q in (a, b)]
    return (
        a.unit.name == b.unit.name
        and in_words[0] == in_words[1]
        and (counted(a.dimension) == counted(b.dimension))
    )


def _slipped(
    computed: Computed,
    split: Sequence[Split],
    held: dict[Place, list[tuple[int, float]]],
    governing: Sequence[Term],
) -> Iterator[Judgement]:
    """Cases that nothing fits, of which one alone is judged, by what a slip makes of it."""
    if len(split) > 1:
        return
    case, given, said = split[0]
    if not is_condition_at(said.passage.text, case.start, given.quantity.start):
        return
    result = result_of(said.quantity)
    values = {round(math.log10(abs(found[0][1])), 4) for found in held.values() if found[0][1]}
    for place, found in held.items():
        value = found[0][1]
        if not _is_certain(computed, given.quantity, place, governing):
            continue
        ways = SLIPS if result.slips(value, 0) else len(computed.numbers)
        likely = len(values) * ways * result.width
        by_power = len(values) * len(POWERS) * result.width
        if (likely <= LIKELY and _is_slip(computed, split[0], place, value)) or (
            by_power <= LIKELY and _is_power(computed, split[0], place, value)
        ):
            shown = result.shown(value, 0)
            yield _judgement(computed, split[0], shown)
            return


def _is_certain(
    computed: Computed, other: Quantity, place: Place, governing: Sequence[Term]
) -> bool:
    """Whether a number's unit, what it counts, or what governs the expression tells that it stands there."""
    if not any(x.isdigit() for x in other.text):
        return False
    one = computed.numbers[place.leaf].quantity
    if place.form != "itself" or (
        bool(core(one.dimension)) and core(one.dimension) == core(other.dimension)
    ):
        return True
    text = computed.passage.text
    if (name := called(text, other)) and not (core(other.dimension) or core(one.dimension)):
        # `acceptance 0.8 … with acceptance 0.6`: called the same before the expression.
        named = [x for x in computed.passage.quantities if x.end <= other.start]
        values = {x.value for x in named if called(text, x) == name}
        if values:
            return values == {one.value}
    nouns = counted(other.dimension)
    if not nouns or core(other.dimension) or core(one.dimension):
        return False
    # `With 8 metrics` behind `0.05 / 20`, where the question, or nothing but the 20, counts metrics.
    above = {t.quantity.value for t in governing if counted(t.quantity.dimension) == nouns}
    if above:
        return one.value in above and sum(x.quantity.value in above for x in computed.numbers) == 1
    whole = [x for x in computed.numbers if _is_count(x.quantity)]
    return len(whole) == 1 and whole[0].quantity is one


def _is_count(one: Quantity) -> bool:
    return (
        not core(one.dimension) and one.value.denominator == 1 and one.unit.name not in {"%", "‰"}
    )


def _fit(said: Term, value: float, *, implied: bool = False) -> float | None:
    result = result_of(said.quantity)
    ends = (value, value, value)
    return result.surprise(ends, 0) if result.fits(ends, 0, implied=implied) else None


def _is_near(said: Term, value: float) -> bool:
    offset = float(said.quantity.readings[0].offset)
    stated, value = _base(said.quantity) - offset, value - offset
    return bool(value and stated) and abs(value / stated - 1) <= NEAR


def _is_comparable(said: Term, value: float) -> bool:
    stated = _base(said.quantity)
    if not stated or not value or is_part_of_one(result_of(said.quantity), value):
        return False
    return 1 / FARTHEST < value / stated < FARTHEST


def _is_slip(computed: Computed, split: Split, place: Place, value: float) -> bool:
    """Whether a number is what comes of a slip: its digits, a factor turned round or left out."""
    _, given, said = split
    result = result_of(said.quantity)
    if len([x for x in said.quantity.text if x.isdigit()]) < 2:
        return False
    if result.slips(value, 0):
        return True
    numbers = computed.numbers
    own = _own(numbers[place.leaf], given, place.form)
    if not own:
        return False
    overrides = [{place.leaf: 1 / own}]
    if place.form == "more":  # 10 % taken off what holds them
        overrides += [{place.leaf: 1 / (2 - own)}, {place.leaf: 2 - own}]
    overrides += [
        {place.leaf: own, at: neutral}
        for at in range(len(numbers))
        if at != place.leaf
        for neutral in (_neutral(computed.tree, numbers[at]),)
        if neutral is not None
    ]
    found = [_value(computed, one, is_base=place.is_base) for one in overrides]
    return any(x is not None and _fit(said, _as_stated(x, said, place)) is not None for x in found)


def _is_power(computed: Computed, split: Split, place: Place, value: float) -> bool:
    """Whether a number is off by a power of what was changed: the law turned round, or its root left out."""
    _, given, said = split
    number = computed.numbers[place.leaf]
    own, written = _own(number, given, place.form), _written(number.quantity)
    if place.form != "itself" or not own or own / written <= 0:
        return False
    found = [value * (own / written) ** power for power in POWERS]
    if not core(said.quantity.dimension) and value > 0:
        found += [value**2, value**0.5]  # a root that was left out, or taken twice
    return any(_fit(said, _as_stated(x, said, place)) is not None for x in found)


def _neutral(tree: Expression, number: Number) -> float | None:
    """What leaves a number out of an expression: one in a product, nought in a sum."""
    match tree:
        case Operation(sign, left, right):
            if number is left or number is right:
                return {"*": 1.0, "/": 1.0, "+": 0.0, "-": 0.0}.get(sign)
            return _neutral(left, number) if _holds(left, number) else _neutral(right, number)
        case Function(_, part):
            return _neutral(part, number)
        case _:
            return None


def _holds(tree: Expression, number: Number) -> bool:
    return any(one is number for one in leaves(tree))


# --- places ----------------------------------------------------------------------------------


def _modes(computed: Computed) -> tuple[bool, ...]:
    """Whether values are taken in base units, as written, or either where no result tells."""
    if computed.said is None:
        return (False, True)
    said = Term(computed.said, computed.passage)
    modes = []
    for is_base in (False, True):
        value = _value(computed, {}, is_base=is_base)
        if value is not None and _fit(said, _stated(value, computed.said, is_base=is_base)):
            modes.append(is_base)
    return tuple(modes[:1])


def _placed(
    computed: Computed, given: Term, governing: Sequence[Term], modes: Sequence[bool]
) -> Iterator[tuple[Place, float]]:
    numbers = computed.numbers
    if stands_for_none(given, [one.quantity for one in numbers], computed.end):
        return
    written = [_written(one.quantity) for one in numbers]
    forms = [
        list(_forms(one, given, x, governing)) for one, x in zip(numbers, written, strict=True)
    ]
    if any(one[:1] and one[0].startswith("times ") for one in forms):
        forms = [[x for x in one if x.startswith("times ")] for one in forms]
    for at, number in enumerate(numbers):
        alike = [i for i, x in enumerate(written) if x == written[at]]
        if len(alike) > 1 and (at != alike[0] or _is_common(number.quantity, written[at])):
            continue  # which of two equal numbers gives way is not said, or both do
        for form in forms[at]:
            own = _own(number, given, form)
            if own is None or abs(own - written[at]) < 1e-12 * abs(own):
                continue
            changed = dict.fromkeys(alike, own)
            rest = [i for i, x in enumerate(written) if i != at and abs(x + written[at] - 1) < 1e-9]
            if form == "share" and rest:
                changed[rest[0]] = 1 - own  # `0.95 × 10 + 0.05 × 110`
            for is_base in modes:
                value = _value(computed, changed, is_base=is_base)
                if value:
                    yield Place(at, form, is_base), value


MOST_COMMON = 12


def _is_common(one: Quantity, written: float) -> bool:
    """Whether a number may stand twice for two things: a small count does, 0.8 of one setting not."""
    return one.value.denominator == 1 and abs(written) <= MOST_COMMON


def _forms(number: Number, given: Term, written: float, governing: Sequence[Term]) -> Iterator[str]:
    one, other = number.quantity, given.quantity
    if other.unit.name == "%":
        if one.unit.name == "%" or 0 < written < 1:
            yield "share"
        if 0 < written < 1 and one.unit.name != "%":
            yield "rest"
        if 1 < written < 2:
            yield "more"
        return
    if one.unit.name == "%" or "×" in {one.unit.name, other.unit.name}:
        return
    mine, theirs = core(one.dimension), core(other.dimension)
    if mine and theirs:
        if mine == theirs:
            yield "itself"
        return
    nouns = counted(one.dimension), counted(other.dimension)
    if all(nouns) and nouns[0] != nouns[1] and not (mine or theirs):
        return
    # What governs the expression tells of its unit: `8 hours` above, and 480 in it.
    for term in governing:
        above = term.quantity
        if theirs and core(above.dimension) == theirs and above.value:
            ratio = written / _base(above)
            if _is_unit(ratio * _base(above) / _written(above)):
                yield f"times {ratio:.12g}"
                return
    yield "itself"


_UNITS = (1, 60, 3600, 24, 1440, 86400, 7, 1000, 1_000_000, 8, 1 / 60, 1 / 3600, 1 / 1000)


def _is_unit(ratio: float) -> bool:
    return any(abs(ratio / one - 1) < 1e-9 for one in _UNITS)


def _own(number: Number, given: Term, form: str) -> float | None:
    """The value of a case's number in the place of another, in that one's unit."""
    one, other = number.quantity, given.quantity
    value = _written(other)
    if form == "share":
        return value
    if form == "rest":
        return 1 - value
    if form == "more":
        return 1 + value
    if form.startswith("times "):
        return _base(other) * float(form[6:])
    if core(one.dimension) and core(one.dimension) == core(other.dimension):
        factor = float(one.readings[0].factor)
        return (_base(other) - float(one.readings[0].offset)) / factor if factor else None
    return value


def _written(one: Quantity) -> float:
    """A number without its unit; a share as part of one."""
    return float(one.readings[0].value) if one.unit.name in {"%", "‰"} else float(one.value)


def _base(one: Quantity) -> float:
    return float(one.readings[0].value)


def _value(computed: Computed, changed: dict[int, float], *, is_base: bool) -> float | None:
    """The expression with some of its numbers replaced, as plain numbers."""
    index = {id(one): at for at, one in enumerate(computed.numbers)}
    replaced: dict[int, Quantity] = {}
    for leaf in leaves(computed.tree):
        one = leaf.quantity
        at = index.get(id(leaf), -1)
        number = changed.get(at, _written(one))
        if is_base and one.unit.name not in {"%", "‰"}:
            number *= float(one.readings[0].factor)
        replaced[id(leaf)] = _plain(one, number)
    try:
        value = float(evaluate(computed.tree, {}, replaced=replaced).mid)
    except (Undecided, ArithmeticError, ValueError):
        return None
    return value if math.isfinite(value) else None


def _plain(one: Quantity, number: float) -> Quantity:
    exact = Fraction(f"{number:.15g}") if math.isfinite(number) else Fraction(0)
    only = Reading(value=exact, high=exact, written=exact, step=Fraction(0))
    return replace(one, value=exact, readings=(only,), range=None)


def _stated(value: float, said: Quantity, *, is_base: bool) -> float:
    taken = said.readings[0]
    if is_base or said.unit.name in {"%", "‰"}:
        return value
    return value * float(taken.factor) + float(taken.offset)


def _as_stated(value: float, said: Term, place: Place) -> float:
    return _stated(value, said.quantity, is_base=place.is_base)


def _judgement(computed: Computed, split: Split, expected: str = "") -> Judgement:
    _, given, said = split
    how = f"as {computed.text.strip()}, with {given.quantity.text}"
    return judged(said, "parallel-case", how, expected=expected, inputs=(given.span,))
