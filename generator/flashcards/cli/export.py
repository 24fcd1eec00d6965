"""`flashcards export`: the database's cards as an Anki package."""

from __future__ import annotations

import os
import time
from pathlib import Path

import click

from flashcards.cli import options, output


@click.command("export", short_help="Write an Anki package with your review history.")
@click.option(
    "--with-history",
    is_flag=True,
    help="With due dates and all reviews; without, every card is new.",
)
@click.option(
    "--out",
    metavar="FILE.apkg",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The package.  [default: build/DECK-history.apkg or build/DECK-export.apkg]",
)
@click.option("--deck", metavar="NAME", help="The root deck, where the database has several.")
@click.option(
    "--db",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Database of reviews.  [default: $FLASHCARDS_DB, or in your data directory]",
)
@options.json_option("Print what was written as a JSON object.")
def command(
    *, with_history: bool, out: Path | None, deck: str | None, db: Path | None, as_json: bool
) -> int:
    """Write the cards that you review here as an Anki package.

    Anki takes history with cards that are new to it. To bring reviews made here to cards that
    Anki has: import Anki's own history first (flashcards import-history), delete the notes in
    Anki, then import the package with "Import any learning progress" ticked. Pictures come from
    the built package, so run it in the project's folder.

    \b
    Examples:
      flashcards export --with-history
      flashcards export --with-history --deck "LLM Interviews" --out mine.apkg
    """
    if out is not None and out.suffix.lower() != ".apkg":
        raise click.BadParameter("Anki knows packages by .apkg at the end", param_hint="--out")
    from flashcards.config import load_config
    from flashcards.job import slug
    from flashcards.review import exchange
    from flashcards.review.store import Store, database_path

    with Store.open(database_path(db, os.environ), create=False) as store:
        root = exchange.root_of(store, deck)
        kind = "history" if with_history else "export"
        folder = load_config(Path.cwd()).out
        path = out or folder / f"{slug(root)}-{kind}.apkg"
        built = (folder / f"{slug(root)}.apkg",)
        if with_history:
            now_ms = int(time.time() * 1000)
            written = exchange.export_history(store, path, deck=root, now_ms=now_ms, packages=built)
        else:
            written = exchange.export_plain(store, path, deck=root, packages=built)
    pictures = f", {written.pictures:,} pictures and sounds" if written.pictures else ""
    output.message(
        f"{written.cards:,} cards, {written.studied:,} of them studied, "
        f"{written.reviews:,} reviews{pictures}"
    )
    if written.missing:
        output.message(f"warning: {len(written.missing):,} pictures are not in {built[0]}")
        output.message("  hint: run flashcards build, and then the export, in the project's folder")
    if as_json:
        output.json_result(
            {
                "package": str(path),
                "deck": root,
                "cards": written.cards,
                "studied": written.studied,
                "reviews": written.reviews,
                "pictures": written.pictures,
                "missing": list(written.missing),
            }
        )
    else:
        output.result(str(path))
    return 0
