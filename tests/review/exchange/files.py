"""Files of Anki's made by hand: good ones, damaged ones, and hostile ones."""

from __future__ import annotations

import io
import sqlite3
import zipfile
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import zstandard

from flashcards.review.exchange.package import write_history
from tests.review.exchange.making import NOTES, SETTINGS, learner

NOW_MS = 1_790_000_000_000


@cache
def collection(folder: Path) -> bytes:
    """A collection with all our cards and their history."""
    path = folder / "made.apkg"
    write_history(path, NOTES, learner(NOW_MS).log, deck="Test", settings=SETTINGS, now_ms=NOW_MS)
    with zipfile.ZipFile(path) as archive:
        return archive.read("collection.anki2")


def changed(data: bytes, *statements: str) -> bytes:
    """The database after some SQL."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.deserialize(data)
    for statement in statements:
        connection.execute(statement)
    result = connection.serialize()
    connection.close()
    return result


def zipped(entries: Iterable[tuple[str, bytes]], *, method: int = zipfile.ZIP_STORED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return buffer.getvalue()


def zstd(data: bytes) -> bytes:
    return zstandard.ZstdCompressor().compress(data)


def colpkg(database: bytes) -> bytes:
    """As Anki writes it now, with the stub for older versions."""
    return zipped(
        [
            ("meta", b"\x08\x03"),
            ("collection.anki21b", zstd(database)),
            ("collection.anki2", b"SQLite format 3\0"),
        ]
    )


def old_apkg(database: bytes) -> bytes:
    return zipped(
        [("collection.anki21", database), ("collection.anki2", b"stub"), ("media", b"{}")],
        method=zipfile.ZIP_DEFLATED,
    )


def older_apkg(database: bytes) -> bytes:
    return zipped([("collection.anki2", database), ("media", b"{}")], method=zipfile.ZIP_DEFLATED)


def bare(database: bytes) -> bytes:
    return database


WAYS: dict[str, Callable[[bytes], bytes]] = {
    "colpkg": colpkg, "old-apkg": old_apkg, "older-apkg": older_apkg, "collection": bare,
}  # fmt: skip
