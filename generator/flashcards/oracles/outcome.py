"""What came of holding a family's routes to an answer against each other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flashcards.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A variant whose routes to an answer disagree, that cannot be drawn, or not be run."""

    family: str
    seed: int
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How one oracle fared.

    Attributes:
        name: the oracle's.
        checked: variants that it agreed on.
        max_rel_error: the largest relative difference among them.
        tolerance: the largest that is allowed.
        live: whether llama.cpp gave its answers.
        runs: of a live one, how many different questions llama.cpp was asked; variants that ask
            it the same share one run.
    """

    name: str
    checked: int
    max_rel_error: float
    tolerance: float
    live: bool = False
    runs: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one family, or of a part of its seeds.

    Attributes:
        family: its name.
        variants: how many were drawn.
        oracles: a tally each.
        misconceptions: names of the wrong ways that were met, `ask/name`.
        seconds: of work, on however many cores.
        failures: variants that failed.
    """

    family: str
    variants: int
    oracles: tuple[Tally, ...]
    misconceptions: frozenset[str]
    seconds: float
    failures: tuple[Failure, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The object that `flashcards verify --json` lists."""
        return {
            "name": self.family,
            "variants": self.variants,
            "oracles": [
                {
                    "name": one.name,
                    "checked": one.checked,
                    "max_rel_error": one.max_rel_error,
                    "tolerance": one.tolerance,
                    **({"live": True, "runs": one.runs} if one.live else {}),
                }
                for one in self.oracles
            ],
            "misconceptions": len(self.misconceptions),
            "seconds": round(self.seconds, 4),
        }


def merged(parts: Iterable[Outcome]) -> Outcome:
    """One family's outcome from those of its parts; tallies of one oracle add up."""
    some = list(parts)
    tallies: dict[str, Tally] = {}
    for tally in (tally for part in some for tally in part.oracles):
        known = tallies.get(tally.name)
        tallies[tally.name] = tally if known is None else _added(known, tally)
    return Outcome(
        family=some[0].family,
        variants=sum(part.variants for part in some),
        oracles=tuple(tallies.values()),
        misconceptions=frozenset().union(*(part.misconceptions for part in some)),
        seconds=sum(part.seconds for part in some),
        failures=tuple(failure for part in some for failure in part.failures),
    )


def _added(one: Tally, other: Tally) -> Tally:
    return Tally(
        name=one.name,
        checked=one.checked + other.checked,
        max_rel_error=max(one.max_rel_error, other.max_rel_error),
        tolerance=max(one.tolerance, other.tolerance),
        live=one.live,
        runs=one.runs + other.runs,
    )
