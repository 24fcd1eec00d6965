"""What can be saved of a damaged database, into a new one; the damaged file is kept."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from flashcards.review.model import EventKind
from flashcards.review.store import pages
from flashcards.review.store.arranging import arrange
from flashcards.review.store.connection import free
from flashcards.review.store.errors import StoreError, speaking
from flashcards.review.store.folding import refold
from flashcards.review.store.opened import Opened
from flashcards.review.store.reading import PrivateCopy
from flashcards.review.store.rows import EVENT_COLUMNS, EVENTS, INSERT_EVENT, event_of, event_row
from flashcards.review.store.settings import from_rows
from flashcards.values import dataclass

__all__ = ["Salvage", "free", "salvage"]

_CARDS = (
    "id", "note", "slot", "kind", "deck", "document", "question", "title", "front", "back", "more",
    "context", "tags", "extra", "path", "line", "modified", "position", "added_ms", "retired_ms",
)  # fmt: skip
_UNKNOWN = "Recovered"
"""The deck of cards whose own cannot be read; the next build names it again."""

Saved = dict[str, dict[Any, tuple[Any, ...]]]
"""Rows by table and key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Salvage:
    """What was saved.

    Attributes:
        cards, events: so many. answers: the answers among them.
        expected: answers that the cards' states speak of; None where those cannot be read.
        nameless: cards of which only the answers are left; the next build brings their texts.
        kept: where the damaged file is now.
    """

    cards: int
    events: int
    answers: int
    expected: int | None
    nameless: int
    kept: Path


def salvage(path: Path, *, kept: Path) -> Salvage:
    """Put a new database with all that can be read in the place of a damaged one.

    Args:
        path: the database.
        kept: where to move the damaged file.

    Raises:
        StoreError: nothing in it can be read, or the new one cannot be written; all is as it was.
    """
    saved, expected = _read(path)
    if not saved["events"] and not saved["cards"]:
        raise StoreError(
            "holds neither a card nor an answer that could be saved",
            path=str(path),
            hint="put a backup in its place, or move it away: flashcards review makes a new one",
        )
    place = free(path, "repaired")
    with Opened.filling(place) as store:
        counts = store.write(lambda opened: _write(opened, saved))
    with speaking(path):
        for end in ("-wal", "-shm"):
            with suppress(FileNotFoundError):
                path.with_name(path.name + end).rename(kept.with_name(kept.name + end))
        path.rename(kept)
        place.rename(path)
    return Salvage(
        cards=counts[0],
        events=len(saved["events"]),
        answers=sum(row[2] == EventKind.ANSWER.value for row in saved["events"].values()),
        expected=expected,
        nameless=counts[1],
        kept=kept,
    )


def _read(path: Path) -> tuple[Saved, int | None]:
    """Every row that can be read, by way of SQLite and straight off the pages."""
    saved: Saved = {
        name: {} for name in ("events", "cards", "decks", "documents", "settings", "meta")
    }
    expected = None
    copy = PrivateCopy(path)
    try:
        with suppress(sqlite3.Error), closing(sqlite3.connect(copy.path)) as opened:
            opened.execute("PRAGMA cell_size_check = ON")
            for name, select, key in (
                ("events", f"SELECT {EVENTS} FROM events ORDER BY id", 0),  # noqa: S608
                ("events", f"SELECT {EVENTS} FROM events ORDER BY id DESC", 0),  # noqa: S608
                ("cards", f"SELECT {', '.join(_CARDS)} FROM cards", 0),  # noqa: S608
                ("decks", "SELECT id, name FROM decks", 0),
                ("documents", "SELECT id, root, name FROM documents", 0),
                ("settings", "SELECT key, value FROM settings", 0),
                ("meta", "SELECT key, value FROM meta", 0),
            ):
                for row in _until_damage(opened, select):
                    if name not in _VALID or _VALID[name](row):
                        saved[name][row[key]] = tuple(row)
            with suppress(sqlite3.Error):
                query = "SELECT sum(repetitions) FROM states"
                expected = opened.execute(query).fetchone()[0]
        log = copy.path.with_name(f"{path.name}-wal")
        with speaking(path):
            raw = path.read_bytes(), log.read_bytes() if log.exists() else b""
    finally:
        copy.close()
    for number, values in pages.rows(*raw):
        if len(values) == len(EVENT_COLUMNS):
            row = (number, *values[1:])
            if _event(row):
                saved["events"].setdefault(number, row)
        elif len(values) == len(_CARDS) and _card(tuple(values)):
            before = saved["cards"].get(values[0])
            if before is None or before[16] < values[16]:
                saved["cards"][values[0]] = tuple(values)
    return saved, expected


def _until_damage(opened: sqlite3.Connection, select: str) -> Iterator[tuple[Any, ...]]:
    with suppress(sqlite3.Error):
        yield from opened.execute(select)


def _event(row: tuple[Any, ...]) -> bool:
    """Whether a row is an event that the log would have taken."""
    try:
        event_of(row)
        number, card, kind, at_ms, day, rating = row[:6]
        numbers = (number, at_ms, day, row[6], row[8], row[10], row[11])
        return (
            isinstance(card, str)
            and isinstance(row[13], str)
            and all(type(value) is int for value in numbers)
            and number >= at_ms > 0
            and (kind == EventKind.ANSWER) == (rating is not None)
        )
    except (KeyError, TypeError, ValueError):
        return False


def _card(row: tuple[Any, ...]) -> bool:
    """Whether a row is a card that a build has written."""
    texts = (row[0], row[1], row[3], *row[7:15])
    numbers = (row[2], row[4], row[5], row[6], *row[15:19])
    try:
        return (
            all(isinstance(text, str) for text in texts)
            and all(type(number) is int for number in numbers)
            and all(isinstance(json.loads(text), list) for text in row[11:14])
        )
    except ValueError:
        return False


_VALID: dict[str, Callable[[tuple[Any, ...]], bool]] = {"events": _event, "cards": _card}


def _write(opened: sqlite3.Connection, saved: Saved) -> tuple[int, int]:
    """Write what was saved into a new database; cards, and those without their texts."""
    decks, documents = saved["decks"], saved["documents"]
    for row in saved["cards"].values():
        decks.setdefault(row[4], (row[4], f"{_UNKNOWN} {row[4]}"))
        documents.setdefault(row[5], (row[5], _UNKNOWN, f"{_UNKNOWN} {row[5]}"))
    opened.executemany("INSERT OR IGNORE INTO decks (id, name) VALUES (?, ?)", decks.values())
    opened.executemany(
        "INSERT OR IGNORE INTO documents (id, root, name) VALUES (?, ?, ?)", documents.values()
    )
    opened.executemany(
        f"INSERT INTO cards ({', '.join(_CARDS)}) VALUES ({', '.join('?' * len(_CARDS))})",  # noqa: S608
        saved["cards"].values(),
    )
    from flashcards.review.store.cards import know

    events = sorted(saved["events"].values())
    first = min((row[0] for row in events), default=0)
    nameless = know(opened, dict.fromkeys(row[1] for row in events), now_ms=first)
    sources: set[str] = set()
    for row in events:
        if row[13] and row[13] in sources:
            continue
        sources.add(row[13])
        opened.execute(INSERT_EVENT, event_row(event_of(row)))
    for key, value in saved["meta"].values():
        opened.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", (key, value))
    settings = saved["settings"].values()
    with suppress(ValueError):
        from_rows((key, value) for key, value in settings)
        opened.executemany("INSERT INTO settings (key, value) VALUES (?, ?)", settings)
    rows = opened.execute("SELECT key, value FROM settings").fetchall()
    refold(opened, from_rows(rows))
    arrange(opened)
    return len(saved["cards"]), nameless
