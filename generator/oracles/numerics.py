"""The second numeric method of each family, over many seeds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.problems import Family, draw
from generator.problems.family import ProblemError, check


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A variant whose routes to an answer disagree, or that cannot be drawn."""

    family: str
    seed: int
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What came of a family's check: `checked` variants agreed, with `max_rel_error` at most."""

    family: Family
    checked: int
    max_rel_error: float
    misconceptions: int
    failures: tuple[Failure, ...]


def verify(family: Family, seeds: Iterable[int]) -> Verdict:
    """Draw a variant for each seed and hold its two routes against each other."""
    checked = misconceptions = 0
    largest = 0.0
    failures: list[Failure] = []
    for seed in seeds:
        try:
            variant = draw(family, seed)
            largest = max(largest, check(variant))
        except ProblemError as error:
            failures.append(Failure(family=family.name, seed=seed, message=str(error)))
            continue
        checked += 1
        misconceptions += len(variant.misconceptions)
    return Verdict(
        family=family,
        checked=checked,
        max_rel_error=largest,
        misconceptions=misconceptions,
        failures=tuple(failures),
    )
