"""A new database is made aside, and takes its name when it is whole.

A first review that is killed, or meets a full disk, so leaves nothing that a later one could take
for a database in which nothing is due.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

from flashcards.atomic import clear_left
from flashcards.review.store.connection import create, free, sync_folder
from flashcards.review.store.errors import StoreError, speaking

_COUNT = count()


@contextmanager
def aside(path: Path) -> Iterator[Path]:
    """A place for a new database, which takes the name `path` if the block ends well.

    Where another process was faster, its database stays: it is as whole as ours.

    Raises:
        StoreError: it cannot be made there; nothing is left.
    """
    if path.is_symlink():
        path = path.resolve()
    place = path.with_name(f".{path.name}.new-{os.getpid()}-{next(_COUNT)}")
    if path.parent.is_dir():
        clear_left(path)
        _put_away_logs(path)
    try:
        create(place)
        yield place
        with speaking(path):
            _to_one_file(place)
            _publish(place, path)
    except StoreError as error:
        if error.path == str(place):  # nobody asked for that name
            error.path = str(path)
        raise
    finally:
        for end in ("", "-wal", "-shm", "-journal"):
            with suppress(OSError):
                place.with_name(place.name + end).unlink(missing_ok=True)


def _to_one_file(place: Path) -> None:
    """Leave nothing beside the file, and have it on disk."""
    made = sqlite3.connect(place, isolation_level=None)
    try:
        made.execute("PRAGMA journal_mode = DELETE")
    finally:
        made.close()
    with place.open("rb") as file:
        os.fsync(file.fileno())


def _publish(place: Path, path: Path) -> None:
    if path.exists() and not path.stat().st_size:
        place.replace(path)  # an empty file holds nothing
    else:
        try:
            os.link(place, path)  # unlike a rename, never over what came meanwhile
        except FileExistsError:
            return
        except OSError:  # not all file systems have links
            place.rename(path)
    sync_folder(path.parent)


def _put_away_logs(path: Path) -> None:
    """Rename the log of a database that was moved away without it.

    SQLite would write what is in it over a new database of that name; to the old one it may hold
    the last answers.
    """
    for end in ("-wal", "-shm"):
        log = path.with_name(path.name + end)
        # In this order: a log that was there before its database was not is nobody's.
        if log.exists() and (not path.exists() or not path.stat().st_size):
            with suppress(OSError):
                log.rename(free(path, f"left{end}"))
