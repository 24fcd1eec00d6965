"""What came of holding a number against a relation."""

from __future__ import annotations

from enum import StrEnum

from flashcards.tree import Span
from flashcards.values import dataclass


def told(stated: str, expected: str, how: str) -> str:
    """What a finding says of a wrong number: `~4 GB is stated, 2 GiB is right: 2 * 32 * … = 2 GiB`."""
    right = f"{expected} is right" if expected else "which is wrong"
    return f"{stated} is stated, {right}{f': {how}' if how else ''}"


class Verdict(StrEnum):
    """What came of recomputing."""

    RIGHT = "right"
    WRONG = "wrong"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A stated number, and a relation that it fits or fails.

    Attributes:
        span: where it stands in the normalised text.
        stated: as written.
        relation: the name of the relation, kebab-case, stable for scripts.
        verdict: what came of it.
        expected: the right value in the stated unit and precision; "" where it is not told.
        how: the relation with its numbers, one line.
        inputs: where the numbers stand that it was computed from.
        basis: where the results of other cases stand that it is judged by.
        result: whether it stands where a result stands: behind `=`, a total, a parallel case.
        severity: of a wrong one.
        sure: of a right one, whether it could hardly fit by chance; of a wrong one, whether only
            what is written out excuses it.
        excused: of a right one, the relation that it fails and that it is excused from.
    """

    span: Span
    stated: str
    relation: str
    verdict: Verdict
    expected: str = ""
    how: str = ""
    inputs: tuple[Span, ...] = ()
    result: bool = True
    severity: str = "error"
    sure: bool = False
    evidence: str = ""
    basis: tuple[Span, ...] = ()
    excused: str = ""
