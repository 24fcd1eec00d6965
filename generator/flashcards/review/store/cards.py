"""Cards as builds give them: brought into the database, and read from it."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from flashcards.kinds import Kind, Source
from flashcards.review.schedule.mixing import Strand
from flashcards.review.schedule.queue import shuffle_key
from flashcards.review.store.arranging import arrange
from flashcards.review.store.model import CardPrint, StoredCard, SyncCounts

if TYPE_CHECKING:
    from flashcards.card import Card

_CONTENT = (
    "note", "slot", "kind", "deck", "document", "question", "title", "front", "back", "more",
    "context", "tags", "extra", "path", "line", "modified", "position",
)  # fmt: skip
_QUEUED = ("note", "deck", "position")
"""What `states` copies of a card, beside whether it is retired."""

_SELECT = f"SELECT {', '.join(_CONTENT)}, retired_ms FROM cards WHERE id = ?"  # noqa: S608  # our own names
_INSERT = (
    f"INSERT INTO cards ({', '.join(_CONTENT)}, id, added_ms)"  # noqa: S608
    f" VALUES ({', '.join('?' * (len(_CONTENT) + 2))})"
)
_UPDATE = (
    f"UPDATE cards SET {', '.join(f'{c} = ?' for c in _CONTENT)}, retired_ms = NULL WHERE id = ?"  # noqa: S608
)
_QUEUE = "UPDATE states SET note = ?, deck = ?, position = ?, retired = 0 WHERE card = ?"
_NEW_STATE = "INSERT INTO states (note, deck, position, card, shuffle) VALUES (?, ?, ?, ?, ?)"
_STORED = (
    "SELECT c.id, c.note, c.slot, c.kind, k.name, d.root, d.name, c.question, c.title, c.front,"
    " c.back, c.more, c.context, c.tags, c.extra, c.path, c.line, c.modified, c.position,"
    " c.retired_ms FROM cards c JOIN decks k ON k.id = c.deck JOIN documents d ON d.id = c.document"
    " WHERE c.kind <> 'unseen'"
)
_PRINT = (
    f"SELECT c.note, c.slot, c.id, d.root, s.strand <> {Strand.LATER} OR s.phase <> 'new',"  # noqa: S608
    " c.retired_ms IS NOT NULL, c.kind, k.name, d.name, c.question, c.title, c.front, c.back,"
    " c.more, c.context, c.tags, c.extra, c.modified"
    " FROM cards c JOIN decks k ON k.id = c.deck JOIN documents d ON d.id = c.document"
    " JOIN states s ON s.card = c.id WHERE c.kind <> 'unseen' ORDER BY c.position, c.id"
)
_PER_DOCUMENT = 2**20
"""Positions that a document has for its cards."""

_UNASKED = (Kind.INTERVIEW.value, Kind.PROBLEM.value)
"""Kinds whose back is no answer that one learns: a rubric, or other numbers each time."""

UNSEEN = "unseen"
"""Kind of a card that only a history knows; no build has given it yet."""


def sync(
    connection: sqlite3.Connection,
    cards: Sequence[Card],
    *,
    deck: str,
    now_ms: int,
    retired: Collection[str] | None,
) -> tuple[SyncCounts, tuple[str, ...]]:
    """Write what a build gave; see `Store.sync_cards`. The caller holds the transaction.

    Returns:
        What was done, and the cards whose answer is another one now.
    """
    decks = _Numbers(connection, "decks", ("name",))
    documents = _Numbers(connection, "documents", ("root", "name"))
    places: Counter[int] = Counter()
    added: list[tuple[Any, ...]] = []
    changed: list[tuple[Any, ...]] = []
    corrected: list[str] = []
    returned = moved = 0
    for card in cards:
        document = documents.of(deck, card.fact.document)
        content = _content(
            card,
            deck=decks.of(f"{deck}::{card.fact.deck}" if card.fact.deck else deck),
            document=document,
            position=document * _PER_DOCUMENT + places[document],
        )
        places[document] += 1
        before = connection.execute(_SELECT, (card.id,)).fetchone()
        if before is None:
            added.append((*content, card.id))
        elif before != (*content, None):
            changed.append((*content, card.id))
            returned += before[-1] is not None
            moved += before[:-2] == content[:-1] and before[-1] is None
            if _says_another(before, content):
                corrected.append(card.id)
    connection.executemany(_INSERT, [(*row, now_ms) for row in added])
    connection.executemany(_NEW_STATE, [(*_queued(row), shuffle_key(row[-1])) for row in added])
    connection.executemany(_UPDATE, changed)
    connection.executemany(_QUEUE, [_queued(row) for row in changed])
    if retired is None:
        living = {card.id for card in cards}
        known = connection.execute(
            "SELECT c.id FROM cards c JOIN documents d ON d.id = c.document"
            " WHERE d.root = ? AND c.retired_ms IS NULL",
            (deck,),
        )
        retired = [row[0] for row in known if row[0] not in living]
    else:
        retired = set(retired).difference(card.id for card in cards)
    gone = _retire(connection, retired, now_ms=now_ms)
    if added or changed or gone:
        arrange(connection)
    counts = SyncCounts(
        added=len(added),
        changed=len(changed) - returned - moved,
        retired=gone,
        returned=returned,
    )
    return counts, tuple(corrected)


def _says_another(before: Sequence[Any], after: Sequence[Any]) -> bool:
    """Whether a card's answer changed in substance: what was learnt of it is not right any more."""
    kind, back = _CONTENT.index("kind"), _CONTENT.index("back")
    if before[kind] != after[kind] or before[back] == after[back] or after[kind] in _UNASKED:
        return False
    from flashcards.ledger.corrections import is_another  # for builds alone

    return is_another(before[back], after[back])


def _retire(connection: sqlite3.Connection, cards: Iterable[str], *, now_ms: int) -> int:
    count = 0
    for card in sorted(cards):
        count += connection.execute(
            "UPDATE cards SET retired_ms = ? WHERE id = ? AND retired_ms IS NULL", (now_ms, card)
        ).rowcount
        connection.execute("UPDATE states SET retired = 1 WHERE card = ? AND retired = 0", (card,))
    return count


def know(connection: sqlite3.Connection, cards: Iterable[str], *, now_ms: int) -> int:
    """Make room for the history of cards that no build has given yet; see `Store.know`."""
    deck = _Numbers(connection, "decks", ("name",)).of("")
    document = _Numbers(connection, "documents", ("root", "name")).of("", "")
    count = 0
    for card in cards:
        done = connection.execute(
            "INSERT INTO cards (id, note, slot, kind, deck, document, question, title, front, back,"
            " more, context, tags, extra, path, line, modified, position, added_ms, retired_ms)"
            " VALUES (?, ?, 1, ?, ?, ?, 0, '', '', '', '', '[]', '[]', '[]', '', 0, 0, 0, ?, ?)"
            " ON CONFLICT DO NOTHING",
            (card, card, UNSEEN, deck, document, now_ms, now_ms),
        )
        if done.rowcount:
            connection.execute(
                "INSERT INTO states (note, deck, position, card, shuffle, retired)"
                " VALUES (?, ?, 0, ?, ?, 1)",
                (card, deck, card, shuffle_key(card)),
            )
            count += 1
    return count


def stored(connection: sqlite3.Connection, card: str) -> StoredCard | None:
    """The card of that id, if a build has ever given it."""
    row = connection.execute(f"{_STORED} AND c.id = ?", (card,)).fetchone()
    return None if row is None else _stored(row)


def tags(connection: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
    """See `Store.tags`."""
    known: dict[str, tuple[str, ...]] = {}  # many cards share their tags
    found = {}
    for card, text in connection.execute("SELECT id, tags FROM cards WHERE retired_ms IS NULL"):
        some = known.get(text)
        if some is None:
            some = known[text] = tuple(json.loads(text))
        found[card] = some
    return found


def prints(connection: sqlite3.Connection) -> Iterator[CardPrint]:
    """See `Store.prints`."""
    from hashlib import blake2b  # for syncs alone

    for note, slot, card, root, in_use, retired, *content in connection.execute(_PRINT):
        made = blake2b(repr((retired, *content)).encode("utf-8", "surrogatepass"), digest_size=9)
        yield CardPrint(note, slot, card, root, bool(retired), bool(in_use), made.hexdigest())


def all_stored(connection: sqlite3.Connection) -> Iterator[StoredCard]:
    """Every card that a build has given, retired ones too, as new ones are met."""
    return map(_stored, connection.execute(f"{_STORED} ORDER BY c.position, c.id"))


class _Numbers:
    """The number of each name in a table of names; a new name gets the next."""

    def __init__(self, connection: sqlite3.Connection, table: str, columns: Sequence[str]) -> None:
        self._connection = connection
        names = ", ".join(columns)
        self._insert = f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))})"  # noqa: S608
        rows = connection.execute(f"SELECT {names}, id FROM {table}")  # noqa: S608
        self._known = {tuple(row[:-1]): int(row[-1]) for row in rows}

    def of(self, *name: str) -> int:
        number = self._known.get(name)
        if number is None:
            number = self._connection.execute(self._insert, name).lastrowid or 0
            self._known[name] = number
        return number


def _content(card: Card, *, deck: int, document: int, position: int) -> tuple[Any, ...]:
    """The card's values in the order of `_CONTENT`."""
    fact = card.fact
    from flashcards.written import parts, written  # parses markdown; a review reads what is stored

    texts = written(fact)
    return (
        card.note,
        card.slot,
        fact.kind.value,
        deck,
        document,
        fact.question,
        fact.question_title,
        texts.front,
        texts.back,
        texts.more,
        _json(fact.context),
        _json(fact.tags),
        _json(parts(card.fact.ask)),
        # A name that is no UTF-8 cannot be stored; it is only shown, and opened by `edit`.
        fact.source.path.encode("utf-8", "surrogateescape").decode("utf-8", "replace"),
        fact.source.line,
        card.modified,
        position,
    )


def _queued(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """Of content and id, what `states` copies."""
    return (*(row[_CONTENT.index(name)] for name in _QUEUED), row[-1])


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _stored(row: tuple[Any, ...]) -> StoredCard:
    return StoredCard(
        id=row[0],
        note=row[1],
        slot=row[2],
        kind=Kind(row[3]),
        deck=row[4],
        root=row[5],
        document=row[6],
        question=row[7],
        title=row[8],
        front=row[9],
        back=row[10],
        more=row[11],
        context=tuple(json.loads(row[12])),
        tags=tuple(json.loads(row[13])),
        extra=tuple((name, text) for name, text in json.loads(row[14])),
        source=Source(path=row[15], line=row[16]),
        modified=row[17],
        position=row[18],
        retired_ms=row[19],
    )
