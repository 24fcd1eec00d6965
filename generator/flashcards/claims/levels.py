"""Difficulty levels: how documents name them and how many questions bear each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from flashcards import patterns as re
from flashcards.values import dataclass

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How many questions may rightly be said to bear a level."""

    least: int
    most: int

    def __str__(self) -> str:
        return str(self.least) if self.least == self.most else f"{self.least} to {self.most}"


def bounds(
    level: Level, listed: Iterable[Level], counts: Mapping[Level, int], unknown: int
) -> Bounds:
    """The least and most questions of a level in a list of levels.

    A question between two levels (`Mid to Senior`) counts for either where the list does not
    name the mixture; a question without a level may count for any.

    Args:
        level: the one asked for.
        listed: every level of the list.
        counts: questions by the level they bear.
        unknown: questions that bear none.
    """
    exact = counts.get(level, 0)
    named = set(listed)
    mixed = sum(
        count for other, count in counts.items()
        if other not in named and other != level and level <= other
    )  # fmt: skip
    return Bounds(least=exact, most=exact + mixed + unknown)


def count_levels(levels: Sequence[Level]) -> tuple[dict[Level, int], int]:
    """Questions by level, and those without one."""
    counts: dict[Level, int] = {}
    for level in levels:
        if level:
            counts[level] = counts.get(level, 0) + 1
    return counts, sum(1 for level in levels if not level)
