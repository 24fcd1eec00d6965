"""Labels that stand more than once under one heading, so that they name nothing by themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from flashcards.document import Document, Labelled, List, Listing, Node, Quote


def repeated(document: Document) -> frozenset[tuple[int, str, str]]:
    """(number of the question, heading, label) of each that stands there more than once."""
    counts = Counter(
        (question.number, above, label)
        for question in document.questions
        for section in question.sections
        for above, label in _labels(section.nodes, "")
    )
    return frozenset(which for which, count in counts.items() if count > 1)


QUESTIONS = 3
"""Questions, and at least every third, whose answers have a part of the same name."""


def parts_of_answers(document: Document) -> frozenset[str]:
    """Labels that head a part of the answers to many questions: of the form, not of the matter."""
    found = Counter(
        label
        for question in document.questions
        for label in {
            node.label.plain.strip().rstrip(":").strip()
            for section in question.sections
            for node in section.nodes
            if isinstance(node, Labelled)
        }
    )
    least = max(QUESTIONS, len(document.questions) / QUESTIONS)
    return frozenset(label for label, count in found.items() if count >= least)


def _labels(nodes: Iterable[Node], above: str) -> Iterator[tuple[str, str]]:
    """Labels and terms, each with the one above it."""
    for node in nodes:
        match node:
            case Labelled():
                label = node.label.plain.strip().rstrip(":").strip()
                yield above, label
                yield from _labels(node.children, label)
            case List():
                for item in node.items:
                    term = item.term.plain
                    if term:
                        yield above, term
                    yield from _labels(item.children, (term or item.text.plain).rstrip(" :"))
            case Listing():
                yield from _labels(node.remarks, above)
            case Quote():
                yield from _labels(node.children, above)
            case _:
                continue
