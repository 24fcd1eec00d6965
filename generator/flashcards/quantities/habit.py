"""The decimal sign of a document, from what it writes."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from flashcards import patterns as re
from flashcards.quantities.model import Habit

# Forms that only one habit writes. A comma with one or two digits behind it counts where a unit
# or a percent sign follows: a list may look the same. Each begins with a digit, and looks back
# behind it: the search goes from digit to digit.
_COMMA = re.compile(
    r"[0-9](?<![\w.,].)(?:"
    r"[0-9]{0,2}(?:[. \u00a0\u202f][0-9]{3})+,[0-9]{1,9}(?![\w,])"
    r"|[0-9]{0,8},[0-9]{1,2}[ \u00a0\u202f]?(?:%|€|(?:[kMG]i?B|[kMG]?o|ms|kg|s|h)\b)"
    r"|(?<=0),[0-9]{1,9}(?![\w,])"
    r"|[0-9]{0,2}(?:\.[0-9]{3}){2,}(?![\w.,]))"
)
_POINT = re.compile(
    r"[0-9](?<![\w.,].)(?:"
    r"[0-9]{0,2}(?:[, \u00a0\u202f][0-9]{3})+\.[0-9]{1,9}(?![\w.])"
    r"|[0-9]{0,8}\.(?:[0-9]{1,2}|[0-9]{4,9})(?![\w.]|[.,][0-9])"
    r"|(?<=0)\.[0-9]{1,9}(?![\w.])"
    r"|[0-9]{0,2}(?:,[0-9]{3}){2,}(?![\w.,]))"
)
# The same without a unit: `1,2` may be two members of a list, so it counts only in a text whose
# words are of no language with a point.
_PERHAPS_COMMA = re.compile(r"[0-9](?<![\w.,].)[0-9]{0,8},[0-9]{1,2}(?![\w,])")
# Numbers of sections and versions have a point in every language: `**2.3** …`, `Frage 1.4`.
_LABEL = re.compile(
    r"(?:^[\s>#*_\[(|-]*|\b[A-ZÀ-ÖØ-ÞА-Я]\w{0,40}[ \u00a0])"
    r"[1-9][0-9]?\.[0-9]{1,2}(?![\w]|[.,][0-9])"
    r"(?=[\s*_:)\]]*(?:[^\w\s%]|[A-ZÀ-ÖØ-ÞА-Я]|$))",
    re.MULTILINE,
)
# fmt: off
# Function words that stand in nearly every paragraph of their language.
_ENGLISH = frozenset((
    "the", "of", "and", "is", "are", "with", "each", "per", "what", "how", "which", "why",
))
_OTHERS = frozenset((
    "der", "die", "das", "und", "ist", "ein", "eine", "nicht", "wie", "le", "les", "des", "une",
    "est", "dans", "avec", "el", "los", "las", "una", "por", "con", "como", "il", "della", "che",
    "het", "een", "och", "att", "não", "uma",
))
# fmt: on
_WORD = re.compile(r"\w+")
_CLEARLY = 2
"""How many times as often one sign or language must be seen as the other."""


def habit_of(texts: Iterable[str]) -> Habit:
    """The decimal sign that the texts of a document show, or else that of its language.

    >>> habit_of(["Es kostet 1.234,5 €"]), habit_of(["3.5 of the 7"]), habit_of(["1,234"])
    (<Habit.COMMA: 'comma'>, <Habit.POINT: 'point'>, <Habit.UNKNOWN: 'unknown'>)
    """
    return _habit_of(tuple(texts))


@lru_cache(maxsize=8)
def _habit_of(read: tuple[str, ...]) -> Habit:
    # Reading, checking and recomputing a document ask the same of its whole text.
    words = [word for text in read for word in _WORD.findall(text.lower())]
    spoken = _winner(*(sum(map(some.__contains__, words)) for some in (_OTHERS, _ENGLISH)))
    comma = _count(_COMMA, read)
    if spoken is Habit.COMMA:
        comma = max(comma, _count(_PERHAPS_COMMA, read))
    point = _count(_POINT, read)
    if written := _winner(comma, max(0, point - _count(_LABEL, read)) if point else 0):
        return written
    return spoken or Habit.UNKNOWN


def _count(expression: re.Pattern[str], texts: Iterable[str]) -> int:
    return sum(len(expression.findall(text)) for text in texts)


def _winner(comma: int, point: int) -> Habit | None:
    if comma > _CLEARLY * point:
        return Habit.COMMA
    if point > _CLEARLY * comma:
        return Habit.POINT
    return None
