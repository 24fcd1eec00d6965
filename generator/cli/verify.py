"""`flashcards verify`: computed problems held against independent numerics."""

from __future__ import annotations

import time
from dataclasses import asdict

import click

from generator.cli import options, output


@click.command("verify", short_help="Verify the answers of computed problems.")
@click.option("--variants", type=click.IntRange(1), default=100, help="How many of each family.")
@click.option("--seed", type=click.IntRange(0), default=0, help="The first seed.")
@click.option("--family", "only", help="Only this family.")
@options.json_option("Print the verdicts as a JSON object.")
def command(*, variants: int, seed: int, only: str | None, as_json: bool) -> int:
    """Compute the answer of many variants by two independent routes and compare.

    One route is exact arithmetic, the other a numeric method that shares no step with it. No
    llama.cpp runs here yet. Exits with 1 if any two disagree, and names the seed that shows it.

    \b
    Examples:
      flashcards verify --variants 1000
      flashcards verify --family kv-cache --json
    """
    from generator.oracles import Failure, verify
    from generator.problems import FAMILIES
    from generator.problems import family as named

    rows = []
    failures: list[Failure] = []
    for kind in [named(only)] if only else FAMILIES.values():
        began = time.perf_counter()
        verdict = verify(kind, range(seed, seed + variants))
        failures.extend(verdict.failures)
        rows.append(
            {
                "name": kind.name,
                "variants": variants,
                "oracles": [
                    {
                        "name": "numerics",
                        "checked": verdict.checked,
                        "max_rel_error": verdict.max_rel_error,
                        "tolerance": kind.agreement,
                    }
                ],
                "misconceptions": verdict.misconceptions,
                "seconds": round(time.perf_counter() - began, 4),
            }
        )
        if not as_json:
            output.result(
                f"{kind.name:24} {verdict.checked:>7,} of {variants:,} agree   "
                f"largest relative difference {verdict.max_rel_error:.1e}"
            )
    if as_json:
        output.json_result(
            {
                "families": rows,
                "failures": [asdict(failure) for failure in failures],
                "llama_cpp": {},
            }
        )
    for failure in failures[:20]:
        output.message(f"error: {failure.message}")
    return 1 if failures else 0
