"""Formulas that a text states, held against the cases that it works out with them.

`R = d/λ. 16 cm of wool (0.035) have 4.57, 20 cm of concrete (2.3) have 0.87`: the symbols are told by the
order of the numbers, or by their names, as one case fits them. One that fits establishes the order; the
next is wrong if no order fits it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import permutations

from flashcards import patterns as re
from flashcards.quantities import NUMBER, Habit, quantities
from flashcards.relations.expression import Expression, evaluate, leaves, operations, symbols
from flashcards.relations.finding import Judgement
from flashcards.relations.grammar import Kind, Token, equals_any, parsed, tokens
from flashcards.relations.judging import judged
from flashcards.relations.passages import Role
from flashcards.relations.results import Result, is_few, result_of
from flashcards.relations.series.members import is_condition_at
from flashcards.relations.shapes import Ends, exactly, input_of
from flashcards.relations.statements import Section, Sentence, Term, stretches
from flashcards.relations.values import Undecided, Value, core, counted, digits_shown
from flashcards.relations.vocabulary import OPERATIONS, words_of
from flashcards.values import dataclass

MOST_SYMBOLS = 4
MOST_TOKENS = 60
MOST_WORDS = 3
"""Words of a name: `variable cost`, `hours per week`."""

MOST_LETTERS = 4
"""Of a symbol such as `sd` or `MTBF`; what is longer is a word."""

MOST_CASES = 12
MOST_FORMULAS = 4

CHANCE = 0.06
"""The greatest chance of a coincidence at which cases fit a formula that the text itself states."""

NEAR = 0.03
"""A number that is no farther off is not called wrong: something was rounded on the way."""

FARTHEST = 2000

# Words behind `times` that tell how often or how much more, and name no factor: `three times a day`.
_NO_FACTOR = (
    "an?|per|with|in|on|at|by|as|when|while|than|more|less|faster|slower|larger|bigger|smaller|longer|shorter|"
    "pro|mit|im|am|an|so|mehr|par|avec|plus|moins|dans|sur|en|por|con|com|al|ao|más|mais|menos"
)
_SIGNS = tuple(
    (
        re.compile(
            rf"(?<=[\w)]) (?:{words_of(name)}) (?!(?:{_NO_FACTOR})\b)(?=[\w(])", re.IGNORECASE
        ),
        f" {sign} ",
    )
    for name, sign in OPERATIONS.items()
)


# `2PR` and `4πr²` with their signs, for the grammar of prose reads names and units there.
_SPELLINGS = (
    (re.compile(r"(?<![\w.,^])(\d+)(?=[^\W\d_]{1,3}(?![^\W\d_]))"), r"\1 · "),
    (re.compile(r"π(?=[^\W\d_])"), "π · "),
    (re.compile(r"(?<=[^\W\d_])²"), "^2"),
    (re.compile(r"(?<=[^\W\d_])³"), "^3"),
    (re.compile(r"Δ\s+(?=[^\W\d_])"), "Δ"),  # TeX parts them
)


@dataclass(frozen=True, slots=True, eq=False)
class Formula:
    """A right side with symbols, in the order in which they first stand.

    Attributes:
        text: as written.
        tree: what it computes.
        names: its symbols.
    """

    text: str
    tree: Expression
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Worked:
    """A case: the numbers that are given, and the one that follows.

    Attributes:
        inputs: in order.
        said: the result.
        lead: the words right before each input.
        is_joined: whether its numbers stand in several clauses: `with 30 €, 12 €/h and 5 h it is 90 €`.
    """

    inputs: tuple[Term, ...]
    said: Term
    lead: tuple[str, ...]
    is_joined: bool = False


def stated_judgements(section: Section, habit: Habit) -> Iterator[Judgement]:
    """What the formulas of a section say of the cases behind them, up to the next question."""
    for run in stretches(section):
        cases = [case for one in run for case in _cases(one)]
        formulas = list(_formulas(run, habit))[:MOST_FORMULAS] if cases else []
        for formula, at in formulas:
            yield from _held(formula, [case for case in cases if case.said.span.start >= at])


# --- formulas --------------------------------------------------------------------------------


def _formulas(run: Sequence[Sentence], habit: Habit) -> Iterator[tuple[Formula, int]]:
    """The formulas of a run of sentences and of what governs it, each with the place it holds from."""
    seen: set[str] = set()
    texts = [(one.text, one.passage.span(one.start, one.start + 1).start) for one in run]
    if run:
        above = run[0].passage.context[:2]
        texts += [(one.text, 0) for one in above if one.role is not Role.ITEM]
    for text, at in texts:
        if not _SIGNED.search(text):
            continue
        for found in formulas_in(text, habit):
            if found.text not in seen:
                seen.add(found.text)
                yield found, at


# A sign of arithmetic, or a word for one: without it no formula is looked for.
_SIGNED = re.compile(rf"[/×·÷√^²³⁻*+−]| - |\b{re.by_first('|'.join(map(words_of, OPERATIONS)))}\b")


def formulas_in(text: str, habit: Habit) -> Iterator[Formula]:
    """The formulas with symbols in a text."""
    for pattern, sign in (*_SIGNS, *_SPELLINGS):
        text = pattern.sub(sign, text)
    items = tokens(text, habit)
    if len(items) > 400:
        return
    start = 0
    for end in range(len(items) + 1):
        if end < len(items) and items[end].kind not in (Kind.EQUAL, Kind.OTHER):
            continue
        behind = start > 0 and items[start - 1].kind is Kind.EQUAL
        formula = _formula(text, items[start:end], is_defined=behind)
        if formula is not None and not equals_any(items, start, formula.names):
            yield formula
        start = end + 1


def _formula(text: str, items: Sequence[Token], *, is_defined: bool) -> Formula | None:
    if not 2 <= len(items) <= MOST_TOKENS:
        return None
    if not any(one.kind in (Kind.SIGN, Kind.FUNCTION) for one in items) and not (
        is_defined and all(one.kind is Kind.NAME for one in items)
    ):
        return None  # names side by side are a product in `P = F v` alone
    joined = list(_multiplied(_named(text, list(_parted(text, items)))))
    tree = parsed(joined)
    if tree is None or operations(tree) < 1:
        return None
    names = tuple(dict.fromkeys(symbols(tree)))
    if any(len(name) > MOST_LETTERS for name in names) and any(
        one.kind is Kind.SIGN
        and (one.text in "·-–*" or (not is_defined and one.text == "/" and _is_joint(text, one)))
        for one in items
    ):
        return None  # `easy · 5 min`, `trade-off`, `reads/writes`: what parts words is no sign
    if not 1 <= len(names) <= MOST_SYMBOLS or (len(names) == 1 and operations(tree) < 2):
        return None
    return Formula(text[items[0].start : items[-1].end], tree, names)


def _is_joint(text: str, sign: Token) -> bool:
    """Whether a sign stands between two words without a blank."""
    return text[sign.start - 1 : sign.start].isalpha() and text[sign.end : sign.end + 1].isalpha()


def _parted(text: str, items: Sequence[Token]) -> Iterator[Token]:
    """Letters that stand elsewhere alone as names of their own, and `2 d` as a number and a name."""
    alone = {one.text for one in items if one.kind is Kind.NAME}
    for item in items:
        letters = item.text
        if item.kind is Kind.WORD and len(letters) < 4 and set(letters) <= alone:
            for at, letter in enumerate(letters, item.start):
                yield Token(Kind.NAME, letter, at, at + 1)
            continue
        one = item.quantity
        if alone and one is not None and len(one.unit.name) == 1 and text[item.end - 1].isalpha():
            number = quantities(text[item.start : one.number_end])
            if len(number) == 1:
                yield Token(Kind.NUMBER, number[0].text, item.start, one.number_end, number[0])
                if text[one.number_end : item.end - 1] == "-":  # `1-h` is a difference, and no hour
                    yield Token(Kind.SIGN, "-", one.number_end, one.number_end + 1)
                yield Token(Kind.NAME, text[item.end - 1], item.end - 1, item.end)
                continue
        yield item


_OPERAND_ENDS = (Kind.NAME, Kind.NUMBER, Kind.CLOSE, Kind.RAISED)


def _named(text: str, items: Sequence[Token]) -> Iterator[Token]:
    """Words that stand together as one name each."""
    run: list[Token] = []
    for item in [*items, None]:
        if (
            item is not None
            and item.kind in (Kind.WORD, Kind.NAME)
            and (not run or _is_near(run[-1], item))
        ):
            run.append(item)
            continue
        if len(run) == 1 and run[0].kind is Kind.NAME:
            yield run[0]
        elif run and all(one.kind is Kind.NAME for one in run):
            yield from run
        elif run:
            few = run[-MOST_WORDS:] if len(run) > MOST_WORDS else run
            name = text[few[0].start : few[-1].end]
            yield Token(Kind.NAME, name, few[0].start, few[-1].end)
        run = []
        if item is not None:
            if item.kind in (Kind.WORD, Kind.NAME):
                run = [item]
            else:
                yield item


def _is_near(one: Token, other: Token) -> bool:
    return other.start - one.end <= 1


def _multiplied(items: Iterator[Token]) -> Iterator[Token]:
    """With a sign where two operands stand beside each other: `2PR`, `m v²`, `R (1 − p)`."""
    before: Token | None = None
    for item in items:
        opens = item.kind in (Kind.NAME, Kind.OPEN, Kind.FUNCTION)
        if before is not None and before.kind in _OPERAND_ENDS and opens:
            yield Token(Kind.SIGN, "×", item.start, item.start)
        yield item
        before = item


# --- cases -----------------------------------------------------------------------------------


def _cases(sentence: Sentence) -> Iterator[Worked]:
    """The clauses with a result; once with what stands in brackets and once without."""
    if not sentence.asserted or sentence.measured:
        return
    text = sentence.passage.text
    seen: set[tuple[int, ...]] = set()
    for case in sentence.cases:
        end = case.start + len(case.text)
        within = [t for t in sentence.terms if case.start <= t.quantity.start < end]
        for terms in (list(case.terms), within):
            yield from _worked(text, case.start, terms, seen, is_joined=False)
    for at in range(len(sentence.cases) - 1):
        for last in range(at + 1, min(at + MOST_SYMBOLS, len(sentence.cases))):
            terms = [t for case in sentence.cases[at : last + 1] for t in case.terms]
            yield from _worked(text, sentence.cases[at].start, terms, seen, is_joined=True)


def _worked(
    text: str, start: int, terms: Sequence[Term], seen: set[tuple[int, ...]], *, is_joined: bool
) -> Iterator[Worked]:
    key = tuple(t.quantity.start for t in terms)
    if not 2 <= len(terms) <= MOST_SYMBOLS + 1 or key in seen:
        return
    seen.add(key)
    if any(t.quantity.range is not None or not t.quantity.value for t in terms):
        return
    if any(_GOES_ON.match(text, t.quantity.end) for t in terms[:-1]):
        return  # `1/4 + 1/4·p`: a number of the formula itself
    if any(t.quantity.readings[0].offset for t in terms):
        return  # a temperature, where a formula takes a difference of two
    said = terms[-1]
    if is_few(result_of(said.quantity)):
        return
    if is_condition_at(text, terms[-2].quantity.end, said.quantity.start):
        return
    leads = tuple(_lead(text, start, t) for t in terms[:-1])
    yield Worked(tuple(terms[:-1]), said, leads, is_joined)


# A sign and a symbol behind a number, with a factor or without: the number is one of a formula.
_GOES_ON = re.compile(r"\s?[+\-−–×·*÷^]\s?(?:[\d./,]{1,9}\s?[×·*^]?\s?)?[^\W\d_](?![^\W\d_])")
# What stands right before a number, without a sign of equality or a colon.
_LEAD = re.compile(r"([^\W\d_](?:[\w ]*\w)?)\s*(?:[=:]\s*)?(?:[(]\s*)?$")


def _lead(text: str, start: int, term: Term) -> str:
    found = _LEAD.search(text[max(start, term.quantity.start - 30) : term.quantity.start])
    return found[1].casefold() if found else ""


# --- holding ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Way:
    """How the numbers of a case stand for symbols: in which order, and in base units or as written."""

    order: tuple[int, ...]
    is_written: bool


def _held(formula: Formula, cases: Sequence[Worked]) -> Iterator[Judgement]:
    size = len(formula.names)
    full = [one for one in cases if len(one.inputs) == size][:MOST_CASES]
    named = {id(one): list(_by_names(formula, one)) for one in full}
    for one in full:
        yield from named[id(one)]
    full = [one for one in full if not named[id(one)]]
    if not full:
        return
    best: tuple[tuple[int, float], Way, list[bool | None]] | None = None
    tried = 0
    for written in (False, True):
        for order in permutations(range(size)):
            way = Way(order, written)
            tried += 1
            fits = [_fits(formula, one, way) for one in full]
            held = [one for one, ok in zip(full, fits, strict=True) if ok]
            if not held:
                continue
            chance = math.prod(_surprise(formula, one, way) for one in held)
            rank = (-len(held), chance * tried)
            if best is None or rank < best[0]:
                best = (rank, way, fits)
    if best is None or best[0][1] > CHANCE:
        return
    _, way, fits = best
    failing = [one for one, ok in zip(full, fits, strict=True) if ok is False]
    holding = [one for one, ok in zip(full, fits, strict=True) if ok]
    if not any(one.is_joined for one in holding):
        failing = [one for one in failing if not one.is_joined]
    if len(failing) <= max(1, len(holding) // 2):
        alike = [_kinds(one) for one in holding]
        for one in failing:
            if (
                _kinds(one) in alike
                and not _is_excused(formula, one, way, holding[0])
                and not any(_shares(one, other) for other in holding)
            ):
                yield from _wrong(formula, one, way)
    if (
        len({one.said.span for one in holding}) > 1
    ):  # one alone may fit by chance, and excuses nothing
        for one in holding:
            yield _judgement(formula, one)
    yield from _partial(formula, way, holding[0], cases)


_PURE = frozenset((1, 2, 3, 4, Fraction(1, 2)))
"""Numbers of a formula that hide no unit."""


def _by_names(formula: Formula, one: Worked) -> Iterator[Judgement]:
    """What a formula says of a case that calls each of its numbers as the formula does.

    `charted depth plus height of tide: charted depth 1.8 m, height of tide 2.9 m: 4.7 m`.
    """
    order: list[int] = []
    for name in formula.names:
        called = [
            at
            for at, lead in enumerate(one.lead)
            if lead == name.casefold() or lead.endswith(f" {name.casefold()}")
        ]
        if len(called) != 1 or called[0] in order:
            return
        order.append(called[0])
    ways = [Way(tuple(order), is_written) for is_written in (False, True)]
    fits = [_fits(formula, one, way) for way in ways]
    if any(fits):
        yield _judgement(formula, one)
        return
    # A constant such as 360 or 0.278 takes units of its own.
    constants = [leaf.quantity for leaf in leaves(formula.tree)]
    if one.said.quantity.hedged or any(q.value not in _PURE or q.unit.name for q in constants):
        return
    for way, fit in zip(ways, fits, strict=True):
        if fit is False and _measures(formula, one, way):
            yield from _wrong(formula, one, way)
            return


def _measures(formula: Formula, one: Worked, way: Way) -> bool:
    """Whether a formula of these numbers measures what its result does, or none says a unit."""
    said = core(one.said.quantity.dimension)
    if way.is_written:
        return not any(core(term.quantity.dimension) for term in (*one.inputs, one.said))
    names = {
        name: _as_value(one.inputs[at], is_written=False, with_dimension=True)
        for name, at in zip(formula.names, way.order, strict=True)
    }
    try:
        return core(evaluate(formula.tree, {}, names).dimension) == said
    except (Undecided, ArithmeticError, TypeError, ValueError):
        return False


def _surprise(formula: Formula, one: Worked, way: Way) -> float:
    value = _value(formula, one, way)
    return result_of(one.said.quantity).surprise(value, 0) if value is not None else 1.0


def _shares(one: Worked, other: Worked) -> bool:
    """Whether two readings of a clause have the same result."""
    return one.said is other.said


def _partial(
    formula: Formula, way: Way, base: Worked, cases: Sequence[Worked]
) -> Iterator[Judgement]:
    """Cases behind the base that change one of its numbers and keep the others."""
    for one in cases:
        if len(one.inputs) != 1 or len(base.inputs) < 2 or one.said is base.said:
            continue
        if one.said.span.start < base.said.span.start or not _alike(one.said, base.said):
            continue
        given = one.inputs[0]
        alike = [
            at
            for at, term in enumerate(base.inputs)
            if core(term.quantity.dimension) == core(given.quantity.dimension)
            and (
                term.quantity.unit.name == given.quantity.unit.name
                or core(given.quantity.dimension)
            )
        ]
        named = [at for at in alike if one.lead[0] and one.lead[0] == base.lead[at]]
        alike = named or alike
        if len(alike) != 1:
            continue
        inputs = [*base.inputs]
        inputs[alike[0]] = given
        whole = Worked(tuple(inputs), one.said, base.lead)
        if _fits(formula, whole, way) is False and (
            _has_slipped(formula, whole, way) or _is_turned(formula, whole, way, alike[0])
        ):
            yield from _wrong(formula, whole, way)


def _alike(one: Term, other: Term) -> bool:
    return core(one.quantity.dimension) == core(other.quantity.dimension)


def _has_slipped(formula: Formula, one: Worked, way: Way) -> bool:
    value = _value(formula, one, way)
    return value is not None and result_of(one.said.quantity).slips(value[1], 0)


def _is_turned(formula: Formula, one: Worked, way: Way, given: int) -> bool:
    """Whether a number is what comes of an input left out, or of two in each other's place."""
    if digits_shown(one.said.quantity) < 2:
        return False
    others = [Way(order, way.is_written) for order in permutations(range(len(one.inputs)))]
    if any(_fits(formula, one, other) for other in others):
        return True
    result = result_of(one.said.quantity)
    for at in range(len(one.inputs)):
        for neutral in (0, 1):
            value = _value(formula, one, way, {at: neutral}) if at != given else None
            if value is not None and result.fits(value, 0, implied=False):
                return True
    return False


def _is_excused(formula: Formula, one: Worked, way: Way, base: Worked) -> bool:
    """Whether a case fits the formula in another order, and its numbers may be meant in that."""
    if _is_told_apart(base) and [_kind(t) for t in one.inputs] == [_kind(t) for t in base.inputs]:
        return False
    if len(set(base.lead)) == len(base.lead) and one.lead == base.lead and all(one.lead):
        return False
    size = len(formula.names)
    return any(
        _fits(formula, one, Way(order, way.is_written)) for order in permutations(range(size))
    )


def _kind(term: Term) -> tuple[object, ...]:
    """What a number measures and counts."""
    is_share = term.quantity.unit.name in {"%", "‰"}
    return core(term.quantity.dimension), counted(term.quantity.dimension), is_share


def _kinds(one: Worked) -> list[tuple[object, ...]]:
    return [_kind(term) for term in (*one.inputs, one.said)]


def _is_told_apart(one: Worked) -> bool:
    """Whether each of its numbers measures or counts something else."""
    kinds = [_kind(term) for term in one.inputs]
    return len(set(kinds)) == len(kinds) and all(any(kind[:2]) for kind in kinds)


def _fits(formula: Formula, one: Worked, way: Way) -> bool | None:
    """Whether a case fits; None where it has no value or is near."""
    value = _value(formula, one, way)
    if value is None:
        return None
    result = result_of(one.said.quantity)
    if result.fits(value, 0, implied=False):
        return True
    stated = result.input.readings[0][1]
    if not stated or not value[1]:
        return None
    ratio = abs(value[1] / stated)
    if not 1 / FARTHEST < ratio < FARTHEST:
        return None
    room = NEAR + 1.5 * min(result.width, 0.3)
    return None if abs(ratio - 1) <= room else False


def _value(
    formula: Formula, one: Worked, way: Way, neutral: Mapping[int, int] | None = None
) -> Ends | None:
    """What a formula gives; with 0 or 1 for an input that is left out."""
    names: dict[str, Value] = {}
    for name, at in zip(formula.names, way.order, strict=True):
        names[name] = _as_value(one.inputs[at], is_written=way.is_written)
        if neutral and at in neutral:
            names[name] = Value.exact(Fraction(neutral[at]), names[name].dimension)
    try:
        found = evaluate(formula.tree, {}, names)
        ends = (float(found.low), float(found.mid), float(found.high))
    except (Undecided, ArithmeticError, TypeError, ValueError):
        return None
    if way.is_written:
        said = one.said.quantity.readings[0]
        ends = tuple(end * float(said.factor) + float(said.offset) for end in ends)  # type: ignore[assignment]
    return ends if all(map(math.isfinite, ends)) else None


def _as_value(term: Term, *, is_written: bool, with_dimension: bool = False) -> Value:
    if is_written:
        return Value.exact(term.quantity.value)
    low, mid, high = exactly(input_of(term.quantity)).readings[0]
    dimension = core(term.quantity.dimension) if with_dimension else NUMBER
    return Value(Fraction(mid), Fraction(low), Fraction(high), dimension)


def _wrong(formula: Formula, one: Worked, way: Way) -> Iterator[Judgement]:
    value = _value(formula, one, way)
    if value is not None:
        result: Result = result_of(one.said.quantity)
        yield _judgement(formula, one, result.shown(value[1], 0))


def _judgement(formula: Formula, one: Worked, expected: str = "") -> Judgement:
    inputs = (term.span for term in one.inputs)
    return judged(one.said, "formula", formula.text.strip(), expected=expected, inputs=inputs)
