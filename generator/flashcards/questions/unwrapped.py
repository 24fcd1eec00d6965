"""Lines that only the width of an editor parts, as the one line that they are.

A reader of layouts takes each line for a thing of its own: a title, an option, an answer. Where an
editor wrapped a sentence, its second line is none of these.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate, pairwise

from flashcards import patterns as re
from flashcards.questions.letters import opening_mark, places_inside
from flashcards.questions.roles import begins_asking
from flashcards.questions.slices import length, lines, said
from flashcards.tree import plain
from flashcards.tree.nodes import Blocks, Break, Inlines, Strong, map_inlines, own_inlines, walk

_LEAST, _MOST = 50, 140
"""Characters of a line that an editor may have wrapped."""
_NEAR = 14
"""Characters by which a wrapped line with the next word may miss the width."""
_MOSTLY = 0.75
"""Share of the lines that go on below which reach the width where it wraps them."""
_SEVERAL = 3
"""Options inside a sentence."""

# The end of what a line says: a sentence's, or a colon before what comes.
_ENDED = re.compile(r"[.!?:;…。！？：；।؟][)\]\"'”’»]{0,3}$")
# What counts a question before its words: `Q12. `, `*Frage 1.4 – `.
_COUNT = re.compile(r"^\W{0,3}(?:[^\W\d_]{1,10}\.? ?)?\d{1,3}(?:\.\d{1,2})?\W{1,5}")
# The end of a question.
_ASKED = re.compile(r"[^.!?:;]{0,100}[?？]")
# A term before its sign, which a line of its own has: `bow – the front`, `Key: B`, `a | b`.
_TERM = re.compile(r"\S+(?: \S+){0,3}?(?:[:：|=]|\s(?:[–—:=|-]|[=-]?>|→)\s)")

# What parts the sides of a card on a line: `front ; back`.
_SIDES = re.compile(r"\t|[|;؛；]|::|>>|=>|→|\s[–—-]\s")


def unwrapped(blocks: Blocks) -> Blocks:
    """The blocks, each sentence that was wrapped over several lines on one."""
    rows = [rows for block in walk(blocks) for own in own_inlines(block) if (rows := _rows(own))]
    if not rows:
        return blocks
    width = _width(rows)

    def change(own: Inlines) -> Inlines:
        rows = _rows(own)
        gone = {at for at in range(len(rows) - 1) if _is_wrapped(rows, at, width)}
        return _joined(own, gone | _inside_options(own)) if rows else own

    return map_inlines(blocks, change)


def _rows(own: Inlines) -> list[str]:
    """The lines of a text of several, as read; nothing of one that has no more than a line."""
    if not any(isinstance(node, Break) for node in own):
        return []
    rows = lines(own)
    return ["*" * isinstance(row[0], Strong) + plain(row) if row else "" for row in rows]


def _width(texts: Sequence[Sequence[str]]) -> int:
    """The width to which most lines reach that go on in small letters; 0 where they do not."""
    lengths = [
        _reach(above, below)
        for rows in texts
        for above, below in pairwise(rows)
        if below[:1].islower() and _goes_on(above, below)
    ]
    width = max((one for one in lengths if one <= _MOST), default=0) - _NEAR
    full = sum(one >= width for one in lengths)
    return width if full > 1 and full >= _MOSTLY * len(lengths) else 0


def _reach(above: str, below: str) -> int:
    """How long a line would be with the next word on it."""
    return len(above) + 1 + len(below.split(maxsplit=1)[0])


def _goes_on(above: str, below: str, *, asked: bool = False) -> bool:
    """Whether a long line may go on in the next: it has no end, and that opens nothing.

    A sentence may end before the one that asks.
    """
    return (
        len(above) >= _LEAST
        and below[:1].isalnum()
        and not (_ENDED.search(above) and not (asked and above.endswith((".", ":"))))
        and opening_mark(below) is None
        and not _TERM.match(below)
        and not (_SIDES.search(above) and _SIDES.search(below))
    )


def _is_wrapped(rows: Sequence[str], at: int, width: int) -> bool:
    """Whether a line reaches the width and goes on, or asks with its mark in the next."""
    above, below = rows[at], rows[at + 1]
    asked = _ASKED.match(below) is not None and "?" not in above
    if not _goes_on(above, below, asked=asked):
        return False
    return (asked and begins_asking(_COUNT.sub("", above, count=1))) or 0 < width <= _reach(
        above, below
    )


def _inside_options(own: Inlines) -> set[int]:
    """The line ends between options that begin inside a line: `Is it (a) red,⏎(b) blue?`."""
    places = places_inside(plain(own))
    if len(places) < _SEVERAL:
        return set()
    behind = zip(accumulate(map(length, own)), own, strict=True)
    ends = [at for at, node in behind if isinstance(node, Break)]
    if not places[0][1] or places[0][1] in ends:
        return set()
    rows = [plain(row) for row in lines(own)]
    start = bisect_left(ends, places[0][1])
    while start and rows[start][0].islower() and not _ENDED.search(rows[start - 1]):
        start -= 1
    return set(range(start, bisect_left(ends, places[-1][2])))


def _joined(own: Inlines, gone: set[int]) -> Inlines:
    """A text without these of its line ends, and without any that its author demands."""
    out = []
    at = -1
    for node in own:
        at += isinstance(node, Break)
        wrapped = isinstance(node, Break) and not node.hard and at in gone
        out.append(said(" ") if wrapped else node)
    return tuple(out) if gone else own
