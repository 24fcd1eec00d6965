"""Cases that follow a law of their section in one number: what else the law holds is given or the same for all.

`P = ½ρ·CdA·v³. With ρ = 1.2 and CdA = 0.5: 5 m/s 37.5 W, 7 m/s 103 W, 10 m/s 150 W`; `the radius is 17.3√(d/4f):
5.22 m, and 20.9 m at four times the distance`. A symbol without a value enters as a factor or as a summand in most
laws; then one case fixes it for the next. A case is called wrong where others fit the law, or where its number is
what a known slip makes of the right one: the law's power left out, turned round or taken twice, a unit, a digit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from flashcards import patterns as re
from flashcards.quantities import Habit, Quantity
from flashcards.relations.assertions import is_question
from flashcards.relations.elsewhere import is_changed_beside, is_of_another
from flashcards.relations.finding import Judgement
from flashcards.relations.judging import judged
from flashcards.relations.passages import Passage, Role
from flashcards.relations.results import is_few, is_part_of_one, result_of
from flashcards.relations.series.members import clauses_of, result_at
from flashcards.relations.shapes import input_of
from flashcards.relations.statements import Case, Section, Sentence, Term, stretches
from flashcards.relations.symbolic import Symbolic, symbolics
from flashcards.relations.values import core, counted, digits_shown
from flashcards.values import dataclass

MOST_LAWS = 6
MOST_CASES = 10

LIKELY = 0.05
"""The greatest chance of a coincidence at which a case bears a law out."""

NAMED = 0.25
"""The same where each case names the symbol of the law that varies: `1/(2N): 0.01 for N = 50`."""

SLIPPED = 0.3
"""The greatest chance at which a number looks like a slip from what the law gives."""

NEAR = 0.03
"""A number that is no farther off is not called wrong: something was rounded on the way."""

POWERS = (-3.0, -2.0, -1.0, -0.5, 0.5, 1.0, 2.0, 3.0)
"""Powers of a law that authors take in place of the right one."""


NEAT = (2.0, 4.0, 0.5, 0.25)
"""Factors that authors forget or take twice where a power is halved or doubled."""


@dataclass(frozen=True, slots=True, eq=False)
class Case1:
    """A case: the number that varies, the one that follows, and what gives the first its name.

    Attributes:
        clause: both stand in it.
        given, said: the numbers.
        name: the symbol right before the given one, "" for none.
        values: what the text gives other symbols, as it stands there.
    """

    clause: Case
    given: Term
    said: Term
    name: str
    values: Mapping[str, tuple[float, Quantity]]

    @property
    def kind(self) -> tuple[object, ...]:
        """What its numbers measure."""
        return (
            *_kind(self.given.quantity),
            counted(self.given.quantity.dimension),
            *_kind(self.said.quantity),
        )


def _kind(one: Quantity) -> tuple[object, ...]:
    return core(one.dimension), one.unit.name in {"%", "‰"}, one.unit.name == "×"


@dataclass(frozen=True, slots=True)
class Way:
    """How a law gives a result: which symbol varies, in which units, and what fixes the rest.

    Attributes:
        law: its place among the laws.
        name: the symbol that varies.
        is_base: whether the given number is taken in base units, or as it is written.
        how: "value" in base units, "written" in the unit of the result, "factor" or "summand" of a first case.
        base: the first case's place, -1 where the law needs none.
    """

    law: int
    name: str
    is_base: bool
    how: str
    base: int = -1


def followed_judgements(section: Section, habit: Habit) -> Iterator[Judgement]:
    """What the laws of a section say of the cases behind them, up to the next question."""
    for run in stretches(section):
        if any(one.terms for one in run):  # else it has no case
            yield from _of_run(run, habit)


def _of_run(run: Sequence[Sentence], habit: Habit) -> Iterator[Judgement]:
    values = _assigned(run)
    laws = list(_laws(run, habit, {name for _, name, _ in values}))[:MOST_LAWS]
    if not laws:
        return
    groups: dict[tuple[object, ...], list[Case1]] = {}
    for case in _cases(run, laws, values):
        groups.setdefault(case.kind, []).append(case)
    first = min(at for _, at in laws)
    for cases in groups.values():
        # What stands before the first law is of none.
        group = [case for case in cases if case.said.span.start > first]
        behind = [law for law, at in laws if group and at <= group[-1].said.span.start]
        if behind:
            asked = _asked(run, group[0])
            yield from _judged(behind, [*([asked] if asked else []), *group[:MOST_CASES]])


def _asked(run: Sequence[Sentence], first: Case1) -> Case1 | None:
    """What the question asks as a case: its one number of a kind, and the first such result behind it."""
    kind, unit = _kind(first.given.quantity), first.said.quantity.unit.name
    if not kind[0] and not counted(first.given.quantity.dimension):
        return None
    for above in _questions(run):
        alike = [q for q in above.quantities if _kind(q) == kind and _is_counted_alike(q, first)]
        if len(alike) != 1 or not alike[0].value or alike[0].range is not None:
            continue
        for sentence in run:
            for term in sentence.terms:
                if term.span.start >= first.clause.terms[0].span.start:
                    return None
                if term.quantity.unit.name == unit and core(term.quantity.dimension) == core(
                    first.said.quantity.dimension
                ):
                    asked = Term(alike[0], above)
                    return Case1(first.clause, asked, term, first.name, first.values)
    return None


def _questions(run: Sequence[Sentence]) -> list[Passage]:
    """The question of a run of sentences, and what stands above it."""
    first = run[0].passage
    own = [first] if first.role is Role.TITLE or is_question(run[0].text) else []
    return [*own, *first.context[:2]]


def _is_counted_alike(one: Quantity, first: Case1) -> bool:
    return counted(one.dimension) == counted(first.given.quantity.dimension)


# --- laws and values -------------------------------------------------------------------------


def _laws(run: Sequence[Sentence], habit: Habit, given: set[str]) -> Iterator[tuple[Symbolic, int]]:
    seen: set[str] = set()
    for sentence in run:
        measured = [
            (q.start - sentence.start, q.end - sentence.start, float(q.value))
            for q in (t.quantity for t in sentence.terms)
            if _has_unit(q, given)
        ]
        for found in symbolics(sentence.text, habit, measured, given):
            if found.text not in seen and not _is_unit(found, sentence, given):
                seen.add(found.text)
                at = sentence.passage.span(
                    sentence.start + found.start, sentence.start + found.end
                ).start
                yield found, at


def _has_unit(one: Quantity, given: set[str]) -> bool:
    """Whether a number has a unit that is no symbol: `5 MHz`, but not `2N` of `1/(2N)`."""
    if not core(one.dimension) or one.text[-1:] in given:
        return False
    return len(one.unit.name) > 1 or " " in one.text or "\u00a0" in one.text


def _is_unit(found: Symbolic, sentence: Sentence, given: set[str]) -> bool:
    """Whether a formula is the name of a unit: `m/s`, `W/m²`."""
    before = sentence.text[: found.start].rstrip(" ([$")[-1:]
    return (
        before not in {"=", ":"}
        and not any(x.isdigit() for x in found.text)
        and (
            given.isdisjoint(found.names)
            and re.fullmatch(r"\w{1,2}[²³]?/\w{1,2}[²³]?", found.text) is not None
        )
    )


# `n = 20`: a symbol right before the sign and the number.
_GIVEN = re.compile(
    r"(?<![\w/·×*^])((?:Δ\s?)?[^\W\d_](?:_\w{1,3}|[₀-₉]{1,2}|\d)?|[A-Za-z]{2,4})\s?[=≈]\s?[$(]?$"
)


def _assigned(run: Sequence[Sentence]) -> list[tuple[int, str, Quantity]]:
    """What symbols get a value, and where; in the question above, too."""
    found: list[tuple[int, str, Quantity]] = []
    above = run[0].passage.context[:2] if run else ()
    for passage in above:
        for q in passage.quantities:
            if name := name_before(passage.text, q):
                found.append((-1, name, q))
    for sentence in run:
        for term in sentence.terms:
            if name := name_before(sentence.passage.text, term.quantity):
                found.append((term.span.start, name, term.quantity))
    return found


# What goes on with an expression: `η = 1 − r^(1 − k)` gives no symbol a value.
_GOES_ON = re.compile(r"\s?[+\-−–×·*/÷^(√]|[^\W\d_]")


def name_before(text: str, one: Quantity) -> str:
    """The symbol that a number is the value of, "" for none."""
    found = _GIVEN.search(text[: one.start][-12:])
    if found and text[max(0, one.start - 12) : one.start][: found.start()].rstrip()[-1:].isdigit():
        return ""  # `230 V = 325 V`
    return found[1].replace(" ", "") if found and not _GOES_ON.match(text, one.end) else ""


def _clauses(run: Sequence[Sentence], laws: Sequence[tuple[Symbolic, int]]) -> list[Case]:
    """The clauses that may be cases; those beside a formula without its numbers."""
    places = [(at, at + len(law.text)) for law, at in laws]

    def is_of_law(term: Term) -> bool:
        return any(start <= term.span.start < end for start, end in places)

    # `yields i * 2. i is equal to 10`: the formula's own number is no case of it.
    found = [case for case in clauses_of(run) if not any(map(is_of_law, case.terms))]
    held = {(id(case.passage), case.start) for case in found}
    for sentence in run:
        if not sentence.asserted or sentence.measured:
            continue
        for case in sentence.cases:
            if (id(case.passage), case.start) in held:
                continue
            terms = tuple(t for t in case.terms if not is_of_law(t))
            if len(terms) == 2 < len(case.terms) and not _SIGN.search(_between(case, terms)):
                found.append(replace(case, terms=terms))
    return sorted(found, key=lambda case: case.terms[0].span.start)


# A sign of arithmetic between two numbers: what is computed there is held by itself.
_SIGN = re.compile(r"[×÷*·^√=/]|\s[-−+]\s")
# `0.01 for N = 50`: the sign gives a symbol its value.
_VALUE = re.compile(r"(?<!\w)[^\W\d_](?:_\w)?\s?=")


def _between(case: Case, terms: Sequence[Term]) -> str:
    text = case.passage.text[terms[0].quantity.end : terms[1].quantity.start]
    return _VALUE.sub("", text)


def _cases(
    run: Sequence[Sentence],
    laws: Sequence[tuple[Symbolic, int]],
    values: Sequence[tuple[int, str, Quantity]],
) -> Iterator[Case1]:
    names = {at: name for at, name, _ in values}
    for clause in _clauses(run, laws):
        terms = [t for t in clause.terms if t.quantity.range is None and t.quantity.value]
        if len(terms) != len(clause.terms) or not 2 <= len(terms) <= MOST_GIVEN + 1:
            continue
        at = result_at(clause) if len(terms) == 2 else len(terms) - 1
        said, others = terms[at], [t for i, t in enumerate(terms) if i != at]
        # What has the name of another symbol is given besides.
        free = [t for t in others if not names.get(t.span.start)]
        if len(free) > 1 or names.get(said.span.start) or is_few(result_of(said.quantity)):
            continue
        known: dict[str, tuple[float, Quantity]] = {}
        for where, name, q in values:
            if where < said.span.start:
                known[name] = (float(q.readings[0].value), q)
        for given in free or others:
            yield Case1(clause, given, said, names.get(given.span.start, ""), known)


MOST_GIVEN = 3


# --- holding ---------------------------------------------------------------------------------


def _judged(laws: Sequence[Symbolic], group: Sequence[Case1]) -> Iterator[Judgement]:
    ways = [way for index, law in enumerate(laws) for way in _ways(index, law, group)]
    table = {
        way: [_predicted(laws[way.law], way, group, at) for at in range(len(group))] for way in ways
    }
    fits: dict[Way, list[int]] = {}
    for way, found in table.items():
        fits[way] = [
            at
            for at, value in enumerate(found)
            if at != way.base and value is not None and _fits(group[at], value)
        ]
    best = _best(group, table, fits)
    if best is not None:
        yield from _established(laws, group, table, fits, best)
    elif len(group) <= MOST_UNBORNE:
        yield from _slipped(laws, group, table)


MOST_UNBORNE = 2


def _is_first(way: Way, held: Sequence[int]) -> bool:
    """Whether the first case, the example, bears a way out as it stands."""
    return way.base < 0 and held[0] == 0


def _best(
    group: Sequence[Case1], table: Mapping[Way, list[float | None]], fits: Mapping[Way, list[int]]
) -> Way | None:
    """The way that most cases bear out, where that is unlikely to be by chance."""
    ranked = []
    for way, held in fits.items():
        if not held:
            continue
        chance = 1.0
        for at in held:
            value = table[way][at]
            if value is None:
                continue
            tried = len({f"{x[at]:.4g}" for x in table.values() if x[at] is not None})
            chance *= result_of(group[at].said.quantity).surprise((value, value, value), 0) * (
                tried if chance == 1.0 else 1
            )
        # The first case is the example.
        ranked.append((-len(held), held[0], chance, way))
    if not ranked:
        return None
    ranked.sort(key=lambda one: one[:3])
    *_, chance, way = ranked[0]
    return way if chance <= (NAMED if all(case.name for case in group) else LIKELY) else None


def _established(
    laws: Sequence[Symbolic],
    group: Sequence[Case1],
    table: Mapping[Way, list[float | None]],
    fits: Mapping[Way, list[int]],
    best: Way,
) -> Iterator[Judgement]:
    held = fits[best]
    failing = []
    for at, value in enumerate(table[best]):
        if at == best.base or at in held or value is None:
            continue
        if _is_near(group[at], value, is_sure=best.base < 0 and len(held) > 1):
            continue
        # Another law, or another of its symbols, gives it; of the accused alone that says nothing
        # where the first case, the example, fits.
        least = 1 if _is_first(best, held) else 0
        if any(at in other and len(other) > least for other in fits.values()):
            continue
        failing.append(at)
    if len(failing) > max(1, len(held) // 2):
        return
    for at in failing:
        value = table[best][at]
        if value is None or not _may_be_wrong(group[at], value):
            continue
        if not any(_is_built_alike(group[at], group[one]) for one in held):
            continue
        yield _judgement(laws[best.law], group[at], value)


def _is_built_alike(one: Case1, other: Case1) -> bool:
    """Whether two cases count the same and name the same symbol."""
    return (
        (one.name == other.name or not (one.name and other.name))
        and counted(one.given.quantity.dimension) == counted(other.given.quantity.dimension)
        and one.said.quantity.unit.name == other.said.quantity.unit.name
    )


def _slipped(
    laws: Sequence[Symbolic], group: Sequence[Case1], table: Mapping[Way, list[float | None]]
) -> Iterator[Judgement]:
    """A second case that no way gives, by what a slip makes of what one way gives."""
    at = len(group) - 1
    case = group[at]
    if at < 1 or not _is_built_alike(case, group[0]) or digits_shown(case.said.quantity) < 2:
        return
    if (
        not case.name
        and case.given.quantity.unit.name == "%"
        and core(case.said.quantity.dimension)
    ):
        return  # `the shaft needs 28.6 kW, and at 90% the motor 31.8 kW`: it goes on from the result
    found: dict[str, tuple[Way, float]] = {}
    for way, values in table.items():
        value = values[at]
        if value is None or way.base != 0:
            continue
        if _fits(case, value, implied=True) or _is_near(case, value):
            return
        found.setdefault(f"{value:.3g}", (way, value))
    if len(found) != 1:
        return
    way, value = next(iter(found.values()))
    first = _base(group[0].said.quantity)
    grown = first * _base(case.given.quantity) / _base(group[0].given.quantity)
    if _fits(case, grown) and not (case.name or _gives(laws[way.law], group[0])):
        return  # in proportion, which may be said of something else than the law is of
    known = way.name in case.values and _kind(case.values[way.name][1]) == _kind(
        case.given.quantity
    )
    if _may_be_wrong(case, value) and (
        _misform(group[0], case, value, is_certain=bool(case.name) or known) <= SLIPPED
    ):
        yield _judgement(laws[way.law], case, value)


# Between a formula and its result.
_GIVES = re.compile(r"[\s)$]*(?:=|≈|:|is|are|ist|sind|est|es|é)[\s$≈~]*$")


def _gives(law: Symbolic, base: Case1) -> bool:
    """Whether the first result stands right behind the law, with nothing but a sign between them."""
    text = base.said.passage.text
    at = text.rfind(law.text.strip(), 0, base.said.quantity.start)
    return at >= 0 and (
        _GIVES.match(text[at + len(law.text.strip()) : base.said.quantity.start]) is not None
    )


def _misform(base: Case1, case: Case1, value: float, *, is_certain: bool) -> float:
    """How likely it is by chance that a number is what a slip makes of a value."""
    result = result_of(case.said.quantity)
    if result.slips(value, 0):
        return 12 * result.width
    ratio = _base(case.given.quantity) / _base(base.given.quantity)
    first = _base(base.said.quantity)
    if ratio > 0:
        for power in POWERS:
            x = first * ratio**power
            if result.fits((x, x, x), 0, implied=False):
                return len(POWERS) * result.width
    if not result.dimension and value > 0 and any(_fits(case, x) for x in (value**2, value**0.5)):
        return 2 * result.width
    if is_certain and any(_fits(case, value * factor) for factor in NEAT):
        return len(NEAT) * result.width
    return 1.0


def _may_be_wrong(case: Case1, value: float) -> bool:
    result = result_of(case.said.quantity)
    stated = _base(case.said.quantity)
    if not stated or not value or is_part_of_one(result, value):
        return False
    if any(t.bracketed for t in (case.given, case.said)):
        return False
    given = (input_of(case.given.quantity),)
    if is_of_another(case.said, given, 0.0, (value,) * 3):
        return False
    return not is_changed_beside(case.clause, (case.given, case.said), result, value)


def _fits(case: Case1, value: float, *, implied: bool = False) -> bool:
    result = result_of(case.said.quantity)
    return result.fits((value, value, value), 0, implied=implied)


def _is_near(case: Case1, value: float, *, is_sure: bool = False) -> bool:
    """Whether a number is too near to be called wrong; less so where others are met to the last digit."""
    result = result_of(case.said.quantity)
    stated = _base(case.said.quantity)
    room = (0.0 if is_sure else NEAR) + 1.5 * min(result.width, 0.3)
    return bool(stated) and abs(value / stated - 1) <= room


# --- ways ------------------------------------------------------------------------------------


def _ways(index: int, law: Symbolic, group: Sequence[Case1]) -> Iterator[Way]:
    named = {case.name for case in group if case.name}
    if named and named <= set(law.names):
        names = tuple(named)
    elif named:
        return
    else:
        # A symbol that has a value of the same kind as the given numbers is the one that varies; else one
        # that has none.
        kind = _kind(group[0].given.quantity)
        known = group[0].values
        alike = [n for n in law.names if n in known and kind[0] and _kind(known[n][1]) == kind]
        names = tuple(alike or [n for n in law.names if n not in known] or law.names)
    for name in names:
        others = [n for n in law.names if n != name and n not in group[0].values]
        for is_base in (False, True):
            if not others:
                yield Way(index, name, is_base, "value")
                yield Way(index, name, is_base, "written")
            for base in range(min(2, len(group) - 1)):
                yield Way(index, name, is_base, "factor", base)
                yield Way(index, name, is_base, "summand", base)


def _base(one: Quantity) -> float:
    return float(one.readings[0].value)


def _predicted(law: Symbolic, way: Way, group: Sequence[Case1], at: int) -> float | None:
    """What a way gives for a case, in base units."""
    case = group[at]
    said = case.said.quantity.readings[0]
    if said.offset or case.given.quantity.readings[0].offset:
        return None
    try:
        if way.base < 0:
            value = law.value(_filled(law, way, case, {}))
            return value if way.how == "value" else value * float(said.factor)
        base = group[way.base]
        if at == way.base or _same(base, case):
            return None
        changes = []
        for others in _GUESSES:
            first = law.value(_filled(law, way, base, others))
            second = law.value(_filled(law, way, case, others))
            changes.append(second / first if way.how == "factor" else second - first)
        if abs(changes[0] - changes[1]) > SAME * abs(changes[0]) or not changes[0]:
            return None
        if way.how == "factor":
            return _base(base.said.quantity) * changes[0]
        if not _adds(law, way, base):
            return None
        return _base(base.said.quantity) + changes[0] * float(said.factor)
    except (ArithmeticError, TypeError, ValueError, KeyError):
        return None


SAME = 1e-9
# Two values each for symbols that have none: what does not depend on them depends on one symbol alone.
_GUESSES: tuple[Mapping[str, float], ...] = ({"": 1.7, "*": 0.31}, {"": 2.9, "*": 0.17})


def _adds(law: Symbolic, way: Way, base: Case1) -> bool:
    """Whether what is unknown of a law is a summand that it has: with none, nothing is added."""
    return any(n != way.name and n not in base.values for n in law.names)


def _same(one: Case1, other: Case1) -> bool:
    return _base(one.given.quantity) == _base(other.given.quantity)


def _filled(law: Symbolic, way: Way, case: Case1, guess: Mapping[str, float]) -> dict[str, float]:
    found: dict[str, float] = {}
    for place, name in enumerate(law.names):
        if name == way.name:
            one = case.given.quantity
            is_plain = one.unit.name in {"%", "‰"}
            found[name] = _base(one) if way.is_base or is_plain else float(one.value)
        elif name in case.values:
            value, q = case.values[name]
            found[name] = value if way.is_base or q.unit.name in {"%", "‰"} else float(q.value)
        elif guess:
            found[name] = guess[""] + place * guess["*"]
    return found


def _judgement(law: Symbolic, case: Case1, value: float) -> Judgement:
    shown = result_of(case.said.quantity).shown(value, 0)
    how = f"{law.text.strip()}, with {case.given.quantity.text}"
    return judged(case.said, "formula", how, expected=shown, inputs=(case.given.span,))
