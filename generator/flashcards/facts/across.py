"""One deck from several documents: no two of its cards ask the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flashcards.card import KINDS, Extraction, Fact
from flashcards.contents import Contents
from flashcards.facts.sheet import normal_answer, normal_front
from flashcards.facts.wording import within


def across(
    documents: Sequence[Contents], extractions: Sequence[Extraction]
) -> tuple[Extraction, ...]:
    """Extractions of one build, in order, without questions asked twice.

    A fact that a former document asks and answers alike is left out; one that is asked alike
    and answered otherwise names its document. An author's own cards stay as they are.
    """
    asked: dict[str, str] = {}
    kept: list[Extraction] = []
    for document, extraction in zip(documents, extractions, strict=True):
        facts: list[Fact] = []
        for fact in extraction.facts:
            if fact.aside:
                facts.append(fact)
                continue
            answer = normal_answer(fact.back)
            former = asked.setdefault(normal_front(fact.front), answer)
            if former is answer or KINDS[fact.kind].authored:
                facts.append(fact)
            elif former != answer:
                title = document.title or document.name
                facts.append(replace(fact, front=within(title, fact.front)))
        kept.append(replace(extraction, facts=tuple(facts)))
    return tuple(kept)
