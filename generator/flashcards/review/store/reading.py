"""Databases that can only be read: on read-only media, in a folder of somebody else.

SQLite cannot open a database in WAL mode where it may not write a file beside it, unless it is
told that nothing will change (`immutable`). Then it does not look at the log beside the file; so
where there is one, and where the schema is old, a copy is opened instead, that goes with us.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path

from flashcards.review.store.errors import speaking
from flashcards.scratch import Scratch


def writable(path: Path) -> bool:
    """Whether a database there can be written to; SQLite writes beside the file, too."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def has_log(path: Path) -> bool:
    """Whether answers may be in the log beside the file that are not in the file yet."""
    try:
        return path.with_name(f"{path.name}-wal").stat().st_size > 0
    except OSError:
        return False


def immutable(path: Path) -> sqlite3.Connection:
    """A connection to a file of which nothing will change."""
    with speaking(path):
        return sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None
        )


class PrivateCopy:
    """A copy of a database, with the log beside it, for as long as this is open."""

    def __init__(self, path: Path) -> None:
        with speaking(path):
            self._folder = Scratch()
            self.path = Path(self._folder.name) / path.name
            shutil.copyfile(path, self.path)
            if has_log(path):
                shutil.copyfile(
                    path.with_name(f"{path.name}-wal"), self.path.with_name(f"{path.name}-wal")
                )

    def close(self) -> None:
        """Remove it."""
        self._folder.cleanup()
