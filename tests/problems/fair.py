"""The table `fair.toml`: answers as people typed them, with a fair teacher's verdict."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flashcards.problems.quantity import Dimension
from flashcards.problems.scheme import Scheme, Target, scheme

VERDICTS = {"right": True, "wrong": False, "again": None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """An answer, and what a fair teacher says: a verdict, or that he is unsure."""

    scheme: Scheme
    target: Target
    text: str
    verdict: str


def _of(row: dict[str, Any]) -> list[Typed]:
    marking = scheme(
        Dimension(row["dimension"]), row["unit"], relative=row["relative"], absolute=row["absolute"]
    )
    target = Target(value=row["value"], answer=row["answer"], choices=tuple(row.get("choices", ())))
    return [
        Typed(scheme=marking, target=target, text=text, verdict=verdict)
        for verdict in (*VERDICTS, "unsure")
        for text in row[verdict]
    ]


def load() -> tuple[Typed, ...]:
    """All rows of the table."""
    text = Path(__file__).with_name("fair.toml").read_text(encoding="utf-8")
    return tuple(one for row in tomllib.loads(text)["question"] for one in _of(row))


TYPED = load()
