"""From any older schema to the newest: all steps or none, and a copy of the old file first."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from flashcards.review.store.connection import APPLICATION_ID, copy, free, version
from flashcards.review.store.errors import StoreError, speaking

if TYPE_CHECKING:
    from sqlite_utils import Database
    from sqlite_utils.migrations import Migrations

SET = "flashcards"
"""Name of our migrations in the table that sqlite-utils keeps of those applied."""

NEWEST = 2
"""The last of `scripts`, said here so that a database of that schema is opened without them."""


@cache
def scripts() -> Mapping[int, str]:
    """Number → SQL of every migration, in order; they are the files `schema/NNNN_name.sql`."""
    from importlib import resources

    folder = resources.files("flashcards.review.store") / "schema"
    found = {
        int(file.name.split("_")[0]): file.read_text(encoding="utf-8")
        for file in folder.iterdir()
        if re.fullmatch(r"\d{4}_\w+\.sql", file.name)
    }
    assert sorted(found) == list(range(1, len(found) + 1)), sorted(found)  # noqa: S101
    return dict(sorted(found.items()))


def statements(script: str) -> Iterator[str]:
    r"""The statements of a script, one by one; a trigger's inner semicolons do not part it.

    >>> list(statements("CREATE TABLE a (x);  -- one\nSELECT 1;"))
    ['CREATE TABLE a (x);', '-- one\nSELECT 1;']
    """
    rest = ""
    for piece in re.split(r"(?<=;)", script):
        rest += piece
        if sqlite3.complete_statement(rest):
            yield rest.strip()
            rest = ""
    if rest.strip():
        yield rest.strip()


def migrate(
    connection: sqlite3.Connection, path: Path, steps: Mapping[int, str] | None = None
) -> Path | None:
    """Bring the schema to the newest of the steps; the copy of the old file, if one was made.

    All steps are one transaction: whatever fails, the file is as it was. The copy is kept. Two
    processes may try at once: one does it, the other finds it done.

    Raises:
        StoreError: a step failed, or the copy could not be made.
    """
    with speaking(path):
        if version(connection) == (NEWEST if steps is None else max(steps)):
            return None
        steps = scripts() if steps is None else steps
        # A table that others refer to can only be made anew without enforcement; what comes out
        # is checked before it is committed. SQLite ignores this within a transaction.
        connection.execute("PRAGMA foreign_keys = OFF")
        try:
            connection.execute("BEGIN IMMEDIATE")
            try:
                kept = _steps(connection, path, steps)
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
        finally:
            connection.execute("PRAGMA foreign_keys = ON")
    return kept


def _steps(connection: sqlite3.Connection, path: Path, steps: Mapping[int, str]) -> Path | None:
    from sqlite_utils import Database

    before = version(connection)
    if before == max(steps):
        return None  # another process was faster
    kept = None
    if before:
        kept = free(path, f"schema-{before}")
        copy(path, kept)
    database = Database(connection, execute_plugins=False)
    try:
        _migrations(steps).apply(database)
    except sqlite3.Error as error:
        raise StoreError(
            f"cannot be brought from schema {before} to {max(steps)}: {error}",
            path=str(path),
            hint="the file is as it was; please report this",
        ) from error
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {max(steps)}")
    broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    if broken:
        raise StoreError(
            f"cannot be brought from schema {before} to {max(steps)}: a row of {broken[0]} would "
            f"refer to nothing in {broken[2]}",
            path=str(path),
            hint="the file is as it was; please report this",
        )
    return kept


def _migrations(steps: Mapping[int, str]) -> Migrations:
    from sqlite_utils.migrations import Migrations

    made = Migrations(SET)
    for number, script in steps.items():
        _register(made, number, script)
    return made


def _register(made: Migrations, number: int, script: str) -> None:
    def step(db: Database) -> None:
        for statement in statements(script):
            db.conn.execute(statement)

    made(name=f"{number:04}")(step)
