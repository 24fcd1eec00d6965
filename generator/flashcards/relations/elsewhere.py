"""Numbers beside a case's law that are told of another thing than the law computes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flashcards.relations.results import Ends, result_of
from flashcards.relations.shapes import Input, input_of
from flashcards.relations.statements import Term
from flashcards.relations.values import core
from flashcards.relations.vocabulary import says

MOST_BEHIND = 24
"""Letters behind a number among which it is said to be what is left."""


def is_of_another(said: Term, given: Sequence[Input], base: float, ends: Ends) -> bool:
    """Whether a number is told of another thing than its case's law computes.

    It is what is left; or the law's value so many times as a number above says (`three fields`); or
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
    above = [one for level in said.passage.context for one in level.quantities]
    counts = [one.value for one in above if not core(one.dimension)]
    factors = [float(one) for one in counts if one > 1 and one.denominator == 1]
    scaled = [(ends[0] * n, ends[1] * n, ends[2] * n) for n in factors]
    for mine in given:
        kin = [input_of(one).readings[0][1] for one in above if one.dimension == mine.dimension]
        values = [base * mine.readings[0][1] / one for one in kin if core(mine.dimension) and one]
        scaled += [(one, one, one) for one in values]
    return any(result.fits(one, 0, implied=False) for one in scaled)
