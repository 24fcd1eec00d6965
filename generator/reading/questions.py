"""One question: its metadata, and its sections by heading or by inline label."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from generator.model import (
    NO_TEXT,
    Hint,
    Item,
    Labelled,
    List,
    Mark,
    Meta,
    Node,
    Paragraph,
    Question,
    Role,
    Section,
    Source,
    Text,
    walk,
)
from generator.reading.blocks import flat, follow_ups, inline_lines
from generator.reading.inline import plain, text
from generator.reading.labels import Flat, Label, nest
from generator.reading.points import split_points
from generator.reading.roles import QUESTION, is_meta, role_of
from generator.reading.tree import Element

_LABEL = re.compile(r"^\*\*[^*]+(?:\*\*:?|:\*\*)\s*")
_HINT = re.compile(r"^hint\b", re.IGNORECASE)
_QUOTED = re.compile(r'^["“](.*)["”]$', re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A question's heading: number, title, category, line."""

    number: int
    title: Text
    category: str
    level: int
    source: Source


def question(head: Head, children: Sequence[Element], lines: Sequence[str]) -> Question:
    """A question from what stands under its heading.

    Args:
        head: its heading.
        children: the blocks up to the next question or category.
        lines: all lines of the document, to show sections as written.
    """
    split = next((i for i, c in enumerate(children) if c.type == "heading"), len(children))
    meta, opening = _opening(children[:split], head, lines)
    sections = opening + _headed(children[split:], head, lines)
    return Question(
        number=head.number,
        title=head.title,
        category=head.category,
        meta=meta,
        sections=tuple(s for s in sections if s.nodes or s.markdown.strip()),
        summary_only=False,
        source=head.source,
    )


# --- what stands before the first section heading --------------------------------------------


def _opening(
    children: Sequence[Element], head: Head, lines: Sequence[str]
) -> tuple[tuple[Meta, ...], list[Section]]:
    """Metadata and inline sections (`**Question**: …`, `**Key Points**: …`)."""
    path = head.source.path
    meta: list[Meta] = []
    groups: list[tuple[Role, list[Flat]]] = []
    end = max((child.end for child in children), default=head.source.line)
    for part in flat(children, path):
        if isinstance(part, Label):
            name = plain(part.label)
            if is_meta(name) and part.lines and not any(r is not Role.OTHER for r, _ in groups):
                meta.append(Meta(key=name, value=text(part.body), source=part.source))
                continue
            groups.append((_inline_role(name, groups), [part]))
        elif groups:
            groups[-1][1].append(part)
        else:
            groups.append((Role.OTHER, [part]))
    return tuple(meta), _inline_sections(groups, end, lines)


def _inline_role(name: str, groups: Sequence[tuple[Role, list[Flat]]]) -> Role:
    role = role_of(name)
    if role is not Role.OTHER:
        return role
    return Role.KEY_POINTS if any(r is Role.PROMPT for r, _ in groups) else Role.OTHER


def _inline_sections(
    groups: Sequence[tuple[Role, list[Flat]]], end: int, lines: Sequence[str]
) -> list[Section]:
    has_answer = any(r in (Role.SOLUTION, Role.KEY_POINTS) for r, _ in groups)
    has_prompt = any(r is Role.PROMPT for r, _ in groups)
    sections = []
    for index, (found, parts) in enumerate(groups):
        first = parts[0]
        stop = groups[index + 1][1][0].source.line - 1 if index + 1 < len(groups) else end
        markdown = "\n".join(lines[first.source.line - 1 : stop]).strip()
        role, content = found, parts
        if found is Role.OTHER:
            prompts = has_answer and not has_prompt and not isinstance(first, Label)
            role = Role.PROMPT if prompts else Role.SOLUTION
        elif isinstance(first, Label) and found in (Role.PROMPT, Role.SOLUTION):
            content = _unlabelled(first, parts[1:])
            markdown = _LABEL.sub("", markdown)
        nodes = nest(content)
        if role is Role.KEY_POINTS:
            nodes = tuple(_pointed(node) for node in nodes)
        sections.append(
            Section(
                role=role,
                title=text(first.label) if isinstance(first, Label) else NO_TEXT,
                nodes=nodes,
                markdown=markdown,
                source=first.source,
            )
        )
    return sections


def _unlabelled(label: Label, rest: list[Flat]) -> list[Flat]:
    """`**Answer**: text` as the text alone."""
    if not label.body:
        return rest
    return [Paragraph(text=text(label.body), source=label.source), *rest]


def _pointed(node: Node) -> Node:
    """`**Key Points**: a, b, c` as a label with a list."""
    if not isinstance(node, Labelled) or not node.body or node.children:
        return node
    points = split_points(node.body.markdown)
    items = tuple(
        Item(
            text=text(point), term=NO_TEXT, meaning=NO_TEXT,
            mark=Mark.NONE, children=(), source=node.source,
        )
        for point in points
    )  # fmt: skip
    listed = List(items=items, ordered=False, source=node.source)
    return replace(node, body=NO_TEXT, children=(listed,))


# --- sections with headings --------------------------------------------------------------------


def _headed(children: Sequence[Element], head: Head, lines: Sequence[str]) -> list[Section]:
    """Sections by the headings right below the question's."""
    starts: list[int] = []
    level = 7
    for index, child in enumerate(children):
        if child.type == "heading" and child.level <= level:
            level = child.level
            starts.append(index)
    sections = []
    for start, stop in pairwise([*starts, len(children)]):
        heading, body = children[start], children[start + 1 : stop]
        title = text(" ".join(inline_lines(heading)))
        role = role_of(title.plain)
        first, last = heading.end, _end(body, heading)
        sections.append(
            Section(
                role=role,
                title=title,
                nodes=tuple(_nodes(role, body, head.source.path)),
                markdown="\n".join(lines[first:last]).strip("\n"),
                source=Source(path=head.source.path, line=heading.start + 1, end_line=last),
            )
        )
    return sections


def _end(body: Sequence[Element], heading: Element) -> int:
    return next((child.end for child in reversed(body) if child.type != "hr"), heading.end)


def _nodes(role: Role, body: Sequence[Element], path: str) -> Sequence[Node]:
    if role is Role.FOLLOW_UPS:
        return follow_ups(body, path)
    parts = flat(body, path)
    if role is Role.HINTS:
        return nest([_hint(part) for part in parts])
    return nest(parts)


def _hint(part: Flat) -> Flat:
    """`**Hint 1**: Topic` and the lines under it."""
    if not isinstance(part, Label) or not _HINT.match(plain(part.label)) or not part.lines:
        return part
    topic, *rest = part.lines
    if not rest:
        topic, rest = "", [topic]
    words = " ".join(rest).strip()
    quoted = _QUOTED.match(words)
    return Hint(
        topic=text(topic), text=text(quoted.group(1) if quoted else words), source=part.source
    )


# --- questions that only a summary names --------------------------------------------------------


def summaries(
    children: Sequence[Element], head: Head, lines: Sequence[str]
) -> tuple[list[Question], list[Flat]]:
    """`**Question 13: Title**` and its bullets → one question each; the rest as it is."""
    found: list[tuple[Label, int, str, list[Flat]]] = []
    rest: list[Flat] = []
    for part in flat(children, head.source.path):
        if isinstance(part, Label):
            match = QUESTION.match(plain(part.label))
            if match and match["title"]:
                found.append((part, int(match["number"]), match["title"].strip(), []))
                continue
        if found:
            found[-1][3].append(part)
        else:
            rest.append(part)
    questions = []
    for label, number, title, parts in found:
        nodes = nest(parts if not label.lines else [*_unlabelled(label, parts)])
        last = max((n.source.end_line or n.source.line for n in walk(nodes)), default=0)
        section = Section(
            role=Role.KEY_POINTS,
            title=NO_TEXT,
            nodes=nodes,
            markdown="\n".join(lines[label.source.line : last]).strip("\n"),
            source=label.source,
        )
        questions.append(
            Question(
                number=number, title=text(title), category=head.category, meta=(),
                sections=(section,) if nodes else (), summary_only=True, source=label.source,
            )
        )  # fmt: skip
    return questions, rest
