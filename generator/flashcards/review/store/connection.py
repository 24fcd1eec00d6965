"""Opening the file: what must be true of it before anything is written, and how it is set up."""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import ExitStack, closing
from pathlib import Path

from flashcards.review.store.errors import DamagedError, StoreError, speaking
from flashcards.review.store.reading import has_log, immutable

APPLICATION_ID = 0x466C4372
"""Marks the file as ours ("FlCr") in its header, where `file` and we can see it."""

PATIENCE_MS = 5_000
"""How long to wait for another program that is writing; an answer's own turn takes 1 ms."""

CHECKED_AT_OPEN = 64 * 2**20
"""Bytes of a file that is looked through whole at each open: that takes some 50 ms. Of a larger
one only header, length and schema are; `flashcards db check` looks through any."""

OURS = frozenset(("meta", "settings", "decks", "documents", "cards", "events", "states"))
"""The tables of our first schema, which all later ones have."""

_MAGIC = b"SQLite format 3\0"
_HEADER = 100


def look(path: Path, *, newest: int) -> None:
    """Refuse, without opening it as a database, a file that is not one of ours.

    Raises:
        StoreError: it is a folder, another program's, or of a newer version of this one.
        DamagedError: it is no database at all, empty, or cut off.
    """
    with speaking(path):
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            raise StoreError(
                "is a folder, not a database" if stat.S_ISDIR(mode) else "is not a file",
                path=str(path),
                hint="name a file with --db",
            )
        with path.open("rb") as file:
            header = file.read(_HEADER)
            size = os.fstat(file.fileno()).st_size
    if not header:
        raise DamagedError(
            "is empty: it was cut off before anything was written",
            path=str(path),
            hint="flashcards review makes it anew; put a backup in its place if you have one",
        )
    if not header.startswith(_MAGIC[: len(header)]):
        raise DamagedError(
            "is not a database",
            path=str(path),
            hint="move it away, or name another with --db; nothing was written to it",
        )
    whole = _whole_size(header)
    if size < whole and not has_log(path):
        raise DamagedError(
            f"is cut off: {size:,} of {whole:,} bytes are there",
            path=str(path),
            hint="flashcards db repair saves what can be saved; a backup is better",
        )
    _refuse(
        path,
        application=int.from_bytes(header[68:72], "big"),
        version=int.from_bytes(header[60:64], "big", signed=True),
        newest=newest,
    )


def old(path: Path, *, newest: int) -> bool:
    """Whether the file says of itself that its schema is an older one."""
    with speaking(path), path.open("rb") as file:
        header = file.read(_HEADER)
    return int.from_bytes(header[60:64], "big", signed=True) < newest


def _whole_size(header: bytes) -> int:
    """How long the file should be by its header; what is in the log beside it comes on top."""
    if len(header) < _HEADER:
        return _HEADER
    size = int.from_bytes(header[16:18], "big")
    return (65_536 if size == 1 else size) * int.from_bytes(header[28:32], "big")


def _refuse(path: Path, *, application: int, version: int, newest: int) -> None:
    new = application == version == 0  # or another program's that says nothing of itself
    if application != APPLICATION_ID and not new:
        raise StoreError(
            "is another program's database",
            path=str(path),
            hint="name another file with --db; nothing was written to this one",
        )
    if version > newest:
        raise StoreError(
            f"was written by a newer version of flashcards (schema {version}; this one knows "
            f"{newest})",
            path=str(path),
            hint="upgrade flashcards; nothing was written to the file",
        )


def connect(
    path: Path, *, newest: int, patience_ms: int = PATIENCE_MS, readonly: bool = False
) -> sqlite3.Connection:
    """A connection to a file that `look` has nothing against, set up as we need it.

    WAL: readers and a writer do not wait for each other, and a commit is one append and one
    fsync. synchronous=FULL: with NORMAL, WAL survives a killed process but a power cut takes the
    last answers; an answer takes a person a second, so its fsync is no cost that is felt.

    Raises:
        StoreError: SQLite has something against it.
    """
    with speaking(path):
        # As a URI with mode=rw: whatever its name holds is quoted, and no file is made here.
        connection = (
            immutable(path)
            if readonly
            else sqlite3.connect(
                f"{path.absolute().as_uri()}?mode=rw",
                uri=True,
                timeout=patience_ms / 1000,
                isolation_level=None,
            )
        )
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA recursive_triggers = ON")
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("PRAGMA cell_size_check = ON")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA cache_size = -16000")  # KiB
            if not version(connection):
                _restored(connection, readonly=readonly)
            # The header may lag behind the log beside it.
            _refuse(
                path,
                # In this order: another process may give a new file both between the two.
                version=version(connection),
                application=pragma(connection, "application_id"),
                newest=newest,
            )
            if pragma(connection, "schema_version") and not version(connection):
                # Its schema was changed at least once: it is not new.
                _refuse(path, application=-1, version=0, newest=newest)
            if readonly:
                return connection
            if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
                connection.execute("PRAGMA journal_mode = WAL")
        except BaseException:
            connection.close()
            raise
    return connection


def _restored(connection: sqlite3.Connection, *, readonly: bool) -> None:
    """Mark a database that was restored from a dump: a dump holds all but these two numbers."""
    try:
        rows = connection.execute(
            "SELECT name FROM _sqlite_migrations WHERE migration_set = 'flashcards'"
        ).fetchall()
    except sqlite3.OperationalError:
        return  # new, or another program's
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    if not rows or not tables >= OURS:
        return
    if not readonly:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {max(int(name) for (name,) in rows)}")


def version(connection: sqlite3.Connection) -> int:
    """The version of the schema; 0 where there is none yet."""
    return pragma(connection, "user_version")


def pragma(connection: sqlite3.Connection, name: str) -> int:
    """A number that SQLite keeps under one of its own names."""
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def create(path: Path) -> bool:
    """Make an empty file, and its folder, where there is none; whether one was made.

    Only its owner may read it: how well somebody remembers is nobody else's business.

    Raises:
        StoreError: that cannot be done there.
    """
    try:
        if path.exists():
            return False
        if not path.parent.is_dir():
            path.parent.mkdir(parents=True, mode=0o700, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError as error:
        if path.exists():
            return False  # made by another process meanwhile
        raise _unmakable(path, error) from error
    except OSError as error:
        raise _unmakable(path, error) from error
    return True


def _unmakable(path: Path, error: OSError) -> StoreError:
    return StoreError(
        f"cannot be made: {error.strerror}",
        path=str(path),
        hint="its folder must be there and writable; --db or FLASHCARDS_DB name another file",
    )


def require_sound(connection: sqlite3.Connection, path: Path) -> None:
    """Look for damage, as far as that takes no time that a person would feel.

    Raises:
        DamagedError: there is some.
    """
    with speaking(path):
        if path.stat().st_size <= CHECKED_AT_OPEN:
            found = damage(connection, quick=True)
        else:
            found = []
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if found:
        raise DamagedError(
            f"is damaged: {found[0]}",
            path=str(path),
            hint="flashcards db repair saves what can be saved; a backup is better",
        )


def damage(connection: sqlite3.Connection, *, quick: bool = False) -> list[str]:
    """What SQLite finds wrong with its file; `quick` does not compare indexes with tables."""
    lines: list[str] = []
    try:
        rows = connection.execute("PRAGMA quick_check" if quick else "PRAGMA integrity_check")
        lines.extend(" ".join(str(row[0]).split()) for row in rows)
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_CORRUPT:
            raise
        lines.append(str(error))  # too damaged to be looked through
    return [] if lines == ["ok"] else lines


def copy(path: Path, target: Path, *, source: sqlite3.Connection | None = None) -> None:
    """Copy the database, as last committed, to a new file; it is whole or not there at all.

    Args:
        path: the database.
        target: the new file.
        source: a connection to the database; None to open it.

    Raises:
        StoreError: the target is there already, cannot be written, or the copy is not sound.
    """
    temporary = target.with_name(f".{target.name}.part")
    with speaking(target):
        temporary.unlink(missing_ok=True)
        if target.exists():
            raise StoreError("is there already", path=str(target), hint="name another file")
    try:
        if not create(temporary):
            raise StoreError("is being written by another", path=str(target), hint="try again")
        with speaking(path), ExitStack() as stack:
            if source is None:
                uri = f"{path.absolute().as_uri()}?mode=ro"
                source = stack.enter_context(closing(sqlite3.connect(uri, uri=True)))
            _copy(source, temporary, target)
        with speaking(target):
            try:
                os.link(temporary, target)  # unlike a rename, never over what came meanwhile
            except FileExistsError:
                raise
            except OSError:  # not all file systems have links
                temporary.rename(target)
            sync_folder(target.parent)
    finally:
        temporary.unlink(missing_ok=True)


def _copy(source: sqlite3.Connection, temporary: Path, target: Path) -> None:
    with speaking(target), closing(sqlite3.connect(temporary)) as copied:
        source.backup(copied)
        copied.execute("PRAGMA journal_mode = DELETE")  # one file, no log beside it
        found = damage(copied, quick=True)
    if found:
        raise DamagedError(f"would hold damage: {found[0]}", path=str(target))
    with speaking(target), temporary.open("rb") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make a new name last; not all systems can, and none needs it for the file's content."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        pass
    finally:
        os.close(handle)


def free(path: Path, end: str) -> Path:
    """A name beside the file, with that end, that no earlier copy has."""
    place = path.with_name(f"{path.name}.{end}")
    again = 1
    while place.exists():
        again += 1
        place = path.with_name(f"{path.name}.{end}-{again}")
    return place
