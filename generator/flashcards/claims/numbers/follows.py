"""Numbers that were computed rightly from a wrong one.

A wrong number is put right in the text and the rules are asked again: what they confirmed before
and refute now, follows from it; and so on from there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from flashcards.claims.numbers.claim import Claim, Verdict, plain
from flashcards.claims.numbers.equations import Line
from flashcards.claims.numbers.stated import Stated, quantities

_UNIT = re.compile(r"\s?(?:[A-Za-zµμ]+(?:/[a-z]+)?|[%×])$")

MOST_ROUNDS = 4
"""How long a chain is followed: each round asks all rules again."""

MOST_LINES = 2000

Rules = Callable[[list[Line]], Iterable[Claim]]
"""All claims of a question, were these its lines."""


def followers(lines: Sequence[Line], claims: Sequence[Claim], rules: Rules) -> Iterator[Claim]:
    """Claims of a question that are refuted once its wrong numbers are put right.

    Args:
        lines: of the question.
        claims: of the question, as it stands.
        rules: which claims other lines would have; asked a bounded number of times.
    """
    if len(lines) > MOST_LINES:
        return
    right = {_key(claim) for claim in claims if claim.verdict is Verdict.RIGHT}
    wrong = [claim for claim in claims if claim.verdict is Verdict.WRONG]
    roots: list[tuple[int, int]] = []
    text = list(lines)
    for _ in range(MOST_ROUNDS):
        if not right or not wrong:
            return
        amended = [(one.line, one.follows or one.line) for one in wrong if _amend(text, one)]
        if not amended:
            return
        roots = sorted({*roots, *amended})
        wrong = []
        for found in rules(text):
            if found.verdict is Verdict.WRONG and _key(found) in right:
                right.discard(_key(found))
                wrong.append(replace(found, follows=_root(roots, found.line)))
        yield from wrong


def _root(roots: Sequence[tuple[int, int]], line: int) -> int:
    """The line of the wrong number that a line follows from: the nearest above it."""
    above = [root for at, root in roots if at <= line]
    return above[-1] if above else roots[0][1]


def _key(claim: Claim) -> tuple[int, str, str]:
    return claim.line, claim.rule, claim.stated


def _amend(lines: list[Line], claim: Claim) -> bool:
    """Put a wrong number right, if it can be written in its place."""
    index = claim.line - lines[0][0]
    if not 0 <= index < len(lines):
        return False
    number, text = lines[index]
    written = _written(claim)
    if written is None or text.count(claim.stated) != 1:
        return False
    lines[index] = (number, text.replace(claim.stated, written))
    return True


def _written(claim: Claim) -> str | None:
    """The right value in the unit of the wrong one; it is known, so it is about nothing."""
    said, true = _only(claim.stated), _first(claim.expected)
    if said is None or true is None or said.low != said.high or said.multiples != (Fraction(1),):
        return None
    value = true.low
    if said.unit is not None and true.unit is not None:
        if said.dimension != true.dimension:
            return None
        value = true.low * true.scales[-1] / said.unit.readings[-1]
    number = plain(value, 5)
    unit = _UNIT.search(claim.stated)
    return f"{number}{unit[0] if unit else ''}"


def _only(text: str) -> Stated | None:
    found = quantities(text)
    return found[0] if len(found) == 1 and found[0].text == text else None


def _first(text: str) -> Stated | None:
    """The value that is expected, if it is one and no range."""
    found = quantities(text)
    return found[0] if found and found[0].low == found[0].high and " to " not in text else None
