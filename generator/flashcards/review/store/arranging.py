"""The order of new cards, kept in `states`: worked out anew after each change of the cards."""

from __future__ import annotations

import sqlite3
from collections import defaultdict

from flashcards.kinds import ASIDE_TAG, LATER_TAG, Kind
from flashcards.review.schedule.mixing import Strand, Unmet, mixed

STRANDS = {Kind.PROBLEM.value: Strand.PROBLEM, Kind.INTERVIEW.value: Strand.INTERVIEW}
"""Kinds that are met apart from the facts."""

_ROWS = (
    "SELECT c.id, c.kind, c.tags, c.deck, c.document, c.question, c.title, c.position,"
    " s.strand, s.turn FROM cards c JOIN states s ON s.card = c.id WHERE c.retired_ms IS NULL"
)


def arrange(connection: sqlite3.Connection) -> int:
    """Bring `strand` and `turn` of every card up to date; how many changed.

    Cards that are known already keep their place in it: a new document changes little. Facts and
    whole questions share an order, so that the latter can be left out without a gap.
    """
    orders: dict[bool, list[Unmet]] = defaultdict(list)
    strands: dict[str, Strand] = {}
    before: dict[str, tuple[int, int]] = {}
    for row in connection.execute(_ROWS):
        card, kind, tags, deck, document, question, title, position, *was = row
        strands[card] = own = _strand(kind, tags)
        before[card] = was[0], was[1]
        # The families of problems have no question; their title tells them apart.
        topic = document, question, "" if question else title
        one = Unmet(card=card, deck=deck, topic=topic, position=position)
        orders[own is Strand.PROBLEM].append(one)
    changed = [
        (strands[card].value, place, card)
        for problems, its in orders.items()
        for place, card in enumerate(mixed(its, at_once=len(its)) if problems else mixed(its))
        if before[card] != (strands[card].value, place)
    ]
    connection.executemany("UPDATE states SET strand = ?, turn = ? WHERE card = ?", changed)
    return len(changed)


def _strand(kind: str, tags: str) -> Strand:
    """What a card is met with; `tags` is their JSON."""
    if any(f'"{tag}"' in tags for tag in (ASIDE_TAG, LATER_TAG)):
        return Strand.LATER
    return STRANDS.get(kind, Strand.FACT)
