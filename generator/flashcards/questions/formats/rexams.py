"""R/exams in markdown: `Question`, `Answerlist`, `Solution` and `Meta-information`, underlined."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flashcards import patterns as re
from flashcards.questions.formats.rows import Row, asked, end_of_all, trimmed

_UNDER = re.compile(r"(?:={4,}|-{4,})[ \t]*")
_NAMES = ("question", "solution", "answerlist", "meta-information")
_ITEM = re.compile(r"[ \t]{0,3}[-*+][ \t]+(?P<said>\S.*)")
_META = re.compile(r"(?P<key>ex[a-z]+(?:\[[a-z]+\])?):[ \t]*(?P<said>.*)")
# A piece of R that makes numbers and prints nothing of its own.
_CHUNK = re.compile(r"[ \t]*(?:```|~~~)\{r\b")


def fenced(rows: Sequence[Row], info: str) -> list[Row] | None:
    """A fence that holds such exercises."""
    return bare(rows, info) if info.casefold() in ("", "markdown", "md", "rmd", "r") else None


def bare(rows: Sequence[Row], info: str) -> list[Row] | None:  # noqa: ARG001
    """The rows with each exercise as a question, if one says what its solution is."""
    if not any(row.text.startswith("exsolution:") for row in rows):
        return None
    heads = [
        (place, row.text.strip().casefold())
        for place, row in enumerate(rows[:-1])
        if row.text.strip().casefold() in _NAMES and _UNDER.fullmatch(rows[place + 1].text)
    ]
    starts = [i for i, (_, name) in enumerate(heads) if name == _NAMES[0]]
    if not starts:
        return None
    out = list(rows[: heads[starts[0]][0]])
    for start, end in zip(starts, [*starts[1:], len(heads)], strict=True):
        stop = heads[end][0] if end < len(heads) else len(rows)
        out += _exercise(rows, heads[start:end], stop)
    return out


def _exercise(rows: Sequence[Row], heads: Sequence[tuple[int, str]], stop: int) -> Iterator[Row]:
    title: list[Row] = []
    reason: list[Row] = []
    items: list[Row] = []
    solved = None
    rest: list[Row] = []
    ends = [*(place for place, _ in heads[1:]), stop]
    part = ""
    for (place, name), end in zip(heads, ends, strict=True):
        body = list(_without_chunks(rows[place + 2 : end]))
        if name == "meta-information":
            solved, rest = _meta(body)
        elif name == "answerlist":
            if part == "question":
                items = [
                    row._replace(text=match["said"])
                    for row in body
                    if (match := _ITEM.fullmatch(row.text))
                ]
        else:
            part = name
            (title if name == "question" else reason)[:] = body
    options: list[tuple[Row, bool]] = []
    if items:
        bits = solved.text if solved else ""
        if len(bits) == len(items) and not bits.strip("01") and "1" in bits:
            options = [(row, bit == "1") for row, bit in zip(items, bits, strict=True)]
    elif solved and not solved.text.strip("01 ") and len(solved.text) > 1:
        solved = None  # bits of options that do not stand there
    told = trimmed(reason)
    if solved and not items and not told:
        told = [solved]
    if options or not items:
        yield from asked(title, options=options, answer=told)
    else:
        yield from asked([*title, *(row._replace(text=f"- {row.text}") for row in items)])
    if trimmed(rest):
        yield end_of_all(rest[0].at)
        yield from rest


def _meta(rows: Sequence[Row]) -> tuple[Row | None, list[Row]]:
    """What an exercise says is its solution, and what stands behind all it says of itself."""
    solved = None
    for place, row in enumerate(rows):
        match = _META.match(row.text)
        if match and match["key"] == "exsolution":
            solved = row._replace(text=match["said"].strip())
        elif row.text.strip() and not match:
            return solved, list(rows[place:])
    return solved, []


def _without_chunks(rows: Sequence[Row]) -> Iterator[Row]:
    within = False
    for row in rows:
        if _CHUNK.match(row.text):
            within = True
        elif within:
            within = not row.text.strip().startswith(("```", "~~~"))
        else:
            yield row
