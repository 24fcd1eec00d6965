"""What a set is wished to be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from flashcards.practice.model import Difficulty
from flashcards.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What a set is wished to be. Of several values of one wish any will do.

    Attributes:
        seed: gives the same set anywhere, from the same cards and with the same wishes.
        count: items; 0 for as many as fit in `minutes`, or `DEFAULT_COUNT`.
        topics: numbers of questions, or words of their titles or categories.
        tags: of cards, or the beginning of a tag up to a `::`.
        families: of computed problems; nothing else is taken then.
        difficulties: levels.
        minutes: time allowed, 0 for no limit.
        weak: weights of cards by id; cards with one come first, by chance in that proportion.
        exam: whether answers are told only at the end.
        title: of the sheet.
    """

    seed: int = 0
    count: int = 0
    topics: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    difficulties: tuple[Difficulty, ...] = ()
    minutes: int = 0
    weak: Mapping[str, int] = field(default_factory=dict)
    exam: bool = False
    title: str = "Practice"
