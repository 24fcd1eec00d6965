"""Files read whole, and written at once: whoever looks sees the old or the new, never a part."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

from flashcards import patterns as re

_MADE_BY = re.compile(r"\.new-(\d+)-[^.]+$")
"""The end of the name of a file in the making: the process that makes it."""


def replace_file(path: Path, data: bytes) -> None:
    """Replace a file's content; its mode stays, and so does all of it if that fails.

    What a process that was killed has left of the same file is cleared away.

    Raises:
        OSError: it cannot be written.
    """
    mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o666 & ~_umask()
    clear_left(path)
    start = f".{path.name}.new-{os.getpid()}-"
    handle, temporary = tempfile.mkstemp(prefix=start, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(mode)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def read_regular(path: Path) -> bytes:
    """A file's content; what is none, such as a device that never ends behind a link, is refused.

    Raises:
        OSError: it is none, or cannot be read.
    """
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(errno.EINVAL, "it is no file", str(path))
    return path.read_bytes()


def clear_left(path: Path) -> None:
    """Remove what processes that are no more have left of a file in the making."""
    start = f".{path.name}.new-"
    with suppress(OSError), os.scandir(path.parent) as there:
        for one in there:
            made = _MADE_BY.search(one.name) if one.name.startswith(start) else None
            if made and one.is_file(follow_symlinks=False) and not runs(int(made[1])):
                with suppress(OSError):
                    Path(one.path).unlink()


def runs(process: int) -> bool:
    """Whether there is a process of that number."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
