"""`flashcards init`: a folder becomes a project."""

from __future__ import annotations

from pathlib import Path

import click

from flashcards.cli import output


@click.command("init", short_help="Make this folder a project.")
@click.option("--deck", metavar="NAME", help="Name of the root deck.  [default: the folder's name]")
@click.option(
    "--source",
    metavar="DIR",
    default="source",
    show_default=True,
    help="Folder of the question documents.",
)
def command(*, deck: str | None, source: str) -> int:
    """Make this folder a project: its settings, an id of its own, and how git merges its cards.

    Writes [tool.flashcards] to pyproject.toml and a .gitattributes beside the ledger. What stands
    there already stays; a project without an id gets one. With it, new cards never take the
    ids of another project's that has documents of the same names.

    \b
    Examples:
      flashcards init
      flashcards init --deck "My Interviews" --source notes
    """
    from flashcards.initialise import initialise

    here = Path.cwd()
    name = deck or here.name.replace("-", " ").replace("_", " ").strip().title()
    for line in initialise(here, deck=name, source=source):
        output.result(line)
    output.message(f"next: put question documents into {source}/, then flashcards build")
    return 0
