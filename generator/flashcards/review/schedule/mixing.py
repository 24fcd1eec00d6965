"""In which order new cards are met: topics mixed, each in its own order.

A topic is a question of a document, or a family of problems. A few are open at a time and deal in
turn, so that neighbours differ and yet a topic is finished before it is forgotten; when one has
dealt all its cards, the next is opened. Topics are opened in their order within a deck, decks in
turn by their sizes: each is as far as the others at any time.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Hashable, Iterable, Iterator, Sequence
from enum import IntEnum
from typing import NamedTuple

OPEN = 4
"""Topics that deal in turn. With one, neighbours are alike; with all, none is ever finished."""


class Strand(IntEnum):
    """What a day's new cards are made of; each has an order of its own."""

    FACT = 0
    PROBLEM = 1
    INTERVIEW = 2
    LATER = 3  # not met anew: set aside by the editor, or below the level that is asked for


class Unmet(NamedTuple):
    """A card as mixing sees it.

    Attributes:
        card: its id.
        deck, topic: what it belongs to.
        position: its place among all cards, as the documents have them.
    """

    card: str
    deck: Hashable
    topic: Hashable
    position: int


def mixed(cards: Iterable[Unmet], *, at_once: int = OPEN) -> list[str]:
    """The cards in the order in which they are to be met.

    >>> mixed([Unmet(f"{topic}{n}", 0, topic, n) for topic in "ab" for n in range(3)])
    ['a0', 'b0', 'a1', 'b1', 'a2', 'b2']
    """
    waiting = _opened(sorted(cards, key=lambda one: (one.position, one.card)))
    dealing: deque[deque[str]] = deque()
    out: list[str] = []
    while True:
        while len(dealing) < at_once and (topic := next(waiting, None)) is not None:
            dealing.append(topic)
        if not dealing:
            return out
        topic = dealing.popleft()
        out.append(topic.popleft())
        if topic:
            dealing.append(topic)


def _opened(cards: Sequence[Unmet]) -> Iterator[deque[str]]:
    """The topics in the order in which they are opened."""
    topics: dict[Hashable, dict[Hashable, deque[str]]] = defaultdict(dict)
    for one in cards:
        topics[one.deck].setdefault(one.topic, deque()).append(one.card)
    # A topic's place in its deck, as the share of the deck's cards that come before it.
    placed: list[tuple[float, int, deque[str]]] = []
    for number, its in enumerate(topics.values()):
        whole, before = sum(map(len, its.values())), 0
        for topic in its.values():
            placed.append((before / whole, number, topic))
            before += len(topic)
    placed.sort(key=lambda one: one[:2])
    return (topic for _, _, topic in placed)
