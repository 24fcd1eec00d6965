"""Reading documents from files, and writing repaired ones back."""

from __future__ import annotations

import codecs
from pathlib import Path

from flashcards.atomic import read_regular, replace_file
from flashcards.errors import Finding, ReadError
from flashcards.reading.decode import MAX_BYTES, Decoded, decode, repaired


def read_decoded(path: Path) -> tuple[Decoded, tuple[Finding, ...]]:
    """A file's text, and what was repaired in it.

    Raises:
        ReadError: it cannot be read, or is empty.
    """
    shown = path.as_posix()
    decoded = decode(_bytes(path), path=shown)
    return decoded, _repairs(decoded, shown)


def fix_file(path: Path) -> int:
    """Write a mis-decoded document's repaired text over it; the characters mended (0: untouched).

    The new text takes the file's place in one step and keeps its permissions.

    Raises:
        ReadError: it cannot be read or written, or is a link out of its folder.
    """
    shown = path.as_posix()
    data = _bytes(path)
    decoded = decode(data, path=shown)
    if not decoded.repaired_lines:
        return 0
    if path.is_symlink() and path.resolve().parent != path.parent.resolve():
        raise ReadError(
            f"is a link to {path.resolve()}, out of its folder; nothing is written through it",
            path=shown,
            hint="name the file that it leads to",
        )
    try:
        replace_file(path.resolve(), repaired(data))
    except OSError as error:
        raise ReadError(
            f"the repaired text cannot be written: {error.strerror}", path=shown
        ) from error
    return decoded.repaired_characters


def _bytes(path: Path) -> bytes:
    shown = path.as_posix()
    if path.is_dir():
        raise ReadError("this is a folder, not a document", path=shown, hint="name a .md file")
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise ReadError(
                f"{size:,} bytes are too many for a question document (at most {MAX_BYTES:,})",
                path=shown,
                hint="split it into several files",
            )
        data = read_regular(path)
    except FileNotFoundError as error:
        raise ReadError("there is no such file", path=shown) from error
    except OSError as error:
        raise ReadError(f"it cannot be read: {error.strerror}", path=shown) from error
    if not data.removeprefix(codecs.BOM_UTF8).strip():
        raise ReadError("the file is empty", path=shown, line=1, hint="write a question into it")
    return data


def _repairs(decoded: Decoded, path: str) -> tuple[Finding, ...]:
    if not decoded.repaired_lines:
        return ()
    return (
        Finding(
            path=path,
            line=decoded.repaired_lines[0],
            rule="mis-decoded",
            severity="warning",
            message=(
                f"UTF-8 read in another encoding: {decoded.repaired_characters} characters on "
                f"{len(decoded.repaired_lines)} lines repaired; `flashcards check --fix` "
                "writes the repaired text"
            ),
        ),
    )
