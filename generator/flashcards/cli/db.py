"""`flashcards db`: look after the database of reviews."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import click

from flashcards.cli import database, options, output

ACTIONS = ("path", "check", "rebuild", "backup")


@click.command("db", short_help="Look after the database of reviews.")
@click.argument("action", metavar="|".join(ACTIONS), type=click.Choice(ACTIONS))
@click.argument(
    "file", required=False, metavar="[FILE]", type=click.Path(path_type=Path, dir_okay=False)
)
@database.DB
@options.json_option("Print the result as a JSON object.")
def command(*, action: str, file: Path | None, db: Path | None, as_json: bool) -> int:
    """Look after the database of reviews: a log of all that you answered, and what follows.

    \b
      path     print where it is
      check    look through all of it; exit 1 if anything is wrong
      rebuild  work out anew from the log where every card stands
      backup   copy it, safely while it is in use, to FILE or to a new file beside it

    \b
    Examples:
      flashcards db check
      flashcards db backup ~/backups/reviews.sqlite
      sqlite3 "$(flashcards db path)" "SELECT count(*) FROM events"
    """
    if file is not None and action != "backup":
        raise click.UsageError(f"{action} takes no FILE.")
    from flashcards.review.store import database_path

    path = database_path(db, os.environ)
    if action == "path":
        if as_json:
            output.json_result({"path": str(path), "exists": path.exists()})
        else:
            output.result(str(path))
        return 0
    if action == "check":
        return _check(path, as_json=as_json)
    if action == "rebuild":
        return _rebuild(path, as_json=as_json)
    return _backup(path, file, as_json=as_json)


def _check(path: Path, *, as_json: bool) -> int:
    from flashcards.review.store import Store

    with Store.open(path, create=False, check=False) as store:
        problems = store.check()
        sizes = {} if problems else store.sizes()
    if as_json:
        output.json_result({"path": str(path), **sizes, "problems": problems})
    else:
        for problem in problems:
            output.result(f"{path}: {output.one_line(problem)}")
        if not problems:
            output.message(f"{path}: all is well; {_said(sizes)}")
    return 1 if problems else 0


def _rebuild(path: Path, *, as_json: bool) -> int:
    from flashcards.review.store import Store

    with Store.open(path, create=False) as store:
        changed = store.rebuild()
        sizes = store.sizes()
    if as_json:
        output.json_result({"path": str(path), **sizes, "changed": changed})
    else:
        said = f"{changed:,} stood elsewhere before" if changed else "all stood there before"
        output.result(f"{_said(sizes)}: {said}")
    return 0


def _said(sizes: dict[str, int]) -> str:
    return f"{sizes['cards']:,} cards, {sizes['events']:,} events"


def _backup(path: Path, file: Path | None, *, as_json: bool) -> int:
    from flashcards.review.store import Store

    if file is None:
        now = datetime.fromtimestamp(database.now_ms() / 1000, UTC)
        file = path.with_name(f"{path.stem}-{now:%Y%m%dT%H%M%SZ}{path.suffix}")
    with Store.open(path, create=False) as store:
        store.backup(file)
    if as_json:
        output.json_result({"path": str(path), "backup": str(file)})
    else:
        output.result(str(file))
    return 0
