"""The learner's editor, at the line that a card comes from."""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from flashcards.errors import FlashcardsError
from flashcards.kinds import Source

FALLBACK = "vi"

_COLON = {"code", "code-insiders", "codium", "cursor", "windsurf", "zed", "subl", "hx", "helix"}
"""Editors that take `path:line`."""

_GOTO = {"code", "code-insiders", "codium", "cursor", "windsurf"}
"""Those of them that take it after `--goto`, and must be told to wait."""


def command_line(environ: Mapping[str, str], path: Path, line: int) -> list[str]:
    """How to start the editor of `VISUAL` or `EDITOR` at a line.

    >>> command_line({"EDITOR": "nano -w"}, Path("a.md"), 7)
    ['nano', '-w', '+7', 'a.md']
    >>> command_line({"EDITOR": "code"}, Path("a.md"), 7)
    ['code', '--wait', '--goto', 'a.md:7']

    Raises:
        FlashcardsError: the variable's quotes do not match.
    """
    said = environ.get("VISUAL") or environ.get("EDITOR") or FALLBACK
    try:
        words = shlex.split(said) or [FALLBACK]
    except ValueError as error:
        raise FlashcardsError(f"EDITOR is {said!r}: {error}") from None
    name = Path(words[0]).name.removesuffix(".exe")
    if name in _GOTO:
        wait = [] if {"--wait", "-w"} & set(words) else ["--wait"]
        return [*words, *wait, "--goto", f"{path}:{line}"]
    if name in _COLON:
        return [*words, f"{path}:{line}"]
    return [*words, f"+{line}", str(path)]


def find(source: Source, folders: Sequence[Path]) -> Path:
    """The file a card comes from: as the build named it, seen from one of the folders.

    Raises:
        FlashcardsError: it is in none of them.
    """
    for folder in folders:
        path = folder / source.path
        if path.is_file():
            return path
    raise FlashcardsError(
        "is not here" if source.path.endswith(".md") else "has no document",
        path=source.path,
        hint="start flashcards review in the project's folder to edit its documents",
    )


def edit(words: Sequence[str]) -> None:
    """Run the editor and wait for it.

    Raises:
        FlashcardsError: there is no such program.
    """
    try:
        subprocess.run(words, check=False)  # noqa: S603 - the learner's own editor
    except OSError as error:
        raise FlashcardsError(
            f"cannot start {words[0]}: {error.strerror}",
            hint="the variable EDITOR names the editor to use",
        ) from None
