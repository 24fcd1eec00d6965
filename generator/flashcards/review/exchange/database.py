"""A collection's SQLite database → its rows of our cards. Nothing in the file is ever run.

The file is opened read-only and immutable, its schema is not trusted, tables must be tables
and no views, an authorizer denies every function and all but the reading of these tables, and
the work that the file can cause is counted. Every value's type is looked at, for SQLite's
columns hold anything.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flashcards.review.exchange.container import database as unpacked
from flashcards.review.exchange.errors import ExchangeError
from flashcards.review.exchange.rows import CardRow, History, ReviewRow

LONGEST = 16 * 1024**2
"""Bytes of a value that SQLite may build; none that is read here has a thousandth of it."""

STEPS = 20_000_000_000
"""Instructions of SQLite's machine that one file may cost: some minutes. A million cards and
ten million reviews cost a twentieth."""

_CHECK_EVERY = 1_000_000

LATEST_MS = 1 << 43
"""No review is later than this, the year 2248."""

_TABLES = {
    "col": {"id", "crt", "conf"},
    "notes": {"id", "guid", "mid"},
    "cards": {
        "id", "nid", "ord", "mod", "type", "queue", "due", "ivl", "factor", "reps", "lapses",
        "left", "odue", "odid", "flags", "data",
    },
    "revlog": {"id", "cid", "ease", "ivl", "lastIvl", "factor", "time", "type"},
}  # fmt: skip
"""What must be there to be read, in every version of Anki since 2012."""

_CONFIG = "config"
"""Since 2020 settings lie in a table of their own, and `col.conf` is empty."""

_CARDS = """
SELECT notes.guid, notes.mid, cards.ord, cards.id, cards.mod, cards.type, cards.queue,
       cards.due, cards.ivl, cards.factor, cards.reps, cards.lapses, cards.left, cards.odue,
       cards.odid, cards.flags, cards.data
FROM cards JOIN notes ON notes.id = cards.nid
ORDER BY cards.id
"""

_REVIEWS = "SELECT id, cid, ease, ivl, lastIvl, factor, time, type FROM revlog ORDER BY id"


def read_history(
    path: Path,
    *,
    known: Mapping[tuple[str, int], str],
    numbers: Mapping[int, str],
    note_types: Collection[int],
) -> History:
    """What a file of Anki's knows of our cards.

    Args:
        path: a `.colpkg`, an `.apkg`, or a closed `collection.anki2`.
        known: (guid of the note, card's ordinal from 0) → our card's id.
        numbers: Anki's number → our card's id, as our packages give it: by it the reviews of
            a card that was deleted in Anki are known again.
        note_types: numbers of our note types.

    Raises:
        ExchangeError: the file is none of Anki's, is damaged, in use, or too large.
    """
    with unpacked(path) as database, _opened(database, path) as connection:
        reader = _Reader(connection, known=known, numbers=numbers, note_types=note_types)
        return reader.history()


@contextmanager
def _opened(database: Path, path: Path) -> Iterator[sqlite3.Connection]:
    uri = f"{database.resolve().as_uri()}?mode=ro&immutable=1"
    try:
        connection = sqlite3.connect(uri, uri=True, isolation_level=None)
        try:
            _harden(connection)
            _require_tables(connection, path)
            connection.set_authorizer(_authorize)
            yield connection
        finally:
            connection.close()
    except sqlite3.OperationalError as error:
        if "interrupted" in str(error):
            raise ExchangeError(
                "takes too long to read; no collection does", path=str(path)
            ) from error
        raise ExchangeError(f"cannot be read: {error}", path=str(path)) from error
    except (sqlite3.DatabaseError, sqlite3.DataError, UnicodeDecodeError) as error:
        raise ExchangeError(f"is damaged: {error}", path=str(path)) from error


def _harden(connection: sqlite3.Connection) -> None:
    for pragma in ("trusted_schema=OFF", "query_only=ON", "cell_size_check=ON", "mmap_size=0"):
        connection.execute(f"PRAGMA {pragma}")
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    connection.text_factory = _text
    left = STEPS // _CHECK_EVERY

    def count() -> bool:
        nonlocal left
        left -= 1
        return left < 0

    connection.set_progress_handler(count, _CHECK_EVERY)


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _require_tables(connection: sqlite3.Connection, path: Path) -> None:
    """Views and virtual tables under these names could run anything; generated columns, too."""
    real = {
        name
        for (name, sql) in connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND rootpage > 0"
        )
        if isinstance(sql, str)
    }
    for table, columns in _TABLES.items():
        there = {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
        if table not in real or not columns <= there:
            raise ExchangeError(
                f"is no collection of Anki's: its table {table} is missing or other than Anki's",
                path=str(path),
            )
    if (
        _CONFIG not in real
        and connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (_CONFIG,)).fetchone()
    ):
        raise ExchangeError("is no collection of Anki's: its config is no table", path=str(path))


def _authorize(action: int, table: str | None, *_: Any) -> int:
    if action == sqlite3.SQLITE_SELECT:
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_READ and (table in _TABLES or table in (_CONFIG, "sqlite_master")):
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY


class _Reader:
    """One reading of a database."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        *,
        known: Mapping[tuple[str, int], str],
        numbers: Mapping[int, str],
        note_types: Collection[int],
    ) -> None:
        self.connection = connection
        self.known = known
        self.note_types = note_types
        self.ours: dict[int, str] = dict(numbers)
        """Anki's number → our card."""
        self.cards: dict[str, CardRow] = {}
        self.strangers: set[int] = set()
        self.foreign = self.unreadable = 0

    def history(self) -> History:
        created, minutes_west = self._collection()
        self._read_cards()
        reviews, unknown_reviews = self._read_reviews()
        return History(
            created=created,
            minutes_west=minutes_west,
            cards=self.cards,
            reviews={card: tuple(rows) for card, rows in reviews.items()},
            foreign=self.foreign,
            unknown=len(self.strangers),
            unknown_reviews=unknown_reviews,
            deleted=len(reviews.keys() - self.cards.keys()),
            unreadable=self.unreadable,
        )

    def _collection(self) -> tuple[int, int | None]:
        row = self.connection.execute("SELECT crt, conf FROM col").fetchone()
        if row is None or not isinstance(row[0], int) or not 0 <= row[0] * 1000 < LATEST_MS:
            raise sqlite3.DatabaseError("its table col says not when it was made")
        offset = _json(row[1]).get("creationOffset")
        if offset is None and self._has_config():
            found = self.connection.execute(
                "SELECT val FROM config WHERE KEY = 'creationOffset'"
            ).fetchone()
            offset = _number(found[0]) if found else None
        if not isinstance(offset, int) or abs(offset) >= 24 * 60:
            offset = None
        return row[0], offset

    def _has_config(self) -> bool:
        row = self.connection.execute(
            "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'config'"
        ).fetchone()
        return row is not None

    def _read_cards(self) -> None:
        for guid, note_type, ordinal, *values, data in self.connection.execute(_CARDS):
            if not all(isinstance(value, int) for value in values):
                self.unreadable += 1
                continue
            row = CardRow(**dict(zip(_CARD_FIELDS, values, strict=True)), data=_short(data))
            card = self.known.get((guid, ordinal)) if isinstance(ordinal, int) else None
            if card is None:
                # A stranger may have taken a number that was ours.
                self.ours.pop(row.id, None)
                if note_type in self.note_types:
                    self.strangers.add(row.id)
                else:
                    self.foreign += 1
                continue
            self.ours[row.id] = card
            # Two notes may have one guid; the one that is used counts.
            other = self.cards.get(card)
            if other is None or (row.repetitions, row.modified) > (
                other.repetitions,
                other.modified,
            ):
                self.cards[card] = row

    def _read_reviews(self) -> tuple[dict[str, list[ReviewRow]], int]:
        reviews: dict[str, list[ReviewRow]] = defaultdict(list)
        strangers = 0
        for values in self.connection.execute(_REVIEWS):
            card = self.ours.get(values[1]) if isinstance(values[1], int) else None
            if card is None:
                strangers += values[1] in self.strangers
            elif _is_review(values):
                reviews[card].append(ReviewRow(**dict(zip(_REVIEW_FIELDS, values, strict=True))))
            else:
                self.unreadable += 1
        return reviews, strangers


_CARD_FIELDS = (
    "id", "modified", "type", "queue", "due", "interval", "factor", "repetitions", "lapses",
    "left", "original_due", "original_deck", "flags",
)  # fmt: skip

_REVIEW_FIELDS = (
    "id", "card", "ease", "interval", "last_interval", "factor", "duration_ms", "kind",
)  # fmt: skip


def _is_review(values: tuple[Any, ...]) -> bool:
    if not all(isinstance(value, int) for value in values):
        return False
    made, _, ease, interval, last, factor, duration, kind = values
    return bool(
        0 < made < LATEST_MS
        and 0 <= ease <= 4
        and max(abs(interval), abs(last), abs(factor)) < 1 << 31
        and 0 <= duration < 1 << 32
        and 0 <= kind <= 5
    )


def _short(data: object) -> str:
    return data if isinstance(data, str) and len(data) < 10_000 else ""


def _json(text: object) -> dict[str, Any]:
    try:
        found = json.loads(text) if isinstance(text, str) and text else {}
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _number(value: object) -> int | None:
    """A setting that is a number: JSON, as bytes."""
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
    text = text.strip()
    return (
        int(text)
        if text.lstrip("-").isascii() and text.lstrip("-").isdigit() and len(text) < 9
        else None
    )
