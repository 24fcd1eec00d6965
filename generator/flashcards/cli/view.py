"""Cards and ledger entries as plain values, for people and programs."""

from __future__ import annotations

from typing import Any

from flashcards.card import Card, Fact
from flashcards.ledger import Entry
from flashcards.markup import to_plain
from flashcards.written import written


def card(value: Card, *, deck: str) -> dict[str, Any]:
    """The object that `flashcards cards --json` prints for a card, all text plain."""
    fact = value.fact
    texts = written(fact)
    return {
        "id": value.id,
        "note": value.note,
        "slot": value.slot,
        "kind": fact.kind.value,
        "deck": full_deck(fact, deck),
        "document": fact.document,
        "question": fact.question,
        "source": {"path": fact.source.path, "line": fact.source.line},
        "context": list(fact.context),
        "front": to_plain(texts.front),
        "back": to_plain(texts.back),
        "more": to_plain(texts.more),
        "tags": list(fact.tags),
    }


def entry(value: Entry) -> dict[str, Any]:
    """A card as the ledger remembers it, all text plain."""
    return {
        "id": value.id,
        "note": value.note,
        "slot": value.slot,
        "kind": str(value.kind),
        "document": value.document,
        "question": value.question,
        "front": to_plain(value.front),
        "back": to_plain(value.back),
        "more": to_plain(value.more),
    }


def full_deck(fact: Fact, deck: str) -> str:
    """The deck the card lies in, from the root."""
    return f"{deck}::{fact.deck}" if fact.deck else deck
