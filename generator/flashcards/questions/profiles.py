"""Terms over the same labelled lines, `Symptom: …` and `Cure: …`, again and again.

The terms are headings, or lines in bold; each becomes a question, and so does each of its lines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from flashcards import patterns as re
from flashcards.questions.forms.candidate import Evidence
from flashcards.questions.forms.titles import evidence_of, is_wholly_bold, title_of
from flashcards.questions.roles import is_meta, is_trait
from flashcards.questions.slices import (
    all_alone,
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
    Paragraph,
    Rule,
    Strong,
)
from flashcards.values import dataclass

_LEAST = 3
"""Terms that the same labels must describe."""

_COVERS = 0.7
"""Share of a document's blocks that they must make up."""

_MOST_WORDS = 8
"""Words of a term."""

# `Symptom: `, `**Cure** – ` at the head of a line.
_LABEL = re.compile(r"\W{0,3}(?P<name>[^\W\d_]+(?: [^\W\d_]+){0,4})\s?(?:[:：]|\s[–—])\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class _Profile:
    """A term, where it stands, and the labelled lines below it."""

    start: int
    end: int
    term: Inlines
    lines: tuple[tuple[str, Inlines], ...]


def profiled(run: Blocks) -> Blocks:
    """The blocks with each labelled line of a term as a question of its own."""
    found = list(_profiles(run))
    counts = Counter(name.casefold() for one in found for name, _ in one.lines)
    common = {name for name, count in counts.items() if count >= _LEAST and is_trait(name)}
    found = [one for one in found if sum(n.casefold() in common for n, _ in one.lines) >= 1]
    labels = {name for name, count in counts.items() if count >= _LEAST}
    held = sum(one.end - one.start for one in found)
    size = sum(not (isinstance(b, Rule) or (isinstance(b, Heading) and b.level == 1)) for b in run)
    if len(found) < _LEAST or len(labels) < _LABELS or held < _COVERS * size:
        return run
    out: list[Block] = []
    start = 0
    for one in found:
        out += run[start : one.start]
        out += _made(one)
        start = one.end
    return (*out, *run[start:])


_LABELS = 2


def _made(one: _Profile) -> Iterator[Block]:
    for name, words in one.lines:
        asked = (*one.term, said(f" – {name}?"))
        question = (Strong((said("Question:"),)), said(" "), *asked)
        yield replace(paragraph(question), span=paragraph(words).span)
        yield answer_box((paragraph(words),))
    yield Rule(span=paragraph(one.term).span)


def _profiles(run: Blocks) -> Iterator[_Profile]:
    """The terms of a run that stand over labelled lines and nothing else."""
    for index, block in enumerate(run):
        term = _term(block)
        if not term:
            continue
        rows = lines(block.children)[1:] if isinstance(block, Paragraph) else []
        end = index + 1
        while end < len(run) and not isinstance(run[end], Heading | Rule) and not _term(run[end]):
            own = _rows(run[end])
            if not all(_LABEL.match(plain(row)) for row in own) or not own:
                break
            rows += own
            end += 1
        told = tuple(_labelled(rows))
        if told and len(told) == len(rows):
            yield _Profile(index, end, term, told)


def _term(block: Block) -> Inlines:
    """The words of a short heading, or of a first line in bold, that asks nothing."""
    words: Inlines = ()
    if isinstance(block, Heading):
        words = block.children
    elif isinstance(block, Paragraph):
        first, *below = lines(block.children)
        over = bool(below) and all(_LABEL.match(plain(row)) for row in below)
        named = (is_wholly_bold(first) or over) and not _LABEL.match(plain(first))
        words = first if named else ()
    words = title_of(words).words
    short = 0 < len(plain(words).split()) <= _MOST_WORDS
    return words if short and evidence_of(words) <= Evidence.NUMBERED else ()


def _rows(block: Block) -> list[Inlines]:
    """The lines of a paragraph, or the items of a list that hold one each."""
    if isinstance(block, Paragraph):
        return lines(block.children)
    items = block.items if isinstance(block, BulletList) else ()
    return [joined(lines(one.children)) for one in all_alone(items)]


def _labelled(rows: Sequence[Inlines]) -> Iterator[tuple[str, Inlines]]:
    for row in rows:
        match = _LABEL.match(plain(row))
        if match and not is_meta(match["name"]):
            yield match["name"], stripped(cut(row, match.end()))
