"""Cards and ledger entries as plain values, for people and programs."""

from __future__ import annotations

from typing import Any

from flashcards.card import Card, Fact
from flashcards.ledger import Entry
from flashcards.render import plain
from flashcards.written import blocks


def card(value: Card, *, deck: str) -> dict[str, Any]:
    """The object that `flashcards cards --json` prints for a card, all text plain."""
    fact = value.fact
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
        "front": plain(fact.front),
        "back": plain(fact.back),
        "more": plain(fact.more),
        "tags": list(fact.tags),
        "level": fact.level.value,
        "aside": fact.aside,
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
        "front": plain(blocks(value.front)),
        "back": plain(blocks(value.back)),
        "more": plain(blocks(value.more)),
    }


def full_deck(fact: Fact, deck: str) -> str:
    """The deck the card lies in, from the root."""
    return f"{deck}::{fact.deck}" if fact.deck else deck
