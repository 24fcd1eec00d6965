"""A progress bar on stderr, if a person watches."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from generator.pipeline import Progress, silent


@contextmanager
def watched() -> Iterator[Progress]:
    """Progress to hand to the pipeline: a bar on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        tasks = {
            name: bar.add_task(name, total=None) for name in ("reading", "matching", "packing")
        }

        def update(what: str, done: int, total: int) -> None:
            bar.update(tasks[what], completed=done, total=total)

        yield update
