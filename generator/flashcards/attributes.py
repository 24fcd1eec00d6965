"""`.gitattributes` in the ledger's folder: git may keep the lines of both sides of a merge."""

from __future__ import annotations

from pathlib import Path

from flashcards.atomic import read_regular
from flashcards.errors import LedgerError
from flashcards.files import write_atomically
from flashcards.ledger.filenames import SUFFIX

NAME = ".gitattributes"

PATTERN = f"*{SUFFIX}"

LINE = f"{PATTERN} merge=union text eol=lf"
"""Each line of a ledger stands alone, and `repair.settle` makes one of what `union` doubles. One
end of line on every system, or a checkout elsewhere would merge as a change of every line."""


def write_attributes(directory: Path) -> bool:
    """Tell git how to merge the ledger; whether anything was written.

    A rule for these files that is there already is left as it is.

    Raises:
        LedgerError: the file cannot be read or written.
    """
    path = directory / NAME
    try:
        text = read_regular(path).decode("utf-8") if path.exists() else ""
        if any(line.split()[:1] == [PATTERN] for line in text.splitlines()):
            return False
        directory.mkdir(parents=True, exist_ok=True)
    except (OSError, UnicodeDecodeError) as error:
        raise LedgerError(f"cannot be read: {error}", path=str(path)) from error
    if text and not text.endswith("\n"):
        text += "\n"
    write_atomically(path, f"{text}{LINE}\n".encode())
    return True
