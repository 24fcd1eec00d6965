"""Where the database of reviews lies: in the learner's data directory, never in `build/`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

VARIABLE = "FLASHCARDS_DB"
NAME = "reviews.sqlite"


def database_path(option: Path | None, environ: Mapping[str, str]) -> Path:
    """The file that `--db` names, else `FLASHCARDS_DB`, else the one in the data directory.

    >>> database_path(Path("a.sqlite"), {"FLASHCARDS_DB": "b.sqlite"})
    PosixPath('a.sqlite')
    >>> database_path(None, {"FLASHCARDS_DB": "b.sqlite"})
    PosixPath('b.sqlite')
    """
    if option is not None:
        return option
    named = environ.get(VARIABLE)
    if named:
        return Path(named).expanduser()
    from platformdirs import user_data_path

    return user_data_path("flashcards", appauthor=False) / NAME
