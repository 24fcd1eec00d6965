"""Computed problems: variants a second, live checks against bare calls, a whole verification."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks import sampler_checks
from benchmarks.documents import FLASHCARDS
from benchmarks.measure import Cost, cost
from flashcards.problems import FAMILIES, Family, check, draw
from flashcards.problems.variant import variant_of

VARIANTS = 300
ROUNDS = 3
QUESTIONS = 20_000
SIZES = (4, 10, 40, 200)
WHOLE = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """What a variant of a family takes, in seconds, on one core.

    Attributes:
        floor: to render statement, steps and answer of parameters that are there already.
        drawn: to draw it, with all that makes it sound.
        checked: to hold its answer against every numeric oracle.
    """

    floor: float
    drawn: float
    checked: float

    @property
    def verified_a_second(self) -> float:
        """Variants drawn and checked in a second."""
        return 1 / (self.drawn + self.checked)

    @property
    def ratio(self) -> float:
        """All of it against the floor."""
        return (self.drawn + self.checked) / self.floor


def rate(family: Family) -> Rate:
    """Time the first variants of a family."""
    variants = [draw(family, seed) for seed in range(VARIANTS)]  # templates are compiled now

    def floor() -> None:
        for variant in variants:
            made = variant_of(family, variant.ask, variant.parameters, seed=variant.seed)
            assert made.answer

    def drawn() -> None:
        for seed in range(VARIANTS):
            draw(family, seed)

    def checked() -> None:
        for variant in variants:
            check(variant)

    return Rate(floor=_each(floor), drawn=_each(drawn), checked=_each(checked))


def _each(run: Callable[[], None]) -> float:
    times = []
    for _round in range(ROUNDS):
        begin = time.perf_counter()
        run()
        times.append(time.perf_counter() - begin)
    return statistics.median(times) / VARIANTS


def rates() -> dict[str, Rate]:
    """Of every family."""
    return {name: rate(family) for name, family in FAMILIES.items()}


def live() -> dict[str, dict[str, float]]:
    """Sampler questions a second by each way, by the number of logits."""
    found = {f"{size} logits": sampler_checks.measure(QUESTIONS, size) for size in SIZES}
    return {**found, "10, every chain another": sampler_checks.measure_own_chains(QUESTIONS)}


def whole(work: Path) -> tuple[Cost, Cost]:
    """`flashcards verify` of many variants of all families, and its start with one of each."""
    work.mkdir(parents=True, exist_ok=True)
    (work / "pyproject.toml").write_text('[tool.flashcards]\nout = "."\n', encoding="utf-8")
    many = cost([FLASHCARDS, "verify", "--variants", str(WHOLE)], runs=1, cwd=work)
    start = cost([FLASHCARDS, "verify", "--variants", "1"], runs=3, cwd=work)
    return many, start


def main(work: Path) -> dict[str, object]:
    """Print the three tables; their figures for the record."""
    all_rates = rates()
    print("\n## Computed problems\n")
    print(
        "| family | verified a second | draw ms | check ms | × floor |\n|---|---:|---:|---:|---:|"
    )
    for name, one in all_rates.items():
        print(
            f"| {name} | {one.verified_a_second:,.0f} | {one.drawn * 1e3:.2f} "
            f"| {one.checked * 1e3:.2f} | {one.ratio:.2f} |"
        )
    checks = live()
    print("\n| sampler question | a second | × bare calls | × bare calls by numpy |")
    print("|---|---:|---:|---:|")
    for size, ways in checks.items():
        mine = ways["worker"]
        bare = ways["bare"] / mine
        numpy = f"{ways['bare, numpy'] / mine:.2f}" if "bare, numpy" in ways else ""
        print(f"| {size} | {mine:,.0f} | {bare:.2f} | {numpy} |")
    many, start = whole(work)
    total = WHOLE * len(FAMILIES)
    print(
        f"\n`flashcards verify --variants {WHOLE}`: {total:,} variants in {many.seconds:.1f} s, "
        f"{many.seconds / start.seconds:.1f} × the same command with one variant of each."
    )
    return {
        "rates": {n: [r.floor, r.drawn, r.checked] for n, r in all_rates.items()},
        "live": checks,
        "whole": [many.seconds, start.seconds],
    }


if __name__ == "__main__":
    main(Path("build") / "benchmarks" / "problems")
    sys.exit(0)
