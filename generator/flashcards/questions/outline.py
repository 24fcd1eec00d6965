"""Blocks of the tree to nodes of a document: labels, items with terms, tables, listings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from flashcards import patterns as re
from flashcards.document import (
    FollowUp,
    Formula,
    Item,
    Labelled,
    List,
    Mark,
    Node,
    Paragraph,
    Phrase,
    Quote,
    Row,
    Source,
    Table,
)
from flashcards.questions.fences import fence
from flashcards.questions.labels import Pair, item_texts, parts_of, split_mark
from flashcards.questions.nesting import Flat, Label, nest
from flashcards.questions.roles import has_question_mark
from flashcards.questions.slices import between, cut, joined, lines, phrase, said, stripped
from flashcards.tree import Span, Tree, plain
from flashcards.tree import nodes as t
from flashcards.tree.nodes import Block, Inlines, Strong
from flashcards.tree.span import hull
from flashcards.values import dataclass

_NUMBERED = re.compile(r"\s*\d{1,3}[.)]\s+(?=\S)")
# `*Looking for*: …` below a follow-up question.
_LOOKING_FOR = re.compile(
    r"(?:looking for|look for|expected|expect|answer|key points?|good answers?)\s*[:：]\s*",
    re.IGNORECASE,
)
_QUOTES = re.compile(r'["“](.*)["”]', re.DOTALL)
# Between a question and what stands behind it: a blank, and a dash or an arrow.
_ASKED = re.compile(r"(?<=[?？؟])\s+(?:(?:[—–→⇒=-]|->|=>)\s+)?(?=\S)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """Nodes of one document, with the lines they stand on."""

    path: str
    tree: Tree

    def at(self, span: Span) -> Source:
        """The lines of a span."""
        return Source(path=self.path, line=self.tree.line(span), end_line=self.tree.last_line(span))

    def nodes(self, blocks: Sequence[Block]) -> tuple[Node, ...]:
        """Blocks as nodes, labels with what stands under them."""
        return nest(self.flat(blocks))

    def flat(self, blocks: Sequence[Block], *, spoken: int = 0) -> list[Flat]:
        """Sibling blocks as labels and nodes, in order, labels not nested yet.

        Args:
            blocks: side by side in the document.
            spoken: in how many of the first of them `Answer: …` is a label without being bold.
        """
        out: list[Flat] = []
        for index, block in enumerate(blocks):
            out.extend(self._block(block, spoken=index < spoken))
        return out

    def _block(self, block: Block, *, spoken: bool) -> Iterator[Flat]:
        match block:
            case t.Paragraph():
                yield from self.words(block.children, self.at(block.span), spoken=spoken)
            case t.Heading():
                yield Label(
                    label=block.children, lines=(), source=self.at(block.span), level=block.level
                )
            case t.BulletList() | t.OrderedList():
                yield self.list_of(block)
            case t.Table():
                yield self.table(block)
            case t.CodeBlock():
                yield from fence(block, self.at)
            case t.MathBlock():
                yield Formula(block=block, source=self.at(block.span))
            case t.Quote():
                yield from self._quote(block)
            case t.Callout() | t.Details():
                yield self._box(block)
            case t.DefinitionList():
                yield self._definitions(block)
            case t.Footnote():
                yield from self.flat(block.children)
            case _:
                return

    # --- paragraphs -------------------------------------------------------------------------

    def words(self, inlines: Inlines, source: Source, *, spoken: bool = False) -> Iterator[Flat]:
        """A paragraph's lines: each bold opening is a label, other lines belong to the one above.

        Numbered lines are a list: CommonMark lets no list that begins behind 1 break a paragraph,
        but a person reads one.
        """
        rows = lines(inlines)
        start = next(
            (
                i
                for i, (one, two) in enumerate(pairwise(rows))
                if _NUMBERED.match(plain(one)) and _NUMBERED.match(plain(two))
            ),
            len(rows),
        )
        yield from self._lines(rows[:start], source, spoken=spoken)
        if start < len(rows):
            yield self._numbered(rows[start:], source)

    def _numbered(self, rows: Sequence[Inlines], source: Source) -> List:
        items: list[list[Inlines]] = []
        for row in rows:
            match = _NUMBERED.match(plain(row))
            if match:
                items.append([cut(row, match.end())])
            else:
                items[-1].append(row)
        made = tuple(
            self.line_item(joined(parts), (), self._at_lines(parts, source)) for parts in items
        )
        return List(items=made, ordered=True, source=made[0].source if made else source)

    def _at_lines(self, rows: Sequence[Inlines], source: Source) -> Source:
        span = hull(node.span for row in rows for node in row)
        if span.start < 0:
            return source
        return Source(
            path=self.path, line=self.tree.line(span), end_line=source.end_line or source.line
        )

    def _lines(self, rows: Sequence[Inlines], source: Source, *, spoken: bool) -> Iterator[Flat]:
        label: Label | None = None
        loose: list[Inlines] = []  # of the label, if there is one
        loose_at = source
        for row in rows:
            at = self._at_lines([row], source)
            for pair, piece in parts_of(row, spoken=spoken):
                if pair is not None:
                    yield from _emit(label, loose, loose_at)
                    label = Label(label=pair[0], lines=(), source=at)
                    loose = [pair[1]] if pair[1] else []
                else:
                    if not loose:
                        loose_at = at
                    loose.append(piece)
        yield from _emit(label, loose, loose_at)

    # --- containers -------------------------------------------------------------------------

    def list_of(self, block: t.BulletList | t.OrderedList) -> List:
        """A list of markdown."""
        items = tuple(self.item(item) for item in block.items)
        ordered = isinstance(block, t.OrderedList)
        return List(items=items, ordered=ordered, source=self.at(block.span))

    def item(self, item: t.Item) -> Item:
        """An item: its first paragraph, and what stands below."""
        children = item.children
        words: Inlines = ()
        if children and isinstance(children[0], t.Paragraph):
            words, children = children[0].children, children[1:]
        made = self.line_item(joined(lines(words)), self.nodes(children), self.at(item.span))
        if item.checked is None:
            return made
        return replace(made, mark=Mark.DONE if item.checked else Mark.TASK)

    def line_item(self, line: Inlines, children: tuple[Node, ...], source: Source) -> Item:
        """One line as a list item."""
        mark, words = split_mark(line)
        text, term, meaning = item_texts(words)
        return Item(
            text=text, term=term, meaning=meaning, mark=mark, children=children, source=source
        )

    def table(self, block: t.Table) -> Table:
        """A table of markdown or HTML."""
        return Table(
            header=tuple(phrase(cell.children) for cell in block.header),
            rows=tuple(
                Row(
                    cells=tuple(phrase(cell.children) for cell in row.cells),
                    source=self.at(row.span),
                )
                for row in block.rows
            ),
            source=self.at(block.span),
        )

    def _quote(self, block: t.Quote) -> Iterator[Flat]:
        """Quoted words as a quote; quoted lists, tables and code as what they are."""
        source = self.at(block.span)
        if not all(isinstance(child, t.Paragraph) for child in block.children):
            yield from self.flat(block.children)
            return
        made = tuple(
            Paragraph(text=text, source=self.at(child.span))
            for child in block.children
            if isinstance(child, t.Paragraph) and (text := phrase(child.children))
        )
        if made:
            yield Quote(children=made, source=source)

    def _box(self, block: t.Callout | t.Details) -> Flat:
        """A fold or a box: its title as a label, all in it below."""
        title = block.summary if isinstance(block, t.Details) else block.title
        if isinstance(block, t.Callout) and not title:
            title = (said(block.kind.capitalize()),)
        name = stripped(_unwrapped(title))
        words = plain(name)
        return Labelled(
            label=phrase(cut(name, 0, len(words.rstrip(":： ")))),
            body=Phrase(()),
            children=self.nodes(block.children),
            source=self.at(block.span),
        )

    def _definitions(self, block: t.DefinitionList) -> List:
        items = []
        for entry in block.entries:
            first, *more = entry.meanings or ((),)
            meaning: Inlines = ()
            if first and isinstance(first[0], t.Paragraph):
                meaning, first = first[0].children, first[1:]
            children = self.nodes((*first, *(child for blocks in more for child in blocks)))
            items.append(
                Item(
                    text=phrase(joined([entry.term, meaning], ": ")),
                    term=phrase(entry.term) if meaning else Phrase(()),
                    meaning=phrase(meaning),
                    mark=Mark.NONE,
                    children=children,
                    source=self.at(entry.span),
                )
            )
        return List(items=tuple(items), ordered=False, source=self.at(block.span))

    # --- follow-ups -------------------------------------------------------------------------

    def follow_ups(self, blocks: Sequence[Block]) -> tuple[Node, ...]:
        """The questions of a follow-up section; other blocks as they are."""
        out: list[Flat] = []
        for block in blocks:
            if isinstance(block, t.BulletList | t.OrderedList):
                out.extend(self._follow_up(item) for item in block.items)
            elif isinstance(block, t.Paragraph) and _question_and_rest(block.children)[1]:
                asked, told = _question_and_rest(block.children)
                source = self.at(block.span)
                out.append(
                    FollowUp(question=phrase(asked), looking_for=phrase(told), source=source)
                )
            else:
                out.extend(self.flat([block]))
        return nest(out)

    def _follow_up(self, item: t.Item) -> FollowUp:
        question: list[Inlines] = []
        points: list[Inlines] = []
        for block in t.walk(item.children):
            if not isinstance(block, t.Paragraph):
                continue
            for line in lines(block.children):
                looked_for = _looked_for(line)
                if looked_for is not None:
                    points.append(looked_for)
                elif points:
                    points.append(line)
                else:
                    question.append(line)
        if not points:
            asked, told = _question_and_rest(joined(question))
            question, points = [asked], [told]
        return FollowUp(
            question=phrase(unquoted(_unwrapped(joined(question)))),
            looking_for=phrase(joined([part for part in points if part])),
            source=self.at(item.span),
        )


def follow_ups_of(nodes: Sequence[Node]) -> list[Node]:
    """Follow-ups that are listed, or labelled, where no heading announces them."""
    out: list[Node] = []
    for node in nodes:
        if isinstance(node, Labelled):
            out.extend(_answered(_sentences(node.body.inlines), node.source))
            out.extend(follow_ups_of(node.children))
        elif isinstance(node, List):
            for item in node.items:
                asked = _asked(item.text.inlines, item.source)
                question, told = _question_and_rest(asked.question.inlines)
                if told and not asked.looking_for:
                    asked = replace(asked, question=phrase(question), looking_for=phrase(told))
                out.append(asked)
        else:
            out.append(node)
    return out


def _question_and_rest(inlines: Inlines) -> Pair:
    """`What changes? One matrix less.` as the question and what answers it."""
    words = plain(inlines)
    gap = _ASKED.search(words)
    if gap is None or has_question_mark(words):
        return inlines, ()
    return cut(inlines, 0, gap.start()), cut(inlines, gap.end())


def _sentences(inlines: Inlines) -> list[Inlines]:
    """The questions of a line, one by one."""
    words = plain(inlines)
    if not words:
        return []
    return [cut(inlines, *piece) for piece in between(_ASKED.finditer(words), len(words))]


def _answered(sentences: Sequence[Inlines], source: Source) -> Iterator[FollowUp]:
    """Questions, each with what stands behind it and asks nothing, such as `How large? 2.5 GiB`."""
    for at, one in enumerate(sentences):
        told = sentences[at + 1] if at + 1 < len(sentences) else ()
        if at and not has_question_mark(plain(one)) and has_question_mark(plain(sentences[at - 1])):
            continue
        asked = _asked(one, source)
        if has_question_mark(plain(one)) and told and not has_question_mark(plain(told)):
            asked = replace(asked, looking_for=phrase(told))
        yield asked


def _asked(words: Inlines, source: Source) -> FollowUp:
    text = plain(words)
    match = re.search(r"(?:^|\s)looking for\s*:", text, re.IGNORECASE)
    question = cut(words, 0, match.start()) if match else words
    points = cut(words, match.end()) if match else ()
    return FollowUp(question=phrase(unquoted(question)), looking_for=phrase(points), source=source)


def _looked_for(line: Inlines) -> Inlines | None:
    """What stands behind `*Looking for*:`, or None."""
    if not line or not isinstance(line[0], t.Emphasis | Strong):
        return None
    match = _LOOKING_FOR.match(plain(line))
    return cut(line, match.end()) if match else None


def unquoted(inlines: Inlines) -> Inlines:
    """Words without the quotation marks round all of them."""
    bare = stripped(inlines)
    match = _QUOTES.fullmatch(plain(bare))
    return cut(bare, match.start(1), match.end(1)) if match else bare


def _unwrapped(inlines: Inlines) -> Inlines:
    """Words without the bold round all of them."""
    bare = stripped(inlines)
    return bare[0].children if len(bare) == 1 and isinstance(bare[0], Strong) else bare


def _emit(label: Label | None, loose: list[Inlines], at: Source) -> Iterator[Flat]:
    if label is not None:
        yield replace(label, lines=tuple(loose))
    elif loose:
        text = phrase(joined(loose))
        if text:
            yield Paragraph(text=text, source=at)
