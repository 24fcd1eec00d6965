"""A document's cards as JSON lines: the format of the files in the ledger's folder.

The first line is `{"ledger": 1, "document": NAME}`, then one line a card. Keys stand in a fixed
order, so a changed card is a changed line and nothing else. Every line stands alone: a merge that
keeps the lines of both sides (git's `union`) gives a file that can be read, and what it doubles
`repair.settle` makes one again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path

from flashcards.card import Kind
from flashcards.document import Level
from flashcards.errors import LedgerError
from flashcards.ledger.decisions import Choice
from flashcards.ledger.entry import Entry
from flashcards.ledger.filenames import file_name

VERSION = 1
_TEXTS = ("id", "note", "question_title", "group", "front", "back", "more", "shown")
_NUMBERS = ("slot", "question", "created", "modified")
_TUPLES = ("place", "key")
_OPTIONAL = ("level", "aside", "corrected", "choice", "merged_into", "own_front", "own_back",
             "own_range")  # fmt: skip
_NEEDED = {*_TEXTS, *_NUMBERS, *_TUPLES, "kind"}
_HEAD = {"ledger", "document"}
_MARKERS = (b"<<<<<<<", b"=======", b">>>>>>>", b"|||||||")
_RESTORE = "take the file from version control again, or mend the line"


def encode(document: str, entries: Iterable[Entry]) -> bytes:
    """The file of one document's cards."""
    lines = [_dump({"ledger": VERSION, "document": document})]
    lines += [_dump(_fields(entry)) for entry in entries]
    return b"\n".join(lines) + b"\n"


_encode = json.JSONEncoder(ensure_ascii=False).encode


def _dump(value: dict[str, object]) -> bytes:
    try:
        return _encode(value).encode()
    except UnicodeEncodeError:  # a lone surrogate has no UTF-8 form
        return json.dumps(value).encode()


def _fields(entry: Entry) -> dict[str, object]:
    fields: dict[str, object] = {
        "id": entry.id,
        "note": entry.note,
        "slot": entry.slot,
        "kind": entry.kind.value,
        "question": entry.question,
        "question_title": entry.question_title,
        "place": entry.place,
        "group": entry.group,
        "key": entry.key,
        "front": entry.front,
        "back": entry.back,
        "more": entry.more,
        "shown": entry.shown,
        "created": entry.created,
        "modified": entry.modified,
    }
    if entry.retired is not None:
        fields["retired"] = entry.retired
    # Left out where they say nothing: a line stays as it was until something is said.
    fields.update((name, value) for name in _OPTIONAL if (value := getattr(entry, name)))
    return fields


def decode(data: bytes, *, path: str) -> tuple[str, tuple[Entry, ...]]:
    """The document's name and its cards.

    Raises:
        LedgerError: with file and line: unknown version, damaged line, the marks of a merge.
    """
    lines = [line.rstrip(b"\r") for line in data.split(b"\n")]
    for number, line in enumerate(lines, start=1):
        if line.startswith(_MARKERS):
            raise LedgerError(
                "an unfinished merge",
                path=path,
                line=number,
                hint="keep the cards' lines of both sides, of one card either line, "
                "and delete the marks",
            )
    document = _header(lines[0], path=path)
    parsed: list[tuple[int, dict[str, object]]] = []
    for number, line in enumerate(lines[1:], start=2):
        if not line.strip():
            continue
        fields = _parse(line, path=path, line=number)
        if fields.keys() == _HEAD:  # of the other side of a merge
            other = _header(line, path=path, number=number)
            # One side renamed the document: the file, which git renamed, tells which.
            document = other if file_name(other) == Path(path).name else document
        else:
            parsed.append((number, fields))
    return document, tuple(_entry(f, document, path=path, line=number) for number, f in parsed)


def _header(line: bytes, *, path: str, number: int = 1) -> str:
    head = _parse(line, path=path, line=number)
    version, document = head.get("ledger"), head.get("document")
    if type(version) is int and version != VERSION:
        raise LedgerError(
            f"version {version} of the ledger is not known here, only {VERSION}",
            path=path,
            line=number,
            hint="a newer flashcards wrote it: update this one",
        )
    if type(version) is not int or not isinstance(document, str) or len(head) != 2:
        raise LedgerError("not the first line of a ledger", path=path, line=number, hint=_RESTORE)
    return document


def _parse(text: bytes, *, path: str, line: int) -> dict[str, object]:
    try:
        value = json.loads(text.decode())
    except (ValueError, RecursionError) as error:
        raise LedgerError(
            f"a damaged line ({error})", path=path, line=line, hint=_RESTORE
        ) from None
    if not isinstance(value, dict):
        raise LedgerError("not a JSON object", path=path, line=line, hint=_RESTORE)
    return value


def _entry(fields: dict[str, object], document: str, *, path: str, line: int) -> Entry:
    wrong = _wrong_field(fields)
    if wrong:
        raise LedgerError(f"a card's {wrong}", path=path, line=line, hint=_RESTORE)
    values: dict[str, object] = dict(fields)
    for name in _TUPLES:
        part = fields[name]
        values[name] = tuple(part) if isinstance(part, list) else ()
    return Entry(**{**values, "kind": Kind(fields["kind"]), "document": document})  # type: ignore[arg-type]


def _wrong_field(fields: dict[str, object]) -> str:
    """What is wrong with a line's fields, or nothing."""
    if missing := sorted(_NEEDED - fields.keys()):
        return f"{missing[0]!r} is missing"
    for name, value in fields.items():
        test, kind = _TESTS.get(name, (_never, "a field known here"))
        if not test(value):
            return f"{name!r} is not {kind}"
    return ""


def _never(_: object) -> bool:
    return False


def _is_name(value: object) -> bool:
    return isinstance(value, str) and bool(value)


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_number(value: object) -> bool:
    return type(value) is int


def _is_slot(value: object) -> bool:
    return type(value) is int and value >= 1


def _is_level(value: object) -> bool:
    return isinstance(value, str) and value in set(Level)


def _is_choice(value: object) -> bool:
    return isinstance(value, str) and value in set(Choice)


def _is_kind(value: object) -> bool:
    return isinstance(value, str) and value in set(Kind)


_TESTS: dict[str, tuple[Callable[[object], bool], str]] = {
    **dict.fromkeys(_TEXTS, (_is_text, "a text")),
    **dict.fromkeys(_NUMBERS, (_is_number, "a whole number")),
    **dict.fromkeys(_TUPLES, (_is_texts, "a list of texts")),
    **dict.fromkeys(("id", "note"), (_is_name, "a name")),
    "slot": (_is_slot, "a number from 1 on"),
    "retired": (_is_number, "a whole number"),
    **dict.fromkeys(_OPTIONAL, (_is_text, "a text")),
    "level": (_is_level, "a level"),
    "corrected": (_is_number, "a whole number"),
    "choice": (_is_choice, "a decision known here"),
    "kind": (_is_kind, "a kind of card"),
}
