"""What a recogniser yields: a place where a question may open, and how sure that is."""

from __future__ import annotations

from enum import IntEnum

from flashcards.document import Asks
from flashcards.tree.nodes import Blocks, Inlines
from flashcards.tree.span import Span
from flashcards.values import dataclass


class Evidence(IntEnum):
    """How much an opening looks like a question."""

    PLAIN = 0  # a heading or a bold line that says nothing of it
    NUMBERED = 1
    TASK = 2  # begins as questions and tasks begin
    ANSWERED = 3  # its answer is set apart below it, under its name or in a fold
    ASKING = 4  # ends in a question mark
    MARKED = 5  # its author says that it is one


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A place in a run of blocks where a question may open.

    Attributes:
        form: the recogniser's name. key: candidates that stand or fall together.
        index: the block in its run. part: which item, row or line of that block.
        title: what is asked. span: of the opening.
        asked: more of the question, from the opening block itself.
        answer: what stands under it, from the opening block itself.
        open_ended: whether the blocks behind belong to it, up to the next opening.
        taken: how many of the blocks behind belong to it, whatever follows.
        skipped: how many of those only part the two sides.
        pairs: metadata.
        first: of what stands over options, the first block that may be a part of the question.
        number, last: as printed; `last` for a group of questions.
        level: of a heading, 1 to 6; 7 for all else.
    """

    form: str
    key: str
    evidence: Evidence
    index: int
    part: int = 0
    title: Inlines
    span: Span
    asked: Blocks = ()
    answer: Blocks = ()
    open_ended: bool = False
    number: int | None = None
    last: int | None = None
    level: int = 7
    asks: Asks = Asks.OPEN
    tags: tuple[str, ...] = ()
    taken: int = 0
    skipped: int = 0
    pairs: tuple[tuple[str, str], ...] = ()
    first: int = -1

    @property
    def place(self) -> tuple[int, int]:
        """Where it opens in its run."""
        return self.index, self.part
