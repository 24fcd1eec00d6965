"""What the words round a number say of it: about, at least, up to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from flashcards.quantities.data import table
from flashcards.quantities.model import Bound, Habit

_LOOK_BACK = 30
_COMMA_ONLY = frozenset(("fast", "some_"))
_BOUNDS = {
    "less": Bound.LESS,
    "nearly": Bound.LESS,
    "more": Bound.MORE,
    "at_least": Bound.AT_LEAST,
    "at_most": Bound.AT_MOST,
}
_PLUS = re.compile(r"\+(?![\w+]| ?[\d.(\\])")


@dataclass(frozen=True, slots=True)
class Said:
    """How a number is called."""

    hedged: bool = False
    bound: Bound = Bound.NONE


@cache
def _before() -> tuple[re.Pattern[str], dict[str, str]]:
    """The words that may stand before a number, longest first, and the kind of each."""
    kinds = {word: kind for kind, words in table("words")["before"].items() for word in words}
    words = sorted(kinds, key=len, reverse=True)
    parts = (rf"(?<![\w\\]){re.escape(w)}" if w[0].isalpha() else re.escape(w) for w in words)
    return re.compile(rf"(?:{'|'.join(parts)})[ \u00a0(]?$", re.IGNORECASE), kinds


@cache
def _behind() -> tuple[re.Pattern[str], dict[str, str]]:
    kinds = {word: kind for kind, words in table("words")["behind"].items() for word in words}
    words = sorted(kinds, key=len, reverse=True)
    return re.compile(rf"[ \u00a0]?({'|'.join(re.escape(w) for w in words)})(?!\w)"), kinds


def said_before(text: str, start: int, habit: Habit) -> Said:
    """What the words before a number call it."""
    words, kinds = _before()
    hedged, bound = False, Bound.NONE
    for _ in range(3):  # at least about 5
        found = words.search(text[max(0, start - _LOOK_BACK) : start])
        if not found:
            break
        word = found[0].rstrip(" \u00a0(").lower()
        if word == "fast" and habit is not Habit.COMMA:
            break
        kind = kinds[word]
        hedged = hedged or kind in {"hedged", "nearly"}
        bound = bound or _BOUNDS.get(kind, Bound.NONE)
        start -= len(found[0])
    return Said(hedged, bound)


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
