"""`flashcards review`: today's cards, in the terminal."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flashcards.cli import database, output, screens
from flashcards.cli.lines import lines, say, tell

NEW_ORDERS = ("mixed", "document")
REVIEW_ORDERS = ("auto", "day", "retrievability")

if TYPE_CHECKING:
    from flashcards.review.session import Scope, Summary
    from flashcards.review.store import Store
    from flashcards.review.terminal.early import Early


@click.command("review", short_help="Review what is due, in the terminal.")
@click.option("--deck", metavar="NAME", default="", help="Only this deck and those below it.")
@click.option("--tag", metavar="TAG", default="", help="Only cards with this tag or one below it.")
@click.option("--limit", metavar="N", type=click.IntRange(1), help="Stop after N answers.")
@click.option("--minutes", metavar="N", type=click.IntRange(1), help="Stop after N minutes.")
@click.option(
    "--ahead", metavar="DAYS", type=click.IntRange(1, 365), help="Also what is due within DAYS."
)
@click.option("--cram", is_flag=True, help="All cards, due or not; no schedule is changed.")
@click.option("--plain", is_flag=True, help="Lines on standard input and output; no full screen.")
@click.option("--json", "as_json", is_flag=True, help="With --plain: one JSON object a line.")
@click.option(
    "--order",
    type=click.Choice([*NEW_ORDERS, *REVIEW_ORDERS]),
    default=None,
    help="Of new cards (mixed, document) or reviews (auto, day, retrievability), this once.",
)
@click.option("--interviews", is_flag=True, help="Whole interview questions among the new cards.")
@screens.THEME
@database.DB
def command(
    *,
    deck: str,
    tag: str,
    limit: int | None,
    minutes: int | None,
    ahead: int | None,
    cram: bool,
    plain: bool,
    as_json: bool,
    order: str | None,
    interviews: bool,
    theme: str,
    db: Path | None,
) -> int:
    """Show the cards that are due, one by one, and grade them: 1 Again, 2 Hard, 3 Good, 4 Easy.

    Every answer is on disk before the next card shows; stop at any time, nothing is lost. Press
    `?` for all keys. The first time, the cards come from the documents of the project you are
    in; later builds bring them up to date.

    With --plain, each line of input is one act: an empty line shows the answer and then takes
    the suggested grade, 1 to 4 grade, any other text answers a computed problem; hint, undo,
    bury, suspend, flag, source, repeat, quit (`:quit` on a computed problem) do what they say.

    \b
    Examples:
      flashcards review --minutes 20
      flashcards review --deck "Module 1" --tag kind::problem
      yes '' | flashcards review --plain --cram --limit 5
    """
    if as_json and not plain:
        raise click.UsageError("--json goes with --plain.")
    from flashcards.review.session.scope import Scope

    scope = Scope(
        deck=deck,
        tag=tag,
        limit=limit or 0,
        minutes=minutes or 0,
        ahead_days=ahead or 0,
        cram=cram,
        interviews=interviews,
        order=order or "",
    )
    if not plain and not all(s.isatty() for s in (sys.stdin, sys.stdout, sys.stderr)):
        raise click.UsageError("This is no terminal; --plain reads answers from standard input.")
    if plain or not screens.on_terminal():
        with database.writable(database.opened(db)) as store:
            _plain(store, scope, as_json=as_json)
        return 0
    _full_screen(db, scope, theme=theme)
    return 0


def _plain(store: Store, scope: Scope, *, as_json: bool) -> None:
    from flashcards.review.session import Sitting
    from flashcards.review.session.planned import bring_forward, may_ask
    from flashcards.review.terminal.plain import Plain, ask_when

    given = lines()
    if sys.stdin.isatty() and not (as_json or scope.cram) and may_ask(store):
        ask_when(store, given, now_ms=database.now_ms(), say=say)
    if not scope.cram:
        bring_forward(store, now_ms=database.now_ms())
    sitting = Sitting(store, scope, now_ms=database.now_ms())
    run = Plain(sitting, now=database.now_ms, say=say, tell=tell if as_json else None)
    run.run(given)


def _full_screen(db: Path | None, scope: Scope, *, theme: str) -> None:
    # What may ask or take long comes before the terminal is taken.
    made = None if database.there(db) else database.opened(db)
    with screens.early(theme) as early, database.writable(made or database.opened(db)) as store:
        summary = _sat(store, scope, early)
    from flashcards.review.terminal.words import in_short

    output.message(in_short(summary))


def _sat(store: Store, scope: Scope, early: Early) -> Summary:
    from flashcards.review.session import Sitting
    from flashcards.review.session.planned import bring_forward, may_ask
    from flashcards.review.terminal.loading import load

    start, ask = not scope.cram, not scope.cram and may_ask(store)
    if start:
        bring_forward(store, now_ms=database.now_ms())
    sitting = Sitting(store, scope, now_ms=database.now_ms())
    sitting.next(database.now_ms())  # what is wrong with it is told before the screen goes
    try:
        start = load(early, sitting, now=database.now_ms, start=start, draw=not ask)
        from flashcards.review.terminal.app import Review
        from flashcards.review.terminal.driver import driver

        app = Review(
            sitting,
            now=database.now_ms,
            edit=screens.edit,
            store=store,
            start=start,
            ask=ask,
            light=early.light is True,
            driver=driver(early),
        )
        summary = app.run()
    except KeyboardInterrupt:
        if not early.shown:
            raise
        summary = None  # Ctrl-C stops here, as it does once all is loaded
    return summary or sitting.summary(database.now_ms())
