"""Amounts and rates: what units alone say of numbers that stand near each other.

`6 GB over a 20 Mbit/s line in 5 min`: of a size and a rate only one time can come. Of the numbers near
a result those are taken that stand nearest, and with units that cancel to the result's. A result is
called wrong only if it has the digits of the right one (a power of ten, bits for bytes, minutes for
hours, two digits swapped, a product for a quotient), or if another result of the section is confirmed by
the same kinds of numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import combinations, compress, permutations, product

from flashcards import patterns as re
from flashcards.quantities import Dimension, Quantity, dimension, quantities, raised
from flashcards.relations.assertions import distanced, is_attribute, is_task
from flashcards.relations.elsewhere import factors_in_words, is_step_of_tariff
from flashcards.relations.finding import Judgement, Verdict
from flashcards.relations.judging import judged, value_of_term
from flashcards.relations.passages import Passage, Role
from flashcards.relations.results import Result, are_tens, is_swapped, result_of
from flashcards.relations.series.members import is_condition_at
from flashcards.relations.shapes import Ends, Input, exactly, input_of, scaled
from flashcards.relations.statements import Section, Sentence, Term
from flashcards.relations.values import core, counted, digits_shown
from flashcards.values import dataclass

MOST_BEFORE = 60
"""Sentences of a paragraph that are looked back at; in a longer one, most are a table's rows."""

MOST_NEAR = 10
"""Numbers round a result among which its inputs are looked for."""

MOST_BEYOND = 0.15
"""How far off a result may be that nothing but the units of a confirmed neighbour refutes: more is
another thing, or something was left out."""

LEAST_BEYOND = 0.015


RANK_OF_PARAGRAPH = 2
"""From here on a number stands beyond the sentence of a result."""

_POWER: Dimension = (("kilogram", 1), ("metre", 2), ("second", -3))
_TIME: Dimension = (("second", 1),)


@dataclass(frozen=True, slots=True, eq=False)
class Near:
    """A number near a result.

    Attributes:
        term: where it stands.
        input: as forms see it; of `90% of 1 Gbit/s` the product.
        dimension: what it measures and counts.
        rank: 0 in the clause of the result, 1 in its sentence, 2 in its paragraph, 3 in what governs it.
    """

    term: Term
    input: Input
    dimension: Dimension
    rank: int

    @property
    def is_rate(self) -> bool:
        """Whether it is so much for each of something."""
        if "/" in self.input.quantity.unit.name or self.dimension == _POWER:
            return True
        return len(self.dimension) > 1 and sorted(p for _, p in self.dimension) == [-1, 1]


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """One way in which units give a result's unit.

    Attributes:
        parts: the numbers, each with its power.
        ends: low end, value and high end, one for each reading.
        rank: how far off its numbers stand, the farthest first; at last whether their units differ, as
            kg and mg/ml do, and are no parts of one another, and how many numbers stand nearer.
        is_exact: whether they give what the result counts, too.
    """

    parts: tuple[tuple[Near, int], ...]
    ends: tuple[Ends, ...]
    rank: tuple[int, int, int, int]
    is_exact: bool

    @property
    def kinds(self) -> tuple[tuple[Dimension, int], ...]:
        """What its numbers measure; of results of one section the same."""
        return tuple(sorted((one.dimension, power) for one, power in self.parts))

    @property
    def text(self) -> str:
        """With the numbers as written."""
        above = " × ".join(one.input.text for one, power in self.parts if power > 0)
        below = "".join(f" / {one.input.text}" for one, power in self.parts if power < 0)
        return f"{above or '1'}{below}"


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """A result with the way that stands nearest."""

    term: Term
    result: Result
    way: Way
    holds: bool
    others: tuple[Way, ...]
    near: tuple[Near, ...]
    sentence: Sentence


def rate_judgements(section: Section) -> Iterator[Judgement]:
    """What units say of the results of a section."""
    passages: dict[int, list[Sentence]] = {}
    held: list[Held] = []
    for sentence in section.sentences:
        before = passages.setdefault(id(sentence.passage), [])
        held += _held(before[-MOST_BEFORE:], sentence)
        before.append(sentence)
    confirmed = {one.way.kinds for one in held if one.holds}
    for one in held:
        if one.holds:
            yield _judgement(one, Verdict.RIGHT)
            continue
        if _is_excused(one):
            continue
        if _has_slipped(one) or (one.way.kinds in confirmed and _is_beyond(one)):
            yield _judgement(one, Verdict.WRONG)


def _judgement(one: Held, verdict: Verdict) -> Judgement:
    expected = one.result.shown(one.way.ends[0][1], 0) if verdict is Verdict.WRONG else ""
    how = f"{one.way.text} = {expected}" if expected else one.way.text
    inputs = (near.term.span for near, _ in one.way.parts)
    return judged(one.term, "rate", how, expected=expected, inputs=inputs)


# --- results ---------------------------------------------------------------------------------


def _held(before: Sequence[Sentence], sentence: Sentence) -> Iterator[Held]:
    if not sentence.asserted or sentence.measured or is_task(sentence.text):
        return
    for term in sentence.terms:
        said = term.quantity
        if not _may_result(term) or _is_condition(sentence, term) or is_step_of_tariff(term):
            continue
        near = _near(before, sentence, term)
        if not any(one.is_rate for one in near):
            continue
        ways = sorted(_exact(list(_ways(near, term))), key=lambda way: way.rank)
        if not ways:
            continue
        result = result_of(said)
        told = [_is_told(way, sentence, term) for way in ways]
        # `32 values in 18 bytes, 4.5 bits per value`: a rate behind it excuses, and tells no more.
        if any(
            not follows and way.rank[0] < RANK_OF_PARAGRAPH and _fits(result, way)
            for way, follows in zip(ways, told, strict=True)
        ):
            continue
        ways = list(compress(ways, told))
        if not ways:
            continue
        first = ways[0]
        rivals = [way for way in ways[1:] if way.rank == first.rank and not _same(way, first)]
        # What stands in one sentence is not excused by what stands beyond it.
        ways = [way for way in ways if way.rank[0] <= max(first.rank[0], 1)]
        fitting = [way for way in ways if _fits(result, way)]
        if fitting:
            if (
                fitting[0].rank == first.rank
                and not _scales(fitting[0], term.quantity.dimension)
                and _fits(result, fitting[0], implied=False)
            ):
                yield Held(term, result, fitting[0], True, (), (), sentence)
            continue
        if not rivals:
            yield Held(term, result, first, False, tuple(ways[1:]), tuple(near), sentence)


MOST_ABOVE = 2


def _above(passage: Passage) -> Sequence[Passage]:
    """The nearest headings and parents that have numbers: `Answer: B` has none of the question."""
    return [above for above in passage.context if above.quantities][:MOST_ABOVE]


def _mismatch(picked: Sequence[Near]) -> int:
    """How many numbers have a unit that no other's unit has in it."""
    names = [set(re.split(r"[/·]", one.input.quantity.unit.name)) for one in picked]
    return sum(
        names[at].isdisjoint(set().union(*(other for i, other in enumerate(names) if i != at)))
        for at in range(len(names))
    )


def _exact(ways: list[Way]) -> list[Way]:
    """Those that give what is counted, too, if any do."""
    return [way for way in ways if way.is_exact] or ways


def _may_result(term: Term) -> bool:
    one = term.quantity
    return (
        one.range is None
        and bool(one.value)
        and not one.notation.fraction
        and not is_attribute(one.text)
        and one.unit.name not in {"%", "‰", "×"}
        and bool(one.dimension)
        and digits_shown(one) < 15
    )


def _is_condition(sentence: Sentence, term: Term) -> bool:
    """Whether a result is told for a number; the time at the end that something is done in is one."""
    if _is_last_time(sentence, term):
        return False
    return is_condition_at(term.passage.text, sentence.start, term.quantity.start)


# `in 5 min`: how long it took.
_IN = re.compile(
    r"\b(?:in|en|em|dans)(?: about| etwa| rund| unos| environ| cerca de)? $", re.IGNORECASE
)


def _is_last_time(sentence: Sentence, term: Term) -> bool:
    text = term.passage.text[sentence.start : term.quantity.start]
    is_last = term is sentence.terms[-1] and core(term.quantity.dimension) == _TIME
    if term.quantity.text[:2] in {"1 ", "1\u00a0"}:  # what happens in one year is told for that
        return False
    return is_last and _IN.search(text) is not None


def _is_told(way: Way, sentence: Sentence, term: Term) -> bool:
    """Whether a result follows its inputs: they stand before it in its sentence, or it stands there alone.

    A number alone in a list's item is an option among others.
    """
    inside = [one.term for one, _ in way.parts if one.rank < 2]
    if not inside:
        words = len(sentence.text.split())
        return len(sentence.terms) == 1 and not term.passage.siblings and words >= FEWEST_WORDS
    behind = [t for t in inside if t.quantity.start > term.quantity.start]
    if len(behind) < len(inside):
        # Between its inputs a number is one of them, unless a rate or a time follows as a condition.
        follows = [one for one, _ in way.parts if any(one.term is t for t in behind)]
        if any(_leads_to_another(sentence, t, term) for t in behind):
            return False
        if not all(one.is_rate or core(one.dimension) == _TIME for one in follows):
            return False
    return all(
        is_condition_at(t.passage.text, term.quantity.end, t.quantity.start)
        and not _is_last_time(sentence, t)
        for t in behind
    )


def _leads_to_another(sentence: Sentence, given: Term, said: Term) -> bool:
    """Whether a number behind a result is what the next result is told for: `…, in 30 days 198 kWh`."""
    between = said.passage.text[said.quantity.end : given.quantity.start]
    measures = core(said.quantity.dimension)
    return not {",", ";"}.isdisjoint(between) and any(
        t.quantity.start > given.quantity.start and core(t.quantity.dimension) == measures
        for t in sentence.terms
    )


FEWEST_WORDS = 5


def _fits(result: Result, way: Way, *, implied: bool = True) -> bool:
    return any(result.fits(ends, k, implied=implied) for k, ends in enumerate(way.ends))


def _scales(way: Way, wanted: Dimension) -> bool:
    """Whether another result is scaled by two rates: which of them is its own, a series knows."""
    return any(one.dimension == wanted and power == 1 for one, power in way.parts) and any(
        a.dimension == b.dimension and p == -q for (a, p), (b, q) in combinations(way.parts, 2)
    )


SAME = 1e-6


def _same(one: Way, other: Way) -> bool:
    return abs(one.ends[0][1] / other.ends[0][1] - 1) < SAME


# --- numbers near a result -------------------------------------------------------------------


def _near(before: Sequence[Sentence], sentence: Sentence, term: Term) -> list[Near]:
    """The numbers that a result may follow from, the nearest first; each value once."""
    seen: set[tuple[object, ...]] = set()
    found: list[Near] = []
    for rank, one in _ranked(before, sentence, term):
        if one.quantity.range is not None or not one.quantity.value:
            continue
        taken = _taken(one)
        if taken is None:
            continue
        key = (taken.readings[0][1], one.quantity.dimension)
        if key in seen:
            continue
        seen.add(key)
        found.append(Near(one, taken, one.quantity.dimension, rank))
        if len(found) == MOST_NEAR:
            break
    return found


def _ranked(
    before: Sequence[Sentence], sentence: Sentence, term: Term
) -> Iterator[tuple[int, Term]]:
    """The numbers of its clause, sentence, paragraph and headings, with how far off that is."""
    clause = next((c for c in sentence.cases if any(t is term for t in c.terms)), None)
    inside = {id(t) for t in clause.terms} if clause else set()
    others = [t for t in sentence.terms if t is not term]
    yield from ((0, t) for t in others if id(t) in inside)
    yield from ((0, t) for t in _in_words(sentence, term))
    yield from ((1, t) for t in others if id(t) not in inside)
    for other in reversed(before):
        if other.start < sentence.start and not distanced(other.text):
            yield from ((2, t) for t in reversed(other.terms))
    for above in _above(term.passage):
        if above.role is Role.TITLE or above.asserted:
            yield from ((3, Term(q, above)) for q in above.quantities)


# `in a day 2.6 TB`, `en una hora`: one of a unit of time, in words, right before what comes of it.
_ONE = re.compile(
    r"(?:^|[\s,(])(?:in|over|en|em|dans|binnen)\s(?P<one>(?:a|an|one|einem|einer|ein|un|une|una|um|uma)\s"
    r"(?P<unit>day|hour|minute|week|year|tag|stunde|minute|woche|jahr|jour|heure|semaine|an|día|hora|semana|año|"
    r"giorno|ora|settimana|anno|dia|ano))(?!\w)",
    re.IGNORECASE,
)


# Nouns of time that are no units beside a number, for they mean other things, too.
_TIMES = {"giorno": "day", "anno": "year", "dia": "day", "ano": "year", "an": "year", "ora": "hour"}


def _in_words(sentence: Sentence, term: Term) -> Iterator[Term]:
    """One day or hour that a result is told for, in its part of the sentence."""
    begin, end = sentence.start, term.quantity.start
    for found in _ONE.finditer(term.passage.text, begin, end):
        rest = term.passage.text[found.end() : end]
        if any(x in rest for x in ",;:.") or any(
            found.end() <= t.quantity.start < end for t in sentence.terms
        ):
            continue
        unit = found["unit"].casefold()
        read = quantities(f"1 {_TIMES.get(unit, unit)}")
        if len(read) == 1 and core(read[0].dimension) == _TIME:
            start, stop = found.span("one")
            one = replace(read[0], text=found["one"], start=start, end=stop)
            yield Term(one, term.passage)


# `90% of 1 Gbit/s`, `80 % von 12 V`, `la moitié` is a word: a share that a number is taken of.
_SHARE_OF = re.compile(r"(\d+(?:[.,]\d+)?) ?% (?:of|von|de|des|der|du|of the|of its) (?:the |a )?$")


# What is paid or done for each of two things: `€0.40 per node hour`, `0.05 kg per head and day`.
_AN_HOUR = re.compile(
    r"(?:[ -]|,? (?:and|und|et|y|e|en)(?: (?:per|pro|par|por|a|each))? )"
    r"(?:second|minute|hour|day|week|month|year|Stunde|Tag|Woche|Monat|Jahr|heure|jour|semaine|"
    r"mois|an|hora|día|dia|semana|mes|mês|año|ano|ora|giorno|settimana|mese|anno|uur|dag|maand|jaar)s?\b",
    re.IGNORECASE,
)


def _taken(term: Term) -> Input | None:
    is_bare = term.quantity.unit.name in {"%", "‰"} or not term.quantity.dimension
    if is_bare and "/" not in term.quantity.unit.name:
        return None
    one = exactly(input_of(term.quantity))
    if is_bare:
        return one
    text = term.passage.text
    if "/" in term.quantity.unit.name and _AN_HOUR.match(text, term.quantity.end):
        return None
    share = _SHARE_OF.search(text[max(0, term.quantity.start - 24) : term.quantity.start])
    if share is None:
        return one
    part = float(share[1].replace(",", ".")) / 100
    readings = tuple(scaled(each, part) for each in one.readings)
    whole = replace(term.quantity, text=f"{share[0].strip()} {term.quantity.text}")
    return replace(one, readings=readings, quantity=whole)


# --- ways ------------------------------------------------------------------------------------


def _ways(near: Sequence[Near], term: Term) -> Iterator[Way]:
    wanted = term.quantity.dimension
    for count in (2, 3):
        for picked in combinations(near, count):
            if not any(one.is_rate and (count < 3 or one.dimension != _POWER) for one in picked):
                continue
            if count > 2 and sum(one.rank > 1 for one in picked) > 1:
                continue
            for powers in _powers_to(tuple(one.dimension for one in picked), wanted):
                parts = tuple(zip(picked, powers, strict=True))
                ranks = [one.rank for one in picked]
                order = sum(next(i for i, x in enumerate(near) if x is one) for one in picked)
                rank = (max(ranks), count, sum(ranks), _mismatch(picked) * MOST_NEAR * 3 + order)
                ends = _ends(parts, term)
                if ends:
                    made = _made([one.dimension for one in picked], powers)
                    yield Way(parts, ends, rank, made == wanted)


@lru_cache(maxsize=8192)
def _powers_to(dims: tuple[Dimension, ...], wanted: Dimension) -> tuple[tuple[int, ...], ...]:
    """The powers with which some dimensions make another, where something cancels."""
    found = []
    for powers in product((1, -1), repeat=len(dims)):
        if all(power < 0 for power in powers):
            continue
        made = _made(dims, powers)
        if _measures(made, wanted) and _cancels(dims, powers):
            found.append(powers)
    return tuple(found)


def _made(dims: Sequence[Dimension], powers: Sequence[int]) -> Dimension:
    return dimension(
        part for one, power in zip(dims, powers, strict=True) for part in raised(one, power)
    )


def _measures(made: Dimension, wanted: Dimension) -> bool:
    """Whether what is made is what is wanted; a noun may be left out that things are counted by."""
    if made == wanted:
        return True
    # What the result counts must come from somewhere; what is counted besides may go unsaid.
    more = set(counted(made)) - set(counted(wanted))
    missing = set(counted(wanted)) - set(counted(made))
    return bool(core(made)) and core(made) == core(wanted) and len(more) <= 1 and not missing


def _cancels(dims: Sequence[Dimension], powers: Sequence[int]) -> bool:
    """Whether what two numbers share leaves the product; a third may bring what is wanted."""
    parts = [dict(raised(one, power)) for one, power in zip(dims, powers, strict=True)]
    apart = 0
    for at, one in enumerate(parts):
        others = [other for i, other in enumerate(parts) if i != at]
        if one and not any(
            other.get(name, 0) * power < 0 for name, power in one.items() for other in others
        ):
            apart += 1
    return any(parts) and apart <= len(parts) - 2


def _ends(parts: Sequence[tuple[Near, int]], term: Term) -> tuple[Ends, ...]:
    found: list[Ends] = []
    names = {one.input.quantity.unit.name for one, _ in parts} | {term.quantity.unit.name}
    if {"kn", "mi"} <= names:  # beside knots a mile is one of the sea
        parts = [(_of_sea(one), power) for one, power in parts]
    most = max(len(one.input.readings) for one, _ in parts)
    most = max(most, len(term.quantity.readings))
    for reading in range(min(most, 2)):
        low = mid = high = 1.0
        for one, power in parts:
            ends = one.input.readings[min(reading, len(one.input.readings) - 1)]
            if ends[0] <= 0:
                return ()
            low *= ends[0] if power > 0 else 1 / ends[2]
            mid *= ends[1] ** power
            high *= ends[2] if power > 0 else 1 / ends[0]
        found.append((low, mid, high))
    return tuple(found)


def _of_sea(one: Near) -> Near:
    """Knots as land miles an hour, so that miles come out as numbers of what they are."""
    if one.input.quantity.unit.name != "kn":
        return one
    part = LAND_MILE / SEA_MILE
    readings = tuple(scaled(each, part) for each in one.input.readings)
    return replace(one, input=replace(one.input, readings=readings))


LAND_MILE = 1609.344
SEA_MILE = 1852.0
"""Metres."""


# --- verdicts --------------------------------------------------------------------------------


def _has_slipped(one: Held) -> bool:
    """Whether a result has the digits of the right one."""
    if digits_shown(one.term.quantity) < 2 and not _is_other_unit(one):
        return False
    if any(_is_of_bits(one, ends) for ends in one.way.ends):
        return True
    if are_tens((one.term.quantity, *(near.term.quantity for near, _ in one.way.parts))):
        return False  # `10⁷ objects … 10⁻³ a year: one in 10,000 years`: all have the same digits
    return any(
        one.result.slips(ends[1], k) or _is_turned(one, k) for k, ends in enumerate(one.way.ends)
    )


def _is_of_bits(one: Held, ends: Ends) -> bool:
    """Whether bits were taken for bytes on the way, or the other way round."""
    if not any(name == "byte" for near, _ in one.way.parts for name, _ in near.dimension):
        return False
    return any(one.result.fits(scaled(ends, x), 0, implied=False) for x in (8, 1 / 8))


_ROUND = 1e-9


def _is_other_unit(one: Held) -> bool:
    """Whether a number of one digit is exactly the right one, in another unit or power of ten."""
    stated = one.result.input.readings[0][1]
    ratio = one.way.ends[0][1] / stated
    ratio = ratio if ratio > 1 else 1 / ratio
    return abs(ratio / round(ratio) - 1) < _ROUND


def _is_turned(one: Held, reading: int) -> bool:
    """Whether two numbers were multiplied that should have been divided, or the other way round."""
    if len(one.way.parts) != 2 or digits_shown(one.term.quantity) < 2:
        return False
    stated = _number(one.term.quantity)
    (a, p), (b, q) = one.way.parts
    x, y = _number(a.term.quantity), _number(b.term.quantity)
    turned = [x / y, y / x] if p == q else [x * y]
    step = float(one.term.quantity.step) / 2
    return reading == 0 and any(abs(stated - value) <= step for value in turned if value)


def _number(quantity: Quantity) -> float:
    return float(quantity.value)


def _is_beyond(one: Held) -> bool:
    """Whether a result misses a confirmed relation by more than was rounded, and by no more than a slip."""
    if digits_shown(one.term.quantity) < 2 or one.term.quantity.hedged:
        return False
    ends = one.way.ends[0]
    if is_swapped(one.result, ends[1]):
        return True
    if any(one.result.fits(scaled(ends, x), 0, implied=False) for x in (2, 0.5)):
        return True
    stated = one.result.input.readings[0][1]
    off = abs(ends[1] / stated - 1)
    return LEAST_BEYOND < off < MOST_BEYOND and one.way.rank[0] <= 1


def _is_excused(one: Held) -> bool:
    """Whether a result fits anything else: another way, the same times a count or share, another number."""
    if any(_fits(one.result, way) for way in one.others) or _fits(one.result, _as_rounded(one)):
        return True
    said = [t.quantity for t in one.sentence.terms]
    said += [
        q
        for above in _above(one.term.passage)
        for q in above.quantities
        if not _is_ordinal(q, above)
    ]
    counts = [float(q.value) for q in said if _is_factor(q)]
    counts += [float(n[0]) for n in _COEFFICIENT.finditer(one.sentence.text)]
    factors = {x for n in counts for x in (n, 1 / n)} | factors_in_words(one.sentence.text)
    shares = [float(q.readings[0].value) for q in said if q.unit.name == "%"]
    if any(map(_is_loose_share, one.sentence.terms)):
        return True  # an efficiency or a loss that the way takes no account of
    factors |= {x for s in shares if 0 < s < 1 for x in (s, 1 - s, 1 / s, 1 / (1 - s), 1 + s)}
    taken = (scaled(ends, factor) for ends in one.way.ends[:1] for factor in factors)
    return any(one.result.fits(ends, 0, implied=False) for ends in taken) or _repeats(one)


def _as_rounded(one: Held) -> Way:
    """The way with amounts that may have been rounded before: `15 kWh … 4.40 €` at 0.30 €/kWh of 14.6."""
    parts = tuple(
        (near if near.is_rate else _rounded(near), power) for near, power in one.way.parts
    )
    return replace(one.way, ends=_ends(parts, one.term))


def _rounded(near: Near) -> Near:
    """A measured amount of two digits or more with half a step of room; what is counted is exact."""
    said = near.term.quantity
    if not core(said.dimension) or said.value % 10 == 0 or digits_shown(said) < 2:
        return near
    part = float(said.step / said.value / 2)
    readings = tuple((x[1] * (1 - part), x[1], x[1] * (1 + part)) for x in near.input.readings)
    return replace(near, input=replace(near.input, readings=readings))


# The number of a formula in symbols, which is none of the text: `2L/a`, `4 π r`.
_COEFFICIENT = re.compile(r"(?<![\w.,])[2-9](?= ?[^\W\d_]{1,2} ?[/·×*])")


def _is_loose_share(term: Term) -> bool:
    """Whether a share is of nothing that is said with it: `at 80% efficiency`, and not `80% of 12 V`."""
    behind = term.passage.text[term.quantity.end :][:8]
    return term.quantity.unit.name == "%" and not _OF.match(behind)


_OF = re.compile(r" ?(?:of|von|vom|de|des|der|du|del|di|van)\b")


def _is_ordinal(one: Quantity, passage: Passage) -> bool:
    """Whether a number is that of a heading: `8. How long …`."""
    return (
        one.start == 0
        and passage.role is Role.TITLE
        and passage.text[one.end : one.end + 1] in {".", ")", ":"}
    )


def _is_factor(quantity: Quantity) -> bool:
    return (
        not core(quantity.dimension)
        and quantity.value not in {0, 1}
        and quantity.unit.name not in {"%", "‰"}
    )


def _beyond_free(one: Held, alike: Sequence[float]) -> Iterator[float]:
    """A rate of what lies beyond another amount, alone or on top: `€8 up to 10 kg, €0.60 a kg more. 12 kg: €9.20`."""
    if len(one.way.parts) != 2 or not all(power > 0 for _, power in one.way.parts):
        return
    for (rate, _), (amount, _) in permutations(one.way.parts):
        if not rate.is_rate or amount.is_rate:
            continue
        for near in one.near:
            if near.dimension == amount.dimension and near is not amount:
                beyond = abs(value_of_term(amount.term) - value_of_term(near.term))
                cost = beyond * value_of_term(rate.term)
                yield from (cost, *(base + cost for base in alike))


def _gives_another(one: Held) -> bool:
    """Whether a rate makes of what is said another number of its sentence: `a cat of 4.5 kg 270 mL`."""
    stated = one.result.input.readings[0]
    others = [result_of(t.quantity) for t in one.sentence.terms if t is not one.term]
    return any(
        other.dimension == _made((one.term.quantity.dimension, near.dimension), (1, 1))
        and other.fits(scaled(stated, near.input.readings[0][1]), 0, implied=False)
        for near in one.near
        if near.is_rate and near.rank <= RANK_OF_PARAGRAPH
        for other in others
    )


def _repeats(one: Held) -> bool:
    """Whether a result follows from others of its kind: a sum, a difference, so many times as much."""
    said = one.term.quantity
    said_so = [near for near in one.near if near.dimension == said.dimension]
    alike = [value_of_term(near.term) for near in said_so]
    bases = [end[1] for end in one.way.ends]
    # `6.6 kWh am Tag, in 30 Tagen 198 kWh`, `500 GB … at $0.004 $2.00`: so many times what one of the same brings.
    times = [_number(n.term.quantity) for n, _ in one.way.parts if not n.is_rate]
    values = [
        *alike,
        *(a * n for a in alike for n in times),
        *(abs(a + sign * b) for a in alike for b in bases for sign in (1, -1)),
        *(a + b for a, b in combinations(alike, 2)),
        *(abs(a - b) for a, b in combinations(alike, 2)),
        *_beyond_free(one, alike),
    ]
    rounded = (
        scaled(ends, n)
        for near in said_so
        for ends in input_of(near.term.quantity).readings[:1]
        for n in times
    )
    exact = ((x, x, x) for x in values if x)
    if _gives_another(one):
        return True
    if any(one.result.fits(ends, 0, implied=False) for ends in (*exact, *rounded)):
        return True
    # `compressed 64.8 GB; at $0.023 per GB-month $1.49`: a product of others, the unit of one left out.
    taken = {id(near) for near, _ in one.way.parts}
    beside = [near for near in one.near if near.rank <= RANK_OF_PARAGRAPH]
    if digits_shown(said) > 2 and any(
        abs(_number(a.term.quantity) * _number(b.term.quantity) - _number(said)) <= said.step / 2
        for a, b in combinations(beside, 2)
        if a.rank < RANK_OF_PARAGRAPH and not {id(a), id(b)} <= taken
    ):
        return True
    # `an 8 B draft … reads 8 GB`: the right value is told beside it, and this is another thing.
    return any(
        _fits(result_of(near.term.quantity), one.way, implied=False)
        for near in said_so
        if near.rank < RANK_OF_PARAGRAPH
        or (near.rank == RANK_OF_PARAGRAPH and digits_shown(near.term.quantity) > 2)
    )
