"""In which order cards are met: what is needed first, concepts before details, the whole last."""

from __future__ import annotations

from collections.abc import Sequence

from flashcards import patterns as re
from flashcards.card import Fact, Kind
from flashcards.document import Document, Question

# `Question 3`, `Q3`, `#3`: another question of the document.
_REFERENCE = re.compile(r"(?:\bquestions?\s*|\bq|#)(\d{1,3})\b", re.IGNORECASE)
_NEEDS = ("prerequisites", "prerequisite", "requires", "builds on", "needs")


def ordered(facts: Sequence[Fact], document: Document) -> list[Fact]:
    """The facts of a document as they are to be learnt.

    A question comes after those that it names as its prerequisites, else where it stands. Of one
    question, core comes before detail, its own card after its facts, and follow-ups last.
    """
    places = {number: i for i, number in enumerate(_questions(document))}
    last = len(places)
    return sorted(facts, key=lambda fact: (places.get(fact.question, last), _stage(fact)))


def with_problems(facts: Sequence[Fact], problems: Sequence[Fact]) -> tuple[Fact, ...]:
    """The facts of a document, each problem right behind the facts that stand before it.

    It comes before the card of its question, and after all facts where it stands in none.
    """
    its: dict[int, list[tuple[int, Fact]]] = {}
    for place, fact in enumerate(facts):
        its.setdefault(fact.question, []).append((place, fact))
    behind: dict[int, list[Fact]] = {}
    for problem in sorted(problems, key=lambda fact: fact.source.line):
        place = _place_of(problem, its.get(problem.question, ()), len(facts))
        behind.setdefault(place, []).append(problem)
    out: list[Fact] = []
    for place, fact in enumerate(facts):
        out += [*behind.get(place, ()), fact]
    return (*out, *behind.get(len(facts), ()))


def _place_of(problem: Fact, its: Sequence[tuple[int, Fact]], last: int) -> int:
    """Behind the last core fact of its question that stands before it, or where that begins."""
    if not problem.question or not its:
        return last
    used = [
        place + 1
        for place, fact in its
        if fact.source.line <= problem.source.line and not _stage(fact) and not fact.aside
    ]
    return max(used, default=its[0][0])


def _stage(fact: Fact) -> int:
    if fact.kind is Kind.INTERVIEW:
        return 2
    if fact.kind is Kind.FOLLOW_UP:
        return 3
    return 0 if fact.is_core else 1


def _questions(document: Document) -> list[int]:
    """The numbers of the questions, each after those that it needs; a circle stays as it is."""
    known = {question.number: question for question in document.questions}
    out: dict[int, None] = {}
    open_: set[int] = set()

    def visit(number: int) -> None:
        if number in out or number in open_:
            return
        open_.add(number)
        for needed in _needed(known[number]):
            if needed in known:
                visit(needed)
        out[number] = None

    for question in document.questions:
        visit(question.number)
    return list(out)


def _needed(question: Question) -> list[int]:
    said = question.get_meta(*_NEEDS)
    return [int(number) for number in _REFERENCE.findall(said)]
