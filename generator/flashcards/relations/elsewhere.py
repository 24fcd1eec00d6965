"""Numbers beside a case's law that are told of another thing than the law computes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flashcards.quantities import Quantity
from flashcards.relations.results import Result, result_of
from flashcards.relations.shapes import Ends, Input, input_of, scaled
from flashcards.relations.statements import Case, Term
from flashcards.relations.values import core, digits_shown
from flashcards.relations.vocabulary import says

MOST_BEHIND = 24
"""Letters behind a number among which it is said to be what is left."""


_IN_WORDS = {"twice": 2.0, "half": 0.5, "quarter": 0.25}
"""Words of what is so many times, or a part of, what the other cases tell."""


def factors_in_words(text: str) -> set[float]:
    """So many times as much a text may tell of: `twice`, `half the water`."""
    found = [factor for name, factor in _IN_WORDS.items() if says(name, text.casefold())]
    return {x for one in found for x in (one, 1 / one)}


def is_of_another(said: Term, given: Sequence[Input], base: float, ends: Ends) -> bool:
    """Whether a number is told of another thing than its case's law computes.

    It is what is left, or what the two before it differ by; or sums up what is told before it; or the law's value so many times as a number above says (`three fields`); or
    the first case's result in proportion to a number that stands above (`at 10 W it draws 1.6 A`,
    where 100 W were asked for).

    Args:
        said: the number.
        given: the inputs of its case.
        base: the result of the first case, in base units.
        ends: what the law gives for this case.
    """
    behind = said.passage.text[said.quantity.end :][:MOST_BEHIND]
    if says("left", re.split(r"[,;:.]", behind)[0]):
        return True
    result = result_of(said.quantity)
    if _sums_up(said, result) or _is_difference(said):
        return True
    above = [one for level in said.passage.context for one in level.quantities]
    counts = [one.value for one in above if not core(one.dimension)]
    factors = [float(one) for one in counts if one > 1 and one.denominator == 1]
    cases = [scaled(ends, n) for n in factors]
    for mine in given:
        kin = [input_of(one).readings[0][1] for one in above if one.dimension == mine.dimension]
        values = [base * mine.readings[0][1] / one for one in kin if core(mine.dimension) and one]
        cases += [(one, one, one) for one in values]
    return any(result.fits(one, 0, implied=False) for one in cases)


MOST_ADDED = 5
"""Numbers before a result that it may sum up; two are met by chance."""


def _sums_up(said: Term, result: Result) -> bool:
    """Whether a number is the sum of the last few before it: `5 s, 10 s after that, and 2 s later: 17 s`."""
    dimension = said.quantity.dimension
    before = [q for q in said.passage.quantities if q.start < said.quantity.start]
    told = [q for q in before if core(q.dimension) and q.dimension == dimension]
    whole = 0.0
    for count, one in enumerate(reversed(told[-MOST_ADDED:]), 1):
        whole += float(one.readings[0].value)
        if count > 2 and result.fits((whole, whole, whole), 0, implied=False):
            return True
    return False


def _is_difference(said: Term) -> bool:
    """Whether a number is what the two of its unit before it differ by: `€3.80 are €3.55 net, the tax is €0.25`.

    The unit may be left out: `with 1 knot against its 6 knots it makes 5`.
    """
    text, one = said.passage.text, said.quantity
    before = [q for q in said.passage.quantities if q.end <= one.start and q.unit.name][-2:]
    if len(before) < 2 or _ENDED.search(text[before[0].end : one.start]):
        return False
    a, b = before
    unit = a.unit.name
    return (
        a.range is None is b.range
        and b.unit.name == unit
        and one.unit.name in {unit, ""}
        and a.value != b.value
        and abs(abs(a.value - b.value) - one.value) <= one.step / 2
    )


# The word before a number: `a rate of 0.8`, `acceptance 0.8`.
_CALLED = re.compile(r"([^\W\d_]{4,})(?: (?:of|von|de|di|van|du|=))? $")

FEWEST_NAMED = 2
"""Digits of a number that is met again, and not by chance."""


def called(text: str, one: Quantity) -> str:
    """What a number is called by the word right before it, "" where none is."""
    found = _CALLED.search(text[max(0, one.start - 30) : one.start])
    return found[1].casefold() if found else ""


def stands_for_none(given: Term, taken: Sequence[Quantity], end: int) -> bool:
    """Whether a case's number gives way to none of the numbers that a text computes with.

    It is one of them itself: `6.02 · 16 + 1.76 = 98.1 dB. Without the 1.76 …`; or what was called as it is
    was but a part of one: `rows of 100 bytes and 4 for a pointer: 8192 / 104 = 78. Rows of 200 bytes: 40`.

    Args:
        given: the case's number.
        taken: the numbers that are computed with.
        end: where what is computed ends in the passage.
    """
    said, text = given.quantity, given.passage.text
    if digits_shown(said) >= FEWEST_NAMED and any(
        one.value == said.value and one.unit.name == said.unit.name for one in taken
    ):
        return True
    if not (name := called(text, said)):
        return False
    like = {q.value for q in given.passage.quantities if q.end <= end and called(text, q) == name}
    return bool(like) and like.isdisjoint(one.value for one in taken)


FEWEST_ADDED = 3
"""Digits that are hardly met by chance when a number of the sentence is added, or a share taken off."""

# The end of a sentence.
_ENDED = re.compile(r"[.!?]\s")


def is_changed_beside(case: Case, used: Sequence[Term], result: Result, value: float) -> bool:
    """Whether what a case says besides turns a law's value into the one stated.

    `Ten Pods of 150m want 1.5 cores`; `10 kWp facing west (85%): 10,200 kWh`; `Stereo: 2 GB`; `a quarter wave`;
    `in a tunnel (24 bytes) 1,436`; `1.76 dB are added, so with 20 bits 122.2 dB`; `75% are saved. …, and the small file takes 1.2 s`.

    Args:
        case: its clause.
        used: the numbers of the clause that the law takes or gives.
        result: what is stated.
        value: what the law gives, in base units.
    """
    made: tuple[float, ...]
    words = {value * x for x in factors_in_words(case.text)}
    # `3.20 m less 2 % are 3.14 m`, where others ask of what so much is left.
    tells = digits_shown(result.quantity) >= FEWEST_ADDED
    percent = [t.quantity for t in used if t.quantity.unit.name == "%"] if tells else []
    parts = [float(q.readings[0].value) for q in percent]
    turned = {value * (1 - x) ** power for x in parts if 0 < x < 1 for power in (2, -2)}
    if any(result.fits((x, x, x), 0, implied=False) for x in words | turned):
        return True
    mine = {id(term.quantity) for term in used}
    text, end = case.passage.text, case.start + len(case.text)
    before = [q for q in case.passage.quantities if q.start < end]
    # Behind a full stop only a share still holds; within a sentence what is added does, too.
    ended = [_ENDED.search(text[q.end : max(q.end, case.start + 1)]) is not None for q in before]
    inside = [q for q in before if case.start <= q.start]
    shares = [q for q, far in zip(before, ended, strict=True) if far and q.unit.name == "%"]
    same = [q for q, far in zip(before, ended, strict=True) if not far and q.start < case.start]
    same = same if tells else []
    said = [term.quantity for term in case.terms]
    for one, is_own in (
        *((q, True) for q in (*inside, *shares, *said)),
        *((q, False) for q in same),
    ):
        amount = float(one.readings[0].value)
        if id(one) in mine or not amount:
            continue
        made = ()
        if not core(one.dimension) and is_own:
            made = (value * amount, value / amount, value * (1 - amount), value * (1 + amount))
        measured = core(one.dimension)
        if (measured and measured == core(result.dimension)) or (is_own and not result.dimension):
            amount = amount if result.dimension else float(one.value)
            made = (*made, value + amount, value - amount)
        if any(result.fits((x, x, x), 0, implied=False) for x in made):
            return True
    return False


# What a price holds beyond: `$60 a day up to the 5th, $110 from the 6th`.
_BEYOND = re.compile(
    r",? (?:from|above|beyond|over|thereafter|afterwards|ab|über|darüber|danach|à partir|au-delà|ensuite|desde|"
    r"a partir|acima|depois|dal(?:l['’]?\w*)?|oltre|vanaf|boven)(?!\w)",
    re.IGNORECASE,
)


def is_step_of_tariff(term: Term) -> bool:
    """Whether a number is the rate of what lies beyond a limit, which leaves out what it is for."""
    return _BEYOND.match(term.passage.text, term.quantity.end) is not None
