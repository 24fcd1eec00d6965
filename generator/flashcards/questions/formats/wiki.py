"""Pages of MediaWiki: `== headings ==`, `; term` and `: meaning`; quizzes, `<quiz>`, `+ right`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flashcards import patterns as re
from flashcards.questions.formats.rows import (
    Row,
    apart,
    asked,
    end_of_all,
    gapped,
    in_fences,
    one_line,
)

_OPENS = re.compile(r"[ \t]*<quiz\b[^<>]*>[ \t]*", re.IGNORECASE)
_CLOSES = re.compile(r"[ \t]*</quiz>[ \t]*", re.IGNORECASE)
_TYPE = re.compile(r"\|?\s*\b(?:type|coef|shuffle|display)\s*=\s*\"[^\"]*\"")
_CLOSING = re.compile(r"[ \t]*(?:\|[ \t]*)?\}[ \t.]*$")
_OPTION = re.compile(r"[ \t]*(?P<sign>[+-])(?![+-])[ \t]*(?P<said>\S.*)")
_TOLD = re.compile(r"[ \t]*\|\|[ \t]*(?P<said>.*)")
# What fills a gap, and how wide it is: `{ Loire|the Loire _5 }`.
_GAP = re.compile(r"\{(?P<said>[^{}|_]+)(?:\|[^{}_]*)?(?:_\d*)?[ \t]*\}")
_HEADING = re.compile(r"(?P<signs>={1,5})\s*(?P<said>[^=\s](?:.*[^=\s])?)\s*(?P=signs)[ \t]*")
_ASIDE = re.compile(
    r"[ \t]*(?:\[\[(?:Categor|Kategor|Catégor)[^\W\d_]{1,3}:[^\]]*\]\]|\{\{[^{}]*\}\}|__[A-Z]+__)"
    r"[ \t]*",
    re.IGNORECASE,
)
_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?(?P<said>[^\[\]|]*)\]\]")
_LEAST_OPTIONS = 2


def fenced(rows: Sequence[Row], info: str) -> list[Row] | None:
    """A fence that holds such a quiz."""
    return bare(rows, info) if info.casefold() in ("", "wiki", "mediawiki", "wikitext") else None


def bare(rows: Sequence[Row], info: str) -> list[Row] | None:  # noqa: ARG001
    """The rows with the questions of each quiz, its page's headings and without its categories."""
    if not any(_OPENS.fullmatch(row.text) for row in rows):
        return None
    inside = in_fences(rows)
    out: list[Row] = []
    quiz: list[Row] | None = None
    for place, row in enumerate(rows):
        if place in inside:
            out.append(row)
        elif _OPENS.fullmatch(row.text):
            quiz = []
        elif _CLOSES.fullmatch(row.text) and quiz is not None:
            out += [one for piece in _questions(quiz) for one in piece]
            out.append(end_of_all(row.at))
            quiz = None
        elif quiz is not None:
            quiz.append(row)
        elif heading := _HEADING.fullmatch(row.text):
            level = "#" * len(heading["signs"])
            out += [row._replace(text=f"{level} {_words(heading['said'])}"), Row("", row.at)]
        elif not _ASIDE.fullmatch(row.text):
            out.append(row._replace(text=_words(row.text)))
    return out if quiz is None else None


# `; term`, and `: meaning` below it or on the same line.
_TERM = re.compile(r";[ \t]*(?P<said>[^\s;].*)")
_MEANING = re.compile(r":[ \t]*(?P<said>[^\s:].*)")
_BETWEEN = re.compile(r"[ \t]+:[ \t]+")
# Where a text is from: `<ref name="a">…</ref>`, `<ref name="a" />`.
_SOURCE = re.compile(r"<ref\b[^<>]*(?:/>|>[^<]*</ref>)", re.IGNORECASE)
# An item of a counted list.
_COUNTED = re.compile(r"#+[ \t]*(?=[^#\s])")
_LEAST_TERMS = 2


def terms(rows: Sequence[Row], info: str) -> list[Row] | None:  # noqa: ARG001
    """The rows of a page with its terms as a list of definitions, and its headings.

    Only a page with signs that nothing but MediaWiki has is one.
    """
    inside = in_fences(rows)
    own = [row.text for place, row in enumerate(rows) if place not in inside]
    known = any(_HEADING.fullmatch(text) or _ASIDE.fullmatch(text) for text in own)
    told = [
        place
        for place, row in enumerate(rows[:-1])
        if place not in inside
        and (found := _TERM.fullmatch(row.text))
        and (_MEANING.fullmatch(rows[place + 1].text) or _BETWEEN.search(found["said"]))
    ]
    talks = any(text.startswith("::") for text in own)  # replies on a page of discussion
    if not known or talks or len(told) < _LEAST_TERMS:
        return None
    out: list[Row] = []
    for place, row in enumerate(rows):
        text = row.text if place in inside else _SOURCE.sub("", row.text)
        term, meaning = _TERM.fullmatch(text), _MEANING.fullmatch(text)
        if place in inside:
            out.append(row)
        elif heading := _HEADING.fullmatch(text):
            level = "#" * len(heading["signs"])
            out += [Row("", row.at), row._replace(text=f"{level} {_words(heading['said'])}")]
        elif place in told and term:
            name, *behind = _BETWEEN.split(term["said"], maxsplit=1)
            out += [Row("", row.at), row._replace(text=_words(name))]
            out += [row._replace(text=f":   {_words(one)}") for one in behind]
        elif meaning:
            out.append(row._replace(text=f":   {_words(meaning['said'])}"))
        elif not _ASIDE.fullmatch(text):
            out.append(row._replace(text=_words(_COUNTED.sub("1. ", text))))
    return out


def _questions(rows: Sequence[Row]) -> Iterator[list[Row]]:
    starts = [i for i, row in enumerate(rows) if row.text.lstrip().startswith("{")]
    for start, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        yield list(_question(rows[start:end]))


def _question(rows: Sequence[Row]) -> Iterator[Row]:
    depth, head = 0, len(rows)
    for place, row in enumerate(rows):
        depth += row.text.count("{") - row.text.count("}")
        if depth <= 0:
            head = place + 1
            break
    title = [row._replace(text=_TYPE.sub("", row.text)) for row in rows[:head]]
    title[0] = title[0]._replace(text=title[0].text.lstrip()[1:])
    title[-1] = title[-1]._replace(text=_CLOSING.sub("", title[-1].text))
    said = one_line([row._replace(text=row.text.strip()) for row in title])
    said = said._replace(at=next((row.at for row in title if row.text.strip()), said.at))
    options: list[tuple[Row, bool]] = []
    told: list[Row] = []
    for row in rows[head:]:
        if match := _TOLD.fullmatch(row.text):
            if options and options[-1][1] and match["said"]:
                told.append(row._replace(text=_words(match["said"])))
        elif match := _OPTION.fullmatch(row.text):
            right = match["sign"] == "+"
            options.append((row._replace(text=_words(match["said"])), right))
    below = [row for row in rows[head:] if _GAP.search(row.text)]
    if len(options) >= _LEAST_OPTIONS and any(right for _, right in options):
        yield from asked([said._replace(text=_words(said.text))], options=options, answer=told)
    elif _GAP.search(said.text) or below:
        for row in below or (said,):
            yield end_of_all(row.at)
            yield from apart(row._replace(text=_words(gapped(row.text, _GAP)).strip()))


def _words(text: str) -> str:
    """The text with signs of markdown for those of MediaWiki."""
    text = text.replace("'''", "**").replace("''", "*")
    return _LINK.sub(r"\g<said>", text)
