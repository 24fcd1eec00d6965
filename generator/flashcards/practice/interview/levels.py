"""Levels by their names in documents: `Mid to Senior (L4/L6)`, `Entry`, `Staff`."""

from __future__ import annotations

from flashcards import patterns as re
from flashcards.practice.interview.rubric import Passing
from flashcards.practice.model import Difficulty

_WORDS = {
    Difficulty.JUNIOR: r"entry|junior|beginner|basic|easy|intern",
    Difficulty.MID: r"mid|middle|intermediate|medium|regular",
    Difficulty.SENIOR: r"senior|advanced|hard|difficult",
    Difficulty.STAFF: r"staff|principal|expert|lead",
}
_PATTERNS = {
    level: re.compile(rf"(?<![^\W_])(?:{words})(?![^\W_])", re.IGNORECASE)
    for level, words in _WORDS.items()
}
_ORDER = tuple(Difficulty)


def levels(text: str) -> tuple[Difficulty, ...]:
    """All levels from the lowest to the highest that a text names, the lowest first.

    >>> levels("Entry to Senior (L3/L6)")
    (<Difficulty.JUNIOR: 'junior'>, <Difficulty.MID: 'mid'>, <Difficulty.SENIOR: 'senior'>)
    >>> levels("L4")
    ()
    """
    named = [place for place, level in enumerate(_ORDER) if _PATTERNS[level].search(text)]
    return _ORDER[named[0] : named[-1] + 1] if named else ()


def bar(passing: tuple[Passing, ...], asked: tuple[Difficulty, ...]) -> Passing | None:
    """The score to pass: of the first of these levels that the rubric names.

    Where it names none of them, it is the one that stands for any level, else the lowest of the
    document's levels above, else the last.
    """
    by_level = {level: p for p in reversed(passing) for level in levels(p.level)}
    for level in asked:
        if level in by_level:
            return by_level[level]
    if not passing:
        return None
    anyone = next((p for p in passing if not levels(p.level)), None)
    above = [
        by_level[level]
        for level in _ORDER
        if asked and level in by_level and _ORDER.index(level) > _ORDER.index(asked[0])
    ]
    return anyone or (above[0] if above else passing[-1] if asked else passing[0])
