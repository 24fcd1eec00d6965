"""Where what was computed is kept between runs: outside of projects, so that none brings its own.

A project's folder may come from a stranger; an answer that lies in it is no evidence. What is kept
is plain JSON, never anything that runs, under the digest of all that it came from; a file that is
damaged, of another version or another user's is as good as none. The folder may be deleted at any
time.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from flashcards.errors import FlashcardsError
from flashcards.files import write_atomically

VARIABLE = "FLASHCARDS_CACHE"

MOST_KEPT = 8_000
MOST_BYTES = 512 * 1024 * 1024
"""Files of documents and their bytes, of all projects; what was not used for longest goes."""

_OF_DOCUMENTS = ("document-", "problems-", "pool-")


def cache_folder(environ: Mapping[str, str]) -> Path:
    """The folder that `FLASHCARDS_CACHE` names, else the user's own for caches.

    >>> cache_folder({"FLASHCARDS_CACHE": "kept"})
    PosixPath('kept')
    """
    named = environ.get(VARIABLE)
    if named:
        return Path(named).expanduser()
    from platformdirs import user_cache_path

    return user_cache_path("flashcards", appauthor=False)


def keep(path: Path, data: bytes) -> bool:
    """Keep a file there, in a folder for this user alone; whether that went well.

    What cannot be kept is computed again the next time: no reason to fail.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_atomically(path, data)
    except (OSError, FlashcardsError):
        return False
    return True


def remember(path: Path, key: str, data: bytes) -> bool:
    """Keep JSON under the digest of all that it came from; whether that went well.

    Not for good, as `keep`: of a file that a crash leaves half written, the sum tells.
    """
    head = json.dumps({"key": key, "sum": _sum(data)}).encode()
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, made = tempfile.mkstemp(prefix=f"{path.name}-", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(head + b"\n" + data)
            Path(made).replace(path)
        except BaseException:
            Path(made).unlink(missing_ok=True)
            raise
    except OSError:
        return False
    return True


def recall(path: Path, key: str) -> bytes | None:
    """What was kept there under that digest, whole, and by this user; else None."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return None  # to open a pipe would wait for ever
        with path.open("rb") as file:
            if not _is_own(os.fstat(file.fileno())):
                return None
            head, _, data = file.read(MOST_BYTES).partition(b"\n")
        said = json.loads(head)
        if said["key"] != key or said["sum"] != _sum(data):
            return None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    with suppress(OSError):
        os.utime(path)  # used today
    return data


def tidy(folder: Path) -> None:
    """Remove of what is kept of documents what was not used for longest, beyond the most."""
    with suppress(OSError):
        kept = [
            (entry.stat().st_mtime, entry.name, entry.stat().st_size)
            for entry in os.scandir(folder)
            if entry.name.startswith(_OF_DOCUMENTS) and entry.is_file(follow_symlinks=False)
        ]
        left, size = len(kept), sum(size for _, _, size in kept)
        for _, name, own in sorted(kept):
            if left <= MOST_KEPT and size <= MOST_BYTES:
                break
            (folder / name).unlink(missing_ok=True)
            left, size = left - 1, size - own


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _is_own(status: os.stat_result) -> bool:
    """Whether a file is this user's or the administrator's, and nobody else's to write."""
    if not stat.S_ISREG(status.st_mode):
        return False
    if not hasattr(os, "geteuid"):  # not on every system
        return True
    return status.st_uid in {os.geteuid(), 0} and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
