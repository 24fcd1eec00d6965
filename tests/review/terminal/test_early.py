"""The program in a terminal of its own, while it is loading: what is shown, typed and left."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from flashcards.review.model import Rating
from flashcards.review.store import Store
from flashcards.review.terminal.early import Early
from tests.review.terminal.test_tmux import answers, folder

__all__ = ["folder"]

ROOT = Path(__file__).resolve().parents[3]
PATIENCE_S = 60
BLACK = b"\x1b]11;rgb:0000/0000/0000\x1b\\"
WHITE = b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\"
KIND = b"\x1b[?62;22c"
ENTER, LEAVE = b"\x1b[?1049h", b"\x1b[?1049l"
TEXTUAL = b"\x1b[?1000h"
"""The first sign of Textual's that ours has not: it wants to hear of the mouse."""

LIGHT_GROUND = b"48;2;251;250;247"


class Terminal:
    """A terminal that answers what it is told to, and shows nothing by itself."""

    def __init__(self, folder: Path, *words: str, **environ: str) -> None:
        self.own, self.theirs = pty.openpty()
        fcntl.ioctl(self.own, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.before = termios.tcgetattr(self.theirs)
        self.seen = b""
        clean = {k: v for k, v in os.environ.items() if k not in {"SSH_CONNECTION", "COLORFGBG"}}
        self.program = subprocess.Popen(
            [sys.executable, "-m", "flashcards", "review", "--db", "reviews.sqlite", *words],
            stdin=self.theirs, stdout=self.theirs, stderr=self.theirs, cwd=folder,
            env={
                **clean, "PYTHONPATH": str(ROOT / "generator"), "TERM": "xterm-256color",
                "COLORTERM": "truecolor", **environ,
            },
            preexec_fn=_own_terminal,  # noqa: PLW1509 - no threads here
        )  # fmt: skip

    def until(self, *signs: bytes) -> None:
        """Read until all this was seen since the last time."""
        end = time.monotonic() + PATIENCE_S
        while not all(sign in self.seen for sign in signs):
            ready, _, _ = select.select([self.own], [], [], max(end - time.monotonic(), 0))
            assert ready, (signs, self.seen[-2000:])
            self.seen += os.read(self.own, 1 << 16)
        self.kept, self.seen = self.seen, b""

    def type(self, keys: bytes) -> None:
        os.write(self.own, keys)

    def ended(self) -> int:
        """The code that it ends with; it must have left the terminal as it was."""
        end = time.monotonic() + PATIENCE_S
        while True:
            assert time.monotonic() < end, self.seen[-2000:]
            ready, _, _ = select.select([self.own], [], [], 0.05)
            if ready:
                self.seen += os.read(self.own, 1 << 16)
            elif self.program.poll() is not None:
                break
        assert termios.tcgetattr(self.theirs) == self.before
        return self.program.wait()

    def close(self) -> None:
        self.program.kill()
        self.program.wait()
        os.close(self.own)
        os.close(self.theirs)


def _own_terminal() -> None:
    os.setsid()
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    # Who starts the tests in the background leaves them deaf to the sign of Ctrl-C.
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def terminal(folder: Path) -> Iterator[Terminal]:
    opened = Terminal(folder)
    yield opened
    opened.close()


def test_how_things_stand_is_shown_before_textual_is_there(terminal: Terminal) -> None:
    terminal.until(b"begin")
    assert ENTER in terminal.kept
    assert TEXTUAL not in terminal.kept
    terminal.until(TEXTUAL, b"begin")
    assert ENTER not in terminal.kept, "the screen is not cleared when Textual takes it over"
    terminal.type(b"q")
    assert terminal.ended() == 0
    assert terminal.seen.count(LEAVE) == 1


def test_who_is_quick_sees_the_first_card_at_once_and_no_key_is_lost(
    terminal: Terminal, folder: Path
) -> None:
    terminal.until(b"begin")
    terminal.type(b"\r")
    terminal.until(b"alpha")
    assert TEXTUAL not in terminal.kept
    terminal.type(b" 4 \x1b[A3q")
    assert terminal.ended() == 0
    assert answers(folder) == [("alpha", Rating.EASY), ("beta", Rating.GOOD)]
    assert b"2 answers" in terminal.seen


def test_keys_that_come_before_the_first_screen_count(folder: Path) -> None:
    terminal = Terminal(folder)
    terminal.type(b"  2q")
    try:
        assert terminal.ended() == 0
        assert answers(folder) == [("alpha", Rating.HARD)]
    finally:
        terminal.close()


@pytest.mark.parametrize("while_loading", [False, True])
def test_ctrl_c_ends_it_and_leaves_the_terminal_as_it_was(
    while_loading: bool, terminal: Terminal, folder: Path
) -> None:
    terminal.until(b"begin", *(() if while_loading else (TEXTUAL,)))
    terminal.type(b"\x03")
    assert terminal.ended() == 0
    assert LEAVE in terminal.seen
    assert b"0 answers" in terminal.seen.rpartition(LEAVE)[2]
    assert b"Traceback" not in terminal.seen
    assert answers(folder) == []


def test_a_terminal_that_is_light_is_drawn_so(terminal: Terminal) -> None:
    terminal.until(b"\x1b[c")
    terminal.type(WHITE + KIND)
    terminal.until(LIGHT_GROUND, b"begin")
    terminal.until(TEXTUAL, LIGHT_GROUND)
    terminal.type(b"q")
    assert terminal.ended() == 0


def test_an_answer_that_comes_late_is_no_key(terminal: Terminal, folder: Path) -> None:
    terminal.until(b"begin")
    terminal.until(TEXTUAL, b"begin")
    terminal.type(b" ")
    terminal.until(b"alpha")
    terminal.type(BLACK + KIND + b" 4q")
    assert terminal.ended() == 0
    assert answers(folder) == [("alpha", Rating.EASY)]
    with Store.open(folder / "reviews.sqlite") as store:
        assert not any(state.suspended or state.buried_day for state in store.states().values())


def test_an_answer_in_two_pieces_is_no_key(terminal: Terminal, folder: Path) -> None:
    terminal.until(b"begin")
    terminal.type(b" " + BLACK[:9])
    terminal.until(b"alpha")
    terminal.type(BLACK[9:] + KIND + b" 4q")
    assert terminal.ended() == 0
    assert answers(folder) == [("alpha", Rating.EASY)]


def test_a_screen_of_another_size_is_drawn_anew(terminal: Terminal) -> None:
    terminal.until(b"begin")
    fcntl.ioctl(terminal.own, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
    terminal.until(b"\x1b[30;", b"begin")
    terminal.type(b"q")
    assert terminal.ended() == 0


def test_a_terminal_without_colours_waits_for_textual(folder: Path) -> None:
    terminal = Terminal(folder, NO_COLOR="1")
    try:
        terminal.until(b"begin")
        assert TEXTUAL in terminal.kept
        terminal.type(b" ")
        terminal.until(b"alpha")
        terminal.type(b"q")
        assert terminal.ended() == 0
    finally:
        terminal.close()


@pytest.mark.parametrize("cut", range(len(WHITE)))
def test_an_answer_may_be_cut_anywhere(cut: int) -> None:
    early = Early({"TERM": "xterm-256color"})
    first = early.sifted(b"a" + WHITE[:cut])
    if cut == 1:  # a lone escape is a key
        assert first == b"a\x1b"
    else:
        assert first + early.sifted(WHITE[cut:] + b"b" + KIND) == b"ab"
        assert early.light is True


def test_what_only_began_like_an_answer_is_typed_after_all() -> None:
    early = Early({"TERM": "xterm-256color"})
    assert early.sifted(b"\x1b]") == b""
    assert early.held() == b"\x1b]"
    assert early.held() == b""


def test_only_a_terminal_is_drawn_on(capfd: pytest.CaptureFixture[str]) -> None:
    with Early({"TERM": "xterm-256color"}) as early:
        early.draw(lambda _width, _height: [[("x", "")]])
        assert not early.shown
    assert capfd.readouterr() == ("", "")
