"""Refuted numbers on cards: the right one is taught, and what the document says is told."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from flashcards.claims.numbers.claim import Claim, Verdict
from flashcards.markup.escape import escape_markdown
from flashcards.model import Document, Extraction, Fact, Kind

_TOLD = "The document says"
_NO_NUMBERS = frozenset(("fits",))
"""Rules that refute a statement, not a number that could be put in another's place."""

_SUM = r"(?P<sum>=[\d.,\s+*/×÷()-]*[+*/×÷-][\d.,\s+*/×÷()-]*=\s*)?"
"""A sum before its result: with another result it would be wrong itself."""


def corrected(
    document: Document, extraction: Extraction, claims: Iterable[Claim]
) -> tuple[Extraction, int]:
    """The extraction with right numbers on its cards, and how many cards were changed.

    A number is corrected on the cards of the block it stands in, wherever they show it; on an
    interview card all corrections of its question stand above the model solution.
    """
    wrong = [
        claim
        for claim in claims
        if claim.verdict is Verdict.WRONG and claim.expected and claim.rule not in _NO_NUMBERS
    ]
    if not wrong:
        return extraction, 0
    by_line: dict[int, list[Claim]] = defaultdict(list)
    for claim in wrong:
        by_line[claim.line].append(claim)
    ends = _ends(document)
    facts, changed = [], 0
    for fact in extraction.facts:
        if fact.kind is Kind.INTERVIEW:
            last = ends.get(fact.source.line, fact.source.line)
            after = _on_interview(fact, [c for c in wrong if fact.source.line <= c.line <= last])
        else:
            lines = range(fact.source.line, max(fact.source.end_line, fact.source.line) + 1)
            after = _on_card(fact, [claim for line in lines for claim in by_line.get(line, ())])
        changed += after is not fact
        facts.append(after)
    return replace(extraction, facts=tuple(facts)), changed


def _ends(document: Document) -> dict[int, int]:
    """First line of a question → its last."""
    starts = sorted(question.source.line for question in document.questions)
    return dict(
        zip(starts, [*(s - 1 for s in starts[1:]), document.text.count("\n") + 1], strict=True)
    )


def _on_card(fact: Fact, claims: Sequence[Claim]) -> Fact:
    front, back, more = fact.front, fact.back, fact.more
    told: list[str] = []
    for claim in claims:
        pattern = _pattern(claim.stated)
        before = (front, back, more)
        front, back, more = (_put(pattern, claim.expected, text) for text in before)
        if (front, back, more) != before:
            told.append(_telling(claim))
    if not told:
        return fact
    return replace(fact, front=front, back=back, more="\n\n".join(filter(None, (more, *told))))


def _on_interview(fact: Fact, claims: Sequence[Claim]) -> Fact:
    if not claims:
        return fact
    rows = "\n".join(
        f"- {_code(claim.stated)} → **{escape_markdown(claim.expected)}** ({_why(claim)})"
        for claim in claims
    )
    head = f"**Corrected numbers**, as recomputed; below stands what the document says.\n\n{rows}"
    extra = dict(fact.extra)
    extra["solution"] = "\n\n".join(filter(None, (head, extra.get("solution", ""))))
    return replace(fact, extra=tuple(extra.items()))


def _telling(claim: Claim) -> str:
    return f"*{_TOLD} {_code(claim.stated)}; {_why(claim)}.*"


def _why(claim: Claim) -> str:
    return escape_markdown(claim.how) if claim.how else "it was recomputed"


def _code(text: str) -> str:
    fence = "``" if "`" in text else "`"
    return f"{fence}{text}{fence}"


def _pattern(stated: str) -> re.Pattern[str]:
    """The stated text, with or without the backslashes that markdown may need in it."""
    body = "".join(
        re.escape(sign) if sign.isalnum() or sign.isspace() else rf"\\?{re.escape(sign)}"
        for sign in stated
    )
    return re.compile(rf"{_SUM}(?<![\w.,]){body}(?![\w]|[.,]\d)")


def _put(pattern: re.Pattern[str], right: str, text: str) -> str:
    return pattern.sub(lambda found: f"= {right}" if found["sum"] else right, text)
