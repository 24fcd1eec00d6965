"""Documents as people and language models write them: tests/fixtures/reading/drifted/*.md."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from flashcards.reading import read_text
from tests.reading.show import show

FIXTURES = Path(__file__).parents[1] / "fixtures" / "reading" / "drifted"


def cases() -> Iterator[tuple[str, str, str]]:
    """Title, document and expected tree, each closed by a line holding only a dot."""
    for path in sorted(FIXTURES.glob("*.md")):
        parts = path.read_text(encoding="utf-8").split("\n.\n")
        for index in range(0, len(parts) - 2, 3):
            title, given, expected = parts[index : index + 3]
            yield f"{path.stem}: {title.strip()}", given + "\n", expected


CASES = list(cases())


@pytest.mark.parametrize(("given", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_document_reads_by_meaning(given: str, expected: str) -> None:
    assert show(read_text(given, path="drift.md")[0]) == expected


@pytest.mark.parametrize("given", [c[1] for c in CASES], ids=[c[0] for c in CASES])
def test_windows_line_ends_make_no_difference(given: str, tmp_path: Path) -> None:
    from flashcards.reading import read_file

    unix, windows = tmp_path / "unix.md", tmp_path / "windows.md"
    unix.write_bytes(given.encode())
    windows.write_bytes(given.replace("\n", "\r\n").encode("utf-8-sig"))
    assert show(read_file(unix)[0]) == show(read_file(windows)[0])


def test_there_are_enough_layouts() -> None:
    assert len(CASES) >= 17
