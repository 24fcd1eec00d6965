"""Bytes of an Anki collection → an `.apkg` file: the same bytes each time, all or nothing."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

from flashcards import patterns as re
from flashcards.atomic import replace_file
from flashcards.errors import PackageError

_DATE = (1980, 1, 1, 0, 0, 0)
"""Date of each entry: the earliest that a zip can hold."""

_COMPRESSION = 6

MEDIA = re.compile(r"\bfc-[0-9a-f]{20}\.[a-z0-9]{1,5}\b")
"""Names of files in fields and packages, as a build gives them."""


def zip_collection(collection: bytes, media: Mapping[str, bytes] = MappingProxyType({})) -> bytes:
    """The `.apkg` of a collection and its media, by their names."""
    buffer = io.BytesIO()
    names = {str(number): name for number, name in enumerate(media)}
    listed = json.dumps(names, separators=(",", ":")).encode()
    files = [(number, media[name]) for number, name in names.items()]
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in (("collection.anki2", collection), ("media", listed), *files):
            entry = zipfile.ZipInfo(name, _DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix, wherever it is built
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content, compresslevel=_COMPRESSION)
    return buffer.getvalue()


def packed_media(path: Path) -> tuple[str, ...]:
    """The names of the pictures and sounds in a package; none if it is not there.

    Raises:
        PackageError: it cannot be read.
    """
    if not path.exists():
        return ()
    with _opened(path) as (_, names):
        return tuple(names)


def unpacked_media(path: Path, names: Collection[str]) -> dict[str, bytes]:
    """Some of the files in a package, by their names.

    Raises:
        PackageError: it cannot be read, or lacks one.
    """
    with _opened(path) as (archive, members):
        return {name: archive.read(members[name]) for name in names}


# What `zipfile` and `json` raise at bytes that somebody hurt; what is not implemented among it.
_DAMAGE = (
    OSError, zipfile.BadZipFile, zlib.error, EOFError, RuntimeError,
    KeyError, ValueError, AttributeError, TypeError,
)  # fmt: skip


@contextmanager
def _opened(path: Path) -> Iterator[tuple[zipfile.ZipFile, dict[str, str]]]:
    """A package, and its members by the names of what they hold."""
    try:
        with zipfile.ZipFile(path) as archive:
            listed = json.loads(archive.read("media"))
            names = {name: number for number, name in listed.items() if MEDIA.fullmatch(name)}
            yield archive, names
    except _DAMAGE as error:
        raise PackageError(
            f"cannot be read: {error}", path=str(path), hint="flashcards build makes it again"
        ) from error


def write_archive(path: Path, content: bytes) -> None:
    """`path` holds `content` or what it held before, whatever happens.

    Raises:
        PackageError: the file cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, content)
    except OSError as error:
        raise PackageError(
            f"cannot write the package: {error.strerror or error}", path=str(path)
        ) from error
