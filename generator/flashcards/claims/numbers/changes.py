"""What became of a quantity: `37 GB → 25 GB` with `saves 12 GB`, `1.5x smaller`, `32% less`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from flashcards.claims.numbers.claim import Claim, Verdict
from flashcards.claims.numbers.entries import entry
from flashcards.claims.numbers.equations import Line
from flashcards.claims.numbers.spans import (
    Span,
    exactly,
    in_unit_of,
    reaches,
    readings,
    shown,
    span,
)
from flashcards.claims.numbers.stated import Stated, is_share, quantities
from flashcards.claims.numbers.units import BYTES, FACTOR, NUMBER, PERCENT, SECONDS
from flashcards.model import Document, Question

RULE = "change"

_LONGEST = 1000
_WORTH = re.compile(r"\d\s?(?:[%x×kKMGTsmJW]|tok|byte)")
_SPEAKS = re.compile(
    r"\b(?:sav(?:es?|ed|ing|ings)|smaller|larger|bigger|faster|slower|speed-?up|"
    r"reduc(?:es|ed|tion)|"
    r"less|more|fewer|increase|decrease|improvement|compression|gain|shrinks?|drops?|grew|grows?)\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"\s*(?:\([^()]{0,40}\)\s*)?(?:→|->|=>|⇒|\bvs\.?|\bto\b|\bdown to\b|\bup to\b|\binstead of\b|"
    r"\bversus\b)\s*(?:[A-Za-z][\w-]{0,20}\s)?\s*",
    re.IGNORECASE,
)
_OF_SIZE = (
    r"smaller|less|fewer|larger|bigger|reduction|compression|savings?|increase|decrease|saved"
)
_OF_SPEED = r"faster|slower|speed-?up"
_AFTER = re.compile(
    rf"\s?(?P<what>{_OF_SIZE}|{_OF_SPEED}|improvement|more|gain)\b(?P<rest>[^.;:,)]{{0,40}})",
    re.IGNORECASE,
)
_SAVED = re.compile(
    r"\b(?:sav(?:es?|ed|ing|ings)|frees?|reduces? by|drops? by)\s?:?\s?\**\s?$", re.IGNORECASE
)
_OWN = re.compile(
    r"\s*(?:$|[✅❌⚠✓!]|(?:than|with|by|for|on|in size|in memory|thanks|from)\b)", re.IGNORECASE
)
_LABEL = re.compile(
    r"\b(?:improvement|speed-?up|reduction|savings?|saved|compression|gain)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Pair:
    """A quantity before and after, in the order of the text."""

    one: Stated
    other: Stated


def changes(
    _document: Document, _question: Question | None, lines: Sequence[Line]
) -> Iterator[Claim]:
    """Every difference, factor and percentage that is said of a pair of quantities."""
    for index, (number, text) in enumerate(lines):
        if len(text) > _LONGEST or not _WORTH.search(text) or not _SPEAKS.search(text):
            continue
        said = quantities(text)
        if not said:
            continue
        pair = _pair(text, said)
        near = pair is None
        if pair is None:
            pair = _pair_above(lines, index, said)
        if pair is None:
            continue
        for one in said:
            if one not in (pair.one, pair.other):
                yield from _claims(number, text, one, pair, near=near)


def _pair(text: str, said: Sequence[Stated]) -> Pair | None:
    """The one pair of a line: `A → B`, `A vs B`, `from A to B`."""
    found = [
        Pair(one, other)
        for one, other in pairwise(said)
        if one.dimension == other.dimension
        and not is_share(one.dimension)
        and _BETWEEN.fullmatch(text, one.end, other.start)
    ]
    return found[0] if len(found) == 1 else None


def _pair_above(lines: Sequence[Line], index: int, said: Sequence[Stated]) -> Pair | None:
    """The pair that a line speaks of without one of its own.

    Either the line right above holds it, or the two labelled lines above an `Improvement: 3.5x`.
    """
    if len(said) != 1:
        return None
    if index and (before := lines[index - 1][1]).strip() and len(before) <= _LONGEST:
        pair = _pair(before, quantities(before))
        if pair is not None:
            return pair
    bottom = entry(lines[index])
    if bottom is None or bottom.value is None or bottom.value.dimension != FACTOR:
        return None
    if not _LABEL.search(bottom.label):
        return None
    at = index - 1
    if at >= 0 and not lines[at][1].strip():
        at -= 1
    if at < 1:
        return None
    return _pair_of_lines(lines[at - 1], lines[at])


def _pair_of_lines(first: Line, second: Line) -> Pair | None:
    one, other = _only(first), _only(second)
    if one is None or other is None or one.dimension != other.dimension:
        return None
    return Pair(one, other)


def _only(line: Line) -> Stated | None:
    """A labelled line's result, or its only quantity that has a unit."""
    found = entry(line)
    if found is None:
        return None
    if found.value is not None and found.value.unit and found.computed:
        return found.value
    units = [one for one in quantities(found.rest) if one.unit and not is_share(one.dimension)]
    return units[0] if len(units) == 1 else None


def _claims(line: int, text: str, said: Stated, pair: Pair, *, near: bool) -> Iterator[Claim]:
    if said.low < 0 or pair.one.low <= 0 or pair.other.low <= 0:
        return
    if said.dimension in (FACTOR, PERCENT):
        what, foreign = _word(text, said)
        if what or (near and _LABEL.search(text)):
            yield from _relative(line, said, pair, what, foreign=foreign or near)
    elif said.dimension == pair.one.dimension and _SAVED.search(text, 0, said.start):
        yield from _difference(line, said, pair)


def _word(text: str, said: Stated) -> tuple[str, bool]:
    """The word of change beside a number, and whether another thing is said to change."""
    if after := _AFTER.match(text, said.end):
        return after["what"].casefold(), not _OWN.match(after["rest"])
    if _SAVED.search(text, 0, said.start):
        return "savings", not _OWN.match(text, said.end)
    return "", True


def _difference(line: int, said: Stated, pair: Pair) -> Iterator[Claim]:
    agree = False
    for reading in readings(said, pair.one, pair.other):
        apart = span(pair.one, reading) - span(pair.other, reading)
        agree = agree or reaches(said, apart, reading) or reaches(said, apart * _MINUS, reading)
    one, other = exactly(pair.one), exactly(pair.other)
    true = abs(one.low - other.low)
    if not agree and (pair.one.low != pair.one.high or pair.other.low != pair.other.high):
        return
    expected = in_unit_of(true, said)
    yield Claim(
        line=line,
        rule=RULE,
        stated=said.text,
        verdict=Verdict.RIGHT if agree else Verdict.WRONG,
        expected=expected,
        how=f"{pair.one.text} - {pair.other.text} = {expected}",
    )


_MINUS = Fraction(-1)


def _relative(line: int, said: Stated, pair: Pair, what: str, *, foreign: bool) -> Iterator[Claim]:
    found: list[tuple[bool, Fraction, Fraction]] = []
    for reading in readings(pair.one, pair.other):
        one, other = span(pair.one, reading), span(pair.other, reading)
        ratio = one.over(other) if one.low > other.low else other.over(one)
        if ratio is None:
            return
        ends = sorted((exactly(pair.one, reading).low, exactly(pair.other, reading).low))
        for sense in _senses(what, said):
            agree = reaches(said, Span(*sorted((sense(ratio.low), sense(ratio.high)))))
            true = sense(ends[1] / ends[0])
            found.append((agree, abs(true - said.low) if agree else Fraction(0), true))
    agree, _, true = min(found, key=lambda one: (not one[0], one[1]))
    if not agree and (foreign or not _is_about(what, pair, said)):
        return
    expected = shown(true, said)
    yield Claim(
        line=line,
        rule=RULE,
        stated=said.text,
        verdict=Verdict.RIGHT if agree else Verdict.WRONG,
        expected=expected,
        how=f"{pair.one.text} against {pair.other.text}: {expected}",
    )


def _senses(what: str, said: Stated) -> tuple[Callable[[Fraction], Fraction], ...]:
    """What a factor or a percentage may say of the ratio of the greater to the smaller.

    30 % faster may mean a time of 70 %, or a speed of 130 %.
    """
    if said.dimension == FACTOR:
        return (lambda ratio: ratio,)
    grown, shrunk = (lambda ratio: 100 * (ratio - 1)), (lambda ratio: 100 - 100 / ratio)
    return (grown, shrunk) if what in _GROWS else (shrunk, grown)


_GROWS = frozenset(("larger", "bigger", "more", "increase", "slower", "faster", "gain"))


def _is_about(what: str, pair: Pair, said: Stated) -> bool:
    """Whether the words are surely about that pair: sizes get smaller, times and rates faster."""
    if said.about or said.low != said.high:
        return False
    if any(one.low != one.high for one in (pair.one, pair.other)):
        return False
    dimension = pair.one.dimension
    if what in {"faster", "slower", "speedup", "speed-up"}:
        return dimension == SECONDS or (("second", -1) in dimension and dimension != NUMBER)
    return dimension == BYTES and bool(re.fullmatch(_OF_SIZE, what))
