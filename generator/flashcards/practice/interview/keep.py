"""Where interviews are kept: in the review database if there is one, else in a journal beside it.

The database has one row an interview in its table `meta`, under `interview.ID`: the table of
events is for what happens to the schedule of a card, and an interview changes none. Each save
is one transaction and on disk when it returns. The journal is a file of JSON lines; each save
appends a line, and the last line of an id counts. If the database fails, the journal takes over.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flashcards.errors import FlashcardsError

if TYPE_CHECKING:
    from flashcards.review.store import Store

JOURNAL = "interviews.jsonl"
PREFIX = "interview."

Record = Mapping[str, Any]


def journal_path(database: Path) -> Path:
    """The journal that belongs to a database, there or not.

    >>> journal_path(Path("data/reviews.sqlite"))
    PosixPath('data/interviews.jsonl')
    """
    return database.with_name(JOURNAL)


class Journal:
    """A file of JSON lines, only ever appended to, but for `compact`."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def save(self, record: Record) -> None:
        """Append the record; it is on disk when this returns.

        Raises:
            FlashcardsError: it could not be written.
        """
        line = json.dumps(record, ensure_ascii=True).encode() + b"\n"
        try:
            with self._alone():
                made = not self.path.exists()
                file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
                try:
                    if _torn(file):  # a line that a crash cut short must not spoil this one
                        line = b"\n" + line
                    _write(file, line)
                    os.fsync(file)
                finally:
                    os.close(file)
                if made:
                    _sync_folder(self.path.parent)
        except OSError as error:
            raise FlashcardsError(
                f"the interview cannot be kept: {error.strerror}", path=str(self.path)
            ) from error

    def load(self) -> list[Record]:
        """The last state of every interview; a line that a crash cut short is passed over.

        Raises:
            FlashcardsError: the file is there and cannot be read.
        """
        try:
            lines = self.path.read_bytes().split(b"\n")
        except FileNotFoundError:
            return []
        except OSError as error:
            raise FlashcardsError(
                f"cannot be read: {error.strerror}", path=str(self.path)
            ) from error
        return _newest(_parsed(line) for line in lines)

    def compact(self) -> None:
        """Leave one line an interview; lines that are none stay as they are.

        Raises:
            FlashcardsError: it could not be written; the file is as it was.
        """
        if not self.path.exists():
            return
        try:
            with self._alone():
                lines = [line for line in self.path.read_bytes().split(b"\n") if line.strip()]
                ids = [record["id"] if (record := _parsed(line)) else None for line in lines]
                last = {id_: place for place, id_ in enumerate(ids)}
                kept = [
                    line
                    for place, (line, id_) in enumerate(zip(lines, ids, strict=True))
                    if id_ is None or last[id_] == place
                ]
                if len(kept) < len(lines):
                    _replace(self.path, b"".join(line + b"\n" for line in kept))
        except OSError as error:
            raise FlashcardsError(
                f"cannot be tidied: {error.strerror}", path=str(self.path)
            ) from error

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One process at a time; by a file of its own, for `compact` replaces the journal."""
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(
            self.path.with_name(f".{self.path.name}.lock"), os.O_RDWR | os.O_CREAT, 0o600
        )
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)


class Keeper:
    """Keeps records where there is room for them, and says when there is none.

    Attributes:
        troubles: what went wrong with keeping, each told once, for the person.
        unkept: the record that is nowhere but here; None if all is well.
    """

    def __init__(self, store: Store | None, journal: Journal) -> None:
        self.store = store
        self.journal = journal
        self.troubles: list[str] = []
        self.unkept: Record | None = None

    @property
    def place(self) -> str:
        """The file that holds what is saved next."""
        return str(self.store.path if self.store is not None else self.journal.path)

    def save(self, record: Record) -> None:
        """Keep the newest state of an interview; never raises for a file that fails."""
        if self.store is not None:
            try:
                self.store.set_meta(PREFIX + record["id"], json.dumps(record))
            except FlashcardsError as error:
                self.troubles.append(f"{error}. It is kept in {self.journal.path} instead")
                self.store = None
            else:
                return
        try:
            self.journal.save(record)
        except FlashcardsError as error:
            if self.unkept is None:
                self.troubles.append(f"{error}. It is shown at the end, to be copied")
            self.unkept = record
        else:
            self.unkept = None

    def finish(self) -> None:
        """Tidy up, when an interview is over."""
        if self.store is None and self.unkept is None:
            try:
                self.journal.compact()
            except FlashcardsError as error:
                self.troubles.append(str(error))


def past(store: Store | None, journal: Journal) -> list[Record]:
    """All interviews that are kept, in the order in which they began.

    Raises:
        FlashcardsError: what is there cannot be read.
    """
    found = journal.load()
    if store is not None:
        rows = store.database.query(
            "SELECT value FROM meta WHERE substr(key, 1, :length) = :prefix",
            {"length": len(PREFIX), "prefix": PREFIX},
        )
        found += [record for row in rows if (record := _parsed(row["value"].encode()))]
    return sorted(_newest(found), key=lambda record: record["began_ms"])


def _newest(records: Any) -> list[Record]:
    newest: dict[str, Record] = {}
    for record in records:
        if record and newest.get(record["id"], record)["saved_ms"] <= record["saved_ms"]:
            newest[record["id"]] = record
    return list(newest.values())


def _parsed(line: bytes) -> Record | None:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(record, dict) or not isinstance(record.get("id"), str):
        return None
    times = (record.get("began_ms"), record.get("saved_ms"))
    questions = record.get("questions")
    sound = all(isinstance(time, int) for time in times) and isinstance(questions, list)
    return record if sound else None


def _torn(file: int) -> bool:
    size = os.fstat(file).st_size
    return size > 0 and os.pread(file, 1, size - 1) != b"\n"


def _write(file: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(file, rest) :]


def _replace(path: Path, data: bytes) -> None:
    """Whoever looks, whenever, sees the old or the new."""
    fresh = path.with_name(f".{path.name}.new")  # we are alone: the lock is ours
    file = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        _write(file, data)
        os.fsync(file)
    finally:
        os.close(file)
    fresh.replace(path)
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
