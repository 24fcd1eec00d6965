"""What both sides had when they last agreed: the third side of every merge.

It lies in a file beside the database of reviews and can be deleted at any time: then the next
sync sees who is newer by the notes' times, as an import does, and keeps all that is the learner's.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import asdict, field, replace
from hashlib import blake2b
from importlib.resources import files
from pathlib import Path
from typing import Any, Self

from flashcards.review.exchange.rows import CardRow
from flashcards.review.sync.errors import SyncError
from flashcards.values import dataclass

SUFFIX = ".anki"

FORMAT = 1
"""Of the file; one of another format is begun anew."""


def digest(*texts: str) -> str:
    """A short digest of texts; where one ends matters.

    >>> digest("a", "bc") != digest("ab", "c")
    True
    """
    made = blake2b(digest_size=9)
    for text in texts:
        data = text.encode("utf-8", "surrogatepass")
        made.update(len(data).to_bytes(8, "big"))
        made.update(data)
    return made.hexdigest()


EMPTY = digest("")


@dataclass(frozen=True, slots=True, kw_only=True)
class CardAgreed:
    """What both sides had of a card.

    Attributes:
        number: Anki's number of it.
        deck: where we wanted it. their_deck: where Anki had it.
        row: Anki's row of it. log: digest of its lines in Anki's log.
        wanted: digest of where we wanted it there. state: digest of where it stood here.
    """

    number: int
    deck: str = ""
    their_deck: str = ""
    row: CardRow | None = None
    log: str = ""
    wanted: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteAgreed:
    """What both sides had of a note.

    Attributes:
        number: Anki's number of it.
        source: digest of what our fields are made from. seen: digest of all that Anki had.
        fields: field → digest of our text, where it is not empty. theirs: where Anki's differed.
        tags: those that were ours.
        conflicts: fields that both sides had changed.
        gone: whether it was deleted in Anki, and is off here.
        cards: by slot.
    """

    number: int
    source: str = ""
    seen: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    theirs: Mapping[str, str] = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    gone: bool = False
    cards: Mapping[int, CardAgreed] = field(default_factory=dict)

    def ours_was(self, name: str) -> str:
        """Digest of the text that we had in a field."""
        return self.fields.get(name, EMPTY)

    def theirs_was(self, name: str) -> str:
        """Digest of the text that Anki had in a field."""
        return self.theirs.get(name, self.ours_was(name))

    def with_card(self, slot: int, **changes: Any) -> NoteAgreed:
        """The note with one card's part changed."""
        return replace(self, cards={**self.cards, slot: replace(self.cards[slot], **changes)})


def path_beside(database: Path) -> Path:
    """The file that belongs to a database of reviews.

    >>> path_beside(Path("data/reviews.sqlite"))
    PosixPath('data/reviews.sqlite.anki')
    """
    return database.with_name(database.name + SUFFIX)


class Agreed:
    """The open file, for one collection of Anki's; held against other syncs until closed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._connection = sqlite3.connect(path, isolation_level=None, timeout=0.5)
            # One sync at a time: the lock is held until the file is closed.
            self._connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._connection.execute("BEGIN EXCLUSIVE")
            self._prepare()
            self._connection.execute("COMMIT")
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise SyncError("another sync is under way", hint="wait for its end") from error
            raise SyncError(f"cannot be opened: {error}", path=str(path)) from error
        except sqlite3.DatabaseError as error:
            raise SyncError(
                f"is damaged: {error}",
                path=str(path),
                hint="delete it; the next sync finds out again what it held",
            ) from error
        self._collection = 0

    def _prepare(self) -> None:
        (version,) = self._connection.execute("PRAGMA user_version").fetchone()
        if version == FORMAT:
            return
        names = ("facts", "notes", "collections")
        script = files(__package__).joinpath("agreed.sql").read_text(encoding="utf-8")
        for name in names:
            self._connection.execute(f"DROP TABLE IF EXISTS {name}")
        for statement in script.split(";"):
            self._connection.execute(statement)
        self._connection.execute(f"PRAGMA user_version = {FORMAT}")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def places(self) -> tuple[str, ...]:
        """Collections that were synced with."""
        return tuple(row[0] for row in self._connection.execute("SELECT place FROM collections"))

    def choose(self, place: str) -> None:
        """From here on it is about the collection of that place."""
        self._connection.execute("INSERT OR IGNORE INTO collections (place) VALUES (?)", (place,))
        (self._collection,) = self._connection.execute(
            "SELECT id FROM collections WHERE place = ?", (place,)
        ).fetchone()

    def drop(self, place: str) -> None:
        """Forget that there is a collection at that place."""
        for table, column in (
            ("notes", "collection"),
            ("facts", "collection"),
            ("collections", "id"),
        ):
            self._connection.execute(
                f"DELETE FROM {table} WHERE {column} ="  # noqa: S608  # our own names
                " (SELECT id FROM collections WHERE place = ?)",
                (place,),
            )

    def clear_facts(self) -> None:
        """What was noted down of the collection as a whole is not known any more."""
        self._connection.execute("DELETE FROM facts WHERE collection = ?", (self._collection,))

    def notes(self) -> dict[str, NoteAgreed]:
        """All notes, by our ids."""
        rows = self._connection.execute(
            "SELECT note, value FROM notes WHERE collection = ?", (self._collection,)
        )
        return {note: decoded(value) for note, value in rows}

    def save(self, notes: Mapping[str, NoteAgreed]) -> None:
        """Note down what both sides have of some notes; on disk when it returns."""
        self._write(
            "INSERT INTO notes (collection, note, value) VALUES (?, ?, ?)"
            " ON CONFLICT DO UPDATE SET value = excluded.value",
            [(self._collection, note, encoded(value)) for note, value in notes.items()],
        )

    def forget(self, notes: Iterable[str]) -> None:
        """Nothing was agreed on some notes."""
        self._write(
            "DELETE FROM notes WHERE collection = ? AND note = ?",
            [(self._collection, note) for note in notes],
        )

    def fact(self, name: str) -> Any:
        """What was noted down under a name, or None."""
        row = self._connection.execute(
            "SELECT value FROM facts WHERE collection = ? AND name = ?", (self._collection, name)
        ).fetchone()
        return None if row is None else json.loads(row[0])

    def set_fact(self, name: str, value: Any) -> None:
        """Note something down."""
        self._write(
            "INSERT INTO facts (collection, name, value) VALUES (?, ?, ?)"
            " ON CONFLICT DO UPDATE SET value = excluded.value",
            [(self._collection, name, json.dumps(value))],
        )

    def _write(self, statement: str, rows: list[tuple[Any, ...]]) -> None:
        self._connection.execute("BEGIN")
        try:
            self._connection.executemany(statement, rows)
            self._connection.execute("COMMIT")
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise


_ROW = tuple(name for name in CardRow.__slots__ if name != "data")


def encoded(value: NoteAgreed) -> str:
    """The note as JSON."""
    flat = asdict(value)
    for card in flat["cards"].values():
        row = card["row"]
        card["row"] = row and [row[name] for name in _ROW]
    return json.dumps({name: part for name, part in flat.items() if part}, ensure_ascii=False)


def decoded(text: str) -> NoteAgreed:
    """The note that `encoded` made this from."""
    flat = json.loads(text)
    cards = {
        int(slot): CardAgreed(
            **{**card, "row": card["row"] and CardRow(**dict(zip(_ROW, card["row"], strict=True)))}
        )
        for slot, card in flat.pop("cards", {}).items()
    }
    return NoteAgreed(
        **{
            **flat,
            "tags": tuple(flat.get("tags", ())),
            "conflicts": tuple(flat.get("conflicts", ())),
            "cards": cards,
        }
    )
