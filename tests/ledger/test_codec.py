from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.card import Kind
from flashcards.errors import LedgerError
from flashcards.ledger import Entry
from flashcards.ledger.codec import decode, encode
from tests.ledger.making import a_list, run

ENTRIES = run(a_list(["Single file", "Rich metadata", "Memory mapping"])).ledger.entries
GOOD = encode("module-1.md", ENTRIES)

TEXT = st.text(alphabet=st.characters(), max_size=20)  # line separators and surrogates too
NUMBER = st.integers(0, 2**40)
ENTRY = st.builds(
    Entry,
    id=st.text("abcdef234", min_size=1),
    note=st.text("abcdef234", min_size=1),
    slot=st.integers(1, 10),
    kind=st.sampled_from(Kind),
    document=st.just("a.md"),
    question=NUMBER,
    question_title=TEXT,
    place=st.tuples(TEXT, TEXT),
    group=TEXT,
    key=st.tuples(TEXT),
    front=TEXT,
    back=TEXT,
    more=TEXT,
    shown=TEXT,
    created=NUMBER,
    modified=NUMBER,
    retired=st.none() | NUMBER,
)


@given(st.lists(ENTRY, unique_by=lambda entry: entry.id))
def test_what_is_written_is_read(entries: list[Entry]) -> None:
    assert decode(encode("a.md", entries), path="a") == ("a.md", tuple(entries))


def test_one_line_a_card_under_a_line_with_the_version() -> None:
    lines = GOOD.decode().splitlines()
    assert json.loads(lines[0]) == {"ledger": 1, "document": "module-1.md"}
    assert len(lines) == 1 + len(ENTRIES)
    assert list(json.loads(lines[1])) == [
        "id", "note", "slot", "kind", "question", "question_title", "place", "group", "key",
        "front", "back", "more", "shown", "created", "modified",
    ]  # fmt: skip
    assert b"\r" not in GOOD
    assert GOOD.endswith(b"}\n")


def test_letters_stay_readable() -> None:
    assert "“×”" in encode("a.md", run(a_list(["“×”", "b"])).ledger.entries).decode()


def test_line_ends_of_another_system_are_read() -> None:
    assert decode(GOOD.replace(b"\n", b"\r\n"), path="a") == decode(GOOD, path="a")


def line(number: int, change: dict[str, object] | bytes) -> bytes:
    lines = GOOD.split(b"\n")
    if isinstance(change, bytes):
        lines[number - 1] = change
    else:
        fields = {**json.loads(lines[number - 1]), **change}
        kept = {name: value for name, value in fields.items() if value != "REMOVED"}
        lines[number - 1] = json.dumps(kept).encode()
    return b"\n".join(lines)


@pytest.mark.parametrize(
    ("data", "at", "says"),
    [
        (b"", 1, "damaged line"),
        (GOOD.split(b"\n", 1)[1], 1, "first line"),
        (line(1, {"ledger": 2}), 1, "version 2"),
        (line(1, {"ledger": "1"}), 1, "first line"),
        (line(1, {"ledger": True}), 1, "first line"),
        (line(1, {"other": 1}), 1, "first line"),
        (line(3, b'{"id": "x", '), 3, "damaged line"),
        (line(3, b"[1]"), 3, "not a JSON object"),
        (line(3, b"\xff"), 3, "damaged line"),
        (line(3, b"[" * 100_000), 3, "damaged line"),
        (line(3, {"front": "REMOVED"}), 3, "'front' is missing"),
        (line(3, {"due": 5}), 3, "'due'"),
        (line(3, {"slot": 0}), 3, "'slot'"),
        (line(3, {"slot": True}), 3, "'slot'"),
        (line(3, {"id": ""}), 3, "'id'"),
        (line(3, {"kind": "riddle"}), 3, "'kind'"),
        (line(3, {"kind": ["item"]}), 3, "'kind'"),
        (line(3, {"key": "text"}), 3, "'key'"),
        (line(3, {"key": [1]}), 3, "'key'"),
        (line(3, {"created": 1.5}), 3, "'created'"),
        (line(3, {"retired": None}), 3, "'retired'"),
        (line(3, b"<<<<<<< HEAD"), 3, "unfinished merge"),
        (line(3, b"======="), 3, "unfinished merge"),
        (line(3, b">>>>>>> other"), 3, "unfinished merge"),
        (line(1, b"<<<<<<< HEAD"), 1, "unfinished merge"),
    ],
)
def test_damage_is_told_with_file_and_line_and_what_to_do(data: bytes, at: int, says: str) -> None:
    with pytest.raises(LedgerError) as caught:
        decode(data, path="cards/module-1.jsonl")
    error = caught.value
    assert (error.path, error.line) == ("cards/module-1.jsonl", at)
    assert says in error.message
    assert error.hint


def test_a_head_that_a_merge_doubled_is_passed_over() -> None:
    doubled = GOOD + GOOD
    assert decode(doubled, path="a") == ("module-1.md", (*ENTRIES, *ENTRIES))


@given(st.binary(max_size=60), st.integers(0, len(GOOD) - 1))
def test_no_damage_escapes_as_another_error(junk: bytes, position: int) -> None:
    with suppress(LedgerError):
        document, entries = decode(GOOD[:position] + junk + GOOD[position + 60 :], path="a")
        assert decode(encode(document, entries), path="a") == (document, entries)
