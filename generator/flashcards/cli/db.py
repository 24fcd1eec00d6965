"""`flashcards db`: look after the database of reviews."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import click

from flashcards.cli import database, options, output

ACTIONS = ("path", "check", "repair", "rebuild", "backup")


@click.command("db", short_help="Look after the database of reviews.")
@click.argument("action", metavar="|".join(ACTIONS), type=click.Choice(ACTIONS))
@click.argument(
    "file", required=False, metavar="[FILE]", type=click.Path(path_type=Path, dir_okay=False)
)
@click.option("--clock", is_flag=True, help="With repair: set times right that cannot be.")
@database.DB
@options.json_option("Print the result as a JSON object.")
def command(*, action: str, file: Path | None, clock: bool, db: Path | None, as_json: bool) -> int:
    """Look after the database of reviews: a log of all that you answered, and what follows.

    \b
      path     print where it is
      check    look through all of it; exit 1 if anything is wrong
      repair   save what can be saved of a damaged one; the damaged file is kept
      rebuild  work out anew from the log where every card stands
      backup   copy it, safely while it is in use, to FILE or to a new file beside it

    \b
    Examples:
      flashcards db check
      flashcards db backup ~/backups/reviews.sqlite
      flashcards db repair --clock
      sqlite3 "$(flashcards db path)" "SELECT count(*) FROM events"
    """
    if file is not None and action != "backup":
        raise click.UsageError(f"{action} takes no FILE.")
    if clock and action != "repair":
        raise click.UsageError("--clock goes with repair.")
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
    if action == "repair":
        return _repair(path, clock=clock, as_json=as_json)
    if action == "rebuild":
        return _rebuild(path, as_json=as_json)
    return _backup(path, file, as_json=as_json)


def _problems(path: Path) -> tuple[list[str], dict[str, int], bool]:
    """What is wrong, how much there is, and whether the file itself is damaged."""
    from flashcards.review.store import DamagedError, Store

    try:
        with Store.open(path, create=False, check=False) as store:
            damage = store.damage()
            problems = damage or store.check(now_ms=database.now_ms())
            return problems, {} if problems else store.sizes(), bool(damage)
    except DamagedError as error:
        return [error.message], {}, True


def _check(path: Path, *, as_json: bool) -> int:
    problems, sizes, damaged = _problems(path)
    if as_json:
        output.json_result({"path": str(path), **sizes, "problems": problems})
        return 1 if problems else 0
    for problem in problems:
        output.result(f"{path}: {output.one_line(problem)}")
    if damaged:
        output.message("flashcards db repair saves what can be saved of it; a backup is better.")
    elif not problems:
        output.message(f"{path}: all is well; {_said(sizes)}")
    return 1 if problems else 0


def _repair(path: Path, *, clock: bool, as_json: bool) -> int:
    problems, _, damaged = _problems(path)
    if damaged:
        return _salvage(path, as_json=as_json)
    from flashcards.review.store import Store

    with Store.open(path, create=False, check=False) as store:
        moved, kept = store.set_clock_right(now_ms=database.now_ms()) if clock else (0, None)
        changed = store.rebuild() if problems else 0
        left = store.check(now_ms=database.now_ms())
    if as_json:
        copy = str(kept) if kept else None
        output.json_result(
            {"path": str(path), "times": moved, "changed": changed, "kept": copy, "problems": left}
        )
        return 1 if left else 0
    if moved:
        output.result(f"{moved:,} times were set right; as it was: {kept}")
    if changed:
        output.result(f"{changed:,} cards stood elsewhere than their answers say; they are right.")
    for problem in left:
        output.result(f"{path}: {output.one_line(problem)}")
    if not (moved or changed or left):
        output.result(f"{path}: there is nothing to repair.")
    return 1 if left else 0


def _salvage(path: Path, *, as_json: bool) -> int:
    from dataclasses import asdict

    from flashcards.review.store.salvage import free, salvage

    saved = salvage(path, kept=free(path, "damaged"))
    if as_json:
        output.json_result({"path": str(path), **asdict(saved), "kept": str(saved.kept)})
        return 0
    of = f" of {saved.expected:,}" if saved.expected is not None else ""
    output.result(f"{saved.answers:,}{of} answers and {saved.cards:,} cards are saved.")
    if saved.nameless:
        output.result(
            f"Of {saved.nameless:,} more cards only the answers are left; flashcards build brings"
            " their texts."
        )
    output.result(f"The damaged file is kept as {saved.kept}")
    return 0


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
