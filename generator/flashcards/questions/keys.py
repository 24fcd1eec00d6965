"""Keys: the answers of several questions together, by number, behind them all.

`## Answers` over `1. B`, `1-B, 2-C`, a table, or headings with the numbers of the questions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from flashcards.document import NO_PHRASE, Asks, Question, Role, Section
from flashcards.questions.boxes import held
from flashcards.questions.choices import mark_right
from flashcards.questions.forms.titles import title_of
from flashcards.questions.labels import split_label, split_spoken
from flashcards.questions.outline import Outline
from flashcards.questions.parts import section_nodes
from flashcards.questions.roles import is_key_name, is_told, role_of
from flashcards.questions.slices import cut, joined, lines, stripped
from flashcards.tree import Span, plain
from flashcards.tree.nodes import (
    Block,
    Blocks,
    BulletList,
    Callout,
    Details,
    Heading,
    Inlines,
    OrderedList,
    Paragraph,
    Quote,
    Table,
)
from flashcards.tree.span import hull

# A number by itself, in the first column of a table: `3`, `Q3.`
_COUNT = re.compile(r"\W*(?:[^\W\d]{1,10}\W{0,3})?\d{1,4}\W{0,2}")
_LEAST = 2
"""A key answers several questions."""

# `3. B`, `Q3: B`, `3) …`, `3 – B` at the head of a line.
_LINE = re.compile(
    r"\W{0,3}(?:(?:q|question|no|nr|№|frage|第)\.?\s*)?(?P<number>\d{1,4})\s*(?:题|題)?\s*[.):：、．–—-]+\s*(?=\S)",
    re.IGNORECASE,
)
# Several on one line, each no more than a letter: `1-B, 2-C` or `1. B 2. C`, `1B 2C`.
_SHORT = re.compile(
    r"(?<![\w.])(?P<number>\d{1,4})\s*[.):：、–—=-]?\s*\(?(?P<letter>[A-Ha-h](?:\s*[,/&+]\s*[A-Ha-h](?!\w))*)\)?(?!\w)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A list of answers by number; `start` and `end` are its blocks in the run.

    `left` is what answers nothing: a second text for one number.
    """

    start: int
    end: int
    answers: dict[int, Blocks]
    span: Span
    left: Blocks = ()


def find_keys(run: Blocks) -> list[Key]:
    """What may be keys, in order; most of them answer the one question above."""
    found: list[Key] = []
    index = 0
    while index < len(run):
        end, inside = _announced(run, index)
        if end > index:
            if not isinstance(run[index], Details | Callout):  # a fold ends where it ends
                inside, end = _trimmed(inside, end)
            answers: dict[int, Blocks] = {}
            twice: list[Block] = []
            for number, told in _entries(inside):
                twice.extend(told if number in answers else ())
                answers.setdefault(number, told)
            span = run[index].span
            found.append(Key(start=index, end=end, answers=answers, span=span, left=tuple(twice)))
            index = max(end, index + 1) if len(answers) >= _LEAST else index + 1
        else:
            index += 1
    return found


def _trimmed(blocks: Blocks, end: int) -> tuple[Blocks, int]:
    """A key up to its last answer: what stands behind is none of it, and opens anew."""
    if any(isinstance(block, Heading) and _number(block) is not None for block in blocks):
        return blocks, end
    told = [place for place, block in enumerate(blocks, 1) if any(True for _ in _entries_of(block))]
    explained = bool(told) and told[-1] - told[0] >= len(told)  # texts between the answers
    extra = len(blocks) - told[-1] if told and not explained else 0
    return blocks[: len(blocks) - extra], end - extra


def serving(keys: Sequence[Key], openings: Sequence[int]) -> list[Key]:
    """Those keys that stand behind several questions of their own.

    Args:
        keys: in order.
        openings: where questions open in the same run.
    """
    kept: list[Key] = []
    start = 0
    for key in keys:
        served = sum(start <= place < key.start for place in openings)
        if _fits(key.answers, served):
            kept.append(key)
        start = key.start
    return kept


def _fits(answers: Mapping[int, Blocks], served: int) -> bool:
    """Whether numbers are those of so many questions: about as many, and one behind the other."""
    count = len(answers)
    if min(served, count) < _LEAST or count > 2 * served:
        return False
    if max(answers) - min(answers) >= 2 * count:
        return False
    # Fewer than there are questions: those of the last part, whose numbers end with the last.
    return served <= 2 * count or served - count <= min(answers) <= max(answers) <= served + 1


def _announced(run: Blocks, index: int) -> tuple[int, Blocks]:
    """Where what a heading, a label or a fold announces as a key ends, and its blocks."""
    block = run[index]
    if isinstance(block, Details | Callout):
        title, children = held(block)
        return (index + 1, children) if is_key_name(plain(title)) else (index, ())
    if isinstance(block, Table):
        return (index + 1, (block,)) if _is_key_table(block) else (index, ())
    if isinstance(block, Heading) and is_key_name(plain(block.children)):
        end = next(
            (
                i
                for i in range(index + 1, len(run))
                if isinstance(other := run[i], Heading) and other.level <= block.level
            ),
            len(run),
        )
        return end, run[index + 1 : end]
    if isinstance(block, Paragraph):
        first = lines(block.children)[0]
        pair = split_label(first) or _spoken(first)
        if pair and is_key_name(plain(pair[0])):
            end = next(
                (i for i in range(index + 1, len(run)) if isinstance(run[i], Heading)), len(run)
            )
            rest = joined([pair[1], *lines(block.children)[1:]])
            own = (Paragraph(rest, span=block.span),) if rest else ()
            return end, (*own, *run[index + 1 : end])
    return index, ()


def _spoken(line: Inlines) -> tuple[Inlines, Inlines] | None:
    """`Answers: 1b, 2a` in plain letters; `Answer: …` is one question's but for such a line."""
    pair = split_spoken(line)
    return pair if pair and sum(1 for _ in _lines(pair[1])) >= _LEAST else None


def _is_key_table(block: Table) -> bool:
    """Whether a table that nothing announces gives answers by number, and no question."""
    names = [plain(cell.children).strip() for cell in block.header]
    numbered = all(
        row.cells and _COUNT.fullmatch(plain(row.cells[0].children).strip()) for row in block.rows
    )
    answers = any(role_of(name) is Role.SOLUTION or is_told(name) for name in names[1:])
    return len(block.rows) >= _LEAST and numbered and answers


def _entries(blocks: Sequence[Block]) -> Iterator[tuple[int, Blocks]]:
    """Numbers and what answers them: under headings that bear numbers, else block by block."""
    headed: list[tuple[int, list[Block]]] = []
    for block in blocks:
        number = _number(block) if isinstance(block, Heading) else None
        if number is not None:
            headed.append((number, []))
        elif headed:
            headed[-1][1].append(block)
    if headed:
        yield from ((number, tuple(own)) for number, own in headed)
        return
    last: tuple[int, Blocks] | None = None
    for block in blocks:
        entries = list(_entries_of(block))
        if not entries and last:
            last = last[0], (*last[1], block)  # explains the answer above it
        elif entries:
            if last:
                yield last
            yield from entries[:-1]
            last = entries[-1]
    if last:
        yield last


def _number(heading: Heading) -> int | None:
    """The number of the question that a heading answers: `### 3`, `### Question 3`."""
    words = plain(heading.children).strip(" .):#")
    return int(words) if words.isdecimal() else title_of(heading.children).number


def _entries_of(block: Block) -> Iterator[tuple[int, Blocks]]:
    match block:
        case Details() | Callout() | Quote():
            yield from _entries(held(block)[1])
        case OrderedList():
            for number, item in enumerate(block.items, block.start):
                yield number, item.children
        case BulletList():
            for item in block.items:
                first = item.children[0] if item.children else None
                if isinstance(first, Paragraph):
                    for number, words in _lines(first.children):
                        yield number, (_paragraph(words), *item.children[1:])
        case Table():
            yield from _tabled(block)
        case Paragraph():
            for number, words in _lines(block.children):
                yield number, (_paragraph(words),)
        case _:
            return


def _paragraph(words: Inlines) -> Paragraph:
    return Paragraph(words, span=hull(node.span for node in words))


def _lines(inlines: Inlines) -> Iterator[tuple[int, Inlines]]:
    """The numbered lines of a paragraph; several short ones on one line count each."""
    current: tuple[int, list[Inlines]] | None = None
    for line in lines(inlines):
        words = plain(line)
        short = list(_SHORT.finditer(words))
        if len(short) > 1 and sum(len(m[0]) for m in short) * 2 >= len(words.strip()):
            for match in short:
                yield int(match["number"]), cut(line, *match.span("letter"))
            continue
        match_one = _LINE.match(words)
        if match_one:
            if current:
                yield current[0], joined(current[1])
            current = int(match_one["number"]), [stripped(cut(line, match_one.end()), "* _")]
        elif current:
            current[1].append(line)
    if current:
        yield current[0], joined(current[1])


def _tabled(block: Table) -> Iterator[tuple[int, Blocks]]:
    """A table with numbers in one column and answers in another; or numbers above answers."""
    names = [plain(cell.children).strip() for cell in block.header]
    if names and len(names) > _LEAST and all(name.isdigit() for name in names[1:]) and block.rows:
        for name, cell in zip(names, block.rows[0].cells, strict=False):
            if name.isdigit() and cell.children:
                yield int(name), (_paragraph(cell.children),)
        return
    told = next(
        (i for i, name in enumerate(names) if role_of(name) is Role.SOLUTION or is_told(name)), 1
    )
    for row in block.rows:
        number = re.search(r"\d{1,4}", plain(row.cells[0].children)) if row.cells else None
        if number is None or told >= len(row.cells) or not row.cells[told].children:
            continue
        more = [
            _paragraph(cell.children)
            for i, cell in enumerate(row.cells)
            if i not in (0, told) and cell.children and role_of(names[i]) is Role.SOLUTION
        ]
        yield int(number[0]), (_paragraph(row.cells[told].children), *more)


# --- giving the answers to their questions ---------------------------------------------------


def answer_all(
    questions: Sequence[Question], numbers: Sequence[int | None], key: Key, outline: Outline
) -> list[Question]:
    """Questions with what a key answers; those that have an answer keep it.

    Args:
        questions: that stand before the key and behind the one before.
        numbers: as printed; where they are missing or repeat, the questions are counted.
        key: the answers.
        outline: makes nodes of blocks.
    """
    places = _places(numbers)
    return [
        one if told is None or one.answered else _answered(one, told, outline)
        for one, told in zip(questions, map(key.answers.get, places), strict=True)
    ]


def unused(questions: Sequence[Question], numbers: Sequence[int | None], key: Key) -> Blocks:
    """What of a key answers none of its questions, in order."""
    taken = set(_places(numbers))
    answered = {
        place for place, one in zip(_places(numbers), questions, strict=True) if one.answered
    }
    return (
        *(
            block
            for number, told in key.answers.items()
            if number not in taken or number in answered
            for block in told
        ),
        *key.left,
    )


def _places(numbers: Sequence[int | None]) -> list[int]:
    """By which number of a key each question is answered: its own, or its place."""
    printed = [number for number in numbers if number is not None]
    counted = len(printed) < len(numbers) or len(set(printed)) < len(printed)
    return [
        place if counted or number is None else number for place, number in enumerate(numbers, 1)
    ]


def _answered(one: Question, told: Blocks, outline: Outline) -> Question:
    first = told[0] if told else None
    options = one.options
    if one.asks is Asks.CHOICE and isinstance(first, Paragraph):
        options, rest = mark_right(one.options, first.children)
        told = (*([_paragraph(rest)] if stripped(rest) else ()), *told[1:])
    if not told:
        return replace(one, options=options)
    section = Section(
        role=Role.SOLUTION,
        title=NO_PHRASE,
        nodes=tuple(section_nodes(Role.SOLUTION, told, outline)),
        blocks=tuple(told),
        source=outline.at(hull(block.span for block in told)),
    )
    return replace(one, options=options, sections=(*one.sections, section))
