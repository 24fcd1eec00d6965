"""The real program in a real terminal: tmux shows what a person would see."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from flashcards.card import Card, Kind
from flashcards.document import Source
from flashcards.review.model import Rating
from flashcards.review.session.planned import asked_once
from flashcards.review.store import Store
from tests.typed import a_typed_fact

ROOT = Path(__file__).resolve().parents[3]
PATIENCE_S = 60.0
"""Much, for a machine that does other things, too; a screen that is right is seen at once."""

pytestmark = pytest.mark.skipif(
    shutil.which("tmux") is None, reason="NOT TESTED: tmux is not installed"
)


class Terminal:
    """One tmux window with the program in it."""

    def __init__(self, folder: Path, *, size: tuple[int, int] = (80, 24), env: str = "") -> None:
        self.socket = folder / f"tmux-{len(list(folder.glob('tmux-*')))}.sock"
        self.db = folder / "reviews.sqlite"
        command = (
            f"cd {shlex.quote(str(folder))}; env {env} PYTHONPATH={shlex.quote(str(ROOT / 'generator'))} "
            f"{shlex.quote(sys.executable)} -m flashcards review --db reviews.sqlite; "
            "echo exit $?; exec cat"
        )
        width, height = map(str, size)
        self._tmux("-f", "/dev/null", "new-session", "-d", "-x", width, "-y", height, command)

    def _tmux(self, *arguments: str) -> str:
        done = subprocess.run(
            ["tmux", "-S", str(self.socket), *arguments],
            check=True, capture_output=True, text=True,
            env={**os.environ, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"},
        )  # fmt: skip
        return done.stdout

    def keys(self, *keys: str) -> None:
        self._tmux("send-keys", *keys)

    def screen(self, *, until: str) -> str:
        """The screen as soon as it shows a text."""
        end = time.monotonic() + PATIENCE_S
        shown = ""
        while time.monotonic() < end:
            shown = self._tmux("capture-pane", "-p")
            if until in shown:
                return shown
            time.sleep(0.02)  # between two looks; nothing is measured by it
        raise AssertionError(f"{until!r} never came:\n{shown}")

    def begun(self, first: str) -> str:
        """The first card: one key after the screen that tells how things stand."""
        self.screen(until="begin")
        self.keys("Space")
        return self.screen(until=first)

    def close(self) -> None:
        self._tmux("kill-server")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    facts = [
        a_typed_fact(
            kind=Kind.TERM, key=(name,), front=f"###### Subject\n\nWhat is **{name}**?",
            back=f"the answer to {name}", context=("Q",), group=name, place=(), document="d.md",
            question=1, question_title="Q", deck="Module", tags=("a",),
            source=Source(path="d.md", line=3),
        )
        for name in ("alpha", "beta", "gamma")
    ]  # fmt: skip
    cards = [Card(id=fact.group, note=fact.group, slot=1, modified=0, fact=fact) for fact in facts]
    (tmp_path / "d.md").write_text("one\ntwo\nthree\n")
    with Store.open(tmp_path / "reviews.sqlite") as store:
        store.sync_cards(cards, now_ms=0, deck="Root", retired=())
        asked_once(store)  # when all this is needed: a question of the first start
    return tmp_path


@pytest.fixture
def terminal(folder: Path) -> Iterator[Terminal]:
    opened = Terminal(folder)
    yield opened
    opened.close()


def answers(folder: Path) -> list[tuple[str, Rating | None]]:
    with Store.open(folder / "reviews.sqlite") as store:
        return [(event.card, event.rating) for event in store.events()]


def test_a_sitting_from_the_first_card_to_the_shell(terminal: Terminal, folder: Path) -> None:
    first = terminal.begun("What is alpha?")
    assert "Module" in first.split("\n")[0]
    assert "3 new" in first.split("\n")[0]
    terminal.keys("Space")
    second = terminal.screen(until="4 Easy")
    assert "the answer to alpha" in second
    terminal.keys("4")
    terminal.screen(until="What is beta?")
    assert answers(folder) == [("alpha", Rating.EASY)], "written before the next card shows"
    terminal.keys("q")
    left = terminal.screen(until="exit 0")
    assert "1 answer · 0:0" in left


def test_ctrl_c_loses_nothing_and_the_next_sitting_goes_on(folder: Path) -> None:
    one = Terminal(folder)
    one.begun("What is alpha?")
    one.keys("Space", "4")
    one.screen(until="What is beta?")
    one.keys("C-c")
    one.screen(until="exit 0")
    one.close()
    two = Terminal(folder)
    two.begun("What is beta?")
    two.close()
    assert answers(folder) == [("alpha", Rating.EASY)]


def test_the_editor_opens_at_the_line_and_the_screen_comes_back(folder: Path) -> None:
    script = folder / "editor.sh"
    script.write_text('#!/bin/sh\necho "EDITING $*"\nread -r line\n')
    script.chmod(0o755)
    terminal = Terminal(folder, env=f"VISUAL= EDITOR={shlex.quote(str(script))}")
    try:
        terminal.begun("What is alpha?")
        terminal.keys("e")
        terminal.screen(until=f"EDITING +3 {folder / 'd.md'}"[:60])
        terminal.keys("Enter")
        back = terminal.screen(until="flashcards build")
        assert "What is alpha?" in back
        terminal.keys("Space")
        terminal.screen(until="the answer to alpha")
    finally:
        terminal.close()


@pytest.mark.parametrize("size", [(30, 15), (140, 50)])
def test_narrow_and_wide(size: tuple[int, int], folder: Path) -> None:
    terminal = Terminal(folder, size=size, env="NO_COLOR=1")
    try:
        terminal.begun("What is alpha?")
        terminal.keys("Space")
        shown = terminal.screen(until="Easy")
        assert "the answer to alpha" in shown
        assert max(map(len, shown.split("\n"))) <= size[0]
    finally:
        terminal.close()
