"""Where the database lies."""

from __future__ import annotations

from pathlib import Path

import pytest

from flashcards.review.store import database_path


def test_the_option_comes_first_then_the_variable() -> None:
    environ = {"FLASHCARDS_DB": "/b/reviews"}
    assert database_path(Path("/a/reviews"), environ) == Path("/a/reviews")
    assert database_path(None, environ) == Path("/b/reviews")


def test_a_home_folder_in_the_variable_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/somebody")
    assert database_path(None, {"FLASHCARDS_DB": "~/r"}) == Path("/home/somebody/r")


def test_else_it_lies_with_the_learners_data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "/home/somebody/.data")
    found = database_path(None, {"FLASHCARDS_DB": ""})
    assert found == Path("/home/somebody/.data/flashcards/reviews.sqlite")
