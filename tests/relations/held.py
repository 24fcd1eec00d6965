"""What the relations say of a text, for tests."""

from __future__ import annotations

from flashcards.relations.checked import numbers
from flashcards.tree import parse


def wrong(text: str) -> list[tuple[str, str]]:
    """Stated numbers that are refuted, each with the right value."""
    return [
        (one.stated.strip(), one.expected)
        for one in numbers(parse(text)).judgements
        if one.verdict == "wrong"
    ]


def right(text: str) -> list[str]:
    """Stated numbers that are confirmed."""
    return [one.stated.strip() for one in numbers(parse(text)).judgements if one.verdict == "right"]
