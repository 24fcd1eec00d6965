"""One run of a command: wall seconds, seconds of CPU and peak memory of the whole process."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

# Every tool may keep its compiled bytecode, as it would on a desk.
_ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What runs of one command took: median times, their spread, and the peak memory.

    Attributes:
        seconds: median of the runs, by the clock on the wall.
        fastest, slowest: seconds.
        cpu: median of the seconds that it and the processes it started computed.
        megabytes: largest resident set of any run, 10^6 bytes.
    """

    seconds: float
    fastest: float
    slowest: float
    cpu: float
    megabytes: float


def nothing() -> None:
    """For commands that need no preparation."""


def cost(
    command: Sequence[str | Path],
    *,
    runs: int,
    cwd: Path | None = None,
    prepare: Callable[[], None] = nothing,
    environment: Mapping[str, str] = MappingProxyType({}),
) -> Cost:
    """Run a command several times, after one run that only warms the file cache.

    `prepare` is called before each run and not measured; `environment` is added to ours.

    Raises:
        RuntimeError: the command failed; what it said is in the message.
    """
    walls: list[float] = []
    cpus: list[float] = []
    peak = 0
    for run in range(runs + 1):
        prepare()
        wall, cpu, kilobytes = _once([str(part) for part in command], cwd, environment)
        if run:
            walls.append(wall)
            cpus.append(cpu)
            peak = max(peak, kilobytes)
    return Cost(
        seconds=statistics.median(walls),
        fastest=min(walls),
        slowest=max(walls),
        cpu=statistics.median(cpus),
        megabytes=peak * 1024 / 1e6,
    )


def _once(
    command: list[str], cwd: Path | None, environment: Mapping[str, str]
) -> tuple[float, float, int]:
    """Wall seconds, CPU seconds and peak resident kibibytes of one run, by wait4."""
    start = time.perf_counter()
    with subprocess.Popen(
        command,
        cwd=cwd,
        env={**_ENVIRONMENT, **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as process:
        assert process.stdout is not None
        said = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)}: {said.decode(errors='replace')[-2000:]}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss
