"""The undo file: what Anki had before, written down before it is changed.

One JSON object a line, the newest last, so that what an interrupted sync did can be undone, too.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Any, Self

from flashcards.review.sync.errors import SyncError

SUFFIX = ".anki-undo"

FORMAT = 1


def path_beside(database: Path) -> Path:
    """The file that belongs to a database of reviews.

    >>> path_beside(Path("data/reviews.sqlite"))
    PosixPath('data/reviews.sqlite.anki-undo')
    """
    return database.with_name(database.name + SUFFIX)


class Journal:
    """An undo file in the making. It takes the place of the last one with its first line."""

    def __init__(self, path: Path, *, place: str) -> None:
        self.path = path
        self.lines = 0
        self._place = place
        self._file: IO[str] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.close()

    def write(self, entries: Iterable[dict[str, Any]]) -> None:
        """Note down what is about to change; on disk when it returns.

        Raises:
            SyncError: it cannot be written; then nothing may be changed.
        """
        lines = [json.dumps(entry) for entry in entries]
        if not lines:
            return
        try:
            if self._file is None:
                self._file = self.path.open("w", encoding="utf-8")
                head = {"undo": FORMAT, "place": self._place}
                lines.insert(0, json.dumps(head))
            self._file.write("".join(f"{line}\n" for line in lines))
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as error:
            raise SyncError(f"cannot be written: {error.strerror}", path=str(self.path)) from error
        self.lines += len(lines)


def entries(path: Path) -> tuple[str, list[dict[str, Any]]]:
    """The place of the collection that was changed, and what it had before, newest first.

    Raises:
        SyncError: there is no such file, or it is damaged.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise SyncError("is not there: no sync has changed anything", path=str(path)) from None
    except (OSError, UnicodeDecodeError) as error:
        raise SyncError(f"cannot be read: {error}", path=str(path)) from error
    # The last line may be cut off: then what it speaks of was not done.
    lines = text.split("\n")[:-1]
    try:
        head, *rest = (json.loads(line) for line in lines)
        place = head["place"]
        known = head["undo"] == FORMAT and isinstance(place, str)
    except (ValueError, KeyError, TypeError):
        known = False
    if not known:
        raise SyncError("is no undo file of this version", path=str(path))
    return place, rest[::-1]
