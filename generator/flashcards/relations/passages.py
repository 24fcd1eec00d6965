"""A document's text in the pieces that make statements: sentences' homes, with what governs them.

A passage is a paragraph, a heading, a cell, or a line of a fence that is text. Its *context* is what
stands above it and says what it is about: headings, labels, parents in a list, the summary of a fold.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import field
from enum import StrEnum
from itertools import pairwise

from flashcards import patterns as re
from flashcards.quantities import Habit, Quantity, quantities
from flashcards.relations.assertions import is_question
from flashcards.relations.durations import joined
from flashcards.relations.tex import plain_tex
from flashcards.relations.values import core
from flashcards.tree import Flat, Span, Tree, flat
from flashcards.tree.nodes import (
    Block,
    Blocks,
    BulletList,
    Callout,
    CodeBlock,
    DefinitionList,
    Details,
    Emphasis,
    Footnote,
    Heading,
    Inline,
    Inlines,
    Math,
    MathBlock,
    OrderedList,
    Paragraph,
    Quote,
    Strike,
    Strong,
    Table,
    Text,
    children_of,
    walk_inlines,
)
from flashcards.values import dataclass

LONGEST = 4000
"""Characters of a paragraph that is searched for relations; a longer one is none that people wrote."""


class Role(StrEnum):
    """What kind of place a passage has."""

    TITLE = "title"  # a heading, a summary, a term: it names, and asserts nothing by itself
    TEXT = "text"
    ITEM = "item"  # the first paragraph of a list's item


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """One run of text.

    Attributes:
        flat: its text, each character with its place.
        quantities: its numbers, by their places in its text.
        role: what it is.
        context: what governs it, the nearest first.
        section: counts headings, summaries and terms: passages of one section share it.
        siblings: which list it stands in, 0 for none; and which item.
        asserted: whether it says that its numbers are so.
    """

    flat: Flat
    quantities: tuple[Quantity, ...]
    role: Role
    context: tuple[Passage, ...]
    section: int
    siblings: int = 0
    asserted: bool = True
    checked: bool | None = None

    @property
    def text(self) -> str:
        """As a person reads it."""
        return self.flat.text

    def span(self, start: int, end: int) -> Span:
        """The place in the document of a stretch of its text."""
        return self.flat.span(start, end)


@dataclass(frozen=True, slots=True, eq=False)
class Fence:
    """A fence with what stands around it."""

    block: CodeBlock
    context: tuple[Passage, ...]
    section: int
    asserted: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """A table of the document: its cells as passages."""

    header: tuple[Passage, ...]
    rows: tuple[tuple[Passage, ...], ...]
    context: tuple[Passage, ...]
    section: int


@dataclass(slots=True, eq=False)
class Pieces:
    """All of a document, in order."""

    tree: Tree
    habit: Habit
    passages: list[Passage] = field(default_factory=list)
    fences: list[Fence] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    everything: list[Passage | Fence | Grid] = field(default_factory=list)

    def line(self, span: Span) -> int:
        """The line of the file on which a span begins."""
        return self.tree.line(span)


# Options of a question, one after the other in one paragraph.
_OPTIONS = re.compile(
    r"(?:^|\s)\(?[Aa1][).:]\s.{1,200}?\s\(?[Bb2][).:]\s.{1,200}?\s\(?[Cc3][).:]\s", re.DOTALL
)
_FEWEST_OPTIONS = 3
_RINGS = " .○◯●◉☐□▢◻◇"
"""Signs of options that nobody has ticked."""
_LONGEST_OPTION = 30
# `in a million years`: the article stands for one.
_A_MILLION = re.compile(r"(?<![\w])[aA](?= (?:thousand|million|billion|trillion) [a-z])")
# `1 / 72 MHz`: what stands on both sides of a spaced slash is divided, and no fraction.
_SPACED_SLASH = re.compile(r"(?<=[\w%)€$£¥°]) / (?=[€$£¥]?\d)")


def pieces_of(tree: Tree, habit: Habit = Habit.POINT) -> Pieces:
    """The pieces of a document, each once, in document order; nobody may change them."""
    # A document is checked, and then recomputed.
    if _last and _last[0].tree is tree and _last[0].habit is habit:
        return _last[0]
    walker = _Walker(Pieces(tree, habit))
    walker.blocks(tree.blocks, ())
    _last[:] = [walker.pieces]
    return walker.pieces


_last: list[Pieces] = []


@dataclass(slots=True)
class _Walker:
    pieces: Pieces
    section: int = 0
    lists: int = 0
    asserted: bool = True

    def blocks(self, blocks: Blocks, context: tuple[Passage, ...], siblings: int = 0) -> None:
        """Walk a run of blocks; a heading governs what follows it in the run, a lead-in the next."""
        headings: list[tuple[int, Passage]] = []
        lead: Passage | None = None
        first = True
        for block in blocks:
            above = tuple(one for _, one in reversed(headings)) + context
            if isinstance(block, Heading):
                while headings and headings[-1][0] >= block.level:
                    headings.pop()
                above = tuple(one for _, one in reversed(headings)) + context
                self.section += 1
                title = self._passage(block.children, Role.TITLE, above)
                headings.append((block.level, title))
                lead = None
                continue
            if isinstance(block, Paragraph):
                role = Role.ITEM if siblings and first else Role.TEXT
                if _is_title(block):
                    self.section += 1
                    role = Role.TITLE
                own = (lead, *above) if lead is not None and role is not Role.TITLE else above
                lead = self._passage(block.children, role, own, siblings if first else 0)
                first = False
                continue
            self._block(block, (lead, *above) if lead is not None else above)
            first = False

    def _passage(
        self, inlines: Inlines, role: Role, context: tuple[Passage, ...], siblings: int = 0
    ) -> Passage:
        return self._flat_passage(read(inlines), role, context, siblings)

    def _flat_passage(
        self, text: Flat, role: Role, context: tuple[Passage, ...], siblings: int = 0
    ) -> Passage:
        found = self._quantities(text.text)
        asserted = self.asserted and _OPTIONS.search(text.text) is None
        passage = Passage(text, found, role, context, self.section, siblings, asserted)
        self.pieces.passages.append(passage)
        self.pieces.everything.append(passage)
        return passage

    def _quantities(self, text: str) -> tuple[Quantity, ...]:
        if len(text) > LONGEST:
            return ()
        plain = _SPACED_SLASH.sub(" ÷ ", text) if " / " in text else text
        if "illion " in plain or "thousand " in plain:
            plain = _A_MILLION.sub("1", plain)
        return joined(quantities(plain, habit=self.pieces.habit), plain)

    def _block(self, block: Block, context: tuple[Passage, ...]) -> None:
        match block:
            case BulletList() | OrderedList():
                self.lists += 1
                here = self.lists
                outside = self.asserted
                self.asserted = outside and not self._are_options(block, context)
                for item in block.items:
                    own, rest = _own_paragraph(item.children)
                    if own is None:
                        self.blocks(item.children, context, here)
                        continue
                    before = self.asserted
                    self.asserted = before and item.checked is not False
                    parent = self._passage(own.children, Role.ITEM, context, here)
                    self.blocks(rest, (parent, *context))
                    self.asserted = before
                self.asserted = outside
            case Table():
                self._table(block, context)
            case CodeBlock():
                fence = Fence(block, context, self.section, self.asserted)
                self.pieces.fences.append(fence)
                self.pieces.everything.append(fence)
            case MathBlock():
                text = Flat(*plain_tex(block.tex, max(block.inner, block.span.start)))
                self._flat_passage(text, Role.TEXT, context)
            case Quote():
                self.blocks(block.children, context)
            case Callout():
                self.section += 1
                title = self._passage(block.title, Role.TITLE, context)
                self.blocks(block.children, (title, *context))
            case Details():
                self.section += 1
                title = self._passage(block.summary, Role.TITLE, context)
                self.blocks(block.children, (title, *context))
            case DefinitionList():
                for entry in block.entries:
                    self.section += 1
                    term = self._passage(entry.term, Role.TITLE, context)
                    for meaning in entry.meanings:
                        self.blocks(meaning, (term, *context))
            case Footnote():
                self.blocks(block.children, context)
            case _:
                return

    def _are_options(self, block: BulletList | OrderedList, context: tuple[Passage, ...]) -> bool:
        """Whether the items below a question are numbers alone, of which one at most is right."""
        if len(block.items) < _FEWEST_OPTIONS or not any(is_question(c.text) for c in context[:2]):
            return False
        kinds = set()
        for item in block.items:
            own, rest = _own_paragraph(item.children)
            text = read(own.children).text.strip(_RINGS) if own is not None and not rest else ""
            found = self._quantities(text) if 0 < len(text) < _LONGEST_OPTION else ()
            if len(found) != 1 or found[0].text.strip() != text:
                return False
            kinds.add(core(found[0].dimension))
        return len(kinds) == 1

    def _table(self, table: Table, context: tuple[Passage, ...]) -> None:
        def cells(row: tuple[Inlines, ...]) -> tuple[Passage, ...]:
            made = []
            for inlines in row:
                text = read(inlines)
                found = self._quantities(text.text)
                made.append(Passage(text, found, Role.TEXT, context, self.section))
            return tuple(made)

        grid = Grid(
            cells(tuple(cell.children for cell in table.header)),
            tuple(cells(tuple(cell.children for cell in row.cells)) for row in table.rows),
            context,
            self.section,
        )
        self.pieces.grids.append(grid)
        self.pieces.everything.append(grid)


def _own_paragraph(blocks: Blocks) -> tuple[Paragraph | None, Blocks]:
    if blocks and isinstance(blocks[0], Paragraph):
        return blocks[0], blocks[1:]
    return None, blocks


def _is_title(block: Paragraph) -> bool:
    """Whether a paragraph is a heading in all but name: bold from end to end, or a question."""
    words = [one for one in block.children if not (isinstance(one, Text) and not one.value.strip())]
    return len(words) == 1 and isinstance(words[0], Strong)


def read(inlines: Inlines) -> Flat:
    """Inlines as a person reads them, formulas as plain text; nothing of what is struck out."""
    kept = tuple(one for one in inlines if not isinstance(one, Strike))
    kinds = set(map(type, walk_inlines(kept)))
    if kinds.isdisjoint((Math, Emphasis, Strong)):
        return flat(kept)
    if Math not in kinds and not any(_may_multiply(*pair) for pair in pairwise(kept)):
        whole = flat(kept)
        return Flat(whole.text, whole.starts, whole.ends)
    text: list[str] = []
    starts, ends = array("q"), array("q")
    for part in _parts(kept):
        text.append(part.text)
        starts.extend(part.starts)
        ends.extend(part.ends)
    return Flat("".join(text), starts, ends)


def _may_multiply(before: Inline, node: Inline) -> bool:
    """Whether a sign of emphasis stands between digits."""
    emphatic = isinstance(node, Emphasis | Strong)
    return emphatic and isinstance(before, Text) and before.value[-1:].isdigit()


def _parts(inlines: Inlines) -> Iterator[Flat]:
    before = ""
    for node in inlines:
        if isinstance(node, Emphasis | Strong) and before[-1:].isdigit():
            # `24*60*60`, `10**9 / 2**30`: what markdown takes for emphasis are signs
            inner = flat(node.children)
            if inner.text[:1].isdigit() and inner.text[-1:].isdigit():
                sign = "*" if isinstance(node, Emphasis) else "**"
                yield _sign(sign, node.span.start)
                yield inner
                yield _sign(sign, node.span.end - len(sign))
                before = ""
                continue
        before = node.value if isinstance(node, Text) else ""
        if isinstance(node, Math):
            yield Flat(*plain_tex(node.tex, node.inner if node.inner >= 0 else node.span.start))
        elif _holds_math(node):
            yield from _parts(children_of(node))
        else:
            yield flat((node,))


def _sign(sign: str, at: int) -> Flat:
    places = range(at, at + len(sign))
    return Flat(sign, array("q", places), array("q", (one + 1 for one in places)))


def _holds_math(node: Inline) -> bool:
    return any(isinstance(one, Math) for one in walk_inlines(children_of(node)))


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where the sentences of a text begin and end."""
    start = 0
    for stop in _STOP.finditer(text):
        if stop.start() <= start:
            continue
        yield start, stop.end()
        start = stop.end()
    if start < len(text):
        yield start, len(text)


# A full stop with a blank and no small letter behind it, so that `e.g. five` does not end; or the
# CJK one. A digit may follow, as in `… 30.7. 24 of them …`. The sign comes first and then what may
# not stand before it: a scan for one of some signs is fast.
_STOP = re.compile(
    r"[.!?…](?=\s+[^a-zà-ÿ\s])(?!(?<=…)\s+[-+−–×·*/=,])"
    r"(?<!\be\.g.)(?<!\bi\.e.)(?<!\bca.)(?<!\bapprox.)(?<!\bvs.)(?<!\bbzw.)(?<!\bz\.B.)"
    r"|;(?=\s)|[。！？]|\n"
)
