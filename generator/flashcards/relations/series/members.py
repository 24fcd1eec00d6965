"""The cases of a series: clauses, items and sentences that hold a result and one or two inputs each.

Cases belong together if their numbers measure or count the same, in the same order or told apart
by their units; a unit or noun that later cases leave out is filled in from the first.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from flashcards import patterns as re
from flashcards.quantities import Bound, Dimension, Quantity, Reading, number_words, quantities
from flashcards.quantities.data import table
from flashcards.relations.results import Result, result_of
from flashcards.relations.shapes import Input, exactly, input_of
from flashcards.relations.statements import Case, Sentence, Term, cases_of
from flashcards.relations.values import core, counted
from flashcards.values import dataclass

MOST_MEMBERS = 12
MOST_PATTERNS = 8
MOST_INPUTS = 2


@dataclass(frozen=True, slots=True)
class Kind:
    """What a number measures or counts; cases of a series agree in it."""

    dimension: Dimension
    noun: Dimension
    is_share: bool
    is_ratio: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether it is a number alone, to which a unit may be filled in."""
        return self.is_count and not self.noun

    @property
    def is_count(self) -> bool:
        """Whether it has no unit: a number alone, or of things."""
        return not (self.dimension or self.is_share or self.is_ratio)


def kind_of(quantity: Quantity) -> Kind:
    """The kind of a number."""
    name = quantity.unit.name
    return Kind(
        core(quantity.dimension), counted(quantity.dimension), name in {"%", "‰"}, name == "×"
    )


@dataclass(frozen=True, slots=True, eq=False)
class Member:
    """A case of a series.

    Attributes:
        inputs: in the order of the pattern.
        result: what follows from them.
        term: where the result stands.
        case: its clause.
        is_sure: whether the clause holds nothing else, so that it may be judged.
    """

    inputs: tuple[Input, ...]
    result: Result
    term: Term
    terms: tuple[Term, ...]
    case: Case
    is_sure: bool

    @property
    def is_whole(self) -> bool:
        """Whether its clause holds no other numbers."""
        return len(self.terms) == len(self.case.terms)

    @property
    def is_of_ratio(self) -> bool:
        """Whether it says what becomes of so many times something."""
        return len(self.inputs) == 1 and self.inputs[0].quantity.unit.name == "×"


@dataclass(frozen=True, slots=True)
class Pattern:
    """The kinds of the numbers of a case, and which of them is the result.

    Of a case of three numbers an outer pattern is the first and the last.
    """

    kinds: tuple[Kind, ...]
    result: int
    is_outer: bool = False

    @property
    def is_count(self) -> bool:
        """Whether its numbers have no units."""
        return all(kind.is_count for kind in self.kinds)


def clauses_of(sentences: Sequence[Sentence]) -> list[Case]:
    """The clauses that may be cases: asserted, with numbers, and no arithmetic written out."""
    found: list[Case] = []
    for one in sentences:
        if not one.asserted or one.measured or not one.terms:
            continue
        terms = with_words(one)
        cases = one.cases
        if len(terms) != len(one.terms):
            end = one.start + len(one.text)
            cases = tuple(cases_of(one.passage, one.start, end, terms))
        found.extend(case for case in cases if not _is_computed(case))
        found.extend(case for case in _bracketed(one) if not _is_computed(case))
    return found


def _bracketed(sentence: Sentence) -> Iterator[Case]:
    """Cases of which one number stands alone in brackets: `Q8_0 (8.53 GB): 11.7 tokens/s`."""
    text = sentence.passage.text
    alone = {
        id(term.quantity): term
        for term in sentence.terms
        if term.bracketed
        and text[: term.quantity.start].endswith(" (")  # `σ(0.4)` is the value of a function
        and text.startswith(")", term.quantity.end)
    }
    if not alone:
        return
    terms = [
        replace(term, bracketed=False) if id(term.quantity) in alone else term
        for term in sentence.terms
    ]
    end = sentence.start + len(sentence.text)
    for case in cases_of(sentence.passage, sentence.start, end, terms):
        mine = tuple(alone.get(id(term.quantity), term) for term in case.terms)
        if len(mine) == MOST_INPUTS and sum(term.bracketed for term in mine) == 1:
            yield replace(case, terms=mine)


def patterns_of(clauses: Sequence[Case]) -> list[Pattern]:
    """The patterns that clauses of two or three numbers set, in order."""
    found: dict[tuple[Kind, ...], Pattern] = {}
    skipping: dict[tuple[Kind, ...], Pattern] = {}
    for case in clauses:
        if not 2 <= len(case.terms) <= MOST_INPUTS + 1 or _is_listed(case):
            continue
        kinds = tuple(kind_of(term.quantity) for term in case.terms)
        found.setdefault(kinds, Pattern(kinds, result_at(case)))
        if (
            len(kinds) > 2
        ):  # `12 bits are 4,096 steps of 12.5 cm`: the last follows from one of them
            found.setdefault(kinds[1:], Pattern(kinds[1:], 1))
            # `price $25, cost $10: 800 units; at $22 it is 1,000`: what later cases leave out is kept
            outer = (kinds[0], kinds[-1])
            skipping.setdefault(outer, Pattern(outer, 1, is_outer=True))
    return [*found.values(), *skipping.values()][:MOST_PATTERNS]


def members_of(pattern: Pattern, clauses: Sequence[Case]) -> list[Member]:
    """The cases of a pattern, each set of inputs once."""
    templates: dict[int, Quantity] = {}
    leads: dict[int, str] = {}
    found: list[Member] = []
    seen: set[tuple[object, ...]] = set()
    last = -1
    for place, case in enumerate(clauses):
        for terms, is_sure in _placed(pattern, case):
            filled: list[Quantity] = []
            is_filled = False
            for index, term in enumerate(terms):
                one = term.quantity
                kind = kind_of(one)
                if kind.is_plain and index not in templates and not pattern.kinds[index].is_count:
                    break  # a unit is left out behind a case that has it, not before
                if kind.is_plain and index in templates and not kind_of(templates[index]).is_count:
                    if not kind_of(templates[index]).noun and _NOUN.match(
                        term.passage.text, one.end
                    ):
                        break  # `in 25 anni 72 t`: the word is what is counted
                    if kind_of(templates[index]).is_share and leads[index] != _lead(term):
                        break  # `a factor of 3.6` behind `with 90 %` is no percentage
                    one, is_filled = filled_in(one, templates[index]), True
                filled.append(one)
            if len(filled) < len(terms):
                continue
            if any(
                a is not b.quantity and not b.quantity.text[:1].isdigit()
                for a, b in zip(filled, terms, strict=True)
            ):
                continue  # a number in words counts, and leaves no unit out
            if any(
                a is not b.quantity and a.unit is said.quantity.unit
                for a, b in zip(filled, terms, strict=True)
                for said in terms
            ):
                continue  # `250 toe are 2,908 MWh`: a unit that its clause tells is not left out in it
            if is_filled and not _is_next(found[-1].case, case, place - last):
                continue
            member = _member(pattern, case, terms, filled, is_sure=is_sure)
            if member is None or not _is_like(member, found):
                continue
            if pattern.is_outer and (not found) == member.is_whole:
                continue  # only the first case says what later ones leave out
            if found and (
                _is_of_a_kind(member, found[0]) or _in_words(member) > _in_words(found[0])
            ):
                member = replace(member, is_sure=False)
            key = tuple((one.readings[0][1], one.dimension) for one in member.inputs)
            if key in seen:
                continue  # the same case under another condition
            seen.add(key)
            last = place
            for index, one in enumerate(filled):
                if not kind_of(one).is_plain:
                    templates.setdefault(index, one)
                    leads.setdefault(index, _lead(terms[index]))
            found.append(member)
        if len(found) >= MOST_MEMBERS:
            break
    return found


# A word right behind a number, and another number behind that.
_NOUN = re.compile(r" [^\W\d_]{3,}\s[($€£]?\d")


def _lead(term: Term) -> str:
    """The word before a number."""
    words = term.passage.text[: term.quantity.start].split()
    return words[-1].casefold().strip("(,;") if words else ""


NEXT = 2


def _is_next(before: Case, case: Case, off: int) -> bool:
    """Whether a unit may be left out: right behind a case that has it, in one text or list."""
    one, other = before.passage, case.passage
    return off <= NEXT and (one is other or (one.siblings == other.siblings != 0))


def _member(
    pattern: Pattern,
    case: Case,
    terms: Sequence[Term],
    filled: Sequence[Quantity],
    *,
    is_sure: bool,
) -> Member | None:
    if not all(one.value and one.range is None for one in filled):
        return None
    at = pattern.result
    if any(one.bound is not Bound.NONE for i, one in enumerate(filled) if i != at):
        return None
    inputs = tuple(exactly(input_of(one)) for i, one in enumerate(filled) if i != at)
    is_sure = is_sure and not any(map(_is_qualified, filled))
    is_sure = is_sure and not _COUNTED.search(case.text)
    is_sure = is_sure and not filled[at].hedged and filled[at].bound is Bound.NONE
    return Member(inputs, result_of(filled[at]), terms[at], tuple(terms), case, is_sure)


# `sixteen 8-bit scales`: a word counts what has a number itself, and is none of the series.
_COUNTED = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(number_words()))}) \d", re.IGNORECASE)

# `6 organic eggs`: a word between the number and what is counted.
_QUALIFIED = re.compile(r"^\S*\d\S*\s+[^\W\d_]+\s+[^\W\d_]+$")


def _is_qualified(one: Quantity) -> bool:
    """Whether a number counts a kind of something, of which other cases need not tell."""
    return kind_of(one).is_count and _QUALIFIED.match(one.text) is not None


def _in_words(one: Member) -> bool:
    """Whether what it is told for stands in words: among cases in digits, `two more boys` is none."""
    return any(not any(map(str.isdigit, x.quantity.text)) for x in one.inputs)


# The two words behind a number and its unit.
_BEHIND = re.compile(r"\s+([^\W\d_]+)\s+([^\W\d_]+)")


def _is_of_a_kind(one: Member, first: Member) -> bool:
    """Whether it is told of a kind of what the first is: `500 g rye bread` behind `1 kg bread`."""
    pairs = zip(map(_behind, one.terms), map(_behind, first.terms), strict=False)
    return any(mine[1] and mine[0] != theirs[0] == mine[1] for mine, theirs in pairs)


def _behind(term: Term) -> tuple[str, str]:
    words = _BEHIND.match(term.passage.text, term.quantity.end)
    return (words[1].casefold(), words[2].casefold()) if words else ("", "")


def _is_like(one: Member, others: Sequence[Member]) -> bool:
    if not others:
        return True
    first = others[0]
    return one.result.dimension == first.result.dimension and all(
        mine.dimension == theirs.dimension
        for mine, theirs in zip(one.inputs, first.inputs, strict=True)
    )


def _placed(pattern: Pattern, case: Case) -> list[tuple[list[Term], bool]]:
    """The terms of a clause in the order of a pattern, and whether they may be judged."""
    kinds = [kind_of(term.quantity) for term in case.terms]
    size = len(pattern.kinds)
    if len(kinds) == size:
        if _is_listed(case) or all(one.is_count for one in kinds) != pattern.is_count:
            return []
        if all(map(_fits, kinds, pattern.kinds)):
            is_sure = size > MOST_INPUTS or result_at(case) == pattern.result
            return [(list(case.terms), is_sure)]
        order = _by_kind(pattern, kinds)
        if order is not None:
            is_sure = result_at(case) == order[pattern.result]
            return [([case.terms[i] for i in order], is_sure)]
        return []
    found: list[tuple[list[Term], bool]] = []
    if pattern.is_outer:
        outer = [kinds[0], kinds[-1]]
        if (
            len(kinds) == size + 1
            and all(map(_fits, outer, pattern.kinds))
            and not pattern.is_count
        ):
            found.append(([case.terms[0], case.terms[-1]], False))
        return found
    for start in range(len(kinds) - size + 1):
        part = kinds[start : start + size]
        if pattern.is_count or all(one.is_count for one in part):
            continue
        if all(map(_fits, part, pattern.kinds)):
            ends = start + size == len(kinds) == MOST_INPUTS + 1 and pattern.result == size - 1
            found.append((list(case.terms[start : start + size]), ends))
    return found


def _by_kind(pattern: Pattern, kinds: Sequence[Kind]) -> list[int] | None:
    """Which number of a clause stands for which of a pattern, where their kinds tell."""
    order: list[int] = []
    for wanted in pattern.kinds:
        places = [i for i, kind in enumerate(kinds) if kind == wanted and not kind.is_plain]
        if len(places) != 1:
            return None
        order.append(places[0])
    return order if len(set(order)) == len(order) else None


def _fits(mine: Kind, wanted: Kind) -> bool:
    if mine.is_plain:
        return not wanted.is_ratio
    if wanted.is_plain:
        return mine.is_count
    if (mine.dimension, mine.is_share, mine.is_ratio) != (
        wanted.dimension, wanted.is_share, wanted.is_ratio,
    ):  # fmt: skip
        return False
    return mine.noun == wanted.noun or bool(mine.dimension and not (mine.noun and wanted.noun))


def filled_in(plain: Quantity, template: Quantity) -> Quantity:
    """A number alone as one of another's unit."""
    unit = template.unit
    written = plain.readings[0]
    taken = tuple(
        Reading(
            value=written.value * factor + unit.offset,
            high=written.high * factor + unit.offset,
            dimension=unit.dimension,
            written=written.value,
            factor=factor,
            offset=unit.offset,
            step=written.step * factor,
        )
        for factor in unit.factors
    )
    return replace(plain, unit=unit, readings=taken)


def stripped(quantity: Quantity) -> Quantity:
    """A quantity as the number that is written, without its unit."""
    taken = quantity.readings[0]
    factor = taken.factor or Fraction(1)
    value = (taken.value - taken.offset) / factor
    high = (taken.high - taken.offset) / factor
    only = Reading(value=value, high=high, written=value, step=taken.step / factor)
    return replace(quantity, readings=(only,))


# --- clauses ---------------------------------------------------------------------------------

# What merely lists two numbers, of which neither follows from the other.
_LISTED = re.compile(r"^\s*(?:and|or|to|–|-|;|und|oder|et|ou|y|e|bis|à|vs\.?|versus)\s*$")
# A sign of arithmetic among the numbers: what is computed there is held by itself.
_SIGN = re.compile(r"[×÷*·^√]|\s[-−+/]\s|(?<=\s)[xX](?=\s\d)")


def _is_computed(case: Case) -> bool:
    if len(case.terms) < 2:
        return False
    start, end = case.terms[0].quantity.start, case.terms[-1].quantity.start
    between = case.text[start - case.start : end + 1 - case.start]
    if _SIGN.search(between) or (len(case.terms) > 2 and "=" in between):
        return True
    return _OF_FUNCTION.search(between[:-1]) is not None


# `−ln σ(0.4) = 0.513`: the value of a function, which the argument in brackets is told for.
_OF_FUNCTION = re.compile(r"[^\W\d_]\([^()]{1,20}\) ?[=≈] ?$")


def _is_listed(case: Case) -> bool:
    return len(case.terms) == 2 and any(_LISTED.match(between) for between in _between(case))


def _between(case: Case) -> Iterator[str]:
    for one, other in pairwise(case.terms):
        yield case.text[one.quantity.end - case.start : other.quantity.start - case.start]


def result_at(case: Case) -> int:
    """Which number is the result: the last, or the first where only the last is a condition."""
    last = len(case.terms) - 1
    if last == 1 and case.terms[1].bracketed:
        return 0  # `6.58 for Q6_K (6.60 GB)`
    if _is_condition(case, last) and not _is_condition(case, 0) and last == 1:
        return 0
    return last


def _is_condition(case: Case, index: int) -> bool:
    """Whether a number is what something is told for: `at 16 MHz`, `for a length of 24 mm`."""
    start = case.terms[index].quantity.start
    before = case.terms[index - 1].quantity.end if index else case.start
    return is_condition_at(case.passage.text, before, start)


LONGEST_SYMBOL = 3
"""Letters of a name that a condition gives a value to."""

MOST_LINKED = 4
"""Words of `for a length of` before a number."""


def is_condition_at(text: str, before: int, start: int) -> bool:
    """Whether what stands before a place makes a condition of the number there."""
    words = text[before:start].rstrip(" ($").casefold().split()
    if len(words) > 2 and words[-1] == "=" and len(words[-2]) <= LONGEST_SYMBOL:
        words = words[:-2]  # `for N = 50`
    if words and words[-1] in _words()["links"]["all"]:
        return not _conditions().isdisjoint(words[-MOST_LINKED:])
    return bool(words) and words[-1] in _conditions()


@cache
def _words() -> dict[str, dict[str, Any]]:
    text = files(__package__).joinpath("words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _conditions() -> frozenset[str]:
    return frozenset(
        word for words in _words()["conditions"].values() for word in str(words).split()
    )


@cache
def _ratios() -> tuple[re.Pattern[str], dict[str, Fraction]]:
    known = {
        word: Fraction(number)
        for words in _words()["ratios"].values()
        if isinstance(words, dict)
        for word, number in words.items()
    }
    words = sorted(known, key=len, reverse=True)
    return re.compile(rf"(?<!\w){re.by_first('|'.join(words))}(?!\w)"), known


def with_words(sentence: Sentence) -> list[Term]:
    """The numbers of a sentence, with those in words: so many times, and a number that opens a case."""
    terms = list(sentence.terms)
    pattern, known = _ratios()
    found = [
        (one.start(), one[0], known[one[0].casefold()], "×")
        for one in pattern.finditer(sentence.text)
    ]
    openers, numbers = _numbers()
    found += [
        (one.start(1), one[1], numbers[one[1].casefold()], "")
        for one in openers.finditer(sentence.text)
    ]
    for at, text, number, unit in found:
        start, end = at + sentence.start, at + len(text) + sentence.start
        if any(t.quantity.start < end and start < t.quantity.end for t in terms):
            continue
        step = Fraction(number.denominator == 1 and not unit)
        taken = Reading(value=number, high=number, written=number, step=step)
        model = quantities(f"2{unit}")[0]
        quantity = replace(
            model, text=text, start=start, end=end, number_start=start, number_end=end,
            value=number, step=step, readings=(taken,),
        )  # fmt: skip
        terms.append(Term(quantity, sentence.passage))
    return sorted(terms, key=lambda term: term.quantity.start)


FEWEST = 3
"""Smaller numbers in words are mostly none: `one of`, `the two`."""


@cache
def _numbers() -> tuple[re.Pattern[str], dict[str, Fraction]]:
    """What opens a case in words: `Six people need 60 h, nine need 40 h`."""
    known = {
        word: Fraction(number)
        for words in table("words")["numbers"].values()
        for word, number in words.items()
        if Fraction(number) >= FEWEST and word not in _words()["ambiguous"]["all"]
    }
    before = "|".join(sorted(_conditions()))
    # Behind a comma, an "and" or a word that makes it a condition, with a small letter behind it.
    return re.compile(
        rf"(?:^|[,;:.]\s+|\b(?:and|und|et|y|e|{before})\s+)({'|'.join(known)})(?=\s+[^\W\d_])",
        re.IGNORECASE,
    ), known
