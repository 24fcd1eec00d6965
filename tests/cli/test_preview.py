"""The page that shows a document beside its cards."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.cli.helpers import Flashcards


def test_the_page_shows_lines_beside_cards_and_loads_nothing(
    flashcards: Flashcards, project: Path
) -> None:
    ran = flashcards("preview", "source/kitchen.md", "--out", "page.html")
    page = (project / "page.html").read_text(encoding="utf-8")
    assert ran.out.strip() == "page.html"
    assert "beats air into a liquid" in page
    assert "Whisk" in page
    assert 'http-equiv="refresh"' not in page
    assert "src=" not in page


def test_what_a_document_says_is_shown_not_run(flashcards: Flashcards, project: Path) -> None:
    kitchen = project / "source" / "kitchen.md"
    text = kitchen.read_text(encoding="utf-8")
    kitchen.write_text(text.replace("**Whisk**", "**<script>x</script>**"), encoding="utf-8")
    flashcards("preview", "source/kitchen.md", "--out", "page.html")
    assert "<script>" not in (project / "page.html").read_text(encoding="utf-8")


def test_a_watched_page_is_made_anew_when_a_document_changes(
    flashcards: Flashcards, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kitchen = project / "source" / "kitchen.md"
    rounds = iter((True, False))

    def edit(_: float) -> None:
        if not next(rounds):
            raise KeyboardInterrupt
        text = kitchen.read_text(encoding="utf-8").replace("beats air", "whips cold air")
        kitchen.write_text(text, encoding="utf-8")

    monkeypatch.setattr(time, "sleep", edit)
    flashcards("preview", "source/kitchen.md", "--watch", "--out", "page.html")
    page = (project / "page.html").read_text(encoding="utf-8")
    assert "whips cold air" in page
    assert 'http-equiv="refresh"' in page  # an open page looks for news by itself
