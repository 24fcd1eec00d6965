"""All checks of a document in one place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from flashcards.asserted import asserted_numbers
from flashcards.claims.numbers.claim import Claim, Verdict
from flashcards.claims.numbers.document import number_claims, wrong_numbers
from flashcards.claims.silence import silenced
from flashcards.documents import Read
from flashcards.errors import Finding, FlashcardsError, MishapError
from flashcards.facts.refuted import Refutation, located
from flashcards.files import Input, read_input
from flashcards.questions.unclosed import plain_listings
from flashcards.relations.checked import OF_ROWS, WRITTEN, Numbers
from flashcards.relations.checked import findings as number_findings
from flashcards.relations.definitions import loaded, names
from flashcards.tree import Span, Tree
from flashcards.values import dataclass

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
        MishapError: this program fails at it.
    """
    try:
        return check_document(
            read_input(source),
            settle=settle,
        )
    except (FlashcardsError, OSError):
        raise
    except Exception as error:
        raise MishapError(error, path=source.path.as_posix()) from error


def check_document(read: Read, *, settle: Settle | None = None) -> Checked:
    """The same for a document that has been read, with what was found on reading it."""
    # A build asks for `refutations` alone, and starts sooner without these.
    from flashcards.claims.outdated import outdated
    from flashcards.claims.structure import check_structure
    from flashcards.facts.computed import problem_findings

    document, text = read.document, read.text
    claims: Sequence[Claim] = number_claims(document, text)
    if settle is not None:
        try:
            claims = settle(claims)
        except FlashcardsError as error:
            error.path = error.path or document.path
            raise
    tree = document.tree
    judged = asserted_numbers(document)
    found = {
        *read.findings,
        *check_structure(document, text),
        *number_findings(tree, judged, document.path),
        *wrong_numbers(document, _undecided(claims, tree, judged)),
        *outdated(document, text),
        *problem_findings(document),
        *plain_listings(tree, document.path),
    }
    return Checked(
        findings=tuple(sorted(silenced(text, tree, document.path, sorted(found)), key=_order)),
        right=sum(one.verdict is Verdict.RIGHT for one in claims) + judged.count("right"),
        undecidable=judged.count("undecided"),
    )


def refutations(read: Read) -> tuple[Refutation, ...]:
    """The numbers of a document that are wrong, but for those that its author has silenced."""
    return assessed(read).wrong


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """What is known of the numbers of a document.

    Attributes:
        wrong: those that are wrong, but for those that its author has silenced.
        proven: the places of all that a relation or rule decides, inputs too.
        inputs: where a result stands → where those stand that it was worked out from.
    """

    wrong: tuple[Refutation, ...]
    proven: frozenset[Span]
    inputs: Mapping[Span, tuple[Span, ...]]


def assessed(read: Read) -> Assessed:
    """What is known of the numbers of a document."""
    document = read.document
    tree = document.tree
    packs = loaded(document.packs)
    judged = asserted_numbers(document)
    wrong = [one for one in judged.judgements if one.verdict is Verdict.WRONG]
    # A card tells a computation that is written, or a formula of the field; one that was found by
    # search may come to the right value for another reason.
    told_how = WRITTEN | names() | {one.name for one in packs}
    every = number_claims(document, read.text)
    claims = _undecided([one for one in every if one.verdict is Verdict.WRONG], tree, judged)
    found: list[tuple[Finding, Refutation]] = [
        (
            finding,
            Refutation(
                span=one.span,
                stated=one.stated.strip(),
                value=one.expected,
                how=one.how if one.relation in told_how else "",
                certain=one.severity == "error",
            ),
        )
        for finding, one in zip(
            number_findings(tree, Numbers(tuple(wrong)), document.path), wrong, strict=True
        )
    ]
    for finding, claim in zip(wrong_numbers(document, claims), claims, strict=True):
        found.extend((finding, one) for one in located(document, [claim]))
    left = set(silenced(read.text, tree, document.path, [finding for finding, _ in found]))
    refuted = tuple(one for finding, one in found if finding in left)
    held = located(document, [one for one in every if one.verdict is Verdict.RIGHT])
    decided = [one for one in judged.judgements if one.verdict in {Verdict.RIGHT, Verdict.WRONG}]
    # What a number follows from is borne out by it.
    told = [span for one in decided for span in one.inputs if span.start >= 0]
    right = [one.span for one in decided if one.verdict is Verdict.RIGHT]
    return Assessed(
        wrong=refuted,
        proven=frozenset((*right, *told, *(one.span for one in (*held, *refuted)))),
        inputs={one.span: one.inputs for one in decided if one.relation not in _OTHER},
    )


_OTHER = frozenset(("conversion", "arithmetic", "series", "parallel-case", "sum", "column"))
"""Relations whose inputs are the same in another unit, written out, or of other cases."""


def _undecided(claims: Sequence[Claim], tree: Tree, judged: Numbers) -> list[Claim]:
    """Claims of numbers that no relation holds or refutes, and that rest on none refuted.

    What a relation holds may still follow from a number that another claim refutes.
    """
    decided: dict[int, list[str]] = {}
    spoilt: set[int] = set()
    for one in judged.judgements:
        line = tree.line(one.span)
        if one.verdict == "wrong" or (one.verdict == "right" and one.relation in WRITTEN):
            decided.setdefault(line, []).append(one.stated.strip())
        if one.verdict == "wrong" and one.relation in OF_ROWS:
            spoilt.add(line)
    return [
        claim
        for claim in claims
        if claim.line not in spoilt
        and (
            claim.follows
            or not any(
                claim.stated in one or one in claim.stated for one in decided.get(claim.line, ())
            )
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
