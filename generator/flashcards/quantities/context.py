"""What the words round a number say of it: about, at least, up to."""

from __future__ import annotations

from functools import cache

from flashcards import patterns as re
from flashcards.quantities.data import table
from flashcards.quantities.model import Bound, Habit
from flashcards.values import dataclass

MOST_WORDS = 4
"""Of one hedge or bound: `on the order of`."""
MOST_SAID = 3

_LOOK_BACK = 30
_BETWEEN = " \u00a0("
_OPENERS = "([{*_\"'“‘,;:|>"
_BOUNDS = {
    "less": Bound.LESS,
    "nearly": Bound.LESS,
    "more": Bound.MORE,
    "at_least": Bound.AT_LEAST,
    "at_most": Bound.AT_MOST,
}
_NEVER = frozenset("0123456789,.;:/-–—[|*`'\"+\n\t")
"""Characters with which no word and no sign that bounds a number ends."""
_PLUS = re.compile(r"\+(?![\w+]| ?[\d.(\\])")


@dataclass(frozen=True, slots=True)
class Said:
    """How a number is called."""

    hedged: bool = False
    bound: Bound = Bound.NONE


@cache
def _before() -> dict[str, str]:
    """What may stand before a number, and the kind of each."""
    return {word: kind for kind, words in table("words")["before"].items() for word in words}


@cache
def _behind() -> tuple[re.Pattern[str], dict[str, str]]:
    kinds = {word: kind for kind, words in table("words")["behind"].items() for word in words}
    words = sorted(kinds, key=len, reverse=True)
    return re.compile(rf"[ \u00a0]?({'|'.join(re.escape(w) for w in words)})(?!\w)"), kinds


def said_before(text: str, start: int, habit: Habit) -> Said:
    """What the words before a number call it."""
    if start == 0 or text[start - 1] in _NEVER:  # most numbers: no need to look
        return Said()
    kinds, hedged, bound = _before(), False, Bound.NONE
    for _ in range(MOST_SAID):  # at least about 5
        back = text[max(0, start - _LOOK_BACK) : start]
        word = _last_said(back.rstrip(_BETWEEN), kinds)
        if not word or (word == "fast" and habit is not Habit.COMMA):
            break
        kind = kinds[word]
        hedged = hedged or kind in {"hedged", "nearly"}
        bound = bound or _BOUNDS.get(kind, Bound.NONE)
        start -= len(back) - len(back.rstrip(_BETWEEN)) + len(word)
    return Said(hedged, bound)


def _last_said(back: str, kinds: dict[str, str]) -> str:
    """The longest word or sign of a table that a text ends with, or nothing."""
    words = back.lower().split(" ")[-MOST_WORDS:]
    for first in range(len(words)):
        if " ".join([words[first].lstrip(_OPENERS), *words[first + 1 :]]) in kinds:
            return " ".join([words[first].lstrip(_OPENERS), *words[first + 1 :]])
    for size in (2, 1):
        if back[-size:] in kinds:
            return back[-size:]
    return ""


def said_behind(text: str, end: int) -> Said:
    """What the words or the `+` behind a quantity call it."""
    if _PLUS.match(text, end):
        return Said(bound=Bound.AT_LEAST)
    words, kinds = _behind()
    found = words.match(text, end)
    if not found:
        return Said()
    kind = kinds[found[1]]
    return Said(kind == "hedged", _BOUNDS.get(kind, Bound.NONE))
