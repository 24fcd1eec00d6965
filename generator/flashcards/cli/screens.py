"""What full-screen commands share: the terminal asked for its colours, the learner's editor."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from flashcards.document import Source
    from flashcards.review.terminal.early import Early

_LIGHT = {"auto": None, "dark": False, "light": True}

THEME = click.option(
    "--theme",
    type=click.Choice(list(_LIGHT)),
    default="auto",
    help="Colours; auto asks the terminal.",
)


def on_terminal() -> bool:
    """Whether a full screen can be shown; Textual draws on standard error."""
    streams = (sys.stdin, sys.stdout, sys.stderr)
    return all(s.isatty() for s in streams) and os.environ.get("TERM", "dumb") != "dumb"


def early(theme: str) -> Early:
    """The terminal, to be asked and drawn on while what is slow to load is loaded."""
    for name in ("COLUMNS", "LINES"):  # exported, they would say for ever what was true once
        os.environ.pop(name, None)
    from flashcards.review.terminal.early import Early

    return Early(os.environ, light=_LIGHT[theme])


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
