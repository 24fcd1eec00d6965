"""One piece of verification: some seeds of one family, by numerics and, if wanted, live."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import field
from fractions import Fraction

from flashcards.oracles.live import LIVE, Live, Session
from flashcards.oracles.llama import LlamaError
from flashcards.oracles.outcome import Failure, Outcome, Tally
from flashcards.problems import Family, ProblemError, Variant, check, draw
from flashcards.problems.variant import difference
from flashcards.values import dataclass

Clock = Callable[[], float]
"""Seconds, from any start."""


@dataclass(slots=True)
class _Running:
    """A tally in the making."""

    tolerance: float
    live: bool = False
    checked: int = 0
    largest: float = 0.0
    runs: int = 0

    def agreed(self, error: float) -> None:
        self.checked += 1
        self.largest = max(self.largest, error)


@dataclass(slots=True)
class _Examination:
    family: Family
    tallies: dict[str, _Running] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list)
    misconceptions: set[str] = field(default_factory=set)

    def fail(self, seed: int, message: str) -> None:
        self.failures.append(Failure(family=self.family.name, seed=seed, message=message))

    def tally(self, name: str, tolerance: float, *, live: bool = False) -> _Running:
        running = self.tallies.setdefault(name, _Running(tolerance, live))
        running.tolerance = max(running.tolerance, tolerance)
        return running


def examine(
    family: Family,
    seeds: Iterable[int],
    *,
    clock: Clock,
    session: Session | None = None,
    route: Live | None = None,
) -> Outcome:
    """Draw a variant for each seed and hold all its routes against each other.

    Args:
        family: which.
        seeds: a variant each.
        clock: to time it.
        session: with llama.cpp, for asks that have a live route; None leaves these out.
        route: of a problem of a document; those of families stand in a table.
    """
    began = clock()
    state = _Examination(family)
    variants = list(_drawn(state, seeds))
    sound = [variant for variant in variants if _by_numerics(state, variant)]
    if session is not None:
        _live(state, sound, session, route)
    return Outcome(
        family=family.name,
        variants=len(variants),
        oracles=tuple(
            Tally(
                name=name,
                checked=one.checked,
                max_rel_error=one.largest,
                tolerance=one.tolerance,
                live=one.live,
                runs=one.runs,
            )
            for name, one in state.tallies.items()
        ),
        misconceptions=frozenset(state.misconceptions),
        seconds=clock() - began,
        failures=tuple(state.failures),
    )


def _drawn(state: _Examination, seeds: Iterable[int]) -> Iterable[Variant]:
    for seed in seeds:
        try:
            variant = draw(state.family, seed)
        except ProblemError as error:
            state.fail(seed, str(error))
            continue
        state.misconceptions.update(f"{variant.ask.name}/{w.name}" for w in variant.misconceptions)
        yield variant


def _by_numerics(state: _Examination, variant: Variant) -> bool:
    tallies = {o.name: state.tally(o.name, o.agreement) for o in variant.ask.oracles}
    try:
        for name, error in check(variant).items():
            tallies[name].agreed(error)
    except ProblemError as error:
        state.fail(variant.seed, str(error))
        return False
    return True


def _live(
    state: _Examination, variants: Sequence[Variant], session: Session, known: Live | None
) -> None:
    by_route: dict[Live, list[Variant]] = defaultdict(list)
    for variant in variants:
        route = known or LIVE.get((state.family.name, variant.ask.name))
        if route is not None:
            by_route[route].append(variant)
    for route, some in by_route.items():
        tally = state.tally(route.name, route.agreement, live=True)
        before = session.runs
        try:
            found = route.compute(session, some)
        except LlamaError as error:
            state.fail(some[0].seed, f"{state.family.name}: {route.name}: {error}")
            continue
        tally.runs += session.runs - before
        for variant, value in zip(some, found, strict=True):
            if value is not None:
                _compare(state, tally, route, variant, value)


def _compare(
    state: _Examination, tally: _Running, route: Live, variant: Variant, value: float | Fraction
) -> None:
    # Not `<=`: a NaN must not pass.
    error = difference(variant, value) if value == value else float("inf")  # noqa: PLR0124
    if error <= route.agreement:
        tally.agreed(error)
    else:
        state.fail(
            variant.seed,
            f"{state.family.name}, seed {variant.seed}: {route.name} gives {float(value):.10g}, "
            f"{error:.3g} from the exact {float(variant.value):.10g}, "
            f"more than {route.agreement:.3g} "
            f"(flashcards problem {state.family.name} --seed {variant.seed})",
        )
