"""What is counted: the noun behind a number, in the singular."""

from __future__ import annotations

from functools import cache, lru_cache

from flashcards import patterns as re
from flashcards.quantities.data import table
from flashcards.quantities.model import Habit

MOST_WORDS = 3
"""Words from the number to the noun: `8 KV cache heads`."""

# Letters, with a hyphen or an apostrophe inside; bounded, so that no text makes it slow.
_WORD = re.compile(r"[^\W\d_]{1,40}(?:[-’'][^\W\d_]{1,40}){0,2}(?!\w)")
_GAP = re.compile(r"[ \u00a0\u2009\u202f]")
# Behind a verb of the same letters that is a noun here: `20 drops/mL`, `60 beats per minute`.
_OF_RATE = re.compile(r"/(?=[^\W\d_])| per (?=[^\W\d_])")
_SIBILANT = re.compile(r"(?:ch|sh|x|z|ss)es$")
_NO_PLURAL = re.compile(r"(?:ss|us|is|ous|’s|'s)$")


@cache
def stop_words() -> frozenset[str]:
    """Words that stand behind numbers and name nothing counted."""
    return frozenset(table("words")["nouns"]["stop"].split())


@cache
def _irregular() -> dict[str, str]:
    return dict(table("words")["nouns"]["irregular"])


@lru_cache(maxsize=4096)
def singular(noun: str) -> str:
    """A noun in the singular, in lower case.

    >>> [singular(word) for word in ("queries", "batches", "GPUs", "people", "bus", "eggs")]
    ['query', 'batch', 'gpu', 'person', 'bus', 'egg']
    """
    low = noun.lower()
    if low in _irregular():
        return _irregular()[low]
    if _NO_PLURAL.search(low) or not low.endswith("s") or len(low) < 4:
        return low
    if low.endswith("ies") and len(low) > 4:
        return f"{low[:-3]}y"
    if _SIBILANT.search(low):
        return low[:-2]
    return low[:-1]


def is_plural(word: str) -> bool:
    """Whether a word looks like the plural of a noun."""
    low = word.lower()
    if low in stop_words():
        return False
    return singular(low) != low or low in {"data", "series", "species"}


def noun_at(text: str, pos: int, *, one: bool, habit: Habit) -> tuple[str, int] | None:
    """The noun counted, in the singular, and its end; None where none is sure.

    Args:
        text: the text.
        pos: where the first word begins.
        one: whether the number is one, so that a singular may follow.
        habit: nouns of languages with a decimal comma need no `s` in the plural.
    """
    at, first = pos, None
    for index in range(MOST_WORDS):
        found = _WORD.match(text, at)
        if not found:
            break
        is_rate = index == 0 and _OF_RATE.match(text, found.end()) is not None
        if found[0].lower() in stop_words() and not is_rate:
            break
        word = found[0]
        if is_rate and singular(word) != word.lower():
            return singular(word), found.end()
        if index == 0:
            first = found
        if is_plural(word):
            return singular(word), found.end()
        gap = _GAP.match(text, found.end())
        if not gap:
            break
        at = gap.end()
    if first is None:
        return None
    word = first[0]
    if word.isupper() and len(word) > 1:  # 2 GPU
        return word.lower(), first.end()
    if one and word.islower() and len(word) > 2:
        return word, first.end()
    if habit is Habit.COMMA and word[0].isupper() and len(word) > 2:  # 4 Server
        return word.lower(), first.end()
    return None


def noun_below(text: str, pos: int) -> tuple[str, int] | None:
    """The noun behind `per` or `/`, in the singular, and its end."""
    found = _WORD.match(text, pos)
    if not found or found[0].lower() in stop_words():
        return None
    # An adjective or a first noun of two, which is never what is counted.
    if found[0].lower() in _modifiers() and (gap := _GAP.match(text, found.end())):
        second = _WORD.match(text, gap.end())
        if second and second[0].lower() not in stop_words():
            return singular(second[0]), second.end()
    return singular(found[0]), found.end()


@cache
def _modifiers() -> frozenset[str]:
    return frozenset(table("words")["nouns"]["modifiers"].split())
