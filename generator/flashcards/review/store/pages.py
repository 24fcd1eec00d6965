"""The rows on the pages of a damaged database, read without its indexes and its tree.

A table's rows lie on leaf pages; each says how many there are and where. So a row is found as
long as its own page is whole, whatever became of the pages that lead to it. The format is that of
https://www.sqlite.org/fileformat2.html.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from typing import Any

TABLE_LEAF = 0x0D
_FILE_HEADER = 100
_MAGIC = b"SQLite format 3\0"
_WAL_HEADER, _FRAME_HEADER = 32, 24
_SIZES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
"""Bytes of an integer, by its serial type."""

Row = tuple[int, list[Any]]
"""A row's id and its values."""


def rows(data: bytes, log: bytes = b"") -> Iterator[Row]:
    """All rows of all tables, from every leaf page of the file and of the log beside it.

    Rows that were moved or written anew come more than once, in no order; whatever is no row is
    passed over.
    """
    size = _page_size(data)
    pages = [data[at : at + size] for at in range(0, len(data) - size + 1, size)]
    step = size + _FRAME_HEADER
    frames = range(_WAL_HEADER, len(log) - step + 1, step)
    logged = [log[at + _FRAME_HEADER : at + step] for at in frames]
    for number, page in enumerate([*pages, *logged]):
        yield from _leaf(page, _FILE_HEADER if number == 0 else 0, pages)


def _page_size(data: bytes) -> int:
    size = int.from_bytes(data[16:18], "big") if data.startswith(_MAGIC) else 0
    size = 65_536 if size == 1 else size
    return size if 512 <= size <= 65_536 and size & (size - 1) == 0 else 4096


def _leaf(page: bytes, start: int, pages: Sequence[bytes]) -> Iterator[Row]:
    if len(page) <= start + 8 or page[start] != TABLE_LEAF:
        return
    count = int.from_bytes(page[start + 3 : start + 5], "big")
    for number in range(count):
        at = start + 8 + 2 * number
        place = int.from_bytes(page[at : at + 2], "big")
        try:
            yield _cell(page, place, pages)
        except (IndexError, ValueError, struct.error):
            continue


def _cell(page: bytes, at: int, pages: Sequence[bytes]) -> Row:
    length, at = _varint(page, at)
    row, at = _varint(page, at)
    usable = len(page)
    most = usable - 35
    if length <= most:
        payload = page[at : at + length]
    else:  # what does not fit lies on a chain of other pages
        least = (usable - 12) * 32 // 255 - 23
        here = least + (length - least) % (usable - 4)
        here = here if here <= most else least
        payload = page[at : at + here]
        follows = int.from_bytes(page[at + here : at + here + 4], "big")
        while len(payload) < length and 0 < follows <= len(pages):
            chained = pages[follows - 1]
            payload += chained[4 : 4 + length - len(payload)]
            follows = int.from_bytes(chained[:4], "big")
    if len(payload) < length:
        raise ValueError(row)
    return _signed(row), _record(payload)


def _record(payload: bytes) -> list[Any]:
    head, at = _varint(payload, 0)
    types = []
    while at < head:
        kind, at = _varint(payload, at)
        types.append(kind)
    values: list[Any] = []
    at = head
    for kind in types:
        value, at = _value(payload, at, kind)
        values.append(value)
    return values


def _value(payload: bytes, at: int, kind: int) -> tuple[Any, int]:
    if kind == 0:
        return None, at
    if kind in {8, 9}:
        return kind - 8, at
    if kind in _SIZES:
        end = at + _SIZES[kind]
        return int.from_bytes(_taken(payload, at, end), "big", signed=True), end
    if kind == 7:
        return struct.unpack(">d", _taken(payload, at, at + 8))[0], at + 8
    if kind < 12:
        raise ValueError(kind)
    end = at + (kind - 12) // 2
    raw = _taken(payload, at, end)
    return (raw.decode("utf-8") if kind % 2 else raw), end


def _taken(payload: bytes, at: int, end: int) -> bytes:
    if end > len(payload):
        raise ValueError(end)
    return payload[at:end]


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """A number of 1 to 9 bytes, seven bits each, the ninth with eight; and where it ends."""
    value = 0
    for _ in range(8):
        byte = data[at]
        at += 1
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at
    return value << 8 | data[at], at + 1


def _signed(number: int) -> int:
    return number - 2**64 if number >= 2**63 else number
