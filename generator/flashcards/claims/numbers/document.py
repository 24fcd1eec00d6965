"""All numbers of a document that can be recomputed, with what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from flashcards.claims.numbers.claim import Claim, Verdict
from flashcards.claims.numbers.memory import memory_claims
from flashcards.claims.numbers.page import Line
from flashcards.claims.numbers.read_times import read_times
from flashcards.claims.numbers.softmax_tables import softmax_tables
from flashcards.claims.numbers.token_times import token_times
from flashcards.document import Document, Question

Rule = Callable[[Document, Question | None, list[Line]], Iterable[Claim]]
"""Claims in a question's lines (or, for None, in those that stand in no question)."""

_RANK = {Verdict.WRONG: 0, Verdict.RIGHT: 1, Verdict.UNDECIDABLE: 2}


def number_claims(document: Document, text: str) -> tuple[Claim, ...]:
    """Every claim, by line; where two rules speak of one number, the one that refutes it."""
    found: dict[tuple[int, str], Claim] = {}
    for question, lines in _parts(document, text):
        for claim in chain.from_iterable(rule(document, question, lines) for rule in RULES):
            key = (claim.line, claim.stated)
            known = found.get(key)
            if known is None or _RANK[claim.verdict] < _RANK[known.verdict]:
                found[key] = claim
    return tuple(sorted(found.values(), key=lambda claim: (claim.line, claim.stated)))


def _parts(document: Document, text: str) -> Iterator[tuple[Question | None, list[Line]]]:
    """Each question with its lines that have a digit or may part such lines, and the rest."""
    lines = text.split("\n")
    questions = sorted(document.questions, key=lambda question: question.source.line)
    starts = [(question.source.line, question) for question in questions]
    edges = [line for line, _ in starts] + [len(lines) + 1]
    rest = list(enumerate(lines[: edges[0] - 1], start=1))
    yield None, rest
    for (first, question), end in zip(starts, edges[1:], strict=True):
        yield question, list(enumerate(lines[first - 1 : end - 1], start=first))


RULES: tuple[Rule, ...] = (
    memory_claims,
    softmax_tables,
    read_times,
    token_times,
)
