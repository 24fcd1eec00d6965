"""Documents that mark questions and answers by their initials: `Q. …`, `A. …`; `P. …`, `R. …`.

An answer may stand on the line of its question, or behind options with letters of their own. Where
the initials take turns all through, they are read as the words that they stand for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TypeGuard

from flashcards import patterns as re
from flashcards.questions.roles import is_asking, some_sentence_asks
from flashcards.questions.slices import cut, joined, lines, said, stripped
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
)
from flashcards.values import dataclass

_ANSWERS = {"Q": "AR", "F": "A", "P": "R", "D": "R", "В": "О", "V": "A", "S": "C"}
"""The initial of the word for a question, and those of the words for an answer."""
# An initial, perhaps a number, and a sign at the head of a line; other capitals tell options.
_HEAD = re.compile(r"(?P<letter>[A-ZВО])(?P<number>\d{0,3})(?P<sign>[.:)])\s+(?=\S)")
# The same as written, to see at a glance that a document has none.
_MAY_OPEN = re.compile(r"^[^\w\n]{0,8}[QFPDВVS]\d{0,3}[.:)][*_ \t]", re.MULTILINE)
# An initial behind the question on its own line.
_INSIDE = re.compile(r"(?<=[?？:…])\s+(?P<letter>[ARОC])(?P<sign>[.:)])\s+(?=\S)")
# The letter of a second option behind it.
_SECOND = re.compile(r"\s[BВ](?P<sign>[.:)])\s")
_LEAST = 2
_ENOUGH = 0.6
"""Questions that must have an answer, and the share of them that must."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a paragraph: its initial, number and sign, where its text begins, what it says."""

    letter: str
    number: str
    sign: str
    end: int
    words: str

    @property
    def asks(self) -> bool:
        """Whether what stands behind the initial is a question or a task."""
        inside = self.inside
        own = self.words[self.end : inside.start() if inside else None]
        return is_asking(own)

    @property
    def inside(self) -> re.Match[str] | None:
        """The initial behind its question, if it is not that of the first of several options."""
        match = _INSIDE.search(self.words, self.end)
        if match is None:
            return None
        others = _SECOND.finditer(self.words, match.end())
        return None if any(one["sign"] == match["sign"] for one in others) else match


def spelled(blocks: Blocks, text: str) -> Blocks:
    """The blocks with `Q:` and `A:` for such initials, out of lists whose items open with them.

    All others are left as they are, and so is a document in whose text no two lines may open so.
    """
    if len(_MAY_OPEN.findall(text)) < _LEAST:
        return blocks
    loose = tuple(part for block in blocks for part in _loosened(block))
    rows = [row for block in loose if isinstance(block, Paragraph) for row in _rows(block)]
    found = _initials(rows)
    if found is None:
        return blocks
    following = iter([*(row.letter for row in rows[1:]), ""])
    return tuple(
        _spelled(block, found, following) if isinstance(block, Paragraph) else block
        for block in loose
    )


# The initial of an answer with a number, in bold or not: `A1.`, `R-2)`.
_NUMBERED = re.compile(r"(?P<letter>[ARCО])-?(?P<number>\d{1,3})(?P<sign>[.:)]{0,2})(?=\s|$)\s*")


def named_by_number(run: Blocks) -> Blocks:
    """The blocks with each `**A1.** …` as an answer, if they count up behind their questions."""
    found: list[tuple[int, int]] = []  # the block, and where its text begins
    for index, block in enumerate(run):
        first = stripped(lines(block.children)[0]) if _has_text(block) else ()
        head = _NUMBERED.match(plain(first))
        if head is None or not (head["sign"] or isinstance(first[0], Strong)):
            continue
        if int(head["number"]) != len(found) + 1:
            return run
        found.append((index, head.end()))
    starts = [-1, *(index for index, _ in found)]
    asked = sum(
        any(_has_text(one) and some_sentence_asks(plain(one.children)) for one in run[a + 1 : b])
        for a, b in pairwise(starts)
    )
    if len(found) < _LEAST or asked < _ENOUGH * len(found) or _are_next(found):
        return run
    out = list(run)
    for index, end in found:
        block = run[index]
        if _has_text(block):
            first, *below = lines(block.children)
            row = (said("A: "), *cut(stripped(first), end))
            out[index] = Paragraph(joined([row, *below]), span=block.span)
    return tuple(out)


def _has_text(block: Block) -> TypeGuard[Paragraph | Heading]:
    return isinstance(block, Paragraph | Heading) and bool(block.children)


def _are_next(found: Sequence[tuple[int, int]]) -> bool:
    """Whether some answers stand one right behind the other, as in a key."""
    return any(second[0] == first[0] + 1 for first, second in pairwise(found))


def _loosened(block: Block) -> Iterator[Block]:
    """A block, or those of a list whose items all open with an initial."""
    if isinstance(block, BulletList | OrderedList) and all(
        item.checked is None
        and item.children
        and isinstance(first := item.children[0], Paragraph)
        and _HEAD.match(plain(first.children))
        for item in block.items
    ):
        for item in block.items:
            yield from item.children
    else:
        yield block


def _rows(block: Paragraph) -> Iterator[_Line]:
    for row in lines(block.children):
        words = plain(row)
        head = _HEAD.match(words)
        if head:
            yield _Line(head["letter"], head["number"], head["sign"], head.end(), words)
        else:
            yield _Line("", "", "", 0, words)


def _initials(rows: Sequence[_Line]) -> tuple[str, str, bool] | None:
    """The initials of question and answer that take turns in a document, in its one sign.

    And whether both bear numbers: `A)` below `Q1:` is the letter of an option.
    """
    opening = [row for row in rows if row.letter]
    for asks, answers in _ANSWERS.items():
        own = [row for row in opening if row.letter == asks]
        if len(own) < _LEAST or len({(row.sign, not row.number) for row in own}) > 1:
            continue
        for tells in answers:
            turns = [
                row
                for row in opening
                if row.letter in (asks, tells) and bool(row.number) == bool(own[0].number)
            ]
            answered = sum(
                row.asks and (_tells(row, tells) or second.letter == tells)
                for row, second in pairwise((*turns, _Line("", "", "", 0, "")))
                if row.letter == asks
            )
            if answered >= max(_LEAST, _ENOUGH * len(own)):
                return asks, tells, bool(own[0].number)
    return None


def _tells(row: _Line, tells: str) -> bool:
    inside = row.inside
    return inside is not None and inside["letter"] == tells


def _spelled(block: Paragraph, found: tuple[str, str, bool], following: Iterator[str]) -> Paragraph:
    """A paragraph with the initials as the words; `A.` over `B.` is the letter of an option."""
    asks, tells, counted = found
    out: list[Inlines] = []
    changed = False
    for row, line in zip(lines(block.children), _rows(block), strict=True):
        behind = next(following)
        inside = line.inside if line.letter == asks else None
        if line.letter == asks:
            end = inside.start() if inside and inside["letter"] == tells else None
            row_ = (said(f"Q{line.number}: "), *cut(row, line.end, end))
            if end is not None and inside is not None:
                row_ = (*row_, said(" A: "), *cut(row, inside.end()))
        elif line.letter == tells and bool(line.number) == counted and behind != "B":
            row_ = (said(f"A{line.number}: "), *cut(row, line.end))
        else:
            out.append(row)
            continue
        out.append(row_)
        changed = True
    return replace(block, children=joined(out)) if changed else block
