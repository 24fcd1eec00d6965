"""Parts of a question: `a) How long …?` and `b) How far …?`, each with its own answer.

It stands below the part, behind its question mark, or by its letter in a solution behind them all.
What stands above the parts gives what they ask of, and is told in each.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from flashcards import patterns as re
from flashcards.document import Role
from flashcards.questions.awards import unmarked
from flashcards.questions.boxes import callout_role, fold_role
from flashcards.questions.forms.apart import is_answering
from flashcards.questions.forms.candidate import Candidate, Evidence
from flashcards.questions.forms.titles import title_of
from flashcards.questions.labels import split_label, split_spoken
from flashcards.questions.letters import in_order, is_nth, opening_letter, places_inside
from flashcards.questions.roles import (
    begins_asking,
    has_question_mark,
    is_answer,
    is_key_name,
    is_prompt_label,
)
from flashcards.questions.slices import alone, cut, joined, lines, paragraph, said, stripped
from flashcards.tree import Span, plain
from flashcards.tree.nodes import (
    Block,
    Blocks,
    BulletList,
    Callout,
    CodeBlock,
    Details,
    Heading,
    Inlines,
    Item,
    MathBlock,
    OrderedList,
    Paragraph,
    Rule,
    Table,
)
from flashcards.values import dataclass

FORM = "part"
_LEAST = 2
_MAX_WORDS = 60
"""A longer text above the parts tells more than they ask of."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A part: its block and its line or item there, what it asks, and what stands behind that."""

    index: int
    place: int
    words: Inlines
    below: Inlines
    span: Span


def find(run: Blocks) -> Iterator[Candidate]:
    """Lines, paragraphs or items that open with a), b), c) in order and ask, and are answered."""
    yield from _together(run)
    parts: list[_Part] = []
    for index, block in enumerate(run):
        if isinstance(block, Heading | Rule):
            yield from _apart(run, parts)
            parts = []
            continue
        one = _part(run, index, len(parts)) or (_part(run, index, 0) if parts else None)
        if one is None:
            continue
        if parts and not is_nth(_letter(block), len(parts)):
            yield from _apart(run, parts)
            parts = []
        parts.append(one)
    yield from _apart(run, parts)


def _letter(block: Block) -> str:
    found = opening_letter(plain(block.children)) if isinstance(block, Paragraph) else None
    return found[0] if found else ""


def _part(run: Blocks, index: int, place: int) -> _Part | None:
    """A paragraph whose first line opens with the letter of a place and asks.

    What sets a task by its first word is a part where the word for an answer stands right below.
    """
    block = run[index]
    if not isinstance(block, Paragraph) or not is_nth(_letter(block), place):
        return None
    first, *below = lines(block.children)
    told = index + 1 < len(run) and is_answering(run[index + 1])
    asks = _sets if told else _asks
    if below and not asks(first) and asks(block.children):
        first, below = block.children, []  # a part that goes on in the next line
    opened = opening_letter(plain(first))
    if opened is None or not asks(first):
        return None
    words = unmarked(stripped(cut(first, opened[1])))
    return _Part(index, 0, words, joined(below), block.span)


def _asks(words: Inlines) -> bool:
    """Whether a part ends in a question mark, or in the mark that a task is worth."""
    return has_question_mark(plain(words)) or unmarked(words) is not words


def _apart(run: Blocks, parts: Sequence[_Part]) -> Iterator[Candidate]:
    """The parts of one question, if each has its answer right below it, or all behind the last."""
    if len(parts) < _LEAST:
        return
    if any(_offers(one, run[one.index + 1 : one.index + 2]) for one in parts):
        return
    if all(_is_answered(run, one, parts) for one in parts):
        stem = _stem(run, parts[0].index)
        if isinstance(run[parts[0].index - 1], Heading) and not all(_asks(p.words) for p in parts):
            stem = ()  # a task says itself what it is of
        first = parts[0].index - _is_numbered(run[parts[0].index - 1])
        for one in parts:
            answer = (paragraph(one.below),) if one.below else ()
            yield replace(_candidate(one, stem, answer), first=first if one is parts[0] else -1)
    elif not any(one.below for one in parts):
        yield from _solved(run, parts)


# Two things counted behind each other: `1. swift  2. kiwi`.
_COUNTED = re.compile(r"\s2[.)]\s+\S")


def _offers(one: _Part, behind: Blocks) -> bool:
    """Whether what stands below a part is there to choose from."""
    words = plain(one.below)
    for block in behind:
        if (
            isinstance(block, OrderedList)
            and len(block.items) == 1
            and (row := _row(block.items[0]))
        ):
            words = f"1. {plain(row[0])}"
    counted = words.startswith(("1.", "1)")) and _COUNTED.search(words) is not None
    return bool(places_inside(words)) or counted


def _candidate(one: _Part, stem: Inlines, answer: Blocks) -> Candidate:
    title = (*stem, said(" "), *one.words) if stem else one.words
    return Candidate(
        form=FORM,
        key=FORM,
        evidence=Evidence.MARKED,
        index=one.index,
        part=one.place,
        title=title,
        span=one.span,
        answer=answer,
        open_ended=True,
    )


def _is_answered(run: Blocks, one: _Part, parts: Sequence[_Part]) -> bool:
    if one.below:
        return True
    behind = one.index + 1
    opens = any(behind == other.index for other in parts)
    return behind < len(run) and not opens and not isinstance(run[behind], Heading | Rule)


def _stem(run: Blocks, index: int) -> Inlines:
    """What stands above the first part: a paragraph, else the heading; nothing if it asks."""
    at = _above(run, index)
    above = run[at] if at >= 0 else None
    if not isinstance(above, Paragraph | Heading):
        return ()
    words = title_of(above.children).words
    text = plain(words)
    return () if has_question_mark(text) or len(text.split()) > _MAX_WORDS else words


def _is_numbered(block: Block) -> bool:
    """Whether a paragraph is the number of a task and no more: `**Exercise 2** (5 points)`."""
    if not isinstance(block, Paragraph):
        return False
    title = title_of(unmarked(block.children))
    return title.number is not None and not plain(title.words).strip()


def _above(run: Blocks, index: int) -> int:
    """Where the text above some parts stands: over a table, or the word for questions."""
    at = index - 1
    while at >= 0 and (
        isinstance(block := run[at], Table | CodeBlock | MathBlock) or _leads(block)
    ):
        at -= 1
    return at


def _leads(block: Block) -> bool:
    """Whether a paragraph is the word for what is asked, and nothing else: `**Questions**`."""
    return isinstance(block, Paragraph) and is_prompt_label(plain(block.children))


# --- parts that stand together ---------------------------------------------------------------


def _together(run: Blocks) -> Iterator[Candidate]:
    """Parts that are the lines of one paragraph or the items of one list."""
    for index, block in enumerate(run):
        rows = _rows(block)
        opened = [opening_letter(plain(row)) for row, _, _ in rows]
        lettered = in_order([one[0] if one else "" for one in opened])
        if len(rows) < _LEAST or not (lettered or _is_of_a_case(run, index)):
            continue
        if not all(_sets(row) for row, _, _ in rows):
            continue
        parts = []
        for place, ((row, more, span), one) in enumerate(zip(rows, opened, strict=True)):
            bare = unmarked(stripped(cut(row, one[1])) if one and lettered else row)
            words, behind = _halved(bare)
            parts.append(_Part(index, place, words, joined([behind, more]), span))
        if all(one.below for one in parts):
            answers = [(paragraph(one.below),) for one in parts]
            yield from _given(run, parts, answers, index + 1)
        elif not any(one.below for one in parts):
            yield from _solved(run, parts)


def _sets(words: Inlines) -> bool:
    """Whether a part, its answer behind its question mark, asks or sets a task."""
    return _asks(_halved(words)[0]) or _asks(words) or begins_asking(_bare(plain(words)))


def _bare(words: str) -> str:
    opened = opening_letter(words)
    return words[opened[1] :] if opened else words


# A heading that tells a case, in the words of many trades.
_CASE = re.compile(
    r"\b(?:cases?|casos?|casi|cas|f[aä]lle?|fallbeispiel|fallstudie|casus|praktijk\w*|"
    r"s[cz]enarios?|scénarios?|escenarios?|cenários?|scenari)\b",
    re.IGNORECASE,
)


def _is_of_a_case(run: Blocks, index: int) -> bool:
    """Whether a counted list stands below a text that tells a case, as its heading says."""
    at = _above(run, index)
    if at < 1 or not isinstance(run[index], OrderedList):
        return False
    above, head = run[at], run[at - 1]
    told = isinstance(above, Paragraph) and not has_question_mark(plain(above.children))
    return told and isinstance(head, Heading) and _CASE.search(plain(head.children)) is not None


def _rows(block: Block) -> list[tuple[Inlines, Inlines, Span]]:
    """The lines of a paragraph, or the items of a list with what stands below each."""
    match block:
        case Paragraph():
            parts = [part for row in lines(block.children) for part in _in_line(row)]
            return [(part, (), paragraph(part).span) for part in parts]
        case BulletList() | OrderedList():
            rows = [_row(item) for item in block.items]
            return [row for row in rows if row] if all(rows) else []
        case _:
            return []


# Where the next part of a line begins: `(a) How long? (b) How fast?`.
_NEXT = re.compile(r"(?<=[?？؟]) +(?=\(?[b-h]\) )")


def _in_line(row: Inlines) -> Iterator[Inlines]:
    """A line, or the parts that stand in it."""
    text = plain(row)
    start = 0
    if opening_letter(text):
        for found in _NEXT.finditer(text):
            yield cut(row, start, found.start())
            start = found.end()
    yield cut(row, start) if start else row


def _row(item: Item) -> tuple[Inlines, Inlines, Span] | None:
    only = alone(item)
    if only is None or item.checked is not None:
        return None
    first, *more = lines(only.children)
    return first, joined(more), item.span


def _halved(words: Inlines) -> tuple[Inlines, Inlines]:
    """A question and what stands behind its mark."""
    text = plain(words)
    at = max(text.find(mark) for mark in "?？؟") + 1
    behind = stripped(cut(words, at), " \t–—:-→=")
    return (cut(words, 0, at), behind) if at and plain(behind) else (words, ())


# --- a solution by letters -------------------------------------------------------------------


def _solved(run: Blocks, parts: Sequence[_Part]) -> Iterator[Candidate]:
    """Parts whose answers stand by their letters in a solution right behind the last."""
    start = parts[-1].index + 1
    inside, end = _solution(run, start)
    answers = _lettered(inside) or _numbered(inside) or _sentences(inside, parts)
    if len(answers) == len(parts):
        yield from _given(run, parts, answers, end)


def _solution(run: Blocks, start: int) -> tuple[Blocks, int]:
    """What stands under the word for an answer right behind some parts, and where it ends."""
    block = run[start] if start < len(run) else None
    match block:
        case Heading() if _names_answer(plain(block.children)):
            end = next(
                (i for i in range(start + 1, len(run)) if isinstance(run[i], Heading | Rule)),
                len(run),
            )
            return run[start + 1 : end], end
        case Details() if fold_role(block) is Role.SOLUTION:
            return block.children, start + 1
        case Callout() if callout_role(block) is Role.SOLUTION:
            return block.children, start + 1
        case Paragraph():
            pair = split_label(block.children) or split_spoken(block.children)
            if pair is None and _names_answer(plain(block.children)):
                pair = block.children, ()  # the word alone
            if pair is None or not _names_answer(plain(pair[0])):
                return (), start
            end = start + 1
            while end < len(run) and not isinstance(run[end], Heading | Rule):
                if _letter(run[end]) == "" and not isinstance(run[end], BulletList | OrderedList):
                    break
                end += 1
            own = (paragraph(pair[1]),) if pair[1] else ()
            return (*own, *run[start + 1 : end]), end
        case _:
            return (), start


def _names_answer(words: str) -> bool:
    return is_answer(words) or is_key_name(words)


def _lettered(blocks: Blocks) -> list[Blocks]:
    """What stands behind a), b), c) each, in order; nothing where a letter is missing."""
    found: list[list[Block]] = []
    for block in blocks:
        rows = _rows(block)
        if len(rows) == 1 and (pieces := _pieces(rows[0][0])):
            rows = [(piece, (), rows[0][2]) for piece in pieces]
        for row, more, _ in rows:
            opened = opening_letter(plain(row))
            if opened and is_nth(opened[0], len(found)):
                words = joined([stripped(cut(row, opened[1])), more])
                found.append([paragraph(words)])
            elif not found:
                return []
            else:
                found[-1].append(paragraph(joined([row, more])))
        if not rows:
            if not found:
                return []
            found[-1].append(block)
    return [tuple(one) for one in found]


def _pieces(row: Inlines) -> list[Inlines]:
    """The answers of a line that holds them all: `a) 2 s b) 20 m/s`."""
    places = places_inside(plain(row))
    if not places or places[0][1]:
        return []
    edges = [*(start for _, start, _ in places), None]
    return [cut(row, a, b) for a, b in pairwise(edges) if a is not None]


def _numbered(blocks: Blocks) -> list[Blocks]:
    """The items of a counted list that is all of a solution."""
    only = blocks[0] if len(blocks) == 1 else None
    return [item.children for item in only.items] if isinstance(only, OrderedList) else []


# The end of a sentence of a solution, and a word that says what it is of.
_SENTENCE = re.compile(r"(?<=\w[.;!])\s+(?=[^\W\d_a-z])")
_WORD = re.compile(r"[^\W\d_]{5,}")


def _sentences(blocks: Blocks, parts: Sequence[_Part]) -> list[Blocks]:
    """The sentences of a solution in prose, one for each part in order, as their words tell.

    All but one share a word with their own part, and none more with another than with that.
    """
    only = blocks[0] if len(blocks) == 1 else None
    if not isinstance(only, Paragraph):
        return []
    edges = [0, *(one.end() for one in _SENTENCE.finditer(plain(only.children))), None]
    told = [stripped(cut(only.children, a, b)) for a, b in pairwise(edges) if a is not None]
    if len(told) != len(parts):
        return []
    asked = [_stems(one.words) for one in parts]
    own = 0
    for place, sentence in enumerate(told):
        shared = [len(_stems(sentence) & words) for words in asked]
        if max(shared) > shared[place]:
            return []
        own += shared[place] > 0
    return [(paragraph(one),) for one in told] if own >= len(parts) - 1 else []


def _stems(words: Inlines) -> set[str]:
    """The long words of a text, without their endings."""
    return {word[:5] for word in _WORD.findall(plain(words).casefold())}


def _given(
    run: Blocks, parts: Sequence[_Part], answers: Sequence[Blocks], end: int
) -> Iterator[Candidate]:
    """Parts with their answers; the last takes with it what stands up to the end of those."""
    stem = _stem(run, parts[0].index)
    first = _above(run, parts[0].index) if stem else parts[0].index
    for one, answer in zip(parts, answers, strict=True):
        taken = end - one.index - 1 if one is parts[-1] else 0
        made = _candidate(one, stem, answer)
        yield replace(made, open_ended=False, taken=taken, skipped=taken, first=first)


SAMPLES = (
    (
        (
            "## Case\n\nA stone falls.\n\n1. What height has it?\n2. What speed?\n\n"
            "**Answer.** The height is 20 m. The speed is 20 m/s."
        ),
        ("A stone falls. What height has it?", "A stone falls. What speed?"),
    ),
    (
        "A stone falls from 20 m.\n\na) How long?\n\n2 s.\n\nb) How fast?\n\n20 m/s.",
        ("A stone falls from 20 m. How long?", "A stone falls from 20 m. How fast?"),
    ),
    (
        "A stone falls from 20 m.\n\n- (a) How long? 2 s\n- (b) How fast? 20 m/s",
        ("A stone falls from 20 m. How long?", "A stone falls from 20 m. How fast?"),
    ),
    (
        "A stone falls.\n\na) How long?\nb) How fast?\n\n### Solution\n\na) 2 s\nb) 20 m/s",
        ("A stone falls. How long?", "A stone falls. How fast?"),
    ),
    (
        "A stone falls.\n\n(a) How long? (b) How fast?\n\nSolution\n\n- (a) 2 s\n- (b) 20 m/s",
        ("A stone falls. How long?", "A stone falls. How fast?"),
    ),
)
NOT_SAMPLES = (
    "## The case\n\nA stone falls.\n\n1. How long?\n2. How fast?\n\nAnswer: Both. Neither.",
    "Which is it?\n\na) this?\nb) that?",
    "A stone falls.\n\na) How long?\n\nb) How fast?\n\nSolution: 2 s and 20 m/s.",
    "Which is it?\n\na) this?\nb) that?\n\nAnswer: b",
)
