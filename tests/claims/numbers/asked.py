"""What a rule says of a small text."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from flashcards.claims.numbers.claim import Claim, Verdict
from flashcards.claims.numbers.page import Page, pages
from flashcards.documents import read_text

Rule = Callable[[Page], Iterable[Claim]]


def ask(rule: Rule, text: str) -> list[Claim]:
    """A rule's claims on the answer of a question, by line."""
    read = read_text(f"# Module\n\n### Question 1: Why?\n\n{text}\n", path="m.md")
    (_, page) = pages(read.document, read.text)
    return sorted(rule(page), key=lambda claim: claim.line)


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
