"""What is left: `Margin: 3.3 GB (5.2%)` of what is available and what is needed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from flashcards.claims.numbers.amounts import (
    LONGEST,
    NEAR,
    Known,
    is_need,
    labelled,
    speaks_of_amounts,
    take_in,
)
from flashcards.claims.numbers.claim import Claim, Verdict
from flashcards.claims.numbers.equations import Line
from flashcards.claims.numbers.spans import exactly, in_unit_of, reaches, readings, shown, span
from flashcards.claims.numbers.stated import Stated, quantities
from flashcards.claims.numbers.units import BYTES, PERCENT
from flashcards.model import Document, Question

RULE = "share"

MOST_MARGINS = 500
"""Of one question; no person wrote more."""

_DIGIT = re.compile(r"\d")
_LEFT = re.compile(r"\b(?:margin|headroom|free|remaining|remains|left over|spare)\b", re.IGNORECASE)
_ASKS = re.compile(_LEFT.pattern + r"|\bnew total\b", re.IGNORECASE)
_LEFT_LABEL = re.compile(
    r"(?:available |safety |memory |ram |vram )?(?:margin|headroom|free|remaining|spare)"
    r"(?: ram| vram| memory| margin)?",
    re.IGNORECASE,
)
_NEW_TOTAL = re.compile(r"new total(?: memory| ram| vram)?", re.IGNORECASE)
_SHARE = re.compile(
    r"(?P<share>\d{1,3}(?:\.\d+)?\s?%)\s?(?:safety )?(?:margin|headroom|free|left|spare|remaining)",
    re.IGNORECASE,
)
_FREE = re.compile(r"free\b|available free\b", re.IGNORECASE)
_LEFT_BEHIND = re.compile(r"\s?(?:free|left|spare|remaining|headroom|margin)\b", re.IGNORECASE)


def margins(
    _document: Document, _question: Question | None, lines: Sequence[Line]
) -> Iterator[Claim]:
    """Every margin whose amount available is known in the question."""
    known = Known()
    margins_left = MOST_MARGINS
    if not any(_is_worth_a_look(text) and _ASKS.search(text) for _, text in lines):
        return
    for number, text in lines:
        if not margins_left or not _is_worth_a_look(text):
            continue
        here = take_in(number, text, known)
        label, value = labelled(number, text) if "B" in text else ("", None)
        if value is not None and value.dimension == BYTES and is_need(label):
            if _NEW_TOTAL.fullmatch(label):
                yield from _new_total(number, value, known)
            known.need.append((number, value))
        if _LEFT.search(text):
            margins_left -= 1
            yield from _of_line(number, text, known, here)


def _is_worth_a_look(text: str) -> bool:
    return (
        ("B" in text or "%" in text)
        and len(text) <= LONGEST
        and bool(_DIGIT.search(text))
        and speaks_of_amounts(text)
    )


def _of_line(number: int, text: str, known: Known, here: Sequence[Stated]) -> Iterator[Claim]:
    label, value = labelled(number, text)
    percents = [one for one in quantities(text) if one.dimension == PERCENT]
    if value is not None and value.dimension == BYTES and _LEFT_LABEL.fullmatch(label):
        sure = not _FREE.match(label)
        yield from _difference(number, value, known, here, sure=sure)
        if len(percents) == 1 and text[percents[0].end :].lstrip()[:1] == ")":
            yield from _share(number, percents[0], value, known)
        return
    if value is not None and value.dimension == BYTES and is_need(label):
        if len(percents) == 1 and _SHARE.search(text):
            yield from _share_of_need(number, percents[0], value, known)
        return
    for one in quantities(text):
        if one.dimension == BYTES and _LEFT_BEHIND.match(text, one.end):
            right_above = any(line == number - 1 for line, _ in known.need)
            yield from _difference(number, one, known, here, sure=right_above)
    if len(percents) == 1 and _SHARE.search(text):
        yield from _repeated(number, percents[0], known)


def _new_total(number: int, said: Stated, known: Known) -> Iterator[Claim]:
    """`Saves: 10 GB`, then `New total: 51 GB`: a total from before, less what is saved."""
    if known.saved is None or number - known.saved[0] > 4 or not known.need:
        return
    saved = known.saved[1]
    totals = [total for _, total in known.need]
    for total in totals:
        if any(
            reaches(said, span(total, way) - span(saved, way), way)
            for way in readings(said, total, saved)
        ):
            yield _claim(number, said, total, saved, Verdict.RIGHT)
            return
    if len({total.low for total in totals}) == 1 and totals[0].low > saved.high:
        yield _claim(number, said, totals[0], saved, Verdict.WRONG)


def _difference(
    number: int, said: Stated, known: Known, here: Sequence[Stated], *, sure: bool
) -> Iterator[Claim]:
    """What is there less what is needed; refuted only where both stand right there.

    Args:
        number: the line.
        said: what it says is left.
        known: what was said above.
        here: what that line itself says is there.
        sure: whether it is the rest of those two; memory that is free may be less, for caches.
    """
    need = known.needed_near(number)
    declared = known.declared
    there = [*here]
    if not there and declared and number - declared[0] <= NEAR:
        there = [declared[1]]
    if not need:
        return
    for have in (*there, *known.have):
        for less in need:
            if any(
                reaches(said, span(have, way) - span(less, way), way)
                for way in readings(said, have, less)
            ):
                yield _claim(number, said, have, less, Verdict.RIGHT)
                return
    if sure and len(there) == 1 and there[0].low >= need[0].low:
        yield _claim(number, said, there[0], need[0], Verdict.WRONG)


def _claim(number: int, said: Stated, have: Stated, less: Stated, verdict: Verdict) -> Claim:
    expected = in_unit_of(exactly(have).low - exactly(less).low, said)
    return Claim(
        line=number,
        rule=RULE,
        stated=said.text,
        verdict=verdict,
        expected=expected,
        how=f"{have.text} - {less.text} = {expected}",
    )


def _share(number: int, said: Stated, left: Stated, known: Known) -> Iterator[Claim]:
    """A margin's share of what is there."""
    for have in known.have:
        if _is_share(said, left, have):
            true = _exact_share(left, have)
            known.shares.append(true)
            yield _share_claim(number, said, true, f"{left.text} of {have.text}", Verdict.RIGHT)
            return
    if known.declared is None:
        return
    have = known.declared[1]
    need = known.needed_near(number)
    true = _exact_share(left, have)
    known.shares.append(true)
    how = f"{left.text} of {have.text}"
    if of_need := next((less for less in need if _is_share(said, left, less)), None):
        how = f"not of {of_need.text}: {how}"
    yield _share_claim(number, said, true, how, Verdict.WRONG)


def _share_of_need(number: int, said: Stated, need: Stated, known: Known) -> Iterator[Claim]:
    """The share left of what is there, beside what is needed: `total: 49 GB (23% margin)`."""
    for have in known.have:
        if any(
            (part := (span(have, way) - span(need, way)).over(span(have, way)))
            and reaches(said, part * Fraction(100))
            for way in readings(have, need)
        ):
            true = 1 - exactly(need).low / exactly(have).low
            yield _share_claim(
                number, said, true, f"({have.text} - {need.text}) / {have.text}", Verdict.RIGHT
            )
            return
    if len(known.have) == 1 and known.have[0].low > need.low:
        have = known.have[0]
        true = 1 - exactly(need).low / exactly(have).low
        yield _share_claim(
            number, said, true, f"({have.text} - {need.text}) / {have.text}", Verdict.WRONG
        )


def _repeated(number: int, said: Stated, known: Known) -> Iterator[Claim]:
    """`only 5% margin`, after the margin was computed."""
    for true in known.shares[-3:][::-1]:
        if said.means(100 * true):
            yield _share_claim(number, said, true, "as above", Verdict.RIGHT)
            return


def _is_share(said: Stated, part: Stated, whole: Stated) -> bool:
    for way in readings(part, whole):
        quotient = span(part, way).over(span(whole, way))
        if quotient is not None and reaches(said, quotient * Fraction(100)):
            return True
    return False


def _exact_share(part: Stated, whole: Stated) -> Fraction:
    return exactly(part).low / exactly(whole).low


def _share_claim(number: int, said: Stated, true: Fraction, how: str, verdict: Verdict) -> Claim:
    expected = shown(100 * true, said)
    return Claim(
        line=number,
        rule=RULE,
        stated=said.text,
        verdict=verdict,
        expected=expected,
        how=f"{how} = {expected}",
    )
