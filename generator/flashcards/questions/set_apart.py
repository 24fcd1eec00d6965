"""Options of which the right ones are set apart by a look or a sign, given boxes that say so.

One list says little: a point of a list may be underlined for its weight. That each list of a
document sets one line apart, in the same way and not always at the same place, tells.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from flashcards import patterns as re
from flashcards.document import Mark
from flashcards.questions.labels import split_mark
from flashcards.questions.letters import in_order, is_nth, opening_mark
from flashcards.questions.roles import has_question_mark, is_key_name
from flashcards.questions.slices import (
    all_alone,
    cut,
    joined,
    lines,
    paragraph,
    stripped,
    with_inner,
)
from flashcards.questions.told import By, announced, statement_of
from flashcards.tree import plain
from flashcards.tree.nodes import (
    Block,
    Blocks,
    BulletList,
    Callout,
    Details,
    Emphasis,
    Heading,
    Inlines,
    Item,
    OrderedList,
    Paragraph,
    Quote,
    Strike,
    Strong,
    Style,
    Styled,
    Text,
    walk,
)
from flashcards.tree.span import hull
from flashcards.values import dataclass

_LEAST = 3
"""Lists without letters that must set a line apart; of lettered ones a question may have each."""

_LETTERED_LEAST = 2
_ALIKE = 0.8
"""Share of the lists of a document that must do so."""

_MOST_ROWS = 10
_MOST_WORDS = 25
"""A longer line is no option."""

# A sign of an author's own, before or behind an option: `half a beat *`, `→ Vienna`.
_BEFORE = re.compile(r"(?P<sign>[*+=→➜⇒►▶★☆#@]{1,2})\s?(?=[^\W\d_])")
_BEHIND = re.compile(r"\s(?P<sign>[*+=←⇐◄◀★☆#@✱]{1,2}|[(\[][xX*✓✔][)\]])$")
# An opening tag that colours what stands behind it.
_COLOUR = re.compile(
    r"<(?:span|font)\b[^<>]{0,80}?colou?r\s*[=:]\s*[\"']?\s*(?P<name>#?\w{3,20})[^<>]{0,60}>(?:\*\*|__|[*_])?$",
    re.IGNORECASE,
)
_TAG_ROOM = 200
"""Characters before a word among which its tag stands."""

_GAP = re.compile(r"_{2,}|…|\.{3}|[:：]\W*$")


@dataclass(frozen=True, slots=True)
class _Row:
    """A line that may be an option, its letter, and what sets it apart."""

    words: Inlines
    letter: str
    looks: dict[str, Inlines]  # by each look, the line without it


def boxed(blocks: Blocks, text: str) -> Blocks:
    """The blocks with boxes at the options of each list that sets the right ones apart.

    Args:
        blocks: of a document.
        text: of the document, for the colours, which are no part of its tree.
    """
    groups = list(_groups(blocks, text))
    look = _look([rows for rows, asked in groups if asked or _is_lettered(rows)])
    if not look or (look != _TICKED and _names_answers(blocks)):
        return blocks
    return _rewritten(blocks, look, text)


def _names_answers(blocks: Blocks) -> bool:
    """Whether a document says in words which options are right: then a look may mean a name."""
    for block in walk(blocks):
        if isinstance(block, Heading) and is_key_name(plain(block.children)):
            return True
        for row in lines(block.children) if isinstance(block, Paragraph) else ():
            one = statement_of(plain(row), _ANY)
            if announced(plain(row)) or (one is not None and one.by is By.KEY):
                return True
    return False


_ANY = ("",) * _MOST_ROWS


def _look(groups: Sequence[Sequence[_Row]]) -> str:
    """The look by which nearly all lists set some of their lines apart, or nothing."""
    lettered = [rows for rows in groups if _is_lettered(rows)]
    plainer = [rows for rows in groups if not _is_lettered(rows) and _is_list(rows)]
    for kind, least in ((lettered, _LETTERED_LEAST), (plainer, _LEAST)):
        if len(kind) < least:
            continue
        counts: Counter[str] = Counter()
        places: dict[str, set[tuple[int, ...]]] = {}
        for rows in kind:
            for look in {look for row in rows for look in row.looks}:
                if apart := _apart(rows, look):
                    counts[look] += 1
                    places.setdefault(look, set()).add(apart)
        for look, count in counts.most_common():
            single = sum(len(_apart(rows, look)) == 1 for rows in kind)
            often = count >= max(least, _ALIKE * len(kind)) and single * 2 >= count
            if often and len(places[look]) > 1:
                return look
    return ""


def _is_list(rows: Sequence[_Row]) -> bool:
    """Whether lines are enough for a list without letters: two, where a sign stands at one."""
    return len(rows) >= _LEAST or any(" " in look for row in rows for look in row.looks)


def _apart(rows: Sequence[_Row], look: str) -> tuple[int, ...]:
    """The lines that a look sets apart, few among many; for the struck, those that are not."""
    has = tuple(place for place, row in enumerate(rows) if look in row.looks)
    if look == _STRUCK:
        has = tuple(place for place in range(len(rows)) if place not in has)
    if look == _TICKED:
        return has if 0 < len(has) < len(rows) else ()
    return has if has and (len(has) == 1 or len(has) * 2 < len(rows)) else ()


_STRUCK = "struck"
_TICKED = "ticked"


def _is_lettered(rows: Sequence[_Row]) -> bool:
    return in_order([row.letter for row in rows])


# --- the lists of a document -----------------------------------------------------------------


def _groups(blocks: Blocks, text: str) -> Iterator[tuple[list[_Row], bool]]:
    """All runs of lines that may be options, and whether what stands above them asks."""
    above: Block | None = None
    for block in blocks:
        for rows in _rows_of(block, text):
            yield rows, _asks(above) or isinstance(block, Paragraph)
        match block:
            case BulletList() | OrderedList():
                for item in block.items:
                    yield from _groups(item.children, text)
            case Details() | Callout() | Quote():
                yield from _groups(block.children, text)
        above = block


def _asks(block: Block | None) -> bool:
    """Whether a block ends as what stands over options does."""
    if isinstance(block, OrderedList) and len(block.items) == 1:
        block = block.items[0].children[-1] if block.items[0].children else None
    if not isinstance(block, Paragraph | Heading):
        return False
    words = plain(block.children)
    return has_question_mark(words) or _GAP.search(words) is not None


def _rows_of(block: Block, text: str) -> Iterator[list[_Row]]:
    """The lines of a block that may be the options of one question."""
    if isinstance(block, BulletList | OrderedList):
        if any(item.checked is not None for item in block.items):
            return
        rows = [lines(one.children) for one in all_alone(block.items)]
        if rows and all(len(row) == 1 for row in rows):
            yield from _usable([row[0] for row in rows], text)
    elif isinstance(block, Paragraph):
        start = _start(block)
        yield from _usable(lines(block.children)[start:], text) if start >= 0 else ()


def _start(block: Paragraph) -> int:
    """The first of the lines of a paragraph that are options, all up to its end; -1 for none."""
    rows = lines(block.children)
    marks = [split_mark(row)[0] for row in rows]
    ticked = next((i for i, mark in enumerate(marks) if mark is not Mark.NONE), len(rows))
    if len(rows) - ticked > 1 and all(one in (Mark.YES, Mark.NO) for one in marks[ticked:]):
        return ticked
    opened = [opening_mark(_unsigned(plain(row))) for row in rows]
    for start, mark in enumerate(opened):
        letters = [one[0] if one else "" for one in opened[start:]]
        if mark and is_nth(mark[0], 0) and in_order(letters):
            return start
    return -1


def _unsigned(words: str) -> str:
    sign = _BEFORE.match(words)
    return words[sign.end() :] if sign else words


def _usable(rows: Sequence[Inlines], text: str) -> Iterator[list[_Row]]:
    if 2 <= len(rows) <= _MOST_ROWS and all(
        0 < len(plain(row).split()) <= _MOST_WORDS for row in rows
    ):
        yield [_row(row, text) for row in rows]


def _row(line: Inlines, text: str) -> _Row:
    mark, bare = split_mark(line)
    if mark in (Mark.YES, Mark.NO):
        opened = opening_mark(plain(bare))
        ticked = {_TICKED: bare} if mark is Mark.YES else {}
        return _Row(bare, opened[0] if opened else "", ticked)
    signed = _BEFORE.match(plain(line))
    words = cut(line, signed.end()) if signed else line
    opened = opening_mark(plain(words))
    letter, start = opened or ("", 0)
    looks: dict[str, Inlines] = {}
    if signed:
        looks[f"before {signed['sign']}"] = words
    behind = _BEHIND.search(plain(line))
    if behind and isinstance(line[-1], Text):
        looks[f"behind {behind['sign']}"] = cut(line, 0, behind.start())
    own = stripped(cut(line, start)) if not signed else ()
    node = own[0] if len(own) == 1 else None
    if isinstance(node, Strong | Emphasis | Strike | Styled) and (name := _name(node)):
        looks[name] = joined([cut(line, 0, start), node.children], "")
    if own and (colour := _coloured(own, text)):
        looks[f"colour {colour}"] = line
        looks["colour"] = line
    return _Row(line, letter, looks)


def _name(node: Strong | Emphasis | Strike | Styled) -> str:
    """The look of a whole line that is one node."""
    match node:
        case Strong():
            return "bold"
        case Emphasis():
            return "slanted"
        case Strike():
            return _STRUCK
        case Styled(style=Style.UNDERLINE):
            return "underlined"
        case _:
            return ""


def _coloured(words: Inlines, text: str) -> str:
    """The colour of a tag right before some words, which the tree leaves out; or nothing."""
    start = hull(node.span for node in words).start
    if start <= 0:
        return ""
    match = _COLOUR.search(text[max(0, start - _TAG_ROOM) : start])
    return match["name"].casefold() if match else ""


# --- boxes -----------------------------------------------------------------------------------


def _rewritten(blocks: Blocks, look: str, text: str) -> Blocks:
    out: list[Block] = []
    for block in blocks:
        rows = next(_rows_of(block, text), [])
        apart = _apart(rows, look) if rows else ()
        if apart and isinstance(block, Paragraph):
            above = joined(lines(block.children)[: _start(block)])
            out.extend([replace(block, children=above)] if above else [])
            out.append(_boxes(rows, apart, look))
        elif apart:
            out.append(_boxes(rows, apart, look))
        else:
            out.append(with_inner(block, lambda held: _rewritten(held, look, text)))
    return tuple(out)


def _boxes(rows: Sequence[_Row], apart: Sequence[int], look: str) -> BulletList:
    """Options with boxes, of which the ones set apart are ticked, without what set them apart."""
    items = tuple(
        Item((paragraph(row.looks.get(look, row.words)),), checked=place in apart)
        for place, row in enumerate(rows)
    )
    items = tuple(replace(one, span=one.children[0].span) for one in items)
    return BulletList(items, span=hull(item.span for item in items))
