"""The vocabulary of cards: what they ask, facts with their texts as nodes, cards with identity.

What a card asks is a typed value, one class a way of asking; nobody takes a front apart again. A
new way of asking is its class here, a row in `KINDS`, and the module that makes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from flashcards.document import Level, Source, Titled, Unread
from flashcards.kinds import ASIDE_TAG as ASIDE_TAG  # noqa: PLC0414  # shown here, too
from flashcards.kinds import CORRECTED_TAG as CORRECTED_TAG  # noqa: PLC0414  # shown here, too
from flashcards.kinds import LATER_TAG as LATER_TAG  # noqa: PLC0414  # shown here, too
from flashcards.kinds import LEVEL_TAG as LEVEL_TAG  # noqa: PLC0414  # shown here, too
from flashcards.kinds import Kind as Kind  # noqa: PLC0414  # shown here, too
from flashcards.values import dataclass

if TYPE_CHECKING:
    from flashcards.tree.nodes import Blocks, Inlines


class NoteClass(StrEnum):
    """The shapes of notes; each is one Anki note type."""

    FACT = "fact"  # slot 1 asks, slot 2 asks back
    SET = "set"  # a row's cells, a list's items, a text's gaps
    INTERVIEW = "interview"
    PROBLEM = "problem"
    CHOICE = "choice"  # a question with its options
    CLOZE = "cloze"  # a text with gaps; a slot is the number of a gap


CAPACITY = {
    NoteClass.FACT: 2,
    NoteClass.SET: 10,
    NoteClass.INTERVIEW: 1,
    NoteClass.PROBLEM: 1,
    NoteClass.CHOICE: 1,
    NoteClass.CLOZE: 99,
}
"""Slots of a note of each class; frozen, for Anki's note types hold them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KindRow:
    """What the rest of the program must know of a kind of card.

    Attributes:
        note: the class of note that it stands on.
        family: kinds of one family may be one card in other words: a list that became ordered.
        by_text: its key is the text itself, not a label of it.
        authored: an author's own card, kept even if its front tells its answer or asks what
            another asks.
    """

    note: NoteClass
    family: Kind | None = None
    by_text: bool = False
    authored: bool = False


KINDS: Mapping[Kind, KindRow] = {
    Kind.TERM: KindRow(note=NoteClass.FACT),
    Kind.REVERSE: KindRow(note=NoteClass.FACT),
    Kind.CELL: KindRow(note=NoteClass.SET),
    Kind.ITEM: KindRow(note=NoteClass.SET, by_text=True),
    Kind.CODE: KindRow(note=NoteClass.FACT),
    Kind.LIST: KindRow(note=NoteClass.FACT),
    Kind.STEP: KindRow(note=NoteClass.SET, family=Kind.ITEM, by_text=True),
    Kind.FORMULA: KindRow(note=NoteClass.FACT),
    Kind.STATEMENT: KindRow(note=NoteClass.FACT, family=Kind.TERM),
    Kind.DIAGRAM: KindRow(note=NoteClass.SET, by_text=True),
    Kind.FOLLOW_UP: KindRow(note=NoteClass.FACT, by_text=True),
    Kind.CHOICE: KindRow(note=NoteClass.CHOICE, authored=True),
    Kind.CLOZE: KindRow(note=NoteClass.CLOZE, by_text=True, authored=True),
    Kind.PAIR: KindRow(note=NoteClass.FACT, authored=True),
    Kind.INTERVIEW: KindRow(note=NoteClass.INTERVIEW),
    Kind.PROBLEM: KindRow(note=NoteClass.PROBLEM),
}


def note_class(kind: Kind) -> NoteClass:
    """The class of note that a card of this kind stands on."""
    return KINDS[kind].note


# --- what a card asks ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """What a term means."""

    kind: ClassVar[Kind] = Kind.TERM
    term: Inlines
    meaning: Inlines


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """Which term has this meaning."""

    kind: ClassVar[Kind] = Kind.REVERSE
    term: Inlines
    meaning: Inlines


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """The entry of a row under a column; `corner` heads the column that names the rows."""

    kind: ClassVar[Kind] = Kind.CELL
    row: Inlines
    column: Inlines
    corner: Inlines = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ListItem:
    """One of the points of a list, all of which are `items`."""

    kind: ClassVar[Kind] = Kind.ITEM
    items: tuple[Inlines, ...]
    index: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One of the steps of a procedure, all of which are `steps` in their order."""

    kind: ClassVar[Kind] = Kind.STEP
    steps: tuple[Inlines, ...]
    index: int
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeList:
    """All points of a closed list, in their order where it has one."""

    kind: ClassVar[Kind] = Kind.LIST
    items: tuple[Inlines, ...]
    ordered: bool = False


class OfLine(StrEnum):
    """What is asked of a line of code and its comment."""

    PURPOSE = "purpose"  # what the line does
    RESULT = "result"  # what it gives
    LINE = "line"  # the line that does this
    OPTION = "option"  # the option that does this
    BLOCK = "block"  # what several lines are for


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeLine:
    """A line of a listing (of a block its lines) and its comment, whichever of them is asked."""

    kind: ClassVar[Kind] = Kind.CODE
    line: str
    comment: Inlines
    language: str
    asks: OfLine

    @property
    def back(self) -> bool:
        """Whether the line is asked for, not its comment."""
        return self.asks in {OfLine.LINE, OfLine.OPTION}


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """What is on the right of a formula; both sides as written, TeX where `tex`."""

    kind: ClassVar[Kind] = Kind.FORMULA
    left: str
    right: str
    tex: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What is said of a subject."""

    kind: ClassVar[Kind] = Kind.STATEMENT
    subject: Inlines


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagram:
    """A label of a drawing."""

    kind: ClassVar[Kind] = Kind.DIAGRAM
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """A follow-up question; `points` are those looked for."""

    kind: ClassVar[Kind] = Kind.FOLLOW_UP
    points: tuple[Inlines, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """An option of a choice, without its letter."""

    text: Inlines
    right: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which of the options are right; `asked` is the question without them."""

    kind: ClassVar[Kind] = Kind.CHOICE
    asked: Blocks
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """What stands in a gap; the note's slot is the gap's number, given by the ledger.

    `text` holds all gaps, `places` are those of this card among them, as `tree.gaps` counts.
    """

    kind: ClassVar[Kind] = Kind.CLOZE
    hidden: tuple[Inlines, ...]
    text: Blocks = ()
    places: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """An author's front and back; `back` if the front is the author's back."""

    kind: ClassVar[Kind] = Kind.PAIR
    back: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Interview:
    """The question itself, with all parts of it that its document has."""

    kind: ClassVar[Kind] = Kind.INTERVIEW
    prompt: Blocks = ()
    meta: Blocks = ()
    hints: tuple[Blocks, ...] = ()
    solution: Blocks = ()
    looking_for: Blocks = ()
    red_flags: Blocks = ()
    green_flags: Blocks = ()
    rubric: Blocks = ()
    follow_ups: Blocks = ()
    related: Blocks = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A computed problem; `pool` is the JSON of its variants, `page` what Anki shows of it."""

    kind: ClassVar[Kind] = Kind.PROBLEM
    pool: str
    drills: Blocks = ()
    page: str = field(default="", compare=False, repr=False)  # empty: made when it is asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Something of that kind, of which a ledger or a database kept the texts alone."""

    kind: Kind


Ask = (
    Term
    | Name
    | Cell
    | ListItem
    | Step
    | WholeList
    | CodeLine
    | Formula
    | Statement
    | Diagram
    | FollowUp
    | Choice
    | Gap
    | Pair
    | Interview
    | Problem
    | Kept
)


# --- facts and cards -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One atomic thing to know, with the question that asks for it.

    Attributes:
        ask: what it asks, typed.
        key: what makes it this fact and no sibling (term; row and column; item text …),
            plain text; the ledger matches by it, so it names no place and no ordinal.
        front: understandable alone; never holds the answer.
        back: the answer, short.
        more: shown under the answer; may be long.
        context: where it belongs, outermost first: question title, labels. Shown small.
        group: facts of one group share a note (a table row, a list, a term's two directions);
            unique within its question.
        place: label path inside the question, for the ledger.
        document: name of the document. question: its number (0 for none).
        deck: subdeck path below the root deck, parts joined by `::`.
        tags: hierarchical, without spaces.
        source: file and line of the block.
        rank: its place among the facts of its document, as a reader meets them.
        level: how much it matters, as its author says or the editor finds.
        aside: why the editor makes no card of it, or empty.
    """

    ask: Ask
    key: tuple[str, ...]
    front: Blocks
    back: Blocks
    more: Blocks = ()
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
    level: Level = Level.UNSAID
    aside: str = ""

    @property
    def kind(self) -> Kind:
        """The kind of what it asks."""
        return self.ask.kind

    @property
    def is_core(self) -> bool:
        """Whether it is asked of everyone; what has no level is."""
        return self.level is not Level.DETAIL


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockOutcome:
    """What became of one block of a document: cards, part of an answer, or a reason why not.

    Attributes:
        facts: how many cards ask of it.
        answer_of: the question whose card shows it in its answer, or empty.
        skipped: why it stands on no card, or empty.
    """

    source: Source
    kind: str
    text: str
    facts: int
    answer_of: str = ""
    skipped: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """All facts of a document and the account of its blocks and questions."""

    facts: tuple[Fact, ...]
    blocks: tuple[BlockOutcome, ...]
    unanswered: tuple[Titled, ...] = ()
    unread: tuple[Unread, ...] = ()


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
