"""What comments say of a question or a block: `<!-- flashcards: skip -->`, `core`, `detail`."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import field

from flashcards import patterns as re
from flashcards.document import Level
from flashcards.questions.forms.candidate import Candidate
from flashcards.tree import Tree
from flashcards.tree.nodes import Blocks, Heading
from flashcards.values import dataclass

# `flashcards: skip`, `flashcards: core`, `flashcards: tags biology cells`.
_SAID = re.compile(
    r"flashcards:\s*(?P<word>skip|core|detail|tags?)\b:?\s*(?P<rest>[^\n]*)", re.IGNORECASE
)

Place = tuple[int, int]
"""Where an opening stands: the block and the part of it."""


@dataclass(slots=True)
class Marks:
    """What the comments of a document say, by what they speak of."""

    skipped: set[Place] = field(default_factory=set)
    levels: dict[Place, Level] = field(default_factory=dict)
    tags: dict[Place, tuple[str, ...]] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)  # blocks left out, by their first character

    def say(self, places: Sequence[Place], word: str, rest: str) -> None:
        """Note a word for some questions."""
        for place in places:
            if word == "skip":
                self.skipped.add(place)
            elif word.startswith("tag"):
                words = tuple(one.strip("#,") for one in rest.replace(",", " ").split())
                self.tags[place] = (*self.tags.get(place, ()), *words)
            else:
                self.levels.setdefault(place, Level(word))


def read_marks(tree: Tree, run: Blocks, chosen: Sequence[Candidate]) -> Marks:
    """The marks of a document.

    A comment on lines of its own speaks of what follows: of a question, of all under a heading, or
    of a block inside an answer. One that ends a line speaks of that line's question. The nearest
    word counts: what is said of a question goes before what is said of its part of the document.
    """
    marks = Marks()
    said = [(c, m) for c in tree.comments if (m := _SAID.match(c.text))]
    if not said:
        return marks
    starts = [block.span.start for block in run]
    later = []
    for comment, match in said:
        word, rest = match["word"].lower(), match["rest"]
        index = bisect_left(starts, comment.offset)
        if not comment.alone and (index == len(run) or starts[index] != comment.offset):
            index = max(index - 1, 0)
        own = _opens(run, chosen, index, comment.offset, alone=comment.alone)
        block = run[index] if index < len(run) else None
        if own is not None:
            marks.say([own.place], word, rest)
        elif isinstance(block, Heading):
            later.append((_under(run, chosen, index), word, rest))
        elif word == "skip" and block is not None:
            marks.hidden.add(block.span.start)
        else:
            above = [one for one in chosen if one.span.start < comment.offset]
            marks.say([one.place for one in above[-1:]], word, rest)
    for places, word, rest in later:
        marks.say(places, word, rest)
    return marks


def _opens(
    run: Blocks, chosen: Sequence[Candidate], index: int, offset: int, *, alone: bool
) -> Candidate | None:
    """The question that opens where a comment points."""
    if index >= len(run):
        return None
    here = [one for one in chosen if one.index == index]
    if not alone:
        before = [one for one in here if one.span.start <= offset]
        return before[-1] if before else None
    return next((one for one in here if one.span.start >= offset), None)


def _under(run: Blocks, chosen: Sequence[Candidate], index: int) -> list[Place]:
    """The questions under a heading that opens none."""
    heading = run[index]
    level = heading.level if isinstance(heading, Heading) else 0
    end = next(
        (
            i
            for i in range(index + 1, len(run))
            if isinstance(other := run[i], Heading) and other.level <= level
        ),
        len(run),
    )
    return [one.place for one in chosen if index < one.index < end]
