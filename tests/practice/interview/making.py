"""Questions, interviews and clocks for the tests of the interview."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flashcards.card import Card, Fact, Kind
from flashcards.document import Source
from flashcards.practice.interview.choose import Wishes
from flashcards.practice.interview.course import Course
from flashcards.practice.interview.question import Question, question
from flashcards.practice.proposals.model import Proposal, Proposals
from flashcards.written import blocks, restored

NOON_MS = 1_764_072_000_000

RUBRIC = """\
| Category | Poor (0-1) | Fair (2-3) | Good (4-5) | Excellent (6-7) |
|----------|-----------|-----------|-----------|----------------|
| **Concept** | Vague | Basic | Clear | Deep |
| **Memory** | None | Rough | Right | With `GQA` |

**Passing Score**: 5/14 (Entry), 8/14 (Mid), 11/14 (Senior)
"""
HINTS = "**First** — think of *keys*\n\n***\n\n**Second** — and of values"
FOLLOW_UPS = """\
1. **"How much is `100`?"**
   *Looking for*: a hundred

2. **"And why?"**
   *Looking for*: counting
"""


def card(name: str = "q1", **extra: str) -> Card:
    """A card of kind `interview`; keyword `minutes` and `level` go into its meta."""
    minutes, level = extra.pop("minutes", "15 minutes"), extra.pop("level", "Mid (L4/L5)")
    title = extra.pop("title", f"Title of {name}")
    parts = {
        "prompt": f"What is **{name}**?",
        "meta": f"Difficulty: {level} · Time Allotted: {minutes}",
        "hints": HINTS,
        "solution": f"The solution of {name}.",
        "looking_for": "- sense",
        "red_flags": "- nonsense",
        "rubric": RUBRIC,
        "follow_ups": FOLLOW_UPS,
    } | extra
    return Card(
        id=name,
        note=name,
        slot=1,
        modified=0,
        fact=Fact(
            ask=restored(Kind.INTERVIEW, tuple(parts.items())),
            key=(title,),
            front=blocks(f"**{title}**"),
            back=blocks("- the outline"),
            context=(title,),
            group="interview",
            place=(),
            document="one.md",
            question=1,
            question_title=title,
            deck=extra.get("deck", "Module 1::Conceptual"),
            tags=("llm::m1", "kind::interview", "difficulty::mid"),
            source=Source(path="source/one.md", line=7),
        ),
    )


def asked(name: str = "q1", **extra: str) -> Question:
    return question(card(name, **extra))


@dataclass
class Clock:
    """The time, as a test wants it."""

    ms: int = NOON_MS

    def __call__(self) -> int:
        return self.ms

    def wait(self, *, minutes: float = 0, seconds: float = 0) -> None:
        self.ms += int(minutes * 60_000 + seconds * 1000)


@dataclass
class Kept:
    """A keeper in memory: every state that was saved."""

    records: list[dict[str, Any]] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    unkept: Mapping[str, Any] | None = None
    place: str = "memory"

    def save(self, record: Mapping[str, Any]) -> None:
        self.records.append(dict(record))

    def finish(self) -> None:
        pass

    @property
    def last(self) -> dict[str, Any]:
        return self.records[-1]


@dataclass
class FakeModel:
    """Proposes what it is told to."""

    found: Proposals = field(
        default_factory=lambda: Proposals(
            model="fake.gguf",
            rows=(Proposal(points=6, quotes=("keys and values",)), None),
            notes=("1 quote is left out: not in your answer.",),
        )
    )
    is_ready: bool = True
    started: list[str] = field(default_factory=list)
    closed: bool = False

    @property
    def name(self) -> str:
        return self.found.model

    def start(self, question: Question, answer: str) -> None:
        self.started.append(answer)

    def ready(self) -> bool:
        return self.is_ready

    def result(self) -> Proposals:
        return self.found

    def close(self) -> None:
        self.closed = True


def begun(
    *questions: Question, kept: Kept | None = None, clock: Clock | None = None, minutes: int = 30
) -> Course:
    return Course(
        questions or (asked(),),
        Wishes(seed=7, minutes=minutes),
        now_ms=(clock or Clock())(),
        save=(kept or Kept()).save,
        version="0.1.0",
    )
