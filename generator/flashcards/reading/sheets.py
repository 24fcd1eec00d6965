"""Questions that a table lists: `| Question | Answer |`, one a row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from flashcards.model import (
    NO_TEXT,
    Meta,
    Paragraph,
    Question,
    Role,
    Section,
    Source,
    Text,
)
from flashcards.reading.answers import hollow
from flashcards.reading.inline import plain, text
from flashcards.reading.roles import category_of, is_meta
from flashcards.reading.tree import Element

_QUESTION = re.compile(r"(?:interview )?(?:questions?|q|prompt|frage)", re.IGNORECASE)
_ANSWER = re.compile(
    r"(?:(?:model|short|expected|sample) )?(?:answers?|a|solution|response|key points|antwort)",
    re.IGNORECASE,
)


def sheet_questions(blocks: Sequence[Element], path: str) -> Iterator[Question]:
    """The rows of every table with a column of questions and one of answers."""
    category, count = "", 0
    for block in blocks:
        if block.type == "heading" and block.level > 1:
            category = category_of(plain(block.content))
        if block.type != "table":
            continue
        head, *rows = [row for row in block.walk() if row.type == "tr"]
        names = [plain(cell.content).strip() for cell in head.children]
        asked = next((i for i, name in enumerate(names) if _QUESTION.fullmatch(name)), None)
        told = next((i for i, name in enumerate(names) if _ANSWER.fullmatch(name)), None)
        if asked is None or told is None:
            continue
        for row in rows:
            cells = [text(cell.content) for cell in row.children]
            if cells[asked]:
                count += 1
                source = Source(path=path, line=row.start + 1, end_line=row.end)
                meta = tuple(
                    Meta(key=name, value=cell, source=source)
                    for name, cell in zip(names, cells, strict=False)
                    if is_meta(name) and cell
                )
                yield _question(
                    number=count,
                    asked=cells[asked],
                    told=cells[told],
                    category=category,
                    meta=meta,
                    source=source,
                )


def _question(
    *, number: int, asked: Text, told: Text, category: str, meta: tuple[Meta, ...], source: Source
) -> Question:
    answer = Section(
        role=Role.SOLUTION,
        title=NO_TEXT,
        nodes=(Paragraph(text=told, source=source),),
        markdown=told.markdown,
        source=source,
    )
    return Question(
        number=number,
        title=asked,
        category=category,
        meta=meta,
        sections=() if hollow(told.plain) else (answer,),
        summary_only=False,
        source=source,
    )
