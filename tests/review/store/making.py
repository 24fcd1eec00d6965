"""Cards, events and small databases for the tests of the store."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from flashcards.card import Card, Kind
from flashcards.document import Source
from flashcards.review.model import CardState, Event, EventKind, Phase, Rating, Settings
from flashcards.review.schedule import answer, answered
from flashcards.review.store import Recorded, Store
from tests.typed import a_typed_fact

DAY = 739_000
NOW_MS = 1_763_424_000_000
ROOT = "Root"


def card(number: int, *, note: int | None = None, document: str = "a.md", front: str = "") -> Card:
    return Card(
        id=f"card{number:08}",
        note=f"card{number if note is None else note:08}",
        slot=1 if note is None else number - note + 1,
        modified=1,
        fact=a_typed_fact(
            kind=Kind.TERM,
            key=(f"term {number}",),
            front=front or f"**Term {number}**?",
            back=f"meaning {number}",
            context=("Question", "Terms"),
            group=f"g{number}",
            place=("solution",),
            document=document,
            question=1,
            question_title="Question",
            deck="Module",
            tags=("llm::m1", "kind::term"),
            source=Source(path=f"source/{document}", line=number + 1),
            rank=number,
        ),
    )


def cards(count: int) -> list[Card]:
    return [card(number) for number in range(count)]


def filled(path: Path, given: Iterable[Card]) -> Store:
    store = Store.open(path)
    store.sync_cards(list(given), now_ms=NOW_MS, deck=ROOT)
    return store


def respond(
    store: Store,
    of: str,
    rating: Rating = Rating.GOOD,
    *,
    at_ms: int = NOW_MS,
    day: int = DAY,
    settings: Settings | None = None,
) -> Recorded:
    """Answer a card as a sitting does."""
    before = store.state(of)
    settings = store.settings() if settings is None else settings
    outcome = answer(before, rating, card=of, now_ms=at_ms, day=day, settings=settings)
    event = answered(outcome, rating, before=before, id=at_ms, card=of, duration_ms=5_000)
    return store.append(event, outcome.state)


def event(
    of: str, kind: EventKind = EventKind.ANSWER, *, number: int = NOW_MS, **more: object
) -> Event:
    values: dict[str, object] = {
        "id": number,
        "card": of,
        "kind": kind,
        "at_ms": number,
        "day": DAY,
    }
    if kind is EventKind.ANSWER:
        values |= {
            "rating": Rating.GOOD,
            "phase": Phase.NEW,
            "due_day": DAY + 3,
            "interval_days": 3,
        }
    return Event(**(values | more))  # type: ignore[arg-type]


def folded(store: Store) -> dict[str, CardState]:
    """All states by the fold of `schedule` over the whole log, by another way than the store's."""
    from flashcards.review.schedule import fold_all

    states = dict.fromkeys(store.card_ids(), CardState())
    return states | fold_all(store.events(), store.settings())
