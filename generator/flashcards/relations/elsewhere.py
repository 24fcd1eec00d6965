"""Numbers beside a case's law that are told of another thing than the law computes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flashcards.relations.results import Result, result_of
from flashcards.relations.shapes import Ends, Input, input_of, scaled
from flashcards.relations.statements import Case, Term
from flashcards.relations.values import core
from flashcards.relations.vocabulary import says

MOST_BEHIND = 24
"""Letters behind a number among which it is said to be what is left."""


_IN_WORDS = {"twice": 2.0, "half": 0.5, "quarter": 0.25}
"""Words of what is so many times, or a part of, what the other cases tell."""


def is_of_another(said: Term, given: Sequence[Input], base: float, ends: Ends) -> bool:
    """Whether a number is told of another thing than its case's law computes.

    It is what is left; or sums up what is told before it; or the law's value so many times as a number above says (`three fields`); or
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
    if _sums_up(said, result):
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


# The end of a sentence.
_ENDED = re.compile(r"[.!?]\s")


def is_changed_beside(case: Case, used: Sequence[Term], result: Result, value: float) -> bool:
    """Whether what a case says besides turns a law's value into the one stated.

    `Ten Pods of 150m want 1.5 cores`; `10 kWp facing west (85%): 10,200 kWh`; `Stereo: 2 GB`; `a quarter wave`;
    `in a tunnel (24 bytes) 1,436`; `75% are saved. …, and the small file takes 1.2 s`.

    Args:
        case: its clause.
        used: the numbers of the clause that the law takes or gives.
        result: what is stated.
        value: what the law gives, in base units.
    """
    made: tuple[float, ...]
    factors = [factor for name, factor in _IN_WORDS.items() if says(name, case.text)]
    words = {value * x for one in factors for x in (one, 1 / one)}
    if any(result.fits((x, x, x), 0, implied=False) for x in words):
        return True
    mine = {id(term.quantity) for term in used}
    end = case.start + len(case.text)
    inside = [q for q in case.passage.quantities if case.start <= q.start < end]
    text = case.passage.text
    shares = [
        q
        for q in case.passage.quantities
        if q.unit.name == "%" and _ENDED.search(text[q.end : max(q.end, case.start)])
    ]
    for one in (*inside, *shares, *(term.quantity for term in case.terms)):
        amount = float(one.readings[0].value)
        if id(one) in mine or not amount:
            continue
        if not core(one.dimension):
            made = (value * amount, value / amount, value * (1 - amount), value * (1 + amount))
        elif not result.dimension or core(one.dimension) == result.dimension:
            amount = amount if result.dimension else float(one.value)
            made = (value + amount, value - amount)
        else:
            continue
        if any(result.fits((x, x, x), 0, implied=False) for x in made):
            return True
    return False
