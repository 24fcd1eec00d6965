"""What full-screen commands share: the terminal asked for its colours, the learner's editor."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from flashcards.document import Source
    from flashcards.review.terminal.background import Background

THEME = click.option(
    "--theme",
    type=click.Choice(["auto", "dark", "light"]),
    default="auto",
    help="Colours; auto asks the terminal.",
)


def on_terminal() -> bool:
    """Whether a full screen can be shown; Textual draws on standard error."""
    streams = (sys.stdin, sys.stdout, sys.stderr)
    return all(s.isatty() for s in streams) and os.environ.get("TERM", "dumb") != "dumb"


@contextmanager
def prepared(theme: str) -> Iterator[Background]:
    """Ask the terminal for its background; import what is slow to import meanwhile."""
    for name in ("COLUMNS", "LINES"):  # exported, they would say for ever what was true once
        os.environ.pop(name, None)
    from flashcards.review.terminal.background import Background

    with Background({} if theme != "auto" else os.environ) as background:
        yield background


def is_light(theme: str, background: Background) -> bool:
    """Whether to draw for a light terminal."""
    return theme == "light" or (theme == "auto" and background.light is True)


def edit(source: Source) -> None:
    """Open the learner's editor at the line that a card comes from, and wait for it.

    Raises:
        FlashcardsError: the document is not here, or the editor does not start.
    """
    from flashcards.config import load_config
    from flashcards.review.terminal import editor

    here = Path.cwd()
    path = editor.find(source, (here, here / load_config(here).root))
    editor.edit(editor.command_line(os.environ, path, source.line))
