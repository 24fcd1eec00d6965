"""`flashcards problem`: one variant of a family of computed problems."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import click

from flashcards.cli import options, output


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
    from flashcards.problems import check, draw
    from flashcards.problems.quantity import scale
    from flashcards.problems.registry import family as named

    variant = draw(named(family), seed)
    check(variant)
    kind, ask = variant.family, variant.ask
    if not as_json:
        output.result(variant.statement)
        output.result("")
        for number, step in enumerate(variant.steps, 1):
            output.result(f"{number}. {step}")
        output.result(f"Answer: {variant.answer}")
        return 0

    def shown(value: Fraction) -> float | str:
        if variant.choices:
            return variant.choices[int(value)]
        return float(value / scale(ask.dimension, ask.unit))

    output.json_result(
        {
            "family": kind.name,
            "ask": ask.name,
            "seed": seed,
            "difficulty": ask.difficulty,
            "questions": list(kind.questions),
            "statement": variant.statement,
            "parameters": {name: _shown(value) for name, value in variant.parameters.items()},
            "answer": {
                "value": shown(variant.value),
                "unit": ask.unit,
                "text": variant.answer,
            },
            "steps": list(variant.steps),
            "misconceptions": [
                {"name": m.name, "value": shown(m.value), "feedback": m.feedback}
                for m in variant.misconceptions
            ],
        }
    )
    return 0


def _shown(value: Any) -> Any:
    if isinstance(value, Fraction):
        return float(value)
    if isinstance(value, tuple):
        return [_shown(part) for part in value]
    return getattr(value, "name", value)
