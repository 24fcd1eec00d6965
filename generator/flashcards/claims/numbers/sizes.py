"""Sizes in memory as documents state them, held against all that they may rightly be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from flashcards import patterns as re
from flashcards.claims.numbers.claim import Ask, Claim, Verdict, plain
from flashcards.claims.numbers.stated import BYTES, Stated
from flashcards.values import dataclass

_PREFIXES = "KMGT"

# `kv_cache_500 = 0.4  # GB`: a size in a listing, whose unit only the comment tells.
ASSIGNED = re.compile(
    r"^(?P<before>\s*(?P<name>\w{1,60}?(?:_(?P<tokens>\d{2,6}))?)\s*=\s*)"
    r"(?P<number>\d+(?:\.\d+)?)(?=\s*#\s*(?P<unit>[MGT]i?B)\b)",
    re.IGNORECASE,
)
# `37 GB → 25 GB`: what takes the place of what.
_TURNED = re.compile(r"\s*(?:→|->|to)\s*")


def is_large(said: Stated) -> bool:
    """Whether it is a size in megabytes or more."""
    return said.dimension == BYTES and bool(said.unit and said.unit.name[0] in "MGT")


def turned(text: str, said: Sequence[Stated]) -> tuple[Stated, Stated] | None:
    """The first two sizes of a line of which the second takes the place of the first."""
    for one, other in pairwise(said):
        if _TURNED.fullmatch(text, one.end, other.start):
            return (one, other) if is_large(one) and is_large(other) else None
    return None


def in_unit_of(value: Fraction, said: Stated) -> str:
    """A size in bytes, in the unit of a stated one and in both readings of it.

    >>> from flashcards.claims.numbers.stated import quantities
    >>> in_unit_of(Fraction(838860800), quantities("~0.7 GB")[0])
    '0.78125 GiB (0.839 GB)'
    """
    name = said.unit.name if said.unit else ""
    power = _PREFIXES.find(name[:1].upper()) + 1 if name else 0
    if not power or not 1 <= 100 * abs(value) / 1024**power < 10**6:
        power = next((n for n in (4, 3, 2, 1) if abs(value) >= 1024**n), 0)
    if not power:
        return f"{plain(value, 3)} bytes"
    prefix = _PREFIXES[power - 1]
    binary, decimal = plain(value / 1024**power, 3), plain(value / 1000**power, 3)
    return f"{binary} {prefix}iB ({decimal} {prefix.replace('K', 'k')}B)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One size that something may have: the computation, and what llama.cpp can be asked of it."""

    bytes: Fraction
    how: str
    ask: Ask = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """What something may take.

    Attributes:
        rule: that tells it.
        readings: of the words, the likeliest first.
        spread: factors on the least and the most that a fair reader would still accept.
        certain: whether a size that is none of them is wrong, and not just of something else.
    """

    rule: str
    readings: tuple[Reading, ...]
    spread: tuple[Fraction, Fraction] | None = None
    certain: bool = True

    @property
    def bytes(self) -> tuple[Fraction, ...]:
        """Of each reading."""
        return tuple(one.bytes for one in self.readings)


def size_claims(
    line: int,
    said: Stated,
    true: Sizes | None,
    *,
    text: str = "",
    sure: bool = True,
    others: Sequence[Fraction] = (),
) -> Iterator[Claim]:
    """The claim of one size; none where it is nearly right, or wrong and that is not sure.

    Args:
        line: on which it stands.
        said: the size.
        true: what it may be, if that is known.
        text: as written, where that is not the size with its unit.
        sure: whether it is of this, and of nothing else.
        others: further values that the document itself gives ground for.
    """
    if true is None:
        return
    right = next((one for one in true.readings if said.means(one.bytes)), None)
    agrees = right is not None or any(map(said.means, others))
    if agrees or (sure and true.certain and not _is_near(said, true)):
        reading = right or true.readings[0]
        yield Claim(
            line=line,
            rule=true.rule,
            stated=text or said.text,
            verdict=Verdict.RIGHT if agrees else Verdict.WRONG,
            expected=in_unit_of(reading.bytes, said),
            how=reading.how,
            ask=reading.ask,
        )


def _is_near(said: Stated, true: Sizes) -> bool:
    """Whether it lies among the values that a fair reader accepts."""
    if true.spread is None:
        return False
    least, most = true.spread
    low, high = min(true.bytes) * least, max(true.bytes) * most
    return any(said.low * one <= high and said.high * one >= low for one in said.scales)
