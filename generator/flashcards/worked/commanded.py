"""Commands that compute what their question asks: `awk 'BEGIN { print 60 / 7200 / 2 * 1000 }'`.

A command prints a number without a unit; the answer around it says the same number in its unit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flashcards import patterns as re
from flashcards.quantities import Habit, Quantity
from flashcards.quantities.model import PLAIN
from flashcards.relations.equations import equations
from flashcards.relations.listings.shell import output
from flashcards.relations.listings.trace import Unknown
from flashcards.relations.values import digits_shown
from flashcards.worked.asked import Asked, asked_from
from flashcards.worked.calculation import Calculation
from flashcards.worked.implied import may_result
from flashcards.worked.programs import numbers_of
from flashcards.worked.units import HALF

FEWEST_DIGITS = 3
"""Of a number in the answer that is what a command prints."""
# The arithmetic of one command: of awk, bc, a shell, Python.
_ARITHMETIC = re.compile(
    r"(?:\bprint[ (]|\becho [\"']?(?:\$\(\()?|<<<[ ]?[\"']?|\bscale=\d+;)\s*"
    r"(?P<code>[\d.(][\d.\s()+*/^-]{2,80}[\d)])(?=[\s)}\"';|]|$)"
)


def commanded_calculations(
    asked: Asked, commands: Sequence[str], told: Sequence[Quantity], line: int, habit: Habit
) -> Iterator[Calculation]:
    """The calculations of commands with the question's numbers, in the unit of the answer's.

    Args:
        asked: the question.
        commands: lines of a listing below it, without prompts.
        told: the numbers of the answer's text.
        line: of the listing.
        habit: the document's decimal sign.
    """
    for command in commands:
        code = _ARITHMETIC.search(command)
        try:
            printed = numbers_of(output(command)) if code else ()
        except Unknown:
            continue
        if code is None or len(printed) != 1:
            continue
        for one in told:
            if one.unit == PLAIN or not may_result(one) or digits_shown(one) < FEWEST_DIGITS:
                continue
            if abs(one.value - printed[0]) > one.step * HALF:
                continue
            written = re.sub(r"\s*\*\*\s*|\s*\^\s*", "^", code["code"]).replace("*", " × ")
            for equation in equations(f"{written} = {one.text.strip()}", habit):
                if equation.said is not None:
                    yield from asked_from(asked, equation.left, equation.said, line)
            break
