"""How many questions a document says it has, in all and in each category."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

from flashcards import patterns as re
from flashcards.claims.saying import finding, headings, key_of, outside
from flashcards.document import Document, Labelled, List, Source, Table
from flashcards.errors import Finding

# How many: no end of a range and no `20+`, which say how many at least.
_COUNT = re.compile(r"(?<![\d.,–-])(\d{1,4})(?![\d.,]*\d)(?!\s*(?:\+|-|–|to\b))")
# `5 per category`.
_PER_CATEGORY = re.compile(r"\b(\d{1,3})\s+(?:\w+\s+)?(?:per|each|in each)\b", re.IGNORECASE)
_CATEGORIES = re.compile(r"\b(\d{1,3})\s+categories\b", re.IGNORECASE)  # `4 categories`
# `Technical Questions (5)`, `Systems: 4 questions`: a name with its count.
_IN_TITLE = re.compile(
    r"^(?P<name>.*?)\s*[(:—–-]\s*(?P<count>\d{1,3})(?:\s+questions?)?\)?\s*:?$", re.IGNORECASE
)
# What heads a column of counts.
_COUNT_COLUMN = re.compile(
    r"^(?:#|(?:number of |no\.? of )?questions?|count|number)$", re.IGNORECASE
)


def counts(document: Document) -> Iterator[Finding]:
    """`Question Count: 20 (5 per category)`, `Technical Questions (5)`, tables of categories."""
    yield from _declared(document)
    yield from _by_category(document)


def _per_category(document: Document) -> dict[str, int]:
    return dict(Counter(q.category for q in document.questions if q.category))


def _statements(document: Document) -> Iterator[tuple[str, str, Source]]:
    """Every `**Key**: value` outside of questions."""
    for meta in document.meta:
        yield meta.key, meta.value, meta.source
    for node in outside(document):
        if isinstance(node, Labelled) and node.body:
            yield node.label.plain, node.body.plain, node.source


def _declared(document: Document) -> Iterator[Finding]:
    total = len(document.questions)
    categories = _per_category(document)
    for key, value, source in _statements(document):
        name = key.casefold()
        whole = re.search(r"\b(?:count|total|number)\b", name) or name == "questions"
        if "question" not in name or not whole:
            continue
        each = _PER_CATEGORY.search(value)
        stated = _COUNT.match(value.strip())
        if stated and not (each and each.start() == 0) and int(stated.group(1)) != total:
            yield finding(
                source, "question-count", "error",
                f"states {stated.group(1)} questions, there are {total}",
            )  # fmt: skip
        if each:
            for category, count in categories.items():
                if count != int(each.group(1)):
                    yield finding(
                        source, "question-count", "error",
                        f"states {each.group(1)} a category, “{category}” has {count}",
                    )  # fmt: skip
        across = _CATEGORIES.search(value)
        if across and categories and int(across.group(1)) != len(categories):
            yield finding(
                source, "category-count", "error",
                f"states {across.group(1)} categories, there are {len(categories)}",
            )  # fmt: skip


def _by_category(document: Document) -> Iterator[Finding]:
    categories = {key_of(name): (name, n) for name, n in _per_category(document).items()}
    # Several headings may bear one name: each counts its own questions.
    ends = headings(document.tree)
    asked = sorted((one.source.line, key_of(one.category)) for one in document.questions)
    for name, stated, source in _stated(document):
        category, count = categories.get(key_of(name), ("", 0))
        if (start := source.line) in ends:
            end = ends[start]
            below = asked[bisect_left(asked, (start + 1, "")) : bisect_left(asked, (end, ""))]
            named = any(own.endswith(key_of(name)) for _, own in below)
            category, count = (name, len(below)) if named else ("", 0)
        if category and count != stated:
            yield finding(
                source, "category-count", "error",
                f"states {stated} questions in “{category}”, there are {count}",
            )  # fmt: skip


def _stated(document: Document) -> Iterator[tuple[str, int, Source]]:
    """Names with a number of questions behind them: headings, labels, list items, table rows."""
    for title, source in _titles(document):
        match = _IN_TITLE.match(title.strip())
        if match:
            yield match["name"], int(match["count"]), source
    for node in outside(document):
        if isinstance(node, Table):
            column = next(
                (i for i, cell in enumerate(node.header) if i and _COUNT_COLUMN.match(cell.plain)),
                0,
            )
            for row in node.rows if column else ():
                if row.cells[column].plain.isdecimal():
                    yield row.cells[0].plain, int(row.cells[column].plain), row.source


def _titles(document: Document) -> Iterator[tuple[str, Source]]:
    for section in document.outside:
        yield section.title.plain, section.source
    for node in outside(document):
        if isinstance(node, Labelled):
            yield node.label.plain, node.source
        elif isinstance(node, List):
            for item in node.items:
                yield item.text.plain, item.source
