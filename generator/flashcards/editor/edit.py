"""The editor: all its steps, in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from flashcards.card import KINDS, Cell, Extraction, Fact, Kind, Term
from flashcards.document import Document, Source
from flashcards.editor.asking import reworded
from flashcards.editor.casing import Casing
from flashcards.editor.levels import levelled
from flashcards.editor.order import ordered
from flashcards.editor.repeats import repeated
from flashcards.editor.rules import Setting, is_number, reason
from flashcards.editor.wholes import whole_lists
from flashcards.facts.lists import is_attribute
from flashcards.facts.sheet import normal_front
from flashcards.tree.flat import plain


def edit(facts: Sequence[Fact], document: Document) -> tuple[Fact, ...]:
    """The facts of a document as they are asked: set aside, merged, reworded, with their level.

    Pure. No fact is lost: what is not worth a card comes back with the reason in `aside`, so that
    its history is kept where it has one. An author's own cards come back as they are, but for
    their level.
    """
    casing = Casing.of(document.tree.text.split("\n"))
    language = document.language
    kept = list(_with_lists(facts, casing, language))
    setting = Setting(siblings=kept, tables=_numbers(kept), repeated=repeated(document))
    edited: list[Fact] = []
    asked: set[str] = set()
    for fact in kept:
        if KINDS[fact.kind].authored or fact.kind in {Kind.INTERVIEW, Kind.PROBLEM}:
            edited.append(fact)
            continue
        why = reason(fact, setting)
        if why:
            edited.append(replace(fact, aside=why))
            continue
        attribute = isinstance(fact.ask, Term) and is_attribute(plain(fact.ask.term))
        better = fact
        if fact.group != "answer":
            better = reworded(fact, casing, language=language, attribute=attribute)
        if normal_front(better.front) in asked:
            better = fact  # two would ask the same: the longer form tells them apart
        asked.add(normal_front(better.front))
        edited.append(better)
    questions = {question.number: question for question in document.questions}
    levels = levelled(edited, questions)
    ready = [replace(fact, level=levels[i]) for i, fact in enumerate(edited)]
    return tuple(replace(fact, rank=i) for i, fact in enumerate(ordered(ready, document)))


def _with_lists(facts: Sequence[Fact], casing: Casing, language: str) -> Iterator[Fact]:
    """The facts, each closed list before its first item."""
    wholes = {(w.place, w.source): w for w in whole_lists(facts, casing, language)}
    for fact in facts:
        whole = wholes.pop((fact.place, fact.source), None)
        if whole is not None:
            yield whole
        yield fact


def _numbers(facts: Sequence[Fact]) -> Counter[tuple[str, ...]]:
    """How many cells of the tables at each place are nothing but numbers."""
    return Counter(fact.place for fact in facts if isinstance(fact.ask, Cell) and is_number(fact))


def edited(extraction: Extraction, document: Document) -> Extraction:
    """An extraction with its facts edited, and its account saying what became of each block."""
    facts = edit(extraction.facts, document)
    living = Counter(_where(fact.source) for fact in facts if not fact.aside)
    reasons = {_where(fact.source): fact.aside for fact in facts if fact.aside}
    titles = {question.number: question.title.plain for question in document.questions}
    at = {_where(fact.source): titles.get(fact.question, "") for fact in facts}
    blocks = []
    for block in extraction.blocks:
        where = _where(block.source)
        if block.facts and where in reasons and not living[where]:
            title = at[where]
            block = replace(  # noqa: PLW2901
                block, facts=0, answer_of=title, skipped="" if title else reasons[where]
            )
        blocks.append(block)
    return replace(extraction, facts=facts, blocks=tuple(blocks))


def _where(source: Source) -> tuple[str, int]:
    return source.path, source.line
