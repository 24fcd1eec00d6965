"""Cards as items are made from them: what they ask, and their texts as markdown."""

from __future__ import annotations

from dataclasses import dataclass

from flashcards import card as typed
from flashcards.card import Ask, Kind
from flashcards.document import Source
from flashcards.written import written


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """As `flashcards.card.Fact`, with markdown for nodes; `extra` as in `flashcards.written`."""

    kind: Kind
    key: tuple[str, ...]
    front: str
    back: str
    more: str = ""
    context: tuple[str, ...]
    group: str
    place: tuple[str, ...]
    document: str
    question: int
    question_title: str
    deck: str
    tags: tuple[str, ...]
    source: Source
    rank: int = 0
    extra: tuple[tuple[str, str], ...] = ()
    ask: Ask | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """As `flashcards.card.Card`."""

    id: str
    note: str
    slot: int
    modified: int
    fact: Fact


def as_markdown(card: typed.Card) -> Card:
    """A card with its texts as markdown."""
    fact = card.fact
    texts = written(fact)
    return Card(
        id=card.id,
        note=card.note,
        slot=card.slot,
        modified=card.modified,
        fact=Fact(
            kind=fact.kind,
            key=fact.key,
            front=texts.front,
            back=texts.back,
            more=texts.more,
            context=fact.context,
            group=fact.group,
            place=fact.place,
            document=fact.document,
            question=fact.question,
            question_title=fact.question_title,
            deck=fact.deck,
            tags=fact.tags,
            source=fact.source,
            rank=fact.rank,
            extra=texts.extra,
            ask=fact.ask,
        ),
    )
