"""Answers with no number, in the order of the gaps above them: `Answers: atria, aorta, valves`."""

from __future__ import annotations

from collections.abc import Sequence

from flashcards import patterns as re
from flashcards.questions.boxes import held
from flashcards.questions.by_number import answered_item, is_named, names_key, numbered
from flashcards.questions.slices import between, cut, lines, stripped, texts_of
from flashcards.tree import plain
from flashcards.tree.nodes import (
    Block,
    Blocks,
    BulletList,
    Heading,
    Inlines,
    OrderedList,
    Paragraph,
)

_LEAST = 3
"""Gaps, each in a line of its own; two words behind a comma may be one answer."""
_BETWEEN = 2
"""Blocks that may stand between the gaps and the name of what fills them."""
_MOST_WORDS = 5
_GAP = re.compile(r"_{3,}|…{2,}|\.{5,}")
_SIGNS = (";", " / ", " · ", "|", ",")
_NAME = re.compile(r"[^:：]{1,60}[:：]\s*(?=\S)")
# What may be chosen from is no key: `Possible answers: …`.
_CHOICE = re.compile(
    r"\b(?:possible|choose|word|mögliche|choix|choisi|posible|possíve|possibil|mixed|jumbled"
    r"|scrambled|gemischt|désordre|desorden|disordine|any order)",
    re.IGNORECASE,
)


def filled_in_order(run: Blocks) -> Blocks:
    """The blocks with such answers behind the lines whose gaps they fill, and without their key."""
    for index in range(len(run) - 1, 0, -1):
        told = _told(run, index) if index < len(run) else []
        if not told:
            continue
        start = index - is_named(run[index - 1])
        above = range(start - 1, max(-1, start - 2 - _BETWEEN), -1)
        place = next((i for i in above if _gapped(run[i])), -1)
        rows = _gapped(run[place]) if place >= 0 else []
        if len(rows) == len(told) >= _LEAST:
            pairs = enumerate(zip(rows, told, strict=True), 1)
            items = [answered_item(row, answer, number) for number, (row, answer) in pairs]
            run = (*run[:place], numbered(items), *run[place + 1 : start], *run[index + 1 :])
    return run


def _gapped(block: Block) -> list[Inlines]:
    """The items of a list, or the lines of a paragraph, if each has one gap."""
    rows: list[Inlines] = []
    if isinstance(block, Paragraph):
        rows = lines(block.children)
    elif isinstance(block, BulletList | OrderedList):
        rows = texts_of(block)
    return rows if all(len(_GAP.findall(plain(row))) == 1 for row in rows) else []


def _told(run: Blocks, index: int) -> list[Inlines]:
    """The short answers that a block tells one by one, behind the name of a key or below it."""
    title, inside = held(run[index])
    block = inside[0] if len(inside) == 1 else run[index]
    named = is_named(run[index - 1]) or (bool(title) and names_key(plain(title)))
    name = plain(title) if title else _words(run[index - 1]) if named else ""
    parts: Sequence[Inlines] = ()
    if isinstance(block, BulletList):
        parts = texts_of(block)
    elif isinstance(block, Paragraph):
        words = block.children
        match = _NAME.match(plain(words))
        if match and names_key(match[0]):
            name, named, words = match[0], True, cut(words, match.end())
        parts = _pieces(words)
    if not named or _CHOICE.search(name) or _gapped(block):
        return []
    short = all(0 < len(plain(part).split()) <= _MOST_WORDS for part in parts)
    return list(parts) if short else []


def _words(block: Block) -> str:
    return plain(block.children) if isinstance(block, Heading | Paragraph) else ""


def _pieces(words: Inlines) -> list[Inlines]:
    """Some words parted at the first sign that stands in them often enough."""
    text = plain(words)
    sign = next((sign for sign in _SIGNS if text.count(sign) >= _LEAST - 1), "")
    ends = list(re.finditer(re.escape(sign), text)) if sign else []
    return [stripped(cut(words, *piece), " .\n") for piece in between(ends, len(text))]
