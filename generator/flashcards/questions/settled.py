"""Statements whose verdicts stand in a key, `1 F, 2 T`: each is put behind its statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from flashcards import patterns as re
from flashcards.questions.boxes import held
from flashcards.questions.chosen import without_boxes
from flashcards.questions.forms.verdicts import LETTERS, WORDS, judged, pair_of, spoken
from flashcards.questions.roles import has_question_mark, may_name_key
from flashcards.questions.slices import alone, cut, joined, lines, said, stripped
from flashcards.questions.told import announced
from flashcards.tree import plain
from flashcards.tree.nodes import (
    Block,
    Blocks,
    Callout,
    Details,
    Heading,
    Inlines,
    Item,
    OrderedList,
    Paragraph,
    Quote,
    Strong,
    Table,
)
from flashcards.values import dataclass

_LEAST = 2
_NAMED = 3
"""Words of a name before verdicts on a line: `Key to part one: 1 F, 2 T`."""

# A number and a verdict: `1 F`, `2: True`, `3. ✓`.
_PAIR = re.compile(
    r"(?P<number>\d{1,3})\s?[.):=–—→-]?\s?(?P<verdict>[^\W\d_]{1,12}|[√×✓✗✅❌○])(?!\w)"
)
# A verdict at the head of an item or a cell, and a sign before its reason.
_OPENS = re.compile(
    r"\W{0,3}?(?P<verdict>[^\W\d_]{1,12}|[√×✓✗✅❌○])(?:\s*[.,:;–—-]\s*|\s*$|\s(?=\())"
)


@dataclass(frozen=True, slots=True)
class _Verdict:
    number: int
    word: str
    reason: Inlines = ()


def settled(run: Blocks, language: str) -> Blocks:
    """The blocks with every verdict of a key behind its statement, and without that key.

    Args:
        run: the blocks.
        language: of the document, which tells what its letters stand for.
    """
    out = list(run)
    for index, block in enumerate(run):
        verdicts = _verdicts(block)
        pair = pair_of(one.word for one in verdicts)
        if len(verdicts) < _LEAST or pair is None:
            continue
        place = next((i for i in range(index - 1, -1, -1) if _fits(out[i], verdicts)), -1)
        stated = out[place] if place >= 0 else None
        if not isinstance(stated, OrderedList):
            continue
        items = tuple(
            _told(item, one, spoken(one.word, pair, language))
            for item, one in zip(stated.items, verdicts, strict=True)
        )
        out[place] = replace(stated, items=items)
        out[index] = _GONE
        if index and _is_name(out[index - 1]):
            out[index - 1] = _GONE
    return tuple(block for block in out if block is not _GONE)


_GONE = Paragraph(())


def _is_name(block: Block) -> bool:
    """Whether a heading or a line is the name of a key and says no more."""
    if not isinstance(block, Heading | Paragraph):
        return False
    words = plain(block.children).strip()
    return may_name_key(words.rstrip(":：")) or announced(words) >= len(words) > 0


def _fits(block: Block, verdicts: Sequence[_Verdict]) -> bool:
    """Whether a list has a statement for each verdict, by its number, and no verdict of its own."""
    if not isinstance(block, OrderedList):
        return False
    if list(block.numbers) != [one.number for one in verdicts]:
        return False
    return all(_is_statement(item) for item in block.items)


def _is_statement(item: Item) -> bool:
    first = alone(item)
    if first is None or item.checked is not None:
        return False
    return not has_question_mark(plain(first.children)) and judged(item) is None


def _told(item: Item, one: _Verdict, verdict: str) -> Item:
    first = item.children[0]
    assert isinstance(first, Paragraph)  # noqa: S101
    line = without_boxes(joined(lines(first.children)))
    return replace(
        item,
        children=(replace(first, children=put_behind(line, verdict, one.reason)),),
    )


def put_behind(line: Inlines, verdict: str, reason: Inlines) -> Inlines:
    """A statement with its verdict behind it, as `Ice sinks. **False**: it floats.` has it."""
    end = () if plain(line).rstrip()[-1:] in ".!。؟" else (said("."),)
    told = Strong((said(verdict),)) if len(verdict) > 1 else said(f"({verdict})")
    words = (*line, *end, said(" "), told)
    return (*words, said(": "), *reason) if reason else words


def _verdicts(block: Block) -> list[_Verdict]:
    """The verdicts of a block that holds nothing else, by number."""
    match block:
        case Details() | Callout() | Quote():
            children = held(block)[1]
            return _verdicts(children[0]) if len(children) == 1 else []
        case OrderedList():
            rows = [_only(item) for item in block.items]
            found = [_opened(n, row) for n, row in zip(block.numbers, rows, strict=True)]
        case Table():
            found = [
                _opened(int(number), row.cells[1].children, *(c.children for c in row.cells[2:]))
                for row in block.rows
                if len(row.cells) > 1
                and (number := plain(row.cells[0].children).strip(" .)#")).isdecimal()
            ]
            found += [None] * (len(block.rows) - len(found))
        case Paragraph():
            return _on_lines(plain(block.children))
        case _:
            return []
    told = [one for one in found if one is not None]
    return told if len(told) == len(found) else []


def _only(item: Item) -> Inlines:
    first = alone(item)
    return joined(lines(first.children)) if first else ()


def _opened(number: int, words: Inlines, *more: Inlines) -> _Verdict | None:
    """A verdict that opens some words, and the reason behind it."""
    match = _OPENS.match(plain(words))
    if match is None or not is_verdict(match["verdict"]):
        return None
    reason = stripped(cut(words, match.end()))
    return _Verdict(number, match["verdict"], joined([reason, *more]))


def _on_lines(words: str) -> list[_Verdict]:
    """`Key: 1 F, 2 T`: numbers and verdicts, and a few words before them."""
    found = [match for match in _PAIR.finditer(words) if is_verdict(match["verdict"])]
    if len(found) < _LEAST or len(words[: found[0].start()].split()) > _NAMED:
        return []
    between = [words[a.end() : b.start()] for a, b in pairwise(found)]
    if any(re.search(r"\w", rest) for rest in (*between, words[found[-1].end() :])):
        return []
    return [_Verdict(int(match["number"]), match["verdict"]) for match in found]


def is_verdict(word: str) -> bool:
    """Whether a word, a letter or a sign calls a statement right or wrong."""
    return word.casefold() in _KNOWN


_KNOWN = frozenset(word.casefold() for pair in (*WORDS, *LETTERS) for word in pair)
