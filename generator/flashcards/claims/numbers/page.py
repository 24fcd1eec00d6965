"""A question's lines with what each stands under: what a number there is about.

A line stands under the lines of its group that introduce it, then its label (`**Rationale**:`),
then the question. Nothing here knows what the lines say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from flashcards import patterns as re
from flashcards.document import Node, Question, Role, Row, Table, walk
from flashcards.render import plain

Line = tuple[int, str]

MOST_CHARACTERS = 1000
"""Of a line that a person wrote; a longer one is read as empty."""

MOST_CELLS = 24
"""Of a row of a table."""

MOST_ROWS = 2000
"""Of a table; what a program wrote is not read to its end."""

MOST_ABOVE = 48
"""Lines that are looked back."""

_BULLET = re.compile(r"^[\s│]*(?:[-*+•]|\d{1,2}[.)]|[├└]─*|[✅❌⚠️✓✗]+)\s+")
_GOES_ON = re.compile(
    r"^\W*(?:the )?(?:rationale|reason(?:s|ing)?|why|justification|details?|analysis|memory|"
    r"calculation|benefits?|results?|performance|impact|math|sizes?)\b",
    re.IGNORECASE,
)
_MISTAKES = re.compile(
    r"\bred flags?\b|\b(?:common )?(?:mistakes?|misconceptions?|pitfalls?|myths?|errors?)\b",
    re.IGNORECASE,
)
_CODE = re.compile(r"^\s*(?:`{3,}|~{3,})\s*(?!text\b|txt\b|markdown\b|console\b)\w+")


class Page:
    """The lines of a question, or of what stands in none."""

    def __init__(self, question: Question | None, lines: Sequence[Line]) -> None:
        self.question = question
        self.first = lines[0][0] if lines else 1
        self.texts = [text if len(text) <= MOST_CHARACTERS else "" for _, text in lines]
        self._fence: list[int] = []
        self._label: list[int] = []
        self._above: tuple[int, tuple[int, ...]] = (-1, ())
        self._depths: dict[int, tuple[int, bool]] = {}
        self._scan()

    def _scan(self) -> None:
        fence, label, last = -1, -1, -1
        for index, text in enumerate(self.texts):
            bare = text.lstrip()
            if bare.startswith(("```", "~~~")):
                closes = fence >= 0
                self._fence.append(-1 if not closes else fence)
                fence = -1 if closes else index
            else:
                self._fence.append(fence)
            self._label.append(last)
            if fence < 0 and bare.startswith(("**", "#")):
                label = index
                last = label

    @cached_property
    def subject(self) -> str:
        """The question's title and what it asks."""
        if self.question is None:
            return ""
        prompt = self.question.section(Role.PROMPT)
        asked = plain(prompt.blocks) if prompt else ""
        return f"{self.question.title.plain}\n{asked}"[: 4 * MOST_CHARACTERS]

    def nodes(self) -> Iterator[Node]:
        """All nodes of the question."""
        for section in self.question.sections if self.question else ():
            yield from walk(section.nodes)

    def rows(self, table: Table) -> Iterator[Row]:
        """The rows of a table that a person wrote."""
        for row in table.rows[:MOST_ROWS]:
            at = self.index(row.source.line)
            if len(row.cells) <= MOST_CELLS and 0 <= at < len(self.texts) and self.texts[at]:
                yield row

    def is_mistake(self, index: int) -> bool:
        """Whether the line is held up as wrong: a red flag, a common mistake, a myth."""
        fence = self._fence[index]
        label = self._label[fence if fence >= 0 else index]
        return label >= 0 and bool(_MISTAKES.search(self.texts[label]))

    def index(self, line: int) -> int:
        """Where in `texts` a line of the document is."""
        return line - self.first

    def line(self, index: int) -> int:
        """The document's line number."""
        return index + self.first

    def is_code(self, index: int) -> bool:
        """Whether the line stands in a listing that names its language."""
        fence = self._fence[index]
        return fence >= 0 and bool(_CODE.match(self.texts[fence]))

    def above(self, index: int) -> tuple[int, ...]:
        """What the line stands under, nearest first: its group's, then its labels."""
        if self._above[0] != index:  # rules ask of one line many times over
            self._above = index, tuple(self._find_above(index))
        return self._above[1]

    def _find_above(self, index: int) -> Iterator[int]:
        yield from self.listing_above(index) if self.is_code(index) else self._openers(index)
        fence = self._fence[index]
        at = self._label[fence if fence >= 0 else index]
        for _ in range(4):
            if at < 0:
                return
            yield at
            if not _GOES_ON.match(self.texts[at]):
                return
            at = self._label[at]

    def listing_above(self, index: int) -> Iterator[int]:
        """The lines above in the same listing, nearest first."""
        start = max(self._fence[index], index - MOST_ABOVE)
        yield from range(index - 1, start, -1)

    def _openers(self, index: int) -> Iterator[int]:
        """Lines of less indent in the same block, and the line that a list follows."""
        depth, bullet = self._depth(index)
        start = max(self._fence[index], index - MOST_ABOVE, -1)
        for at in range(index - 1, start, -1):
            if not depth and not bullet:
                return
            if not self.texts[at].strip():
                if self._fence[index] >= 0 or not depth:
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
                if not text.strip() or self._fence[at] != self._fence[index]:
                    break
                yield at
                at += step

    def _depth(self, index: int) -> tuple[int, bool]:
        """A line's indent, and whether it begins with a bullet, a mark or a branch."""
        if index not in self._depths:
            text = self.texts[index]
            bullet = bool(_BULLET.match(text))
            self._depths[index] = len(text) - len(text.lstrip(" │\t" if bullet else None)), bullet
        return self._depths[index]
