"""Lists and tables that name a document's questions, held against the questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flashcards import patterns as re
from flashcards.claims.levels import level_of
from flashcards.claims.saying import finding, key_of, outside
from flashcards.document import Document, Item, List, Phrase, Question, Row, Source, Table
from flashcards.errors import Finding
from flashcards.tree.nodes import Link, walk_inlines
from flashcards.values import dataclass

# `Question 3: title`, `Questions 4-6`: how a list speaks of questions.
_QUESTION = re.compile(
    r"^\W*(?P<word>questions?|q|problem|exercise|aufgabe|fragen?|问题|問題|質問)\s*(?:#|no\.?|nr\.?)?"
    r"\s*(?P<number>\d{1,6})(?:\s*(?:-|–|—|to|bis)\s*(?P<last>\d{1,6}))?"
    r"\s*(?:[:.)\]—–：|-]+\s*(?P<title>.*))?$",
    re.IGNORECASE | re.DOTALL,
)
# `Title (Senior)`: the note behind it may be a level.
_NOTED = re.compile(r"^(?P<title>.*?)\s*\((?P<note>[^()]*)\)\s*$")
# A number as printed: the tree counts an ordered list itself.
_NUMBERED = re.compile(r"^[\s>]*(\d{1,4})[.)]\s")
# Heads of the three columns that such a table has.
_NUMBER_COLUMN = re.compile(r"^(?:#|no\.?|nr\.?|number|question #)$", re.IGNORECASE)
_TITLE_COLUMN = re.compile(r"^(?:questions?|titles?|topics?)$", re.IGNORECASE)
_LEVEL_COLUMN = re.compile(r"^(?:difficulty|level)$", re.IGNORECASE)
_MIN_SHARED_WORDS = 0.5
_MAX_COMPARED = 1_000
"""Above this many questions, titles must be the same: comparing takes quadratic time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line that names a question: the number printed (0: none), title, note behind it."""

    number: int
    title: str
    note: str
    question: Question | None
    source: Source


def entries(document: Document, text: str) -> tuple[tuple[Entry, ...], ...]:
    """The lists and tables outside of questions of which at least half name one.

    `text` is the document's source, which alone says what an item's number is printed as.
    """
    titles = _Titles(document.questions)
    lines = text.split("\n")
    groups = []
    for node in outside(document):
        found: list[Entry] = []
        if isinstance(node, List):
            found = [entry for item in node.items for entry in _item(item, node, lines, titles)]
        elif isinstance(node, Table):
            found = _table(node, titles)
        known = sum(1 for entry in found if entry.question)
        if known >= 2 and known * 2 >= len(found):
            groups.append(tuple(found))
    return tuple(groups)


def listed(groups: Sequence[Sequence[Entry]]) -> Iterator[Finding]:
    """Listed questions that are none, bear another number, or another difficulty."""
    for group in groups:
        agreeing = sum(1 for e in group if e.question and e.number == e.question.number)
        numbered = agreeing * 2 >= len(group)
        for entry in group:
            question = entry.question
            if question is None:
                yield finding(
                    entry.source, "unknown-question", "warning",
                    f"lists “{entry.title}”, which is no question of this document",
                )  # fmt: skip
                continue
            if numbered and entry.number and entry.number != question.number:
                yield finding(
                    entry.source, "number-differs", "warning",
                    f"lists “{entry.title}” as number {entry.number}; "
                    f"it is question {question.number}",
                )  # fmt: skip
            level, own = level_of(entry.note), level_of(question.difficulty)
            if level and own and own != level:
                yield finding(
                    entry.source, "difficulty-differs", "warning",
                    f"calls question {question.number} “{entry.note}”; "
                    f"the question itself says “{question.difficulty}”",
                )  # fmt: skip


class _Titles:
    """Finds a question by a title that may be worded a little differently."""

    def __init__(self, questions: Sequence[Question]) -> None:
        self._exact = {key_of(q.title.plain): q for q in reversed(questions)}
        few = questions if len(questions) <= _MAX_COMPARED else ()
        self._words = [(set(key_of(q.title.plain).split()), q) for q in few]

    def find(self, title: str) -> Question | None:
        key = key_of(title)
        if key in self._exact or not key:
            return self._exact.get(key)
        wanted = set(key.split())
        best, share = None, 0.0
        for words, question in self._words:
            alike = len(words & wanted) / len(words | wanted)
            if alike > share:
                best, share = question, alike
        return best if share >= _MIN_SHARED_WORDS else None


def _item(item: Item, node: List, lines: Sequence[str], titles: _Titles) -> Iterator[Entry]:
    """An item of an ordered list, or one that reads `Question 3: …`."""
    words = item.text.plain
    called = _QUESTION.match(words)
    printed = _NUMBERED.match(lines[item.source.line - 1])
    if called and called["title"]:
        number, words = int(called["number"]), called["title"]
    elif node.ordered and printed:
        number = int(printed.group(1))
    else:
        return
    noted = _NOTED.match(words)
    title, note = (noted["title"], noted["note"]) if noted else (words, "")
    question = titles.find(words) or titles.find(title)
    yield Entry(number=number, title=title, note=note, question=question, source=item.source)


def _table(node: Table, titles: _Titles) -> list[Entry]:
    """Rows of a table with a column of questions."""
    heads = [cell.plain for cell in node.header]
    title = next((i for i, head in enumerate(heads) if _TITLE_COLUMN.match(head)), None)
    if title is None:
        return []
    number = next((i for i, head in enumerate(heads) if _NUMBER_COLUMN.match(head)), None)
    level = next((i for i, head in enumerate(heads) if _LEVEL_COLUMN.match(head)), None)
    return [
        Entry(
            number=_number(row, number),
            title=row.cells[title].plain,
            note=row.cells[level].plain if level is not None else "",
            question=titles.find(row.cells[title].plain),
            source=row.source,
        )
        for row in node.rows
        if not any(_leaves(cell) for cell in row.cells)
    ]


def _leaves(cell: Phrase) -> bool:
    """Whether a cell leads to another file, so that its row tells of what stands there."""
    links = [one.target for one in walk_inlines(cell.inlines) if isinstance(one, Link)]
    return any(not target.startswith("#") for target in links)


def _number(row: Row, column: int | None) -> int:
    if column is None:
        return 0
    digits = re.fullmatch(r"\D{0,3}(\d{1,4})", row.cells[column].plain.strip())
    return int(digits.group(1)) if digits else 0
