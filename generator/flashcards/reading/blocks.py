"""markdown-it's tree to our nodes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from flashcards.model import (
    NO_TEXT,
    FollowUp,
    Item,
    Labelled,
    List,
    Node,
    Paragraph,
    Quote,
    Row,
    Source,
    Table,
)
from flashcards.reading.fences import fence
from flashcards.reading.inline import split_label, split_mark, split_term, text
from flashcards.reading.labels import Flat, Label, nest
from flashcards.reading.tree import Element

_NUMBERED = re.compile(r"^\s*\d{1,3}[.)]\s+(?=\S)")
_PIPED = re.compile(r"(?<=\S)\s+\|\s+(?=\*\*)")
_LOOKING_FOR = re.compile(
    r"^[*_]{1,2}(?:looking for|look for|expected|expect|answer|key points?|good answers?)"
    r"(?::[*_]{1,2}|[*_]{1,2}\s*:)\s*(?P<text>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_COMMENT = re.compile(r"<!--.*?(?:-->|$)", re.DOTALL)
_SUMMARY = re.compile(r"<summary[^<>]{0,200}>(.*?)</summary>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")
_OUTER_QUOTES = re.compile(r'^["“](.*)["”]$', re.DOTALL)


def flat(children: Sequence[Element], path: str) -> list[Flat]:
    """Sibling blocks as labels and nodes, in order, labels not nested yet."""
    out: list[Flat] = []
    for child in children:
        out.extend(_block(child, path))
    return out


def _source(node: Element, path: str) -> Source:
    return Source(path=path, line=node.start + 1, end_line=max(node.start + 1, node.end))


def _block(node: Element, path: str) -> Iterator[Flat]:
    source = _source(node, path)
    match node.type:
        case "paragraph":
            yield from _paragraph(inline_lines(node), source)
        case "heading":
            yield Label(label=node.content, lines=(), source=source, level=node.level)
        case "bullet_list" | "ordered_list":
            yield _list(node, path)
        case "table":
            yield _table(node, path)
        case "fence":
            yield from fence(node.info, node.content, source)
        case "code_block":
            # indented text: content begins on the block's own line, no fence above it
            above = Source(path=path, line=source.line - 1, end_line=source.end_line)
            yield from fence("", node.content, above)
        case "html_block":
            yield from _html(node, source)
        case "blockquote" if any(child.type != "paragraph" for child in node.children):
            yield from flat(node.children, path)
        case "blockquote":
            words = " ".join(_texts(node))
            if words:
                yield Quote(text=text(words), source=source)
        case _:
            return


def _html(node: Element, source: Source) -> Iterator[Flat]:
    """The summary of `<details>` as a label, other words as a paragraph; comments are not read."""
    bare = _COMMENT.sub("", node.content)
    summary = _SUMMARY.search(bare)
    if summary:
        label = _words_of(summary.group(1))
        if label:
            yield Label(label=label, lines=(), source=source)
    words = _words_of(_SUMMARY.sub("", bare))
    if words:
        yield Paragraph(text=text(words), source=source)


def _words_of(html: str) -> str:
    return " ".join(_TAG.sub(" ", html).split())


def inline_lines(node: Element) -> list[str]:
    """A paragraph's or heading's inline markdown, line by line."""
    return node.content.split("\n")


def _texts(node: Element) -> Iterator[str]:
    for child in node.walk():
        if child.content and child.type not in {"fence", "code_block", "html_block"}:
            yield child.content.replace("\n", " ")


def _paragraph(lines: Sequence[str], source: Source) -> Iterator[Flat]:
    """A paragraph's lines: each bold opening is a label, other lines belong to the one above.

    Numbered lines are a list: CommonMark lets no list that begins behind 1 break a paragraph,
    but a person reads one.
    """
    start = next(
        (i for i, line in enumerate(lines[:-1])
         if _NUMBERED.match(line) and _NUMBERED.match(lines[i + 1])),
        len(lines),
    )  # fmt: skip
    yield from _words(lines[:start], source)
    if start < len(lines):
        yield _numbered(lines[start:], replace(source, line=source.line + start))


def _numbered(lines: Sequence[str], source: Source) -> List:
    items: list[tuple[str, Source]] = []
    for index, line in enumerate(lines):
        match = _NUMBERED.match(line)
        at = replace(source, line=source.line + index)
        if match:
            items.append((line[match.end() :], at))
        else:
            items[-1] = (f"{items[-1][0]} {line.strip()}", items[-1][1])
    return List(items=tuple(_line_item(t, (), at) for t, at in items), ordered=True, source=source)


def _words(lines: Sequence[str], source: Source) -> Iterator[Flat]:
    label: Label | None = None
    loose: list[str] = []  # of the label, if there is one
    loose_at = source
    for index, line in enumerate(lines):
        at = Source(path=source.path, line=source.line + index, end_line=source.end_line)
        for part in _PIPED.split(line):
            found = split_label(part)
            if found is not None:
                yield from _emit(label, loose, loose_at)
                label = Label(label=found[0], lines=(), source=at)
                loose = [found[1]] if found[1] else []
            else:
                if not loose:
                    loose_at = at
                loose.append(part.strip())
    yield from _emit(label, loose, loose_at)


def _emit(label: Label | None, loose: list[str], at: Source) -> Iterator[Flat]:
    if label is not None:
        yield replace(label, lines=tuple(loose))
    elif loose:
        yield Paragraph(text=text(" ".join(loose)), source=at)


def _list(node: Element, path: str) -> List:
    items = tuple(_item(child, path) for child in node.children)
    return List(items=items, ordered=node.type == "ordered_list", source=_source(node, path))


def _item(node: Element, path: str) -> Item:
    source = _source(node, path)
    children = list(node.children)
    lines: list[str] = []
    if children and children[0].type == "paragraph":
        lines = inline_lines(children.pop(0))
    line = " ".join(part.strip() for part in lines)
    return _line_item(line, nest(flat(children, path)), source)


def _line_item(line: str, children: tuple[Node, ...], source: Source) -> Item:
    mark, words = split_mark(line)
    term, meaning = split_term(words)
    labelled = split_label(words)
    if labelled:
        words = f"{labelled[0]}: {labelled[1]}" if labelled[1] else labelled[0]
    return Item(
        text=text(words) if words else NO_TEXT,
        term=text(term),
        meaning=text(meaning),
        mark=mark,
        children=children,
        source=source,
    )


def _table(node: Element, path: str) -> Table:
    rows = [child for child in node.walk() if child.type == "tr"]
    cells = [tuple(text(cell.content) for cell in row.children) for row in rows]
    return Table(
        header=cells[0] if cells else (),
        rows=tuple(
            Row(cells=row, source=_source(at, path))
            for row, at in zip(cells[1:], rows[1:], strict=True)
        ),
        source=_source(node, path),
    )


# --- follow-ups -----------------------------------------------------------------------------


def follow_ups(children: Sequence[Element], path: str) -> list[Node]:
    """The questions of a follow-up section; other blocks as they are."""
    out: list[Flat] = []
    for child in children:
        if child.type in {"bullet_list", "ordered_list"}:
            out.extend(_follow_up(item, path) for item in child.children)
        else:
            out.extend(_block(child, path))
    return list(nest(out))


def _follow_up(node: Element, path: str) -> FollowUp:
    question: list[str] = []
    points: list[str] = []
    for paragraph in node.walk():
        if paragraph.type != "paragraph":
            continue
        for line in paragraph.content.split("\n"):
            match = _LOOKING_FOR.match(line.strip())
            if match:
                points.append(match["text"])
            elif points:
                points.append(line.strip())
            else:
                question.append(line.strip())
    asked = " ".join(question).strip()
    if asked.startswith("**") and asked.endswith("**"):
        asked = asked[2:-2].strip()
    quoted = _OUTER_QUOTES.match(asked)
    return FollowUp(
        question=text(quoted.group(1) if quoted else asked),
        looking_for=text(" ".join(part for part in points if part)),
        source=_source(node, path),
    )


def follow_ups_of(nodes: Sequence[Node]) -> list[Node]:
    """Follow-ups that are listed, or labelled, where no heading announces them."""
    out: list[Node] = []
    for node in nodes:
        if isinstance(node, Labelled):
            asked = re.split(r"(?<=[?？])\s+(?=\S)", node.body.markdown) if node.body else []
            out.extend(_asked(one, node.source) for one in asked)
            out.extend(follow_ups_of(node.children))
        elif isinstance(node, List):
            out.extend(_asked(item.text.markdown, item.source) for item in node.items)
        else:
            out.append(node)
    return out


def _asked(words: str, source: Source) -> FollowUp:
    question, _, points = words.partition("*Looking for*:")
    quoted = _OUTER_QUOTES.match(question.strip())
    return FollowUp(
        question=text(quoted.group(1) if quoted else question),
        looking_for=text(points),
        source=source,
    )
