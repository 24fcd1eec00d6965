"""Times that follow from an amount and a speed.

Something may take longer than its speed alone says, for a hundred reasons; nothing is faster. So a
time that is too long is passed over, and one that is too short is wrong.
"""

from __future__ import annotations

from fractions import Fraction

from flashcards.claims.numbers.claim import Claim, Verdict, written
from flashcards.claims.numbers.stated import ABOUT, ROUND_NUMBER, SECONDS, Stated
from flashcards.values import dataclass

RULE = "speed"


@dataclass(frozen=True, slots=True)
class Span:
    """All values from `low` to `high`."""

    low: Fraction
    high: Fraction


def time_of(amount: Stated, rate: Stated) -> Span | None:
    """The least and the most time, from the ends of both as they are shown."""
    if rate.low <= 0 or amount.low < 0:
        return None
    per = amount.scales[0] / rate.scales[0]
    return Span(amount.low * per / rate.high, amount.high * per / rate.low)


def is_within(said: Stated, true: Span) -> bool:
    """Whether a stated time is one of those that may be."""
    scale = said.scales[0]
    if said.low == said.high:
        return said.means(min(max(said.low * scale, true.low), true.high))
    return (
        said.low * scale >= true.low * (1 - ABOUT) - said.step * scale / 2
        and said.high * scale <= true.high * (1 + ABOUT) + said.step * scale / 2
    )


_SLIP = Fraction(12, 10)
"""How much too short a time has to be, beyond all rounding, to be called impossible."""


def is_too_short(said: Stated, true: Span) -> bool:
    """Whether a stated time is beyond all rounding less than the least that may be."""
    room = said.step / 2
    if said.about:
        room = max(room, ABOUT * said.high)
    elif said.step == 1 and said.high % 10 == 0:
        room = max(room, ROUND_NUMBER * said.high)
    return (said.low - room) * said.scales[0] * _SLIP < true.low


def time_claim(number: int, said: Stated, true: Span, how: str, verdict: Verdict) -> Claim:
    """The claim of a time, against the least and the most that may be."""
    expected = _shown(true.low)
    if true.high != true.low:
        expected = f"{expected} to {_shown(true.high)}"
    elif verdict is Verdict.WRONG:
        expected = f"{expected} or more"
    return Claim(
        line=number,
        rule=RULE,
        stated=said.text,
        verdict=verdict,
        expected=expected,
        how=f"{how}: {expected}",
    )


def _shown(seconds: Fraction) -> str:
    if seconds < 1:
        return written(seconds * 1000, SECONDS).replace(" s", " ms")
    return written(seconds, SECONDS)
