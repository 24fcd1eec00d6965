"""Times of generating tokens, from their count and a speed right beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flashcards import patterns as re
from flashcards.claims.numbers.claim import Claim, Verdict
from flashcards.claims.numbers.page import Line
from flashcards.claims.numbers.stated import SECONDS, Stated, quantities
from flashcards.claims.numbers.times import is_too_short, is_within, time_claim, time_of
from flashcards.document import Document, Question
from flashcards.quantities import Dimension

_TOKENS: Dimension = (("token", 1),)
_TOKENS_A_SECOND: Dimension = (("second", -1), ("token", 1))

NEAR, FAR = 4, 16
"""Lines between a speed and a time: where that is refuted, and where it is only confirmed."""

_LONGEST = 600
_TIME_FOR = re.compile(r"\s?(?:for|per|to generate|/)\s?$", re.IGNORECASE)
_THEN = re.compile(r"\s*(?:→|->|=>|:|=)\s*$")


def token_times(
    _document: Document, _question: Question | None, lines: Sequence[Line]
) -> Iterator[Claim]:
    """`200 tokens: ~2s` and `50 ms for 2 tokens`, after `80-120 tok/s`; `25 tok/s → 8s`."""
    rate: tuple[int, Stated] | None = None
    count: tuple[int, Stated] | None = None
    for number, text in lines:
        if rate and text.lstrip().startswith(("```", "~~~", "**", "## ", "### ", "#### ")):
            rate = None
        if "tok" not in text or len(text) > _LONGEST:
            continue
        said = quantities(text)
        rates = [one for one in said if one.dimension == _TOKENS_A_SECOND]
        counts = [one for one in said if one.dimension == _TOKENS]
        times = [one for one in said if one.dimension == SECONDS]
        if len(rates) == 1 and not counts and count and count[0] >= number - FAR:
            for time in times:
                if _THEN.fullmatch(text, rates[0].end, time.start):
                    yield from _generated(number, time, count[1], rates[0], sure=False)
        if (
            rate
            and rate[0] >= number - NEAR
            and (len(times), len(counts), len(rates)) == (1, 1, 0)
            and _belong(text, times[0], counts[0])
        ):
            yield from _generated(number, times[0], counts[0], rate[1], sure=True)
        if len(rates) == 1:
            rate = number, rates[0]
        elif rates:
            rate = None
        if len(counts) == 1:
            count = number, counts[0]


def _belong(text: str, time: Stated, count: Stated) -> bool:
    """Whether a time is said of a count: `2s for 200 tokens`, `200 tokens: 2s`."""
    if time.end <= count.start:
        return bool(_TIME_FOR.search(text, time.end, count.start))
    return bool(_THEN.fullmatch(text, count.end, time.start))


def _generated(
    number: int, said: Stated, count: Stated, rate: Stated, *, sure: bool
) -> Iterator[Claim]:
    true = time_of(count, rate)
    if true is None:
        return
    how = f"{count.text} at {rate.text}"
    if is_within(said, true):
        yield time_claim(number, said, true, how, Verdict.RIGHT)
    elif sure and is_too_short(said, true):
        yield time_claim(number, said, true, how, Verdict.WRONG)
