"""Statements with their verdicts in front, `( F ) Ice sinks.`, and what puts the false ones right.

So do those with both verdicts, one of them chosen: `Ice sinks. ☐ True ☑ False`. They become lists
with the verdicts behind, as the recogniser of true-or-false reads them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from flashcards import patterns as re
from flashcards.document import Role
from flashcards.questions.chosen import chosen_before, chosen_behind
from flashcards.questions.forms.verdicts import LETTERS, WORDS, pair_of, spoken
from flashcards.questions.roles import contrasts, has_question_mark, is_claimed, role_of
from flashcards.questions.settled import is_verdict, put_behind
from flashcards.questions.slices import cut, joined, lines, only_in, paragraph, stripped
from flashcards.tree import plain
from flashcards.tree.nodes import (
    Block,
    Blocks,
    BulletList,
    Emphasis,
    Heading,
    Inlines,
    Item,
    OrderedList,
    Paragraph,
)
from flashcards.tree.span import hull
from flashcards.values import dataclass

_LEAST = 2
_ENDS = frozenset(".!。؟")
_FEWEST = 3
"""Words of a statement; fewer are the name of what a letter stands for: `(F) Fahrenheit`."""

# `( V ) …`, `[F] …`.
_BRACKETED = re.compile(
    r"\W{0,2}?[(\[]\s?(?P<verdict>[^\W\d_]{1,12}|[√×✓✗✅❌])\s?[)\]]\s*(?:[:–—-]\s+)?"
)
# `V – …`, `False: …`, `True. …`, `✗ …`: only where the document says that it judges.
_BARE = re.compile(
    r"\W{0,2}?(?:(?P<verdict>[^\W\d_]{1,12}(?=\s?[:：.]|\s[–—-])|[VFTRW](?=\s[^\W\d_a-z]))"
    r"(?:\s?[:：]|\s[–—-]|\.)?\s+|(?P<sign>[√×✓✗✅❌])\ufe0f?\s*)"
)
# The reason behind a statement on its line.
_REASON = re.compile(r"\s(?:→|➜|⇒|->|=>)\s+|(?<=[.!?])\s+(?=\([^()]+\)\W*$)")
# The name of a reason: `Correction: …`.
_NAME = re.compile(r"\W{0,3}[^\W\d_]{3,16}\s?[:：]\s+|\s*(?:→|➜|⇒|->|=>)\s+")
# What says that statements are judged, beside the words for the verdicts.
_JUDGED = re.compile(
    r"\b(?:myths?|misconceptions?|fact.?check|myth(?:en|os)|irrtümer|idées reçues|mitos|miti|"
    r"mythes?|mythen)\b",
    re.IGNORECASE,
)


def _is_claim(label: str) -> bool:
    """Whether a label says itself what is believed, or what is so."""
    return is_claimed(label) or contrasts("myth", label)


@dataclass(frozen=True, slots=True)
class _Row:
    """A statement, its verdict, and why; whether the other verdict stands beside that."""

    verdict: str
    statement: Inlines
    reason: Inlines = ()
    chosen: bool = False


def fronted(run: Blocks, language: str) -> Blocks:
    """The blocks with the verdicts of statements behind them.

    Args:
        run: the blocks.
        language: of the document, which tells what its letters stand for.
    """
    out: list[Block] = []
    told = ""
    index = 0
    while index < len(run):
        block = run[index]
        judged = _names_verdicts(told)
        rows, end = _group(run, index, judged=judged)
        pair = pair_of(row.verdict for row in rows) if len(rows) >= _LEAST else None
        both = len({row.verdict.casefold() for row in rows}) > 1 or all(row.chosen for row in rows)
        if pair and both and (judged or not has_question_mark(told)):
            made = [
                put_behind(row.statement, spoken(row.verdict, pair, language), row.reason)
                for row in rows
            ]
            items = tuple(Item((paragraph(one),), span=paragraph(one).span) for one in made)
            out.append(BulletList(items, span=hull(item.span for item in items)))
            index = end
            continue
        if isinstance(block, Heading):
            told = plain(block.children)
        elif isinstance(block, Paragraph):
            told = f"{told if judged else ''} {plain(block.children)}"
        out.append(block)
        index += 1
    return tuple(out)


_PAIRS = tuple(
    re.compile(rf"\b{a}\b\W{{0,8}}(?:\w{{1,5}}\W{{1,8}}){{0,2}}\b{b}\b", re.IGNORECASE)
    for a, b in (*WORDS, *(pair for pair in LETTERS if pair[0].isalpha()))
)


def _names_verdicts(words: str) -> bool:
    """Whether a title or a task says that statements are judged: `True or false?`."""
    return bool(_JUDGED.search(words)) or any(pair.search(words) for pair in _PAIRS)


def _group(run: Blocks, start: int, *, judged: bool) -> tuple[list[_Row], int]:
    """The judged statements from a block on, and where they end."""
    rows: list[_Row] = []
    index = start
    while index < len(run):
        block = run[index]
        found = list(_rows(block, judged=judged))
        if not found and rows and (why := _why(block)):
            last = rows[-1]
            rows[-1] = replace(last, reason=joined([last.reason, why]))
        elif found:
            rows += found
        else:
            break
        index += 1
    return rows, index


def _why(block: Block) -> Inlines:
    """What a paragraph says of the statement above it: slanted, or behind a name or an arrow."""
    bare = stripped(block.children) if isinstance(block, Paragraph) else ()
    slanted = len(bare) == 1 and isinstance(bare[0], Emphasis)
    named = _NAME.match(plain(bare))
    if named and role_of(named[0].strip(" :：")) not in (Role.OTHER, Role.SOLUTION):
        return ()  # how the statements are marked, where more of them stand
    return _unnamed(bare) if slanted or named else ()


def _unnamed(words: Inlines) -> Inlines:
    bare = stripped(words)
    if len(bare) == 1 and isinstance(bare[0], Emphasis):
        bare = stripped(bare[0].children)
    named = _NAME.match(plain(bare))
    return stripped(cut(bare, named.end())) if named else bare


def _rows(block: Block, *, judged: bool) -> Iterator[_Row]:
    """The statements of a block, if every item, or the first line, opens with a verdict."""
    match block:
        case Paragraph():
            yield from _of_lines(lines(block.children), judged=judged)
        case BulletList() | OrderedList():
            found = [list(_of_item(item, judged=judged)) for item in block.items]
            yield from (own[0] for own in found) if all(len(own) == 1 for own in found) else ()
        case _:
            return


def _of_item(item: Item, *, judged: bool) -> Iterator[_Row]:
    # What puts a statement right may be the only item of a list below it.
    blocks = [only_in(one) or one for one in item.children]
    texts = [one.children for one in blocks if isinstance(one, Paragraph)]
    if texts and len(texts) == len(item.children) and item.checked is None:
        yield from _of_lines([row for text in texts for row in lines(text)], judged=judged)


def _of_lines(rows: Sequence[Inlines], *, judged: bool) -> Iterator[_Row]:
    current: _Row | None = None
    for row in rows:
        opened = _opened(row, judged=judged)
        if opened:
            if current:
                yield current
            current = opened
        elif current is None:
            return
        else:
            current = replace(current, reason=joined([current.reason, _unnamed(row)]))
    if current:
        yield current


def _opened(row: Inlines, *, judged: bool) -> _Row | None:
    """A line that opens with a verdict and goes on with a statement."""
    text = plain(row)
    chosen = chosen_before(row) or chosen_behind(row)
    match = _BRACKETED.match(text) or (_BARE.match(text) if judged else None)
    if chosen:
        verdict, words = chosen.verdict, chosen.rest
    elif match:
        verdict = match["verdict"] or match.groupdict().get("sign") or ""
        words = stripped(cut(row, match.end()))
    if not (chosen or match) or not is_verdict(verdict) or len(plain(words).split()) < _FEWEST:
        return None
    label = _NAME.match(plain(words))
    if chosen and not chosen.boxed and not judged and plain(words)[-1:] not in _ENDS:
        return None  # settings, each with what it is set to
    if has_question_mark(plain(words)) or (label and _is_claim(label[0])):
        return None
    if parted := _REASON.search(plain(words)):
        reason = cut(words, parted.end())
        told = stripped(cut(words, 0, parted.start())), stripped(reason, "() ")
        return _Row(verdict, *told, chosen=chosen is not None)
    last = words[-1] if len(words) > 1 else None
    if isinstance(last, Emphasis) and plain(words[:-1]).rstrip().endswith((".", "!")):
        return _Row(verdict, stripped(words[:-1]), _unnamed((last,)), chosen=chosen is not None)
    return _Row(verdict, words, chosen=chosen is not None)


__all__ = ["fronted"]
