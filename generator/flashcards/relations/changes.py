"""By how much something grew or shrank: the part of the old amount that two amounts differ by.

`The run falls from 29 to 23.2 minutes, a saving of 25%`: where something shrinks the larger amount is the
whole, where it grows the smaller one. A share is called wrong if it is what comes of the other base, or if the
difference itself stands beside it: `from $440 to $560, by $120 or 15%`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from flashcards import patterns as re
from flashcards.relations.cues import Marked, ends_of, marked
from flashcards.relations.finding import Judgement
from flashcards.relations.judging import judged, value_of_term
from flashcards.relations.results import Result, result_of
from flashcards.relations.series.members import filled_in
from flashcards.relations.statements import Sentence, Term
from flashcards.relations.values import core
from flashcards.relations.vocabulary import says

MOST_BEFORE = 4
"""Numbers of the sentences before, among which the old amount may stand."""

MOST_LEAD = 70
MOST_TRAIL = 24

# What a share is of, where it is none of a change: `20% of the cost`; but `50% of the first` is one.
_OF = re.compile(
    r"\s*(?:of|von|vom|der|des|de|du|di|do|da|del|della)\s(?!the (?:first|old|original|former|larger)\b)"
)
# Between a difference and the share that repeats it.
_OR = re.compile(
    r"^[\w\s/]{0,16}[,(]?\s*(?:or|oder|ou|o|bzw\.|i\.e\.|that is)\s+(?:by |about |um )?$"
)
# A range with a dash, which tells no change: `a rate of 20–30%`.
_DASHED = re.compile(r"\d\W{0,2}[-–]\W{0,2}\d")
_NEW_PART = re.compile(r"[;:]\s|[—–] |\(")


def change_judgements(sentence: Sentence, before: Sequence[Term]) -> Iterator[Judgement]:
    """What a sentence says of the change between two amounts."""
    if not any(t.quantity.unit.name == "%" for t in sentence.terms):
        return
    here = marked(sentence)
    for at, said in enumerate(here.terms):
        if said.quantity.unit.name == "%" and said.quantity.range is None and said.quantity.value:
            yield from _judged(here, at, [*before[-MOST_BEFORE:], *here.terms[:at]])


def _judged(here: Marked, at: int, earlier: Sequence[Term]) -> Iterator[Judgement]:
    said = here.terms[at]
    parts = here.text.split("¤")
    trail = re.split(r"[,;.:]", parts[at + 1][:MOST_TRAIL])[0]
    if _OF.match(trail) or said.quantity.value >= 100:
        return
    # The change may be named before the amounts and the difference that the share repeats.
    lead = _NEW_PART.split("¤".join(parts[max(0, at - 3) : at + 1])[-MOST_LEAD:])[-1]
    words = f"{lead} {trail}"
    if (down := says("down", words)) == says("up", words):
        return
    amounts = _amounts(earlier)
    difference = amounts.pop() if _OR.match(parts[at]) and len(amounts) > 2 else None
    if len(amounts) < 2:
        return
    pair = _pair(amounts, here.terms[0], is_down=down)
    if pair is None:
        return
    first, last = pair
    small, large = sorted((value_of_term(first), value_of_term(last)))
    if not 0 < small < large:
        return
    if difference is not None and abs(value_of_term(difference) / (large - small) - 1) > EXACT:
        return
    whole, other = (large, small) if down else (small, large)
    sign = -1 if said.quantity.value < 0 else 1
    right, turned = sign * (large - small) / whole, sign * (large - small) / other
    result = result_of(said.quantity)
    texts = [t.quantity.text for t in sorted((first, last), key=value_of_term)]
    if texts[0] == texts[1] and _DASHED.search(texts[0]):
        return  # the two ends of one range
    how = f"({texts[1]} − {texts[0]}) / {texts[1] if down else texts[0]}"
    inputs = (first.span, last.span)
    if _fits(result, right):
        yield judged(said, "change", how, inputs=inputs)
        return
    explained = [
        value
        for one, two in combinations(sorted({value_of_term(t) for t in amounts} - {0.0}), 2)
        for value in ((two - one) / two, (two - one) / one, one / two)
        if not (one == small and two == large and value in {abs(turned), abs(right)})
    ]
    if any(_fits(result, value, implied=True) for value in explained):
        return
    if not result.is_told_exactly and _fits(result, right, implied=True):
        return
    points = sign * (large - small) if first.quantity.unit.name == "%" else 0.0
    slips = (turned, points) if len(re.sub(r"\D", "", said.quantity.text)) > 1 else (points,)
    if difference is not None or any(x and _fits(result, x) for x in slips):
        yield judged(said, "change", how, expected=result.shown(right, 0), inputs=inputs)


EXACT = 1e-6


def _amounts(earlier: Sequence[Term]) -> list[Term]:
    """The numbers that measure or count what the last of them does; a range is its two ends."""
    found: list[Term] = []
    for term in earlier:
        if term.quantity.range is not None:
            found.extend(ends_of(term))
        elif term.quantity.value and _is_amount(term):
            found.append(term)
    if not found:
        return []
    shares = [t.quantity.unit.name == "%" for t in found]
    # `from 29 to 23.2 minutes`: one unit is told for both.
    if len(found) > 1 and found[-1].quantity.unit.name and not found[-2].quantity.unit.name:
        unit = found[-1].quantity
        return [replace(found[-2], quantity=filled_in(found[-2].quantity, unit)), found[-1]]
    return [
        t
        for t, share in zip(found, shares, strict=True)
        if share == shares[-1] and _is_like(t, found[-1])
    ]


def _pair(amounts: Sequence[Term], begin: Term, *, is_down: bool) -> tuple[Term, Term] | None:
    """The last amount, and the nearest before it from which it changes in the way that is told.

    Where none does, two of the sentence itself: what is told then changes the other way, as litres
    do with km/L.
    """
    last = amounts[-1]
    for first in reversed(amounts[:-1]):
        if (
            value_of_term(first) != value_of_term(last)
            and (value_of_term(first) > value_of_term(last)) == is_down
        ):
            return first, last
    is_told_here = amounts[-2].quantity.start >= begin.quantity.start
    return (amounts[-2], last) if is_told_here else None


def _is_amount(term: Term) -> bool:
    """Whether a number may be the old or the new amount: no factor, no number in words."""
    one = term.quantity
    in_points = "point" in one.text
    return one.unit.name not in {"×", "‰"} and not in_points and any(x.isdigit() for x in one.text)


def _is_like(one: Term, other: Term) -> bool:
    a, b = one.quantity, other.quantity
    return core(a.dimension) == core(b.dimension) and (
        bool(core(a.dimension)) or a.unit.name == b.unit.name or not (a.unit.name and b.unit.name)
    )


def _fits(result: Result, value: float, *, implied: bool = False) -> bool:
    return result.fits((value, value, value), 0, implied=implied)
