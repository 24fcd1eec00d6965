"""Lines of a file with their places, and questions written with them as markdown has them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from typing import NamedTuple

from flashcards import patterns as re


class Row(NamedTuple):
    """A line, and on which line of the file it stands or is told (counted from 1)."""

    text: str
    at: int


# What opens a block of its own, and no line of a paragraph.
_BLOCK = re.compile(r"\s*(?:```|~~~|\$\$|[-*+]\s|\d{1,9}[.)]\s|\||>|<)")
_FENCE = re.compile(r"\s*(?:[-*+>]\s+)*(?P<mark>`{3,}|~{3,}|:{3,}(?=\{))\s*(?P<info>.*)")


def asked(
    title: Sequence[Row],
    *,
    options: Sequence[tuple[Row, bool]] = (),
    answer: Sequence[Row] = (),
) -> Iterator[Row]:
    """A question under a heading that says so, its options with boxes and its answer by name.

    Args:
        title: what is asked; its first paragraph becomes one line.
        options: each with whether it is right.
        answer: beside options, why they are.
    """
    rows = trimmed(title)
    if not rows:
        return
    end = next((i for i, row in enumerate(rows) if _is_apart(row)), len(rows)) or 1
    at = rows[0].at
    yield from apart(
        Row("###### Question: " + " ".join(row.text.strip() for row in rows[:end]), at)
    )
    yield from rows[end:]
    yield Row("", rows[-1].at)
    for option, right in options:
        yield Row(f"- [{'x' if right else ' '}] {option.text.strip()}", option.at)
    told = trimmed(answer)
    if told:
        yield Row("", told[0].at)
        name = "**Explanation:**" if options else "**Answer:**"
        if _is_apart(told[0]):
            yield Row(name, told[0].at)
            yield Row("", told[0].at)
        else:
            yield Row(f"{name} {told[0].text.strip()}", told[0].at)
            told = told[1:]
        yield from told
    yield Row("", (told or rows)[-1].at)


def apart(*rows: Row) -> Iterator[Row]:
    """Rows that are a block of their own, with a blank one before and behind."""
    yield Row("", rows[0].at)
    yield from rows
    yield Row("", rows[-1].at)


def folded(summary: str, rows: Sequence[Row], first: int, last: int) -> Iterator[Row]:
    """Rows as a fold of HTML, which begins and ends on lines of the file."""
    yield from apart(Row(f"<details><summary>{summary}</summary>", first))
    yield from rows
    yield from apart(Row("</details>", last))


def paired(front: Row, back: Row, *, both: bool = False) -> Iterator[Row]:
    """The two sides of a card, with the sign of a pair between them."""
    sign = ":::" if both else "::"
    yield from apart(Row(f"{front.text.strip()} {sign} {back.text.strip()}", front.at))


def gapped(text: str, pattern: re.Pattern[str], first: int = 1) -> str:
    """The text with a gap, counted, for each find: of what is `said` there, with its `hint`."""
    number = count(first)

    def gap(match: re.Match[str]) -> str:
        hint = f"::{match['hint'].strip()}" if match.groupdict().get("hint") else ""
        return f"{{{{c{next(number)}::{match['said'].strip()}{hint}}}}}"

    return pattern.sub(gap, text)


def end_of_all(at: int) -> Row:
    """A heading without words: what follows belongs to no question above it."""
    return Row("######", at)


def trimmed(rows: Sequence[Row]) -> list[Row]:
    """The rows without the blank ones at both ends."""
    filled = [i for i, row in enumerate(rows) if row.text.strip()]
    return list(rows[filled[0] : filled[-1] + 1]) if filled else []


def dedented(rows: Sequence[Row]) -> list[Row]:
    """The rows without the blanks that all of them begin with."""
    widths = [len(row.text) - len(row.text.lstrip()) for row in rows if row.text.strip()]
    least = min(widths, default=0)
    return [row._replace(text=row.text[least:]) for row in rows]


def set_in(rows: Sequence[Row], start: int) -> int:
    """Where the rows behind one end that are set in, or blank."""
    end = start + 1
    while end < len(rows) and (not rows[end].text.strip() or rows[end].text[:1] in " \t"):
        end += 1
    return end


def one_line(rows: Sequence[Row]) -> Row:
    """The rows as one, where the first of them stands."""
    words = " ".join(row.text.strip() for row in rows if row.text.strip())
    return Row(words, rows[0].at if rows else 0)


def fence_end(rows: Sequence[Row], start: int) -> int:
    """The place of the row that closes the fence which opens at `start`; that if none does."""
    match = _FENCE.match(rows[start].text)
    if match is None or (match["mark"][0] == "`" and "`" in match["info"]):
        return start
    for place in range(start + 1, len(rows)):
        bare = rows[place].text.strip(" \t>")
        if bare.startswith(match["mark"]) and not bare.strip(match["mark"][0]):
            return place
    return start


def info_of(row: Row) -> str:
    """What stands behind the sign of a fence."""
    match = _FENCE.match(row.text)
    return match["info"].strip() if match else ""


def in_fences(rows: Sequence[Row]) -> frozenset[int]:
    """The places of all rows in fences, and of those that open and close them."""
    inside: set[int] = set()
    place = 0
    while place < len(rows):
        end = fence_end(rows, place) if rows[place].text.lstrip(" \t>-*+")[:3] in _MARKS else place
        if end > place:
            inside.update(range(place, end + 1))
        place = end + 1
    return frozenset(inside)


_MARKS = ("```", "~~~")


def _is_apart(row: Row) -> bool:
    return not row.text.strip() or _BLOCK.match(row.text) is not None
