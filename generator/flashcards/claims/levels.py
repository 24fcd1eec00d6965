"""Difficulty levels, as documents name them."""

from __future__ import annotations

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
