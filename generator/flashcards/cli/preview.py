"""`flashcards preview`: a document beside its cards, on one local page."""

from __future__ import annotations

import time
from pathlib import Path

import click

from flashcards.cli import options, output
from flashcards.errors import FlashcardsError

INTERVAL_SECONDS = 1.0


@click.command("preview", short_help="Show a document beside its cards, on a page.")
@options.PATHS
@options.CARDS
@click.option(
    "--out",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The page.  [default: preview.html in the folder for packages]",
)
@click.option("--watch", is_flag=True, help="Make it anew whenever a document changes.")
def command(*, paths: tuple[Path, ...], cards: Path | None, out: Path | None, watch: bool) -> int:
    """Write one page: the document on the left, beside each line its cards, or why there is none.

    The page loads nothing from anywhere. With --watch it is made anew when a document changes, and
    an open one shows that by itself; stop it with Ctrl-C.

    \b
    Examples:
      flashcards preview source/module-1.md
      flashcards preview --watch --out /tmp/preview.html notes.md
    """
    job = options.job(paths, cards=cards)
    place = out or job.out / "preview.html"
    _write(paths, cards, place, watched=watch)
    output.result(str(place))
    if not watch:
        return 0
    seen = _times(paths)
    while True:
        time.sleep(INTERVAL_SECONDS)
        now = _times(paths)
        if now != seen:
            seen = now
            try:
                _write(paths, cards, place, watched=True)
            except FlashcardsError as error:
                output.error(error)  # half an edit; the next one mends it


def _write(paths: tuple[Path, ...], cards: Path | None, place: Path, *, watched: bool) -> None:
    from flashcards import pipeline
    from flashcards.facts.computed import fences, fences_said
    from flashcards.files import read_input, write_atomically
    from flashcards.preview import Shown, page

    job = options.job(paths, cards=cards)
    planned = pipeline.plan(job, now=options.now(), with_aside=True)
    inputs = {source.name: source for source in job.inputs.documents}
    documents = [read_input(inputs[one.name]).document for one in planned.reading.documents]
    shown = [
        Shown(
            name=document.name,
            text=document.tree.text,
            blocks=extraction.blocks,
            cards=tuple(c for c in planned.changes.cards if c.fact.document == document.name),
            asked=fences_said(fences(document)),
        )
        for document, extraction in zip(documents, planned.reading.extractions, strict=True)
    ]
    place.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(place, page(shown, watched=watched).encode())


def _times(paths: tuple[Path, ...]) -> list[tuple[Path, int]]:
    inputs = options.inputs(paths).documents
    return [(one.path, one.path.stat().st_mtime_ns) for one in inputs if one.path.exists()]
