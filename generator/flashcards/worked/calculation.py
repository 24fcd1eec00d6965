"""The vocabulary: a calculation with named inputs, as a document works it out."""

from __future__ import annotations

from fractions import Fraction

from flashcards.quantities import NUMBER, Dimension, Quantity
from flashcards.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """What a calculation starts from.

    Attributes:
        name: as the document calls it.
        value: in `unit`.
        unit: as written, empty for none.
        step: of the last digit as written.
        dimension: what it measures.
        fixed: whether it is what it is, and no draw changes it.
        column: all values of its column, where it stands in one.
        shown: the smallest and the largest number of its unit in the document; empty for none.
        meaning: of a symbol, in the document's words; empty where it tells none.
    """

    name: str
    value: Fraction
    unit: str
    step: Fraction
    dimension: Dimension = NUMBER
    fixed: bool = False
    column: tuple[Fraction, ...] = ()
    shown: tuple[Fraction, ...] = ()
    meaning: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calculation:
    r"""A relation that holds of named inputs, and the result that the document states.

    Attributes:
        name: what is computed, as the document calls it.
        inputs: in the order of the relation.
        relation: an expression of `x0`, `x1` … for the inputs, in the result's unit.
        said_relation: the same without what turns units into one another.
        said: the relation in the document's words: `tokens × bytes of a token`.
        result: the number that the document states.
        unit: of the result, as written.
        subject: what the calculation belongs to: the title of its question.
        line: in the file.
        exact: whether the result comes out to the last digit.
        given: the author's own question, with `\0n\0` where input n stands, and behind `\2` a
            sentence with `\1` for the result; else the inputs are listed.
        shown: what is shown in place of `given`, which stays what the problem is known by.
        law: a case that is told, where all that is known is how the result goes with the input.
        power: of the input that it grows with, in that case.
        columns: of a table, what goes with what, where that is `law`.
        defined: the definition that is applied, whose names tell what its numbers are.
        note: what is given besides: constants of the formula.
        worked: how it is worked out, with `\0n\0` for input n, where the relation does not show it.
        formula: whether inputs are called by the symbols of a formula, which is shown.
        distractors: what the wrong options of its question say, in the result's unit: no draw may
            come out as one of them, for then a wrong option would be an answer.
    """

    name: str
    inputs: tuple[Input, ...]
    relation: str
    said_relation: str
    said: str
    result: Quantity
    unit: str
    subject: str
    line: int
    exact: bool = False
    given: str = ""
    shown: str = ""
    law: str = ""
    power: int = 0
    columns: tuple[str, str] | None = None
    formula: bool = False
    defined: str = ""
    note: str = ""
    worked: str = ""
    distractors: tuple[Fraction, ...] = ()
