"""A document as a few short lines, for golden fixtures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flashcards.model import (
    Document,
    FollowUp,
    Hint,
    Item,
    Labelled,
    List,
    Listing,
    Node,
    Paragraph,
    Question,
    Quote,
    Table,
)


def show(document: Document) -> str:
    """Every question with its metadata, sections and nodes; `!` marks an unanswered one."""
    lines = [f"# {document.title.plain}"] if document.title else []
    lines += [f"@ {meta.key} = {meta.value.plain}" for meta in document.meta]
    for question in document.questions:
        lines += _question(question)
    return "\n".join(lines)


def _question(question: Question) -> Iterator[str]:
    sign = "" if question.answered else "!"
    where = f" [{question.category}]" if question.category else ""
    only = " (summary)" if question.summary_only else ""
    yield f"{question.source.line}: Q{question.number}{sign} {question.title.plain}{where}{only}"
    yield from (f"  @ {meta.key} = {meta.value.plain}" for meta in question.meta)
    for section in question.sections:
        yield f"  {section.source.line}: {section.role.value}"
        yield from _indented(_nodes(section.nodes), 2)


def _indented(lines: Iterable[str], depth: int) -> Iterator[str]:
    return ("  " * depth + line for line in lines)


def _nodes(nodes: Iterable[Node]) -> Iterator[str]:
    for node in nodes:
        match node:
            case Paragraph():
                yield f"p {node.text.plain}"
            case Quote():
                yield f"> {node.text.plain}"
            case Labelled():
                yield f"{node.label.plain}: {node.body.plain}".rstrip()
                yield from _indented(_nodes(node.children), 1)
            case List():
                for number, item in enumerate(node.items, 1):
                    yield from _item(item, f"{number}." if node.ordered else "-")
            case Table():
                yield f"| {' | '.join(cell.plain for cell in node.header)} |"
                for row in node.rows:
                    yield f"  | {' | '.join(cell.plain for cell in row.cells)} |"
            case Listing():
                yield f"{node.kind.value} {node.language}".rstrip()
                yield from (f"  # {comment.text}" for comment in node.comments)
            case FollowUp():
                points = f" => {node.looking_for.plain}" if node.looking_for else ""
                yield f"? {node.question.plain}{points}"
            case Hint():
                topic = f"{node.topic.plain}: " if node.topic else ""
                yield f"hint {topic}{node.text.plain}"


def _item(item: Item, bullet: str) -> Iterator[str]:
    words = f"{item.term.plain} => {item.meaning.plain}" if item.term else item.text.plain
    mark = f"({item.mark.value}) " if item.mark.value else ""
    yield f"{bullet} {mark}{words}"
    yield from _indented(_nodes(item.children), 1)
