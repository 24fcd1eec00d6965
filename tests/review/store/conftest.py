"""A small database for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from flashcards.review.store import Store
from tests.review.store.making import cards, filled


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database of a test is, or will be."""
    return tmp_path / "reviews.sqlite"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """A database with eight cards."""
    with filled(path, cards(8)) as opened:
        yield opened
