"""`flashcards settings`: how cards are scheduled."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path

import click

from flashcards.cli import database, options, output, reviews, tables

PLANNING = {"exam", "exam-again", "new-most", "easy-days", "desired-retention"}
"""Settings after whose change it is told what the exam's date now asks for."""


@click.command(
    "settings",
    short_help="Show and set how cards are scheduled.",
    context_settings={"ignore_unknown_options": True},
)
@click.argument("name", required=False)
@click.argument("value", nargs=-1)
@click.option("--reset", is_flag=True, help="Back to the default: NAME, or all settings.")
@database.DB
@options.json_option("Print all settings as a JSON object.")
def command(
    *, name: str | None, value: tuple[str, ...], reset: bool, db: Path | None, as_json: bool
) -> int:
    """Show all settings, or the one of that NAME, or set it to VALUE.

    Settings are kept with the reviews. What is due when never moves by a change of them; it
    counts from the next answer on.

    \b
    Examples:
      flashcards settings
      flashcards settings desired-retention 0.92
      flashcards settings learning-steps 1m 10m
      flashcards settings exam 6w
      flashcards settings time-zone --reset
    """
    if reset and value:
        raise click.UsageError("--reset takes no VALUE.")
    from flashcards.review.model import Settings
    from flashcards.review.session import rules

    with database.opened(db) as store:
        if reset and name is None:
            store.set_settings(Settings())
        before = store.settings()
        if name is not None and (value or reset):
            wanted = " ".join(value)
            if value and rules.plain(name) == "exam":
                today = reviews.today(before)
                wanted = rules.said_day(rules.exam_day(wanted, today=today))
            after = rules.default(before, name) if reset else rules.changed(before, name, wanted)
            store.set_settings(after)
            if not as_json:
                output.message(
                    f"{rules.plain(name)}: {rules.said(before, name)} → {rules.said(after, name)}"
                )
                if after.exam_day and rules.plain(name) in PLANNING:
                    from flashcards.review.session.planned import told

                    output.message(told(store, after, day=reviews.today(after)))
        now = store.settings()
    if as_json:
        output.json_result(asdict(now))
    elif name is None:
        rows = [
            (one, rules.said(now, one), "" if rules.is_default(now, one) else "changed", meaning)
            for one, meaning in rules.MEANINGS.items()
        ]
        tables.table(("setting", "value", "", "meaning"), rows)
        if sys.stdout.isatty():
            output.message("flashcards settings NAME VALUE changes one; --reset takes that back.")
    elif not value and not reset:
        output.result(rules.said(now, name))
    return 0
