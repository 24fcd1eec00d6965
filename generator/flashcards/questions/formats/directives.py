"""Directives that ask and answer: `:::{exercise}`, `:::{solution} label`, `.. dropdown:: Answer`.

Of MyST, Sphinx, Docusaurus, VuePress, Quarto and MkDocs. A directive without a word for a question
or an answer stays as it is, and so do all where none asks or none answers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flashcards import patterns as re
from flashcards.questions.formats.rows import (
    Row,
    apart,
    asked,
    dedented,
    end_of_all,
    set_in,
    trimmed,
)
from flashcards.questions.roles import is_answer, is_prompt_label, question_words
from flashcards.values import dataclass

_COLONS = re.compile(
    r"(?P<mark>:{3,})[ \t]*(?:\{[.#]?(?P<braced>[\w:-]+)(?P<attributes>[^{}]*)\}"
    r"|(?P<bare>[a-z][\w-]*))[ \t]*"
    r"(?P<rest>.*)"
)
_FENCE = re.compile(r"(?P<mark>`{3,}|~{3,})\{(?P<braced>[\w:-]+)\}[ \t]*(?P<rest>.*)")
_DOTS = re.compile(r"\.\.[ \t]+(?P<braced>[\w:-]+)::[ \t]*(?P<rest>.*)")
_TAB = re.compile(
    r"(?:===|!!!|\?\?\?\+?)[ \t]+(?:(?P<braced>[a-z]+)[ \t]+)?\"(?P<rest>[^\"]*)\"[ \t]*"
)
_TITLE = re.compile(r"\btitle=\"(?P<said>[^\"]*)\"")  # Quarto
_OPTION = re.compile(r"[ \t]*:(?P<key>[\w-]+):[ \t]*(?P<said>.*)")
_NUMBER = re.compile(r"[ \t]{0,2}(?:\d{1,4}|[IVX]{1,6})?[ \t.:)]{0,4}$")
_QUESTIONS = frozenset(
    ("exercise", "question", "problem", "quiz", "exr", "task", "example-question")
)
_ANSWERS = frozenset(("solution", "answer", "sol"))
_START = "-start"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Directive:
    """A directive: what it is for, the place of its rows and what it holds."""

    kind: str  # question, answer, or nothing
    title: str
    label: str
    start: int
    end: int
    rows: tuple[Row, ...]


def bare(rows: Sequence[Row], info: str) -> list[Row] | None:  # noqa: ARG001
    """The rows with each directive that asks as a question, its answer behind it."""
    if not any(":::" in row.text or "::" in row.text or row.text[:3] in _OPENING for row in rows):
        return None
    found = [one for one in _directives(rows) if one.kind in ("question", "answer")]
    questions = [one for one in found if one.kind == "question"]
    answers = [one for one in found if one.kind == "answer"]
    if not questions or not answers:
        return None
    answered = _answered(questions, answers)
    if not answered:
        return None
    out: list[Row] = []
    start = 0
    for one in found:
        if any(row.text.strip() for row in rows[start : one.start]) and start:
            out.append(end_of_all(rows[start - 1].at))
        out += rows[start : one.start]
        if one.kind == "question":
            told = answered.get(one.start)
            out += asked(_hinted(one.rows), answer=told.rows if told else ())
        elif all(one is not told for told in answered.values()):
            out += rows[one.start : one.end]
        start = one.end
    if any(row.text.strip() for row in rows[start:]):
        out.append(end_of_all(rows[start - 1].at))
    return [*out, *rows[start:]]


_OPENING = ("```", "~~~", "===", "!!!", "???")


def _answered(
    questions: Sequence[_Directive], answers: Sequence[_Directive]
) -> dict[int, _Directive]:
    """Each question's answer, by where that begins: the one with its label, or the next behind."""
    labels = {one.label: one.start for one in questions if one.label}
    told: dict[int, _Directive] = {}
    for one in answers:
        named = labels.get(one.label) if one.label else None
        if named is None and one.label and labels:
            continue
        before = [question.start for question in questions if question.start < one.start]
        place = named if named is not None else (before[-1] if before else None)
        if place is not None:
            told.setdefault(place, one)
    return told


def _hinted(rows: Sequence[Row]) -> list[Row]:
    """The rows with each directive in them that hints under its name."""
    out: list[Row] = []
    place = 0
    while place < len(rows):
        inner = _directive(rows, place)
        if inner is None or inner.kind != "hint":
            out.append(rows[place])
            place += 1
            continue
        at = rows[place].at
        out += [*apart(Row("**Hint:**", at)), *inner.rows, Row("", at)]
        place = inner.end
    return out


def _directives(rows: Sequence[Row]) -> Iterator[_Directive]:
    place = 0
    while place < len(rows):
        found = _directive(rows, place)
        if found is not None:
            yield found
        place = found.end if found is not None else _behind_fence(rows, place)


def _behind_fence(rows: Sequence[Row], place: int) -> int:
    text = rows[place].text
    mark = text[:3]
    if mark not in ("```", "~~~"):
        return place + 1
    return next(
        (i + 1 for i in range(place + 1, len(rows)) if rows[i].text.strip().startswith(mark)),
        place + 1,
    )


def _directive(rows: Sequence[Row], place: int) -> _Directive | None:
    text = rows[place].text
    if match := _COLONS.fullmatch(text) or _FENCE.fullmatch(text):
        mark = match["mark"]
        end = next(
            (i for i in range(place + 1, len(rows)) if _closes(rows[i].text, mark)), len(rows)
        )
        name = match["braced"] or (match["bare"] if mark[0] == ":" else "") or ""
        inner = list(rows[place + 1 : end])
        if name.endswith(_START):  # what it holds stands behind it, up to its like
            close = f"{{{name.removesuffix(_START)}-end}}"
            stop = next((i for i in range(end, len(rows)) if close in rows[i].text), len(rows))
            inner += rows[end + 1 : stop]
            end = next((i for i in range(stop + 1, len(rows)) if _closes(rows[i].text, mark)), stop)
        said = _TITLE.search(match.groupdict().get("attributes") or "")
        title = said["said"] if said else match["rest"]
        return _made((place, min(end + 1, len(rows))), inner, name, title)
    if match := _DOTS.fullmatch(text) or _TAB.fullmatch(text):
        end = set_in(rows, place)
        body = dedented(trimmed(rows[place + 1 : end]))
        return _made((place, end), body, match["braced"] or "", match["rest"]) if body else None
    return None


def _closes(text: str, mark: str) -> bool:
    bare = text.strip()
    return bare.startswith(mark) and not bare.strip(mark[0])


def _made(place: tuple[int, int], body: Sequence[Row], name: str, rest: str) -> _Directive:
    """A directive from where it begins and ends, what it holds, its name and what stands behind."""
    label = ""
    lines = list(body)
    while lines and (option := _OPTION.fullmatch(lines[0].text)):
        label = option["said"].strip() if option["key"] in ("label", "name") else label
        lines = lines[1:]
    name = name.casefold().removesuffix(_START)
    title = rest.strip().strip("*[]")
    kind = _kind(name, title)
    if name in _ANSWERS and title and not is_answer(title):
        label = title
    return _Directive(
        kind=kind, title=title, label=label, start=place[0], end=place[1], rows=tuple(lines)
    )


def _kind(name: str, title: str) -> str:
    if name in _ANSWERS:
        return "answer"
    if name in _QUESTIONS:
        return "question"
    if name == "hint":
        return name
    words = _NUMBER.sub("", title).strip()
    if is_answer(words):
        return "answer"
    return "question" if is_prompt_label(words) or words.casefold() in question_words() else ""
