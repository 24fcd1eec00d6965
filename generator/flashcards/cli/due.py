"""`flashcards due`: what is due today, by deck."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from flashcards.cli import database, options, output, tables

KINDS = ("new", "learning", "reviews")


@click.command("due", short_help="Show what is due today, by deck.")
@database.DB
@options.json_option("Print the counts as a JSON object.")
def command(*, db: Path | None, as_json: bool) -> int:
    """Count what `flashcards review` would show today, by deck: new, in learning, to review.

    Limits a day and cards of one note that wait for each other are taken into account; with
    --json, `waiting` has the counts without that.

    \b
    Examples:
      flashcards due
      flashcards due --json | jq .total
    """
    from flashcards.review.session.today import today

    with database.opened(db) as store:
        found = today(store, now_ms=database.now_ms())
    if as_json:
        output.json_result(
            {
                "day": date.fromordinal(found.day).isoformat(),
                "decks": {
                    deck: {**counts._asdict(), "waiting": found.waiting[deck]._asdict()}
                    for deck, counts in found.decks.items()
                },
                "total": found.total._asdict(),
            }
        )
        return 0
    rows = [
        (deck, *(str(getattr(counts, kind)) for kind in KINDS))
        for deck, counts in found.decks.items()
        if any(counts)
    ]
    if not rows:
        output.result("Nothing is due.")
        return 0
    total = ("all decks", *(str(getattr(found.total, kind)) for kind in KINDS))
    tables.table(("deck", *KINDS), [*rows, total] if len(rows) > 1 else rows, right=(1, 2, 3))
    return 0
