"""Cards as the database keeps them → the notes that a build would make of them."""

from __future__ import annotations

from collections.abc import Iterable

from flashcards.card import Card, Fact, Note
from flashcards.review.store import StoredCard
from flashcards.written import blocks, restored


def notes_of(stored: Iterable[StoredCard], *, root: str) -> tuple[Note, ...]:
    """The notes below a root deck that have a card left, in the order of their first cards.

    A retired card is not on its note: Anki takes an emptied slot for an empty card.
    """
    living: dict[str, list[Card]] = {}
    retired: dict[str, int] = {}
    for card in stored:
        if card.root != root:
            continue
        if card.retired_ms is None:
            living.setdefault(card.note, []).append(_card(card))
        else:
            retired[card.note] = max(retired.get(card.note, 0), card.retired_ms // 1000)
    return tuple(
        Note(
            id=note,
            cards=tuple(sorted(cards, key=lambda card: card.slot)),
            retired=retired.get(note, 0),
        )
        for note, cards in living.items()
    )


def _card(stored: StoredCard) -> Card:
    fact = Fact(
        ask=restored(stored.kind, stored.extra),
        key=(),
        front=blocks(stored.front),
        back=blocks(stored.back),
        more=blocks(stored.more),
        context=stored.context,
        group="",
        place=(),
        document=stored.document,
        question=stored.question,
        question_title=stored.title,
        deck=stored.deck.removeprefix(stored.root).removeprefix("::"),
        tags=stored.tags,
        source=stored.source,
    )
    return Card(
        id=stored.id, note=stored.note, slot=stored.slot, modified=stored.modified, fact=fact
    )
