"""One deck from several documents: no two of its cards ask the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flashcards.facts.sheet import normal_front
from flashcards.facts.wording import tokens, within
from flashcards.markup import to_plain
from flashcards.model import Document, Extraction, Fact


def across(
    documents: Sequence[Document], extractions: Sequence[Extraction]
) -> tuple[Extraction, ...]:
    """Extractions of one build, in order, without questions asked twice.

    A fact that a former document asks and answers alike is left out; one that is asked alike
    and answered otherwise names its document.
    """
    asked: dict[str, str] = {}
    kept: list[Extraction] = []
    for document, extraction in zip(documents, extractions, strict=True):
        facts: list[Fact] = []
        for fact in extraction.facts:
            answer = " ".join(tokens(to_plain(fact.back)))
            former = asked.setdefault(normal_front(to_plain(fact.front)), answer)
            if former is answer:
                facts.append(fact)
            elif former != answer:
                title = document.title.plain or document.name
                facts.append(replace(fact, front=within(title, fact.front)))
        kept.append(replace(extraction, facts=tuple(facts)))
    return tuple(kept)
