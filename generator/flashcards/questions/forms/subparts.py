"""Parts of a question: `a) How long …?` and `b) How far …?`, each answered below it.

What stands above them gives what they ask of, and is told in each.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flashcards.questions.forms.candidate import Candidate, Evidence
from flashcards.questions.forms.titles import title_of
from flashcards.questions.letters import is_nth, opening_letter
from flashcards.questions.roles import has_question_mark
from flashcards.questions.slices import cut, joined, lines, paragraph, said, stripped
from flashcards.tree import plain
from flashcards.tree.nodes import Block, Blocks, Heading, Inlines, Paragraph, Rule
from flashcards.values import dataclass

FORM = "part"
_LEAST = 2
_MAX_WORDS = 60
"""A longer text above the parts tells more than they ask of."""


@dataclass(frozen=True, slots=True)
class _Part:
    index: int
    words: Inlines
    below: Inlines


def find(run: Blocks) -> Iterator[Candidate]:
    """Paragraphs that open with a), b), c) in order and ask, each over what answers it."""
    parts: list[_Part] = []
    for index, block in enumerate(run):
        if isinstance(block, Heading | Rule):
            yield from _candidates(run, parts)
            parts = []
            continue
        one = _part(block, index, len(parts)) or (_part(block, index, 0) if parts else None)
        if one is None:
            continue
        if parts and not is_nth(_letter(block), len(parts)):
            yield from _candidates(run, parts)
            parts = []
        parts.append(one)
    yield from _candidates(run, parts)


def _letter(block: Block) -> str:
    found = opening_letter(plain(block.children)) if isinstance(block, Paragraph) else None
    return found[0] if found else ""


def _part(block: Block, index: int, place: int) -> _Part | None:
    """A paragraph whose first line opens with the letter of a place and asks."""
    if not isinstance(block, Paragraph) or not is_nth(_letter(block), place):
        return None
    first, *below = lines(block.children)
    opened = opening_letter(plain(first))
    if opened is None or not has_question_mark(plain(first)):
        return None
    return _Part(index, stripped(cut(first, opened[1])), joined(below))


def _candidates(run: Blocks, parts: Sequence[_Part]) -> Iterator[Candidate]:
    """The parts of one question, if each has its answer right below it."""
    if len(parts) < _LEAST or not all(_is_answered(run, one, parts) for one in parts):
        return
    stem = _stem(run, parts[0].index)
    for one in parts:
        title = (*stem, said(" "), *one.words) if stem else one.words
        yield Candidate(
            form=FORM,
            key=FORM,
            evidence=Evidence.MARKED,
            index=one.index,
            title=title,
            span=run[one.index].span,
            answer=(paragraph(one.below),) if one.below else (),
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
    above = run[index - 1] if index else None
    if not isinstance(above, Paragraph | Heading):
        return ()
    words = title_of(above.children).words
    text = plain(words)
    return () if has_question_mark(text) or len(text.split()) > _MAX_WORDS else words


SAMPLES = (
    (
        "A stone falls from 20 m.\n\na) How long?\n\n2 s.\n\nb) How fast?\n\n20 m/s.",
        ("A stone falls from 20 m. How long?", "A stone falls from 20 m. How fast?"),
    ),
)
NOT_SAMPLES = (
    "Which is it?\n\na) this?\nb) that?",
    "A stone falls.\n\na) How long?\n\nb) How fast?\n\nSolution: 2 s and 20 m/s.",
)
