"""`flashcards grade`: the grade of an answer to a computed problem."""

from __future__ import annotations

from dataclasses import asdict

import click

from flashcards.cli import options, output


@click.command(
    "grade",
    short_help="Grade an answer to a computed problem.",
    context_settings={"ignore_unknown_options": True},  # else `-2.6` would be one
)
@click.argument("family")
@click.argument("answer")
@click.option("--seed", type=click.IntRange(0), default=0, help="The variant that was asked.")
@options.json_option("Print the grade as a JSON object.")
def command(*, family: str, answer: str, seed: int, as_json: bool) -> int:
    """Grade ANSWER to the variant of FAMILY that SEED names.

    Exits with 0 if the answer is right, 1 if it is wrong or cannot be read.

    \b
    Examples:
      flashcards grade kv-cache --seed 7 "2 GiB"
    """
    from flashcards.problems import draw
    from flashcards.problems import grade as graded
    from flashcards.problems.registry import family as named

    result = graded(draw(named(family), seed), answer)
    if as_json:
        output.json_result(asdict(result))
    else:
        output.result(result.feedback)
    return 0 if result.correct else 1
