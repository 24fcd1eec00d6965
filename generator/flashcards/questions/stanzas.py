"""Where the pieces of a fence's text end: drawings, trees, tables, lists, labels, prose."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from flashcards import patterns as re
from flashcards.questions.drawn import TREE, is_rule

BULLET = re.compile(r"^(?P<indent>\s*)(?P<sign>[-*•]|✅|❌|⚠️?|✓|✗|\d{1,2}[.)])\s+(?P<text>\S.*)$")
LABEL = re.compile(r"^\s*(?![-*•✅❌⚠✓✗])\S[^:]{0,78}:$")
_BOX = re.compile("[┌╔╭┐]")
_FLOW = re.compile(r"[^├└─\s]\s*─+[►▶>]")
_DRAWN = re.compile("[│┌┐└┘├┤┬┴┼─▼▲↓↑→←]")
_GOES_ON = re.compile("[│┌┐└┘▼↓]")


class Stanzas:
    """The lines of one fence, looked at once; every question about them is cheap."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        texts = list(enumerate(lines))
        self._blank = [i for i, line in texts if not line.strip()]
        self._boxes = [i for i, line in texts if _BOX.search(line)]
        self._flows = [i for i, line in texts if _FLOW.search(line)]
        self._trees = [i for i, line in texts if TREE.match(line)]

    def end_of(self, start: int) -> int:
        """Where the piece of one kind that begins at `start` ends."""
        stop = _first(self._blank, start, len(self._lines))
        if _first(self._boxes, start, stop) < stop:
            return self._box_end(start)
        if _first(self._flows, start, stop) < stop:
            return stop
        tree = _first(self._trees, start, stop)
        if tree < stop:
            return tree - 1 if tree > start + 1 else self._tree_end(tree, stop)
        if start + 1 < stop and is_rule(self._lines[start + 1]):
            return stop
        if BULLET.match(self._lines[start]):
            return self._list_end(start, stop)
        if self.names(start):
            return start + 1
        end = start + 1
        while end < stop and not self._begins(end, stop):
            end += 1
        return end

    def is_drawing(self, start: int, end: int) -> bool:
        """Whether boxes stand in it, or words with drawn arrows between: `client ──> server`."""
        return _first(self._boxes, start, end) < end or _first(self._flows, start, end) < end

    def names(self, index: int) -> bool:
        """Whether a line names what follows: `Requirements:`, or a question over a list."""
        line = self._lines[index]
        if LABEL.match(line):
            return True
        below = self._lines[index + 1] if index + 1 < len(self._lines) else ""
        return line.rstrip().endswith("?") and bool(BULLET.match(below))

    def _begins(self, index: int, stop: int) -> bool:
        """Whether a line below prose begins something else."""
        if BULLET.match(self._lines[index]) or self.names(index):
            return True
        return index + 1 < stop and is_rule(self._lines[index + 1])

    def _tree_end(self, start: int, stop: int) -> int:
        end = start
        while end < stop and (TREE.match(self._lines[end]) or not self._lines[end].strip("│ |")):
            end += 1
        return end

    def _list_end(self, start: int, stop: int) -> int:
        """Bullets, and what stands deeper than the first."""
        end, indent = start + 1, _indent(self._lines[start])
        while end < stop and (BULLET.match(self._lines[end]) or _indent(self._lines[end]) > indent):
            end += 1
        return end

    def _box_end(self, start: int) -> int:
        """A drawing goes on over single blank lines while boxes go on below."""
        end, closed = start, False
        while end < len(self._lines):
            line = self._lines[end]
            below = self._lines[end + 1] if end + 1 < len(self._lines) else ""
            if not line.strip():
                if not _GOES_ON.search(below):
                    break
            elif closed and not _DRAWN.search(line) and not line.startswith(" "):
                break
            closed = closed or "┘" in line
            end += 1
        return end


def _first(places: Sequence[int], start: int, default: int) -> int:
    """The first of these sorted places that is not before `start`, or the default."""
    index = bisect_left(places, start)
    return places[index] if index < len(places) else default


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
