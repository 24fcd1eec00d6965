"""Wrong numbers of a document as findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flashcards.claims.numbers.claim import Claim, Verdict
from flashcards.claims.saying import finding
from flashcards.document import Document, Source
from flashcards.errors import Finding


def wrong_numbers(document: Document, claims: Iterable[Claim]) -> Iterator[Finding]:
    """A finding for each wrong number."""
    for claim in claims:
        if claim.verdict is Verdict.WRONG:
            yield finding(
                Source(path=document.path, line=claim.line),
                claim.rule, claim.severity, _message(claim),
                stated=claim.stated, expected=claim.expected, evidence=claim.evidence,
            )  # fmt: skip


def _message(claim: Claim) -> str:
    """`~4 GB is stated, 2 GiB (2.147 GB) is right: 2 * 32 * … = 2 GiB (2.147 GB)`."""
    text = f"{claim.stated} is stated, {claim.expected} is right"
    if claim.how:
        text += f": {claim.how}"
    if claim.follows:
        text += f" (follows from line {claim.follows})"
    return text
