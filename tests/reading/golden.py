"""Golden cases: title, input and expected lines, each closed by a line holding only a dot."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

FIXTURES = Path(__file__).parents[1] / "fixtures" / "reading"


def cases(name: str) -> list[object]:
    """The cases of a file of fixtures, as pytest parameters (input, expected)."""
    found = list(_cases(FIXTURES / f"{name}.md"))
    assert found, f"{name}.md holds no case"
    return [pytest.param(given, expected, id=title) for title, given, expected in found]


def _cases(path: Path) -> Iterator[tuple[str, str, str]]:
    parts = path.read_text(encoding="utf-8").split("\n.\n")
    assert len(parts) % 3 == 1, f"{path.name}: a case is not closed"
    for index in range(0, len(parts) - 1, 3):
        title, given, expected = parts[index : index + 3]
        yield title.strip(), given, expected
