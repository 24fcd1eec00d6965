"""`flashcards browse`: all cards, searched, looked at, brought back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from flashcards.cli import database, options, output, screens, tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flashcards.review.browse import Act
    from flashcards.review.store import Listed, Store


@click.command("browse", short_help="Search all cards; suspend, bring back, flag, reset them.")
@click.argument("query", nargs=-1)
@click.option("--suspend", "act", flag_value="suspend", help="Take what is found out of reviews.")
@click.option("--unsuspend", "act", flag_value="unsuspend", help="Bring it back.")
@click.option("--bury", "act", flag_value="bury", help="Put it off until tomorrow.")
@click.option("--unbury", "act", flag_value="unbury", help="Put it off no more.")
@click.option("--reset", "act", flag_value="reset", help="Make it new; the log keeps its answers.")
@click.option("--flag", metavar="N", type=click.IntRange(0, 7), help="Flag it; 0 takes flags off.")
@click.option("--due", metavar="DAYS", type=click.IntRange(0, 36_500), help="Make it due then.")
@click.option("--undo", is_flag=True, help="Take back the last of these acts of today.")
@click.option("--list", "listing", is_flag=True, help="Print what is found; no full screen.")
@options.json_option("Print each card that is found as a JSON object, one a line.")
@screens.THEME
@database.DB
def command(
    *,
    query: tuple[str, ...],
    act: str | None,
    flag: int | None,
    due: int | None,
    undo: bool,
    listing: bool,
    as_json: bool,
    theme: str,
    db: Path | None,
) -> int:
    """Find cards and look at them; suspend, bring back, bury, flag, reset, make due, edit.

    On a terminal this is a full screen with all keys under `?`. With an option such as
    --unsuspend, it is done to all cards that QUERY finds. Nothing is lost: each act has its
    inverse, and --undo takes back the last one.

    \b
    QUERY is words that stand in the card, and terms:
      deck:NAME  tag:NAME  kind:NAME  question:N  doc:NAME
      is:new is:learning is:review is:due is:suspended is:buried is:flagged is:leech is:retired
      flag:N  due:DAYS  lapses:N   and - before a term for its contrary

    \b
    Examples:
      flashcards browse is:suspended
      flashcards browse is:leech --unsuspend
      flashcards browse 'deck:"module 1" kv cache' --list
    """
    given = [name for name, value in (("flag", flag), ("due", due)) if value is not None]
    if len(given) + bool(act) + undo > 1:
        raise click.UsageError("One act at a time.")
    wanted = " ".join(query)
    if undo:
        return _undo(db)
    if act or given:
        return _act(db, wanted, act or given[0], flag if flag is not None else due or 0)
    if listing or as_json or not screens.on_terminal():
        return _list(db, wanted, as_json=as_json)
    return _full_screen(db, wanted, theme=theme)


def _found(store: Store, query: str) -> tuple[list[Listed], int]:
    from flashcards.cli.reviews import today
    from flashcards.review.browse import parse

    day = today(store.settings())
    holds = parse(query, day=day)
    return [one for one in store.listed() if holds(one)], day


def _act(db: Path | None, query: str, name: str, value: int) -> int:
    from flashcards.review.browse import Act, event
    from flashcards.review.browse.acts import SAID

    if not query.strip():
        raise click.UsageError("Say of which cards, as in: flashcards browse is:leech --unsuspend")
    act: Act = Act(name)
    with database.opened(db) as store:
        found, day = _found(store, query)
        now_ms = database.now_ms()
        events = [event(act, one, now_ms=now_ms, day=day, value=value) for one in found]
        done = store.append_many((one, None) for one in events if one is not None)
    cards = "1 card is" if len(done) == 1 else f"{len(done):,} cards are"
    said = "free of flags" if act is Act.FLAG and not value else SAID[act]
    left = f"; {len(found) - len(done):,} stood so already" if len(found) > len(done) else ""
    output.result(f"{cards} {said}{left}.")
    if done:
        output.message("flashcards browse --undo takes it back today.")
    elif not found:
        output.message(f"Nothing is found by: {query}")
    return 0


def _undo(db: Path | None) -> int:
    from flashcards.cli.reviews import today
    from flashcards.review.browse import latest

    with database.opened(db) as store:
        day = today(store.settings())
        events = latest(store.undoable(day=day))
        store.undo_many(events, at_ms=database.now_ms(), day=day)
    if not events:
        output.result("There is nothing of today to take back.")
    else:
        cards = "1 card" if len(events) == 1 else f"{len(events):,} cards"
        output.result(f"Taken back: {events[0].kind} of {cards}.")
    return 0


def _list(db: Path | None, query: str, *, as_json: bool) -> int:
    with database.opened(db) as store:
        found, day = _found(store, query)
    if as_json:
        from flashcards.review.browse import row
        from flashcards.review.terminal.text import plain

        output.json_lines(
            row(one, front=plain(one.card.front), back=plain(one.card.back)) for one in found
        )
        return 0
    _table(found, day)
    return 0


def _table(found: Sequence[Listed], day: int) -> None:
    from flashcards.review.browse import standing
    from flashcards.review.terminal.text import plain

    if not found:
        output.result("Nothing is found.")
        return
    rows = [
        (
            one.card.id,
            standing(one, day=day),
            str(one.state.flag or ""),
            output.one_line(plain(one.card.front))[:100],
        )
        for one in found
    ]
    tables.table(("card", "stands", "flag", "front"), rows)


def _full_screen(db: Path | None, query: str, *, theme: str) -> int:
    made = None if database.there(db) else database.opened(db)
    with screens.early(theme) as early, made or database.opened(db) as store:
        from flashcards.review.terminal.browse import Browser
        from flashcards.review.terminal.driver import driver

        early.look()
        browser = Browser(
            store,
            query=query,
            now=database.now_ms,
            edit=screens.edit,
            light=early.light is True,
            driver=driver(early),
        )
        browser.run()
    if browser.failure is not None:
        raise browser.failure
    return 0
