"""All numbers of a document that can be recomputed, with what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from flashcards.claims.numbers.claim import Claim, Verdict
from flashcards.claims.numbers.memory import memory_claims
from flashcards.claims.numbers.page import Page, pages
from flashcards.claims.numbers.softmax import softmax_claims
from flashcards.claims.numbers.speeds import speed_claims
from flashcards.claims.saying import finding
from flashcards.document import Document, Source
from flashcards.errors import Finding
from flashcards.relations.finding import told

RULES: tuple[Callable[[Page], Iterable[Claim]], ...] = (memory_claims, softmax_claims, speed_claims)
"""Each gives the claims that it finds in a question, or in what stands before the first."""


def number_claims(document: Document, text: str) -> tuple[Claim, ...]:
    """Every claim, by line; where two rules speak of one number, the one that refutes it."""
    found: dict[tuple[int, str], Claim] = {}
    for page in pages(document, text):
        for claim in chain.from_iterable(rule(page) for rule in RULES):
            key = (claim.line, claim.stated)
            known = found.get(key)
            if known is None or claim.verdict is Verdict.WRONG is not known.verdict:
                found[key] = claim
    return tuple(sorted(found.values(), key=lambda claim: (claim.line, claim.stated)))


def wrong_numbers(document: Document, claims: Iterable[Claim]) -> Iterator[Finding]:
    """A finding for each wrong number."""
    for claim in claims:
        if claim.verdict is Verdict.WRONG:
            follows = f" (follows from line {claim.follows})" if claim.follows else ""
            yield finding(
                Source(path=document.path, line=claim.line), claim.rule, claim.severity,
                told(claim.stated, claim.expected, claim.how) + follows,
                stated=claim.stated, expected=claim.expected, evidence=claim.evidence,
            )  # fmt: skip
