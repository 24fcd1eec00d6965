"""Speed of the ledger, in milliseconds and as a ratio to reading the same facts off JSON once.

Run it as `python -m benchmarks.ledger`. The floor is what no ledger can do without: to encode
and decode each fact once. All rows come from one run on one machine.
"""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from flashcards.card import Fact, Kind
from flashcards.document import Source
from flashcards.ledger import Ledger, load, reconcile, save
from flashcards.written import blocks, restored

T = TypeVar("T")


def facts(count: int, *, documents: int = 1, questions: int = 20) -> list[Fact]:
    """Terms with meanings, spread evenly over questions."""
    return [
        Fact(
            ask=restored(Kind.TERM),
            key=(f"term {i} alpha",),
            front=blocks(f"Subject {i % questions} — **term {i} alpha**?"),
            back=blocks(f"the meaning of the {i}th thing in words"),
            context=(f"Question about {i % questions}", "Terms"),
            group=f"term:{i}",
            place=("solution", "Terms"),
            document=f"document-{i * documents // count}.md",
            question=i % questions,
            question_title=f"Question about {i % questions}",
            deck="Module",
            tags=("llm::m1", "kind::term"),
            source=Source(path="document.md", line=i + 1),
        )
        for i in range(count)
    ]


def everywhere(_: str) -> bool:
    """All documents are in scope."""
    return True


def best_of(times: int, work: Callable[[], T]) -> tuple[float, T]:
    """Seconds of the fastest of some runs, and what it gave."""
    seconds = []
    for _ in range(times):
        start = time.perf_counter()
        result = work()
        seconds.append(time.perf_counter() - start)
    return min(seconds), result


def floor(given: Sequence[Fact]) -> float:
    """Seconds to encode and decode each fact once."""

    def work() -> None:
        for fact in given:
            json.loads(json.dumps([fact.key, fact.front, fact.back, fact.more, fact.place]))

    return best_of(3, work)[0]


def main() -> int:
    """Print the table."""
    print(f"{'what':52} {'ms':>9} {'× floor':>8}")

    def row(what: str, seconds: float, given: Sequence[Fact]) -> None:
        print(f"{what:52} {seconds * 1000:9.1f} {seconds / floor(given):8.1f}")

    def build(given: Sequence[Fact], ledger: Ledger, now: int = 2) -> Callable[[], Ledger]:
        return lambda: reconcile(given, ledger, now=now, in_scope=everywhere).ledger

    for count in (1_000, 2_000, 10_000):
        given = facts(count, documents=max(1, count // 1_000))
        seconds, ledger = best_of(3, build(given, Ledger(), 1))
        row(f"first build, {count} facts", seconds, given)
        seconds, again = best_of(3, build(given, ledger))
        assert again == ledger
        row(f"no change, {count} facts", seconds, given)
    few = [
        replace(fact, back=blocks(f"the maening of the {i}th thing in words"))
        if i % 200 == 0
        else fact
        for i, fact in enumerate(given)
    ]
    row("50 answers edited of 10000 facts", best_of(3, build(few, ledger))[0], given)
    for questions in (20, 1):
        given = facts(2_000, questions=questions)
        ledger = build(given, Ledger(), 1)()
        other = [
            replace(
                fact,
                key=(f"term alpha gamma {i}",),
                front=blocks(f"{i} of it?"),
                back=blocks(f"the {i}th"),
            )
            for i, fact in enumerate(given)
        ]
        seconds = best_of(1, build(other, ledger))[0]
        row(f"worst case: all 2000 facts of {questions} questions reworded", seconds, given)
    given = facts(10_000, documents=10)
    ledger = build(given, Ledger(), 1)()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        row("save 10000 cards in 10 files", best_of(1, lambda: save(folder, ledger))[0], given)
        row("load them", best_of(3, lambda: load(folder))[0], given)
        row("save them again, nothing to write", best_of(3, lambda: save(folder, ledger))[0], given)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
