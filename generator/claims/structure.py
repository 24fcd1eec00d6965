"""What a document says of itself, held against what is in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from generator.claims.levels import Level, bounds, count_levels, level_of
from generator.errors import Finding
from generator.model import (
    Document,
    Item,
    Labelled,
    List,
    Question,
    Role,
    Section,
    Source,
    Table,
    walk,
)

_COUNT = re.compile(r"\b(\d{1,4})\b")
_PER_CATEGORY = re.compile(r"\b(\d{1,3})\s+(?:\w+\s+)?(?:per|each|in each)\b", re.IGNORECASE)
_IN_TITLE = re.compile(
    r"^(?P<name>.*?)\s*\((?P<count>\d{1,3})(?:\s+questions?)?\)\s*:?$", re.IGNORECASE
)
_QUESTIONS = re.compile(
    r"\b(?P<count>\d{1,3})\s+questions?\b(?:\s*\((?P<share>[\d.]+)\s*%\))?", re.IGNORECASE
)
_NOTED = re.compile(r"^(?P<title>.*?)\s*\((?P<note>[^()]*)\)\s*$")
_ANCHOR = re.compile(r"\]\(#(?P<anchor>[^)\s]+)\)")
_SCORE = re.compile(r"\b(\d{1,3})\s*/\s*(\d{1,3})\b")
_MIN_SHARED_WORDS = 0.5


@dataclass(frozen=True, slots=True)
class _Says:
    """Makes findings of one document."""

    path: str

    def __call__(self, source: Source, rule: str, severity: str, message: str) -> Finding:
        return Finding(
            path=self.path, line=source.line, rule=rule, severity=severity, message=message
        )


def check_structure(document: Document) -> tuple[Finding, ...]:
    """Counts, distributions, numbering, anchors, rubrics and unanswered questions.

    Pure; findings are sorted by line.
    """
    says = _Says(document.path)
    found = [
        *_declared_counts(document, says),
        *_titles_with_counts(document, says),
        *_difficulties(document, says),
        *_listed_questions(document, says),
        *_numbering(document, says),
        *_anchors(document, says),
        *_scores(document, says),
        *_unanswered(document, says),
    ]
    return tuple(sorted(set(found)))


# --- counts ---------------------------------------------------------------------------------


def _statements(document: Document) -> Iterator[tuple[str, str, Source]]:
    """Every `**Key**: value` outside of questions."""
    for meta in document.meta:
        yield meta.key, meta.value.plain, meta.source
    for section in document.outside:
        for node in walk(section.nodes):
            if isinstance(node, Labelled) and node.body:
                yield node.label.plain, node.body.plain, node.source


def _per_category(document: Document) -> dict[str, int]:
    return dict(Counter(q.category for q in document.questions if q.category))


def _declared_counts(document: Document, says: _Says) -> Iterator[Finding]:
    total = len(document.questions)
    for key, value, source in _statements(document):
        name = key.casefold()
        if "question" not in name or not ("count" in name or "total" in name or "number" in name):
            continue
        stated = _COUNT.search(value)
        if stated and int(stated.group(1)) != total:
            yield says(
                source, "question-count", "error",
                f"states {stated.group(1)} questions, there are {total}",
            )  # fmt: skip
        each = _PER_CATEGORY.search(value)
        if each:
            for category, count in _per_category(document).items():
                if count != int(each.group(1)):
                    yield says(
                        source, "question-count", "error",
                        f"states {each.group(1)} a category, “{category}” has {count}",
                    )  # fmt: skip


def _titles_with_counts(document: Document, says: _Says) -> Iterator[Finding]:
    """`Technical Questions (5)` as a heading, a label or a line of the table of contents."""
    categories = {_key(name): (name, n) for name, n in _per_category(document).items()}
    for title, source in _titles(document):
        match = _IN_TITLE.match(title.strip())
        if not match:
            continue
        name, count = categories.get(_key(match["name"]), ("", 0))
        if name and count != int(match["count"]):
            yield says(
                source, "category-count", "error",
                f"states {match['count']} questions in “{name}”, there are {count}",
            )  # fmt: skip


def _titles(document: Document) -> Iterator[tuple[str, Source]]:
    for section in document.outside:
        yield section.title.plain, section.source
        for node in walk(section.nodes):
            if isinstance(node, Labelled):
                yield node.label.plain, node.source
            elif isinstance(node, List):
                for item in node.items:
                    yield item.text.plain, item.source


def _key(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


# --- difficulties -----------------------------------------------------------------------------


def _levels(document: Document) -> list[Level]:
    """Each question's level: its own, else the one its line in a summary names."""
    named = {
        question.number: level_of(note)
        for question, note, _ in _summary_lines(document)
        if level_of(note)
    }
    return [level_of(q.difficulty) or named.get(q.number, frozenset()) for q in document.questions]


def _difficulties(document: Document, says: _Says) -> Iterator[Finding]:
    counts, unknown = count_levels(_levels(document))
    for items in _distributions(document):
        stated = []
        for item in items:
            match = _QUESTIONS.search(item.text.plain)
            level = level_of(item.text.plain[: match.start()]) if match else frozenset()
            if match and level:
                stated.append((item, level, int(match["count"]), match["share"]))
        listed = [level for _, level, _, _ in stated]
        total = sum(count for _, _, count, _ in stated)
        for item, level, count, share in stated:
            allowed = bounds(level, listed, counts, unknown)
            name = item.text.plain.split(":")[0].strip()
            if not allowed.least <= count <= allowed.most:
                yield says(
                    item.source, "difficulty-count", "error",
                    f"states {count} questions of level {name}, there are {allowed}",
                )  # fmt: skip
            if share and total and abs(100 * count / total - float(share)) > 1:
                yield says(
                    item.source, "difficulty-share", "error",
                    f"states {share}%, {count} of {total} are {100 * count / total:.0f}%",
                )  # fmt: skip
        if stated and total != len(document.questions):
            yield says(
                stated[0][0].source, "difficulty-count", "error",
                f"the levels add up to {total} questions, there are {len(document.questions)}",
            )  # fmt: skip


def _distributions(document: Document) -> Iterator[tuple[Item, ...]]:
    """Lists of levels with numbers of questions."""
    for section in document.outside:
        for node in walk(section.nodes):
            if isinstance(node, List):
                items = tuple(i for i in node.items if _QUESTIONS.search(i.text.plain))
                if sum(1 for item in items if level_of(item.text.plain)) >= 2:
                    yield items


# --- lists of the questions ---------------------------------------------------------------------


def _summary_lines(document: Document) -> Iterator[tuple[Question, str, Source]]:
    """Lines outside of questions that name one: the question, the bracket behind, the line."""
    for item in _listed_items(document):
        match = _NOTED.match(item.text.plain)
        if match and level_of(match["note"]):
            question = _by_title(document, match["title"])
            if question:
                yield question, match["note"], item.source


def _listed_items(document: Document) -> Iterator[Item]:
    """Items of ordered lists outside of questions that are no links."""
    for section in document.outside:
        for node in walk(section.nodes):
            if isinstance(node, List) and node.ordered:
                yield from (i for i in node.items if not _ANCHOR.search(i.text.markdown))


def _by_title(document: Document, title: str) -> Question | None:
    wanted = set(_key(title).split())
    best: tuple[float, Question | None] = (0.0, None)
    for question in document.questions:
        words = set(_key(question.title.plain).split())
        share = len(words & wanted) / max(1, len(words | wanted))
        if share > best[0]:
            best = (share, question)
    return best[1] if best[0] >= _MIN_SHARED_WORDS else None


def _listed_questions(document: Document, says: _Says) -> Iterator[Finding]:
    for question, note, source in _summary_lines(document):
        own = level_of(question.difficulty)
        if own and own != level_of(note):
            yield says(
                source, "difficulty-differs", "warning",
                f"calls question {question.number} “{note}”; "
                f"the question itself says “{question.difficulty}”",
            )  # fmt: skip
    for item in _listed_items(document):
        match = _NOTED.match(item.text.plain)
        if match and level_of(match["note"]) and _by_title(document, match["title"]) is None:
            yield says(
                item.source, "unknown-question", "warning",
                f"lists “{match['title']}”, which is no question of this document",
            )  # fmt: skip


# --- numbering, anchors, scores, answers ---------------------------------------------------------


def _numbering(document: Document, says: _Says) -> Iterator[Finding]:
    previous: Question | None = None
    for question in document.questions:
        if previous and question.number > previous.number + 1:
            yield says(
                question.source, "numbering-gap", "warning",
                f"question {question.number} follows question {previous.number}",
            )  # fmt: skip
        if previous and question.number < previous.number:
            yield says(
                question.source, "numbering-order", "warning",
                f"question {question.number} stands after question {previous.number}",
            )  # fmt: skip
        previous = question


def _anchors(document: Document, says: _Says) -> Iterator[Finding]:
    """Links inside the document that lead nowhere; anchors as GitHub makes them."""
    anchors = {_slug(title) for title in _headings(document)}
    for section in document.outside:
        for node in walk(section.nodes):
            if not isinstance(node, List):
                continue
            for item in node.items:
                for match in _ANCHOR.finditer(item.text.markdown):
                    if match["anchor"].casefold() not in anchors:
                        yield says(
                            item.source, "broken-anchor", "warning",
                            f"no heading has the anchor #{match['anchor']}",
                        )  # fmt: skip


def _headings(document: Document) -> Iterator[str]:
    yield document.title.plain
    for section in document.outside:
        yield section.title.plain
    for question in document.questions:
        yield question.title.plain
        yield f"Question {question.number}: {question.title.plain}"
        yield question.category
        for part in question.sections:
            yield part.title.plain


def _slug(title: str) -> str:
    return re.sub(r"[^\w\- ]", "", title.strip().casefold()).replace(" ", "-")


def _scores(document: Document, says: _Says) -> Iterator[Finding]:
    """Passing scores out of a total that the rubric's rows do not give."""
    for question in document.questions:
        for section in question.sections:
            if section.role is Role.RUBRIC:
                yield from _section_scores(section, says)


def _section_scores(section: Section, says: _Says) -> Iterator[Finding]:
    tables = [node for node in walk(section.nodes) if isinstance(node, Table)]
    if len(tables) != 1:
        return
    best = [int(n) for cell in tables[0].header for n in re.findall(r"\d+", cell.plain)]
    if not best:
        return
    total = len(tables[0].rows) * max(best)
    for node in walk(section.nodes):
        if not isinstance(node, Labelled) or "score" not in node.label.plain.casefold():
            continue
        for reached, out_of in _SCORE.findall(node.body.plain):
            if int(out_of) != total:
                yield says(
                    node.source, "rubric-total", "error",
                    f"a score of {reached}/{out_of}, but {len(tables[0].rows)} rows of at most "
                    f"{max(best)} points give {total}",
                )  # fmt: skip
            elif int(reached) > int(out_of):
                yield says(
                    node.source, "rubric-total", "error",
                    f"a score of {reached} cannot be reached with {out_of} points",
                )  # fmt: skip


def _unanswered(document: Document, says: _Says) -> Iterator[Finding]:
    for question in document.questions:
        if not question.answered:
            yield says(
                question.source, "unanswered-question", "warning",
                f"question {question.number} has no answer and gets no card",
            )  # fmt: skip
