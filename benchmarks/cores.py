"""What a second core brings to the first build of many documents.

The clock shows little where other programs want the cores, too; so the processor time of each
process is told as well: no clock can show less than the command's own and its busiest worker's.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path

from benchmarks import corpus
from benchmarks.documents import FLASHCARDS

DOCUMENTS = 1_000
_LOOK = 0.1
"""Seconds between two looks at the processes."""
_TICKS = os.sysconf("SC_CLK_TCK")


def one(work: Path, cores: int) -> dict[str, float]:
    """Seconds of a first build on so many cores: by the clock, of all processes, at the least."""
    for made in ("out", "cards", "cache"):
        shutil.rmtree(work / made, ignore_errors=True)
    mine = sorted(os.sched_getaffinity(0))[:cores]
    command: list[str | Path] = [FLASHCARDS, "build", "source", "--out", "out", "--cards", "cards"]
    environment = os.environ | {"FLASHCARDS_CACHE": str(work / "cache")}
    os.sched_setaffinity(0, mine)  # what is started here may use no others
    try:
        begun = time.perf_counter()
        with subprocess.Popen(
            command,
            cwd=work,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as running:
            used: dict[int, float] = {}
            while running.poll() is None:
                used |= _processor(running.pid)
                time.sleep(_LOOK)
        wall = time.perf_counter() - begun
    finally:
        os.sched_setaffinity(0, range(os.cpu_count() or 1))
    if running.returncode:
        raise subprocess.CalledProcessError(running.returncode, command)
    own = used.pop(running.pid)
    return {
        "clock": wall,
        "processor": own + sum(used.values()),
        "least": own + max(used.values(), default=0.0),
    }


def _processor(pid: int) -> dict[int, float]:
    """Seconds of a process and of those that it started, by their ids."""
    found: dict[int, float] = {}
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        started = [one.read_text() for one in Path(f"/proc/{pid}/task").glob("*/children")]
    except OSError:  # it has ended
        return found
    found[pid] = (int(fields[11]) + int(fields[12])) / _TICKS
    for child in " ".join(started).split():
        found |= _processor(int(child))
    return found


def main(work: Path) -> dict[str, object]:
    """Print both builds; their figures for the record."""
    shutil.rmtree(work, ignore_errors=True)
    corpus.write_documents(work / "source", DOCUMENTS)
    costs = {cores: one(work, cores) for cores in (1, 2)}
    print(f"\n## {DOCUMENTS:,} documents on one core and on two\n")
    print("| cores | clock s | processor s | at the least s |\n|---|---:|---:|---:|")
    for cores, cost in costs.items():
        figures = " | ".join(f"{cost[name]:.1f}" for name in ("clock", "processor", "least"))
        print(f"| {cores} | {figures} |", flush=True)
    return {str(cores): cost for cores, cost in costs.items()}
