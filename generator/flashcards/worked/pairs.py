"""Two statements of one kind whose numbers go together: `over 8 devices 14 GB, over 64 1.75 GB`.

That a result grows with a number, or falls as one over it, is taken only if both statements agree
to three digits; the first is given, the second is asked with another number.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import islice

from flashcards import patterns as re
from flashcards.quantities import Bound, Quantity, Scale
from flashcards.relations.statements import Section, Sentence, Term
from flashcards.relations.values import core, digits_shown
from flashcards.values import dataclass
from flashcards.worked.calculation import Calculation
from flashcards.worked.gaps import LINE, Window, gapped_lead, gapped_window, lead_of, windows
from flashcards.worked.implied import Source, input_of_term, may_enter, may_result
from flashcards.worked.units import HALF, NEAR, unit_of

FEWEST_DIGITS = 3
MOST = 12
"""Statements of a section that are held against each other."""
_OVER = re.compile(r"\b(?:over|über|sur|sobre)\s*$", re.IGNORECASE)
# What tells one amount twice: `15 fathoms or 27.4 m`, `500 g (1.1 lb)`.
_SAME = re.compile(
    r"\s*+[,;]?\s*+(?:[=≈(]|(?:or|oder|ou|o|of|i\.e\.|soit|es decir|cioè|ossia)(?!\w))"
    r"\s*+[≈~]?\s*+(?:about |etwa |rund |environ |circa )?",
    re.IGNORECASE,
)
_POWERS = (1, -1)


@dataclass(frozen=True, slots=True, eq=False)
class Statement:
    """A result with the one number that it is said of."""

    own: Term
    result: Term
    sentence: Sentence
    window: Window

    @property
    def kind(self) -> object:
        """What statements must share to be held against each other."""
        return self.own.quantity.dimension, core(self.result.quantity.dimension)


def paired_calculations(section: Section, source: Source) -> Iterator[Calculation]:
    """The statements of a section that one before them tells."""
    found = list(islice(_statements(section, source), MOST))
    for at, later in enumerate(found):
        for first in found[:at]:
            made = _paired(first, later, source)
            if made is not None:
                yield made
                break


def _statements(section: Section, source: Source) -> Iterator[Statement]:
    for sentence in section.sentences:
        if not sentence.asserted or sentence.measured:
            continue
        for result in sentence.terms:
            if result.span.start in source.wrong or not may_result(result.quantity):
                continue
            alone = (
                one
                for one in windows(sentence, result, source.names, clauses=True)
                if len(one.shown) == 1
            )
            window = next(alone, None)
            if window is None or not _may_govern(window.shown[0], result):
                continue
            between = slice(window.shown[0].quantity.end, result.quantity.start)
            if _SAME.fullmatch(sentence.passage.text[between]):
                continue  # a bare conversion
            yield Statement(window.shown[0], result, sentence, window)


def _may_govern(own: Term, result: Term) -> bool:
    """Whether a number may be what a result goes with: of another kind, and no mere unit of it."""
    one, other = own.quantity, result.quantity
    if _OVER.search(own.passage.text[: one.start]):
        one = replace(one, bound=Bound.NONE)  # over 8 devices: across them
    return (
        may_enter(one)
        and bool(one.dimension)
        and bool(core(other.dimension))
        and core(one.dimension) != core(other.dimension)
        and one.unit.scale is Scale.LINEAR
    )


def _paired(first: Statement, later: Statement, source: Source) -> Calculation | None:
    if first.kind != later.kind or first.result is later.result or first.own is later.own:
        return None
    given, own = first.own.quantity, later.own.quantity
    stated, result = first.result.quantity, later.result.quantity
    ratio = _size(own) / _size(given)
    if ratio == 1 or min(map(digits_shown, (stated, result))) < 2:
        return None
    if max(map(digits_shown, (stated, result))) < FEWEST_DIGITS:
        return None
    scale = _size(stated) / result.readings[0].factor
    room = max(result.step * HALF, result.value * NEAR)
    for power in _POWERS:
        if abs(scale * ratio**power - result.value) <= room:
            return _made(first, later, power, scale, source)
    return None


def _size(one: Quantity) -> Fraction:
    return one.readings[0].value


def _made(
    first: Statement, later: Statement, power: int, scale: Fraction, source: Source
) -> Calculation | None:
    passage = later.sentence.passage
    lead = lead_of(passage, source.title(later.sentence), source.names, source.habit)
    if lead is None:
        return None
    own, result = later.own.quantity, later.result.quantity
    size = own.readings[0].factor / _size(first.own.quantity)
    relation = f"({scale}) * ( x0 * {size} )" if power == 1 else f"({scale}) / ( x0 * {size} )"
    told = gapped_window(first.sentence.passage, first.window, {}, None)
    asked = gapped_window(passage, later.window, {id(own): 0}, result)
    return Calculation(
        name="",
        inputs=(input_of_term(later.own, 0),),
        relation=relation,
        said_relation=relation,
        said="",
        result=result,
        unit=unit_of(result) or result.unit.name,
        subject="",
        line=source.line(later.sentence),
        given=f"{gapped_lead(lead, {})}{LINE}{told}{LINE}{asked}",
        law=told,
        power=power,
        distractors=(scale,),
    )
