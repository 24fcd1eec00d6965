"""Test banks in plain text (text2qti, Respondus): `*b)` is right, `...` and `@` comment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flashcards import patterns as re
from flashcards.questions.formats.rows import Row, asked, end_of_all, in_fences, one_line

_QUESTION = re.compile(r"[ \t]{0,3}\d{1,4}[.)][ \t]+(?P<said>\S.*)")
_OPTION = re.compile(r"[ \t]{0,3}(?P<star>\*?)[ \t]?(?P<letter>[A-Ha-h])[.)][ \t]+(?P<said>\S.*)")
_BOX = re.compile(r"[ \t]{0,3}\[(?P<mark>[* ]?)\][ \t]+(?P<said>\S.*)")
_SHORT = re.compile(r"[ \t]{0,3}\*[ \t]+(?P<said>\S.*)")
_AMOUNT = re.compile(r"[ \t]{0,3}=[ \t]+(?P<said>[\[(]?-?\d[^+\[\]]*?)[ \t]*(?:\+-.*|\])?")
_REMARK = re.compile(r"[ \t]{0,3}(?:\.\.\.|[@~+-])[ \t]+\S.*")
_FEEDBACK = re.compile(r"[ \t]{0,3}(?:\.\.\.|@)[ \t]+\S.*")
_ESSAY = re.compile(r"[ \t]{0,3}(?:_{3,}|\^{3,})[ \t]*")
_META = re.compile(
    r"[ \t]*(?:Type|Points|Title|Quiz (?:title|description)|Difficulty|Topic|Category|REF|OBJ|TOP|"
    r"KEY|PTS|DIF|shuffle answers|show correct answers)[ \t]*:[ \t]*(?P<said>.*)",
    re.IGNORECASE,
)
_FILLING = re.compile(r"[ \t]*Type[ \t]*:[ \t]*(?:F|FB|FMB|FIB|SA|SR)[ \t]*", re.IGNORECASE)
_LEAST = 2


def fenced(rows: Sequence[Row], info: str) -> list[Row] | None:
    """A fence that holds such a bank."""
    return bare(rows, info) if info.casefold() in ("", "text", "txt", "qti", "text2qti") else None


def bare(rows: Sequence[Row], info: str) -> list[Row] | None:  # noqa: ARG001
    """The rows with the questions of such a bank, where its own signs stand below several."""
    inside = in_fences(rows)
    stanzas = list(_stanzas(rows, inside))
    signed = [one for one in stanzas if _is_signed(rows[one[0] : one[1]])]
    if not signed or len(stanzas) < _LEAST:
        return None
    out: list[Row] = []
    start = 0
    for first, end in stanzas:
        head = first
        while head > start and _META.fullmatch(rows[head - 1].text):
            head -= 1
        out += [row for row in rows[start:head] if not _META.fullmatch(row.text)]
        filling = any(_FILLING.fullmatch(row.text) for row in rows[head:first])
        out += _question(rows[first:end], filling=filling)
        start = end
    return [*out, end_of_all(rows[start - 1].at), *rows[start:]]


def _stanzas(rows: Sequence[Row], inside: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Where each question begins and ends, with nothing in it but what such a bank has."""
    place = 0
    while place < len(rows):
        if place in inside or not _QUESTION.fullmatch(rows[place].text):
            place += 1
            continue
        end = place + 1
        answers = False
        while (
            end < len(rows) and rows[end].text.strip() and not _QUESTION.fullmatch(rows[end].text)
        ):
            if _META.fullmatch(rows[end].text):
                break
            answers = answers or _answers(rows[end].text)
            end += 1
        if answers:
            yield place, end
        place = end


def _answers(text: str) -> bool:
    return any(one.fullmatch(text) for one in (_OPTION, _BOX, _SHORT, _AMOUNT, _ESSAY))


def _is_signed(rows: Sequence[Row]) -> bool:
    """Whether a question has what other lists do not: comments by a sign, boxes with a star."""
    texts = [row.text for row in rows[1:]]
    options = any(one.fullmatch(text) for text in texts for one in (_OPTION, _BOX))
    starred = any((match := _BOX.fullmatch(text)) and match["mark"] == "*" for text in texts)
    return starred or (options and any(_FEEDBACK.fullmatch(text) for text in texts))


def _question(rows: Sequence[Row], *, filling: bool) -> Iterator[Row]:
    """A question; those of the kind that is filled in have their answers under letters."""
    first = _QUESTION.fullmatch(rows[0].text)
    title = [rows[0]._replace(text=first["said"])] if first else []
    options: list[tuple[Row, bool]] = []
    answer: list[Row] = []
    for row in rows[1:]:
        if _FEEDBACK.fullmatch(row.text) or _ESSAY.fullmatch(row.text):
            continue
        if match := _OPTION.fullmatch(row.text):
            options.append((row._replace(text=match["said"]), match["star"] == "*"))
        elif match := _BOX.fullmatch(row.text):
            options.append((row._replace(text=match["said"]), match["mark"] == "*"))
        elif match := _SHORT.fullmatch(row.text) or _AMOUNT.fullmatch(row.text):
            answer = answer or [row._replace(text=match["said"])]
        elif options:
            last, right = options[-1]
            if row.text[:1] in " \t":
                options[-1] = (one_line([last, row]), right)
        elif not _REMARK.fullmatch(row.text):
            title.append(row)
    if options and filling:
        answer, options = [options[0][0]], []
    if options and not any(right for _, right in options):
        yield end_of_all(rows[0].at)
        yield from rows  # a key elsewhere may name it
        return
    yield from asked([one_line(title)], options=options, answer=answer)
