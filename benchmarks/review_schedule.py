"""Scheduling against bare calls of fsrs-rs: what our rules, values and log cost beside the engine.

Run it as `python -m benchmarks.review_schedule`. Bare is what one writes with fsrs-rs-python: the
memory of a card is put into the engine's form, `next_states` called, and of what it gives the
memory and the interval are read: of one rating, or of all four, as a program shows beside its
keys. All rows come from one run; the rounds of each are mixed with those of the others.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass

from fsrs_rs_python import FSRS, ItemState, MemoryState, NextStates

from flashcards.review.model import CardState, Event, EventKind, Memory, Phase, Rating, Settings
from flashcards.review.schedule import answer, fold_all, previews

SEED = 20251118
CARDS = 500
ANSWERS = 12
ROUNDS = 60
DAY = 739_000
NOW_MS = 1_760_000_000_000
SETTINGS = Settings(time_zone="Europe/Berlin")


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    """Microseconds of each: a card (`chain` and `fold`: an answer of a log).

    Attributes:
        one: bare, the rating that was given read. four: bare, all four read.
        chain: bare, a log played through.
        answer: ours, with fuzz. previews: ours, what all four keys would give.
        fold: ours, from a log to a state.
    """

    one: float
    four: float
    chain: float
    answer: float
    previews: float
    fold: float

    @property
    def ratios(self) -> dict[str, float]:
        """Ours against the bare calls that do the same."""
        return {
            "answer / one rating read": self.answer / self.one,
            "answer / all four read": self.answer / self.four,
            "previews / all four read": self.previews / self.four,
            "fold / chain": self.fold / self.chain,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Deck:
    """Cards in review, what was answered, and a log of each."""

    cards: list[str]
    states: list[CardState]
    memories: list[Memory]
    ratings: list[Rating]
    log: list[Event]


def measure() -> Costs:
    """Time all of them in mixed rounds; the fastest round of each counts."""
    deck = _deck(random.Random(SEED))
    engine = FSRS([])
    works: dict[str, tuple[Callable[[], object], int]] = {
        "one": (lambda: _one(engine, deck), len(deck.cards)),
        "four": (lambda: _four(engine, deck), len(deck.cards)),
        "chain": (lambda: _chain(engine, deck), len(deck.log)),
        "answer": (lambda: _answer(deck), len(deck.cards)),
        "previews": (lambda: _previews(deck), len(deck.cards)),
        "fold": (lambda: fold_all(deck.log, SETTINGS), len(deck.log)),
    }
    best = dict.fromkeys(works, float("inf"))
    for _ in range(ROUNDS):
        for name, (work, count) in works.items():
            start = time.perf_counter()
            work()
            best[name] = min(best[name], (time.perf_counter() - start) / count * 1e6)
    return Costs(**best)


def _one(engine: FSRS, deck: Deck) -> None:
    for state, memory, rating in zip(deck.states, deck.memories, deck.ratings, strict=True):
        known = MemoryState(memory.stability_days, memory.difficulty)
        after = _taken(engine.next_states(known, 0.9, DAY - state.last_day), rating)
        _ = after.memory.stability, after.memory.difficulty, after.interval


def _four(engine: FSRS, deck: Deck) -> None:
    for state, memory in zip(deck.states, deck.memories, strict=True):
        known = MemoryState(memory.stability_days, memory.difficulty)
        states = engine.next_states(known, 0.9, DAY - state.last_day)
        for after in (states.again, states.hard, states.good, states.easy):
            _ = after.memory.stability, after.memory.difficulty, after.interval


def _chain(engine: FSRS, deck: Deck) -> None:
    known, last, card = None, 0, ""
    for event in deck.log:
        if event.card != card:
            known, card = None, event.card
        assert event.rating
        days = event.day - last if known else 0
        known = _taken(engine.next_states(known, 0.9, days), event.rating).memory
        last = event.day


def _taken(states: NextStates, rating: Rating) -> ItemState:
    if rating is Rating.GOOD:
        return states.good
    if rating is Rating.AGAIN:
        return states.again
    return states.hard if rating is Rating.HARD else states.easy


def _answer(deck: Deck) -> None:
    for state, rating, card in zip(deck.states, deck.ratings, deck.cards, strict=True):
        answer(state, rating, card=card, now_ms=NOW_MS, day=DAY, settings=SETTINGS)


def _previews(deck: Deck) -> None:
    for state, card in zip(deck.states, deck.cards, strict=True):
        previews(state, card=card, now_ms=NOW_MS, day=DAY, settings=SETTINGS)


def _deck(chance: random.Random) -> Deck:
    def rating() -> Rating:
        return Rating(chance.choice((1, 2, 3, 3, 3, 3, 4)))

    cards = [f"{chance.getrandbits(64):016x}" for _ in range(CARDS)]
    memories = [
        Memory(stability_days=chance.uniform(1, 400), difficulty=chance.uniform(1, 10))
        for _ in cards
    ]
    states = [_state(memory, chance) for memory in memories]
    log = [
        Event(
            id=NOW_MS + number, card=card, kind=EventKind.ANSWER, at_ms=NOW_MS + number,
            day=DAY + number * 3, rating=rating(), phase=Phase.REVIEW, due_day=DAY + 3,
            interval_days=3,
        )
        for card in cards for number in range(ANSWERS)
    ]  # fmt: skip
    return Deck(
        cards=cards, states=states, memories=memories, ratings=[rating() for _ in cards], log=log
    )


def _state(memory: Memory, chance: random.Random) -> CardState:
    interval = max(1, round(memory.stability_days))
    return CardState(
        phase=Phase.REVIEW,
        memory=memory,
        due_day=DAY,
        interval_days=interval,
        last_day=DAY - interval,
        repetitions=chance.randint(1, 30),
    )


def main() -> int:
    """Measure and print."""
    found = measure()
    print("## Scheduling\n\n| what | µs |\n|---|---:|")
    for name, microseconds in asdict(found).items():
        print(f"| {name} | {microseconds:.2f} |")
    print("\n| against bare fsrs-rs | ratio |\n|---|---:|")
    for name, ratio in found.ratios.items():
        print(f"| {name} | {ratio:.2f} |")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
