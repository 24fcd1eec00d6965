"""Work on several cores: what each item of many gives, in their order."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Executor

_Item = TypeVar("_Item")
_Made = TypeVar("_Made")

COLLECT_RARELY = (100_000, 20, 100)
"""Thresholds for `gc`. A run makes many values that live to its end; to look through them again
and again costs a tenth of the time. Trees of tokens are cyclic, so never collecting is no way."""

_SHARES = 16
"""Portions of the items that each worker gets in turn: few to send, and none idle at the end."""


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):  # not on every system
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def executor(jobs: int) -> Iterator[Executor | None]:
    """Processes to work in; None where one job is to be done here."""
    if jobs <= 1:
        yield None
        return
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    # Spawned, not forked: nothing of this process leaks into the workers.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=_prepare) as made:
        try:
            yield made
        except BaseException:
            made.shutdown(wait=False, cancel_futures=True)
            raise


def each(
    make: Callable[[_Item], _Made], items: Sequence[_Item], *, jobs: int = 1
) -> Iterator[_Made]:
    """What a function makes of each item, in their order.

    Args:
        make: a function of a module; what it raises is raised when its item's turn comes.
        items: what to make it of; with more than one job, they and what is made are pickled.
        jobs: in how many processes.
    """
    jobs = min(jobs, len(items))
    with executor(jobs) as workers:
        if workers is None:
            yield from map(make, items)
        else:
            yield from workers.map(make, items, chunksize=1 + len(items) // (jobs * _SHARES))


def _prepare() -> None:
    """Make a worker's process like the command's own; who interrupts speaks to that."""
    gc.set_threshold(*COLLECT_RARELY)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
