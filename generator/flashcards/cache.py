"""Where what was computed is kept between runs: outside of projects, so that none brings its own.

A project's folder may come from a stranger; an answer that lies in it is no evidence. Entries are
keyed by the digest of the code that made them, and the folder may be deleted at any time.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from flashcards.errors import FlashcardsError
from flashcards.files import write_atomically

VARIABLE = "FLASHCARDS_CACHE"

MOST_KEPT = 400
"""Files of one folder; of documents that are gone the oldest go as well."""


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
    """Keep a file there, readable by this user alone; whether that went well.

    What cannot be kept is computed again the next time: no reason to fail.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_atomically(path, data)
        _thin(path)
    except (OSError, FlashcardsError):
        return False
    return True


def _thin(newest: Path) -> None:
    """Remove what was not written for longest, of files named like the newest, beyond the most."""
    alike = f"{newest.stem.partition('-')[0]}-*{newest.suffix}"
    kept = sorted(newest.parent.glob(alike), key=lambda path: (path.stat().st_mtime, path.name))
    for path in kept[: max(0, len(kept) - MOST_KEPT)]:
        path.unlink(missing_ok=True)
