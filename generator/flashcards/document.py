"""The vocabulary of documents as understood: questions, their parts, and what stands in those.

`tree` knows what an author wrote; this is what it means: a bold opening is a label, `a: b` in a
list is a term and its meaning, a drawn tree in a fence is a list. All values are immutable and hold
nodes of the tree, so every word of a document keeps its place. Lines are 1-based, of the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from enum import StrEnum
from typing import TYPE_CHECKING

from flashcards.kinds import Source as Source  # noqa: PLC0414  # shown here, too
from flashcards.values import dataclass

if TYPE_CHECKING:  # who only needs a card's kind or source, as a review does, parses nothing
    from pathlib import Path

    from flashcards.tree import Flat, Span, Tree
    from flashcards.tree.nodes import Blocks, CodeBlock, Inlines, MathBlock


@dataclass(frozen=True, slots=True)
class Phrase:
    """Inline text: nodes of the tree, and what a person reads."""

    inlines: Inlines
    _plain: str | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def plain(self) -> str:
        """What a person reads, without markup."""
        if self._plain is None:
            from flashcards.tree import plain

            object.__setattr__(self, "_plain", plain(self.inlines))
        return self._plain or ""

    @property
    def flat(self) -> Flat:
        """What a person reads, each character with its place in the document."""
        from flashcards.tree import flat

        return flat(self.inlines)

    @property
    def span(self) -> Span:
        """From its first character to its last."""
        from flashcards.tree.span import hull

        return hull(node.span for node in self.inlines)

    def __bool__(self) -> bool:
        return bool(self.inlines)


NO_PHRASE = Phrase(())


class Mark(StrEnum):
    """A sign that opens a line and says how to take it."""

    NONE = ""
    YES = "yes"  # ✅ ✓
    NO = "no"  # ❌ ✗
    CAUTION = "caution"  # ⚠️
    TASK = "task"  # - [ ]
    DONE = "done"  # - [x]


# --- what stands in a section, in document order ---------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Running text without a label of its own."""

    text: Phrase
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """`**Label**: body`, a heading, a summary or a callout's title, and all that stands under it.

    `label` has no trailing colon and no leading ordinal. `body` is the rest of the label's own
    paragraph (may be empty). `level` is 1 to 6 for a heading, 0 for a label.
    """

    label: Phrase
    body: Phrase
    children: tuple[Node, ...]
    source: Source
    level: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One list item, one branch of a tree, or one marked line.

    `text` is the whole line without bullet and mark. Where it reads `Term: meaning` (or
    `**Term** — meaning`), `term` and `meaning` hold the two halves, else both are empty.
    """

    text: Phrase
    term: Phrase
    meaning: Phrase
    mark: Mark
    children: tuple[Node, ...]
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class List:
    """A list in any spelling: markdown, tree drawing, marked or dashed lines in a fence."""

    items: tuple[Item, ...]
    ordered: bool
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One body row of a table; as many cells as the header has."""

    cells: tuple[Phrase, ...]
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A markdown or HTML table, or an ASCII one from a fence."""

    header: tuple[Phrase, ...]
    rows: tuple[Row, ...]
    source: Source


class ListingKind(StrEnum):
    """What a fence holds that is not text."""

    CODE = "code"
    OUTPUT = "output"  # what a program printed
    DIAGRAM = "diagram"  # boxes and arrows, only meaningful whole
    FORMULA = "formula"  # one equation or a few, in plain characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A comment of a listing and the code it speaks of.

    `code` is the code on the comment's own line (stripped; empty for a comment-only line);
    `following` is the next code line under a comment-only line, or empty. `text` has no
    comment sign. `line_index` counts the listing's lines from 0; `span` is the comment's text.
    """

    text: str
    code: str
    following: str
    line_index: int
    source: Source
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A fence shown as it stands; `block` holds its lines and their places.

    `remarks` is what its comments say without speaking of a line of code (`# Targets: …`).
    """

    kind: ListingKind
    language: str
    block: CodeBlock
    comments: tuple[Comment, ...]
    source: Source
    remarks: tuple[Node, ...] = ()

    @property
    def text(self) -> str:
        """Its lines, without the last line end."""
        return self.block.value.rstrip("\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """A displayed formula in TeX."""

    block: MathBlock
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A block quote."""

    children: tuple[Node, ...]
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """A follow-up question and the points looked for."""

    question: Phrase
    looking_for: Phrase
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """One hint: its topic and its text."""

    topic: Phrase
    text: Phrase
    source: Source


Node = Paragraph | Labelled | List | Table | Listing | Formula | Quote | FollowUp | Hint


# --- questions -------------------------------------------------------------------------------


class Role(StrEnum):
    """What a section is for, found by meaning, not by exact heading."""

    PROMPT = "prompt"
    LOOKING_FOR = "looking-for"
    HINTS = "hints"
    SOLUTION = "solution"
    KEY_POINTS = "key-points"
    FOLLOW_UPS = "follow-ups"
    RUBRIC = "rubric"
    INSIGHTS = "insights"
    RELATED = "related"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a question: what it means (`nodes`) and as it was written (`blocks`)."""

    role: Role
    title: Phrase
    nodes: tuple[Node, ...]
    blocks: Blocks
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Meta:
    """One `**Key**: value` of a document or a question, or a pair of its front matter."""

    key: str
    value: str
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One option of a multiple-choice question; `letter` as printed (`B`), or empty."""

    text: Phrase
    letter: str
    right: bool
    source: Source


class Asks(StrEnum):
    """What a question wants."""

    OPEN = "open"  # an answer in words
    CHOICE = "choice"  # one or several of its options
    CLOZE = "cloze"  # the gaps of its text (`Cloze` nodes in the prompt's blocks)
    PAIR = "pair"  # an author's own front and back: exactly one card
    PAIR_BOTH_WAYS = "pair-both-ways"  # the same, asked in both directions


class Level(StrEnum):
    """What an author says of how much a card matters; empty where nothing is said."""

    UNSAID = ""
    CORE = "core"
    DETAIL = "detail"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question of a document and all that belongs to it.

    Attributes:
        number: as printed, else its place among the document's questions.
        title: what is asked in its shortest form; of a cloze, its text with the gaps.
        category: the heading it stands under.
        form: the recogniser that found it (`details`, `heading`, `q-and-a` …).
        asks: what it wants.
        options: of a choice, in document order; none of them right: the document does not say.
        disputed: the document calls different options right, so that none is.
        summary_only: only its key points are given, by a summary of several questions.
        tags: its own and its document's, as the author wrote them.
        level: what its author marked it as.
    """

    number: int
    title: Phrase
    category: str
    meta: tuple[Meta, ...]
    sections: tuple[Section, ...]
    source: Source
    form: str
    asks: Asks = Asks.OPEN
    options: tuple[Option, ...] = ()
    disputed: bool = False
    summary_only: bool = False
    tags: tuple[str, ...] = ()
    level: Level = Level.UNSAID

    def section(self, role: Role) -> Section | None:
        """The first section of that role, or None."""
        return next((s for s in self.sections if s.role is role), None)

    def get_meta(self, *keys: str) -> str:
        """The value of the first of these metadata keys that is there (any case), or empty."""
        wanted = {k.casefold() for k in keys}
        return next((m.value for m in self.meta if m.key.casefold() in wanted), "")

    @property
    def difficulty(self) -> str:
        """`Mid (L4/L5)` as printed, or empty."""
        return self.get_meta("difficulty", "level")

    @property
    def answered(self) -> bool:
        """Whether the document says anything that answers the question."""
        if self.asks is Asks.CHOICE:
            return any(option.right for option in self.options)
        if self.asks is Asks.CLOZE:
            return True
        return any(
            s.nodes for s in self.sections if s.role in (Role.SOLUTION, Role.KEY_POINTS, Role.OTHER)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Titled:
    """A question by name: as it is printed, where it stands, what its options are like."""

    number: int
    title: str
    source: Source
    options: bool = False
    disputed: bool = False


def by_name(questions: Iterable[Question]) -> tuple[Titled, ...]:
    """Questions by name."""
    return tuple(
        Titled(
            number=question.number,
            title=question.title.plain,
            source=question.source,
            options=bool(question.options),
            disputed=question.disputed,
        )
        for question in questions
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A candidate for a question that was not understood, and why."""

    title: str
    why: str
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One markdown file, read.

    Attributes:
        path: the file as the user named it, for messages.
        name: its identity in the ledger (path inside the folder that was built, posix).
        title: its first heading of level 1, else of its front matter.
        meta: pairs of its front matter and labelled lines under its title.
        outside: all that stands in no question.
        tree: as parsed; spans point into `tree.text`.
        language: two letters (`en`, `de` …) found from its labels and words, or empty.
        forms: how many questions each recogniser found, most first.
        deck: subdeck that its author wants, or empty. tags: of all its cards.
        packs: files of definitions, beside the built-in ones.
    """

    path: str
    name: str
    title: Phrase
    meta: tuple[Meta, ...]
    questions: tuple[Question, ...]
    outside: tuple[Section, ...]
    tree: Tree
    source: Source
    language: str = ""
    forms: tuple[tuple[str, int], ...] = ()
    unread: tuple[Unread, ...] = ()
    deck: str = ""
    tags: tuple[str, ...] = ()
    packs: tuple[Path, ...] = ()

    @property
    def sections(self) -> tuple[Section, ...]:
        """All of it: what stands in no question, then the parts of each question."""
        return (*self.outside, *(part for one in self.questions for part in one.sections))


SUFFIXES = (".md", ".markdown", ".mdx")
"""Endings of the names of documents."""


def without_suffix(name: str) -> str:
    """A document's name as people say it.

    >>> without_suffix("notes/a.markdown"), without_suffix("b.md")
    ('notes/a', 'b')
    """
    ending = next((one for one in SUFFIXES if name.casefold().endswith(one)), "")
    return name[: len(name) - len(ending)]


def walk(nodes: tuple[Node, ...]) -> Iterator[Node]:
    """Every node, depth first, in document order."""
    for node in nodes:
        yield node
        if isinstance(node, Labelled | Quote):
            yield from walk(node.children)
        elif isinstance(node, List):
            for item in node.items:
                yield from walk(item.children)
        elif isinstance(node, Listing):
            yield from walk(node.remarks)


def walk_sections(sections: Iterable[Section]) -> Iterator[Node]:
    """Every node of sections, in their order."""
    for section in sections:
        yield from walk(section.nodes)
