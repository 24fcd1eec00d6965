"""Two columns to be matched, `1 Hammer` and `a drives nails`, and the key that pairs them, `1 a`.

Each becomes a question: what stands in the first column, and the task over it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from flashcards import patterns as re
from flashcards.questions.awards import unmarked
from flashcards.questions.boxes import held
from flashcards.questions.forms.titles import title_of
from flashcards.questions.key_entries import short_entries
from flashcards.questions.letters import is_nth
from flashcards.questions.roles import asks_to_match, has_question_mark
from flashcards.questions.slices import (
    alone,
    answer_box,
    cut,
    joined,
    lines,
    paragraph,
    said,
    stripped,
)
from flashcards.tree import plain
from flashcards.tree.nodes import (
    Block,
    Blocks,
    BulletList,
    Heading,
    Inlines,
    Item,
    OrderedList,
    Paragraph,
    Rule,
    Table,
)
from flashcards.tree.span import hull
from flashcards.values import dataclass

_LEAST = 3
"""Things in each column: two would be a question and its options as often."""

_MOST_BETWEEN = 2
"""Blocks that may stand between columns, or behind them: their names, a line to write on."""

# What opens a row of a column: `1. `, `(a) `, `B – `.
_ROW = re.compile(
    r"\W{0,3}?[(\[]?(?:(?P<number>\d{1,2})|(?P<letter>[A-Za-z]))(?:\s?[)\].:=]\s*|\s?[–—-]\s+|\s+(?=\S))"
)
# That one of the things in a column is left over.
_REMARK = re.compile(r"\s*[(\[][^()\[\]]{1,40}[)\]]\s*$")


def matched(run: Blocks) -> Blocks:
    """The blocks with the rows of columns that a key pairs as questions, without column and key."""
    index = len(run) - 1
    while index > 0:
        pairs = _key(run[index])
        columns = _columns(run, index) if pairs else None
        if columns and (items := list(_items(run, columns, pairs))):
            made = OrderedList(tuple(items), 1, span=hull(item.span for item in items))
            rule = Rule(span=made.span)
            run = (*run[: columns.start], made, rule, *run[index + 1 :])
            index = columns.start
        index -= 1
    return run


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where two columns begin, and what they hold by number and by letter."""

    start: int
    left: dict[int, Inlines]
    right: tuple[Inlines, ...]


def _key(block: Block) -> dict[str, str]:
    """The letter of each number that a line gives; nothing of one that gives a letter twice."""
    inside = held(block)[1]
    only = inside[0] if len(inside) == 1 else block
    rows = lines(only.children) if isinstance(only, Paragraph) else []
    ends = [_REMARK.search(plain(row)) for row in rows]
    rows = [cut(row, 0, at.start()) if at else row for row, at in zip(rows, ends, strict=True)]
    found = [
        (str(number), plain(first.children).strip().lower())
        for row in rows
        for number, (first, *_) in short_entries(row)
        if isinstance(first, Paragraph)
    ]
    once = len({letter for _, letter in found}) == len(found)
    return dict(found) if once and len(found) >= _LEAST else {}


def _columns(run: Blocks, key: int) -> _Columns | None:
    """The two columns that end before a key."""
    start, between = key, 0
    rows: list[tuple[str, Inlines]] = []
    for index in range(key - 1, -1, -1):
        own = list(_rows(run[index]))
        if own:
            rows, start = own + rows, index
            if any(sign == "1" for sign, _ in own):
                break
        elif between < _MOST_BETWEEN and not isinstance(run[index], Rule):
            between += 1
        else:
            break
    left = [(int(sign), words) for sign, words in rows if sign.isdecimal()]
    right = [(sign, words) for sign, words in rows if not sign.isdecimal()]
    counts = [number for number, _ in left] == list(range(1, len(left) + 1))
    in_order = all(is_nth(sign, place) for place, (sign, _) in enumerate(right))
    if min(len(left), len(right)) < _LEAST or not (counts and in_order) or len(right) < len(left):
        return None
    return _Columns(start, dict(left), tuple(words for _, words in right))


def _rows(block: Block) -> Iterator[tuple[str, Inlines]]:
    """The rows of a block by their signs; nothing if one has none."""
    match block:
        case OrderedList():
            rows = _lines_of(block)
            yield from zip(map(str, block.numbers), rows, strict=True) if all(rows) else ()
        case BulletList():
            yield from _signed(_lines_of(block))
        case Paragraph():
            yield from _signed(lines(block.children))
        case Table():
            for row in block.rows:
                cells = [cell.children for cell in row.cells]
                signs = [plain(cell).strip(" .)(") for cell in cells]
                if len(cells) == 2 * len(_PAIR):
                    yield from ((signs[i], cells[i + 1]) for i in _PAIR if signs[i])
                elif len(cells) == len(_PAIR):
                    yield from (one for cell in cells for one in _signed([cell]))
        case _:
            return


def _lines_of(block: BulletList | OrderedList) -> list[Inlines]:
    """The words of each item that is one paragraph; nothing for any other."""
    return [one.children if one else () for one in map(alone, block.items)]


_PAIR = (0, 2)
"""Of a table of two columns with a sign before each, where the signs stand."""


def _signed(rows: Sequence[Inlines]) -> list[tuple[str, Inlines]]:
    matches = [_ROW.match(plain(row)) for row in rows]
    found = [
        (match["number"] or match["letter"].lower(), stripped(cut(row, match.end())))
        for row, match in zip(rows, matches, strict=True)
        if match
    ]
    return found if len(found) == len(rows) else []


def _items(run: Blocks, columns: _Columns, pairs: dict[str, str]) -> Iterator[Item]:
    """A question for each row of the first column; none if the key names what is not there."""
    task = _task(run, columns.start)
    places = {n: ord(pairs.get(str(n), "~")) - ord("a") for n in columns.left}
    asks = any(has_question_mark(plain(words)) for words in columns.left.values())
    if len(pairs) != len(places) or not all(p < len(columns.right) for p in places.values()):
        return
    if not task and not asks and len(columns.right) > len(columns.left) + 1:
        return
    for number, words in columns.left.items():
        told = columns.right[places[number]]
        remark = _REMARK.search(plain(told)) if len(columns.right) > len(columns.left) else None
        told = cut(told, 0, remark.start()) if remark else told
        title = joined([task, words], ": ") if task and not asks else words
        asked = paragraph(title)
        span = paragraph(words).span
        yield Item(
            (replace(asked, span=span), answer_box((paragraph(told),))), number=number, span=span
        )


def _task(run: Blocks, index: int) -> Inlines:
    """What a line above the columns tells its reader to do with them, without its end."""
    for block in reversed(run[max(0, index - _MOST_BETWEEN) : index]):
        if isinstance(block, Heading | Paragraph):
            words = unmarked(title_of(block.children).words)
            if asks_to_match(plain(words)):
                return (said(plain(words).strip(" .:")),)
    return ()


__all__ = ["matched"]
