"""So many times the same: `100 users`, `each: 2 GB`, `Total: 200 GB`."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from flashcards.claims.numbers.claim import Claim, Verdict
from flashcards.claims.numbers.entries import entry
from flashcards.claims.numbers.equations import Line
from flashcards.claims.numbers.spans import exactly, in_unit_of, reaches, readings, span
from flashcards.claims.numbers.stated import Stated, quantities
from flashcards.claims.numbers.units import BYTES, FACTOR, NUMBER, PERCENT
from flashcards.model import Document, Question

RULE = "multiple"

NEAR = 8
"""Lines that belong together, at most."""

_LONGEST = 400
_EACH = re.compile(r"\b(?:each|every|per|a single)\s(?P<noun>[A-Za-z]{2,20})\b", re.IGNORECASE)
_EACH_WORDS = ("each ", "Each ", "every ", "Every ", "per ", "Per ", "a single ")
_EACH_WORD = re.compile(r"\b(?:each|every|per)\b", re.IGNORECASE)
_COUNT = re.compile(r"(?<![\w.$-])(?P<count>\d{1,3}(?:,\d{3})*|\d{1,7})\s(?P<noun>[a-z]{3,20}s)\b")
_TOTAL_LABEL = re.compile(r"(?:total|altogether|sum|together)(?:\s\w{1,10})?", re.IGNORECASE)
_NOT_COUNTED = frozenset(
    ("tokens", "bytes", "bits", "seconds", "minutes", "hours", "days", "layers", "heads", "gbs")
)
_CHANGED = re.compile(
    r"\b(?:usable|after|with|without|incl\w*|plus|shared|peak|left)\b", re.IGNORECASE
)
_END = re.compile(r"^\s*(?:#{1,6}\s|```|~~~|---)")


@dataclass(frozen=True, slots=True)
class _Each:
    line: int
    noun: str
    said: Stated


@dataclass(frozen=True, slots=True)
class _Count:
    line: int
    noun: str
    number: Fraction
    text: str


class _Near:
    """What the last lines of one group have said."""

    def __init__(self) -> None:
        self.each: deque[_Each] = deque(maxlen=NEAR)
        self.counts: deque[_Count] = deque(maxlen=NEAR)

    def forget(self, before: int) -> None:
        """Drop what stands above a line."""
        for kept in (self.each, self.counts):
            while kept and kept[0].line < before:
                kept.popleft()


def multiples(
    _document: Document, _question: Question | None, lines: Sequence[Line]
) -> Iterator[Claim]:
    """Every total of so many equal parts whose number and size stand right above it."""
    near = _Near()
    for index in _around_each(lines):
        number, text = lines[index]
        if not text.strip() or _END.match(text):
            near.forget(number + 1)
            continue
        near.forget(number - NEAR)
        if len(text) > _LONGEST or not any(map(str.isdigit, text)):
            continue
        if near.each:
            yield from _of_equation(number, text, near)
            yield from _of_total(lines[max(0, index - NEAR) : index], number, text, near)
        _take(number, text, near)


def _around_each(lines: Sequence[Line]) -> Iterator[int]:
    """Indices of the lines near one that speaks of each of many, in order."""
    done = 0
    for index, (_, text) in enumerate(lines):
        if any(word in text for word in _EACH_WORDS):
            end = min(len(lines), index + NEAR + 1)
            yield from range(max(done, index - NEAR), end)
            done = end


def _take(number: int, text: str, near: _Near) -> None:
    """Remember the counts and the sizes of one that a line states."""
    if _EACH_WORD.search(text):
        said = [
            one for one in quantities(text) if one.unit and one.dimension not in (PERCENT, FACTOR)
        ]
        found = _EACH.search(text)
        if len(said) == 1 and found and said[0].start > found.start():
            near.each.append(_Each(number, _singular(found["noun"]), said[0]))
            return
    for count in _COUNT.finditer(text):
        noun = count["noun"]
        if noun not in _NOT_COUNTED:
            value = Fraction(count["count"].replace(",", ""))
            near.counts.append(_Count(number, _singular(noun), value, count[0]))


def _singular(noun: str) -> str:
    return noun.casefold().removesuffix("s")


_EQUATION = re.compile(
    r"(?<![\w.$-])(?P<count>\d{1,3}(?:,\d{3})*|\d{1,7})\s(?P<noun>[A-Za-z]{3,20}s)"
    r"\s?(?:=|→|:|need)\s?(?=[~≈\d])"
)


def _of_equation(number: int, text: str, near: _Near) -> Iterator[Claim]:
    """`4 workers = 8 GB`, after `each worker needs ~2 GB`."""
    for found in _EQUATION.finditer(text):
        noun = _singular(found["noun"])
        value = Fraction(found["count"].replace(",", ""))
        said = next((one for one in quantities(text) if one.start == found.end()), None)
        if said is None:
            continue
        each = [
            one for one in near.each if one.noun == noun and one.said.dimension == said.dimension
        ]
        if len(each) == 1:
            yield _claim(number, said, _Count(number, noun, value, found[0]), each[0])


def _of_total(before: Sequence[Line], number: int, text: str, near: _Near) -> Iterator[Claim]:
    """`Total: 200 GB`, after `100 users` and `each KV cache: ~2 GB`."""
    found = entry((number, text))
    if found is None or found.value is None or not _TOTAL_LABEL.fullmatch(found.label):
        return
    said = found.value
    each = [one for one in near.each if one.said.dimension == said.dimension != NUMBER]
    if len(each) != 1 or not near.counts:
        return
    counts = [one for one in near.counts if one.noun == each[0].noun] or list(near.counts)
    claims = [_claim(number, said, count, each[0]) for count in counts]
    right = [claim for claim in claims if claim.verdict is Verdict.RIGHT]
    if right:
        yield right[0]
    elif (
        len(claims) == 1
        and said.dimension == BYTES
        and not _CHANGED.search(found.after)
        and _is_alone(before, each[0])
    ):
        yield claims[0]


def _is_alone(before: Sequence[Line], each: _Each) -> bool:
    """Whether nothing else stands in the group that may be part of the total."""
    top = min(each.line, *(number for number, _ in before))
    return all(
        one.dimension != BYTES
        for number, text in before
        if number >= top and number != each.line and len(text) <= _LONGEST
        for one in quantities(text)
    )


def _claim(number: int, said: Stated, count: _Count, each: _Each) -> Claim:
    one = each.said
    agree = any(reaches(said, span(one, way) * count.number, way) for way in readings(said, one))
    expected = in_unit_of(exactly(one).low * count.number, said)
    if one.low != one.high:
        expected = f"{expected} to {in_unit_of(exactly(one).high * count.number, said)}"
    return Claim(
        line=number,
        rule=RULE,
        stated=said.text,
        verdict=Verdict.RIGHT if agree else Verdict.WRONG,
        expected=expected,
        how=f"{count.text.strip(' =:→')} × {one.text} = {expected}",
    )
