"""Folders for what is unpacked or copied; those of processes that were killed are cleared away."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from flashcards import patterns as re
from flashcards.atomic import runs

_MADE_BY = re.compile(r"flashcards-(\d+)-\w+")
"""The name of a folder of ours: the process that made it."""


def prefix() -> str:
    """How the name of a folder of this process begins."""
    return f"flashcards-{os.getpid()}-"


class Scratch(tempfile.TemporaryDirectory[str]):
    """A folder for as long as this is open.

    Raises:
        OSError: there is no room for it.
    """

    def __init__(self) -> None:
        clear()
        super().__init__(prefix=prefix())
        self._lock = _locked(Path(self.name))

    def cleanup(self) -> None:
        """Remove it."""
        super().cleanup()
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


def clear() -> None:
    """Remove the folders of this user's that processes which are no more have left.

    A process in another container has a number that says nothing here: its lock tells.
    """
    if sys.platform == "win32":
        return
    with suppress(OSError), os.scandir(tempfile.gettempdir()) as there:
        for one in there:
            made = _MADE_BY.fullmatch(one.name)
            if not made or runs(int(made[1])) or not one.is_dir(follow_symlinks=False):
                continue
            lock = _locked(Path(one.path))
            if lock is None:
                continue
            if os.fstat(lock).st_uid == os.geteuid():
                shutil.rmtree(one.path, ignore_errors=True)
            os.close(lock)


def _locked(folder: Path) -> int | None:
    """A handle that holds a folder until its process ends; None if another holds it."""
    if sys.platform == "win32":
        return None
    import fcntl

    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        return None
    return handle
