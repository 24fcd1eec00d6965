"""`flashcards build`: documents to decks."""

from __future__ import annotations

from pathlib import Path

import click

from flashcards import manifest
from flashcards.cli import options, output
from flashcards.cli.output import MISHAP


@click.command("build", short_help="Turn documents into Anki decks.")
@options.PATHS
@click.option(
    "--out",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for the packages.  [default: build]",
)
@options.CARDS
@options.DECK
@options.TAG
@options.LEVEL
@click.option("--force", is_flag=True, help="Build even if nothing changed since the last build.")
@click.option(
    "--strict",
    is_flag=True,
    help="Refuse to build while a number is wrong or a document is left out.",
)
@click.option("--retire", is_flag=True, help="Retire cards, however many a build would.")
@options.json_option("Print the account as a JSON object.")
def command(
    *,
    paths: tuple[Path, ...],
    out: Path | None,
    cards: Path | None,
    deck: str | None,
    tag: str | None,
    level: str | None,
    force: bool,
    strict: bool,
    retire: bool,
    as_json: bool,
) -> int:
    """Turn documents (files, or folders of *.md) into Anki decks.

    Every card keeps its id, and with it its history in Anki, across edits of the documents. Of
    several documents, those that cannot be read or hold no question are named and left out, and
    their cards stay as they are; with --strict, nothing is written. Where a number in a document
    is wrong, its cards teach the right one and say what the document says.

    \b
    Examples:
      flashcards build
      flashcards build notes/ --deck "My Notes" --out decks --cards notes/cards
      flashcards build --json | jq .packages
    """
    job = options.job(paths, cards=cards, out=out, deck=deck, tag=tag, level=level)
    now = options.now()
    report = None if force or strict else manifest.unchanged(job)
    if report is None:
        from flashcards import pipeline
        from flashcards.cli.progress import watched

        with watched() as progress:
            report = pipeline.build(
                job,
                now=now,
                strict=strict,
                retire=retire,
                progress=progress,
                on_wait=lambda: output.message("waiting for another build to end"),
            )
    from flashcards.cli import summary

    summary.show(report)
    if as_json:
        output.json_result(report.as_json())
    else:
        for package in report.packages:
            output.result(package)
    return MISHAP if any(document.mishap for document in report.left_out) else 0
