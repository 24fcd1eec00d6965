"""`flashcards optimize`: FSRS's parameters fitted to one's own log."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from flashcards.cli import database, options, output, reviews

DAYS = 365
"""How long the simulation behind the recommended retention lasts."""


@click.command("optimize", short_help="Fit the schedule to your own memory.")
@database.DB
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@options.json_option("Print what was found as a JSON object.")
def command(*, db: Path | None, dry_run: bool, as_json: bool) -> int:
    """Fit FSRS's parameters to your own answers, and store them if they are better.

    Better means that your answers are foretold with a lower log loss, and that answers which
    the fit has not seen are not foretold clearly worse than by FSRS's defaults; else the present
    parameters stay. What is due stays due when it is: new parameters count from a card's next
    answer on.

    \b
    Examples:
      flashcards optimize --dry-run
      flashcards optimize --json | jq .after.log_loss
    """
    from flashcards.cli import progress
    from flashcards.review.optimize import simulate
    from flashcards.review.optimize.fit import fit
    from flashcards.review.optimize.habits import habits
    from flashcards.review.optimize.items import engine_items, histories

    states = 0
    with database.opened(db) as store:
        settings, events = store.settings(), store.events()
        with progress.bar("fitting") as update:
            found = fit(engine_items(histories(events)), settings, progress=update)
        fitted = replace(settings, parameters=found.parameters) if found.better else settings
        if found.better and not dry_run:
            # Other settings may have changed meanwhile.
            states = store.set_settings(replace(store.settings(), parameters=found.parameters))
        cards = reviews.in_use(store)
    with progress.bar("simulating") as update:
        advice = simulate.recommend(
            simulate.plan(fitted, cards=cards, days=DAYS),
            settings=fitted,
            habits=habits(events),
            progress=update,
        )
    if as_json:
        from flashcards.review.optimize.contract import fit_as_plain

        output.json_result(fit_as_plain(found, advice, settings, dry_run=dry_run, states=states))
        return 0
    from flashcards.cli import drawn
    from flashcards.review.optimize.text import fit_sections

    drawn.show(
        lambda _width, _glyphs: fit_sections(
            found, advice, settings, dry_run=dry_run, states=states
        )
    )
    return 0
