"""A whole document: title, metadata, questions by heading, and what stands outside of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from flashcards.errors import Finding, ReadError
from flashcards.model import (
    NO_TEXT,
    Document,
    Labelled,
    Meta,
    Question,
    Role,
    Section,
    Source,
    Text,
)
from flashcards.reading.answers import breaks_off
from flashcards.reading.asides import without_asides
from flashcards.reading.blocks import flat, inline_lines
from flashcards.reading.decode import MAX_LINES
from flashcards.reading.front_matter import front_matter
from flashcards.reading.inline import plain, text
from flashcards.reading.labels import Flat, Label, nest
from flashcards.reading.openings import Opening, openings
from flashcards.reading.questions import Head, question, summaries
from flashcards.reading.roles import category_of, role_of
from flashcards.reading.sheets import sheet_questions
from flashcards.reading.tree import Element, cut_at, parse

MAX_LINE = 1_000_000
MAX_SIGNS = 20_000
"""A longer line, or one of more signs and spaces, is no text that a person wrote.

An embedded picture is long, but all letters and digits."""
_PARTS = frozenset(
    (Role.PROMPT, Role.SOLUTION, Role.HINTS, Role.KEY_POINTS, Role.FOLLOW_UPS, Role.LOOKING_FOR)
)
_SIGN = re.compile(r"[^\w+/=]|_")


@dataclass(slots=True)
class _Reading:
    """What has been read so far."""

    path: str
    lines: list[str]
    title: Text = NO_TEXT
    title_source: Source | None = None
    questions: list[Question] = field(default_factory=list)
    outside: list[Section] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def find(self, line: int, rule: str, severity: str, message: str) -> None:
        self.findings.append(
            Finding(path=self.path, line=line, rule=rule, severity=severity, message=message)
        )


def read_text(
    content: str, *, path: str, name: str | None = None
) -> tuple[Document, tuple[Finding, ...]]:
    """A document from its text, and what was found on the way.

    Args:
        content: decoded text with LF line ends.
        path: for messages and sources.
        name: identity in the ledger; default: the last part of `path`.

    Raises:
        ReadError: a line is too long, or there is no question in it.
    """
    shown = without_asides(content)
    lines = shown.split("\n")
    _check_size(lines, path)
    front, above = front_matter(lines, path)
    reading = _Reading(path=path, lines=lines)
    root = parse("\n".join(("",) * above + tuple(lines[above:])) if above else shown)
    _unclosed_fences(root, reading)
    cut = cut_at(root)
    if cut:
        reading.find(cut, "too-deep", "warning", "lists or quotes nested deeper are not read")
    _sections(root, reading)
    if not reading.questions:
        reading.questions.extend(sheet_questions(root, path))
    if not reading.questions:
        raise ReadError(
            "no question found",
            path=path,
            line=1,
            hint="a question is a heading such as `### Question 1: What is GGUF?`",
        )
    _duplicates(reading)
    opening = reading.outside[0] if reading.outside else None
    meta, outside = _document_meta(opening, reading.outside)
    named = next((pair.value for pair in front if pair.key.casefold() == "title"), NO_TEXT)
    return (
        Document(
            path=path,
            name=name or path.rsplit("/", 1)[-1],
            title=reading.title or named,
            meta=front + meta,
            questions=tuple(reading.questions),
            outside=outside,
            text=content,
            source=reading.title_source or Source(path=path, line=1),
        ),
        tuple(sorted(reading.findings)),
    )


def _check_size(lines: Sequence[str], path: str) -> None:
    """Refuse what would take minutes or gigabytes, and no person would write.

    Raises:
        ReadError: a line is too long, or there are too many lines.
    """
    if len(lines) > MAX_LINES:
        raise ReadError(
            f"{len(lines):,} lines are too many for one document (at most {MAX_LINES:,})",
            path=path,
            line=MAX_LINES + 1,
            hint="split it into several files",
        )
    for number, line in enumerate(lines, 1):
        if len(line) <= MAX_SIGNS:
            continue
        signs = MAX_SIGNS + 1 if len(line) > MAX_LINE else sum(1 for _ in _SIGN.finditer(line))
        if signs > MAX_SIGNS:
            raise ReadError(
                f"a line of {len(line):,} characters",
                path=path,
                line=number,
                hint="break it into lines",
            )


def _sections(children: Sequence[Element], reading: _Reading) -> None:
    """Cut the document at the headings that open questions, groups and categories."""
    children, found = openings(children)
    above: list[tuple[int, str]] = []
    index = 0
    while index < len(children):
        child = children[index]
        if child.type != "heading":
            end = _next(children, index, lambda c: c.type == "heading")
            _outside(None, children[index:end], reading)
            index = end
            continue
        level, title = child.level, " ".join(inline_lines(child))
        name = plain(title).strip()
        line = child.start + 1
        while above and above[-1][0] >= level:
            above.pop()
        opening = found.get(index)
        if opening is None:
            if level == 1 and not reading.title:
                reading.title = text(title)
                reading.title_source = Source(path=reading.path, line=line)
            else:
                above.append((level, name))
            end = _next(children, index + 1, lambda c: c.type == "heading")
            _outside(child, children[index + 1 : end], reading)
            index = end
            continue
        end = _question_end(children, index, found)
        head = Head(
            number=opening.number,
            title=text(opening.title),
            category=category_of(above[-1][1]) if above else "",
            level=level,
            source=Source(path=reading.path, line=line),
        )
        body = children[index + 1 : end]
        if opening.last is None:
            _question(head, body, reading)
        else:
            _group(head, body, reading)
        index = end


def _question_end(children: Sequence[Element], start: int, found: Mapping[int, Opening]) -> int:
    """Where the question that opens at `start` ends.

    A heading of its level or above ends it, but for one that names a part of a question; a
    deeper one does if it opens a question by the same word.
    """
    this = found[start]
    for index in range(start + 1, len(children)):
        child, other = children[index], found.get(index)
        if child.type != "heading":
            continue
        if other and (child.level <= this.level or other.word == this.word):
            return index
        role = role_of(plain(child.content)) if child.level == this.level else Role.OTHER
        if child.level <= this.level and role not in _PARTS:
            return index
    return len(children)


def _next(children: Sequence[Element], start: int, wanted: Callable[[Element], bool]) -> int:
    """Index of the first block from `start` on that is wanted, or the end."""
    return next((i for i in range(start, len(children)) if wanted(children[i])), len(children))


def _question(head: Head, body: Sequence[Element], reading: _Reading) -> None:
    found = question(head, body, reading.lines)
    reading.questions.append(found)
    for section in found.sections:
        _unfinished(section.markdown, section.source.line, reading)


def _group(head: Head, body: Sequence[Element], reading: _Reading) -> None:
    several, rest = summaries(body, head, reading.lines)
    reading.questions.extend(several)
    if not several:
        reading.find(
            head.source.line, "empty-group", "warning",
            f"“{head.title.plain}” announces several questions and names none",
        )  # fmt: skip
    _add_outside(head.title, rest, head.source, "", reading)


def _outside(heading: Element | None, body: Sequence[Element], reading: _Reading) -> None:
    blocks = [child for child in body if child.type != "hr"]
    first = heading or (blocks[0] if blocks else None)
    if first is None:
        return
    last = blocks[-1] if blocks else first
    start, end = first.start, last.end
    source = Source(path=reading.path, line=start + 1, end_line=end)
    title = text(" ".join(inline_lines(heading))) if heading else NO_TEXT
    markdown = "\n".join(reading.lines[start + (1 if heading else 0) : end]).strip("\n")
    _add_outside(title, flat(blocks, reading.path), source, markdown, reading)


def _add_outside(
    title: Text, parts: Sequence[Flat], source: Source, markdown: str, reading: _Reading
) -> None:
    if not parts and not title:
        return
    nodes = nest(parts)
    reading.outside.append(
        Section(role=Role.OTHER, title=title, nodes=nodes, markdown=markdown, source=source)
    )
    for part in parts:
        words = part.label if isinstance(part, Label) else getattr(part, "text", None)
        said = words if isinstance(words, str) else getattr(words, "markdown", "")
        _unfinished(said, part.source.line, reading)


def _unfinished(markdown: str, line: int, reading: _Reading) -> None:
    for offset, row in enumerate(markdown.split("\n")):
        if breaks_off(row):
            reading.find(
                line + offset, "incomplete-document", "note",
                f"the document says that it is not complete: {row.strip()[:120]}",
            )  # fmt: skip


def _document_meta(
    opening: Section | None, outside: Sequence[Section]
) -> tuple[tuple[Meta, ...], tuple[Section, ...]]:
    """The labelled lines under the title, as metadata; the other sections as they are."""
    if opening is None or not all(isinstance(node, Labelled) for node in opening.nodes):
        return (), tuple(outside)
    meta = tuple(
        Meta(key=node.label.plain, value=node.body, source=node.source)
        for node in opening.nodes
        if isinstance(node, Labelled)
    )
    return meta, tuple(outside[1:])


def _duplicates(reading: _Reading) -> None:
    seen: dict[int, int] = {}
    for one in reading.questions:
        if one.number in seen:
            reading.find(
                one.source.line, "duplicate-question", "error",
                f"question {one.number} stands on line {seen[one.number]} already",
            )  # fmt: skip
        seen.setdefault(one.number, one.source.line)


def _unclosed_fences(blocks: Sequence[Element], reading: _Reading) -> None:
    for node in (one for block in blocks for one in block.walk() if one.type == "fence"):
        last = reading.lines[node.end - 1] if node.end <= len(reading.lines) else ""
        last = last.strip("> \t")
        mark = node.markup
        if not last.startswith(mark) or last.strip(mark[0]) or node.end - node.start < 2:
            reading.find(
                node.start + 1, "unclosed-fence", "warning",
                "this fence is never closed: all below it is read as code",
            )  # fmt: skip
