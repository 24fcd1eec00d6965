"""A judgement of a number in a sentence, made in one way by all who judge one."""

from __future__ import annotations

from collections.abc import Iterable

from flashcards.relations.finding import Judgement, Verdict
from flashcards.relations.shapes import exactly, input_of
from flashcards.relations.statements import Term
from flashcards.tree import Span


def judged(
    said: Term,
    relation: str,
    how: str,
    *,
    expected: str = "",
    inputs: Iterable[Span] = (),
    sure: bool = False,
) -> Judgement:
    """What a relation says of a number: wrong where another is expected, else right.

    Args:
        said: the number.
        relation: its name, as `Judgement` has it.
        how: the relation with its numbers.
        expected: the right value as the number would be written; "" where it is right.
        inputs: where the numbers stand that it was computed from.
        sure: as `Judgement` has it.
    """
    return Judgement(
        span=said.span,
        stated=said.quantity.text,
        relation=relation,
        verdict=Verdict.WRONG if expected else Verdict.RIGHT,
        expected=expected,
        how=how,
        inputs=tuple(inputs),
        sure=sure,
    )


def value_of_term(term: Term) -> float:
    """A number as it stands, in base units; a setting of one or two digits is exact."""
    return exactly(input_of(term.quantity)).readings[0][1]
