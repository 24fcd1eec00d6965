"""Difficulty levels: how documents name them and how many questions bear each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from flashcards import patterns as re

# The words by which documents rank questions.
_WORD = re.compile(r"\b(junior|entry|beginner|easy|mid|medium|intermediate|senior|hard|advanced|"
                   r"staff|principal|expert)\b", re.IGNORECASE)  # fmt: skip
_SAME = {
    "beginner": "entry", "easy": "entry", "medium": "mid", "intermediate": "mid",
    "hard": "senior", "advanced": "senior", "expert": "principal",
}  # fmt: skip

Level = frozenset[str]
"""`Mid` is one name, `Mid to Senior` and `Mid-Senior` are two."""


def level_of(text: str) -> Level:
    """The levels that a text names, brackets such as `(L4/L5)` left out; empty if none."""
    bare = re.sub(r"\([^)]*\)", "", text)
    names = (m.group(1).casefold() for m in _WORD.finditer(bare))
    return frozenset(_SAME.get(name, name) for name in names)


def bounds(level: Level, listed: Iterable[Level], counts: Mapping[Level, int]) -> tuple[int, int]:
    """How many questions may rightly be said to bear a level of a list, at least and at most.

    A question between two levels (`Mid to Senior`) counts for either where the list does not
    name the mixture; a question without a level may count for any.

    Args:
        level: the one asked for.
        listed: every level of the list.
        counts: questions by the level they bear, those that bear none included.
    """
    exact = counts.get(level, 0)
    named = set(listed)
    others = sum(
        count for other, count in counts.items()
        if not other or (other not in named and level < other)
    )  # fmt: skip
    return exact, exact + others
