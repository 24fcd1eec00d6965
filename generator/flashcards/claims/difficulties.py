"""How many questions of each difficulty a document says it has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from flashcards import patterns as re
from flashcards.claims.levels import Level, level_of
from flashcards.claims.listed import Entry
from flashcards.claims.saying import finding, outside
from flashcards.document import Document, Item, List
from flashcards.errors import Finding

# `14 questions (70%)`.
_QUESTIONS = re.compile(
    r"\b(?P<count>\d{1,3})\s+questions?\b(?:\s*\((?P<share>[\d.]+)\s*%\))?", re.IGNORECASE
)
_SHARE_TOLERANCE = 1.0
"""Per cent; documents round shares to whole numbers, so a true one is off by half at most."""


def difficulties(document: Document, groups: Sequence[Sequence[Entry]]) -> Iterator[Finding]:
    """`Mid (L4/L5): 14 questions (70%)` against the questions' own difficulties.

    Args:
        document: the document.
        groups: its lists of questions; they tell the level of one that does not tell its own.
    """
    counts = Counter(_levels(document, groups))
    for items in _distributions(document):
        stated = [line for item in items for line in _stated(item)]
        listed = [level for _, level, _, _ in stated]
        total = sum(count for _, _, count, _ in stated)
        for item, level, count, share in stated:
            least, most = _bounds(level, listed, counts)
            name = item.text.plain.split(":")[0].strip()
            if not least <= count <= most:
                there = f"{least} to {most}" if least < most else least
                yield finding(
                    item.source, "difficulty-count", "error",
                    f"states {count} questions of level {name}, there are {there}",
                )  # fmt: skip
            if share is not None and abs(100 * count / total - share) > _SHARE_TOLERANCE:
                yield finding(
                    item.source, "difficulty-share", "error",
                    f"states {share:g}%, {count} of {total} are {100 * count / total:.0f}%",
                )  # fmt: skip
        if stated and total != len(document.questions):
            yield finding(
                stated[0][0].source, "difficulty-count", "error",
                f"the levels add up to {total} questions, there are {len(document.questions)}",
            )  # fmt: skip


def _levels(document: Document, groups: Sequence[Sequence[Entry]]) -> list[Level]:
    """Each question's level: its own, else the one that a list of questions names."""
    named = {
        entry.question.number: level_of(entry.note)
        for group in groups
        for entry in group
        if entry.question and level_of(entry.note)
    }
    return [level_of(q.difficulty) or named.get(q.number, frozenset()) for q in document.questions]


def _stated(item: Item) -> Iterator[tuple[Item, Level, int, float | None]]:
    match = _QUESTIONS.search(item.text.plain)
    level = level_of(item.text.plain[: match.start()]) if match else frozenset()
    if match and level and int(match["count"]):
        share = match["share"]
        number = float(share) if share and re.fullmatch(r"\d+(?:\.\d+)?", share) else None
        yield item, level, int(match["count"]), number


def _distributions(document: Document) -> Iterator[tuple[Item, ...]]:
    """Lists of levels with numbers of questions."""
    for node in outside(document):
        if isinstance(node, List):
            items = tuple(i for i in node.items if _QUESTIONS.search(i.text.plain))
            if sum(1 for item in items if level_of(item.text.plain)) >= 2:
                yield items


def _bounds(level: Level, listed: Iterable[Level], counts: Mapping[Level, int]) -> tuple[int, int]:
    """How many questions may rightly be said to bear a level of a list, at least and at most.

    A question between two levels (`Mid to Senior`) counts for either where the list does not
    name the mixture; a question without a level may count for any.
    """
    exact = counts.get(level, 0)
    named = set(listed)
    others = sum(
        count for other, count in counts.items()
        if not other or (other not in named and level < other)
    )  # fmt: skip
    return exact, exact + others
