"""What other programs write and people paste, as markdown has it: one module a format.

A format is read where its own signs say that it is one, and as a whole: each module takes the rows
of a document, or of a fence, and gives them as markdown, or nothing where they are none of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain

from flashcards.questions.formats import (
    asciidoc,
    blackboard,
    chat,
    dashes,
    data,
    dataview,
    directives,
    folding,
    latex,
    liascript,
    notebooks,
    org,
    outliner,
    plain,
    rexams,
    slides,
    spoilers,
    testbank,
    wiki,
)
from flashcards.questions.formats.rows import Row, end_of_all, fence_end, info_of

Format = Callable[[Sequence[Row], str], list[Row] | None]
"""From rows, and the word behind the fence that they stand in, to what they say in markdown."""

FENCED: tuple[Format, ...] = (
    latex.fenced, org.fenced, wiki.fenced, rexams.fenced, blackboard.fenced, testbank.fenced,
    data.fenced, plain.fenced, chat.fenced,
)  # fmt: skip
BARE: tuple[tuple[tuple[str, ...], Format], ...] = (
    (("\\color", "\\textcolor"), notebooks.bare),
    ((">!", "<span class=", "[/spoiler]"), spoilers.bare),
    (("\\begin{", "\\question"), latex.bare),
    (("\n#+", ":END:", "\n** "), org.bare),
    ((":",), chat.bare),
    (("\n----",), dashes.bare),
    (("<quiz",), wiki.bare),
    (("\n;",), wiki.terms),
    (("\nexsolution:",), rexams.bare),
    (("\nMC\t", "\nTF\t", "\nMA\t", "\nFIB\t", "\nSR\t", "\nNUM\t"), blackboard.bare),
    (("\n... ", "\n...\t", "\n@ ", "\n[*]"), testbank.bare),
    (("::",), dataview.bare),
    (("\nNote:", "\nNotes:", "\nnote:"), slides.bare),
    ((">>", "<<", "<>", "==", ";;"), outliner.bare),
    ((":::", "```{", "~~~{", "\n.. ", '\n=== "', "\n!!! ", "\n???"), directives.bare),
    (
        (
            "[/",
            "{{<",
            "{{%",
            "{% ",
            'title="',
            'question="',
            "summary=",
            "spoiler",
            "{toggle}",
            "{dropdown}",
            "\n.. ",
        ),
        folding.bare,
    ),
    (("[%collapsible", "\n= ", "\n== "), asciidoc.bare),
    (("[(", "[["), liascript.bare),
    (("\n- q: ", "\n  - q: ", "\n- question: ", "\n  - question: ", "- front: "), data.bare),
)
"""Each format with signs one of which stands in all that is written in it."""
_MOST = 0.5
"""Share of a document that fences must have for what stands in them to be its questions."""


def as_markdown(text: str) -> tuple[str, tuple[int, ...]]:
    """A document with its foreign formats as markdown, and the line of the file of each line.

    No lines are told where nothing changes.
    """
    fenced = "```" in text or "~~~" in text
    whole = f"\n{text}"
    signed = [read for signs, read in BARE if any(sign in whole for sign in signs)]
    if not fenced and not signed:
        return text, ()
    rows = [Row(line, at) for at, line in enumerate(text.split("\n"), 1)]
    changed = _fences(rows) if fenced else None
    for read in signed:
        found = read(changed or rows, "")
        changed = found if found is not None else changed
    if changed is None:
        return text, ()
    return "\n".join(row.text for row in changed), tuple(row.at for row in changed)


def _fences(rows: Sequence[Row]) -> list[Row] | None:
    """The rows with the fences of such formats opened, if those are most of the document."""
    pieces: list[list[Row]] = []
    held, place, start = 0, 0, 0
    while place < len(rows):
        end = fence_end(rows, place) if rows[place].text.startswith(("```", "~~~")) else place
        if end > place:
            inner, info = rows[place + 1 : end], info_of(rows[place])
            read = next((found for one in FENCED if (found := one(inner, info)) is not None), None)
            if read is not None:
                pieces += [list(rows[start:place]), read, [end_of_all(rows[end].at)]]
                held += sum(len(row.text) for row in inner)
                start = end + 1
        place = end + 1
    filled = sum(len(row.text) for row in rows if not row.text.startswith(("#", "```", "~~~")))
    if not pieces or held < _MOST * filled:
        return None
    return list(chain(*pieces, rows[start:]))
