"""Which sentences of a case an answer counts with: those whose numbers its numbers come of.

Above several tasks stands their case, `70.6 billion parameters, BF16`; each task needs some of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import permutations

from flashcards import patterns as re
from flashcards.facts.needed import NUMBER, value_of
from flashcards.quantities import Habit, quantities
from flashcards.values import dataclass

_FACTORS = (1, 2, 3, 4, 5, 7, 8, 10, 12, 24, 30, 60, 100, 365, 1000, 1024, 3600, 8760)
"""What a number is multiplied with or divided by on the way to another, one step."""
CLOSEST, FARTHEST = 0.0005, 0.01
"""How far off a number may be, as a share of it, that was rounded."""
FEWEST_DIGITS = 2
"""Of a number that does not come of two others by chance."""
LARGEST = 1e30
MOST = 40
"""Numbers that are held against each other; more are a table."""


def needed_of(
    sentences: Sequence[str], told: str, asked: str, habit: Habit, *, strict: bool = False
) -> list[int]:
    """The places of the sentences of a case that an answer's numbers come of.

    One that holds all of them would tell the answer.

    Args:
        sentences: of the case, each with numbers.
        told: the question and its answer.
        asked: the front so far.
        habit: how the document writes numbers.
        strict: whether only numbers of the question count, as they are written, beside theirs.
    """
    known = {one.value for one in _numbers(asked, habit, strict)}
    products = _products([one for one in known if one < LARGEST][:MOST_ASKED])
    told_ = (one for one in _numbers(told, habit) if one.value not in known)
    alone = {p * way for p in products | known for f in _FACTORS for way in (f, 1 / f)}
    ours = [n for n in told_ if not any(_near(n.value, p, n.off) for p in alone)][:MOST]
    theirs = [{one.value for one in _numbers(text, habit, strict)} for text in sentences]
    worked = _WORKED.search(told) is not None
    found: list[int] = []
    for place, mine in enumerate(theirs):
        results = [one for one in ours if one.value not in mine]
        near = known | products
        near |= set() if strict else mine | {one.value for one in ours}
        if results and (
            any(one.value in mine and _is_same(one, strict, worked) for one in ours)
            or any(_comes_of(value, results, near, strict) for value in mine)
        ):
            found.append(place)
    return found


def has_number(text: str) -> bool:
    """Whether a text has a number, in digits or in words that multiply."""
    return bool(re.search(r"\d", text) or _IN_WORDS.search(text))


# A calculation with numbers.
_WORKED = re.compile(r"\d\s?[×*/÷·]\s?\d")
_COMMON = frozenset(float(2**power) for power in range(4, 17))


def _is_same(one: _Number, strict: bool, worked: bool) -> bool:  # noqa: FBT001
    """Whether a number is the same in two sentences by no chance."""
    if strict:
        return one.digits > FEWEST_DIGITS and one.value not in _COMMON
    return one.digits >= FEWEST_DIGITS or worked


MOST_ASKED = 4
"""Numbers of a question that are multiplied with each other."""


def _products(known: Sequence[float]) -> set[float]:
    """What two or three numbers of a question come to: 42 and 14 teeth at 90 a minute are 270."""
    two = {way for a, b in permutations(known, 2) for way in (a * b, a / b)}
    three = {way for a, b, c in permutations(known, 3) for way in (a * b * c, a / b * c, a / b / c)}
    return two | three


_SMALL = frozenset((1.0, 2.0))
"""Numbers that stand in two sentences by chance."""


_WORDS = (
    (
        2.0,
        "twice double half halb doppelt zweimal moitié mitad doble metade dobro metà helft",
    ),
    (3.0, "three third drei drittel trois tiers tres tercio três terço tre drie"),
    (4.0, "four quarter vier viertel quatre quart cuatro cuarto quatro quarto quattro"),
    (5.0, "five fünf cinq cinco cinque vijf"),
)
_IN_WORDS = re.compile(
    rf"\b(?:{'|'.join(word for _, said in _WORDS for word in said.split())})\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Number:
    """A number and how far off it may be by its digits."""

    value: float
    off: float
    digits: int


def _numbers(text: str, habit: Habit, written: bool = False) -> Iterator[_Number]:  # noqa: FBT001, FBT002
    """The numbers of a text, as they are `written` and in the basic units of what they measure."""
    for match in NUMBER.finditer(text):
        yield from _as_numbers(match[0], (value_of(match[0], habit),))
    for match in _IN_WORDS.finditer(text):
        value = next(v for v, said in _WORDS if match[0].casefold() in said.split())
        yield _Number(value, CLOSEST, 1)
    for one in () if written else quantities(text, habit=habit):
        if one.range is None:
            digits = text[one.number_start : one.number_end]
            yield from _as_numbers(digits, (one.value, one.readings[0].value))


def _as_numbers(written: str, values: Iterable[Fraction]) -> Iterator[_Number]:
    digits = len(re.sub(r"\D", "", written).strip("0")) or 1
    off = min(max(0.6 * 10.0 ** (1 - digits), CLOSEST), FARTHEST)
    for value in values:
        if 0 < value < LARGEST:
            yield _Number(float(value), off, digits)


def _comes_of(
    mine: float,
    results: Iterable[_Number],
    others: Collection[float],
    strict: bool,  # noqa: FBT001
) -> bool:
    """Whether one of some numbers comes of another by one step, with a third or a factor."""
    for result in results:
        if result.digits < FEWEST_DIGITS + strict:
            continue
        ratio = result.value / mine
        ways = (ratio, 1 / ratio)
        if (
            not strict
            and mine not in _SMALL
            and any(_near(w, f, result.off) for w in ways for f in _FACTORS)
        ):
            return True
        known = [one for one in others if one not in {result.value, mine} and one not in _SMALL]
        if any(_near(way, other, result.off) for way in ways for other in known):
            return True
    return False


def _near(one: float, two: float, off: float) -> bool:
    return abs(one - two) <= off * two
