"""The database of reviews: where it is, and how the first one comes to be."""

from __future__ import annotations

import os
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

    Raises:
        ConfigError: there is none, and no project here to make it from.
        StoreError: it cannot be used.
    """
    from flashcards.review.store import Store, database_path

    path = database_path(db, os.environ)
    if not path.exists():
        _made(path)
    return Store.open(path)


def _made(path: Path) -> None:
    """Make a database with the cards that a build would give now; nothing else is written."""
    from flashcards import pipeline
    from flashcards.cli import options
    from flashcards.cli.progress import watched
    from flashcards.review.store import sync

    job = options.job((), cards=None)
    with watched() as progress:
        planned = pipeline.plan(job, now=options.now(), progress=progress)
    retired = {entry.id for entry in planned.changes.ledger.entries if entry.retired is not None}
    made = sync(
        planned.changes.cards,
        path=path,
        deck=job.deck,
        retired=retired,
        now_ms=now_ms(),
        create=True,
    )
    if made.problem is not None:
        raise made.problem
    output.message(f"{len(planned.changes.cards):,} cards in a new database: {path}")
