"""Documents that mark questions and answers by their initials: `Q. …`, `A. …`; `P. …`, `R. …`.

An answer may stand on the line of its question, or behind options with letters of their own. Where
the initials take turns all through, they are read as the words that they stand for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from flashcards import patterns as re
from flashcards.questions.roles import is_asking
from flashcards.questions.slices import cut, joined, lines, said
from flashcards.tree import plain
from flashcards.tree.nodes import Block, Blocks, BulletList, Inlines, OrderedList, Paragraph
from flashcards.values import dataclass

_ANSWERS = {"Q": "AR", "F": "A", "P": "R", "D": "R", "В": "О", "V": "A", "S": "C"}
"""The initial of the word for a question, and those of the words for an answer."""
# An initial and a sign at the head of a line; other capitals tell the letters of options.
_HEAD = re.compile(r"(?P<letter>[A-ZВО])(?P<sign>[.:)])\s+(?=\S)")
# The same as written, to see at a glance that a document has none.
_MAY_OPEN = re.compile(r"^[^\w\n]{0,8}[QFPDВVS][.:)][*_ \t]", re.MULTILINE)
# An initial behind the question on its own line.
_INSIDE = re.compile(r"(?<=[?？:…])\s+(?P<letter>[ARОC])(?P<sign>[.:)])\s+(?=\S)")
# The letter of a second option behind it.
_SECOND = re.compile(r"\s[BВ](?P<sign>[.:)])\s")
_LEAST = 2
_ENOUGH = 0.6
"""Questions that must have an answer, and the share of them that must."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a paragraph: its initial and sign, where its text begins, and what it says."""

    letter: str
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
            yield _Line(head["letter"], head["sign"], head.end(), words)
        else:
            yield _Line("", "", 0, words)


def _initials(rows: Sequence[_Line]) -> tuple[str, str] | None:
    """The initials of question and answer that take turns in a document, in its one sign."""
    opening = [row for row in rows if row.letter]
    for asks, answers in _ANSWERS.items():
        own = [row for row in opening if row.letter == asks]
        if len(own) < _LEAST or len({row.sign for row in own}) > 1:
            continue
        for tells in answers:
            turns = [row for row in opening if row.letter in (asks, tells)]
            answered = sum(
                row.asks and (_tells(row, tells) or second.letter == tells)
                for row, second in pairwise((*turns, _Line("", "", 0, "")))
                if row.letter == asks
            )
            if answered >= max(_LEAST, _ENOUGH * len(own)):
                return asks, tells
    return None


def _tells(row: _Line, tells: str) -> bool:
    inside = row.inside
    return inside is not None and inside["letter"] == tells


def _spelled(block: Paragraph, found: tuple[str, str], following: Iterator[str]) -> Paragraph:
    """A paragraph with the initials as the words; `A.` over `B.` is the letter of an option."""
    asks, tells = found
    out: list[Inlines] = []
    changed = False
    for row, line in zip(lines(block.children), _rows(block), strict=True):
        behind = next(following)
        inside = line.inside if line.letter == asks else None
        if line.letter == asks:
            end = inside.start() if inside and inside["letter"] == tells else None
            row_ = (said("Q: "), *cut(row, line.end, end))
            if end is not None and inside is not None:
                row_ = (*row_, said(" A: "), *cut(row, inside.end()))
        elif line.letter == tells and behind != "B":
            row_ = (said("A: "), *cut(row, line.end))
        else:
            out.append(row)
            continue
        out.append(row_)
        changed = True
    return replace(block, children=joined(out)) if changed else block
