"""What a rule says of a small text."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from flashcards.claims.numbers.claim import Claim, Verdict

Rule = Callable[[Any, Any, list[tuple[int, str]]], Iterable[Claim]]


def ask(rule: Rule, text: str) -> list[Claim]:
    """A rule's claims on a text that stands in no document, by line."""
    lines = list(enumerate(text.strip("\n").split("\n"), start=1))
    return sorted(rule(None, None, lines), key=lambda claim: claim.line)


def wrong(rule: Rule, text: str) -> list[tuple[str, str]]:
    """What it refutes: as stated, and as it is."""
    return [
        (claim.stated, claim.expected)
        for claim in ask(rule, text)
        if claim.verdict is Verdict.WRONG
    ]


def right(rule: Rule, text: str) -> list[str]:
    """What it confirms."""
    return [claim.stated for claim in ask(rule, text) if claim.verdict is Verdict.RIGHT]
