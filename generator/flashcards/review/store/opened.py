"""The open file: its transactions, its settings, its upkeep."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from flashcards.review.model import Settings
from flashcards.review.schedule import days
from flashcards.review.schedule.fold import READS
from flashcards.review.store import (
    clocks,
    connection,
    folding,
    making,
    migrations,
    righting,
    settings,
)
from flashcards.review.store.arranging import arrange
from flashcards.review.store.connection import free
from flashcards.review.store.errors import DamagedError, StoreError, speaking, translated
from flashcards.review.store.reading import PrivateCopy, has_log, writable

if TYPE_CHECKING:
    from sqlite_utils import Database


_Made = TypeVar("_Made")


class Opened:
    """An open database of reviews, without what it holds; see `Store`."""

    def __init__(self, opened: sqlite3.Connection, path: Path, *, created: bool) -> None:
        self._connection = opened
        # card → version of its state, and its last event, when it was last read or written here
        self._seen: dict[str, tuple[int, int]] = {}
        self._last_own: int | None = None
        self._settings: Settings | None = None
        self._settings_version = 0
        self._file = _identity(path)
        self.path = path
        self.created = created
        """Whether this call of `open` made the database."""
        self.readonly = False
        """Whether it can only be read."""
        self._private: PrivateCopy | None = None
        self.migrated: Path | None = None
        """The copy of the file as it was, if its schema was of an older version."""

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        create: bool = True,
        check: bool = True,
        patience_ms: int = connection.PATIENCE_MS,
    ) -> Self:
        """Open a database, and make it where there is none.

        Args:
            path: the file.
            create: False raises where there is none.
            check: False leaves out the look for damage, which takes 1 ms for each MB.
            patience_ms: how long to wait for another process that is writing.

        Raises:
            StoreError: it cannot be opened; nothing was written to it.
        """
        if not create and not path.exists() and not path.is_symlink():
            raise StoreError(
                "is not there: no database of reviews has been made yet",
                path=str(path),
                hint="flashcards review makes it; --db or FLASHCARDS_DB name another",
            )
        made = create and (not path.exists() or not path.stat().st_size)
        if made:
            with making.aside(path) as place:
                cls._open(place, new=True).close()
        store = cls._open(path, check=check and not made, patience_ms=patience_ms)
        store.created = made
        return store

    @classmethod
    @contextmanager
    def filling(cls, path: Path) -> Iterator[Self]:
        """A new database, to be filled; it is there when the block ends well, or not at all.

        Raises:
            StoreError: it cannot be made there; nothing is left.
        """
        with making.aside(path) as place, cls._open(place, new=True) as store:
            yield store

    @classmethod
    def _open(
        cls,
        path: Path,
        *,
        check: bool = False,
        patience_ms: int = connection.PATIENCE_MS,
        new: bool = False,
    ) -> Self:
        newest = migrations.NEWEST
        place, private = path, None
        readonly = not writable(path)
        if not new:
            connection.look(path, newest=newest)
        if readonly and (has_log(path) or connection.old(path, newest=newest)):
            private = PrivateCopy(path)
            place = private.path
        opened = connection.connect(
            place,
            newest=newest,
            patience_ms=patience_ms,
            readonly=readonly and private is None,
        )
        try:
            if check:
                connection.require_sound(opened, place)
            kept = None
            if not readonly or private is not None:
                kept = migrations.migrate(opened, place)
            store = cls(opened, path, created=False)
            store.readonly, store._private = readonly, private
            if kept is not None:
                opened.execute("BEGIN IMMEDIATE")
                arrange(opened)
                opened.execute("COMMIT")
                store.migrated = None if private else kept
        except BaseException:
            opened.close()
            if private is not None:
                private.close()
            raise
        return store

    def close(self) -> None:
        """Close the file; what was written is on disk already."""
        self._connection.close()
        if self._private is not None:
            self._private.close()
            self._private = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def database(self) -> Database:
        """The same connection by way of sqlite-utils, for maintenance and ad-hoc questions."""
        from sqlite_utils import Database

        return Database(self._connection, execute_plugins=False)

    def settings(self) -> Settings:
        """The settings; defaults for what nobody has set.

        Raises:
            DamagedError: what is stored is not what settings are.
        """
        with speaking(self.path):
            return self._settings_in(self._connection)

    def _settings_in(self, opened: sqlite3.Connection) -> Settings:
        # 1 µs to see that no other process has written, against 30 µs to read them again.
        now = connection.pragma(opened, "data_version")
        if self._settings is None or now != self._settings_version:
            rows = opened.execute("SELECT key, value FROM settings")
            try:
                self._settings = settings.from_rows(rows)
            except ValueError as error:
                raise DamagedError(
                    f"holds a setting that is none: {error}",
                    path=str(self.path),
                    hint="flashcards settings sets it again",
                ) from error
            self._settings_version = now
        return self._settings

    def set_settings(self, changed: Settings) -> int:
        """Store settings; how many cards stand elsewhere by them than before.

        When a card is due never moves: the log holds what was scheduled. What FSRS remembers of
        it is worked out anew with other parameters.
        """
        with self._writing() as opened:
            try:
                before = self._settings_in(opened)
            except DamagedError:
                before = None
            opened.execute("DELETE FROM settings")
            opened.executemany(
                "INSERT INTO settings (key, value) VALUES (?, ?)", settings.to_rows(changed).items()
            )
            self._settings = None
            if before is None or any(getattr(before, n) != getattr(changed, n) for n in READS):
                # What a sitting works out by the settings before is not to be believed.
                opened.execute("UPDATE states SET version = version + 1")
                return folding.refold(opened, changed)
        return 0

    def rebuild(self) -> int:
        """Work out every state from the events; how many were not what was stored."""
        with self._writing() as opened:
            return folding.refold(opened, self._settings_in(opened))

    def set_clock_right(self, *, now_ms: int) -> tuple[int, Path | None]:
        """Set the times right that cannot be; how many, and the copy of the file as it was.

        Raises:
            StoreError: it cannot be written; nothing is changed.
        """
        if not clocks.wrong(righting.own(self._connection), now_ms=now_ms):
            return 0, None
        kept = free(self.path, "clock")
        self.backup(kept)
        with self._writing() as opened:
            settings_now = self._settings_in(opened)
            bad = righting.set_right(opened, now_ms=now_ms, settings=settings_now)
        self._seen.clear()
        self._last_own = None
        return len(bad), kept

    def renamed(self) -> dict[int, int]:
        """Ids that events had before their times were set right → those that they have now."""
        with speaking(self.path):
            return righting.renamed(self._connection)

    def meta(self, key: str) -> str:
        """A text that was noted down with `set_meta`, or ""."""
        with speaking(self.path):
            row = self._connection.execute("SELECT value FROM meta WHERE key = ?", (key,))
            return str((row.fetchone() or ("",))[0])

    def set_meta(self, key: str, value: str) -> None:
        """Note down a text."""
        with self._writing() as opened:
            opened.execute(
                "INSERT INTO meta (key, value) VALUES (?, ?)"
                " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                (key, value),
            )

    def check(self, *, now_ms: int | None = None) -> list[str]:
        """All that is wrong, each in a sentence: the file, references, states, times.

        Changes nothing. Without `now_ms` times are not looked at.
        """
        with speaking(self.path):
            found = connection.damage(self._connection)
            if found:
                return found  # nothing that is read from such a file says anything
            found = [
                f"a row of {table} refers to nothing in {parent}"
                for table, _, parent, _ in self._connection.execute("PRAGMA foreign_key_check")
            ]
            found += [
                f"card {card} stands elsewhere than its events say (flashcards db rebuild)"
                for card, _, _ in folding.differences(self._connection, self.settings())
            ]
            bad = (
                []
                if now_ms is None
                else clocks.wrong(righting.own(self._connection), now_ms=now_ms)
            )
            if bad:
                said = ", ".join(sorted({days.iso(event.day) for event in bad})[:3])
                found.append(
                    f"the clock was wrong when {len(bad)} things happened, said to be of {said}"
                    " (flashcards db repair --clock)"
                )
        return found

    def damage(self) -> list[str]:
        """What SQLite finds wrong with the file itself."""
        with speaking(self.path):
            return connection.damage(self._connection)

    def write(self, act: Callable[[sqlite3.Connection], _Made]) -> _Made:
        """What `act` makes of the connection, in one transaction."""
        with self._writing() as opened:
            return act(opened)

    def blank(self) -> bool:
        """Whether it holds nothing at all: no card, no answer, no build."""
        with speaking(self.path):
            query = (
                "SELECT NOT EXISTS (SELECT 1 FROM cards) AND NOT EXISTS (SELECT 1 FROM events)"
                " AND NOT EXISTS (SELECT 1 FROM meta)"
            )
            return bool(self._connection.execute(query).fetchone()[0])

    def sizes(self) -> dict[str, int]:
        """How many cards (retired ones too) and events there are."""
        with speaking(self.path):
            return {
                name: int(self._connection.execute(query).fetchone()[0])
                for name, query in (
                    ("cards", "SELECT count(*) FROM cards"),
                    ("events", "SELECT count(*) FROM events"),
                )
            }

    def backup(self, target: Path) -> None:
        """Copy the whole database to a new file.

        Raises:
            StoreError: the target is there already or cannot be written.
        """
        connection.copy(self.path, target, source=self._connection if self.readonly else None)

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all or nothing, and on disk at its end."""
        opened = self._connection
        if self.readonly:
            raise StoreError(
                "can only be read here",
                path=str(self.path),
                hint="flashcards db backup FILE makes a copy to work with; --db names another file",
            )
        try:
            if _identity(self.path) != self._file:
                # What is written to a file without a name is lost when it is closed.
                raise StoreError(  # noqa: TRY301  # the same way out as for SQLite's
                    "was moved, deleted or replaced while it was open",
                    path=str(self.path),
                    hint="put it back and start again; what was answered before is in it",
                )
            opened.execute("BEGIN IMMEDIATE")
            yield opened
            opened.execute("COMMIT")
        except BaseException as error:
            self._seen.clear()
            self._settings = self._last_own = None
            if opened.in_transaction:
                with suppress(sqlite3.Error):
                    opened.execute("ROLLBACK")
            if isinstance(error, sqlite3.Error):
                raise translated(error, self.path) from error
            raise

    def _unknown(self, card: str) -> StoreError:
        return StoreError(
            f"knows no card {card!r}",
            path=str(self.path),
            hint="flashcards build brings the database up to date",
        )


def _identity(path: Path) -> tuple[int, int] | None:
    """What tells the file from another of that name; None where there is none."""
    try:
        status = os.stat(path)  # noqa: PTH116  # half the time of pathlib's, at every answer
    except OSError:
        return None
    return status.st_dev, status.st_ino
