r"""Notebooks: `**Inline Question 2**`, and `$\color{blue}{\textit Your Answer:}$` below."""

from __future__ import annotations

from collections.abc import Sequence

from flashcards import patterns as re
from flashcards.questions.formats.rows import Row, in_fences
from flashcards.questions.roles import question_words

# A label that TeX sets in colour, for markdown has none.
_LABEL = re.compile(
    r"\$\\(?:color|textcolor)\{[\w#]+\}\s*\{?\s*\\(?:textit|textbf|text|mathrm|textrm|emph|bf|it)\b"
    r"[\s{]*(?P<said>[^\W\d_][\w '-]{1,30}):?\s*\}*\s*\$:?"
)
# A title that only counts, and how its question is to be answered: `- *True or False*`.
_TITLE = re.compile(
    r"(?:\*\*|#{1,6} )(?P<words>[^\W\d_][^\W\d_ ]*(?: [^\W\d_]+)?) (?P<number>\d{1,3})"
    r"[.:]?(?:\*\*)?[.:]?"
    r"(?:[ \t]*[-–—:][ \t]*\*(?P<how>[^*]{1,40})\*)?[ \t]*"
)
_VERDICT = re.compile(r"true (?:or|/) false", re.IGNORECASE)


def bare(rows: Sequence[Row], info: str) -> list[Row] | None:  # noqa: ARG001
    """The rows with such labels in bold, and what each title counts as a question below it."""
    if not any(_LABEL.search(row.text) for row in rows):
        return None
    inside = in_fences(rows)
    out: list[Row] = []
    title: re.Match[str] | None = None
    for place, row in enumerate(rows):
        found = _TITLE.fullmatch(row.text) if place not in inside else None
        if found and found["words"].split()[-1].casefold() in question_words():
            title = found
        elif title and row.text.strip() and place not in inside:
            verdict = "True / false: " if title["how"] and _VERDICT.search(title["how"]) else ""
            head = f"###### Question {title['number']}: {verdict}"
            out.append(row._replace(text=head + row.text.strip()))
            title = None
        elif place in inside:
            out.append(row)
        else:
            out.append(row._replace(text=_LABEL.sub(_bold, row.text)))
    return out


def _bold(match: re.Match[str]) -> str:
    return f"**{match['said'].strip()}:**"
