"""Interview questions, answered at length and graded by the document's rubric."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flashcards.card import Kind
from flashcards.practice.cards import Card
from flashcards.practice.items.common import difficulty, source, topics
from flashcards.practice.items.plan import MINUTES, POINTS_A_MINUTE, Plan
from flashcards.practice.items.shelf import Shelf, ground
from flashcards.practice.items.texts import plain
from flashcards.practice.model import Form, Item, Row
from flashcards.problems.chance import Chance
from flashcards.render import plain_of

_MINUTES = re.compile(r"(\d+)(?:\s*[-–]\s*(\d+))?\s*min", re.IGNORECASE)
_RANGE = re.compile(r"\((\d+)\s*[-–]\s*(\d+)[^)]*\)|\((\d+)[^)]*\)")
_PASSING = re.compile(r"(\d+)\s*/\s*(\d+)\s*\(([^)]+)\)")
_HINT = re.compile(r"^\*\*\*[ \t]*$", re.MULTILINE)


def plans(shelf: Shelf) -> Iterator[Plan]:
    """One for each question that has a solution."""
    for card in shelf.cards:
        if card.fact.kind is Kind.INTERVIEW:
            yield _plan(card)


def _plan(card: Card) -> Plan:
    made = _item(card)

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


def _item(card: Card) -> Item:
    fact = card.fact
    extra = dict(fact.extra)
    rows = rubric(extra.get("rubric", ""))
    minutes = _minutes(extra.get("meta", ""))
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
        answer=extra.get("looking_for") or fact.back,
        solution=extra.get("solution") or "\n\n".join(filter(None, (fact.back, fact.more))),
        hints=tuple(h.strip() for h in _HINT.split(extra.get("hints", "")) if h.strip()),
        rubric=rows,
        passing=passing(extra.get("rubric", "")) if rows else (),
        minutes=minutes,
    )


def rubric(markdown: str) -> tuple[Row, ...]:
    """The rows of a rubric's table whose heads name points: `Fair (2-3)`; else none."""
    table = [line for line in markdown.splitlines() if line.lstrip().startswith("|")]
    if len(table) < 3:
        return ()
    head, *rows = (_cells(line) for line in (table[0], *table[2:]))
    ranges = [_range(cell) for cell in head]
    return tuple(
        Row(
            name=plain(cells[0]),
            levels=tuple(
                (*found, cells[place])
                for place, found in enumerate(ranges[: len(cells)])
                if found is not None and cells[place]
            ),
        )
        for cells in rows
        if cells and cells[0] and any(r is not None for r in ranges[: len(cells)])
    )


def passing(markdown: str) -> tuple[tuple[str, int], ...]:
    """Least points by level: `12/35 (Entry), 20/35 (Mid)`."""
    return tuple(
        (level.strip(), int(points)) for points, _, level in _PASSING.findall(plain_of(markdown))
    )


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))]


def _range(head: str) -> tuple[int, int] | None:
    match = _RANGE.search(head)
    if match is None:
        return None
    if match[3]:
        return int(match[3]), int(match[3])
    return int(match[1]), int(match[2])


def _minutes(meta: str) -> float:
    match = _MINUTES.search(meta)
    return float(match[2] or match[1]) if match else MINUTES[Form.LONG]
