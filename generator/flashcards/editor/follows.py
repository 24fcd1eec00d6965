"""Questions that go on from the one before: `And the maintenance dose?`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from flashcards.card import Fact, Kind
from flashcards.document import Document
from flashcards.facts.wording import reading, subject_block

# How a question begins that leans on the one before it.
_GOES_ON = re.compile(
    r"^(?:and|but|so|then|or|what about|how about|why so|why not|und|aber|et|mais|y|"
    r"pero|e)\b(?!/)",
    re.IGNORECASE,
)
_KINDS = frozenset((Kind.STATEMENT, Kind.INTERVIEW, Kind.CHOICE))


def leading_questions(document: Document) -> Mapping[tuple[int, str], str]:
    """(number, title) of each question that goes on → the title of the one that it goes on from."""
    out: dict[tuple[int, str], str] = {}
    last = ""
    for question in document.questions:
        title = question.title.plain.strip()
        if _GOES_ON.match(title) and last:
            out[question.number, question.title.plain] = last
        else:
            last = title
    return out


def following(fact: Fact, before: Mapping[tuple[int, str], str]) -> Fact:
    """The fact with the question that its own goes on from, where it asks that one."""
    lead = before.get((fact.question, fact.question_title))
    if lead is None or fact.kind not in _KINDS or not _asks_title(fact):
        return fact
    return replace(fact, front=(subject_block(lead), *fact.front))


def _asks_title(fact: Fact) -> bool:
    return fact.group in {"answer", "interview", "choice"} and fact.question_title in reading(
        fact.front
    )
