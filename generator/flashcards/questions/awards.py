"""Marks of an exam: `[2]` behind what asks, `(1)` in its scheme, and the word before each scheme.

None of them is a part of a question or of its answer. A number in brackets may be anything else;
it is a mark where several titles bear one over what answers them, and in an answer where those of
it add up to the mark of its title.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace

from flashcards import patterns as re
from flashcards.document import Role
from flashcards.questions.forms.apart import is_answering
from flashcards.questions.labels import split_label
from flashcards.questions.letters import opening_letter
from flashcards.questions.roles import has_question_mark, role_of
from flashcards.questions.slices import cut, lines, said, stripped, with_inner
from flashcards.tree import plain
from flashcards.tree.nodes import (
    Block,
    Blocks,
    Emphasis,
    Heading,
    Inlines,
    Paragraph,
    Quote,
    Rule,
    Strong,
    walk,
)
from flashcards.values import dataclass

_LEAST = 2
"""Titles with a mark, or answers behind one word, that tell it from a word of the text."""

UNIT = (
    r"marks?|points?|pts?\.?|p\.?|punkte?|pkt\.?|be|puntos?|punti|punto|punt(?:en)?|pontos?|pt[oi]s?\.?|"
    r"балл\w{0,2}|分|点"
)
"""What something is worth is told in, as a pattern."""
AWARD = rf"\d{{1,3}} ?(?:{UNIT})"
"""What something is worth, `3 points`, as a pattern."""

# `[2]`, `(3 marks)`, `[2 P.]` at the end of a title.
_MARK = re.compile(
    rf"\s*[\[(（]\s?(?P<mark>\d{{1,3}})(?:\s?(?P<unit>{UNIT}))?\s?[\])）]\s*$", re.IGNORECASE
)
# The same behind words of an answer, `the sum (1).`; so look the places of a list.
_SHARE = re.compile(
    rf"(?<=[^\s:;,.])\s+[\[(]\s?[MAB]?(?P<mark>\d{{1,2}})(?:\s?(?:{UNIT}))?\s?[\])]"
    r"(?P<closes>(?=[.,;:]|\s*$))?",
    re.IGNORECASE,
)
# The same with its word, at the end of an answer: `Uracil. (2 P.)`, `(je 0,5 P.)`.
_EARNED = re.compile(
    r"\s+[\[(]\s?(?:(?:je|each|à|chac\w+|cada|ognuno|elk) )?(?:\d{1,2}[.,])?\d{1,3} ?"
    rf"(?:{UNIT})"
    r"(?: (?:each|chac\w+|cada|ognuno|elk))?\s?[\])]\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Title:
    """A title with its mark, and where what answers it ends."""

    index: int
    end: int
    mark: int


def unmarked(words: Inlines) -> Inlines:
    """What asks without the mark at its end, if it has one; else the same words."""
    found = _MARK.search(plain(words))
    return stripped(cut(words, 0, found.start())) if found else words


def without_awards(run: Blocks) -> Blocks:
    """The blocks without marks, and with the word before each scheme as that of an answer."""
    found = list(_titles(run))
    marked = [one for one in found if one.mark]
    out = list(run)
    if len(marked) >= _LEAST:
        for one in marked:
            out[one.index] = _asking_only(run[one.index])
        even = [one for one in marked if _adds_up(run[one.index + 1 : one.end], one.mark)]
        for one in even if len(even) >= _LEAST else ():
            body = _changed(tuple(out[one.index + 1 : one.end]), _unshared)
            out[one.index + 1 : one.end] = body
        out = [_unweighed(block) for block in out]
    out = list(_unearned(tuple(out), weighed=any(map(_is_weighed, run))))
    word = _word(run, found)
    for one in found if word else ():
        for index in range(one.index + 1, one.end):
            out[index] = _answering(out[index], word)
    return tuple(out)


def _titles(run: Blocks) -> Iterator[_Title]:
    """Paragraphs and headings with a mark, or a letter, that ask, each over what answers it."""
    places = [(index, mark) for index, block in enumerate(run) if (mark := _mark(block)) >= 0]
    for place, (index, mark) in enumerate(places):
        end = places[place + 1][0] if place + 1 < len(places) else len(run)
        end = next((i for i in range(index + 1, end) if isinstance(run[i], Heading | Rule)), end)
        if end > index + 1:
            yield _Title(index, end, mark)


def _mark(block: Block) -> int:
    """The mark of a title; 0 for one that asks behind a letter without it, -1 for other blocks."""
    if not isinstance(block, Paragraph | Heading):
        return -1
    text = plain(block.children)
    found = _MARK.search(text)
    lettered = opening_letter(text) is not None
    asks = has_question_mark(text)
    if found and (asks or lettered or found["unit"]):
        return int(found["mark"])
    return 0 if lettered and asks else -1


def _is_weighed(block: Block) -> bool:
    """Whether a heading, or a line of few words that sets no task, says what it is worth."""
    if not isinstance(block, Heading | Paragraph):
        return False
    found = _MARK.search(plain(block.children))
    bold = isinstance(block, Heading) or (block.children and isinstance(block.children[0], Strong))
    return found is not None and bool(found["unit"]) and bool(bold)


def _unearned(blocks: Blocks, *, weighed: bool) -> Blocks:
    """Blocks whose answers say at their end what they are worth, without that.

    Several do: all, where no title is weighed.
    """
    told = [one for one in walk(blocks) if isinstance(one, Paragraph)]
    earned = [one for one in told if _EARNED.search(plain(one.children)) and is_answering(one)]
    if len(earned) < _LEAST or not (weighed or len(earned) == sum(map(is_answering, told))):
        return blocks
    return _mapped(blocks)


def _mapped(blocks: Blocks) -> Blocks:
    out: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph) and is_answering(block):
            found = _EARNED.search(plain(block.children))
            words = stripped(cut(block.children, 0, found.start())) if found else block.children
            out.append(replace(block, children=words) if found else block)
        else:
            out.append(with_inner(block, _mapped))
    return tuple(out)


def _unweighed(block: Block) -> Block:
    """A heading without its marks: `Question 1 (7 points)`."""
    if not isinstance(block, Heading):
        return block
    found = _MARK.search(plain(block.children))
    return replace(block, children=unmarked(block.children)) if found and found["unit"] else block


def _asking_only(block: Block) -> Block:
    """A title without its mark; a task keeps it, as the sign that it asks."""
    if isinstance(block, Paragraph | Heading) and has_question_mark(plain(block.children)):
        return replace(block, children=unmarked(block.children))
    return block


# --- what answers ----------------------------------------------------------------------------


def _paragraphs(blocks: Blocks) -> Iterator[Inlines]:
    """The words of an answer, from paragraphs at any depth."""
    for block in walk(blocks):
        if isinstance(block, Paragraph):
            yield block.children


def _changed(blocks: Blocks, change: Callable[[Inlines], Inlines]) -> Blocks:
    return tuple(
        replace(block, children=change(block.children))
        if isinstance(block, Paragraph)
        else with_inner(block, lambda inner: _changed(inner, change))
        for block in blocks
    )


def _adds_up(blocks: Blocks, mark: int) -> bool:
    """Whether the marks in an answer are those of its title; those that count up may be a list."""
    found = [
        one
        for words in _paragraphs(blocks)
        for row in lines(words)
        for one in _SHARE.finditer(plain(row))
    ]
    shares = [int(one["mark"]) for one in found]
    closed = all(one["closes"] is not None for one in found)
    return sum(shares) == mark and (closed or shares != list(range(1, len(shares) + 1)))


def _unshared(words: Inlines) -> Inlines:
    """Words without the marks at the ends of their clauses."""
    for found in reversed(list(_SHARE.finditer(plain(words)))):
        words = (*cut(words, 0, found.start()), *cut(words, found.end()))
    return words


def _word(run: Blocks, titles: list[_Title]) -> str:
    """The word that opens the answers of most titles in slanted or bold letters; or nothing."""
    words = Counter(
        next(filter(None, map(_opening, run[one.index + 1 : one.end])), "") for one in titles
    )
    word, count = words.most_common(1)[0] if words else ("", 0)
    often = count >= _LEAST and 2 * count > len(titles)
    return word if often and role_of(word) is Role.OTHER else ""


def _first(block: Block) -> Paragraph | None:
    inner = block.children[0] if isinstance(block, Quote) and block.children else block
    return inner if isinstance(inner, Paragraph) else None


def _opening(block: Block) -> str:
    """The label that opens a paragraph or a quote, as `*Scheme.*` does."""
    first = _first(block)
    pair = _parted(first.children) if first else None
    return plain(pair[0]).strip().casefold() if pair else ""


def _parted(words: Inlines) -> tuple[Inlines, Inlines] | None:
    nodes = stripped(words)
    if nodes and isinstance(nodes[0], Emphasis) and plain(nodes[:1]).rstrip().endswith((".", ":")):
        inner = nodes[0].children
        return cut(inner, 0, len(plain(inner).rstrip(".: "))), stripped(nodes[1:])
    return split_label(nodes)


def _answering(block: Block, word: str) -> Block:
    """A block that the word opens, as one that the word for an answer opens."""
    if _opening(block) != word or (first := _first(block)) is None:
        return block
    pair = _parted(first.children)
    body = pair[1] if pair else ()
    told = replace(first, children=(Strong((said("Answer"),)), said(": "), *body))
    return (
        replace(block, children=(told, *block.children[1:])) if isinstance(block, Quote) else told
    )
