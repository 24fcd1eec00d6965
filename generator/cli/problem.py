"""`flashcards problem`: one variant of a family of computed problems."""

from __future__ import annotations

from typing import Any

import click

from generator.cli import options, output


@click.command("problem", short_help="Show a computed problem with its solution.")
@click.argument("family")
@click.option("--seed", type=click.IntRange(0), default=0, help="Which variant; the same ever.")
@options.json_option("Print the variant as a JSON object.")
def command(*, family: str, seed: int, as_json: bool) -> int:
    """Show one variant of FAMILY: statement, answer, worked solution.

    Its answer was computed by two independent routes; it is not shown if they disagree.

    \b
    Examples:
      flashcards problem kv-cache --seed 7
      flashcards problem softmax-temperature --json | jq .answer
    """
    from generator.problems import draw
    from generator.problems import family as named
    from generator.problems.family import check
    from generator.problems.quantity import UNITS

    variant = draw(named(family), seed)
    check(variant)
    kind = variant.family
    if not as_json:
        output.result(variant.statement)
        output.result("")
        for number, step in enumerate(variant.steps, 1):
            output.result(f"{number}. {step}")
        output.result(f"Answer: {variant.answer}")
        return 0
    scale = UNITS[kind.dimension][kind.unit]
    output.json_result(
        {
            "family": kind.name,
            "seed": seed,
            "statement": variant.statement,
            "parameters": {name: _shown(value) for name, value in variant.parameters.items()},
            "answer": {
                "value": float(variant.value / scale),
                "unit": kind.unit,
                "text": variant.answer,
            },
            "steps": list(variant.steps),
            "misconceptions": [
                {"name": m.name, "value": float(m.value / scale), "feedback": m.feedback}
                for m in variant.misconceptions
            ],
        }
    )
    return 0


def _shown(value: Any) -> Any:
    from fractions import Fraction

    if isinstance(value, Fraction):
        return float(value)
    if isinstance(value, tuple):
        return [_shown(part) for part in value]
    return getattr(value, "name", value)
