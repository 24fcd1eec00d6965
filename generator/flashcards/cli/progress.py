"""A progress bar on stderr, if a person watches."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from flashcards.pipeline import Progress, silent


@contextmanager
def watched() -> Iterator[Progress]:
    """Progress to hand to the pipeline: a bar on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        yield silent
        return
    with _bars(("reading", "computing", "matching", "packing")) as update:
        yield update


@contextmanager
def bar(what: str) -> Iterator[Callable[[int, int], None]]:
    """One bar, for (done, total); nothing where no person watches."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    with _bars((what,)) as update:
        yield lambda done, total: update(what, done, total)


@contextmanager
def _bars(names: Sequence[str]) -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as drawn:
        tasks = {name: drawn.add_task(name, total=None) for name in names}

        def update(what: str, done: int, total: int) -> None:
            drawn.update(tasks[what], completed=done, total=total)

        yield update
