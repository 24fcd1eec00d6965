"""Verification of families over many seeds, in pieces that any executor can work on."""

from __future__ import annotations

import atexit
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, as_completed
from dataclasses import dataclass
from functools import cache
from typing import Any

from generator.oracles.examine import examine
from generator.oracles.live import Session
from generator.oracles.llama import Llama
from generator.oracles.outcome import Outcome, merged
from generator.problems import family

PIECE = 250
"""Variants in a piece: seconds of work at most, so that no core idles at the end."""

OnDone = Callable[[int, int], None]
"""Called with how many variants are done, and of how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Seeds of one family, from `first` on; plain enough to be sent to another machine."""

    family: str
    first: int
    count: int
    live: bool


class Inline(Executor):
    """An executor that works when asked and in the caller's own process."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Call at once; the future is done."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - it is handed on, as an executor does
            future.set_exception(error)
        return future


def pieces(names: Sequence[str], *, variants: int, first: int, live: bool) -> Iterator[Piece]:
    """The work: every family's seeds in pieces."""
    for name in names:
        for start in range(first, first + variants, PIECE):
            count = min(PIECE, first + variants - start)
            yield Piece(family=name, first=start, count=count, live=live)


def work(piece: Piece) -> Outcome:
    """Do one piece; its process keeps one llama.cpp worker for all pieces that come to it."""
    return examine(
        family(piece.family),
        range(piece.first, piece.first + piece.count),
        clock=time.perf_counter,
        session=_session() if piece.live else None,
    )


@cache
def _session() -> Session:
    llama = Llama()
    atexit.register(llama.close)
    return Session(llama)


def verify(
    names: Sequence[str],
    *,
    variants: int,
    first: int = 0,
    live: bool = False,
    executor: Executor | None = None,
    on_done: OnDone = lambda _done, _total: None,
) -> tuple[Outcome, ...]:
    """The outcome of each family, in the order given.

    Args:
        names: of families.
        variants: how many of each.
        first: the first seed; the others follow.
        live: whether llama.cpp runs, too.
        executor: any of `concurrent.futures`' form that can pickle; this process if None.
        on_done: told of the progress.
    """
    executor = executor or Inline()
    todo = list(pieces(names, variants=variants, first=first, live=live))
    futures: dict[Future[Outcome], int] = {}
    total, done = sum(piece.count for piece in todo), 0
    if isinstance(executor, Inline):
        parts = []
        for piece in todo:
            parts.append(work(piece))
            done += piece.count
            on_done(done, total)
    else:
        futures = {executor.submit(work, piece): at for at, piece in enumerate(todo)}
        found: list[Outcome | None] = [None] * len(todo)
        for future in as_completed(futures):
            at = futures[future]
            found[at] = future.result()
            done += todo[at].count
            on_done(done, total)
        parts = [part for part in found if part is not None]
    return tuple(merged(part for part in parts if part.family == name) for name in names)
