"""The editor: all its steps, in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from flashcards import patterns as re
from flashcards.card import KINDS, Cell, Extraction, Fact, Interview, Kind, Term
from flashcards.document import Document, Level, Source, Titled, by_name
from flashcards.editor.asking import ABOVE, reworded, titled
from flashcards.editor.below import tells_wanted
from flashcards.editor.casing import Casing
from flashcards.editor.details import why_no_card
from flashcards.editor.follows import Places
from flashcards.editor.levels import levelled
from flashcards.editor.order import ordered
from flashcards.editor.pairs import SAID as TOGETHER
from flashcards.editor.pairs import compared_pairs
from flashcards.editor.repeats import parts_of_answers, repeated
from flashcards.editor.ruled import asked_for_rule
from flashcards.editor.rules import Setting, is_direct, is_number, reason
from flashcards.editor.told import Told, once
from flashcards.editor.unfit import asks_mostly, is_prose, why_unfit
from flashcards.editor.wholes import whole_lists
from flashcards.facts.interview import shows_table
from flashcards.facts.lists import is_attribute
from flashcards.facts.sheet import normal_front
from flashcards.facts.simple import without_in_short
from flashcards.facts.wanted import asks_quantity, asks_several, joins
from flashcards.facts.wording import front, reading, subject_of
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
    setting = Setting(
        siblings=kept,
        tables=_numbers(kept),
        repeated=repeated(document),
        parts=parts_of_answers(document),
        columns=_columns(kept),
        direct=_direct(kept),
        terms=_terms(kept),
    )
    edited: list[Fact] = []
    asked: set[str] = set()
    places = Places.of(document)
    told = Told(kept)
    deck = asks_mostly(kept)
    for fact in kept:
        if deck and is_prose(fact):
            edited.append(replace(fact, aside=fact.aside or "no question, among cards that ask"))
            continue
        if KINDS[fact.kind].authored or fact.kind in {Kind.INTERVIEW, Kind.PROBLEM}:
            bare = isinstance(fact.ask, Interview) and len(fact.front) == 1
            whole = titled(fact, casing, language) if bare else fact
            asked_ = asked_for_rule(whole, language)
            edited.append(places.placed(replace(asked_, aside=whole.aside or why_unfit(whole))))
            continue
        why = fact.aside or reason(fact, setting) or told.why(fact) or why_unfit(fact)
        if why:
            edited.append(replace(fact, aside=why))
            continue
        lean = _without_parts(fact, setting.parts)
        better, why = _asked_once(lean, casing, places, asked)
        if is_direct(fact, setting) and fact.level is Level.UNSAID:
            better = replace(better, level=Level.CORE)
        asked.add(normal_front(better.front))
        edited.append(replace(better, aside=why) if why else better)
    edited = once(edited)
    questions = {question.number: question for question in document.questions}
    levels = levelled(edited, questions)
    ready = [_with_level(fact, levels[i]) for i, fact in enumerate(edited)]
    asked_whole = {one.question for one in ready if one.kind is Kind.INTERVIEW and not one.aside}
    ready = [one if one.question in asked_whole else without_in_short(one) for one in ready]
    return tuple(
        fact if fact.rank == i else replace(fact, rank=i)
        for i, fact in enumerate(ordered(ready, document))
    )


def _without_parts(fact: Fact, parts: frozenset[str]) -> Fact:
    """A cell's front without labels that only say in which part of an answer its table stands."""
    above = subject_of(fact.front)
    if not isinstance(fact.ask, Cell) or not parts & set(fact.place):
        return fact
    kept = ABOVE.join(part for part in above.split(ABOVE) if part not in parts)
    return replace(fact, front=front(kept, *fact.front[1:])) if kept != above else fact


def _with_level(fact: Fact, level: Level) -> Fact:
    """A fact with its level; a detail that is not worth a card is set aside."""
    if level is Level.DETAIL and not fact.aside:
        return replace(fact, level=level, aside=why_no_card(fact))
    return fact if fact.level is level else replace(fact, level=level)


def _asked_once(fact: Fact, casing: Casing, places: Places, asked: set[str]) -> tuple[Fact, str]:
    """The fact in its shortest words that nothing else asks in, or why there are none."""
    if fact.group == "answer":
        wanted = asked_for_rule(titled(fact, casing, places.language), places.language)
        return places.placed(wanted), ""
    if fact.group.startswith("pair:"):
        return fact, ""  # a question already
    language = places.language
    attribute = isinstance(fact.ask, Term) and is_attribute(plain(fact.ask.term))
    wordings = reworded(fact, casing, places.name, language=language, attribute=attribute)
    if not wordings:
        return fact, "no question that a person would ask"
    free = (one for one in wordings if normal_front(one.front) not in asked)
    return next(free, fact), ""


def _with_lists(facts: Sequence[Fact], casing: Casing, language: str) -> Iterator[Fact]:
    """The facts, each closed list and each pair that is compared before the facts it holds."""
    pairs = compared_pairs(facts, casing) if language in {"", "en"} else {}
    together = {id(cell) for made in pairs.values() for cell in made[1:]}
    wholes = {(w.place, w.source): w for w in whole_lists(facts, casing, language)}
    for index, fact in enumerate(facts):
        whole = wholes.pop((fact.place, fact.source), None)
        if whole is not None:
            yield whole
        if index in pairs:
            yield pairs[index][0]
        yield replace(fact, aside=TOGETHER) if id(fact) in together else fact


def _numbers(facts: Sequence[Fact]) -> Counter[tuple[str, ...]]:
    """How many cells of the tables at each place are nothing but numbers."""
    return Counter(fact.place for fact in facts if isinstance(fact.ask, Cell) and is_number(fact))


def _terms(facts: Sequence[Fact]) -> Counter[tuple[int, str]]:
    """In how many lists of a question a term stands."""
    places = {
        (fact.question, plain(fact.ask.term).strip(" :").casefold(), fact.place)
        for fact in facts
        if isinstance(fact.ask, Term)
    }
    return Counter((question, term) for question, term, _ in places)


MOST_ROWS = 8
"""Rows of a table whose first column a person may keep in mind."""
# A question of one case.
_OWN = re.compile(
    r"\d|\b(?:our|my|we|us|i|this|these|here|unser\w*|mein\w*|wir|notre|nos|nuestr\w+|mi)\b",
    re.IGNORECASE,
)


def _direct(facts: Sequence[Fact]) -> frozenset[tuple[int, str]]:
    """Questions that a short table answers, each with the head of the first column of values.

    They ask for several things, and not in one case.
    """
    first: dict[int, str] = {}
    rows: dict[int, set[str]] = {}
    shown = {fact.question for fact in facts if shows_table(fact)}
    for fact in facts:
        if fact.question not in shown or not asks_several(fact.question_title):
            continue
        if (
            isinstance(fact.ask, Cell)
            and len(fact.place) == 1
            and not _OWN.search(fact.question_title)
            and _is_wanted(fact, fact.ask)
        ):
            first.setdefault(fact.question, fact.key[-1])
            rows.setdefault(fact.question, set()).add(fact.key[0])
    return frozenset((q, head) for q, head in first.items() if len(rows[q]) <= MOST_ROWS)


def _is_wanted(fact: Fact, ask: Cell) -> bool:
    """Whether a cell gives what its question asks for, where that is one quantity."""
    title = fact.question_title.rstrip("?")
    if not asks_quantity(title) or joins(title):
        return True
    return tells_wanted(title, ask, reading(fact.back))


def _columns(facts: Sequence[Fact]) -> Counter[tuple[tuple[str, ...], str, str]]:
    """In how many rows of a table an answer stands in one of its columns."""
    return Counter(
        (fact.place, fact.key[-1], reading(fact.back).casefold())
        for fact in facts
        if isinstance(fact.ask, Cell)
    )


def edited(extraction: Extraction, document: Document) -> Extraction:
    """An extraction with its facts edited, and its account saying what became of each block."""
    facts = edit(extraction.facts, document)
    return accounted(extraction, facts, by_name(document.questions))


def accounted(
    extraction: Extraction, facts: tuple[Fact, ...], questions: Sequence[Titled]
) -> Extraction:
    """An extraction with other facts, some set aside, and its account made to say so."""
    living = Counter(_where(fact.source) for fact in facts if not fact.aside)
    reasons = {_where(fact.source): fact.aside for fact in facts if fact.aside}
    titles = {question.number: question.title for question in questions}
    at = {_where(fact.source): titles.get(fact.question, "") for fact in facts}
    whole = _without_card(facts, questions)
    gone: dict[str, str] = {}
    blocks = []
    for block in extraction.blocks:
        where = _where(block.source)
        if block.kind == "question":
            gone.pop(block.text, None)  # another of the same title
        if block.kind == "question" and block.facts and where in whole:
            gone[block.text] = whole[where]
            block = replace(block, facts=0, skipped=whole[where])  # noqa: PLW2901
        elif block.answer_of in gone:
            why = gone[block.answer_of]
            block = replace(block, answer_of="", skipped=why)  # noqa: PLW2901
        elif block.facts and where in reasons and not living[where]:
            title = at[where]
            block = replace(  # noqa: PLW2901
                block, facts=0, answer_of=title, skipped="" if title else reasons[where]
            )
        blocks.append(block)
    return replace(extraction, facts=facts, blocks=tuple(blocks))


def _without_card(facts: Sequence[Fact], questions: Sequence[Titled]) -> dict[tuple[str, int], str]:
    """Where the questions stand whose own card, the only one they have, is set aside, and why."""
    living = {fact.question for fact in facts if not fact.aside}
    aside = {fact.question: fact.aside for fact in facts if fact.group == "answer" and fact.aside}
    return {
        _where(question.source): aside[question.number]
        for question in questions
        if question.number in aside and question.number not in living
    }


def _where(source: Source) -> tuple[str, int]:
    return source.path, source.line
