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
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.documents import FLASHCARDS
from benchmarks.review_store import cards_of
from flashcards.review.session.planned import asked_once
from flashcards.review.store import Store

CARDS = 10_000
RUNS = 15
FRONT = b"alpha"
"""A word of every front, and of nothing else on the screen."""

BEGIN = b"begin"
"""What the first screen offers; the first card is one key away."""

DARK = b"\x1b]11;rgb:1111/1111/1111\x1b\\\x1b[?62c"
"""What a terminal replies when asked for its background and its kind."""


BACK = b"meaning"
"""A word of every answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """Median seconds from the command to what is seen, keys pressed at once.

    Attributes:
        begin: to how things stand.
        first_card: to the first card, the key that asks for it included.
        answer: to its answer; Textual is there then.
        silent: to the first card on a terminal that does not say what colour it is.
        textual: to import Textual's app alone.
        cpu: time of the processor until the first card, which a busy machine changes less.
        textual_cpu: the same of the import, the interpreter's end included.
        ratios: of each run's first card to the import that followed it: time, processor's time.
        silence: what the silent terminal costs, run by run.
    """

    begin: float
    first_card: float
    answer: float
    silent: float
    textual: float
    cpu: float
    textual_cpu: float
    ratios: tuple[float, float]
    silence: float


def measure() -> Start:
    """All in turn, so that a busy machine hinders all."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reviews.sqlite"
        with Store.open(path) as store:
            store.sync_cards(cards_of(CARDS), now_ms=0, deck="Many", retired=())
            asked_once(store)  # of the exam's date
        _run(path, DARK)  # so that all is compiled
        runs = [(_run(path, DARK), _run(path, b""), _imported()) for _ in range(RUNS)]

    def median(number: int, name: str) -> float:
        return float(statistics.median(getattr(run[number], name) for run in runs))

    def ratio(name: str) -> float:
        return float(statistics.median(getattr(a, name) / getattr(b, name) for a, _, b in runs))

    return Start(
        begin=median(0, "begin"),
        first_card=median(0, "card"),
        answer=median(0, "answer"),
        silent=median(1, "card"),
        textual=median(2, "card"),
        cpu=median(0, "cpu"),
        textual_cpu=median(2, "cpu"),
        ratios=(ratio("card"), ratio("cpu")),
        silence=statistics.median(two.card - one.card for one, two, _ in runs),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """Seconds of one run; of the import all but `cpu` are its end."""

    begin: float
    card: float
    answer: float
    cpu: float


def _imported() -> _Run:
    begin = time.perf_counter()
    child = subprocess.Popen([sys.executable, "-c", "import textual.app"])
    used = os.wait4(child.pid, 0)[2]
    took = time.perf_counter() - begin
    return _Run(begin=took, card=took, answer=took, cpu=used.ru_utime + used.ru_stime)


def _used(child: int) -> float:
    """Seconds of the processor that a running program has taken, all its threads together."""
    tasks = Path(f"/proc/{child}/task").glob("*/schedstat")
    return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9


def _run(database: Path, says: bytes) -> _Run:
    environment = {**os.environ, "FLASHCARDS_DB": str(database), "TERM": "xterm-256color"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # compiled at each start, all would be slower
    start = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
        os.execve(FLASHCARDS, [str(FLASHCARDS), "review"], environment)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
    seen = b""

    def until(sign: bytes) -> float:
        """When this is shown, after all that was waited for before."""
        nonlocal seen
        while sign not in seen:
            ready, _, _ = select.select([terminal], [], [], 20)
            if not ready:
                raise RuntimeError(f"no {sign!r} in 20 s: {seen[-500:]!r}")
            got = os.read(terminal, 1 << 16)
            if b"\x1b[c" in got and says:
                os.write(terminal, says)
            seen += got
        seen = seen.partition(sign)[2]
        return time.perf_counter() - start

    begin = until(BEGIN)
    os.write(terminal, b" ")
    card = until(FRONT)
    cpu = _used(child)
    os.write(terminal, b" ")
    answer = until(BACK)
    os.write(terminal, b"q")
    try:
        while os.read(terminal, 1 << 16):
            pass
    except OSError:
        pass  # the terminal went with the program
    os.waitpid(child, 0)
    os.close(terminal)
    return _Run(begin=begin, card=card, answer=answer, cpu=cpu)


def main() -> dict[str, object]:
    """Print the table; its figures for the record."""
    found = measure()
    print(f"\n## Start of a review, {CARDS:,} cards\n")
    print("| what | s | of the import |\n|---|---:|---:|")
    for name, seconds in (
        ("`python -c 'import textual.app'`", found.textual),
        ("`flashcards review`, how things stand", found.begin),
        ("its first card, asked for at once", found.first_card),
        ("the same, on a terminal that says nothing of its colours", found.silent),
        ("its answer, asked for at once", found.answer),
    ):
        print(f"| {name} | {seconds:.3f} | {seconds / found.textual:.2f} |")
    time_, cpu = found.ratios
    print(f"\nRun by run, the first card takes {time_:.2f} of the import; {cpu:.2f} by the")
    print(f"processor's time. The silent terminal costs {found.silence * 1000:.0f} ms.")
    return asdict(found)


if __name__ == "__main__":
    main()
