"""A key of parts with options, `1. (a) B (b) A`: each letter is put behind its part.

The parts `(a)`, `(b)` of numbered questions have options of their own, and their answers stand
together elsewhere, by the number of the question and the letter of the part.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flashcards import patterns as re
from flashcards.questions.boxes import held
from flashcards.questions.by_number import is_named
from flashcards.questions.forms.titles import title_of
from flashcards.questions.letters import opening_mark, places_inside
from flashcards.questions.opening import opening_of
from flashcards.questions.slices import lines, said
from flashcards.tree import plain
from flashcards.tree.nodes import (
    Block,
    Blocks,
    BulletList,
    Heading,
    Inlines,
    OrderedList,
    Paragraph,
    Strong,
    Table,
)

_LEAST = 2
Place = tuple[str, str]
"""The number of a question and the letter of its part."""

# The number of a question at the head of a line of a key, and what follows: `Question 1: …`.
_NUMBER = re.compile(r"\W{0,3}(?:[^\W\d_]{1,12}\.?\s)?(?P<number>\d{1,2})\W{0,4}(?=[^\W\d_]|$)")
# `(a) B`, `1a B`, `1(a): 2`, `b) C`.
_ENTRY = re.compile(
    r"(?:(?<!\w)(?P<number>\d{1,2})\s?\.?)?(?<![^\W\d_])\(?(?P<part>[a-h]|i{1,3}|iv)\b\)?"
    r"\s?[.:=–—→-]?\s{1,3}(?P<sign>[A-H]|\d)(?!\w|[.,]\w)"
)
# The letter of a part at the head of a line: `(a) Which …`, `**b)** Which …`, `(ii) …`.
_PART = re.compile(r"\W{0,2}\(?(?P<part>[a-h]|i{1,3}|iv)[).]\s+(?=\S)")


def keyed_parts(run: Blocks) -> Blocks:
    """The blocks with each answer of such a key behind the options of its part, and without it."""
    for index in range(len(run) - 1, -1, -1):
        if is_named(run[index]):
            end = _end(run, index)
            told = _told(run[index + 1 : end])
            ends = dict(_parts(run[:index])) if len(told) >= _LEAST else {}
            if ends and ends.keys() == told.keys():
                return (*_answered(run[:index], ends, told), *run[end:])
    return run


def _end(run: Blocks, index: int) -> int:
    """Where the blocks below the name of a key end."""
    level = head.level if isinstance(head := run[index], Heading) else 7
    return next(
        (
            i
            for i in range(index + 1, len(run))
            if isinstance(one := run[i], Heading) and one.level <= level
        ),
        len(run),
    )


def _told(blocks: Blocks) -> dict[Place, str]:
    """The sign of the right option of each part; nothing where a key says anything else."""
    found: dict[Place, str] = {}
    number = ""
    for counted, text in _texts(blocks):
        head = None if counted else _NUMBER.match(text)
        number = counted or (head["number"] if head else number)
        rest = text[head.end() :] if head and not _ENTRY.match(text.lstrip("* ")) else text
        for one in _ENTRY.finditer(rest):
            place = (one["number"] or number), one["part"]
            if not place[0] or place in found:
                return {}
            found[place] = one["sign"]
        if any(letter.isalnum() for letter in _ENTRY.sub("", rest)):
            return {}
    return found


def _texts(blocks: Sequence[Block]) -> Iterator[tuple[str, str]]:
    """The lines of a key, each with the number of its item, if it stands in one."""
    for block in blocks:
        match block:
            case Paragraph():
                yield from (("", plain(row)) for row in lines(block.children))
            case Heading():
                yield "", plain(block.children)
            case OrderedList():
                for number, item in zip(block.numbers, block.items, strict=True):
                    yield from ((str(number), text) for _, text in _texts(item.children))
            case BulletList():
                for item in block.items:
                    yield from _texts(item.children)
            case Table():
                yield "", "?"
            case _:
                yield from _texts(held(block)[1])


def _parts(run: Blocks) -> Iterator[tuple[Place, int]]:
    """Each part with options of a numbered question, and where these end."""
    number, part, offered = "", "", 0
    for index, block in enumerate((*run, Heading(1, ()))):
        head = opening_of(block, index) if isinstance(block, Paragraph | Heading) else None
        number_of = title_of(block.children).number if isinstance(block, Heading) else None
        counts = (head.count, head.words, str(number_of or "")) if head else ()
        counted = next((count for count in counts if count.isdecimal()), "")
        rows = lines(block.children) if isinstance(block, Paragraph | Heading) else []
        label = _PART.match(plain(rows[0])) if rows and not counted else None
        if counted or label or isinstance(block, Heading):
            if number and part and offered > 1:
                yield (number, part), index
            number, part, offered = counted or number, label["part"] if label else "", 0
            rows = rows[1:]
        if isinstance(block, OrderedList | BulletList):
            offered += len(block.items)
        offered += sum(len(places_inside(plain(row))) or _is_option(row) for row in rows)


def _is_option(row: Inlines) -> bool:
    return opening_mark(plain(row)) is not None


def _answered(run: Blocks, ends: dict[Place, int], told: dict[Place, str]) -> Iterator[Block]:
    behind = {end: told[place] for place, end in ends.items()}
    for index in range(len(run) + 1):
        if index in behind:
            yield Paragraph((Strong((said("Answer:"),)), said(f" {behind[index]}")))
        yield from run[index : index + 1]


__all__ = ["keyed_parts"]
