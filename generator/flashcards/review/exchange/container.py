"""A file of Anki's → the SQLite database in it, for reading: `.apkg`, `.colpkg`, or a collection.

The file comes from anywhere, so nothing it says is believed: of a package only the three names
that Anki gives to a collection are looked at, none is ever a path on disk, and what comes out
of a compressed stream is counted while it comes.
"""

from __future__ import annotations

import shutil
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import zstandard

from flashcards.review.exchange.errors import ExchangeError
from flashcards.scratch import Scratch

MEMBERS = ("collection.anki21b", "collection.anki21", "collection.anki2")
"""What a package calls its collection, newest format first. Beside a newer one lies a stub
under the older names, which only asks to update Anki."""

ROOM = 2 * 1024**3
"""Bytes that a collection may have; a million cards take half of that."""

FREE = 64 * 1024**2
"""Bytes that may come out of any package, however small it is."""

RATIO = 200
"""How often larger than the package its collection may be beyond `FREE`. Collections compress
to between a third and a tenth; bombs to less than a thousandth."""

WINDOW = 128 * 1024**2
"""Memory that a zstd stream may ask for; Anki's ask for 8 MiB."""

_CHUNK = 1024**2
_SQLITE = b"SQLite format 3\0"
_HEADER = 100
_ZIP = b"PK"


@contextmanager
def database(path: Path) -> Iterator[Path]:
    """The path of the SQLite database that a file is or holds, until the end of the block.

    Raises:
        ExchangeError: the file is none of Anki's, is damaged, in use, or too large.
    """
    head = _head(path)
    if head == _SQLITE:
        _require_closed(path)
        _require_whole(path, path)
        yield path
    elif head.startswith(_ZIP):
        try:
            folder = Scratch()
        except OSError as error:
            raise ExchangeError(
                f"no room to unpack it: {error.strerror}", path=str(path)
            ) from error
        with folder as name:
            unpacked = Path(name) / "collection"
            _unpack(path, unpacked)
            _require_whole(unpacked, path)
            yield unpacked
    else:
        raise ExchangeError(
            "is neither a package nor a collection of Anki's",
            path=str(path),
            hint="in Anki: File, Export, .colpkg or .apkg with scheduling information",
        )


def _head(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise ExchangeError("is a folder" if path.is_dir() else "is not there", path=str(path))
        with path.open("rb") as file:
            return file.read(len(_SQLITE))
    except OSError as error:
        raise ExchangeError(f"cannot be read: {error.strerror}", path=str(path)) from error


def _require_closed(path: Path) -> None:
    """Anki keeps its journal beside the collection while it has it open, or after a crash."""
    for suffix in ("-wal", "-journal"):
        real = path.resolve()
        if real.with_name(real.name + suffix).exists():
            raise ExchangeError(
                "is open in Anki, or was not closed properly",
                path=str(path),
                hint="close Anki (or open and close it once), then import again",
            )


def _unpack(path: Path, target: Path) -> None:
    try:
        packed = path.stat().st_size
        with zipfile.ZipFile(path) as archive, target.open("wb") as out:
            member = _member(archive, path)
            limit = min(ROOM, FREE + RATIO * packed)
            with archive.open(member) as stream:
                if member.filename == MEMBERS[0]:
                    unpacker = zstandard.ZstdDecompressor(max_window_size=WINDOW)
                    with unpacker.stream_reader(stream, read_across_frames=True) as opened:
                        _copy(opened, out, limit=limit, path=path)
                else:
                    _copy(stream, out, limit=limit, path=path)
    except (zipfile.BadZipFile, EOFError, zlib.error, ValueError, zstandard.ZstdError) as error:
        raise ExchangeError(f"is damaged: {_reason(error)}", path=str(path)) from error
    except (NotImplementedError, RuntimeError) as error:  # strange compression, a password
        raise ExchangeError(f"cannot be unpacked: {_reason(error)}", path=str(path)) from error
    except OSError as error:
        free = shutil.disk_usage(target.parent).free
        raise ExchangeError(
            f"cannot be unpacked: {error.strerror or error}",
            path=str(path),
            hint=f"{free // 1024**2:,} MiB are free in {target.parent.parent}",
        ) from error


def _reason(error: Exception) -> str:
    return str(error).strip() or type(error).__name__


def _member(archive: zipfile.ZipFile, path: Path) -> zipfile.ZipInfo:
    names = [info.filename for info in archive.infolist()]
    for name in MEMBERS:
        if names.count(name) > 1:
            raise ExchangeError(f"is damaged: it holds {name} twice", path=str(path))
        if name in names:
            return archive.getinfo(name)
    raise ExchangeError(
        "holds no collection of Anki's",
        path=str(path),
        hint="in Anki: File, Export, .colpkg or .apkg with scheduling information",
    )


def _copy(stream: IO[bytes], out: IO[bytes], *, limit: int, path: Path) -> None:
    written = 0
    while chunk := stream.read(_CHUNK):
        written += len(chunk)
        if written > limit:
            raise ExchangeError(
                f"unpacks to more than {limit // 1024**2:,} MiB; no collection does", path=str(path)
            )
        out.write(chunk)


def _require_whole(database: Path, path: Path) -> None:
    """A database says in its header how long it is; a cut zstd stream says nothing.

    https://www.sqlite.org/fileformat2.html#the_database_header
    """
    with database.open("rb") as file:
        head = file.read(_HEADER)
        size = file.seek(0, 2)
    if len(head) < _HEADER or not head.startswith(_SQLITE):
        raise ExchangeError("is damaged: its collection is no database", path=str(path))
    page, change, pages, valid_for = (
        int.from_bytes(head[start:end], "big")
        for start, end in ((16, 18), (24, 28), (28, 32), (92, 96))
    )
    page = 65536 if page == 1 else page
    if change == valid_for and pages * page != size:
        raise ExchangeError(
            f"is damaged: {size:,} bytes are there of {pages * page:,}", path=str(path)
        )
