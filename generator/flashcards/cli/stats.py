"""`flashcards stats`: what the log of reviews tells."""

from __future__ import annotations

from pathlib import Path

import click

from flashcards.cli import database, options, output, reviews


@click.command("stats", short_help="Show how learning goes.")
@database.DB
@click.option("--deck", metavar="NAME", default="", help="Only cards in this deck or below it.")
@click.option("--tag", metavar="TAG", default="", help="Only cards with this tag or one below it.")
@click.option(
    "--days",
    metavar="N",
    type=click.IntRange(1, 365),
    default=30,
    show_default=True,
    help="How far to look ahead and back.",
)
@click.option(
    "--html",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a page for a browser instead; it needs nothing but itself.",
)
@options.json_option("Print the statistics as a JSON object.")
def command(
    *, db: Path | None, deck: str, tag: str, days: int, html: Path | None, as_json: bool
) -> int:
    """Show what is due, what was done, how much is remembered, and what is hardest.

    True retention is how often cards that came back after a day or more were known, to be
    compared with the desired retention of the settings.

    \b
    Examples:
      flashcards stats
      flashcards stats --deck "Module 1" --days 90
      flashcards stats --html stats.html
      flashcards stats --json | jq .retention
    """
    from flashcards.review.stats.compute import compute

    with database.opened(db) as store:
        settings = store.settings()
        found = compute(
            subjects=reviews.subjects(store),
            states=store.states(),
            events=store.events(),
            settings=settings,
            today=reviews.today(settings),
            days=days,
            deck=deck,
            tag=tag,
        )
    if html is not None:
        from flashcards.files import write_atomically
        from flashcards.review.stats.html import page

        write_atomically(html, page(found).encode())
        output.message(f"wrote {html}")
    if as_json:
        from flashcards.review.stats.contract import as_plain

        output.json_result(as_plain(found))
    elif html is None:
        from flashcards.cli import drawn
        from flashcards.review.stats.text.sections import sections

        drawn.show(lambda width, glyphs: sections(found, width=width, glyphs=glyphs))
    return 0
