from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from flashcards.practice.terminal.typed import typed


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    read, write = os.pipe()
    yield read, write
    os.close(read)


def test_lines_that_were_pasted_together_come_one_by_one(pipe: tuple[int, int]) -> None:
    read, write = pipe
    os.write(write, "eins\nzwei\nü".encode())
    os.close(write)
    asked: list[int] = []
    lines = typed(read, left_ms=lambda: 60_000, ask=lambda: asked.append(1))
    assert list(lines) == ["eins", "zwei", "ü"]
    assert len(asked) == 2


def test_bytes_that_are_no_text_are_no_reason_to_stop(pipe: tuple[int, int]) -> None:
    read, write = pipe
    os.write(write, b"\xff\n")
    os.close(write)
    assert list(typed(read, left_ms=lambda: None, ask=lambda: None)) == ["\ufffd"]


def test_when_the_time_is_up_there_is_no_line(pipe: tuple[int, int]) -> None:
    read, write = pipe
    lines = typed(read, left_ms=lambda: 0, ask=lambda: None)
    assert next(lines) is None
    os.close(write)
    assert list(lines) == []
