"""Interview questions, answered at length and graded by the document's rubric."""

from __future__ import annotations

from collections.abc import Iterator

from flashcards import patterns as re
from flashcards.card import Card, Interview
from flashcards.practice.interview.rubric import read_rubric
from flashcards.practice.items.common import difficulty, source, topics
from flashcards.practice.items.plan import MINUTES, POINTS_A_MINUTE, Plan
from flashcards.practice.items.shelf import Shelf, ground
from flashcards.practice.items.texts import read
from flashcards.practice.model import Form, Item
from flashcards.problems.chance import Chance

# `10-15 minutes`; the upper end counts.
_MINUTES = re.compile(r"(\d{1,3})(?:\s*[-–]\s*(\d{1,3}))?\s*min", re.IGNORECASE)


def plans(shelf: Shelf) -> Iterator[Plan]:
    """One for each question that has a solution."""
    for card in shelf.cards:
        if isinstance(card.fact.ask, Interview):
            yield _plan(card, card.fact.ask)


def _plan(card: Card, asked: Interview) -> Plan:
    made = _item(card, asked)

    def make(_: Chance) -> Item:
        return made

    return Plan(
        id=made.id,
        form=Form.LONG,
        difficulty=made.difficulty,
        points=made.points,
        minutes=made.minutes,
        tags=card.fact.tags,
        question=card.fact.question,
        topics=topics(card),
        cards=(card.id,),
        ground=ground(card),
        make=make,
    )


def _item(card: Card, asked: Interview) -> Item:
    fact = card.fact
    rubric = read_rubric(asked.rubric)
    rows = rubric.rows if rubric.stated else ()
    minutes = _minutes(read(asked.meta))
    most = sum(max(high for _, high, _ in row.levels) for row in rows)
    return Item(
        id=f"{Form.LONG}/{card.id}",
        form=Form.LONG,
        title=fact.question_title,
        prompt=fact.front,
        points=most or round(minutes * POINTS_A_MINUTE),
        difficulty=difficulty(fact.tags),
        tags=fact.tags,
        source=source(card),
        card=card.id,
        answer=asked.looking_for or fact.back,
        solution=asked.solution or (*fact.back, *fact.more),
        hints=asked.hints,
        rubric=rows,
        passing=tuple((one.level, one.points) for one in rubric.passing) if rows else (),
        minutes=minutes,
    )


def _minutes(meta: str) -> float:
    match = _MINUTES.search(meta)
    return float(match[2] or match[1]) if match else MINUTES[Form.LONG]
