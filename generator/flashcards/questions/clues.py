"""Clues, and responses in the form of a question: `It is red. / What is Mars?`, as in Jeopardy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from flashcards import patterns as re
from flashcards.questions.roles import contrasts, has_question_mark
from flashcards.questions.slices import answer_box, cut, joined, lines, paragraph, said, stripped
from flashcards.tree import plain
from flashcards.tree.nodes import (
    Block,
    Blocks,
    BulletList,
    Heading,
    Inlines,
    OrderedList,
    Paragraph,
    Rule,
    Strong,
    Table,
)
from flashcards.values import dataclass

_LEAST = 2
"""Clues of a document; one may be a text and what it asks."""

_COVERS = 0.5
"""Share of the texts of a document that must be clues: else what asks is answered below."""

_MOST_WORDS = 7
"""Words of a response."""

# `What is`, `Who are`, `Was ist`, `Qui est`, and a name.
_RESPONSE = re.compile(
    r"\W{0,4}(?P<ask>(?:what|who|where)(?:['’]s| is| are| was| were)"
    r"|(?:was|wer|wo) (?:ist|sind|war)|qu['’]est[ -]ce qu['’]?e?|qui (?:est|était|sont)|où est"
    r"|(?:qué|quién|dónde) (?:es|son|fue|está)|(?:o que|quem|onde) (?:é|são|foi|fica)"
    r"|(?:che )?cos['’]è|chi (?:è|era|sono)|dov['’]è|(?:wat|wie|waar) (?:is|zijn|was))"
    r"\s(?P<name>[^?]{1,60})\?\W*",
    re.IGNORECASE,
)
# What a clue is worth, before it: `**$200** (Daily Double) — `, `100: `.
_WORTH = re.compile(r"\W{0,3}\d{2,4}[^\w(]{0,3}(?:\([^()]{1,40}\)\s*)?[:：—–-]?\s*")
# What parts a clue from its response on one line.
_PARTING = re.compile(r"\s[–—→➜|/]\s+|(?<=[.!…])\s+")


@dataclass(frozen=True, slots=True)
class _Clue:
    words: Inlines
    ask: str
    name: Inlines


def clued(run: Blocks) -> Blocks:
    """The blocks with clues as questions and what their responses name as answers."""
    run = tuple(_named(block) if isinstance(block, Table) else block for block in run)
    found = {index: own for index, block in enumerate(run) if (own := list(_of(block)))}
    texts = sum(not isinstance(block, Heading | Rule) for block in run)
    if sum(map(len, found.values())) < _LEAST or len(found) < _COVERS * texts:
        return run
    return tuple(
        part
        for index, block in enumerate(run)
        for part in (_made(found[index]) if index in found else (block,))
    )


def _named(block: Table) -> Table:
    """A table with the names alone in a column of such responses to the one before it."""
    names = [plain(cell.children) for cell in block.header]
    for place in range(1, len(names)):
        cells = [row.cells[place] for row in block.rows]
        matches = [_RESPONSE.fullmatch(plain(cell.children)) for cell in cells]
        if not contrasts(names[place - 1], names[place]) or not all(matches):
            continue
        bare = [
            replace(cell, children=stripped(cut(cell.children, *match.span("name"))))
            for cell, match in zip(cells, matches, strict=True)
            if match
        ]
        rows = (
            replace(row, cells=(*row.cells[:place], cell, *row.cells[place + 1 :]))
            for row, cell in zip(block.rows, bare, strict=True)
        )
        block = replace(block, rows=tuple(rows))
    return block


def _made(clues: list[_Clue]) -> Iterator[Block]:
    for one in clues:
        asked = (said(f"{one.ask} …? "), *one.words)
        yield replace(
            paragraph((Strong((said("Question:"),)), said(" "), *asked)),
            span=paragraph(one.words).span,
        )
        yield answer_box((paragraph(one.name),))


def _of(block: Block) -> Iterator[_Clue]:
    """The clue of a paragraph, or those of a list of which each item is one."""
    if isinstance(block, Paragraph):
        rows = [lines(block.children)]
    elif isinstance(block, BulletList | OrderedList):
        texts = [
            [
                row
                for one in item.children
                if isinstance(one, Paragraph)
                for row in lines(one.children)
            ]
            for item in block.items
        ]
        rows = texts
    else:
        return
    found = [_clue(row) for row in rows]
    yield from (one for one in found if one) if all(found) else ()


def _clue(rows: list[Inlines]) -> _Clue | None:
    """A statement over its response, or before it on one line."""
    if len(rows) == 1:
        parting = list(_PARTING.finditer(plain(rows[0])))
        if not parting:
            return None
        rows = [cut(rows[0], 0, parting[-1].start()), cut(rows[0], parting[-1].end())]
    words, last = joined(rows[:-1]), rows[-1] if rows else ()
    match = _RESPONSE.fullmatch(plain(last))
    if match is None or len(match["name"].split()) > _MOST_WORDS:
        return None
    worth = _WORTH.match(plain(words))
    words = stripped(cut(words, worth.end())) if worth else words
    if not plain(words) or has_question_mark(plain(words)) or plain(words).endswith((":", "：")):
        return None
    return _Clue(words, match["ask"], stripped(cut(last, *match.span("name"))))
