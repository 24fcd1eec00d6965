"""A bar on stderr for each stage of a work, whatever stages come, if a person watches."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


class Stages:
    """Called with a stage, how many are done and how many there are."""

    def __init__(self, drawn: Progress | None) -> None:
        self._drawn = drawn
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, what: str, done: int, total: int) -> None:
        """Draw it."""
        if self._drawn is None:
            return
        if what not in self._tasks:
            self._tasks[what] = self._drawn.add_task(what, total=None)
        self._drawn.update(self._tasks[what], completed=done, total=total)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """No bar while something else is written or asked."""
        if self._drawn is not None:
            self._drawn.stop()
        yield
        if self._drawn is not None:
            self._drawn.start()


@contextmanager
def stages() -> Iterator[Stages]:
    """Bars on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        yield Stages(None)
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as drawn:
        yield Stages(drawn)
