"""Databases, packages and models that somebody hurt, or made to do harm: each follows from its seed."""

from __future__ import annotations

import io
import random
import sqlite3
import struct
import zipfile
from contextlib import suppress

from tests.fuzz.making import damage

VALUES = (
    None, 0, -1, 1, 2**63 - 1, -(2**63), 1e999, -0.0, 3.7, "", "x", "\0", "9" * 400, "{}", "[", '{"a": [1]}', "\u202e", "a" * 70_000,
    b"", b"\xff\xfe", b"\x00" * 50, "::error::x", "../../x", "2026-02-30", "0001-01-01",
)  # fmt: skip
HARM = (
    "DROP TABLE {table}",
    "DELETE FROM {table}",
    "ALTER TABLE {table} RENAME TO other",
    "ALTER TABLE {table} ADD COLUMN more",
    "INSERT INTO {table} SELECT * FROM {table} LIMIT 1",
    "CREATE TRIGGER harm AFTER INSERT ON {table} BEGIN DELETE FROM {table}; END",
    "CREATE VIEW harm AS SELECT * FROM {table}",
    "PRAGMA user_version = {number}",
    "PRAGMA application_id = {number}",
    "CREATE INDEX harm ON {table} (rowid)",
)
MEMBERS = (
    "collection.anki2", "collection.anki21", "collection.anki21b", "media", "meta", "../../harm", "/tmp/harm", "a\\..\\b",
    "con", "x\0y", "\u202egnp.exe", "0", "1" * 300,
)  # fmt: skip


def hurt_database(data: bytes, seed: int) -> bytes:
    """Bytes changed, or sound pages with unsound values and tables."""
    chance = random.Random(f"database/{seed}")
    if chance.random() < 0.5:
        return damage(data, seed)
    with sqlite3.connect(":memory:", isolation_level=None) as made:
        made.deserialize(data)
        with suppress(sqlite3.Error):
            made.execute("PRAGMA writable_schema = ON")
            made.execute("PRAGMA ignore_check_constraints = ON")
        for _ in range(chance.choice((1, 3, 12))):
            _hurt(made, chance)
        return made.serialize()


def _hurt(made: sqlite3.Connection, chance: random.Random) -> None:
    with suppress(sqlite3.Error, OverflowError):
        tables = [
            name for (name,) in made.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        if not tables:
            return
        table = chance.choice(tables)
        if chance.random() < 0.2:
            number = chance.choice((0, 1, 7, 999, -1, 2**31 - 1))
            made.execute(chance.choice(HARM).format(table=table, number=number))
            return
        columns = [row[1] for row in made.execute(f"PRAGMA table_info({table})")]
        column = chance.choice(columns)
        where = chance.choice(
            ("", " WHERE rowid = (SELECT max(rowid) FROM {0})", " WHERE rowid % 2")
        )
        made.execute(
            f"UPDATE OR IGNORE {table} SET {column} = ?{where.format(table)}",
            (chance.choice(VALUES),),
        )


def hostile_package(collection: bytes, seed: int) -> bytes:
    """A package of Anki's: its collection hurt, its members many, huge, damaged or named to do harm."""
    chance = random.Random(f"package/{seed}")
    inner = hurt_database(collection, seed) if chance.random() < 0.7 else collection
    match chance.randrange(6):
        case 0:
            inner = b"\0" * chance.choice((0, 10**5, 70 * 10**6))
        case 1:
            inner = _compressed(inner, chance)
        case _:
            pass
    out = io.BytesIO()
    with zipfile.ZipFile(
        out, "w", chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
    ) as archive:
        archive.writestr(chance.choice(MEMBERS[:3]), inner)
        for _ in range(chance.choice((0, 1, 4, 300))):
            one = zipfile.ZipInfo(chance.choice(MEMBERS), (1980, 1, 1, 0, 0, 0))
            one.external_attr = chance.choice((0o644, 0o120777, 0o40755)) << 16
            with suppress(UserWarning):
                archive.writestr(
                    one, chance.choice((b"", b"{}", b"/etc/passwd", b"x" * 999, inner[:999]))
                )
    data = out.getvalue()
    return damage(data, seed) if chance.random() < 0.4 else data


def _compressed(data: bytes, chance: random.Random) -> bytes:
    import zstandard

    made = zstandard.ZstdCompressor(write_content_size=chance.random() < 0.5).compress(data)
    return made if chance.random() < 0.5 else damage(made, chance.randrange(10**6))


def mutated_model(data: bytes, seed: int) -> bytes:
    """A GGUF file with bytes, numbers or whole fields changed in its head, where all is said."""
    chance = random.Random(f"model/{seed}")
    made = bytearray(data)
    reach = chance.choice((24, 400, 3000, len(made)))
    for _ in range(chance.choice((1, 1, 2, 6, 40))):
        at = chance.randrange(max(min(reach, len(made)), 1))
        match chance.randrange(5):
            case 0:
                made[at : at + 1] = bytes((chance.randrange(256),))
            case 1:
                number = chance.choice((0, 1, 2**16, 2**31 - 1, 2**32 - 1))
                made[at : at + 4] = struct.pack("<I", number)
            case 2:
                number = chance.choice((0, 2**32, 2**40, 2**63 - 1, 2**64 - 1))
                made[at : at + 8] = struct.pack("<Q", number)
            case 3:
                made[at : at + chance.choice((1, 8, 64))] = b""
            case _:
                del made[chance.randrange(len(made) + 1) :]
    return bytes(made)
