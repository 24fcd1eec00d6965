"""Two columns to be matched, `1 Hammer` and `a drives nails`, and the key that pairs them, `1 a`.

Each becomes a question: what stands in the first column, and the task over it. A column with gaps,
`( ) drives nails`, has its signs in a row of the key, `B, A, C`, or in the gaps themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from flashcards import patterns as re
from flashcards.questions.awards import unmarked
from flashcards.questions.boxes import held
from flashcards.questions.forms.titles import title_of
from flashcards.questions.key_entries import short_entries
from flashcards.questions.letters import SIGN
from flashcards.questions.matching import (
    LEAST,
    MOST_BETWEEN,
    ROMANS,
    Columns,
    Row,
    found,
    is_in_order,
    lines_of,
    sides_of,
)
from flashcards.questions.roles import asks_to_match, has_question_mark, may_name_key
from flashcards.questions.slices import (
    answer_box,
    cut,
    joined,
    lines,
    paragraph,
    said,
)
from flashcards.questions.told import announced
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

# That one of the things in a column is left over.
_REMARK = re.compile(r"\s*[(\[][^()\[\]]{2,40}[)\]]\s*$")
# Signs in a row, `B, A, C`, and the name of a key before any.
_SERIES = re.compile(
    rf"\W*(?:{SIGN}|\d{{1,2}})(?:\s*(?:[,;–—-]|\)\s*\(|\s)\s*(?:{SIGN}|\d{{1,2}}))+\W*"
)
_NAMED = re.compile(r"(?P<name>[^:：]{2,30})[:：]\s*")


def matched(run: Blocks) -> Blocks:
    """The blocks with the rows of columns that a key pairs as questions, without column and key."""
    run = tuple(part for block in run for part in _outside_of_list(block))
    for columns in reversed(list(found(run))):
        told = _told(run, columns)
        items = list(_items(run, columns, told.pairs)) if told else []
        if not told or not items:
            continue
        made = OrderedList(tuple(items), 1, span=hull(item.span for item in items))
        rule = Rule(span=made.span)
        over = run[columns.end : told.at] if told.at > columns.end + MOST_BETWEEN else ()
        before = _untitled(run, columns.start)
        run = (*before, made, rule, *over, *told.rest, *run[max(told.at + 1, columns.end) :])
    return run


def _outside_of_list(block: Block) -> Iterator[Block]:
    """A list cut where an item sets such a task, with the questions of that in its stead."""
    if not isinstance(block, OrderedList):
        yield block
        return
    kept: list[Item] = []
    for item in block.items:
        first, *more = item.children or (None,)
        sets = more and isinstance(first, Paragraph) and asks_to_match(plain(first.children))
        inner = matched(item.children) if sets else item.children
        if inner == item.children:
            kept.append(item)
            continue
        yield from (replace(block, items=tuple(kept)),) if kept else ()
        yield from inner[1:]
        kept = []
    if kept:
        yield replace(block, items=tuple(kept)) if len(kept) < len(block.items) else block


@dataclass(frozen=True, slots=True)
class _Told:
    """What a key pairs, by signs, where it stands, and what else it says."""

    pairs: dict[str, str]
    at: int
    rest: Blocks = ()


# --- the key ---------------------------------------------------------------------------------


def _told(run: Blocks, columns: Columns) -> _Told | None:
    """What pairs the columns: their own gaps, a key right behind them, or one behind all."""
    if pairs := _filled(run, columns):
        return _Told(pairs, columns.end - 1)
    between = 0
    for at in range(columns.end, len(run)):
        block = run[at]
        near = between <= MOST_BETWEEN
        if near and (series := _series(block, columns)):
            return _Told(series, at)
        pairs, rest = _key(block)
        if pairs and _fits(pairs, columns):
            return _Told(pairs, at, rest)
        if near and sides_of(block) and not pairs:
            between = MOST_BETWEEN
        between += 1
    return None


def _fits(pairs: dict[str, str], columns: Columns) -> bool:
    """Whether a key names all rows of one column, each once, and each by a row of the other."""
    signs = [{sign for sign, _ in side} for side in columns.sides]
    return all(map(is_in_order, columns.sides)) and any(
        set(pairs) == a and set(pairs.values()) <= b for a, b in (signs, signs[::-1])
    )


def _key(block: Block) -> tuple[dict[str, str], Blocks]:
    """The sign that a key gives for each; nothing of one that gives a sign twice."""
    inside = held(block)[1]
    only = inside[0] if len(inside) == 1 else block
    rest: Blocks = ()
    match only:
        case OrderedList():
            signs = [plain(row).strip(" .()").lower() for row in lines_of(only)]
            found = list(zip(map(str, only.numbers), signs, strict=True))
        case BulletList():
            found, _ = _pairs(joined(lines_of(only), "; "))
        case Table():
            found = _tabled(only)
        case Paragraph():
            found, rest = _pairs(only.children)
        case _:
            found = []
    once = len(dict(found)) == len({told for _, told in found}) == len(found)
    return (dict(found), rest) if once and len(found) >= LEAST else ({}, ())


# `1-c`, `(1) – (c)`, `I → B`, `1C`; and `A-3`; what may stand between two of them.
_PAIRED = re.compile(
    rf"\(?(?P<sign>\d{{1,2}}|[IVX]{{1,4}})\)?\s?[.:=–—→-]{{0,2}}\s?\(?(?P<told>{SIGN})\)?(?!\w)"
)
_TURNED = re.compile(
    rf"\(?(?P<sign>{SIGN})\)?\s?[.:=–—→-]{{1,2}}\s?\(?(?P<told>\d{{1,2}})\)?(?!\w)"
)
_PARTING = re.compile(r"[\s,;.·•|/]*")


def _pairs(words: Inlines) -> tuple[list[tuple[str, str]], Blocks]:
    """The pairs at the head of a line, behind its name, and what a key says behind them."""
    text = plain(words)
    start = _behind_name(text)
    for pattern in (_PAIRED, _TURNED):
        found: list[tuple[str, str]] = []
        at = start
        while match := pattern.match(text, at):
            sign = match["sign"].lower()
            roman = sign in ROMANS and not sign.isdecimal() and pattern is _PAIRED
            found.append((str(ROMANS.index(sign) + 1) if roman else sign, match["told"].lower()))
            at = _PARTING.match(text, match.end()).end()  # type: ignore[union-attr]
        behind = text[at:].strip()
        if len(found) >= LEAST and (not behind or _REMARK.fullmatch(f" {behind}")):
            return found, ()
        if len(found) >= LEAST and behind[0].isdecimal():
            kept = joined([cut(words, 0, start), cut(words, at)])
            return found, (paragraph(kept),)
    told = [
        (str(number), plain(first.children).strip().lower())
        for row in lines(words)
        for number, (first, *_) in short_entries(row)
        if isinstance(first, Paragraph)
    ]
    return told, ()


def _behind_name(text: str) -> int:
    """Where a key begins behind its name, if it has one."""
    named = _NAMED.match(text)
    start = named.end() if named and may_name_key(named["name"]) else announced(text)
    return start + len(text[start:]) - len(text[start:].lstrip())


_PAIR = 2
"""Rows, or columns, of a table that is a key."""


def _tabled(block: Table) -> list[tuple[str, str]]:
    """The pairs of a table that holds signs only: in two rows, or in two columns."""
    rows = [
        [plain(cell.children).strip(" .()").lower() for cell in cells]
        for cells in (block.header, *(row.cells for row in block.rows))
    ]
    if len(rows) > _PAIR and len(rows[0]) == _PAIR:
        rows = [list(row) for row in zip(*rows[1:], strict=True)]
    signs = len(rows) == _PAIR and all(row and row[-1:] != [""] for row in rows)
    if not signs or len(rows[0]) != len(rows[1]):
        return []
    found = [(a, b) for a, b in zip(*rows, strict=True) if a.isdecimal() and len(b) == 1]
    named = len(rows[0]) - len(found)
    return found if named <= 1 and not any(b.isdecimal() for _, b in found) else []


def _series(block: Block, columns: Columns) -> dict[str, str]:
    """What a row of signs fills the gaps of a column with, in their order."""
    (one, gaps) = columns.sides
    if not isinstance(block, Paragraph) or any(sign for sign, _ in gaps) or not is_in_order(one):
        return {}
    text = plain(block.children)
    text = text[_behind_name(text) :]
    signs = [sign.lower() for sign in re.findall(rf"(?<!\w)(?:{SIGN}|\d{{1,2}})(?!\w)", text)]
    whole = _SERIES.fullmatch(text) is not None and len(signs) == len(gaps)
    return _placed(signs, one) if whole else {}


def _filled(run: Blocks, columns: Columns) -> dict[str, str]:
    """What the rows of one column say themselves: the signs of the other, in an order of theirs."""
    one, other = columns.sides
    signs = [sign for sign, _ in other]
    if not is_in_order(one) or is_in_order(other) or not _task(run, columns.start):
        return {}
    return _placed(signs, one)


def _placed(signs: Sequence[str], side: Sequence[Row]) -> dict[str, str]:
    """For each sign of a column, the place where a row of signs has it; none if one is missing."""
    known = {sign for sign, _ in side}
    if len(set(signs)) != len(signs) or set(signs) != known:
        return {}
    return {sign: f"#{place}" for place, sign in enumerate(signs)}


# --- what is made of them --------------------------------------------------------------------


def _items(run: Blocks, columns: Columns, pairs: dict[str, str]) -> Iterator[Item]:
    """A question for each row of the column that a key names first."""
    task = _task(run, columns.start)
    left, right = columns.sides
    if set(pairs) != {sign for sign, _ in left}:
        left, right = right, left
    things = dict(right)
    things |= {f"#{place}": words for place, (_, words) in enumerate(right)}
    asks = any(has_question_mark(plain(words)) for _, words in left)
    extra = len(right) - len(left)
    if extra < 0 or (not task and not asks and extra > 1):
        return
    for number, (sign, words) in enumerate(left, 1):
        told = things[pairs[sign]]
        remark = _REMARK.search(plain(told)) if extra else None
        told = cut(told, 0, remark.start()) if remark else told
        title = joined([task, words], ": ") if task and not asks else words
        asked = paragraph(title)
        span = paragraph(words).span
        yield Item(
            (replace(asked, span=span), answer_box((paragraph(told),))),
            number=int(sign) if sign.isdecimal() else number,
            span=span,
        )


def _task(run: Blocks, index: int) -> Inlines:
    """What a line above the columns tells its reader to do with them, without its end."""
    for block in reversed(run[max(0, index - MOST_BETWEEN) : index]):
        if isinstance(block, Heading | Paragraph):
            words = unmarked(title_of(block.children).words)
            if asks_to_match(plain(words)):
                return (said(plain(words).strip(" .:")),)
    return ()


def _untitled(run: Blocks, index: int) -> Blocks:
    """What stands above the columns, without the words of a heading that sets the task.

    Each question has them; a heading without words only parts it from the questions above.
    """
    return tuple(
        replace(block, children=())
        if isinstance(block, Heading)
        and place >= index - MOST_BETWEEN
        and asks_to_match(plain(title_of(block.children).words))
        else block
        for place, block in enumerate(run[:index])
    )


__all__ = ["matched"]
