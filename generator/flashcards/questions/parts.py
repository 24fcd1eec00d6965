"""One question: its metadata and its sections, by heading, label, fold or box."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field, replace

from flashcards import patterns as re
from flashcards.document import (
    NO_PHRASE,
    Asks,
    FollowUp,
    Hint,
    Item,
    Labelled,
    Level,
    List,
    Mark,
    Meta,
    Node,
    Paragraph,
    Phrase,
    Question,
    Role,
    Section,
    Source,
    Table,
    walk,
)
from flashcards.questions.boxes import callout_role, fold_role
from flashcards.questions.choices import read_choice, told_in_gap
from flashcards.questions.forms.candidate import Evidence
from flashcards.questions.forms.titles import title_of
from flashcards.questions.given import given
from flashcards.questions.hollow import asks, breaks_off, is_awaited, is_hollow, without_notes
from flashcards.questions.labels import split_label, split_spoken
from flashcards.questions.lifted import lifted
from flashcards.questions.nesting import Flat, Label, nest, uncounted
from flashcards.questions.outline import Outline, follow_ups_of, unquoted
from flashcards.questions.points import split_points
from flashcards.questions.roles import (
    answer_head,
    asks_about_code,
    asks_for_one,
    asks_to_match,
    has_question_mark,
    is_given,
    is_meta,
    is_spoken,
    is_surely_meta,
    offers_choice,
    role_of,
)
from flashcards.questions.slices import cut, joined, paragraph, phrase, short_items
from flashcards.tree import Span, plain
from flashcards.tree import nodes as t
from flashcards.tree.nodes import Block, Blocks, Inlines
from flashcards.values import dataclass

_TELLING = (Role.SOLUTION, Role.KEY_POINTS, Role.OTHER)
_HINT = re.compile(r"hint\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?](?:\s|$)")
# What stands in brackets behind a name: `R. (to be solved in class)`.
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)$")
# `Answer: B` as a heading: what stands behind the label.
_BEHIND_LABEL = re.compile(r"[^:：]{1,40}[:：]\s*(?=\S)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What opens a question."""

    number: int
    title: Phrase
    category: str
    source: Source
    form: str = ""
    asks: Asks = Asks.OPEN
    tags: tuple[str, ...] = ()
    level: Level = Level.UNSAID
    pairs: tuple[tuple[str, str], ...] = ()  # metadata that stands with the opening
    whole: bool = False  # whether the question stands in it whole, so that nothing below asks
    hidden: bool = False  # whether what stands below is hidden, as only an answer is


@dataclass(slots=True)
class _Part:
    """A run of blocks with one role: a section in the making."""

    role: Role
    title: Inlines
    blocks: list[Block]
    span: Span
    labelled: bool = False
    parts: list[Flat] = field(default_factory=list)


def question(
    head: Head,
    blocks: Sequence[Block],
    outline: Outline,
    *,
    keyed: bool = False,
    offered: bool = False,
) -> Question:
    """A question from what stands under its opening.

    Args:
        head: its opening.
        blocks: up to the next question or category; paragraphs are split at their labels.
        outline: makes nodes of blocks.
        keyed: whether the document's answers stand together elsewhere.
        offered: whether a list below it is known to be there to choose from.
    """
    offered = offered or offers_choice(head.title.plain)
    if not offered and asks_for_one(head.title.plain):
        offered = _is_bare_list(blocks)
    choice = read_choice(blocks, outline, keyed=keyed, offered=offered)
    if choice is not None and (gap := told_in_gap(head.title, choice)):
        head, choice = replace(head, title=gap[0]), gap[1]
    count = 0 if choice else given(head.title.plain, blocks)
    told, blocks = blocks[:count], blocks[count:]
    asked: list[Section] = []
    meta = tuple(Meta(key=key, value=value, source=head.source) for key, value in head.pairs)
    if choice is not None:
        above, asked = _opening(choice.before, outline, answered=True)
        meta += above
        blocks = choice.after
    loose, headed = _split(lifted(blocks))
    answered = any(part.role in (Role.SOLUTION, Role.KEY_POINTS) for part in headed)
    counted = title_of(head.title.inlines)
    if keyed and counted.number is not None and not counted.words:
        answered = True  # `Exercise 2` says nothing, the answer stands in the key: all here asks
    more, opening = _opening(
        loose,
        outline,
        answered=answered,
        asked=choice is not None or head.whole,
        about_code=asks_about_code(head.title.plain) and not head.hidden and not told,
        hidden=head.hidden,
    )
    meta += more
    sections: list[Section] = []
    if told:
        asked.append(_section(_Part(Role.PROMPT, (), list(told), told[0].span), outline))
    told_ = (*asked, *opening, *(_section(part, outline) for part in headed))
    for section in (without_notes(_said(s)) if s.role in _TELLING else s for s in told_):
        pairs = _only_metadata(section)
        meta += pairs
        if not pairs and not _tells_nothing(section):
            sections.append(section)
        elif not pairs:
            sections.extend(_asked_alone(section))
    if choice is None:
        sections = _matched(head, sections)
    return Question(
        number=head.number,
        title=head.title,
        category=head.category,
        meta=meta,
        sections=tuple(sections),
        source=head.source,
        form=head.form,
        asks=Asks.CHOICE if choice else head.asks,
        options=choice.options if choice else (),
        disputed=choice is not None and choice.disputed,
        tags=head.tags,
        level=head.level,
    )


_SEVERAL = 3


def _is_bare_list(blocks: Sequence[Block]) -> bool:
    """Whether several short items are all that stands below a question."""
    return len(blocks) == 1 and len(short_items(blocks[0])) >= _SEVERAL


def _matched(head: Head, sections: Sequence[Section]) -> list[Section]:
    """Sections of a task to match: tables and lists below it are what is to be matched."""
    told = [
        head.title.plain,
        *(plain(b.children) for s in sections for b in s.blocks[:1] if isinstance(b, t.Paragraph)),
    ]
    if not any(map(asks_to_match, told)):
        return list(sections)
    return [
        replace(one, role=Role.PROMPT)
        if one.role in _TELLING and not one.title and any(map(_is_rows, one.blocks))
        else one
        for one in sections
    ]


def _is_rows(block: Block) -> bool:
    return isinstance(block, t.Table | t.BulletList | t.OrderedList)


def _asked_alone(section: Section) -> Iterator[Section]:
    """What asks in an answer, with nothing below it: a question to go on with."""
    labels = [node.label for node in walk(section.nodes) if isinstance(node, Labelled)]
    asked = [
        label
        for label in (section.title, *labels)
        if has_question_mark(label.plain) or title_of(label.inlines).evidence is Evidence.MARKED
    ]
    if asked:
        yield replace(
            section,
            role=Role.FOLLOW_UPS,
            title=NO_PHRASE,
            nodes=tuple(
                FollowUp(question=one, looking_for=NO_PHRASE, source=section.source)
                for one in asked
            ),
            blocks=tuple(t.Paragraph(one.inlines, span=one.span) for one in asked),
        )


def _only_metadata(section: Section) -> tuple[Meta, ...]:
    if section.role is not Role.OTHER or len(section.nodes) != 1:
        return ()
    return metadata(section.nodes[0])


def _said(section: Section) -> Section:
    """A section with its only words in bold as text: `**five**` is no label of anything."""
    one = section.nodes[0] if len(section.nodes) == 1 else None
    if not isinstance(one, Labelled) or one.body or one.children:
        return section
    words = one.label.plain.strip()
    name = _IN_BRACKETS.sub("", words).rstrip(".")
    named = len(name) < 2 - name.isdecimal() or role_of(name) is not Role.OTHER
    if (
        named
        or answer_head(f"{name}: x")
        or words.endswith((":", "："))
        or has_question_mark(words)
    ):
        return section
    title = NO_PHRASE if section.title.plain.strip() == words else section.title
    text = Paragraph(text=one.label, source=one.source)
    return replace(section, title=title, nodes=(text,))


def _tells_nothing(section: Section) -> bool:
    """No words at all, or where an answer should be only its place: `TODO`."""
    if not section.nodes:
        return not section.blocks or section.role in _TELLING
    if section.role not in _TELLING:
        return False
    first = section.nodes[0]
    # What stands behind such a remark is about the sheet: a scale of marks, who has read it.
    awaited = isinstance(first, Paragraph) and is_awaited(first.text.plain)
    return awaited or all(is_hollow(node) for node in section.nodes)


def _split(blocks: Sequence[Block]) -> tuple[list[Block], list[_Part]]:
    """What stands loose at the start, and the parts that a heading, a fold or a box opens."""
    loose: list[Block] = []
    parts: list[_Part] = []
    seen = 7
    closed = False
    for place, block in enumerate(blocks):
        if isinstance(block, t.Heading) and block.level <= seen:
            seen, closed = block.level, False
            role = role_of(plain(block.children))
            parts.append(_Part(role, block.children, [], block.span))
            behind = _BEHIND_LABEL.match(plain(block.children))
            if role is Role.SOLUTION and behind:
                words = cut(block.children, behind.end())
                parts[-1].blocks.append(paragraph(words))
            continue
        box = _box_role(block)
        if box and isinstance(block, t.Details | t.Callout) and not _within(parts, box):
            title = block.summary if isinstance(block, t.Details) else block.title
            parts.append(_Part(box, title, list(block.children), block.span))
            closed = True
            continue
        if _names_sources(block, blocks[place + 1] if place + 1 < len(blocks) else None):
            parts.append(_Part(Role.RELATED, (), [], block.span))
            closed = False
            continue
        if closed and not isinstance(block, t.Rule):
            parts.append(_Part(Role.OTHER, (), [], block.span))
            closed = False
        listed = isinstance(block, t.BulletList | t.OrderedList)
        closed = bool(parts) and parts[-1].role is Role.RELATED and not parts[-1].title and listed
        (parts[-1].blocks if parts else loose).append(block)
    return loose, parts


def _names_sources(block: Block, following: Block | None) -> bool:
    """Whether a line such as `Useful links:` only announces a list of pages."""
    if not isinstance(block, t.Paragraph) or not isinstance(
        following, t.BulletList | t.OrderedList
    ):
        return False
    words = plain(block.children).strip()
    if not words.endswith((":", "：")) or role_of(words) is not Role.RELATED:
        return False
    return all(
        any(
            isinstance(node, t.Link)
            for child in item.children[:1]
            if isinstance(child, t.Paragraph)
            for node in t.walk_inlines(child.children)
        )
        for item in following.items
    )


def _within(parts: Sequence[_Part], role: Role) -> bool:
    """Whether a box stands in a part that a heading has given the same role already."""
    return bool(parts) and parts[-1].role is role and bool(parts[-1].blocks)


def _box_role(block: Block) -> Role | None:
    """What a fold or a box is for, or None where it is a part of the text."""
    if isinstance(block, t.Details):
        return fold_role(block)
    if isinstance(block, t.Callout):
        return callout_role(block)
    return None


# --- what stands before the first section ----------------------------------------------------


def _opening(
    blocks: Sequence[Block],
    outline: Outline,
    *,
    answered: bool,
    asked: bool = False,
    about_code: bool = False,
    hidden: bool = False,
) -> tuple[tuple[Meta, ...], list[Section]]:
    """Metadata and inline sections (`**Question**: …`, `**Key Points**: …`).

    Args:
        blocks: what stands loose.
        outline: makes nodes of blocks.
        answered: whether an answer stands elsewhere, so that all here asks.
        asked: whether the question has been put, so that nothing here asks.
        about_code: whether the question asks what code does, so that code alone asks, too.
        hidden: whether a reader sees it only after the question, so that its words do not ask.
    """
    meta: list[Meta] = []
    groups: list[_Part] = []
    for block in blocks:
        begun = any(group.role is not Role.OTHER for group in groups)
        kept: list[Flat] = []
        for part in outline.flat([block], spoken=1):
            pairs = () if begun else metadata(part)
            if pairs:
                meta.extend(pairs)
            elif isinstance(part, Label) and is_meta(part.name) and part.lines and not begun:
                meta.append(Meta(key=part.name, value=part.body.plain, source=part.source))
            elif isinstance(part, Label) and begun and is_surely_meta(part.name):
                continue  # behind an answer it may be that of the next question
            elif isinstance(part, Paragraph) and breaks_off(part.text.plain):
                continue  # reported as a finding; it belongs to no answer
            else:
                kept.append(part)
        if not kept:
            continue
        first = kept[0]
        role = _inline_role(first.name, groups) if isinstance(first, Label) else None
        if role is None and groups:
            groups[-1].blocks.append(block)
            groups[-1].parts.extend(kept)
        else:
            title = first.label if isinstance(first, Label) else ()
            found = _Part(role or Role.OTHER, title, [block], block.span, parts=kept)
            found.labelled = role is not None
            groups.append(found)
    if not asked:
        groups = _prompted(groups, answered=answered, hidden=hidden)
        groups = [_asking(group, about_code=about_code) for group in groups]
    return tuple(meta), [_inline_section(group) for group in groups]


def _inline_role(name: str, groups: Sequence[_Part]) -> Role | None:
    """What a label opens; None if it is a part of the answer above it."""
    role = role_of(name)
    if role is not Role.OTHER:
        return role
    if groups and groups[-1].role is Role.SOLUTION:
        return None
    return Role.KEY_POINTS if any(g.role is Role.PROMPT for g in groups) else Role.OTHER


def _prompted(groups: list[_Part], *, answered: bool, hidden: bool) -> list[_Part]:
    """The groups with a part without a label in front as the prompt, where it is one.

    It is all of it if an answer stands elsewhere, else those paragraphs that ask.
    """
    if not groups or any(group.role is Role.PROMPT for group in groups):
        return groups
    first, *rest = groups
    if first.role is not Role.OTHER or first.labelled:
        return groups
    if answered or any(group.role in (Role.SOLUTION, Role.KEY_POINTS) for group in rest):
        return [replace(first, role=Role.PROMPT), *rest]
    if hidden:
        return groups
    count = 0
    for block, part in zip(first.blocks, first.parts, strict=False):
        if isinstance(part, Label) or not asks(part) or not isinstance(block, t.Paragraph):
            break
        count += 1
    if not count:
        return groups
    prompt = _Part(Role.PROMPT, (), first.blocks[:count], first.span, parts=first.parts[:count])
    left = _Part(Role.OTHER, (), first.blocks[count:], first.span, parts=first.parts[count:])
    return [prompt, *([left] if left.blocks else []), *rest]


def _asking(group: _Part, *, about_code: bool) -> _Part:
    """A part without a label that only asks on: more questions in a list, code to be read."""
    if group.role is not Role.OTHER or group.labelled or not group.parts:
        return group
    if all(isinstance(p, List) and _all_ask(p.items) for p in group.parts):
        return replace(group, role=Role.FOLLOW_UPS)
    if about_code and all(isinstance(block, t.CodeBlock) for block in group.blocks):
        return replace(group, role=Role.PROMPT)
    return group


# A level in front of a question in a list: `[E] Why …?`, `(H) Derive …`.
_LEVEL_MARK = re.compile(r"[\[(][A-Z][\])]\s+")


def _all_ask(items: Sequence[Item]) -> bool:
    """Whether items are questions, or questions and tasks; a list of tasks may be steps."""
    marked = [_LEVEL_MARK.match(item.text.plain) is not None for item in items]
    asking = [has_question_mark(item.text.plain) and not item.meaning for item in items]
    tasks = [title_of(item.text.inlines).evidence is Evidence.TASK for item in items]
    return any((*marked, *asking)) and all(
        mark or asks or (task and not item.meaning)
        for mark, asks, task, item in zip(marked, asking, tasks, items, strict=True)
    )


def _inline_section(group: _Part) -> Section:
    """A section that a label opens, or that stands without one."""
    role, parts, blocks = group.role, group.parts, tuple(group.blocks)
    first = parts[0]
    if role is Role.OTHER:
        role = Role.SOLUTION
    elif (
        isinstance(first, Label)
        and role in (Role.PROMPT, Role.SOLUTION)
        and not is_given(first.name)
    ):
        parts = unlabelled(first, parts[1:])
        blocks = without_label(blocks)
    return Section(
        role=role,
        title=phrase(first.label) if isinstance(first, Label) else NO_PHRASE,
        nodes=_shaped(role, nest(parts)),
        blocks=blocks,
        source=first.source,
    )


def unlabelled(label: Label, rest: Sequence[Flat]) -> list[Flat]:
    """`**Answer**: text` as the text alone."""
    body = label.body
    return [*([Paragraph(text=body, source=label.source)] if body else []), *rest]


def without_label(blocks: Blocks) -> Blocks:
    """Blocks without the label that opens their first paragraph."""
    first = blocks[0] if blocks else None
    if not isinstance(first, t.Paragraph):
        return blocks
    found = split_label(first.children) or split_spoken(first.children)
    if found is None:
        return blocks
    body = found[1]
    return (*([replace(first, children=body)] if body else []), *blocks[1:])


# --- sections --------------------------------------------------------------------------------


def _section(part: _Part, outline: Outline) -> Section:
    """A section that a heading, a fold or a box opens."""
    last = part.blocks[-1].span if part.blocks else part.span
    source = outline.at(part.span)
    if part.blocks:
        source = replace(source, end_line=max(source.end_line, outline.at(last).end_line))
    return Section(
        role=part.role,
        title=phrase(uncounted(part.title)),
        nodes=tuple(section_nodes(part.role, part.blocks, outline)),
        blocks=tuple(b for b in part.blocks if not isinstance(b, t.Rule)),
        source=source,
    )


def section_nodes(role: Role, blocks: Sequence[Block], outline: Outline) -> Sequence[Node]:
    """The nodes of a section, as its role wants them."""
    if role is Role.FOLLOW_UPS:
        return outline.follow_ups(blocks)
    parts = outline.flat(blocks, spoken=1)
    if role is Role.HINTS:
        return tuple(_hints(nest([_hint(part) for part in parts])))
    first = parts[0] if parts else None
    if (
        isinstance(first, Label)
        and role in (Role.PROMPT, Role.SOLUTION)
        and role_of(first.name) is role
        and not first.level
        and len(first.name.split()) <= 3
    ):
        parts = unlabelled(first, parts[1:])
    elif (
        isinstance(first, Label)
        and first.level
        and role_of(first.name) is role
        and is_spoken(first.name)
    ):
        parts = parts[1:]  # a heading in a fold that bears its name already
    nodes = nest([part for part in parts if not _breaks(part)])
    return _shaped(role, nodes) if role is Role.KEY_POINTS else nodes


def _breaks(part: Flat) -> bool:
    return isinstance(part, Paragraph) and breaks_off(part.text.plain)


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
                topic = NO_PHRASE if role_of(node.label.plain) is Role.HINTS else node.label
                yield Hint(topic=topic, text=node.body, source=node.source)
            yield from _hints(node.children)
        else:
            yield node


def _hint(part: Flat) -> Flat:
    """`**Hint 1**: Topic` and the lines under it."""
    if not isinstance(part, Label) or not _HINT.match(part.name) or not part.lines:
        return part
    topic, *rest = part.lines
    if not rest:
        topic, rest = (), [topic]
    words = unquoted(joined(rest))
    return Hint(topic=phrase(topic), text=phrase(words), source=part.source)


def _pointed(node: Node) -> Node:
    """`**Key Points**: a, b, c` as a label with a list."""
    if isinstance(node, Paragraph):
        points = split_points(node.text.inlines)
        if _SENTENCE_END.search(node.text.plain) or len(points) < 2:
            return node
        return _listed(points, node.source)
    if not isinstance(node, Labelled) or not node.body or node.children:
        return node
    points = split_points(node.body.inlines)
    return replace(node, body=NO_PHRASE, children=(_listed(points, node.source),))


def _listed(points: Sequence[Inlines], source: Source) -> List:
    items = tuple(
        Item(
            text=phrase(point), term=NO_PHRASE, meaning=NO_PHRASE,
            mark=Mark.NONE, children=(), source=source,
        )
        for point in points
    )  # fmt: skip
    return List(items=items, ordered=False, source=source)


# --- metadata --------------------------------------------------------------------------------


def metadata(part: Flat) -> tuple[Meta, ...]:
    """The pairs of a list or a table that holds metadata and nothing else, or nothing."""
    if isinstance(part, List):
        return tuple(_listed_meta(part.items))
    if isinstance(part, Table):
        return tuple(_tabled_meta(part))
    return ()


def _listed_meta(items: Sequence[Item]) -> Iterator[Meta]:
    if all(item.term and is_meta(item.term.plain) and not item.children for item in items):
        for item in items:
            yield Meta(key=item.term.plain, value=item.meaning.plain, source=item.source)


def _tabled_meta(table: Table) -> Iterator[Meta]:
    """`| Level | Time |` over one row, or a key and its value in each row."""
    header = table.header
    if len(table.rows) == 1 and header and all(is_meta(cell.plain) for cell in header):
        for key, value in zip(header, table.rows[0].cells, strict=False):
            yield Meta(key=key.plain, value=value.plain, source=table.rows[0].source)
        return
    if len(header) != 2 or not all(len(row.cells) == 2 for row in table.rows):
        return
    rows = [(row.cells[0], row.cells[1]) for row in table.rows]
    if not rows or not all(is_meta(_bare(key)) for key, _ in rows):
        return
    if is_meta(_bare(header[0])):
        yield Meta(key=_bare(header[0]), value=header[1].plain, source=table.source)
    for (key, value), row in zip(rows, table.rows, strict=True):
        yield Meta(key=_bare(key), value=value.plain, source=row.source)


def _bare(cell: Phrase) -> str:
    return cell.plain.strip(" :")
