"""Two columns to be matched, `1 Hammer` and `a drives nails`, and the key that pairs them, `1 a`.

Each becomes a question: what stands in the first column, and the task over it. A column with gaps,
`( ) drives nails`, has its signs in a row of the key, `B, A, C`, or in the gaps themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from flashcards import patterns as re
from flashcards.questions.forms.titles import title_of
from flashcards.questions.letters import opening_letter
from flashcards.questions.matching import (
    LEAST,
    MOST_BETWEEN,
    Columns,
    found,
    task_over,
)
from flashcards.questions.paired import REMARK, paired
from flashcards.questions.roles import asks_to_match, has_question_mark
from flashcards.questions.slices import (
    answer_box,
    cut,
    joined,
    lines,
    paragraph,
    stripped,
    texts_of,
)
from flashcards.tree import plain
from flashcards.tree.nodes import (
    Block,
    Blocks,
    Break,
    BulletList,
    Heading,
    Inlines,
    Item,
    OrderedList,
    Paragraph,
    Rule,
)
from flashcards.tree.span import hull


def matched(run: Blocks) -> Blocks:
    """The blocks with the rows of columns that a key pairs as questions, without column and key."""
    run = tuple(part for block in run for part in _outside_of_list(block))
    for columns in reversed(list(found(run))):
        told = paired(run, columns)
        items = list(_items(run, columns, told.pairs)) if told else []
        if not told or not items:
            continue
        made = OrderedList(tuple(items), 1, span=hull(item.span for item in items))
        rule = Rule(span=made.span)
        over = run[columns.end : told.at] if told.at > columns.end + MOST_BETWEEN else ()
        before = _untitled(run, columns.start)
        run = (*before, made, rule, *over, *told.rest, *run[max(told.at + 1, columns.end) :])
    for index in range(len(run) - 1, 0, -1):
        if items := _joined_up(run, index):
            made = OrderedList(tuple(items), 1, span=run[index].span)
            run = (*_untitled(run, index), made, Rule(span=made.span), *run[index + 1 :])
    return run


def _outside_of_list(block: Block) -> Iterator[Block]:
    """A list cut where an item sets such a task, with the questions of that in its stead."""
    if not isinstance(block, OrderedList):
        yield block
        return
    kept: list[Item] = []
    for item in block.items:
        parted = _parted(item)
        inner = matched(parted)
        if inner == parted:
            kept.append(item)
            continue
        yield from (replace(block, items=tuple(kept)),) if kept else ()
        yield from inner[1:]
        kept = []
    if kept:
        yield replace(block, items=tuple(kept)) if len(kept) < len(block.items) else block


def _parted(item: Item) -> Blocks:
    """What an item holds that sets such a task, its first line by itself; nothing of any other."""
    first = item.children[0] if item.children else None
    if not isinstance(first, Paragraph) or not asks_to_match(plain(first.children)):
        return ()
    task, *rows = lines(first.children)
    below = tuple(node for row in rows for node in (Break(), *row))[1:]
    return (paragraph(task), *((paragraph(below),) if below else ()), *item.children[1:])


# --- what is made of them --------------------------------------------------------------------


def _items(run: Blocks, columns: Columns, pairs: dict[str, str]) -> Iterator[Item]:
    """A question for each row of the column that a key names first."""
    task = task_over(run, columns.start)
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
        remark = REMARK.search(plain(told)) if extra else None
        told = cut(told, 0, remark.start()) if remark else told
        yield _item(() if asks else task, words, told, int(sign) if sign.isdecimal() else number)


def _item(task: Inlines, words: Inlines, told: Inlines, number: int) -> Item:
    """What stands in one column as a question, with its answer from the other."""
    span = paragraph(words).span
    asked = replace(paragraph(joined([task, words], ": ") if task else words), span=span)
    return Item((asked, answer_box((paragraph(told),))), number=number, span=span)


# What stands between two things that a sheet has matched itself: `Peru → Lima`, `Peru = Lima`.
_MATCHED = re.compile(r"\s+(?:=|→|⇒|➜|↔|⟷|->|=>|<->|<=>)\s+(?=\S)")


def _joined_up(run: Blocks, index: int) -> list[Item]:
    """The questions of a list or of lines that match all things themselves, right below the task.

    Things with signs of their own, or gaps, are still to be matched.
    """
    block = run[index]
    match block:
        case BulletList() | OrderedList():
            rows = texts_of(block)
        case Paragraph():
            rows = lines(block.children)
        case _:
            return []
    if len(rows) < LEAST or not all(_MATCHED.search(plain(row)) for row in rows):
        return []
    task = task_over(run, index) if not isinstance(run[index - 1], Rule) else ()
    if not task:
        return []
    items: list[Item] = []
    for number, line in enumerate(rows, 1):
        opened = opening_letter(plain(line))
        row = cut(line, opened[1]) if opened else line
        sign, *more = _MATCHED.finditer(plain(row))
        words, told = stripped(cut(row, 0, sign.start())), stripped(cut(row, sign.end()))
        if more or not words or opening_letter(plain(told)) or "_" in plain(told):
            return []
        items.append(_item(task, words, told, number))
    return items


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
