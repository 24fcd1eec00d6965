"""Verification of families over many seeds, in pieces that any executor can work on."""

from __future__ import annotations

import atexit
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, as_completed
from functools import cache
from typing import Any

from flashcards.oracles.examine import examine
from flashcards.oracles.live import Live, Session
from flashcards.oracles.llama import Llama
from flashcards.oracles.outcome import Outcome, merged
from flashcards.problems import Family
from flashcards.problems.pool import COUNT, variants_of
from flashcards.problems.registry import family
from flashcards.values import dataclass

PIECE = 250
"""Variants in a piece: seconds of work at most, so that no core idles at the end."""

OnDone = Callable[[int, int], None]
"""Called with how many variants are done, and of how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Some seeds of one family; plain enough to be sent to another machine."""

    family: str
    seeds: tuple[int, ...]
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


def pieces(work: Mapping[str, Sequence[int]], *, live: bool) -> Iterator[Piece]:
    """Every family's seeds in pieces."""
    for name, seeds in work.items():
        for start in range(0, len(seeds), PIECE):
            yield Piece(family=name, seeds=tuple(seeds[start : start + PIECE]), live=live)


def pool_seeds(names: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """The seeds of the variants that the deck's cards hold, of each family."""
    found: dict[str, tuple[int, ...]] = {}
    for name in names:
        kind = family(name)
        found[name] = tuple(
            variant.seed for ask in kind.asks for variant in variants_of(kind, ask, count=COUNT)
        )
    return found


def examined(piece: Piece) -> Outcome:
    """Do one piece; its process keeps one llama.cpp worker for all pieces that come to it."""
    return examine(
        family(piece.family),
        piece.seeds,
        clock=time.perf_counter,
        session=_session() if piece.live else None,
    )


@cache
def _session() -> Session:
    llama = Llama()
    atexit.register(llama.close)
    return Session(llama)


def verify(
    work: Mapping[str, Sequence[int]],
    *,
    live: bool = False,
    executor: Executor | None = None,
    on_done: OnDone = lambda _done, _total: None,
) -> tuple[Outcome, ...]:
    """The outcome of each family, in the order given.

    Args:
        work: names of families, each with its seeds.
        live: whether llama.cpp runs, too.
        executor: any of `concurrent.futures`' form that can pickle; this process if None.
        on_done: told of the progress.
    """
    executor = executor or Inline()
    todo = list(pieces(work, live=live))
    total, done = sum(len(piece.seeds) for piece in todo), 0
    if isinstance(executor, Inline):
        parts = []
        for piece in todo:
            parts.append(examined(piece))
            done += len(piece.seeds)
            on_done(done, total)
    else:
        futures = {executor.submit(examined, piece): at for at, piece in enumerate(todo)}
        found: list[Outcome | None] = [None] * len(todo)
        for future in as_completed(futures):
            at = futures[future]
            found[at] = future.result()
            done += len(todo[at].seeds)
            on_done(done, total)
        parts = [part for part in found if part is not None]
    return tuple(merged(part for part in parts if part.family == name) for name in work)


def verify_found(
    families: Iterable[tuple[Family, Live | None]],
    seeds: Sequence[int],
    *,
    live: bool = False,
    on_done: OnDone = lambda _done, _total: None,
) -> tuple[Outcome, ...]:
    """The outcome of each family of a document, in this process.

    Args:
        families: each with its route to llama.cpp, if it has one.
        seeds: of the variants.
        live: whether llama.cpp runs, too.
        on_done: told of the progress.
    """
    some = list(families)
    outcomes = []
    for done, (one, route) in enumerate(some):
        on_done(done, len(some))
        session = _session() if live and route is not None else None
        outcomes.append(examine(one, seeds, clock=time.perf_counter, session=session, route=route))
    on_done(len(some), len(some))
    return tuple(outcomes)
