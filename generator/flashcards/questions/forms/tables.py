"""Tables of cards, with a side that asks and one that answers: `| Question | Answer |`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flashcards.document import Asks, Role
from flashcards.questions.forms.candidate import Candidate, Evidence
from flashcards.questions.roles import (
    is_back,
    is_front,
    is_meta,
    is_prompt_label,
    is_spoken,
    role_of,
)
from flashcards.tree import plain
from flashcards.tree.nodes import Blocks, Cell, Paragraph, Table

FORM = "table"
# What holds questions, and is none.
_WHOLES = frozenset(("quiz", "item", "card", "task", "topic"))


def find(run: Blocks) -> Iterator[Candidate]:
    """Every row of a table whose header names both sides."""
    for index, block in enumerate(run):
        if not isinstance(block, Table):
            continue
        sides = _sides([plain(cell.children).strip() for cell in block.header])
        if sides is None or _counts(block, sides[0]):
            continue
        asked, told, asks = sides
        names = [plain(cell.children).strip() for cell in block.header]
        for part, row in enumerate(block.rows):
            front, back = row.cells[asked], row.cells[told]
            if not plain(front.children).strip() and not front.children:
                continue
            body = (Paragraph(back.children, span=back.span),) if back.children else ()
            yield Candidate(
                form=FORM,
                key="row",
                evidence=Evidence.MARKED,
                index=index,
                part=part,
                title=front.children,
                span=row.span,
                answer=body,
                asks=asks,
                pairs=tuple(
                    (name, plain(cell.children).strip())
                    for name, cell in zip(names, row.cells, strict=False)
                    if is_meta(name) and _filled(cell)
                ),
            )


def _counts(block: Table, column: int) -> bool:
    """Whether a column of "questions" holds how many there are, and no question."""
    cells = [plain(row.cells[column].children) for row in block.rows]
    return sum(any(sign.isalpha() for sign in cell) for cell in cells) * 2 < len(cells)


def _filled(cell: Cell) -> bool:
    return bool(plain(cell.children).strip())


def _sides(names: Sequence[str]) -> tuple[int, int, Asks] | None:
    """The columns that ask and that answer, and what a row of them is."""
    asked = next((i for i, name in enumerate(names) if _asks(name)), None)
    told = next((i for i, name in enumerate(names) if _answers(name)), None)
    if asked is not None and told is not None:
        return asked, told, Asks.OPEN
    front = (
        asked if asked is not None else next((i for i, n in enumerate(names) if is_front(n)), None)
    )
    back = told if told is not None else next((i for i, n in enumerate(names) if is_back(n)), None)
    if front is None or back is None or front == back:
        return None
    return front, back, Asks.PAIR


def _asks(name: str) -> bool:
    if name.casefold() in _WHOLES:
        return False
    return is_prompt_label(name) or is_prompt_label(name.removeprefix("Interview "))


def _answers(name: str) -> bool:
    return (
        role_of(name) in (Role.SOLUTION, Role.KEY_POINTS) and is_spoken(name) and not is_back(name)
    )


SAMPLES = (
    ("| Front | Back |\n|---|---|\n| Capital of Peru | Lima |", ("Capital of Peru",)),
    ("| Frage | Antwort |\n|---|---|\n| Was ist ein Mol? | Eine Menge |", ("Was ist ein Mol?",)),
)
NOT_SAMPLES = (
    "| Quiz | Questions | Answers |\n|---|---|---|\n| Git | 20 | 19 |",
    "| Bus | Clock |\n|---|---|\n| SPI | 20 MHz |",
)
