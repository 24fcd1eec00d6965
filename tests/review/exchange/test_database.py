"""A database may hold anything: what is not Anki's is refused, what makes no sense is counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from flashcards.anki.ids import distinct_ids
from flashcards.review.exchange import database
from flashcards.review.exchange.errors import ExchangeError
from flashcards.review.exchange.rows import History
from tests.review.exchange import files
from tests.review.exchange.making import CARDS, history


@pytest.fixture(scope="session")
def good(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return files.collection(tmp_path_factory.mktemp("made"))


def read(folder: Path, data: bytes, *statements: str) -> History:
    path = folder / "collection.anki2"
    path.write_bytes(files.changed(data, *statements))
    return history(path)


def refused(folder: Path, data: bytes, *statements: str) -> str:
    with pytest.raises(ExchangeError) as caught:
        read(folder, data, *statements)
    return caught.value.message


@pytest.mark.parametrize("table", ["col", "notes", "cards", "revlog"])
def test_a_database_without_one_of_ankis_tables_is_refused(
    tmp_path: Path, good: bytes, table: str
) -> None:
    assert f"its table {table}" in refused(tmp_path, good, f"DROP TABLE {table}")


@pytest.mark.parametrize("table", ["col", "notes", "cards", "revlog"])
def test_a_view_under_a_tables_name_is_refused(tmp_path: Path, good: bytes, table: str) -> None:
    message = refused(
        tmp_path,
        good,
        f"ALTER TABLE {table} RENAME TO x",
        f"CREATE VIEW {table} AS SELECT * FROM x",
    )
    assert f"its table {table}" in message


def test_a_virtual_table_under_a_tables_name_is_refused(tmp_path: Path, good: bytes) -> None:
    columns = ", ".join(sorted(database._TABLES["revlog"]))
    assert "its table revlog" in refused(
        tmp_path, good, "DROP TABLE revlog", f"CREATE VIRTUAL TABLE revlog USING fts5({columns})"
    )


def test_a_table_that_lacks_a_column_is_refused(tmp_path: Path, good: bytes) -> None:
    assert "its table revlog" in refused(tmp_path, good, "ALTER TABLE revlog DROP COLUMN type")


def test_a_column_that_is_computed_is_refused(tmp_path: Path, good: bytes) -> None:
    assert "its table revlog" in refused(
        tmp_path, good, "ALTER TABLE revlog DROP COLUMN type",
        "ALTER TABLE revlog ADD COLUMN type AS (length(zeroblob(900000000)))",
    )  # fmt: skip


def test_config_that_is_a_view_is_refused(tmp_path: Path, good: bytes) -> None:
    assert "config is no table" in refused(
        tmp_path, good, "CREATE VIEW config AS SELECT 'creationOffset' KEY, 1 val"
    )


def test_triggers_views_and_indexes_of_strangers_are_never_run(tmp_path: Path, good: bytes) -> None:
    found = read(
        tmp_path, good,
        "CREATE TABLE evil (x)",
        "CREATE TRIGGER t1 AFTER INSERT ON cards BEGIN INSERT INTO evil VALUES (1); END",
        "CREATE VIEW v1 AS WITH RECURSIVE a(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM a) SELECT n FROM a",
        "CREATE INDEX i1 ON cards (abs(due))",
    )  # fmt: skip
    assert len(found.cards) == len(CARDS)


def test_collations_that_only_anki_has_do_not_matter(tmp_path: Path, good: bytes) -> None:
    """What Anki 2.1.28 and later have on the names of decks, note types and options."""
    sql = "UPDATE sqlite_master SET sql = replace(sql, 'guid text', 'guid text COLLATE unicase') WHERE name = 'notes'"
    changed = files.changed(good, "PRAGMA writable_schema = ON", sql)
    (tmp_path / "c").write_bytes(changed)
    assert len(history(tmp_path / "c").cards) == len(CARDS)


def test_a_file_that_costs_too_much_is_given_up(
    tmp_path: Path, good: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "STEPS", 1000)
    monkeypatch.setattr(database, "_CHECK_EVERY", 10)
    assert "takes too long" in refused(tmp_path, good)


def test_values_larger_than_any_of_ankis_are_refused(
    tmp_path: Path, good: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "LONGEST", 1000)
    refused(tmp_path, good, "UPDATE notes SET guid = CAST(zeroblob(100000) AS TEXT)")


STRANGE = {
    "text-for-a-number": "UPDATE revlog SET ease = 'x' WHERE id = (SELECT min(id) FROM revlog)",
    "a-fraction": "UPDATE revlog SET ivl = 1.5 WHERE id = (SELECT min(id) FROM revlog)",
    "a-button-too-many": "UPDATE revlog SET ease = 7 WHERE id = (SELECT min(id) FROM revlog)",
    "a-negative-button": "UPDATE revlog SET ease = -1 WHERE id = (SELECT min(id) FROM revlog)",
    "no-such-kind": "UPDATE revlog SET type = 9 WHERE id = (SELECT min(id) FROM revlog)",
    "an-endless-interval": "UPDATE revlog SET ivl = 9e18 WHERE id = (SELECT min(id) FROM revlog)",
    "before-time": "UPDATE revlog SET id = -5 WHERE id = (SELECT min(id) FROM revlog)",
    "after-time": "UPDATE revlog SET id = 1 << 60 WHERE id = (SELECT min(id) FROM revlog)",
    "negative-duration": "UPDATE revlog SET time = -1 WHERE id = (SELECT min(id) FROM revlog)",
    "card-with-blob": "UPDATE cards SET due = x'00' WHERE id = (SELECT min(id) FROM cards)",
}


@pytest.mark.parametrize("statement", STRANGE.values(), ids=STRANGE)
def test_a_row_that_anki_never_writes_is_counted_and_passed_over(
    tmp_path: Path, good: bytes, statement: str
) -> None:
    found = read(tmp_path, good, statement)
    assert found.unreadable == 1
    assert sum(map(len, found.reviews.values())) > 100


def test_cards_on_other_note_types_are_foreign_and_unknown_ones_on_ours_unknown(
    tmp_path: Path, good: bytes
) -> None:
    before = read(tmp_path, good)
    found = read(
        tmp_path, good,
        "UPDATE notes SET guid = 'stranger' WHERE guid = 'term'",
        "UPDATE notes SET mid = 5, guid = 'other' WHERE guid = 'row'",
    )  # fmt: skip
    assert (before.foreign, before.unknown) == (0, 0)
    assert (found.foreign, found.unknown) == (3, 2)
    assert len(found.cards) == len(CARDS) - 5
    reviews = {card: len(rows) for card, rows in before.reviews.items()}
    assert found.unknown_reviews == reviews["term-1"] + reviews["term-2"]
    assert "row-1" not in found.reviews


def test_reviews_of_a_card_that_is_gone_are_known_by_its_number(
    tmp_path: Path, good: bytes
) -> None:
    number = distinct_ids("card", CARDS)["term-1"]
    found = read(tmp_path, good, f"DELETE FROM cards WHERE id = {number}")
    assert found.deleted == 1
    assert found.reviews["term-1"]
    assert "term-1" not in found.cards


def test_of_two_notes_with_one_guid_the_one_that_was_studied_counts_and_all_reviews(
    tmp_path: Path, good: bytes
) -> None:
    number = distinct_ids("card", CARDS)["term-1"]
    before = read(tmp_path, good)
    found = read(
        tmp_path, good,
        "INSERT INTO notes SELECT 77, guid, mid, mod, usn, tags, flds, sfld, csum, flags, data FROM notes WHERE guid = 'term'",
        f"INSERT INTO cards SELECT 78, 77, did, 0, mod, usn, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0, 0, '' FROM cards WHERE id = {number}",
        "INSERT INTO revlog VALUES (1700000000000, 78, -1, 3, 1, 0, 500, 1000, 0)",
    )  # fmt: skip
    assert found.cards["term-1"] == before.cards["term-1"]
    assert len(found.reviews["term-1"]) == len(before.reviews["term-1"]) + 1


@pytest.mark.parametrize("value", ["'x'", "-5", "1 << 60"])
def test_a_collection_that_does_not_say_when_it_was_made_is_refused(
    tmp_path: Path, good: bytes, value: str
) -> None:
    assert "damaged" in refused(tmp_path, good, f"UPDATE col SET crt = {value}")


@pytest.mark.parametrize(
    "conf", ["", "{", "[]", "[" * 100_000, '{"creationOffset": "x"}', '{"creationOffset": 1e9}', '{"creationOffset": 99999}']
)  # fmt: skip
def test_settings_that_make_no_sense_are_as_if_they_were_not_there(
    tmp_path: Path, good: bytes, conf: str
) -> None:
    assert read(tmp_path, good, f"UPDATE col SET conf = '{conf}'").minutes_west is None


@pytest.mark.parametrize(
    ("value", "expected"), [("'-120'", -120), ("x'333030'", 300), ("'x'", None), ("99999", None)]
)
def test_newer_collections_say_their_offset_in_a_table(
    tmp_path: Path, good: bytes, value: str, expected: int | None
) -> None:
    found = read(
        tmp_path, good, "UPDATE col SET conf = ''",
        "CREATE TABLE config (KEY text PRIMARY KEY, usn integer, mtime_secs integer, val blob) WITHOUT ROWID",
        f"INSERT INTO config VALUES ('creationOffset', 0, 0, {value})",
    )  # fmt: skip
    assert found.minutes_west == expected
