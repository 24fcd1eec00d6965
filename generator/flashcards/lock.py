"""One writer at a time: two builds into one ledger take turns."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from flashcards.errors import FlashcardsError

PATIENCE = 300.0  # seconds; a full build of a thousand documents takes less
POLL = 0.05  # seconds


@contextmanager
def exclusive(
    *folders: Path, patience: float = PATIENCE, on_wait: Callable[[], None] = lambda: None
) -> Iterator[None]:
    """Hold folders, which are made if need be, against other builds on this machine.

    A folder itself is locked where the system can do that: no file is left behind, and a lock
    ends with its process, however that ends. All take them in one order, so no two builds wait
    for each other. `on_wait` is called once if another holds one.

    Raises:
        FlashcardsError: a folder cannot be made or opened, or patience (seconds) ran out.
    """
    with ExitStack() as held:
        for folder in sorted({folder.resolve(): folder for folder in folders}.items()):
            held.enter_context(_hold(folder[1], patience=patience, on_wait=on_wait))
        yield


@contextmanager
def _hold(folder: Path, *, patience: float, on_wait: Callable[[], None]) -> Iterator[None]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = _open(folder)
    except OSError as error:
        raise FlashcardsError(f"cannot be written: {error.strerror}", path=str(folder)) from error
    try:
        deadline = time.monotonic() + patience
        waited = False
        while not _try_lock(handle):
            if not waited:
                waited = True
                on_wait()
            if time.monotonic() > deadline:
                raise FlashcardsError(
                    "another build has held this folder too long", path=str(folder)
                )
            time.sleep(POLL)
        yield
    finally:
        os.close(handle)


if sys.platform == "win32":
    import msvcrt

    def _open(folder: Path) -> int:
        return os.open(folder / ".lock", os.O_RDWR | os.O_CREAT)

    def _try_lock(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import errno
    import fcntl

    def _open(folder: Path) -> int:
        return os.open(folder, os.O_RDONLY)

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            # Some network file systems cannot lock a folder; there, builds must not overlap.
            return error.errno not in {errno.EWOULDBLOCK, errno.EACCES, errno.EAGAIN}
        return True
