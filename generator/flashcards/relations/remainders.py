"""What is left of a whole, and what amounts make together.

`16.8 l go in, 5.4 l stay behind and 12.4 l run off`; `720 € und 432 €, zusammen 1.052 €`. A number is called wrong
if it is the right one but for a digit or the point, or the sum where the rest is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from flashcards.relations.cues import Marked, is_quadrature, marked
from flashcards.relations.finding import Judgement
from flashcards.relations.judging import judged, value_of_term
from flashcards.relations.results import Result, has_slipped, is_beyond_whole, result_of
from flashcards.relations.series.members import is_condition_at
from flashcards.relations.statements import Sentence, Term
from flashcards.relations.values import core, counted, digits_shown
from flashcards.relations.vocabulary import says

MOST_BEFORE = 6
"""Numbers of the sentences before, among which the whole may stand."""

EXACT = 1e-6

MOST_PARTS = 2
"""Numbers of the sentence before that a total is held against, where they are all there is."""

MOST_LEAD = 36
MOST_TRAIL = 20


def remainder_judgements(sentence: Sentence, before: Sequence[Term]) -> Iterator[Judgement]:
    """What a sentence says of rests and totals."""
    here = marked(sentence)
    for at, said in enumerate(here.terms):
        one = said.quantity
        if one.range is not None or one.unit.name in {"×", "‰"} or not one.value:
            continue
        if is_condition_at(said.passage.text, sentence.start, one.start):
            continue
        lead, trail = _around(here, at)
        if says("together", lead) or says("together", trail):
            parts = [t for t in here.terms[:at] if _is_alike(t, said)]
            told = [t for t in before[-MOST_PARTS - 1 :] if _is_alike(t, said)]
            yield from _total(said, parts or (told if len(told) == MOST_PARTS else []))
            continue
        inside = [t for t in here.terms[:at] if _is_alike(t, said)]
        above = [t for t in before[-MOST_BEFORE:] if _is_alike(t, said)]
        # `5.4 l stay behind and 12.4 l run off`: where one of two is left, the other is, too.
        beside = inside[-1:] if at and here.terms[at - 1] in inside else []
        words = " ".join([lead, trail, *(" ".join(_around(here, at - 1)) for _ in beside)])
        if says("left", words):
            yield from _rest(said, inside, above)


def _around(here: Marked, at: int) -> tuple[str, str]:
    """The words before and behind a number, up to the next of them and within its part of the sentence."""
    parts = here.text.split("¤")
    lead = re.split(r"[;:.]\s", parts[at][-MOST_LEAD:])[-1]
    trail = re.split(r"[,;:.]|\b(?:and|und|et|y|e)\b", parts[at + 1][:MOST_TRAIL])[0]
    return lead, trail


def _total(said: Term, parts: Sequence[Term]) -> Iterator[Judgement]:
    """Of what stands before it in the sentence."""
    if len(parts) < 2:
        return
    result = result_of(said.quantity)
    values = [value_of_term(t) for t in parts]
    sums = [sum(values[start:]) for start in range(len(values) - 1)]
    text = " + ".join(t.quantity.text for t in parts)
    spans = [t.span for t in parts]
    if any(result.fits((value, value, value), 0, implied=False) for value in sums):
        yield judged(said, "sum", text, inputs=spans)
    elif (
        any(_fits(result, value) for value in sums)
        or is_quadrature(said, parts)
        or is_beyond_whole(result, sums[0])
    ):
        return
    elif len(parts) == 2 and _has_slipped(result, said, sums[0]):
        yield judged(said, "sum", text, expected=result.shown(sums[0], 0), inputs=spans)


def _rest(said: Term, inside: Sequence[Term], above: Sequence[Term]) -> Iterator[Judgement]:
    """Of the whole without the part that stands right before it."""
    if not inside:  # `… there come out 4,850 W; 150 W are lost`
        inside, above = above[-2:], ()
    if not inside:
        return
    result = result_of(said.quantity)
    part = inside[-1]
    wholes = [
        t
        for t in (*reversed(inside[:-1]), *reversed(above))
        if value_of_term(t) > value_of_term(part)
    ]
    for whole in wholes:
        if _fits(result, value_of_term(whole) - value_of_term(part)):
            text = f"{whole.quantity.text} − {part.quantity.text}"
            yield judged(said, "difference", text, inputs=(whole.span, part.span))
            return
    if len(inside) > 2 and len(wholes) > 1:
        return  # of so many numbers another may be meant
    taken = sum(value_of_term(t) for t in inside)
    if any(_fits(result, value_of_term(t) - taken) for t in above):
        return  # `take away 140 GB and 32 GB`: of a whole that was told before
    pairs = combinations((*above, *inside[:-1]), 2)
    both = value_of_term(part) + value_of_term(said)
    if any(abs(value_of_term(a) + value_of_term(b) - both) <= EXACT * both for a, b in pairs):
        return  # `35 GB and leaves 45 GB; … 17.5 GB and leaves 62.5 GB`: parts of one whole
    if not wholes or any(_fits(result, value_of_term(t)) for t in (*inside, *above)):
        return
    whole = wholes[0]
    right = value_of_term(whole) - value_of_term(part)
    if _has_slipped(result, said, right) or (
        digits_shown(said.quantity) > 2
        and _fits(result, value_of_term(whole) + value_of_term(part))
    ):
        text = f"{whole.quantity.text} − {part.quantity.text}"
        shown = result.shown(right, 0)
        spans = (whole.span, part.span)
        yield judged(said, "difference", text, expected=shown, inputs=spans)


def _has_slipped(result: Result, said: Term, right: float) -> bool:
    return digits_shown(said.quantity) > 1 and right > 0 and has_slipped(result, right)


def _is_alike(one: Term, other: Term) -> bool:
    """Whether two numbers measure or count the same, as far as is told."""
    a, b = one.quantity, other.quantity
    if a.range is not None or (a.unit.name == "%") != (b.unit.name == "%") or a.unit.name == "×":
        return False
    mine, theirs = counted(a.dimension), counted(b.dimension)
    return core(a.dimension) == core(b.dimension) and (
        mine == theirs or not (mine and theirs) or bool(core(a.dimension))
    )


def _fits(result: Result, value: float) -> bool:
    return result.fits((value, value, value), 0, implied=True)
