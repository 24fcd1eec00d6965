"""Which question a line of a document belongs to, wherever it stands: a key is behind them all."""

from __future__ import annotations

from bisect import bisect_right

from flashcards.document import Document, Question
from flashcards.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where blocks begin, in order, and the question of each; None for what stands in none."""

    lines: tuple[int, ...]
    questions: tuple[Question | None, ...]

    def at(self, line: int) -> Question | None:
        """The question that a line of the file belongs to: that of the last block begun."""
        place = bisect_right(self.lines, line)
        return self.questions[place - 1] if place else None

    def title(self, line: int) -> str:
        """What that question asks; empty for none."""
        question = self.at(line)
        return question.title.plain if question is not None else ""


def standing(document: Document) -> Standing:
    """The questions of a document by the lines of their titles and of their blocks."""
    tree = document.tree
    found: dict[int, Question | None] = {
        tree.line(block.span): None for section in document.outside for block in section.blocks
    }
    for question in document.questions:
        for section in question.sections:
            for block in section.blocks:
                found[tree.line(block.span)] = question
    # A title after the blocks: an answer on its line is of the same question, or of the one above.
    found |= {one.source.line: one for one in document.questions}
    lines = sorted(found)
    return Standing(lines=tuple(lines), questions=tuple(found[line] for line in lines))
