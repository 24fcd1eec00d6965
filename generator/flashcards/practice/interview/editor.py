"""The learner's own editor for an answer."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from flashcards.errors import FlashcardsError
from flashcards.review.terminal import editor
from flashcards.safe import safe

SUFFIX = ".md"


def edited(text: str, environ: Mapping[str, str]) -> str:
    """What `text` has become in the editor that `VISUAL` or `EDITOR` names.

    Raises:
        FlashcardsError: the editor does not start, or its file cannot be read; what was written
            stays in the file that the error names.
    """
    try:
        handle, name = tempfile.mkstemp(prefix="answer-", suffix=SUFFIX)  # for us alone: 0600
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise FlashcardsError(f"no file for the editor: {error.strerror}") from error
    path = Path(name)
    line = text.count("\n") + 1
    try:
        editor.edit(editor.command_line(environ, path, line))
    except FlashcardsError:
        path.unlink(missing_ok=True)
        raise
    try:
        found = path.read_bytes().decode("utf-8", "replace")
    except OSError as error:
        raise FlashcardsError(f"cannot be read: {error.strerror}", path=name) from error
    path.unlink(missing_ok=True)
    return cleaned(found)


def cleaned(text: str) -> str:
    r"""Lines of text and nothing that steers a terminal; no empty lines at the end.

    >>> cleaned("a\r\nb\x1b[2J\n\n")
    'a\nb'
    """
    return safe(text.replace("\r\n", "\n").replace("\r", "\n")).rstrip()
