"""Which kinds of cards may be one card, and what an entry and a fact have in common."""

from __future__ import annotations

from typing import Protocol

from flashcards import patterns as re
from flashcards.card import KINDS, Kind
from flashcards.ledger.line import Line


class Keyed(Protocol):
    """What has a kind and a key: a line of a match, a fact, an entry."""

    @property
    def kind(self) -> Kind: ...  # noqa: D102

    @property
    def key(self) -> tuple[str, ...]: ...  # noqa: D102


QuestionKey = tuple[str, int, str]
"""Document, number, title."""

Place = tuple[str, ...]

_COUNTER = re.compile(r" \(\d+\)$")
REVERSE = "reverse"
"""Last part of the key of a card that asks back."""


def family(line: Keyed) -> tuple[Kind, bool]:
    """Kinds of one family may be the same card; whether it asks back is part of it."""
    kind = line.kind
    return KINDS[kind].family or kind, asks_back(line)


def asks_back(line: Keyed) -> bool:
    """Whether it asks from the meaning to the name."""
    return line.kind is Kind.REVERSE or line.key[-1:] == (REVERSE,)


def base_key(line: Line) -> tuple[str, ...]:
    """The key without the counter that tells namesakes apart: `7B (2)`, or `(2)` as a part."""
    bare = (_COUNTER.sub("", f" {part}")[1:] for part in line.key)
    return tuple(part for part in bare if part) or line.key


def question_key(line: Line) -> QuestionKey:
    """The question it stands in."""
    return line.document, line.question, line.question_title
