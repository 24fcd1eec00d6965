"""One question: its metadata, and its sections by heading or by inline label."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from flashcards.model import (
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
from flashcards.reading.answers import asks, breaks_off, is_hollow
from flashcards.reading.blocks import flat, follow_ups, follow_ups_of, inline_lines
from flashcards.reading.inline import plain, text
from flashcards.reading.labels import Flat, Label, nest
from flashcards.reading.points import split_points
from flashcards.reading.roles import QUESTION, is_meta, role_of
from flashcards.reading.spoken import metadata, spoken
from flashcards.reading.tree import Element

_LABEL = re.compile(r"^\*\*[^*]+(?:\*\*:?|:\*\*)\s*")
_TELLING = (Role.SOLUTION, Role.KEY_POINTS, Role.OTHER)
_HINT = re.compile(r"^hint\b", re.IGNORECASE)
_QUOTED = re.compile(r'^["“](.*)["”]$', re.DOTALL)


Group = tuple[Role, list[Flat]]


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
    headed = _headed(children[split:], head, lines)
    answered = any(s.role in (Role.SOLUTION, Role.KEY_POINTS) for s in headed)
    meta, opening = _opening(children[:split], head, lines, answered=answered)
    sections = []
    for section in opening + headed:
        pairs = _only_metadata(section)
        meta += pairs
        if not pairs and not _tells_nothing(section):
            sections.append(section)
    return Question(
        number=head.number,
        title=head.title,
        category=head.category,
        meta=meta,
        sections=tuple(sections),
        summary_only=False,
        source=head.source,
    )


def _only_metadata(section: Section) -> tuple[Meta, ...]:
    if section.role is not Role.OTHER or len(section.nodes) != 1:
        return ()
    return metadata(section.nodes[0])


def _tells_nothing(section: Section) -> bool:
    """No words at all, or where an answer should be only its place: `TODO`."""
    if not section.nodes:
        return not section.markdown.strip() or section.role in _TELLING
    return section.role in _TELLING and all(is_hollow(node) for node in section.nodes)


# --- what stands before the first section heading --------------------------------------------


def _opening(
    children: Sequence[Element], head: Head, lines: Sequence[str], *, answered: bool
) -> tuple[tuple[Meta, ...], list[Section]]:
    """Metadata and inline sections (`**Question**: …`, `**Key Points**: …`)."""
    meta: list[Meta] = []
    groups: list[Group] = []
    end = max((child.end for child in children), default=head.source.line)
    for part in flat([spoken(child) for child in children], head.source.path):
        begun = any(role is not Role.OTHER for role, _ in groups)
        pairs = () if begun else metadata(part)
        if pairs:
            meta.extend(pairs)
        elif isinstance(part, Label):
            name = plain(part.label)
            if is_meta(name) and part.lines and not begun:
                meta.append(Meta(key=name, value=text(part.body), source=part.source))
                continue
            role = _inline_role(name, groups)
            if role is None:
                groups[-1][1].append(part)
            else:
                groups.append((role, [part]))
        elif isinstance(part, Paragraph) and breaks_off(part.text.markdown):
            continue  # reported as a finding; it belongs to no answer
        elif groups:
            groups[-1][1].append(part)
        else:
            groups.append((Role.OTHER, [part]))
    return tuple(meta), _inline_sections(_prompted(groups, answered=answered), end, lines)


def _prompted(groups: list[Group], *, answered: bool) -> list[Group]:
    """The groups with a part without a label in front as the prompt, where it is one.

    It is all of it if an answer stands elsewhere, else those paragraphs that ask.
    """
    if not groups or any(role is Role.PROMPT for role, _ in groups):
        return groups
    (role, parts), *rest = groups
    if role is not Role.OTHER or isinstance(parts[0], Label):
        return groups
    if answered or any(r in (Role.SOLUTION, Role.KEY_POINTS) for r, _ in rest):
        return [(Role.PROMPT, parts), *rest]
    first = next(
        (i for i, p in enumerate(parts) if isinstance(p, Label) or not asks(p)), len(parts)
    )
    split: list[Group] = [(Role.PROMPT, parts[:first]), (Role.OTHER, parts[first:])]
    return [group for group in split if group[1]] + rest


def _inline_role(name: str, groups: Sequence[Group]) -> Role | None:
    """What a label opens; None if it is a part of the answer above it."""
    role = role_of(name)
    if role is not Role.OTHER:
        return role
    if groups and groups[-1][0] is Role.SOLUTION:
        return None
    return Role.KEY_POINTS if any(r is Role.PROMPT for r, _ in groups) else Role.OTHER


def _inline_sections(groups: Sequence[Group], end: int, lines: Sequence[str]) -> list[Section]:
    sections = []
    for index, (found, parts) in enumerate(groups):
        first = parts[0]
        stop = groups[index + 1][1][0].source.line - 1 if index + 1 < len(groups) else end
        markdown = "\n".join(lines[first.source.line - 1 : stop]).strip()
        role, content = found, parts
        if found is Role.OTHER:
            role = Role.SOLUTION
        elif isinstance(first, Label) and found in (Role.PROMPT, Role.SOLUTION):
            content = _unlabelled(first, parts[1:])
            markdown = _LABEL.sub("", markdown)
        sections.append(
            Section(
                role=role,
                title=text(first.label) if isinstance(first, Label) else NO_TEXT,
                nodes=_shaped(role, nest(content)),
                markdown=markdown,
                source=first.source,
            )
        )
    return sections


def _shaped(role: Role, nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """Nodes as their section wants them: points one by one, hints, follow-ups."""
    match role:
        case Role.KEY_POINTS:
            return tuple(_pointed(node) for node in nodes)
        case Role.FOLLOW_UPS:
            return tuple(follow_ups_of(nodes))
        case Role.HINTS:
            return tuple(_hints(nodes))
        case _:
            return nodes


def _hints(nodes: Sequence[Node]) -> Iterator[Node]:
    """Hints of a list or under a label, one by one."""
    for node in nodes:
        if isinstance(node, List):
            for item in node.items:
                words = item.meaning if item.term else item.text
                yield Hint(topic=item.term, text=words, source=item.source)
        elif isinstance(node, Labelled):
            if node.body:
                topic = NO_TEXT if role_of(node.label.plain) is Role.HINTS else node.label
                yield Hint(topic=topic, text=node.body, source=node.source)
            yield from _hints(node.children)
        else:
            yield node


def _unlabelled(label: Label, rest: list[Flat]) -> list[Flat]:
    """`**Answer**: text` as the text alone."""
    if not label.body:
        return rest
    return [Paragraph(text=text(label.body), source=label.source), *rest]


def _pointed(node: Node) -> Node:
    """`**Key Points**: a, b, c` as a label with a list."""
    if isinstance(node, Paragraph):
        points = split_points(node.text.markdown)
        sentence = re.search(r"[.!?](?:\s|$)", node.text.plain)
        return node if sentence or len(points) < 2 else _listed(points, node.source)
    if not isinstance(node, Labelled) or not node.body or node.children:
        return node
    points = split_points(node.body.markdown)
    return replace(node, body=NO_TEXT, children=(_listed(points, node.source),))


def _listed(points: Sequence[str], source: Source) -> List:
    items = tuple(
        Item(
            text=text(point), term=NO_TEXT, meaning=NO_TEXT,
            mark=Mark.NONE, children=(), source=source,
        )
        for point in points
    )  # fmt: skip
    return List(items=items, ordered=False, source=source)


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
    parts = flat([spoken(child) for child in body[:1]] + list(body[1:]), path)
    if role is Role.HINTS:
        return tuple(_hints(nest([_hint(part) for part in parts])))
    first = parts[0] if parts else None
    if isinstance(first, Label) and role in (Role.PROMPT, Role.SOLUTION):
        name = plain(first.label)
        if role_of(name) is role and not first.level and len(name.split()) <= 3:
            parts = _unlabelled(first, parts[1:])
    nodes = nest([part for part in parts if not _breaks(part)])
    return _shaped(role, nodes) if role is Role.KEY_POINTS else nodes


def _breaks(part: Flat) -> bool:
    return isinstance(part, Paragraph) and breaks_off(part.text.markdown)


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
