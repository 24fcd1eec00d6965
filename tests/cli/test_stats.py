"""`flashcards stats`: on a terminal, in a pipe, as JSON, as a page."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from flashcards.cli import COMMANDS, database
from flashcards.review.store import Store
from tests.cli.helpers import Flashcards
from tests.review.stats.learner import Life, morning
from tests.review.stats.stored import stored_life

ROOT = Path(__file__).resolve().parent.parent.parent


PURPOSE = "Show how learning goes."
RUN = (
    "import sys; from flashcards.cli import COMMANDS, run; "
    f"COMMANDS.setdefault('stats', {PURPOSE!r}); sys.exit(run(sys.argv[1:]))"
)
"""The command by itself, whether or not it is in the list of commands yet."""


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "reviews.sqlite"
    monkeypatch.setitem(COMMANDS, "stats", PURPOSE)
    monkeypatch.setenv("FLASHCARDS_DB", str(path))
    return path


@pytest.fixture
def life(db: Path, project: Path, monkeypatch: pytest.MonkeyPatch) -> Life:
    life = stored_life(db)
    monkeypatch.setattr(database, "now_ms", lambda: morning(life.today))
    return life


def test_the_terminal_s_page_has_charts_in_ascii_when_piped(
    flashcards: Flashcards, life: Life
) -> None:
    ran = flashcards("stats")
    assert ran.code == 0
    assert ran.out.isascii()
    assert "\x1b" not in ran.out
    for title in ("Due", "Answers of a year", "Minutes spent", "True retention", "Hardest cards"):
        assert f"\n{title}" in ran.out
    assert "###" in ran.out
    assert "What is " in ran.out
    assert "**What" not in ran.out


def test_the_json_is_of_the_cards_in_the_database(flashcards: Flashcards, life: Life) -> None:
    found = flashcards("stats", "--json", "--days", "14").json
    assert (found["format"], found["today"], found["days"]) == (1, "2025-04-30", 14)
    assert found["cards"]["total"] == 60
    assert sum(day["answers"] for day in found["activity"]) == len(life.events)
    whole = next(
        each
        for each in found["retention"]["true"]
        if (each["period"], each["age"]) == ("all", "all")
    )
    assert whole["tests"] == len(life.asked)
    assert whole["recalled"] == sum(each.known for each in life.asked)


def test_a_deck_and_a_tag_choose_as_they_do_for_review(flashcards: Flashcards, life: Life) -> None:
    for chosen in (("--deck", "even"), ("--deck", "Root::Even"), ("--tag", "topic::1")):
        found = flashcards("stats", "--json", *chosen).json
        assert found["cards"]["total"] == (12 if "--tag" in chosen else 30)
        assert found[chosen[0].removeprefix("--")] == chosen[1]


def test_the_page_is_written_whole_and_said_so(
    flashcards: Flashcards, life: Life, tmp_path: Path
) -> None:
    page = tmp_path / "stats.html"
    ran = flashcards("stats", "--html", page)
    assert (ran.code, ran.out) == (0, "")
    assert str(page) in ran.err
    text = page.read_text(encoding="utf-8")
    assert text.startswith("<!doctype html>")
    assert "Statistics of 30 April 2025" in text


def test_page_and_json_can_be_asked_for_at_once(
    flashcards: Flashcards, life: Life, tmp_path: Path
) -> None:
    ran = flashcards("stats", "--html", tmp_path / "stats.html", "--json")
    assert ran.json["cards"]["total"] == 60
    assert (tmp_path / "stats.html").exists()


def test_a_page_that_cannot_be_written_is_an_error(
    flashcards: Flashcards, life: Life, tmp_path: Path
) -> None:
    ran = flashcards("stats", "--html", tmp_path / "none" / "stats.html")
    assert ran.code == 2
    assert "error:" in ran.err


def test_retired_cards_are_counted_apart(flashcards: Flashcards, life: Life, db: Path) -> None:
    with Store.open(db) as store:
        store.sync_cards([], now_ms=morning(life.today), deck="Root")
    cards = flashcards("stats", "--json").json["cards"]
    assert (cards["total"], cards["retired"]) == (0, 60)


def test_statistics_change_nothing(flashcards: Flashcards, life: Life, db: Path) -> None:
    with Store.open(db) as store:
        before = (store.events(), store.states(), store.settings())
    flashcards("stats")
    with Store.open(db) as store:
        assert (store.events(), store.states(), store.settings()) == before


@pytest.mark.parametrize("days", ["0", "366", "soon"])
def test_days_are_from_1_to_365(flashcards: Flashcards, life: Life, days: str) -> None:
    assert flashcards("stats", "--days", days).code == 2


def on_terminal(environment: dict[str, str], *arguments: str) -> str:
    """What the command shows on a terminal."""
    controller, terminal = pty.openpty()
    child = subprocess.Popen(
        [sys.executable, "-c", RUN, *arguments],
        stdout=terminal,
        stderr=subprocess.PIPE,
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "100", **environment},
        cwd=ROOT,
    )
    os.close(terminal)
    shown = b""
    while True:
        try:
            part = os.read(controller, 65_536)
        except OSError:
            break
        if not part:
            break
        shown += part
    os.close(controller)
    _, errors = child.communicate()
    assert child.returncode == 0, errors.decode()
    return shown.decode()


def test_on_a_terminal_it_is_drawn_and_coloured(life: Life, db: Path) -> None:
    shown = on_terminal({"FLASHCARDS_DB": str(db), "NO_COLOR": "", "PYTHONUTF8": "1"}, "stats")
    assert "█" in shown
    assert re.search(r"\x1b\[[0-9;]*32", shown)


def test_no_color_keeps_the_drawing_and_drops_the_colours(life: Life, db: Path) -> None:
    shown = on_terminal({"FLASHCARDS_DB": str(db), "NO_COLOR": "1", "PYTHONUTF8": "1"}, "stats")
    assert "█" in shown
    assert not re.search(r"\x1b\[[0-9;]*3[0-7]", shown)


def test_a_dumb_terminal_gets_ascii(life: Life, db: Path) -> None:
    shown = on_terminal({"FLASHCARDS_DB": str(db), "TERM": "dumb", "NO_COLOR": "1"}, "stats")
    assert shown.isascii()
    assert "\x1b" not in shown
