"""The vocabulary: documents as read, facts as extracted, cards as scheduled.

All values are immutable. Text fields named `markdown` hold inline CommonMark; fields named
`plain` hold what a person reads with all markup gone. Lines are 1-based.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a piece of a document stands: `path:line`, up to and including `end_line`."""

    path: str
    line: int
    end_line: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Inline text in both forms: as CommonMark and as read aloud."""

    markdown: str
    plain: str

    def __bool__(self) -> bool:
        return bool(self.plain.strip())


NO_TEXT = Text(markdown="", plain="")


class Mark(StrEnum):
    """A sign that opens a line and says how to take it."""

    NONE = ""
    YES = "yes"  # ✅ ✓
    NO = "no"  # ❌ ✗
    CAUTION = "caution"  # ⚠️
    TASK = "task"  # - [ ] or - [x]


# --- nodes of a section, in document order -------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph of running text, without a label of its own."""

    text: Text
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """`**Label**: body` and all that stands under it until the next label of its level.

    `label` has no trailing colon and no leading ordinal ("1. ", "Step 2: " stays). `body` is
    the rest of the label's own paragraph (may be empty); `children` is what follows.
    """

    label: Text
    body: Text
    children: tuple[Node, ...]
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One list item, one branch of a tree, or one marked line.

    `text` is the whole line without bullet and mark. Where it reads `Term: meaning` (or
    `**Term** — meaning`), `term` and `meaning` hold the two halves, else both are empty.
    """

    text: Text
    term: Text
    meaning: Text
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

    cells: tuple[Text, ...]
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A markdown table or an ASCII one (`a | b` over `---|---`) from a fence."""

    header: tuple[Text, ...]
    rows: tuple[Row, ...]
    source: Source


class ListingKind(StrEnum):
    """What a fence holds that is not text."""

    CODE = "code"
    OUTPUT = "output"  # what a program printed
    DIAGRAM = "diagram"  # boxes and arrows, only meaningful whole
    FORMULA = "formula"  # one equation or a few


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A comment of a listing and the code it speaks of.

    `code` is the code on the comment's own line (stripped; empty for a comment-only line);
    `following` is the next code line under a comment-only line, or empty. `text` has no
    comment sign. `line_index` counts the listing's lines from 0.
    """

    text: str
    code: str
    following: str
    line_index: int
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A fence shown as it stands; `language` is the fence's word or what it looks like.

    `remarks` is what its comments say without speaking of a line of code (`# Targets: …`).
    """

    kind: ListingKind
    language: str
    text: str
    comments: tuple[Comment, ...]
    source: Source
    remarks: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A block quote, with who is quoted if a label stands before it."""

    text: Text
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """A follow-up question and the points looked for."""

    question: Text
    looking_for: Text
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """One hint: its topic and its text."""

    topic: Text
    text: Text
    source: Source


Node = Paragraph | Labelled | List | Table | Listing | Quote | FollowUp | Hint


# --- the document ---------------------------------------------------------------------------


class Role(StrEnum):
    """What a section is for, found by meaning, not by exact heading."""

    PROMPT = "prompt"
    LOOKING_FOR = "looking-for"
    HINTS = "hints"
    SOLUTION = "solution"
    KEY_POINTS = "key-points"  # `**Key Points**: a, b, c` and its kin; summary bullets
    FOLLOW_UPS = "follow-ups"
    RUBRIC = "rubric"
    INSIGHTS = "insights"
    RELATED = "related"  # related content, sources, further reading
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a question; `markdown` is its text as written (repaired), without heading."""

    role: Role
    title: Text
    nodes: tuple[Node, ...]
    markdown: str
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Meta:
    """One `**Key**: value` of a document or a question."""

    key: str
    value: Text
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One interview question. `number` is as printed; `category` its `##` heading."""

    number: int
    title: Text
    category: str
    meta: tuple[Meta, ...]
    sections: tuple[Section, ...]
    summary_only: bool
    source: Source

    def section(self, role: Role) -> Section | None:
        """The first section of that role, or None."""
        return next((s for s in self.sections if s.role is role), None)

    def get_meta(self, *keys: str) -> Text | None:
        """The value of the first of these metadata keys that is there (any case)."""
        wanted = {k.casefold() for k in keys}
        return next((m.value for m in self.meta if m.key.casefold() in wanted), None)

    @property
    def difficulty(self) -> str:
        """`Mid (L4/L5)` as printed, or empty."""
        value = self.get_meta("difficulty", "level")
        return value.plain if value else ""

    @property
    def answered(self) -> bool:
        """Whether the document says anything that answers the question."""
        return any(
            s.nodes for s in self.sections if s.role in (Role.SOLUTION, Role.KEY_POINTS, Role.OTHER)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One markdown file, read.

    `path` is the file as the user named it, for messages; `name` is its identity in the ledger
    (path inside the folder that was built, posix). `outside` is all that stands in no question.
    """

    path: str
    name: str
    title: Text
    meta: tuple[Meta, ...]
    questions: tuple[Question, ...]
    outside: tuple[Section, ...]
    text: str  # repaired, newline-normalised
    source: Source


# --- facts and cards ------------------------------------------------------------------------


class Kind(StrEnum):
    """What a card asks."""

    TERM = "term"  # term → meaning
    REVERSE = "reverse"  # meaning → term
    CELL = "cell"  # a cell of a table row
    ITEM = "item"  # an item of a list, the others shown
    CODE = "code"  # a commented line of a listing
    STEP = "step"  # a step of a procedure or listing, the others shown
    FORMULA = "formula"
    STATEMENT = "statement"  # labelled paragraph
    DIAGRAM = "diagram"  # a part of a drawing, the rest shown
    FOLLOW_UP = "follow-up"
    INTERVIEW = "interview"  # the question itself
    PROBLEM = "problem"  # computed, with random parameters


class NoteClass(StrEnum):
    """The shapes of notes; each is one Anki note type."""

    FACT = "fact"  # slot 1 asks, slot 2 asks back
    SET = "set"  # a row's cells or a list's items
    INTERVIEW = "interview"
    PROBLEM = "problem"


CAPACITY = {NoteClass.FACT: 2, NoteClass.SET: 10, NoteClass.INTERVIEW: 1, NoteClass.PROBLEM: 1}
"""Slots of a note of each class; frozen, for Anki's note types hold them."""


def note_class(kind: Kind) -> NoteClass:
    """The class of note that a card of this kind stands on."""
    match kind:
        case Kind.CELL | Kind.ITEM | Kind.STEP | Kind.DIAGRAM:
            return NoteClass.SET
        case Kind.INTERVIEW:
            return NoteClass.INTERVIEW
        case Kind.PROBLEM:
            return NoteClass.PROBLEM
        case _:
            return NoteClass.FACT


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One atomic thing to know, with the question that asks for it.

    Attributes:
        kind: what it asks.
        key: what makes it this fact and no sibling (term; row and column; item text …),
            plain text; the ledger matches by it, so it names no place and no ordinal.
        front: markdown, may hold blocks; understandable alone; never holds the answer.
        back: markdown, the answer, short.
        more: markdown, shown under the answer; may be long.
        context: where it belongs, outermost first: question title, labels. Shown small.
        group: facts of one group share a note (a table row, a list, a term's two directions);
            unique within its question.
        place: label path inside the question, for the ledger.
        document: name of the document. question: its number (0 for none).
        deck: subdeck path below the root deck, parts joined by `::`.
        tags: hierarchical, without spaces.
        source: file and line of the block.
        rank: its place among the facts of its document, as a reader meets them.
        extra: for INTERVIEW, the parts of the card by name (`prompt`, `meta`, `hints`,
            `solution`, `looking_for`, `red_flags`, `green_flags`, `rubric`, `follow_ups`,
            `related`), markdown; hints are separated by a line holding only `***`.
    """

    kind: Kind
    key: tuple[str, ...]
    front: str
    back: str
    more: str = ""
    context: tuple[str, ...]
    group: str
    place: tuple[str, ...]
    document: str
    question: int
    question_title: str
    deck: str
    tags: tuple[str, ...]
    source: Source
    rank: int = 0
    extra: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockOutcome:
    """What became of one block of a document: cards, or a reason why not."""

    source: Source
    kind: str
    text: str
    facts: int
    skipped: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """All facts of a document and the account of its blocks."""

    facts: tuple[Fact, ...]
    blocks: tuple[BlockOutcome, ...]
    unanswered: tuple[Question, ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A fact with its identity: what decks hold and schedulers schedule.

    Attributes:
        id: stable for ever; unique among all cards, retired ones too.
        note: id of the note it stands on; equals Anki's guid.
        slot: 1-based place on its note; never moves.
        modified: when its content last changed, seconds since the epoch, UTC.
        fact: its content now.
    """

    id: str
    note: str
    slot: int
    modified: int
    fact: Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Cards that share a note, by slot; all of one `NoteClass`.

    `retired` is when a card of it last went away, seconds since the epoch, or 0.
    """

    id: str
    cards: tuple[Card, ...]
    retired: int = 0

    @property
    def modified(self) -> int:
        """When any of its content last changed."""
        return max(self.retired, *(card.modified for card in self.cards))


def walk(nodes: tuple[Node, ...]) -> Iterator[Node]:
    """Every node, depth first, in document order."""
    for node in nodes:
        yield node
        if isinstance(node, Labelled):
            yield from walk(node.children)
        elif isinstance(node, List):
            for item in node.items:
                yield from walk(item.children)
        elif isinstance(node, Listing):
            yield from walk(node.remarks)
