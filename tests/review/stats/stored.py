"""A simulated learner's life in a real database."""

from __future__ import annotations

from pathlib import Path

from flashcards.card import Card, Kind
from flashcards.document import Source
from flashcards.review.model import Settings
from flashcards.review.stats.model import Subject
from flashcards.review.store import Store
from tests.review.stats.learner import SETTINGS, START, Life, live, morning
from tests.typed import a_typed_fact


def card(of: Subject) -> Card:
    fact = a_typed_fact(
        kind=Kind.TERM,
        key=(of.id,),
        front=f"**{of.front}**",
        back="It.",
        context=(),
        group=of.id,
        place=(),
        document=of.document,
        question=of.question,
        question_title=of.title,
        deck=of.deck.split("::")[1],
        tags=of.tags,
        source=Source(path="module.md", line=int(of.source.split(":")[1])),
    )
    return Card(id=of.id, note=of.id, slot=1, modified=1, fact=fact)


def store_life(path: Path, life: Life, settings: Settings = SETTINGS) -> None:
    """Write cards, settings and log, as builds and sittings would have."""
    with Store.open(path) as store:
        store.set_settings(settings)
        store.sync_cards([card(each) for each in life.subjects], now_ms=morning(START), deck="Root")
        store.append_many([(event, None) for event in life.events])


def stored_life(path: Path, *, cards: int = 60, days: int = 120, seed: int = 0) -> Life:
    """Live, and write it down."""
    life = live(cards=cards, days=days, seed=seed)
    store_life(path, life)
    return life
