"""Folds of other places: `[details="…"]`, `{{< expand "…" >}}`, `<Accordion title="…">`.

Of forums (BBCode, Discourse), chats (Zulip), site generators (Hugo, Jekyll, MDX) and notebooks
(MyST, Sphinx). Each becomes a fold of HTML, which is read as all folds are.
"""

from __future__ import annotations

from collections.abc import Sequence

from flashcards import patterns as re
from flashcards.questions.formats.rows import Row, dedented, folded, in_fences, set_in, trimmed
from flashcards.values import dataclass

_WORDS = (
    r"details|expand|expandable|spoiler|collapse|collapsible|toggle|accordion|dropdown|hide|reveal"
)
_OPENS = (
    # `[details="Answer"]`, `[spoiler]`, `[spoiler=Answer]`
    (re.compile(rf"\[(?P<name>{_WORDS})(?:=\"?(?P<title>[^\"\]]*)\"?)?\]", re.IGNORECASE), "[/{}]"),
    # `{{< expand "What?" >}}`, `{{% details title="What?" %}}`
    (
        re.compile(
            rf"\{{\{{[<%]\s*(?P<name>{_WORDS})\b[^\"{{}}]*(?:\"(?P<title>[^\"]*)\")?[^{{}}]*[>%]\}}\}}"
        ),
        "/{}",
    ),
    # `{% details What? %}`
    (re.compile(rf"\{{%-? ?(?P<name>{_WORDS})\b(?P<title>[^{{}}%]*)%\}}"), "end{}"),
    # `<Accordion title="What?">`
    (
        re.compile(
            r"<(?P<name>[A-Z]\w{2,24})\s[^<>]*\b(?:title|summary|question)=\"(?P<title>[^\"]*)\"[^<>]*>"
        ),
        "</{}>",
    ),
)
# Fences and directives that fold, with what they are called.
_FENCE = re.compile(
    r"(?P<mark>`{3,}|~{3,})(?:\{(?:toggle|dropdown)\}|spoiler\b)[ \t]*(?P<title>.*)"
)
_DOTS = re.compile(r"\.\.[ \t]+(?:toggle|dropdown|collapse)::[ \t]*(?P<title>.*)")
_OPTION = re.compile(r"[ \t]*:[\w-]+:.*")
_NAMED = ("Accordion", "AccordionItem", "Toggle", "Details", "Collapsible", "Expandable", "Spoiler",
          "FAQItem", "Faq", "FAQ", "Collapse", "Disclosure")  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Fold:
    title: str
    rows: Sequence[Row]
    end: int  # the place of its last row


def bare(rows: Sequence[Row], info: str) -> list[Row] | None:  # noqa: ARG001
    """The rows with each such fold as one of HTML."""
    inside = in_fences(rows)
    out: list[Row] = []
    changed = False
    place = 0
    while place < len(rows):
        row = rows[place]
        fold = _fence(rows, place) or (_fold(rows, place) if place not in inside else None)
        if fold is None:
            out.append(row)
            place += 1
            continue
        changed = True
        out += folded(fold.title or "Answer", trimmed(fold.rows), row.at, rows[fold.end].at)
        place = fold.end + 1
    return out if changed else None


def _fold(rows: Sequence[Row], place: int) -> _Fold | None:
    text = rows[place].text.strip()
    if not text.startswith(("[", "{", "<", ".")):
        return None
    if match := _DOTS.fullmatch(text):
        end = set_in(rows, place)
        body = dedented(_without_options(trimmed(rows[place + 1 : end])))
        return (
            _Fold(match["title"], body, place + len(trimmed(rows[place:end])) - 1) if body else None
        )
    for pattern, close in _OPENS:
        match = pattern.match(text)
        if match is None or (match["name"][0].isupper() and match["name"] not in _NAMED):
            continue
        title = (match["title"] or "").strip(" \t-")
        ends = close.format(match["name"])
        after = text[match.end() :]
        if ends in after:
            return _Fold(
                match["title"] or "", [rows[place]._replace(text=_cut(after, ends))], place
            )
        for end in range(place + 1, len(rows)):
            if ends in rows[end].text:
                last = rows[end]._replace(text=_cut(rows[end].text, ends))
                return _Fold(
                    title,
                    dedented([rows[place]._replace(text=after), *rows[place + 1 : end], last]),
                    end,
                )
    return None


def _cut(text: str, ends: str) -> str:
    """What stands before the sign that ends a fold, without the brackets that open it."""
    return text[: text.index(ends)].rstrip("{<% \t-")


def _fence(rows: Sequence[Row], place: int) -> _Fold | None:
    match = _FENCE.fullmatch(rows[place].text)
    if match is None:
        return None
    mark = match["mark"]
    end = next((i for i in range(place + 1, len(rows)) if rows[i].text.strip() == mark), None)
    if end is None:
        return None
    return _Fold(match["title"].strip(), _without_options(rows[place + 1 : end]), end)


def _without_options(rows: Sequence[Row]) -> Sequence[Row]:
    start = 0
    while start < len(rows) and _OPTION.fullmatch(rows[start].text):
        start += 1
    return rows[start:]
