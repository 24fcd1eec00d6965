"""What a document says of its numbers beside the calculation: what is usual, and what is a norm.

A problem shows one sentence; its numbers still have to agree with the rest of what the reader
knows: a rate that `should be 100 to 120` is not drawn as 70, the 30 of `30:2` stays.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from flashcards import patterns as re
from flashcards.relations.passages import Passage, sentences
from flashcards.values import dataclass
from flashcards.worked.calculation import Calculation, Input
from flashcards.worked.drawing import PER_WEIGHT
from flashcards.worked.units import unit_of

FEWEST_SHOWN = 3
"""Numbers of one unit from which on a document shows between which they lie."""
BODY = frozenset(("cm", "kg"))
"""Units that tell together how large somebody is."""
TALL, FAT = 3, 300
SHORT = Fraction(5, 6)
"""Part of a size of somebody that another may have."""
LIGHT = Fraction(7, 10)
"""The same of the weight of somebody who is given so much for each kilogram of it."""
LEAST_RATIO = 10
"""Numbers from which on a ratio tells of what it is."""
# What makes the one number of a sentence a norm.
_NORM = re.compile(
    r"\b(?:should|must|shall|recommend\w*|rule|guideline\w*|standard|by law|at least|at most"
    r"|soll\w*|muss|müssen|empfohlen\w*|empfiehlt|norm\w*|vorschrift\w*|doi(?:t|vent)|recommand\w*|règle"
    r"|debe\w*|recomend\w*|regla|deve\w*|regra|raccomand\w*|regola|moet\w*|aanbevolen|vuistregel)\b",
    re.IGNORECASE,
)
_RATIO = re.compile(r"(?<![\d:.,])(?P<left>\d{1,3}):(?P<right>\d{1,2})(?![\d:]|[.,]\d)")
# So much of something in so much of a fluid, which belong to its bottle: `250 mg in 5 mL`.
_IN_VOLUME = re.compile(
    r"\0(?P<amount>\d+)\0\s?(?:[mµun]?g|mcg|IU|IE|UI|U|units|mmol)\s(?:in|per|auf|pro|dans|en|em|por)"
    r"\s\0(?P<volume>\d+)\0\s?m[lL]\b"
)


@dataclass(frozen=True, slots=True)
class Norms:
    """What else a document says of numbers.

    Attributes:
        spans: for each unit the smallest and the largest number.
        ranges: for each unit the ranges that are told.
        fixed: numbers with their units that are norms.
        ratios: parts of ratios, such as the 30 of `30:2`.
    """

    spans: Mapping[str, tuple[Fraction, ...]]
    ranges: Mapping[str, tuple[tuple[Fraction, Fraction], ...]]
    fixed: frozenset[tuple[Fraction, str]]
    ratios: frozenset[Fraction]


def norms_of(
    passages: Sequence[Passage], cells: Iterable[tuple[str, Fraction]], text: str
) -> Norms:
    """What the passages and the cells of tables of a document say of numbers.

    Args:
        passages: of the document.
        cells: units and numbers of its tables.
        text: of the document.
    """
    values: dict[str, set[Fraction]] = defaultdict(set)
    ranges: dict[str, list[tuple[Fraction, Fraction]]] = defaultdict(list)
    fixed: set[tuple[Fraction, str]] = set()
    for passage in passages:
        for one in passage.quantities:
            values[unit_of(one)].add(one.value)
            if one.range is not None and one.range[0] < one.range[1]:
                ranges[one.text[one.high_end - one.start :].strip()].append(one.range)
        if _NORM.search(passage.text):
            fixed |= _normed(passage)
    for unit, value in cells:
        values[unit].add(value)
    ratios = {Fraction(found["left"]) for found in _RATIO.finditer(text)}
    return Norms(
        {
            unit: (min(own), max(own))
            for unit, own in values.items()
            if unit and len(own) >= FEWEST_SHOWN
        },
        {unit: tuple(own) for unit, own in ranges.items() if unit},
        frozenset(fixed),
        frozenset(one for one in ratios if one >= LEAST_RATIO),
    )


def _normed(passage: Passage) -> set[tuple[Fraction, str]]:
    """The one number of each sentence that says how something should be."""
    found = set()
    for begin, end in sentences(passage.text):
        told = [one for one in passage.quantities if begin <= one.start < end]
        sentence = passage.text[begin:end]
        if len(told) == 1 and "?" not in sentence and _NORM.search(sentence):
            found.add((told[0].value, unit_of(told[0])))
    return found


def within(one: Calculation, norms: Norms) -> Calculation:
    """A calculation whose inputs know what else their document says of their kind."""
    sizes = {each.unit: each.value for each in one.inputs}
    of_body = sizes.keys() >= BODY or (
        0 < sizes.get("m", 0) < TALL and 0 < sizes.get("kg", 0) < FAT
    )
    weighed = "kg" in sizes and any(PER_WEIGHT.match(unit) for unit in sizes)
    parts = dict.fromkeys(BODY | {"m"}, SHORT) if of_body else {"kg": LIGHT} if weighed else {}
    bottled = {int(place) for found in _IN_VOLUME.finditer(one.given) for place in found.groups()}
    inputs: list[Input] = []
    for place, each in enumerate(one.inputs):
        if place in bottled or _is_norm(each, norms):
            inputs.append(replace(each, fixed=True))
        elif part := parts.get(each.unit):
            inputs.append(replace(each, shown=(each.value * part, each.value / part)))
        else:
            inputs.append(replace(each, shown=_shown(each, norms)))
    return replace(one, inputs=tuple(inputs))


def _is_norm(one: Input, norms: Norms) -> bool:
    return (bool(one.unit) and (one.value, one.unit) in norms.fixed) or (
        not one.unit and one.value in norms.ratios
    )


def _shown(one: Input, norms: Norms) -> tuple[Fraction, ...]:
    """The narrowest range that is told of its unit and holds it; else all that is shown of it."""
    told = [own for own in norms.ranges.get(one.unit, ()) if own[0] <= one.value <= own[1]]
    return min(told, key=lambda own: own[1] - own[0], default=norms.spans.get(one.unit, ()))
