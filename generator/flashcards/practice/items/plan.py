"""What an item can be made from, before chance has drawn its options and their order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from flashcards.practice.model import Difficulty, Form, Item
from flashcards.problems.chance import Chance
from flashcards.values import dataclass

_T = TypeVar("_T")

MINUTES = {
    Form.CHOICE: 1.0,
    Form.SHORT: 1.0,
    Form.FILL: 1.0,
    Form.MATCHING: 2.0,
    Form.ORDERING: 2.0,
    Form.NUMERIC: 3.0,
    Form.LONG: 15.0,
}
"""What an item of each form takes, if nothing else is said of it."""

POINTS_A_MINUTE = 2
"""So that the points of a form are fair to the time it takes; a rubric of 35 has 15 minutes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """An item in the making: all that is known of it without chance.

    Attributes:
        id: stable: the form and what it is made from.
        form, difficulty, points, minutes, tags: as of the item.
        question: number of the question that it belongs to, 0 for none.
        topics: what `--topic` may name: number and title of the question, its category …
        family: of a computed problem, its family's name.
        cards: ids of the cards that it asks of; two items of a set never share one.
        ground: the list, table or family that it stands on; a set spreads over grounds.
        make: the item that chance makes of it; None where the options are no good together.
    """

    id: str
    form: Form
    difficulty: Difficulty
    points: int
    minutes: float
    tags: tuple[str, ...]
    question: int
    topics: tuple[str, ...]
    cards: tuple[str, ...]
    ground: str
    make: Callable[[Chance], Item | None]
    family: str = ""


def shuffled(chance: Chance, values: Sequence[_T]) -> tuple[_T, ...]:
    """The values in an order by chance, each order equally likely.

    >>> shuffled(Chance("a"), "abc")
    ('c', 'a', 'b')
    """
    deck = list(values)
    for place in range(len(deck) - 1, 0, -1):
        other = chance.below(place + 1)
        deck[place], deck[other] = deck[other], deck[place]
    return tuple(deck)
