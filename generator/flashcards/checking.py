"""All checks of a document in one place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from flashcards.claims import check_structure
from flashcards.claims.numbers.claim import Claim, Verdict
from flashcards.claims.numbers.document import number_claims
from flashcards.claims.outdated import outdated
from flashcards.claims.refuted import wrong_numbers
from flashcards.claims.silence import silenced
from flashcards.errors import Finding, FlashcardsError
from flashcards.files import Input
from flashcards.model import Document
from flashcards.reading import read_file
from flashcards.relations.checked import WRITTEN, Numbers, numbers
from flashcards.relations.checked import findings as number_findings
from flashcards.tree import Tree, parse

SEVERITIES = ("error", "warning", "note")

Settle = Callable[[Sequence[Claim]], Sequence[Claim]]
"""Claims with those settled that someone else, such as llama.cpp, can settle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What came of checking a document.

    Attributes:
        findings: what is wrong, by line; the worst first where a line has several.
        right: how many of its numbers were recomputed and are right.
        undecidable: how many numbers nothing that is known can decide.
    """

    findings: tuple[Finding, ...]
    right: int = 0
    undecidable: int = 0


def check(source: Input, *, settle: Settle | None = None) -> Checked:
    """What is wrong with a document: how it is written, built, computed, and what is out of date.

    Args:
        source: the file.
        settle: asked once for all the document's numbers; None leaves them as they are.

    Raises:
        ReadError: it cannot be read at all.
    """
    document, findings = read_file(source.path, name=source.name)
    return check_document(document, findings, settle=settle)


def check_document(
    document: Document, findings: Iterable[Finding] = (), *, settle: Settle | None = None
) -> Checked:
    """The same for a document that has been read, with what was found on reading it."""
    claims: Sequence[Claim] = number_claims(document)
    if settle is not None:
        try:
            claims = settle(claims)
        except FlashcardsError as error:
            error.path = error.path or document.path
            raise
    tree = parse(document.text)
    judged = numbers(tree)
    found = {
        *findings,
        *check_structure(document),
        *number_findings(tree, judged, document.path),
        *wrong_numbers(document, _undecided(claims, tree, judged)),
        *outdated(document),
    }
    verdicts = [claim.verdict for claim in claims]
    return Checked(
        findings=tuple(sorted(silenced(document, sorted(found)), key=_order)),
        right=verdicts.count(Verdict.RIGHT) + judged.count("right"),
        undecidable=verdicts.count(Verdict.UNDECIDABLE) + judged.count("undecided"),
    )


def _undecided(claims: Sequence[Claim], tree: Tree, judged: Numbers) -> list[Claim]:
    """Claims of numbers that no relation holds or refutes."""
    decided: dict[int, list[str]] = {}
    for one in judged.judgements:
        if one.verdict == "wrong" or (one.verdict == "right" and one.relation in WRITTEN):
            decided.setdefault(tree.line(one.span), []).append(one.stated.strip())
    return [
        claim
        for claim in claims
        if not any(
            claim.stated in one or one in claim.stated for one in decided.get(claim.line, ())
        )
    ]


def _order(finding: Finding) -> tuple[str, int, int, str, str]:
    return (
        finding.path,
        finding.line,
        SEVERITIES.index(finding.severity),
        finding.rule,
        finding.message,
    )
