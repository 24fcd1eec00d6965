"""A document as understood → as strings, for the checks that read lines of text."""

from __future__ import annotations

from flashcards import document as d
from flashcards import model as m
from flashcards.render import markdown_inline
from flashcards.tree import Span


def as_text(document: d.Document, text: str) -> m.Document:
    """The same document with strings for nodes.

    Args:
        document: as understood.
        text: as decoded; lines are counted in it.
    """
    return m.Document(
        path=document.path,
        name=document.name,
        title=_text(document.title),
        meta=tuple(map(_meta, document.meta)),
        questions=tuple(_question(q, document) for q in document.questions),
        outside=tuple(_section(s, document) for s in document.outside),
        text=text,
        source=_source(document.source),
    )


def _source(source: d.Source) -> m.Source:
    return m.Source(path=source.path, line=source.line, end_line=source.end_line)


def _text(phrase: d.Phrase) -> m.Text:
    return m.Text(markdown=markdown_inline(phrase.inlines), plain=phrase.plain)


def _meta(meta: d.Meta) -> m.Meta:
    return m.Meta(
        key=meta.key,
        value=m.Text(markdown=meta.value, plain=meta.value),
        source=_source(meta.source),
    )


def _question(question: d.Question, document: d.Document) -> m.Question:
    return m.Question(
        number=question.number,
        title=_text(question.title),
        category=question.category,
        meta=tuple(map(_meta, question.meta)),
        sections=tuple(_section(s, document) for s in question.sections),
        summary_only=question.summary_only,
        source=_source(question.source),
    )


def _section(section: d.Section, document: d.Document) -> m.Section:
    spans = [block.span for block in section.blocks if block.span.start >= 0]
    whole = Span(spans[0].start, spans[-1].end) if spans else Span(0, 0)
    return m.Section(
        role=m.Role(section.role.value),
        title=_text(section.title),
        nodes=tuple(map(_node, section.nodes)),
        markdown=document.tree.source(whole),
        source=_source(section.source),
    )


def _node(node: d.Node) -> m.Node:  # noqa: PLR0911  # a case a kind
    source = _source(node.source)
    match node:
        case d.Paragraph():
            return m.Paragraph(text=_text(node.text), source=source)
        case d.Labelled():
            return m.Labelled(
                label=_text(node.label),
                body=_text(node.body),
                children=tuple(map(_node, node.children)),
                source=source,
            )
        case d.List():
            return m.List(items=tuple(map(_item, node.items)), ordered=node.ordered, source=source)
        case d.Table():
            rows = tuple(
                m.Row(cells=tuple(map(_text, row.cells)), source=_source(row.source))
                for row in node.rows
            )
            return m.Table(header=tuple(map(_text, node.header)), rows=rows, source=source)
        case d.Listing():
            return _listing(node)
        case d.Formula():
            tex = m.Text(markdown=node.block.tex, plain=node.block.tex)
            return m.Paragraph(text=tex, source=source)
        case d.Quote():
            whole = " ".join(filter(None, map(_plain, node.children)))
            return m.Quote(text=m.Text(markdown=whole, plain=whole), source=source)
        case d.FollowUp():
            return m.FollowUp(
                question=_text(node.question), looking_for=_text(node.looking_for), source=source
            )
        case d.Hint():
            return m.Hint(topic=_text(node.topic), text=_text(node.text), source=source)


def _plain(node: d.Node) -> str:
    return node.text.plain if isinstance(node, d.Paragraph) else ""


def _item(item: d.Item) -> m.Item:
    mark = m.Mark.TASK if item.mark is d.Mark.DONE else m.Mark(item.mark.value)
    return m.Item(
        text=_text(item.text),
        term=_text(item.term),
        meaning=_text(item.meaning),
        mark=mark,
        children=tuple(map(_node, item.children)),
        source=_source(item.source),
    )


def _listing(node: d.Listing) -> m.Listing:
    return m.Listing(
        kind=m.ListingKind(node.kind.value),
        language=node.language,
        text=node.block.value.rstrip("\n"),
        comments=tuple(
            m.Comment(
                text=comment.text,
                code=comment.code,
                following=comment.following,
                line_index=comment.line_index,
                source=_source(comment.source),
            )
            for comment in node.comments
        ),
        source=_source(node.source),
        remarks=tuple(map(_node, node.remarks)),
    )
