"""A document as read, each node with its line, comments with their code, text with its markup."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flashcards.model import (
    Document,
    FollowUp,
    Hint,
    Item,
    Labelled,
    List,
    Listing,
    Node,
    Table,
    Text,
)


def tree(document: Document) -> str:
    """Every question and section with its nodes, two spaces a level, lines in front."""
    return "\n".join(line.rstrip() for line in _document(document))


def nodes_tree(nodes: Sequence[Node]) -> str:
    """The nodes alone."""
    return "\n".join(line.rstrip() for line in _nodes(nodes, ""))


def _document(document: Document) -> Iterator[str]:
    if document.title:
        yield f"{document.source.line} DOCUMENT {document.title.plain}"
    for meta in document.meta:
        yield f"{meta.source.line} META {meta.key} = {meta.value.plain}"
    for question in document.questions:
        kind = "SUMMARY" if question.summary_only else "QUESTION"
        category = f" [{question.category}]" if question.category else ""
        yield f"{question.source.line} {kind} {question.number} {question.title.plain}{category}"
        for meta in question.meta:
            yield f"  {meta.source.line} META {meta.key} = {meta.value.plain}"
        for section in question.sections:
            title = f" {section.title.plain}" if section.title else ""
            yield f"  {section.source.line} {section.role.name}{title}"
            yield from _nodes(section.nodes, "    ")
    for section in document.outside:
        yield f"{section.source.line} OUTSIDE {section.title.plain}".rstrip()
        yield from _nodes(section.nodes, "  ")


def _nodes(nodes: Sequence[Node], indent: str) -> Iterator[str]:
    for node in nodes:
        yield from _node(node, f"{indent}{node.source.line} ", indent + "  ")


def _node(node: Node, lead: str, deeper: str) -> Iterator[str]:
    match node:
        case Labelled():
            yield f"{lead}LABEL {_text(node.label)}" + (
                f": {_text(node.body)}" if node.body else ""
            )
            yield from _nodes(node.children, deeper)
        case List():
            yield lead + ("ORDERED" if node.ordered else "LIST")
            for item in node.items:
                yield from _item(item, deeper)
        case Table():
            yield f"{lead}TABLE {_cells(node.header)}"
            for row in node.rows:
                yield f"{deeper}{row.source.line} {_cells(row.cells)}"
        case Listing():
            yield f"{lead}{node.kind.name} {node.language}".rstrip()
            yield from (f"{deeper}¦ {line}".rstrip() for line in node.text.split("\n"))
            for comment in node.comments:
                spoken_of = comment.code or f"v {comment.following}"
                yield f"{deeper}{comment.source.line} # {comment.text} << {spoken_of}"
            yield from _nodes(node.remarks, deeper)
        case FollowUp():
            yield f"{lead}FOLLOW-UP {_text(node.question)} => {_text(node.looking_for)}".rstrip()
        case Hint():
            yield f"{lead}HINT {_text(node.topic)}: {_text(node.text)}"
        case _:
            yield f"{lead}{type(node).__name__.upper()} {_text(node.text)}"


def _item(item: Item, indent: str) -> Iterator[str]:
    sign = f"({item.mark.value}) " if item.mark else ""
    words = f"{_text(item.term)} = {_text(item.meaning)}" if item.term else _text(item.text)
    yield f"{indent}{item.source.line} - {sign}{words}"
    yield from _nodes(item.children, indent + "  ")


def _cells(cells: Sequence[Text]) -> str:
    return " | ".join(_text(cell) for cell in cells)


def _text(text: Text) -> str:
    """Plain, and the markdown behind it where that says more."""
    return text.plain if text.plain == text.markdown else f"{text.plain} «{text.markdown}»"
