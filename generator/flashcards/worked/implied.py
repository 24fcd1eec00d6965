"""Results that follow from the numbers beside them: `A 16 TB drive at 200 MB/s needs 80,000 s`.

Dimensions leave few forms; one is taken only if it is unlikely to fit by chance, or if the checker
or a second case bears it out. The sentence, with its result as a gap, is the problem.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from math import prod

from flashcards import patterns as re
from flashcards.quantities import Bound, Habit, Quantity, Scale, quantities
from flashcards.quantities.model import PLAIN
from flashcards.relations.results import Result, result_of
from flashcards.relations.shapes import (
    BARE_RULES,
    SHAPES,
    NoValue,
    Shape,
    as_count,
    computed,
    dimension_of,
    exactly,
    input_of,
    kind_of,
    placed,
)
from flashcards.relations.shapes import Input as ShapeInput
from flashcards.relations.statements import Section, Sentence, Term
from flashcards.relations.values import core, digits_shown
from flashcards.values import dataclass
from flashcards.worked.calculation import Calculation, Input
from flashcards.worked.gaps import (
    LINE,
    Lead,
    Names,
    Window,
    gapped_lead,
    gapped_window,
    lead_of,
    windows,
)
from flashcards.worked.units import input_of_number, related, scale_word

_RELATIONS = {
    "1 / a": "1 / x0",
    "a × b": "x0 * x1",
    "a / b": "x0 / x1",
    "(a − b) / a": "( x0 - x1 ) / x0",
    "(a − b) / b": "( x0 - x1 ) / x1",
    "a / (a + b)": "x0 / ( x0 + x1 )",
    "a × (1 − b)": "x0 * ( 1 - x1 )",
    "a × (1 + b)": "x0 * ( 1 + x1 )",
    "a / (1 − b)": "x0 / ( 1 - x1 )",
    "a × b / 2": "x0 * x1 / 2",
    "a / b / 2": "x0 / x1 / 2",
    "a × b × c": "x0 * x1 * x2",
    "a × b / c": "x0 * x1 / x2",
    "a / (b × c)": "x0 / ( x1 * x2 )",
    "(a − b) / c": "( x0 - x1 ) / x2",
    "a / 2": "x0 / 2",
    "2 × a": "x0 * 2",
    "a / 2^b": "x0 / ( 2 ** x1 )",
    "a × log2(b)": "x0 * log2(x1)",
    "2^a": "2 ** x0",
    "1 − (1 − a)^b": "1 - ( 1 - x0 ) ** x1",
}
"""Forms that a document may leave unsaid, as expressions."""

_FORMS = tuple(shape for shape in SHAPES if shape.text in _RELATIONS)
_SIMPLE = frozenset(("1 / a", "a × b", "a / b", "a × b × c", "a × b / c", "a / (b × c)"))
"""Forms that dimensions alone suggest."""

CHANCE = 0.035
"""The greatest chance of a coincidence at which a form is taken where dimensions choose it."""
SHARE = 0.6
"""The same of a share of two numbers that stand before it and measure the same."""
PART = 0.2
"""The same of a part and its whole, measured alike: all that is said before a percentage."""
WHOLE = 0.08
"""The same of two numbers or more that are all that a sentence says before the result."""
BORNE_OUT = 0.3
"""The same where the checker holds the number by a relation of its own."""
TOGETHER = 0.002
"""The same of several cases that fit one form."""
_SUM = re.compile(r"x(?P<one>\d) [-+] x(?P<other>\d)")
PLAIN_DIGITS = 3
"""Of a result without a unit."""
CLEARLY = 4
"""How much less likely than any other form it must fit by chance."""
MOST_INPUTS = 5


@dataclass(frozen=True, slots=True)
class Source:
    """A document, as far as its calculations go.

    Attributes:
        habit: its decimal sign.
        names: what names one thing in it.
        held: where numbers stand that the checker holds by a relation.
        wrong: where numbers stand that it refutes: of them nothing is made.
        title: the title of the question that a sentence stands in.
        line: of the file, on which it stands.
    """

    habit: Habit
    names: Names
    held: frozenset[int]
    wrong: frozenset[int]
    title: Callable[[Sentence], str]
    line: Callable[[Sentence], int]


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """A form that a result fits.

    Attributes:
        shape: the form.
        inputs: in the order of the form.
        chance: that it fits by chance.
        window: what is shown; None where the lead asks for the result already.
    """

    shape: Shape
    inputs: tuple[Term, ...]
    result: Term
    chance: float
    window: Window | None
    sentence: Sentence
    lead: Lead

    @property
    def kind(self) -> tuple[object, ...]:
        """What fits of one relation have in common."""
        dims = tuple(one.quantity.dimension for one in self.inputs)
        return (self.shape.text, dims, self.result.quantity.dimension)


def implied_calculations(section: Section, source: Source) -> Iterator[Calculation]:
    """Those of a section that a small chance, the checker or another case bears out."""
    found: list[Fit] = []
    for sentence in section.sentences:
        if not sentence.asserted or sentence.measured or not sentence.terms:
            continue
        lead = lead_of(sentence.passage, source.title(sentence), source.names, source.habit)
        if lead is None:
            continue
        for result in sentence.terms:
            if result.span.start in source.wrong or not may_result(result.quantity, bounded=True):
                continue
            if (fit := _fit(sentence, result, lead, source)) is not None:
                found.append(fit)
    by_kind: dict[tuple[object, ...], list[Fit]] = defaultdict(list)
    for fit in found:
        by_kind[fit.kind].append(fit)
    for fit in found:
        together = by_kind[fit.kind]
        if _is_refuted(fit, section, source.wrong, len({id(one.result) for one in together})):
            continue
        several = len({id(one.result) for one in together}) > 1
        if (
            (fit.shape.text in _SIMPLE and fit.chance <= _most(fit))
            or (_is_share(fit) and fit.chance <= SHARE)
            or (_is_part(fit) and fit.chance <= PART)
            or (fit.chance <= BORNE_OUT and fit.result.span.start in source.held)
            or (several and prod(one.chance for one in together) <= TOGETHER)
        ):
            made = _made(fit, source.habit)
            if made is not None:
                yield replace(made, line=source.line(fit.sentence))


def _is_refuted(fit: Fit, section: Section, wrong: Collection[int], holding: int) -> bool:
    """Whether as many other numbers of a section, said of a like one, do not follow as this does.

    Of `6 µm, that is 83 pairs a millimetre; 4 µm give 250` one holds of pairs of pixels.
    """
    own = [one for one in (fit.window.shown if fit.window else ()) if one in fit.inputs]
    if len(own) != 1 or not core(own[0].quantity.dimension):
        return False
    place = fit.inputs.index(own[0])
    others: set[int] = set()
    for sentence in section.sentences:
        seen: list[object] = []
        for given, result in pairwise(sentence.terms):
            seen.append(given.quantity.dimension)
            if seen.count(given.quantity.dimension) > 1:
                continue  # which of the two it is said of is not clear
            alike = given.quantity.dimension == own[0].quantity.dimension and core(
                result.quantity.dimension
            ) == core(fit.result.quantity.dimension)
            if not alike or result.quantity is fit.result.quantity or result.span.start in wrong:
                continue
            inputs = [exactly(input_of(one.quantity)) for one in fit.inputs]
            inputs[place] = exactly(input_of(given.quantity))
            if not any(
                _gives(fit.shape, each, result)
                for each in (inputs, [as_count(one) for one in inputs])
            ):
                others.add(result.span.start)
    return len(others) >= holding


def _gives(shape: Shape, inputs: Sequence[ShapeInput], result: Term) -> bool:
    try:
        return result_of(result.quantity).fits(computed(shape, inputs, 0), 0, implied=False)
    except NoValue:
        return False


def _most(fit: Fit) -> float:
    """The greatest chance at which dimensions alone choose a form."""
    if not core(fit.result.quantity.dimension):
        return 0.0
    shown = fit.window.shown if fit.window else ()
    whole = all(any(one is each for each in shown) for one in fit.inputs)
    used = {id(one.quantity) for one in fit.inputs}
    above = not shown and all(id(one) in used for one in fit.lead.quantities)
    return WHOLE if len(fit.inputs) > 1 and (whole or above) else CHANCE


# `Of 250 requests 5 failed`: the whole stands first; `5 of 250`: the part does.
_WHOLE_FIRST = re.compile(r"^\W*(?:of|out of|von|sur|de|di) \S*$", re.IGNORECASE)
_PART_FIRST = re.compile(r"^\s*(?:\w+\s)?(?:of|out of|von|sur|/)\s", re.IGNORECASE)


def _is_share(fit: Fit) -> bool:
    """Whether a percentage is told of a part and its whole, in words that tell which is which."""
    if fit.shape.text != "a / b" or fit.result.quantity.unit.name != "%" or fit.window is None:
        return False
    shown, text = fit.window.shown, fit.sentence.passage.text
    if len(shown) != 2 or fit.result.quantity.value > 100:
        return False
    first, second = shown
    if fit.inputs[0] is first:
        return bool(_PART_FIRST.match(text[first.quantity.end : second.quantity.start]))
    return bool(_WHOLE_FIRST.match(text[fit.window.start : first.quantity.start]))


def _is_part(fit: Fit) -> bool:
    """Whether a percentage is told of two amounts, the smaller of which is its part."""
    if fit.shape.text != "a / b" or fit.result.quantity.unit.name != "%" or fit.window is None:
        return False
    part, whole = (one.quantity for one in fit.inputs)
    measured = bool(core(part.dimension)) and part.dimension == whole.dimension
    return measured and len(fit.window.shown) == 2 and fit.result.quantity.value < 100


# A number in two units, of which neither is that of its value: `2 h 40 min`, `4:15`.
_COMPOUND = re.compile(r"\d\s?(?:[^\W\d_]{1,4}\s|[hmsd]|[:′°])\s?\d")


def may_result(one: Quantity, *, bounded: bool = False) -> bool:
    """Whether a number may be asked for; `bounded` if also one that is a bound: `at most 2 s`."""
    return (
        one.range is None
        and (one.bound is Bound.NONE or (bounded and one.bound in {Bound.AT_MOST, Bound.AT_LEAST}))
        and one.tolerance is None
        and (
            one.unit != PLAIN or (one.value.denominator != 1 and digits_shown(one) >= PLAIN_DIGITS)
        )
        and one.unit.scale is Scale.LINEAR
        and not scale_word(one)
        and not _COMPOUND.search(one.text)
        and one.value > 0
        and any(sign.isdigit() for sign in one.text)
        and not (one.hedged and digits_shown(one) < 2)
    )


def may_enter(one: Quantity) -> bool:
    """Whether another number may stand in the place of this one."""
    return (
        one.range is None
        and one.bound is Bound.NONE
        and one.unit.scale is Scale.LINEAR
        and one.value > 0
        and not one.hedged
        and not one.notation.fraction
        and not scale_word(one)
        and not _COMPOUND.search(one.text)
    )


def _fit(sentence: Sentence, result: Term, lead: Lead, source: Source) -> Fit | None:
    """The form that a result fits, if one fits much better than any other."""
    above = [Term(one, sentence.passage) for one in lead.quantities if may_enter(one)]
    for window in windows(sentence, result, source.names):
        shown = [one for one in window.shown if not _is_word(one.quantity)]
        if any(not may_enter(one.quantity) or one.span.start in source.wrong for one in shown):
            continue
        pool = _distinct([*shown, *above], result)
        if not pool or len(shown) > 3 or len(pool) > MOST_INPUTS:
            continue
        if any(one.quantity.value == 1 and not core(one.quantity.dimension) for one in pool):
            continue  # to multiply by one and to divide by it are the same: `1 part to 3 parts`
        fits = sorted(fitting(pool, len(shown), result), key=lambda one: one[2])
        if not fits:
            continue
        shape, picked, chance = fits[0]
        inputs = tuple(pool[at] for at in picked)
        if not governed(lead, inputs):
            return None
        asks = lead.asks and not window.shown and not _WORDS.search(_before(sentence, result))
        fit = Fit(shape, inputs, result, chance, None if asks else window, sentence, lead)
        rival = any(other[2] < CLEARLY * chance and other[0] is not shape for other in fits[1:])
        return None if rival and not _is_share(fit) else fit
    return None


# What says of a result what it is: a word, not the name of a quantity.
_WORDS = re.compile(r"[^\W\d_]{2,}")


def _before(sentence: Sentence, result: Term) -> str:
    return sentence.passage.text[sentence.start : result.quantity.start]


def governed(lead: Lead, inputs: Sequence[Term]) -> bool:
    """Whether no number of the lead stays that others of the sentence may follow from.

    Each is an input itself, a mere count, or gives way to an input that measures the same.
    """
    used = {id(one.quantity) for one in inputs}
    measured = {one.quantity.dimension for one in inputs}
    return all(
        id(one) in used or one.unit == PLAIN or one.dimension in measured for one in lead.quantities
    )


def _is_word(one: Quantity) -> bool:
    """Whether it is a word such as `one`, which stays."""
    return one.value == 1 and not any(sign.isdigit() for sign in one.text)


def _distinct(terms: Sequence[Term], result: Term) -> list[Term]:
    found: list[Term] = []
    for one in terms:
        same = any(
            one.quantity.value == other.quantity.value and one.quantity.unit == other.quantity.unit
            for other in (*found, result)
        )
        if not same and not _is_word(one.quantity):
            found.append(one)
    return found


def fitting(
    pool: Sequence[Term], own: int, result: Term
) -> Iterator[tuple[Shape, tuple[int, ...], float]]:
    """Forms of some numbers, those of the sentence all among them, that give the result."""
    target = result_of(result.quantity)
    plain = [exactly(input_of(one.quantity)) for one in pool]
    yield from _met(plain, own, target)
    counts = [as_count(one) for one in plain]
    if any(one is not other for one, other in zip(counts, plain, strict=True)):
        yield from _met(counts, own, target)


def _met(
    inputs: Sequence[ShapeInput], own: int, target: Result
) -> Iterator[tuple[Shape, tuple[int, ...], float]]:
    met: list[tuple[Shape, tuple[int, ...], float]] = []
    kinds = [kind_of(one) for one in inputs]
    tried = 0
    for shape in _FORMS:
        if shape.arity > len(inputs):
            continue
        for picked in placed(shape, len(inputs)):
            if not all(at in picked for at in range(own)):
                continue
            if dimension_of(shape, [kinds[at] for at in picked]) != target.dimension:
                continue
            tried += shape.weight
            try:
                value = computed(shape, [inputs[at] for at in picked], 0)
            except NoValue:
                continue
            if target.fits(value, 0, implied=False):
                dims = [inputs[at].dimension for at in picked]
                if shape.text == "a × b / c" and dims[2] in dims[:2]:
                    continue  # one of them scaled: the relation itself stands elsewhere
                met.append((shape, picked, target.surprise(value, 0) * shape.weight))
    for shape, picked, surprise in met:
        yield shape, picked, min(1.0, surprise * max(1, tried) / 2)


def formed(
    shape: Shape, terms: Sequence[Term], stated: Quantity, habit: Habit
) -> Calculation | None:
    """The calculation of a form of some numbers, without what is shown of it."""
    relation = _RELATIONS[shape.text]
    if any(
        terms[int(found["one"])].quantity.dimension != terms[int(found["other"])].quantity.dimension
        for found in _SUM.finditer(relation)
    ):
        return None  # work less tokens is nothing
    constants = [quantities(text, habit=habit)[0] for text in ("1", "2")]
    bare = BARE_RULES.get(shape.rule, ())
    leaves = []
    for part in re.findall(r"x\d|(?<![\w*] )\b\d\b", relation):
        if part[0] != "x":
            leaves.append(constants[int(part) - 1])
            continue
        one = terms[int(part[1:])].quantity
        leaves.append(
            replace(one, unit=PLAIN) if int(part[1:]) in bare and one.unit.name == "bit" else one
        )
    inputs = [input_of_term(one, place) for place, one in enumerate(terms)]
    result = replace(stated, bound=Bound.NONE)
    found = related("", inputs, relation, leaves, result, line=0, said="")
    if found is not None and stated.bound is not Bound.NONE and not found.exact:
        return None  # of a bound only what it is exactly is computed
    if found is None:  # `500 kbit/s`: half a million a second, and no bytes
        bits = [_as_count(one) for one in leaves]
        found = related("", inputs, relation, bits, result, line=0, said="")
    return found


def _made(fit: Fit, habit: Habit) -> Calculation | None:
    found = formed(fit.shape, fit.inputs, fit.result.quantity, habit)
    if found is None:
        return None
    places = {id(one.quantity): place for place, one in enumerate(fit.inputs)}
    for place, term in enumerate(fit.inputs):  # where the lead says it again, it changes as well
        for again in fit.lead.quantities:
            if again.value == term.quantity.value and again.unit == term.quantity.unit:
                places.setdefault(id(again), place)
    text = gapped_lead(fit.lead, places)
    if fit.window is not None:
        passage = fit.sentence.passage
        text += LINE + gapped_window(passage, fit.window, places, fit.result.quantity)
    return replace(found, given=text)


def _as_count(one: Quantity) -> Quantity:
    """Bits as a number of them."""
    if "bit" not in one.unit.name:
        return one
    readings = tuple(
        replace(each, value=each.value * 8, factor=each.factor * 8) for each in one.readings
    )
    return replace(one, readings=readings)


def input_of_term(term: Term, place: int) -> Input:
    """A number of the text as an input; what stands in brackets is never changed."""
    return input_of_number(term.quantity, place, fixed=term.bracketed)
