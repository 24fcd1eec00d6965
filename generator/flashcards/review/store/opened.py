"""The open file: its transactions, its settings, its upkeep."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from flashcards.review.model import Settings
from flashcards.review.schedule.fold import READS
from flashcards.review.store import connection, folding, migrations, settings
from flashcards.review.store.arranging import arrange
from flashcards.review.store.errors import DamagedError, StoreError, speaking, translated

if TYPE_CHECKING:
    from sqlite_utils import Database


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
        made = create and connection.create(path)
        newest = max(migrations.scripts())
        connection.look(path, newest=newest)
        opened = connection.connect(path, newest=newest, patience_ms=patience_ms)
        try:
            if check and not made:
                connection.require_sound(opened, path)
            kept = migrations.migrate(opened, path)
            store = cls(opened, path, created=made)
            store.migrated = kept
            if kept is not None:
                with store._writing():
                    arrange(opened)
        except BaseException:
            opened.close()
            raise
        return store

    def close(self) -> None:
        """Close the file; what was written is on disk already."""
        self._connection.close()

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

    def check(self) -> list[str]:
        """All that is wrong, each in a sentence: the file, references, states. Changes nothing."""
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
        return found

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
        connection.copy(self.path, target)

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all or nothing, and on disk at its end."""
        opened = self._connection
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
