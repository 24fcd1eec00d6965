"""Numbers written in a listing itself, and which of them may be others: `7 // 2`, `0b1011 ^ 6`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import TypeVar

from flashcards import patterns as re
from flashcards.values import dataclass
from flashcards.worked.calculation import Input
from flashcards.worked.drawing import options

FIXED = frozenset(
    Fraction(one)
    for one in (0, 1, 8, 10, 24, 60, 100, 365, 1000, 1024, 3600, 86400, 10**6, 10**9, 2**20, 2**30)
)
"""What turns units into one another, or is the base of digits."""
MOST = 4
"""Numbers of one line that are changed."""
# A number by itself: in base two or sixteen, or with digits and a point.
_NUMBER = re.compile(
    r"(?<![\w.#$])(?P<text>0[bB][01]+|0[xX][\da-fA-F]+|\d+(?:\.\d+)?)(?![\w.]*\w|#)"
)
# What is raised to a power, and the power: of two and ten only the power may be another.
_RAISED = re.compile(r"\s*(?:\*\*|\^)\s*")
_TENS = re.compile(r"\b10\s*(?:\*\*|\^)\s*$")
# What says how a number is shown, or which one of a row is meant.
_SHOWN = re.compile(r"""toFixed\($|:[ ,<>^]*[\d.]*$|%[\d.]*$|\bround\([^()]*,\s*$""")


@dataclass(frozen=True, slots=True)
class Literal:
    """A number in a text, and where it stands."""

    value: Fraction
    text: str
    start: int

    def written(self, value: Fraction) -> str:
        """Another number, written as this one is."""
        prefix = self.text[:2].casefold()
        if prefix in {"0b", "0x"} and value.denominator == 1:
            digits = format(int(value), "b" if prefix == "0b" else "x")
            return self.text[:2] + digits.rjust(len(self.text) - 2, "0")
        return (
            str(int(value))
            if value.denominator == 1 and "." not in self.text
            else repr(float(value))
        )


def literals(text: str, *, powers: bool = False, every: bool = False) -> Iterator[Literal]:
    """The numbers of a line that may be others.

    Args:
        text: the line.
        powers: whether `^` raises to a power in its language; else it is an exclusive or.
        every: also those that may turn units into one another.
    """
    for found in _NUMBER.finditer(text):
        written = found["text"]
        value = (
            Fraction(int(written, 0))
            if written[:2].casefold() in {"0b", "0x"}
            else Fraction(written)
        )
        before, behind = text[: found.start()], text[found.end() :]
        if (value in FIXED and not every) or value in {0, 1} or _SHOWN.search(before):
            continue
        if re.match(r"0\d", written):
            continue  # in base eight
        raises = _RAISED.match(behind)
        if raises and (powers or "**" in raises[0]) and value in {2, 10}:
            continue
        if _TENS.search(before) or (re.search(r"\b2\s*\*\*\s*$", before) and value % 10 == 0):
            continue  # 2**30 is a unit
        yield Literal(value, written, found.start())


T = TypeVar("T")


def together(
    found: Sequence[T], kind: Callable[[T], object], most: int
) -> tuple[list[T], list[T], list[int]]:
    """The first of each kind, all of these kinds, and for each of all which first it goes with.

    One number written twice is one number: both sevens of `7 // 2, -7 // 2` change together.
    """
    places: dict[object, int] = {}
    first: list[T] = []
    for one in found:
        if kind(one) not in places and len(first) < most:
            places[kind(one)] = len(first)
            first.append(one)
    kept = [one for one in found if kind(one) in places]
    return first, kept, [places[kind(one)] for one in kept]


def writer(text: str, chosen: Sequence[Literal]) -> Callable[[Sequence[Fraction]], str]:
    """The text with values in the places of numbers."""

    def write(values: Sequence[Fraction]) -> str:
        out, at = "", 0
        for one, value in zip(chosen, values, strict=True):
            out += text[at : one.start] + one.written(value)
            at = one.start + len(one.text)
        return out + text[at:]

    return write


def spread(
    write: Callable[[Sequence[Fraction]], str], places: Sequence[int]
) -> Callable[[Sequence[Fraction]], str]:
    """A writer of all numbers as one of those that differ."""
    return lambda values: write([values[place] for place in places])


SMALL = range(2, 10)


def choices(value: Fraction, text: str) -> list[Fraction]:
    """What may stand in the place of a number without a name."""
    if text[:2].casefold() in {"0b", "0x"}:
        bits = (len(text) - 2) * (1 if text[1] in "bB" else 4)
        low, high = 1 << max(bits - 2, 0), (1 << bits) - 1
        return [Fraction(one) for one in range(low, high + 1, max(1, (high - low) // 24))]
    if value in SMALL:
        return [Fraction(one) for one in SMALL if value <= 3 * one <= 9 * value]
    if value.denominator == 2 and 1 < value < 10:  # halves are what its line is about
        return [Fraction(2 * one + 1, 2) for one in range(10)]
    drawn = options(Input(name="", value=value, unit="", step=Fraction(1, value.denominator)))
    return [one for one in drawn if one > 1 or value < 1]
