"""`<!-- flashcards: ignore RULE reason -->`: findings that an author has judged and silenced.

On a line with other text it speaks of that line; alone on its line, of the block that follows:
up to the next empty line, or the whole fence.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from flashcards import patterns as re
from flashcards.claims.saying import fences, finding
from flashcards.document import Source
from flashcards.errors import Finding
from flashcards.tree import Tree
from flashcards.values import dataclass

IGNORE = re.compile(
    r"(?<!`)<!--[ \t]{0,9}flashcards:[ \t]{0,9}ignore(?![\w-])(?P<said>(?:(?!-->|<!--)[^\n])*)-->"
)
"""`<!-- flashcards: ignore RULE reason -->`, on one line."""

NO_REASON = "ignore-without-reason"
UNUSED = "ignore-unused"

# A rule and what stands behind it.
_SAID = re.compile(r"^[ \t]*+(?P<rule>[a-z0-9]+(?:-[a-z0-9]+)*)?[ \t:–—-]*+(?P<reason>.*)$")


@dataclass(frozen=True, slots=True)
class _Silence:
    """A comment: its line, the lines it speaks of, its rule, and whether it gives a reason."""

    line: int
    first: int
    last: int
    rule: str
    reason: bool


def silenced(text: str, tree: Tree, path: str, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings that no comment silences, and one for each comment that is no good.

    `text` is the source of the document at that path. A comment without a reason silences nothing.
    """
    silences = list(_silences(text, tree))
    lines: dict[str, list[int]] = defaultdict(list)
    quiet = _Quiet(silences)
    for one in findings:
        lines[one.rule].append(one.line)
        if not quiet.covers(one):
            yield one
    for found in lines.values():
        found.sort()
    for silence in silences:
        source = Source(path=path, line=silence.line)
        if not silence.rule or not silence.reason:
            yield finding(
                source, NO_REASON, "warning",
                "name the rule and say why: <!-- flashcards: ignore RULE reason -->",
            )  # fmt: skip
        elif not _any_between(lines[silence.rule], silence.first, silence.last):
            yield finding(source, UNUSED, "note", f"there is no finding of {silence.rule} here")


class _Quiet:
    """The lines that good comments cover, by rule; in logarithmic time."""

    def __init__(self, silences: Iterable[_Silence]) -> None:
        self._starts: dict[str, list[int]] = defaultdict(list)
        self._ends: dict[str, list[int]] = defaultdict(list)
        spans = sorted((s.first, s.last, s.rule) for s in silences if s.reason)
        for first, last, rule in spans:
            ends = self._ends[rule]
            self._starts[rule].append(first)
            ends.append(max(last, ends[-1] if ends else 0))

    def covers(self, one: Finding) -> bool:
        """Whether a comment speaks of this finding."""
        at = bisect_left(self._starts.get(one.rule, []), one.line + 1) - 1
        return at >= 0 and self._ends[one.rule][at] >= one.line


def _any_between(lines: list[int], first: int, last: int) -> bool:
    at = bisect_left(lines, first)
    return at < len(lines) and lines[at] <= last


def _silences(text: str, tree: Tree) -> Iterator[_Silence]:
    if "flashcards:" not in text:
        return
    lines = text.split("\n")
    below: list[tuple[int, int] | None] = []
    for index, line in enumerate(lines):
        if "flashcards:" not in line:
            continue
        matches = list(IGNORE.finditer(line))
        alone = matches and not IGNORE.sub("", line).strip()
        for match in matches:
            said = _SAID.match(match["said"])
            assert said is not None  # noqa: S101  # every part of it may be empty
            first = last = index
            if alone:
                below = below or _blocks_below(lines, tree)
                first, last = below[index] or (index, index)
            yield _Silence(
                line=index + 1,
                first=first + 1,
                last=last + 1,
                rule=said["rule"] or "",
                reason=bool(said["rule"]) and any(map(str.isalnum, said["reason"])),
            )


def _blocks_below(lines: Sequence[str], tree: Tree) -> list[tuple[int, int] | None]:
    """For each line, the first and last one of the block that follows it."""
    fenced = {one.first - 1: one.last - 1 for one in fences(tree)}
    found: list[tuple[int, int] | None] = []
    block: tuple[int, int] | None = None
    end = -1
    for at in reversed(range(len(lines))):
        found.append(block)
        if lines[at].strip():
            end = at if end < 0 else end
            block = at, fenced.get(at, end)
        else:
            end = -1
    return found[::-1]
