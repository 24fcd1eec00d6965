"""What can go wrong with the database of reviews, told so that a person can mend it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flashcards.errors import FlashcardsError

SAFE = "every answer given before is kept"

_DAMAGED = (
    "is damaged",
    "flashcards db repair saves what can be saved; a backup is better",
)

_KINDS: dict[int, tuple[str, str]] = {
    sqlite3.SQLITE_BUSY: (
        "is locked by another program",
        f"close that program or try again; {SAFE}",
    ),
    sqlite3.SQLITE_LOCKED: (
        "is locked by another program",
        f"close that program or try again; {SAFE}",
    ),
    sqlite3.SQLITE_FULL: ("cannot grow: the disk is full", f"free some space; {SAFE}"),
    sqlite3.SQLITE_READONLY: (
        "may not be written to",
        "give yourself the right to write to the file and to its folder, or name another with --db",
    ),
    sqlite3.SQLITE_PERM: ("may not be opened", "see who owns the file, or name another with --db"),
    sqlite3.SQLITE_CANTOPEN: (
        "cannot be opened",
        "its folder must be there and writable; --db names another",
    ),
    sqlite3.SQLITE_NOTADB: (
        "is not a database",
        "move it away, or name another with --db; nothing was written to it",
    ),
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_IOERR: (
        "cannot be read or written: the disk fails or is full",
        f"look after the disk and try again; {SAFE}",
    ),
}


class StoreError(FlashcardsError):
    """The database of reviews cannot be used as asked; what was in it is as it was."""


class LockedError(StoreError):
    """Another program holds the database; trying again later may work."""


class DamagedError(StoreError):
    """What is in the database contradicts itself."""


def translated(error: sqlite3.Error, path: Path) -> StoreError:
    """The error in words, with what to do about it."""
    code = getattr(error, "sqlite_errorcode", None)
    primary = code & 0xFF if isinstance(code, int) else None
    if primary in _KINDS:
        message, hint = _KINDS[primary]
        kind = {
            sqlite3.SQLITE_BUSY: LockedError,
            sqlite3.SQLITE_LOCKED: LockedError,
            sqlite3.SQLITE_CORRUPT: DamagedError,
            sqlite3.SQLITE_NOTADB: DamagedError,
        }.get(primary, StoreError)
        return kind(message, path=str(path), hint=hint)
    return StoreError(f"cannot do this: {error}", path=str(path), hint=SAFE)


@contextmanager
def speaking(path: Path) -> Iterator[None]:
    """Turn SQLite's errors, and the system's, into ours.

    Raises:
        StoreError: whatever SQLite or the system raised.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise translated(error, path) from error
    except UnicodeDecodeError as error:  # in the names of tables and the texts of a damaged file
        message, hint = _DAMAGED
        raise StoreError(message, path=str(path), hint=hint) from error
    except OSError as error:
        raise StoreError(
            f"cannot be used: {error.strerror or error}", path=str(path), hint=SAFE
        ) from error
