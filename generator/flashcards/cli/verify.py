"""`flashcards verify`: computed problems held against numerics and live llama.cpp."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from flashcards import workers
from flashcards.cli import options, output
from flashcards.config import load_config

if TYPE_CHECKING:
    from flashcards.oracles.live import Live
    from flashcards.oracles.outcome import Outcome
    from flashcards.problems import Family

FAILURES_SHOWN = 20
FEWEST_FOUND = 10
"""Variants of each problem of a document; of others ten times as many are drawn."""
MANY = 2000
"""Variants in all from which more processes save more time than they take to start."""


@click.command("verify", short_help="Verify the answers of computed problems.")
@click.option("--variants", type=click.IntRange(1), default=100, help="How many of each family.")
@click.option("--pools", is_flag=True, help="Just the variants that the deck's cards hold.")
@click.option("--seed", type=click.IntRange(0), default=0, help="The first seed.")
@click.option("--family", "only", metavar="NAME", help="Only this family.")
@click.option(
    "--live/--no-live",
    default=None,
    help="Let llama.cpp run, too.  [default: if it is installed]",
)
@click.option(
    "--model",
    metavar="FILE.gguf",
    type=click.Path(path_type=Path),
    help="Run the live checks on this model of yours as well.",
)
@click.option(
    "--jobs",
    type=click.IntRange(1),
    default=workers.cores(),
    help="Processes to work in.  [default: one a core]",
)
@options.json_option("Print the verdicts as a JSON object.")
def command(
    *,
    variants: int,
    pools: bool,
    seed: int,
    only: str | None,
    live: bool | None,
    model: Path | None,
    jobs: int,
    as_json: bool,
) -> int:
    """Compute the answer of many variants by independent routes and compare.

    The answer of each variant comes from exact arithmetic; at least one numeric method that
    shares no step with it, and llama.cpp itself where it can settle the question, must agree.
    The problems of the project's own documents are verified with the families.
    What was checked, and with what, is kept in verification.json beside the decks. Exits with 1
    if any two disagree, and names the seed that shows it.

    \b
    Examples:
      flashcards verify --variants 1000
      flashcards verify --pools
      flashcards verify --family kv-cache --no-live --json
      flashcards verify --model ~/models/my-model.gguf
    """
    from flashcards.cache import cache_folder, keep
    from flashcards.oracles.evidence import FILE, record, report
    from flashcards.oracles.model_check import experiments, inspect_model, llama_info
    from flashcards.oracles.verification import pool_seeds, verify, verify_found
    from flashcards.problems import FAMILIES
    from flashcards.problems.registry import family as named

    config = load_config(Path.cwd())
    names = [named(only).name] if only else list(FAMILIES)
    info = {} if live is False else llama_info(required=live is True or model is not None)
    seeds: Mapping[str, Sequence[int]] = dict.fromkeys(names, range(seed, seed + variants))
    if pools:
        seeds = pool_seeds(names)
    many = sum(map(len, seeds.values())) > MANY
    with workers.executor(jobs if many else 1) as executor, _bar() as on_done:
        outcomes = verify(
            seeds,
            live=bool(info),
            executor=executor,
            on_done=on_done,
        )
    if only is None:
        with _bar() as on_done:
            outcomes += verify_found(
                _of_documents(),
                range(max(FEWEST_FOUND, variants // 10)),
                live=bool(info),
                on_done=on_done,
            )
    tried = experiments() if info and only is None else []
    own = inspect_model(model) if model is not None else None
    made = report(
        outcomes,
        seeds="those of the deck's cards" if pools else f"{seed} to {seed + variants - 1}",
        llama_cpp=info,
        experiments=tried,
        model=own,
    )
    if only is None:
        kept = record(made, date=_now())
        _keep(config.out / FILE, kept)
        keep(cache_folder(os.environ) / FILE, kept)
    if as_json:
        output.json_result(made)
    else:
        _show(outcomes)
        _show_experiments(tried)
        _show_model(own)
        if not info:
            output.message("numerics only: llama.cpp did not run")
    failures = made["failures"]
    for failure in failures[:FAILURES_SHOWN]:
        output.message(f"error: {failure['message']}")
    if len(failures) > FAILURES_SHOWN:
        output.message(f"… and {len(failures) - FAILURES_SHOWN} more failures (all with --json)")
    return 1 if failures or (own is not None and own["failures"]) else 0


def _of_documents() -> Iterator[tuple[Family, Live | None]]:
    """The problems of the project's documents; their names begin with the document's.

    Raises:
        ProblemError: one that an author wrote is not sound; names its line.
    """
    from flashcards.facts.computed import worked_problems, written_problems
    from flashcards.files import read_input
    from flashcards.oracles.live.blocks import block_route
    from flashcards.oracles.live.found import route_of
    from flashcards.problems import ProblemError

    config = load_config(Path.cwd())
    if not any(path.exists() for path in config.source):
        return
    for source in options.inputs(()).documents:
        document = read_input(source).document
        for one in (*written_problems(document), *worked_problems(document)):
            if isinstance(one, ProblemError):
                raise one
            family = replace(one.family, name=f"{source.name}:{one.line}")
            known = block_route(one.text) if one.written else None
            yield family, route_of(one.inputs, one.relation) if one.relation else known


def _now() -> str:
    return dt.datetime.fromtimestamp(options.now(), tz=dt.UTC).isoformat()


def _keep(path: Path, content: bytes) -> None:
    from flashcards.errors import FlashcardsError
    from flashcards.files import write_atomically

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FlashcardsError(f"cannot be written: {error.strerror}", path=str(path)) from error
    write_atomically(path, content)


@contextmanager
def _bar() -> Iterator[Any]:
    from flashcards.cli.progress import bar

    with bar("verifying") as update:
        yield update


def _show(outcomes: tuple[Outcome, ...]) -> None:
    from flashcards.cli.tables import table

    rows = []
    for one in outcomes:
        for at, oracle in enumerate(one.oracles):
            rows.append(
                (
                    one.family if at == 0 else "",
                    f"{one.variants:,}" if at == 0 else "",
                    oracle.name + (f" ({oracle.runs:,} runs)" if oracle.live else ""),
                    f"{oracle.checked:,}",
                    f"{oracle.max_rel_error:.1e}" if oracle.max_rel_error else "0",
                    f"{one.seconds:.1f}" if at == 0 else "",
                )
            )
    head = ("family", "variants", "oracle", "agree", "largest difference", "seconds")
    table(head, rows, right=(1, 3, 4, 5))


def _show_experiments(tried: list[dict[str, Any]]) -> None:
    from flashcards.cli.tables import table

    if tried:
        output.result("")
        rows = [
            (one["name"], "holds" if one["holds"] else "FAILS", one["outcome"]) for one in tried
        ]
        table(("experiment with llama.cpp", "", "outcome"), rows)


def _show_model(own: dict[str, Any] | None) -> None:
    if own is None:
        return
    output.result("")
    output.result(f"model: {own['path']}")
    for check in own["checks"]:
        output.result(f"  {check['name']}: {check['verdict']}")
    for failure in own["failures"]:
        output.message(f"error: {failure}")
