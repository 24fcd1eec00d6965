"""An item and its answer as lines of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flashcards.practice.items.texts import read
from flashcards.practice.mark import LETTERS
from flashcards.practice.model import Form, Item, Row
from flashcards.review.terminal.text import plain
from flashcards.safe import one_line
from flashcards.tree.nodes import Blocks

ASKS = {
    Form.NUMERIC: "Your answer, with its unit",
    Form.CHOICE: "One letter",
    Form.MATCHING: "A letter for each number in turn, such as C A B D",
    Form.ORDERING: "All letters in the right order",
    Form.SHORT: "A word or a few",
    Form.FILL: "What belongs in the blank",
    Form.LONG: "Your answer, as many lines as you like; then :done",
}
"""What to type."""


def question(item: Item) -> Iterator[str]:
    """What is asked, with its options."""
    yield plain(item.prompt)
    match item.form:
        case Form.CHOICE:
            yield ""
            yield from _lettered(option.text for option in item.options)
        case Form.NUMERIC if item.target is not None and item.target.choices:
            yield ""
            yield from (f"  - {one_line(choice)}" for choice in item.target.choices)
        case Form.MATCHING:
            yield ""
            yield from (
                f"  {number}. {read(term)}" for number, term in enumerate(item.left, start=1)
            )
            yield ""
            yield from _lettered(item.right)
        case Form.ORDERING:
            yield ""
            yield from _lettered(item.lines)
        case _:
            pass


def answer(item: Item, *, key: bool = True) -> Iterator[str]:
    """The key, if it was not told, the worked solution, and where that comes from."""
    if key:
        yield f"= {_key(item)}"
    solution = plain(item.solution)
    if solution and item.solution != item.answer:
        yield ""
        yield solution
    yield ""
    yield f"Source: {one_line(item.source)}"


def rubric(rows: tuple[Row, ...]) -> Iterator[str]:
    """A rubric, row by row."""
    for row in rows:
        yield f"{one_line(row.name)}"
        for low, high, text in row.levels:
            points = f"{low}-{high}" if low != high else f"{low}"
            yield f"  {points:>5}  {one_line(text)}"


def _key(item: Item) -> str:
    match item.form:
        case Form.CHOICE:
            key = item.options[item.correct].text
            return f"{LETTERS[item.correct]}. {read(key)}"
        case Form.MATCHING:
            return " ".join(LETTERS[index] for index in item.pairs)
        case Form.ORDERING:
            return " ".join(LETTERS[index] for index in item.order)
        case _:
            return plain(item.answer)


def _lettered(texts: Iterable[Blocks]) -> Iterator[str]:
    for letter, text in zip(LETTERS, texts, strict=False):
        yield f"  {letter}. {read(text)}"
