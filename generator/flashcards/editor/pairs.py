"""Two things that a table compares: one question for each property, about both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from flashcards.card import Cell, Fact, WholeList
from flashcards.editor import english
from flashcards.editor.casing import Casing
from flashcards.editor.words import word_class
from flashcards.facts.scope import topic_of
from flashcards.facts.sheet import normal_answer
from flashcards.facts.wording import ask, plain_words, reading
from flashcards.tree import nodes as n
from flashcards.tree.flat import plain
from flashcards.tree.nodes import Inlines

MOST_WORDS = 12
"""Words of what is said of one of the two."""
LONGEST_NAME = 5
SAID = "asked together with what it is compared with"


def compared_pairs(facts: Sequence[Fact], casing: Casing) -> dict[int, tuple[Fact, ...]]:
    """Place of the first cell of a row that compares two things → their one card, by index."""
    out: dict[int, tuple[Fact, ...]] = {}
    for start, cells in _rows(facts):
        made = _pair(cells, casing)
        if made is not None:
            out[start] = (made, *cells)
    return out


def _rows(facts: Sequence[Fact]) -> Iterator[tuple[int, tuple[Fact, Fact]]]:
    """Pairs of neighbouring cells that are all of their row."""
    for index in range(len(facts) - 1):
        one, two = facts[index], facts[index + 1]
        if not isinstance(one.ask, Cell) or not _same_row(one, two):
            continue
        before = index > 0 and _same_row(facts[index - 1], one)
        behind = index + 2 < len(facts) and _same_row(two, facts[index + 2])
        if not before and not behind:
            yield index, (one, two)


def _same_row(one: Fact, two: Fact) -> bool:
    return (
        isinstance(one.ask, Cell)
        and isinstance(two.ask, Cell)
        and (one.question, one.place, one.group, one.source)
        == (two.question, two.place, two.group, two.source)
    )


def _pair(cells: tuple[Fact, Fact], casing: Casing) -> Fact | None:
    first = cells[0]
    asks = [fact.ask for fact in cells if isinstance(fact.ask, Cell)]
    corner = plain(asks[0].corner).strip().casefold()
    names = [plain(ask.column).strip() for ask in asks]
    row = plain(asks[0].row).strip()
    if corner and corner not in word_class("compared"):
        return None
    if not all(0 < len(name.split()) <= LONGEST_NAME for name in names):
        return None
    if any(len(reading(fact.back).split()) > MOST_WORDS for fact in cells):
        return None
    if normal_answer(cells[0].back) == normal_answer(cells[1].back):
        return None
    named = [casing.lowered(ask.column, known=True) for ask in asks]
    if any("," in name for name in names):
        named = [(n.Strong(name),) for name in named]
    asked = english.of_pair(asks[0].row, named[0], named[1], casing)
    if asked is None:
        return None
    topic = topic_of(first.question_title)
    told = plain_words(first.question_title)
    if not topic.endswith("?") and not all(plain_words(name) <= told for name in names):
        asked = (*english.said(f"{topic}: "), _small(asked[0]), *asked[1:])
    items = tuple(
        (n.Strong(ask.column), *english.said(": "), *_answer(fact))
        for ask, fact in zip(asks, cells, strict=True)
    )
    return replace(
        first,
        ask=WholeList(items=items),
        key=(row,),
        front=(n.Paragraph(asked),),
        back=(n.BulletList(tuple(n.Item((ask(item),)) for item in items)),),
        more=first.more[-1:],
        group=f"pair:{row}",
    )


def _small(opening: n.Inline) -> n.Inline:
    """`How do` behind a topic."""
    if isinstance(opening, n.Text):
        return replace(opening, value=opening.value[:1].lower() + opening.value[1:])
    return opening


def _answer(fact: Fact) -> Inlines:
    first = fact.back[0]
    return first.children if isinstance(first, n.Paragraph) else ()
