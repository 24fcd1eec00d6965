"""A question's lines with what each stands under: what a number there is about.

A line stands under the lines of its group that introduce it, then its label (`**Rationale**:`),
then the question. Nothing here knows what the lines say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from flashcards import patterns as re
from flashcards.claims.saying import Fence, fences
from flashcards.document import (
    Document,
    Listing,
    Question,
    Role,
    Row,
    Section,
    Table,
    walk_sections,
)
from flashcards.render import plain
from flashcards.tree.nodes import MARKED_TEXT

MOST_CHARACTERS = 1000
"""Of a line that a person wrote; a longer one is read as empty."""

MOST_CELLS = 24
"""Of a row of a table."""

MOST_ROWS = 2000
"""Of a table; what a program wrote is not read to its end."""

MOST_ABOVE = 48
"""Lines that are looked back."""

MOST_BETWEEN = 5
"""Lines from a title to its table."""

# What makes a line an item of a list, drawn or marked.
_BULLET = re.compile(r"^[\s│]*(?:[-*+•]|\d{1,2}[.)]|[├└]─*|[✅❌⚠️✓✗]+)\s+")
# Labels that go on from the one above and tell no new subject.
_GOES_ON = re.compile(
    r"^\W*(?:the )?(?:rationale|reason(?:s|ing)?|why|justification|details?|analysis|memory|"
    r"calculation|benefits?|results?|performance|impact|math|sizes?)\b",
    re.IGNORECASE,
)
# Labels above what is held up as wrong.
_MISTAKES = re.compile(
    r"\bred flags?\b|\b(?:common )?(?:mistakes?|misconceptions?|pitfalls?|myths?|errors?)\b",
    re.IGNORECASE,
)
_TEXT = MARKED_TEXT | {"console"}
"""Languages of fences in which lines stand under others as in a list."""


def pages(document: Document, text: str) -> Iterator[Page]:
    """What stands before the first question, then each question with all up to the next."""
    lines = text.split("\n")
    fenced = {line: fence for fence in fences(document.tree) for line in fence.inside}
    questions = sorted(document.questions, key=lambda question: question.source.line)
    edges = [*(question.source.line for question in questions), len(lines) + 1]
    yield Page(None, document.outside, 1, lines[: edges[0] - 1], fenced)
    for one, end in zip(questions, edges[1:], strict=True):
        first = one.source.line
        yield Page(one, one.sections, first, lines[first - 1 : end - 1], fenced)


class Page:
    """The lines of a question, or of what stands in none."""

    def __init__(
        self,
        question: Question | None,
        sections: Sequence[Section],
        first: int,
        lines: Sequence[str],
        fenced: Mapping[int, Fence],
    ) -> None:
        self.question = question
        self.first = first
        self.texts = [text if len(text) <= MOST_CHARACTERS else "" for text in lines]
        self._sections = sections
        self._fenced = fenced
        self._label: list[int] = []
        self._above: tuple[int, tuple[int, ...]] = (-1, ())
        self._depths: dict[int, tuple[int, bool]] = {}
        label = -1
        for index, text in enumerate(self.texts):
            self._label.append(label)
            if text.lstrip().startswith(("**", "#")) and self.fence(index) is None:
                label = index

    @cached_property
    def subject(self) -> str:
        """The question's title and what it asks."""
        if self.question is None:
            return ""
        prompt = self.question.section(Role.PROMPT)
        asked = plain(prompt.blocks) if prompt else ""
        return f"{self.question.title.plain}\n{asked}"[: 4 * MOST_CHARACTERS]

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """Its tables, in markdown or drawn in a fence."""
        return tuple(one for one in walk_sections(self._sections) if isinstance(one, Table))

    @cached_property
    def listings(self) -> tuple[Listing, ...]:
        """Its listings."""
        return tuple(one for one in walk_sections(self._sections) if isinstance(one, Listing))

    def rows(self, table: Table) -> Iterator[Row]:
        """The rows of a table that a person wrote."""
        width = len(table.header)
        for row in table.rows[:MOST_ROWS] if 0 < width <= MOST_CELLS else ():
            at = self.index(row.source.line)
            if len(row.cells) == width and 0 <= at < len(self.texts) and self.texts[at]:
                yield row

    def title(self, table: Table) -> str:
        """The nearest line of text above a table, signs of fences aside."""
        at = max(self.index(table.source.line), 0)
        for text in reversed(self.texts[max(0, at - MOST_BETWEEN) : at]):
            if text.strip() and not text.lstrip().startswith(("```", "~~~", "---")):
                return text
        return ""

    def is_mistake(self, index: int) -> bool:
        """Whether the line is held up as wrong: a red flag, a common mistake, a myth."""
        label = self._label[index]
        return label >= 0 and bool(_MISTAKES.search(self.texts[label]))

    def index(self, line: int) -> int:
        """Where in `texts` a line of the document is."""
        return line - self.first

    def line(self, index: int) -> int:
        """The document's line number."""
        return index + self.first

    def numbered(self) -> Iterator[tuple[int, str]]:
        """Its lines with their numbers."""
        return enumerate(self.texts, self.first)

    def fence(self, index: int) -> Fence | None:
        """The fence in which the line stands."""
        return self._fenced.get(self.line(index))

    def is_code(self, index: int) -> bool:
        """Whether the line stands in a listing that names its language."""
        fence = self.fence(index)
        return fence is not None and fence.language not in _TEXT

    def above(self, index: int) -> tuple[int, ...]:
        """What the line stands under, nearest first: its group's, then its labels."""
        if self._above[0] != index:  # rules ask of one line many times over
            self._above = index, tuple(self._find_above(index))
        return self._above[1]

    def _find_above(self, index: int) -> Iterator[int]:
        above = range(index - 1, self._start(index), -1)
        yield from above if self.is_code(index) else self._openers(index, above)
        at = self._label[index]
        for _ in range(4):
            if at < 0:
                return
            yield at
            if not _GOES_ON.match(self.texts[at]):
                return
            at = self._label[at]

    def _start(self, index: int) -> int:
        """The line above which nothing is looked for: of the fence's sign, or far above."""
        fence = self.fence(index)
        return max(self.index(fence.first) if fence else -1, index - MOST_ABOVE)

    def _openers(self, index: int, above: range) -> Iterator[int]:
        """Lines of less indent in the same block, and the line that a list follows."""
        depth, bullet = self._depth(index)
        for at in above:
            if not depth and not bullet:
                return
            if not self.texts[at].strip():
                if self.fence(index) or not depth:
                    return
                continue
            other, has_bullet = self._depth(at)
            if other < depth or (other == depth and bullet and not has_bullet):
                yield at
                depth, bullet = other, has_bullet

    def group(self, index: int) -> Iterator[int]:
        """The lines beside it: the same block without an empty line, itself left out."""
        for step in (-1, 1):
            at = index + step
            while 0 <= at < len(self.texts) and abs(at - index) <= MOST_ABOVE // 4:
                text = self.texts[at]
                if not text.strip() or self.fence(at) is not self.fence(index):
                    break
                yield at
                at += step

    def begun(self, index: int) -> Iterator[int]:
        """The lines above that run on into it, nearest first: those of its paragraph or item."""
        for at in range(index, max(-1, index - MOST_ABOVE // 4), -1):
            text = self.texts[at].lstrip("> ")
            if self.fence(at) is not None or not text:
                return
            if at != index:
                yield at
            if _BULLET.match(text):
                return

    def _depth(self, index: int) -> tuple[int, bool]:
        """A line's indent, and whether it begins with a bullet, a mark or a branch."""
        if index not in self._depths:
            text = self.texts[index]
            bullet = bool(_BULLET.match(text))
            self._depths[index] = len(text) - len(text.lstrip(" │\t" if bullet else None)), bullet
        return self._depths[index]
