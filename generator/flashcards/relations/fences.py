"""Fences that hold text: their lines as passages, and which fences those are."""

from __future__ import annotations

from array import array
from collections.abc import Iterator

from flashcards import patterns as re
from flashcards.quantities import Habit, quantities
from flashcards.relations.passages import Fence, Passage, Role
from flashcards.tree import Flat
from flashcards.tree.nodes import MARKED_TEXT, CodeBlock

TEXT = MARKED_TEXT | {"output", "table"}
CONSOLE = frozenset(("console", "shell-session", "shellsession", "sh-session", "terminal"))

_BULLET = re.compile(r"^[\s>]*+(?:[-*•‣✓✔☑├└│─┌┐┘]++\s*+|\d{1,3}[.)]\s++|✅\s*+|⚠️?\s*+)*")
# A line of a program, not of text: brackets and semicolons at its end, or a call, or an assignment.
_CODE = re.compile(
    r"[{};]\s*$|^\s*(?:def|class|import|from|return|for|while|if|func|let|const|var)\b.*[:({]|^\s*[$#>]\s|\w\(\)|^\s*//"
)


def lines_of(block: CodeBlock) -> Iterator[tuple[str, int]]:
    """The lines of a fence with their places in the document."""
    yield from zip(block.value.split("\n"), block.starts, strict=False)


def is_text(block: CodeBlock) -> bool:
    """Whether a fence holds text that a person wrote, no program."""
    if block.language not in TEXT:
        return False
    lines = [line for line in block.value.split("\n") if line.strip()]
    return bool(lines) and sum(bool(_CODE.search(line)) for line in lines) * 4 <= len(lines)


# A line that goes on with the equation of the one before.
_GOES_ON = re.compile(r"^\s*[=≈]\s*\S")


def _joined(block: CodeBlock) -> Iterator[tuple[str, int]]:
    """Lines with those that begin with a sign of equality behind them, as they stand."""
    waiting: tuple[str, int] | None = None
    for line, start in lines_of(block):
        if waiting is not None and _GOES_ON.match(line):
            text, first = waiting
            gap = start - first - len(text)
            if 0 < gap < 40:
                waiting = (text + " " * gap + line, first)
                continue
        if waiting is not None:
            yield waiting
        waiting = (line, start)
    if waiting is not None:
        yield waiting


def passages_of(fence: Fence, habit: Habit, siblings: int) -> Iterator[Passage]:
    """Each line of a text fence as a passage; a line that ends with a colon governs what follows."""
    lead: tuple[Passage, ...] = ()
    for line, start in _joined(fence.block):
        opening = _BULLET.match(line)
        at = opening.end() if opening else 0
        text = line[at:].rstrip()
        if not text:
            continue
        starts = array("q", range(start + at, start + at + len(text)))
        ends = array("q", range(start + at + 1, start + at + len(text) + 1))
        found = quantities(text, habit=habit) if len(text) < 400 else ()
        asserted = fence.asserted and "❌" not in line
        passage = Passage(
            Flat(text, starts, ends),
            found,
            Role.ITEM,
            (*lead, *fence.context),
            fence.section,
            siblings,
            asserted,
        )
        if text.endswith(":"):
            lead = (passage,)
        yield passage
