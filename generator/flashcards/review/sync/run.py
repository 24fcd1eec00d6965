"""What a sync goes by and what it did: shared by its steps."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from flashcards.review.model import Settings
from flashcards.review.store import Store
from flashcards.review.sync.agreed import Agreed, NoteAgreed
from flashcards.review.sync.client import Anki, Progress
from flashcards.review.sync.journal import Journal
from flashcards.review.sync.ours import OurNote
from flashcards.review.sync.theirs import Theirs, read


class Retired(StrEnum):
    """What becomes in Anki of cards whose facts are gone from the documents."""

    SUSPEND = "suspend"
    DELETE = "delete"
    KEEP = "keep"


class Deleted(StrEnum):
    """What becomes here of notes that were deleted in Anki."""

    ASK = "ask"  # off, if they are few
    OFF = "off"
    RESTORE = "restore"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the learner chose.

    Attributes:
        deck: only this root deck; "" for all.
        dry_run: only say what would be done.
        retired, deleted: see there.
        overwrite: the documents win over texts, decks and looks that were changed in Anki.
        also_here: sync with this collection, though another was synced with before.
    """

    deck: str = ""
    dry_run: bool = False
    retired: Retired = Retired.SUSPEND
    deleted: Deleted = Deleted.ASK
    overwrite: bool = False
    also_here: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A note of which both sides changed a text: Anki's stayed."""

    note: str
    title: str
    fields: tuple[str, ...]


@dataclass(slots=True, kw_only=True)
class Summary:
    """What a sync did, or would do.

    Attributes:
        notes: of ours in Anki. copies: copies of those, made there and let be.
        added, updated, tagged, moved: notes, notes with new texts, with other tags, cards in
            another deck.
        retired: cards that Anki has off or deleted, for their facts are gone.
        deleted: notes that were deleted in Anki, and are off here.
        pulled: reviews that came from Anki. pushed: reviews that went there.
        rescheduled: due dates set, and cards forgotten, in Anki, since.
        pulled_standing: cards suspended, flagged or brought back there.
        scheduled: cards that got their due date, suspension or flag in Anki from here.
        skipped: cards that were reviewed in Anki just then; the next sync takes them.
        media: pictures and sounds that Anki did not have.
        looks: note types that were brought up to date. preset: whether the preset was.
        conflicts: see there.
        undo: the undo file, if anything was changed in Anki.
    """

    dry_run: bool = False
    first: bool = False
    notes: int = 0
    copies: int = 0
    added: int = 0
    updated: int = 0
    tagged: int = 0
    moved: int = 0
    retired: int = 0
    deleted: int = 0
    pulled: int = 0
    pushed: int = 0
    rescheduled: int = 0
    pulled_standing: int = 0
    scheduled: int = 0
    skipped: int = 0
    media: int = 0
    looks: int = 0
    preset: bool = False
    conflicts: list[Conflict] = field(default_factory=list)
    undo: str = ""

    def as_json(self) -> dict[str, Any]:
        """The object that `flashcards sync --json` prints; docs/commands.md has its contract."""
        return asdict(self)

    @property
    def changes_anki(self) -> int:
        """How many things it changes there."""
        return (
            self.added + self.updated + self.tagged + self.moved + self.retired
            + self.pushed + self.scheduled + self.media + self.looks + self.preset
        )  # fmt: skip

    @property
    def changes_here(self) -> int:
        """How many things it changes here."""
        return self.deleted + self.pulled + self.rescheduled + self.pulled_standing


@dataclass(slots=True, kw_only=True)
class Run:
    """One sync under way.

    Attributes:
        before: what both sides had, by our note's id. ours, theirs: what each has.
        settings: of the schedule. days_zero: the study day that Anki counts from, once it is known.
        decks_before: Anki's decks when the sync began.
        packages: built ones, which hold the pictures of the notes.
    """

    store: Store
    anki: Anki
    agreed: Agreed
    options: Options
    now_ms: int
    settings: Settings
    progress: Progress
    journal: Journal
    summary: Summary
    before: dict[str, NoteAgreed]
    ours: dict[str, OurNote]
    theirs: Theirs
    days_zero: int | None = None
    decks_before: frozenset[str] = frozenset()
    packages: Sequence[Path] = ()

    def read_again(self, whole: Collection[str]) -> None:
        """Anki's side as it is now, with the texts of some notes."""
        self.theirs = read(self.anki, progress=self.progress, known=self.before, whole=whole)

    def paired(self) -> Mapping[str, int]:
        """Our card's id → Anki's number, of all cards that both sides have."""
        found: dict[str, int] = {}
        for name, their in self.theirs.notes.items():
            our = self.ours.get(name)
            if our is not None:
                found.update(
                    (card, their.cards[slot])
                    for slot, card in our.cards.items()
                    if slot in their.cards
                )
        return found
