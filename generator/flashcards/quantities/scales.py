"""Words and letters that multiply a number: `million`, `k`, `Mrd.`."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

from flashcards import patterns as re
from flashcards.quantities.data import table
from flashcards.quantities.nouns import is_plural
from flashcards.quantities.units import spelt
from flashcards.values import dataclass

_WORD = re.compile(
    r"([ \u00a0\u2009\u202f-]|\\[ ,;])?([^\W\d_]{2,12})(?!\w)"
    r"(?:\.(?=[ \u00a0][^\W\d_]|[ \u00a0]?[€$]))?"
)
_LETTER = re.compile(r"(MM|[kKMBT])(?!\w)")
_LETTER_SPACED = re.compile(r"[ \u00a0](?:([kKMBT]) (?=([^\W\d_]{3,40}))|(k)(?!\w))")
_OF_MONEY = re.compile(r"[mb](?!\w)")  # $1.2m is no length


@dataclass(frozen=True, slots=True)
class ScaleWord:
    """What multiplies a number.

    Attributes:
        text: the word or letter.
        factors: what it may stand for, the usual first.
        start, end: where it stands; the gap before it left out.
        letter: whether it is a letter that may also be a unit.
    """

    text: str
    factors: tuple[Fraction, ...]
    start: int
    end: int
    letter: bool = False


@cache
def _words() -> dict[str, Fraction]:
    return {word: Fraction(value) for word, value in table("words")["scales"].items()}


@cache
def _letters() -> dict[str, tuple[Fraction, ...]]:
    rows = table("words")["letters"].items()
    return {letter: tuple(Fraction(one) for one in value.split()) for letter, value in rows}


def scale_at(text: str, pos: int, *, spaced: bool = False) -> ScaleWord | None:
    """The word or letter of scale behind a number that ends at `pos`, or None.

    Args:
        text: the text.
        pos: the end of the number.
        spaced: whether a word may begin at `pos` itself, without digits before it.
    """
    found = _WORD.match(text, pos)
    if found and (found[1] or spaced or text[pos - 1 : pos].isdigit()):
        factor = _words().get(found[2].lower())
        if factor is not None:
            return ScaleWord(found[2], (factor,), found.start(2), found.end())
    if letter := _LETTER.match(text, pos):
        return ScaleWord(letter[1], _letters()[letter[1]], pos, letter.end(), letter=True)
    return None


def letter_before_noun(text: str, pos: int) -> ScaleWord | None:
    """A letter of scale with a blank before it and a noun behind it: `5 M tokens`."""
    found = _LETTER_SPACED.match(text, pos)
    if not found:
        return None
    group = 1 if found[1] else 3  # k alone is no unit, and needs no noun behind it
    if found[1] and not (is_plural(found[2]) or spelt(found[2])):
        return None
    start, end = found.span(group)
    return ScaleWord(found[group], _letters()[found[group]], start, end, letter=True)


def letter_of_money(text: str, pos: int) -> ScaleWord | None:
    """A small letter of scale behind a sum of money: `$1.2m`, `$3b`."""
    found = _OF_MONEY.match(text, pos)
    if not found:
        return None
    return ScaleWord(found[0], _letters()[found[0].upper()], pos, found.end(), letter=True)
