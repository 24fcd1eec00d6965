"""The database of reviews: where it is, and how the first one comes to be."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flashcards.cli import output

if TYPE_CHECKING:
    from flashcards.review.store import Store

DB = click.option(
    "--db",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Database of reviews.  [default: FLASHCARDS_DB, else one in your data directory]",
)


def now_ms() -> int:
    """The time, in milliseconds since the epoch."""
    return time.time_ns() // 1_000_000


def opened(db: Path | None) -> Store:
    """The database; where there is none, it is made from the project's documents.

    A name that was given, and of which there is no database, may be mistyped: on a terminal that
    is asked.

    Raises:
        ConfigError: there is none, and no project here to make it from.
        StoreError: it cannot be used.
        click.Abort: the learner wants no new one.
    """
    from flashcards.review.store import Store, database_path

    path = database_path(db, os.environ)
    if not _there(path):
        if db is not None and _interactive():
            _ask(path)
        _made(path)
    store = Store.open(path, create=False)
    if not store.readonly and store.blank():  # it was cut off when it was made
        store.close()
        _made(path)
        store = Store.open(path, create=False)
    return store


def there(db: Path | None) -> bool:
    """Whether there is one, so that opening it asks nothing."""
    from flashcards.review.location import database_path

    return _there(database_path(db, os.environ))


def _there(path: Path) -> bool:
    """Whether there is a file with anything in it."""
    try:
        return not path.is_file() or path.stat().st_size > 0 if path.exists() else False
    except OSError:
        return True  # what is wrong with it is told when it is opened


def _interactive() -> bool:
    """Whether somebody is there to be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def _ask(path: Path) -> None:
    """Ask whether to make a new database, and say which there are."""
    others = sorted(
        one.name
        for one in path.parent.glob("*.sqlite*")
        if one.is_file() and not one.name.endswith(("-wal", "-shm"))
    )
    if others:
        output.message(f"In that folder there are: {', '.join(map(output.one_line, others[:5]))}")
    asked = f"There is no database {output.one_line(str(path))}. Make a new one?"
    click.confirm(asked, abort=True, err=True)


def writable(store: Store) -> Store:
    """The same database, if it can be written to.

    Raises:
        StoreError: it can only be read; that is told before the first card.
    """
    if store.readonly:
        from flashcards.review.store import StoreError

        store.close()
        raise StoreError(
            "can only be read here, and answers are written down",
            path=str(store.path),
            hint="flashcards db backup FILE makes a copy to work with; --db names another file",
        )
    return store


def _made(path: Path) -> None:
    """Make a database with the cards that a build would give now; nothing else is written."""
    from flashcards import manifest, pipeline
    from flashcards.cli import options
    from flashcards.cli.progress import watched
    from flashcards.review.store import sync

    job = options.job((), cards=None)
    output.message("no database of reviews yet: it is made from the documents, this once")
    # These are the cards of the last build, so the next one has nothing to do.
    mark = manifest.fingerprint(job) if manifest.unchanged(job) is not None else ""
    with watched() as progress:
        planned = pipeline.plan(job, now=options.now(), progress=progress)
    retired = {entry.id for entry in planned.changes.ledger.entries if entry.retired is not None}
    made = sync(
        planned.cards,
        path=path,
        deck=job.deck,
        retired=retired,
        now_ms=now_ms(),
        mark=mark,
        create=True,
    )
    if made.problem is not None:
        raise made.problem
    output.message(f"{len(planned.changes.cards):,} cards in a new database: {path}")
