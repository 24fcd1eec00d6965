"""The questions themselves: numbering, titles, answers, sections that the others have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from flashcards import patterns as re
from flashcards.claims.saying import finding, headings, key_of
from flashcards.document import Document, Question, Role
from flashcards.errors import Finding

_FULL = 4
"""A question with as many kinds of sections is written in full."""

_USUAL = 0.75
"""What this share of a document's full questions have, the others should have."""


_EACH = 10
"""So many questions without an answer are told one by one."""

_NAMED = 20
"""Of more, so many lines are named."""

# A number that opens a line: `3.`, `### Q3`, `**Question 3**`, `#### 3)`.
_PRINTED = re.compile(r"^[ \t>#*_-]*(?:[^\W\d_]{1,12}\.?[ \t]*)?(\d{1,6})\b", re.MULTILINE)


def questions(document: Document, text: str) -> Iterator[Finding]:
    """Gaps and disorder in the numbers, the same question twice, missing answers and sections.

    Args:
        document: as it was read.
        text: of the file, whose lines the document's sources count.
    """
    yield from _numbering(document, text.split("\n"))
    yield from _repeated(document)
    yield from _unanswered(document)
    yield from _missing(document)


def _numbering(document: Document, lines: Sequence[str]) -> Iterator[Finding]:
    previous: Question | None = None
    for question in document.questions:
        above = previous.number if previous else question.number
        own = lines[question.source.line - 1]
        if question.number > above + 1 and str(question.number) in own:
            between = "\n".join(
                lines[(previous or question).source.line : question.source.line - 1]
            )
            printed = {int(match[1]) for match in _PRINTED.finditer(between)}
            if not printed.issuperset(range(above + 1, question.number)):
                yield finding(
                    question.source, "numbering-gap", "warning",
                    f"question {question.number} follows question {above}",
                )  # fmt: skip
        if question.number < above:
            yield finding(
                question.source, "numbering-order", "warning",
                f"question {question.number} stands after question {above}",
            )  # fmt: skip
        previous = question


def _repeated(document: Document) -> Iterator[Finding]:
    """What is asked again in the same words, with the same code, pictures and options.

    Under another heading the same words ask something else, unless they are answered alike.
    """
    groups: dict[str, list[Question]] = {}
    for question in document.questions:
        # Its signs and capitals are kept: `ls [ab]` and `ls [^ab]`, Gb and GB are two things.
        title = " ".join(question.title.plain.split()).rstrip(" .:?!")
        groups.setdefault(title, []).append(question)
    above = _headings_above(document) if len(groups) < len(document.questions) else {}
    for same in groups.values():
        places: dict[tuple[object, ...], list[Question]] = {}
        for question in same if len(same) > 1 else ():
            asked = (_words(document, question, asked=True), *_options(question))
            answer = _words(document, question, asked=False)
            for place in {(*asked, above[question.source.line]), (*asked, "", answer)}:
                places.setdefault(place, []).append(question)
        found = {one.source.line for place in places.values() for one in place if len(place) > 1}
        first, *others = sorted(found) or [0]
        if others:
            source = next(one.source for one in same if one.source.line == others[0])
            count = "" if len(others) == 1 else f" {len(found)} times, first"
            yield finding(
                source, "duplicate-title", "warning",
                f"the same is asked{count} on line {first}" if count else
                f"the question on line {first} asks the same",
            )  # fmt: skip


def _headings_above(document: Document) -> dict[int, int]:
    """By the line of each question, that of the heading it stands under, or 0."""
    ends = headings(document.tree)
    asked = {one.source.line for one in document.questions}
    found: dict[int, int] = {}
    above: list[int] = []
    for line in sorted(asked | ends.keys()):
        while above and ends[above[-1]] <= line:
            above.pop()
        found[line] = above[-1] if above else 0
        if line not in asked:
            above.append(line)
    return found


def _options(question: Question) -> tuple[str, ...]:
    return tuple(sorted(key_of(option.text.plain) for option in question.options))


def _words(document: Document, question: Question, *, asked: bool) -> str:
    """What stands below a question as written: that which asks, or all the rest."""
    blocks = (
        block
        for section in question.sections
        if (section.role is Role.PROMPT) == asked
        for block in section.blocks
    )
    return " ".join(" ".join(document.tree.source(block.span) for block in blocks).split())


def _unanswered(document: Document) -> Iterator[Finding]:
    """Each question without an answer; where they are many, all at once."""
    without = [one for one in document.questions if not one.answered and not one.disputed]
    for question in document.questions:
        if question.disputed and not question.answered:
            yield finding(
                question.source, "unanswered-question", "warning",
                f"question {question.number} is told different right options and gets no card",
            )  # fmt: skip
    if len(without) <= _EACH:
        for question in without:
            yield finding(
                question.source, "unanswered-question", "warning",
                f"question {question.number} has no answer and gets no card",
            )  # fmt: skip
        return
    lines = [str(one.source.line) for one in without]
    more = f" and {len(lines) - _NAMED} more" if len(lines) > _NAMED + 1 else ""
    named = ", ".join(lines[:_NAMED] if more else lines)
    every = len(without) == len(document.questions)
    count = f"none of {len(lines):,}" if every else f"{len(lines):,} of {len(document.questions):,}"
    yield finding(
        without[0].source, "unanswered-question", "warning",
        f"{count} questions {'has an answer; they get' if every else 'have no answer and get'} "
        f"no card: lines {named}{more}",
    )  # fmt: skip


def _missing(document: Document) -> Iterator[Finding]:
    """Kinds of sections that nearly all full questions have and one has not."""
    full = [q for q in document.questions if len({s.role for s in q.sections}) >= _FULL]
    have = Counter(role for q in full for role in {s.role for s in q.sections})
    usual = [role for role in Role if role is not Role.OTHER and have[role] >= _USUAL * len(full)]
    if len(full) < _FULL:
        return
    for question in full:
        own = {section.role for section in question.sections}
        lacking = [role.value for role in usual if role not in own]
        if lacking:
            yield finding(
                question.source, "missing-section", "note",
                f"question {question.number} has no section for {', '.join(lacking)}; "
                "the others have",
            )  # fmt: skip
