"""Tables of cards, with a side that asks and one that answers: `| Question | Answer |`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from flashcards import patterns as re
from flashcards.document import Asks, Role
from flashcards.questions.forms.candidate import Candidate, Evidence
from flashcards.questions.letters import in_order
from flashcards.questions.roles import (
    contrasts,
    has_question_mark,
    is_asking,
    is_back,
    is_front,
    is_meta,
    is_options_name,
    is_prompt_label,
    is_spoken,
    is_told,
    role_of,
)
from flashcards.questions.slices import said
from flashcards.tree import plain
from flashcards.tree.nodes import Blocks, Break, Cell, Inlines, Paragraph, Strong, Table

FORM = "table"
# The head of a column of options: `A`, `Option B`, `Answer 1`, `选项C`.
_OPTION = re.compile(
    r"(?P<word>option|choice|answer|opción|opção|antwort|réponse|respuesta|resposta|risposta|opzione|antwoord|optie|вариант|选项)?"
    r"\s*(?P<sign>[A-Ha-hА-Га-г]|(?(word)[1-8]|(?!)))[.)]?",
    re.IGNORECASE,
)
# What a head says of what goes in below it: `Question - max 120 characters`, `Answer(s)`.
_REMARK = re.compile(r"(?:\s+[-–—]\s.{1,40}|(?<=\w)\(\w{1,2}\))$")
_PLACES = re.compile(r"[1-8](?:\s?[,;]\s?[1-8]){0,7}")
_NEARLY = 0.75
"""Share of the rows of a table without names for its sides that must ask, and be answered."""

# What holds questions, and is none.
_WHOLES = frozenset(("quiz", "item", "card", "task", "topic"))


def find(run: Blocks) -> Iterator[Candidate]:
    """Every row of a table whose header names both sides."""
    for index, block in enumerate(run):
        if not isinstance(block, Table):
            continue
        names = [_REMARK.sub("", plain(cell.children).strip()) for cell in block.header]
        sides = _sides(names)
        named = sides is not None
        of_all = _asking_head(names)
        sides = sides or of_all or _asking(block)
        if sides is None:
            yield from _asked_only(block, index, names)
        if sides is None or _counts(block, sides[0]):
            continue
        asked, told, asks = sides
        more = (said(" – "), *block.header[told].children) if sides is of_all else ()
        lead: Inlines = ()
        if contrasts(names[asked], names[told]):
            lead, more = (said(f"{names[asked]}: "),), (said(f" – {names[told]}?"),)
        columns = _options(names)
        for part, row in enumerate(block.rows):
            front, back = row.cells[asked], row.cells[told]
            if not plain(front.children).strip() and not front.children:
                continue
            if _sums(block, part, told) and not is_asking(plain(front.children)):
                continue
            offered = _offered(row.cells, columns)
            body = _told(back, named=bool(offered))
            yield Candidate(
                form=FORM,
                key="row",
                evidence=Evidence.MARKED if named else Evidence.ASKING,
                index=index,
                part=part,
                title=(*lead, *front.children, *more),
                span=row.span,
                asked=offered,
                answer=body,
                asks=asks,
                pairs=tuple(
                    (name, plain(cell.children).strip())
                    for name, cell in zip(names, row.cells, strict=False)
                    if is_meta(name) and _filled(cell)
                ),
            )


def _asking(block: Table) -> tuple[int, int, Asks] | None:
    """The two columns of a table whose rows nearly all begin with a question, whatever its head.

    Those that count its rows, or say how hard each is, are none of them.
    """
    names = [plain(cell.children) for cell in block.header]
    sides = [i for i, name in enumerate(names) if not _is_aside(block, i, name)]
    if len(sides) != _SIDES or len(block.rows) < _SIDES:
        return None
    front, back = sides
    asked = sum(has_question_mark(plain(row.cells[front].children).strip()) for row in block.rows)
    told = sum(_filled(row.cells[back]) for row in block.rows)
    enough = min(asked, told) >= _NEARLY * len(block.rows)
    return (front, back, Asks.OPEN) if enough else None


def _asked_only(block: Table, index: int, names: Sequence[str]) -> Iterator[Candidate]:
    """Rows of a number and a question, whose answers stand elsewhere."""
    columns = _options(names)
    whole = len(names) == _SIDES + len(columns) and set(columns).isdisjoint(range(_SIDES))
    if not whole or not _is_aside(block, 0, names[0]) or not _asks(names[1]):
        return
    for part, row in enumerate(block.rows):
        number, words = (cell.children for cell in row.cells[:_SIDES])
        digits = "".join(filter(str.isdecimal, plain(number)))
        if words and digits:
            yield Candidate(
                form=FORM,
                key="row that asks",
                evidence=Evidence.ASKING if has_question_mark(plain(words)) else Evidence.TASK,
                index=index,
                part=part,
                title=words,
                span=row.span,
                asked=_offered(row.cells, columns),
                number=int(digits),
            )


_SIDES = 2
_ORDINAL = re.compile(r"\W*\d{1,3}\W*")


def _is_aside(block: Table, column: int, name: str) -> bool:
    """Whether a column counts the rows from the left, or holds metadata."""
    cells = [plain(row.cells[column].children) for row in block.rows if _filled(row.cells[column])]
    return is_meta(name) or (column == 0 and all(map(_ORDINAL.fullmatch, cells)))


def _sums(block: Table, part: int, told: int) -> bool:
    """Whether a row answers nothing and sums up a column of numbers, behind all others."""
    *_, last = block.rows
    if part + 1 < len(block.rows) or _filled(last.cells[told]):
        return False
    columns = zip(*(row.cells for row in block.rows), strict=True)
    return any(
        all(re.search(r"\d", plain(cell.children)) for cell in cells)
        for i, cells in enumerate(columns)
        if i != told
    )


def _asking_head(names: Sequence[str]) -> tuple[int, int, Asks] | None:
    """Cases, and a head that asks of them all: `| Scenario | What do you do? |`."""
    if len(names) != _SIDES or not _asks(names[0]) or len(names[1].split()) <= _SIDES:
        return None
    return (0, 1, Asks.OPEN) if has_question_mark(names[1]) else None


def _counts(block: Table, column: int) -> bool:
    """Whether a column of "questions" holds how many there are, and no question."""
    cells = [plain(row.cells[column].children) for row in block.rows]
    return sum(any(sign.isalpha() or sign in "?？" for sign in cell) for cell in cells) * 2 < len(
        cells
    )


def _filled(cell: Cell) -> bool:
    return bool(plain(cell.children).strip())


def _sides(names: Sequence[str]) -> tuple[int, int, Asks] | None:
    """The columns that ask and that answer, and what a row of them is."""
    options = _options(names)
    asked = next((i for i, name in enumerate(names) if _asks(name) and i not in options), None)
    told = next((i for i, name in enumerate(names) if _answers(name) and i not in options), None)
    if told is None and options:
        told = next((i for i, name in enumerate(names) if is_told(name)), None)
    if asked is not None and told is not None:
        return asked, told, Asks.OPEN
    front = (
        asked if asked is not None else next((i for i, n in enumerate(names) if is_front(n)), None)
    )
    back = told if told is not None else next((i for i, n in enumerate(names) if is_back(n)), None)
    if front is None or back is None or front == back:
        return next(((i, j, Asks.OPEN) for i, j in _neighbours(names)), None)
    return front, back, Asks.PAIR


def _neighbours(names: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Columns side by side of which one says what is believed and the next what is so."""
    for index, (one, two) in enumerate(pairwise(names)):
        if contrasts(one, two):
            yield index, index + 1


def _options(names: Sequence[str]) -> tuple[int, ...]:
    """The columns of options: headed A, B, C …, or one column of them all."""
    letters = [(i, m["sign"]) for i, name in enumerate(names) if (m := _OPTION.fullmatch(name))]
    signs = [sign for _, sign in letters]
    if in_order(signs) or (len(signs) > 1 and signs == [str(n + 1) for n in range(len(signs))]):
        return tuple(i for i, _ in letters)
    return tuple(i for i, name in enumerate(names) if is_options_name(name))[:1]


def _offered(cells: Sequence[Cell], columns: Sequence[int]) -> Blocks:
    """The options of a row, as lines with letters."""
    kept = [cells[i] for i in columns if i < len(cells) and cells[i].children]
    if len(columns) == 1 and kept:
        return (Paragraph(kept[0].children, span=kept[0].span),)
    rows = [
        (said(f"{letter}) "), *cell.children)
        for letter, cell in zip("ABCDEFGH", kept, strict=False)
    ]
    lines = [node for row in rows for node in (Break(), *row)][1:]
    return (Paragraph(tuple(lines), span=kept[0].span),) if len(rows) > 1 else ()


def _told(back: Cell, *, named: bool) -> Blocks:
    """The cell that answers; behind options with a label, so that it names one of them."""
    if not back.children:
        return ()
    count = plain(back.children).strip()
    if named and _PLACES.fullmatch(count):  # the columns are counted, the options lettered
        sign = said(re.sub("[1-8]", lambda digit: "ABCDEFGH"[int(digit[0]) - 1], count))
        return (Paragraph((Strong((said("Answer"),)), said(": "), sign), span=back.span),)
    words = (Strong((said("Answer"),)), said(": "), *back.children) if named else back.children
    return (Paragraph(words, span=back.span),)


def _asks(name: str) -> bool:
    if name.casefold() in _WHOLES:
        return False
    return is_prompt_label(name) or is_prompt_label(name.removeprefix("Interview "))


def _answers(name: str) -> bool:
    return (
        role_of(name) in (Role.SOLUTION, Role.KEY_POINTS) and is_spoken(name) and not is_back(name)
    )


SAMPLES = (
    (
        "| Question | A | B | Answer |\n|---|---|---|---|\n| Which is prime? | 3 | 4 | A |",
        ("Which is prime?",),
    ),
    ("| Front | Back |\n|---|---|\n| Capital of Peru | Lima |", ("Capital of Peru",)),
    ("| Frage | Antwort |\n|---|---|\n| Was ist ein Mol? | Eine Menge |", ("Was ist ein Mol?",)),
    (
        "| Ask | Expect |\n|---|---|\n| How hot is it? | 9 °C |\n| How wet? | 3 mm |",
        ("How hot is it?", "How wet?"),
    ),
    (
        "| # | Ask | Expect |\n|---|---|---|\n| 1 | How hot? | 9 °C |\n| 2 | How wet? | 3 mm |",
        ("How hot?", "How wet?"),
    ),
    (
        "| Scenario | What do you do? |\n|---|---|\n| A fire | Leave |\n| A leak | Close it |",
        ("A fire – What do you do?", "A leak – What do you do?"),
    ),
)
NOT_SAMPLES = (
    "| Quiz | Questions | Answers |\n|---|---|---|\n| Git | 20 | 19 |",
    "| Need | Pick |\n|---|---|\n| Is it fast? | A |\n| Memory | B |\n| Disk | C |",
    "| Bus | Clock |\n|---|---|\n| SPI | 20 MHz |",
)
