"""From start to the first card on the screen, in a pseudo-terminal, with 10,000 cards."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.documents import FLASHCARDS
from benchmarks.review_store import cards_of
from flashcards.review.session.planned import asked_once
from flashcards.review.store import Store

CARDS = 10_000
RUNS = 9
FRONT = b"alpha"
"""A word of every front, and of nothing else on the screen."""

BEGIN = b"begin"
"""What the first screen offers; the first card is one key away."""

DARK = b"\x1b]11;rgb:1111/1111/1111\x1b\\\x1b[?62c"
"""What a terminal replies when asked for its background and its kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """Median seconds.

    Attributes:
        first_card: from the command to the first card, the key that asks for it included.
        silent: the same on a terminal that does not say what colour it is.
        textual: to import Textual's app alone.
        first_card_cpu, textual_cpu: the same as time of the processor, which a busy machine
            changes less; the end of the program is in it.
    """

    first_card: float
    silent: float
    textual: float
    first_card_cpu: float
    textual_cpu: float

    @property
    def ratio(self) -> float:
        """The first card against the import."""
        return self.first_card / self.textual

    @property
    def ratio_cpu(self) -> float:
        """The same by the processor's time."""
        return self.first_card_cpu / self.textual_cpu

    @property
    def silence(self) -> float:
        """What a silent terminal costs, as a share of the import."""
        return (self.silent - self.first_card) / self.textual


def measure() -> Start:
    """Both in turn, so that a busy machine hinders both."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reviews.sqlite"
        with Store.open(path) as store:
            store.sync_cards(cards_of(CARDS), now_ms=0, deck="Many", retired=())
            asked_once(store)  # of the exam's date
        shown, silent, imported = [], [], []
        shown_cpu, imported_cpu = [], []
        for _run in range(RUNS):
            took, cpu = _first_card(path, DARK)
            shown.append(took)
            shown_cpu.append(cpu)
            silent.append(_first_card(path, b"")[0])
            took, cpu = _imported()
            imported.append(took)
            imported_cpu.append(cpu)
    return Start(
        first_card=statistics.median(shown),
        silent=statistics.median(silent),
        textual=statistics.median(imported),
        first_card_cpu=statistics.median(shown_cpu),
        textual_cpu=statistics.median(imported_cpu),
    )


def _imported() -> tuple[float, float]:
    begin = time.perf_counter()
    child = subprocess.Popen([sys.executable, "-c", "import textual.app"])
    cpu = _cpu(child.pid)
    return time.perf_counter() - begin, cpu


def _cpu(child: int) -> float:
    """Seconds of the processor that a child took, at its end."""
    used = os.wait4(child, 0)[2]
    return used.ru_utime + used.ru_stime


def _first_card(database: Path, says: bytes) -> tuple[float, float]:
    environment = {**os.environ, "FLASHCARDS_DB": str(database), "TERM": "xterm-256color"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # compiled at each start, all would be slower
    begin = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
        os.execve(FLASHCARDS, [str(FLASHCARDS), "review"], environment)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
    seen = b""
    begun = False
    while FRONT not in seen:
        if not begun and BEGIN in seen:
            begun = True
            os.write(terminal, b" ")
        ready, _, _ = select.select([terminal], [], [], 20)
        if not ready:
            raise RuntimeError(f"no card in 20 s: {seen[-500:]!r}")
        got = os.read(terminal, 1 << 16)
        if b"\x1b[c" in got and says:
            os.write(terminal, says)
        seen += got
    took = time.perf_counter() - begin
    os.write(terminal, b"\x03")
    try:
        while os.read(terminal, 1 << 16):
            pass
    except OSError:
        pass  # the terminal went with the program
    cpu = _cpu(child)
    os.close(terminal)
    return took, cpu


def main() -> dict[str, object]:
    """Print the table; its figures for the record."""
    found = measure()
    print(f"\n## Start of a review, {CARDS:,} cards\n")
    print("| what | s | ratio | ratio of the processor's time |\n|---|---:|---:|---:|")
    print(f"| `python -c 'import textual.app'` | {found.textual:.3f} | 1.00 | 1.00 |")
    first = f"{found.first_card:.3f} | {found.ratio:.2f} | {found.ratio_cpu:.2f}"
    print(f"| `flashcards review`, first card shown | {first} |")
    silent = f"{found.silent:.3f} | {found.silent / found.textual:.2f} |"
    print(f"| the same, on a terminal that says nothing of its colours | {silent} |")
    return {
        "first_card": found.first_card,
        "silent": found.silent,
        "textual": found.textual,
        "first_card_cpu": found.first_card_cpu,
        "textual_cpu": found.textual_cpu,
    }


if __name__ == "__main__":
    main()
