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
    help="Folder of the question documents.  [default: the one that holds some, or source]",
)
def command(*, deck: str | None, source: str | None) -> int:
    """Make this folder a project: its settings, an id of its own, and how git merges its cards.

    Writes [tool.flashcards] to pyproject.toml and a .gitattributes beside the ledger. What stands
    there already stays; a project without an id gets one. With it, new cards never take the
    ids of another project's that has documents of the same names.

    \b
    Examples:
      flashcards init
      flashcards init --deck "My Interviews" --source notes
    """
    from flashcards.config import load_config
    from flashcards.initialise import has_documents, initialise, source_in

    here = Path.cwd()
    name = deck or here.name.replace("-", " ").replace("_", " ").strip().title()
    for line in initialise(here, deck=name, source=source or source_in(here)):
        output.result(line)
    places = [here / place for place in load_config(here).source]
    if any(place.is_file() or has_documents(place) for place in places):
        output.message("next: flashcards build")
    else:
        output.message(
            f"next: put question documents into {places[0].name}/, then flashcards build"
        )
    return 0
