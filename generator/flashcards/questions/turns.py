"""Labels that take turns all through a document, whatever they say, read as question and answer.

`**Traccia 1.** …` and `**Svolgimento.** …`, `#### Situation` and `#### Response`; tasks of one
label, or of none, each over one listing; headings over what they ask, and a quote that answers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from flashcards import patterns as re
from flashcards.document import Role
from flashcards.questions.forms import dialogue
from flashcards.questions.forms.apart import is_answering
from flashcards.questions.forms.candidate import Evidence
from flashcards.questions.forms.titles import is_wholly_bold, title_of
from flashcards.questions.letters import opening_letter
from flashcards.questions.opening import DEEPEST, OF_PARAGRAPH, Opening, opening_of
from flashcards.questions.roles import (
    contrasts,
    is_answer,
    is_back,
    is_claimed,
    is_front,
    is_meta,
    is_prompt_label,
    role_of,
    some_sentence_asks,
)
from flashcards.questions.run import ready
from flashcards.questions.slices import answer_box, cut, joined, lines, paragraph, said
from flashcards.tree import plain
from flashcards.tree.nodes import (
    Block,
    Blocks,
    BulletList,
    CodeBlock,
    Details,
    Heading,
    Inlines,
    OrderedList,
    Paragraph,
    Quote,
    Rule,
    Strong,
)
from flashcards.values import dataclass

_LEAST = 2
_UNKNOWN_LEAST = 3
"""Turns that a document has at least; where no word of them is known as that of an answer."""

_ALIKE = 0.8
"""Share of the turns that have the same labels, and of those whose first asks."""

_COVERS = 0.8
"""Share of a document's blocks that turns without a known word, or without any, must make up."""

_HALF = 0.5
"""The same of turns whose two words say what is believed and what is so."""

_MOST_WORDS = 3
"""A longer title is no label."""

_TASK_WORDS = 25


@dataclass(frozen=True, slots=True)
class _Turn:
    """The labels from one place to the next of the same first, and where the last ends."""

    labels: tuple[Opening, ...]
    end: int

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(map(_name, self.labels))

    def body(self, place: int, run: Blocks) -> Iterator[Inlines]:
        """The texts behind a label."""
        one = self.labels[place]
        if one.rest:
            yield one.rest
        stop = self.labels[place + 1].index if place + 1 < len(self.labels) else self.end
        for block in run[one.index + 1 : stop]:
            if isinstance(block, Paragraph):
                yield block.children


def _name(one: Opening) -> str:
    return one.word if one.count else one.words


def parted_by_turns(run: Blocks, *, declared: bool) -> Blocks:
    """The blocks with the labels that take turns as those of questions and answers.

    Args:
        run: the blocks.
        declared: whether the document says that it holds questions or cards.
    """
    return _labelled(run, declared=declared) or _listings(run) or _quoted(run) or _sided(run) or run


# `Task 3: …`, `You see: …` at the head of a line: a label if it comes again and again.
_PLAIN = re.compile(
    r"(?P<name>[^\W\d_]+(?: [^\W\d_]+){0,2})(?: (?P<count>\d{1,3}))?\s?[:：]\s+(?=\S)"
)


def _lined(run: Blocks) -> tuple[Blocks, frozenset[str]]:
    """The blocks cut at lines that open with labels that come again, and those labels."""
    found = Counter(
        match["name"].casefold()
        for block in run
        if isinstance(block, Paragraph | Heading)
        for row in lines(block.children)
        if (match := _PLAIN.match(plain(row)))
        and (isinstance(block, Paragraph) or is_claimed(match["name"]))
    )
    names = frozenset(name for name, count in found.items() if count >= _UNKNOWN_LEAST)
    return tuple(part for block in run for part in _cut_at(block, names)), names


def _cut_at(block: Block, names: frozenset[str]) -> Iterator[Block]:
    rows = lines(block.children) if isinstance(block, Paragraph) and names else []
    starts = [
        place
        for place, row in enumerate(rows)
        if (match := _PLAIN.match(plain(row))) and match["name"].casefold() in names
    ]
    if len(rows) < _LEAST or not starts:
        yield block
        return
    edges = sorted({0, *starts, len(rows)})
    yield from (paragraph(joined(rows[a:b])) for a, b in pairwise(edges))


def _opening(block: Block, index: int, names: frozenset[str]) -> Opening | None:
    """The title that opens a block; of labels in plain letters, those that come again."""
    if not isinstance(block, Paragraph | Heading):
        return None
    match = _PLAIN.match(plain(block.children))
    if match is None or match["name"].casefold() not in names:
        return opening_of(block, index)
    if isinstance(block, Heading) and not is_claimed(match["name"]):
        return opening_of(block, index)
    name, count = match["name"].casefold(), match["count"] or ""
    rest = cut(block.children, match.end())
    return Opening(index, name, name if count else "", count, rest, OF_PARAGRAPH)


def _labelled(run: Blocks, *, declared: bool) -> Blocks:
    run, plainly = _lined(run)
    openings = [one for i, block in enumerate(run) if (one := _opening(block, i, plainly))]
    short = [one for one in openings if len(_name(one).split()) <= _MOST_WORDS]
    often = Counter((_name(one), one.level) for one in short)
    labels = [one for one in short if often[_name(one), one.level] >= _LEAST]
    if not labels or is_meta(_name(labels[0])):
        return ()
    first = _name(labels[0]), labels[0].level
    starts = [place for place, one in enumerate(labels) if (_name(one), one.level) == first]
    turns = [
        _Turn(tuple(labels[a:b]), _end(run, labels[b - 1], labels[b] if b < len(labels) else None))
        for a, b in zip(starts, [*starts[1:], len(labels)], strict=True)
    ]
    names, count = Counter(turn.names for turn in turns).most_common(1)[0]
    if count < _ALIKE * len(turns) or len(set(names)) < len(names) or len(names) != _LEAST:
        return ()
    turns = [turn for turn in turns if turn.names == names]
    levels = {one.level > DEEPEST for turn in turns for one in turn.labels}
    if len(levels) > 1 or any(True for _ in dialogue.find(run)):
        return ()
    if not _take_turns(run, turns, names, declared=declared):
        return ()
    out = list(run)
    for turn in turns:
        for one, word in zip(turn.labels, ("Question", "Answer"), strict=True):
            out[one.index] = _renamed(run[one.index], one, word)
        one = turn.labels[0]
        bare = not one.count or contrasts(*names)
        if one.rest and bare and not any(map(_asks, turn.body(0, run))):
            told = _spelt(run[turn.labels[1].index], names[1])
            asked = (said(f"{names[0].capitalize()}: "), *one.rest, said(f" – {told}?"))
            out[one.index] = _renamed(run[one.index], replace(one, rest=asked), "Question")
    return tuple(out)


def _spelt(block: Block, name: str) -> str:
    """A label as its author spells it."""
    words = plain(block.children) if isinstance(block, Heading | Paragraph) else ""
    start = words.casefold().find(name)
    return words[start : start + len(name)] if start >= 0 else name


def _end(run: Blocks, last: Opening, following: Opening | None) -> int:
    """Where what stands behind a label ends: at the next one, a heading or a rule."""
    limit = following.index if following else len(run)
    return next(
        (i for i in range(last.index + 1, limit) if isinstance(run[i], Heading | Rule)), limit
    )


def _take_turns(
    run: Blocks, turns: Sequence[_Turn], names: tuple[str, ...], *, declared: bool
) -> bool:
    """Whether the first of two labels asks and the second answers."""
    first, second = names
    if any(role_of(name) not in (Role.OTHER, Role.PROMPT, Role.SOLUTION) for name in names):
        return False
    known = is_answer(second) or contrasts(first, second)
    if is_front(first) and is_back(second):
        return False  # sides by name have a form of their own
    if is_answer(first) or is_prompt_label(second) or (known and is_prompt_label(first)):
        return False
    if len(turns) < (_LEAST if known else _UNKNOWN_LEAST):
        return False
    if known and title_of((said(f"{first} 1:"),)).evidence is Evidence.MARKED:
        return False  # a question by its word
    held_by = (run[turn.labels[0].index : turn.end] for turn in turns)
    if not known and any(_offers(blocks) for blocks in held_by):
        return False
    asking = sum(any(map(_asks, turn.body(0, run))) for turn in turns)
    asked_behind = any(any(map(_asks, turn.body(1, run))) for turn in turns)
    if asking >= _ALIKE * len(turns) and not asked_behind:
        return True
    held = sum(turn.end - turn.labels[0].index for turn in turns)
    share = _HALF if contrasts(first, second) else _COVERS
    whole = held >= share * (len(run) - sum(isinstance(b, Rule) for b in run))
    return (known or declared or is_prompt_label(first)) and whole


def _offers(blocks: Blocks) -> bool:
    """Whether options may stand among some blocks: lists, or lines with letters."""
    return any(
        isinstance(block, BulletList | OrderedList)
        or (
            isinstance(block, Paragraph)
            and any(opening_letter(plain(row)) for row in lines(block.children))
        )
        for block in blocks
    )


def _asks(words: Inlines) -> bool:
    return some_sentence_asks(plain(words))


def _renamed(block: Block, one: Opening, word: str) -> Block:
    """A block whose label is the word for a question, or for an answer."""
    if isinstance(block, Heading) and not one.rest:
        return replace(block, children=(said(word),))
    count = f" {one.count}" if one.count.isdecimal() and word == "Question" else ""
    label = Strong((said(f"{word}{count}:"),))
    return Paragraph((label, said(" "), *one.rest), span=block.span)


# --- tasks without the word for an answer ------------------------------------------------------


def _listings(run: Blocks) -> Blocks:
    """Tasks, each over one listing or quote, that are nearly all of a document."""
    pairs = [
        index
        for index, (block, behind) in enumerate(pairwise(run))
        if isinstance(behind, CodeBlock | Quote) and _is_line(block) and not is_answering(behind)
    ]
    texts = sum(not isinstance(block, Heading | Rule) for block in run)
    asking = sum(
        _is_labelled(block) or _is_marked(block) or _asks_in(block)
        for block in (run[index] for index in pairs)
    )
    if len(pairs) < _UNKNOWN_LEAST or _LEAST * len(pairs) < _COVERS * texts:
        return ()
    if asking < _ALIKE * len(pairs):
        return ()
    out = list(run)
    for index in pairs:
        block = run[index]
        one = opening_of(block, index) if _is_labelled(block) else None
        words = one.rest if one else block.children if isinstance(block, Paragraph) else ()
        title = title_of(words)
        words = title.words if title.evidence is Evidence.MARKED else words
        out[index] = Paragraph((Strong((said("Question:"),)), said(" "), *words), span=block.span)
        out[index + 1] = _answer(run[index + 1])
    return tuple(out)


def _is_line(block: Block) -> bool:
    """Whether a paragraph is one line, and leads to nothing."""
    if not isinstance(block, Paragraph) or len(lines(block.children)) > 1:
        return False
    words = plain(block.children).strip()
    return len(words.split()) <= _TASK_WORDS and not words.endswith((":", "："))


def _is_marked(block: Block) -> bool:
    """Whether a paragraph opens with the sign of a question: `Q1: …`."""
    title = title_of(block.children) if isinstance(block, Paragraph) else None
    return title is not None and title.evidence is Evidence.MARKED


def _is_labelled(block: Block) -> bool:
    """Whether a block opens with a label that announces a question."""
    one = opening_of(block, 0)
    return one is not None and is_prompt_label(_name(one)) and bool(one.rest)


def _quoted(run: Blocks) -> Blocks:
    """Headings of one level over a text, one of the two asking, each with a quote at its end."""
    places = [index for index, block in enumerate(run) if isinstance(block, Heading)]
    found = [
        (start, end)
        for start, end in pairwise((*places, len(run)))
        if end > start + _LEAST
        and isinstance(run[end - 1], Quote)
        and all(isinstance(block, Paragraph) for block in run[start + 1 : end - 1])
        and not is_answering(run[end - 1])
    ]
    held = sum(end - start for start, end in found)
    asking = sum(any(_asks_in(block) for block in run[start : end - 1]) for start, end in found)
    if len(found) < _UNKNOWN_LEAST or asking < len(found) or held < _COVERS * len(run):
        return ()
    out = list(run)
    for _, end in found:
        out[end - 1] = _answer(run[end - 1])
    return tuple(out)


def _asks_in(block: Block) -> bool:
    return isinstance(block, Heading | Paragraph) and _asks(block.children)


def _sided(run: Blocks) -> Blocks:
    """Sides of cards by name, each on a line of its own, as headings: `**Front**`, `**Back**`."""
    quoted = (
        part
        for block in run
        for part in (ready(block.children) if isinstance(block, Quote) else (block,))
    )
    loose = tuple(part for block in quoted for part in _headed(block))
    sides = {place: side for place, block in enumerate(loose) if (side := _side(block))}
    turns = [*sides.values()]
    if len(turns) < _LEAST * _LEAST or turns != ["front", "back"] * (len(turns) // _LEAST):
        return ()
    return tuple(
        Heading(DEEPEST, block.children, span=block.span)
        if place in sides and isinstance(block, Paragraph)
        else block
        for place, block in enumerate(loose)
    )


def _headed(block: Block) -> Iterator[Block]:
    """A paragraph cut behind its first line, if that names a side of a card."""
    first, *below = lines(block.children) if isinstance(block, Paragraph) else ((),)
    if below and _side(paragraph(first)):
        yield paragraph(first)
        yield paragraph(joined(below))
    else:
        yield block


def _side(block: Block) -> str:
    """Which side of a card a paragraph of one word names; or nothing."""
    words = plain(block.children) if isinstance(block, Paragraph) else ""
    if not words or not is_wholly_bold(block.children if isinstance(block, Paragraph) else ()):
        return ""
    name = words.strip(" :：")
    if is_front(name) or is_prompt_label(name):
        return "front"
    return "back" if is_back(name) or is_answer(name) else ""


def _answer(block: Block) -> Details:
    told = block.children if isinstance(block, Quote) else (block,)
    return answer_box(told)


__all__ = ["parted_by_turns"]
