"""A card with where it stands, as browsing lists it."""

from __future__ import annotations

from datetime import date
from typing import Any

from flashcards.review.model import Phase
from flashcards.review.store.model import Listed

IN_STEPS = (Phase.LEARNING, Phase.RELEARNING)


def standing(listed: Listed, *, day: int) -> str:
    """Where a card stands, in a word or two."""
    state = listed.state
    if listed.retired:
        return "retired"
    if state.suspended:
        return "suspended"
    if state.buried_day == day:
        return "buried"
    if state.phase is Phase.NEW:
        return "new"
    if state.phase in IN_STEPS and state.due_day <= day:
        return "learning"
    away = state.due_day - day
    return "due" if away <= 0 else f"in {away} d"


def row(listed: Listed, *, front: str, back: str) -> dict[str, Any]:
    """The card for a program; days are ISO dates.

    Args:
        listed: the card.
        front: its question, plain.
        back: its answer, plain.
    """
    card, state = listed.card, listed.state
    return {
        "id": card.id,
        "deck": card.deck,
        "kind": card.kind.value,
        "document": card.document,
        "question": card.question,
        "front": front,
        "back": back,
        "tags": list(card.tags),
        "source": {"path": card.source.path, "line": card.source.line},
        "phase": state.phase.value,
        "due": _iso(state.due_day),
        "interval_days": state.interval_days,
        "last": _iso(state.last_day),
        "repetitions": state.repetitions,
        "lapses": state.lapses,
        "suspended": state.suspended,
        "buried": _iso(state.buried_day),
        "flag": state.flag,
        "leech": state.leech,
        "retired": listed.retired,
    }


def _iso(day: int) -> str | None:
    return date.fromordinal(day).isoformat() if day else None
