"""`flashcards diff`: what a build would change."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from flashcards.cli import options, output


@click.command("diff", short_help="Show what a build would change.")
@options.PATHS
@options.CARDS
@options.TAG
@options.json_option("Print the changes as a JSON object.")
def command(*, paths: tuple[Path, ...], cards: Path | None, tag: str | None, as_json: bool) -> int:
    """Show what a build would change, and write nothing.

    Reworded cards keep their history; retired ones are no longer in the documents.

    \b
    Examples:
      flashcards diff
      flashcards diff --json | jq '.reworded[] | .old.front, .new.front'
    """
    job = options.job(paths, cards=cards, tag=tag)
    from flashcards import pipeline
    from flashcards.cli import view

    planned = pipeline.plan(job, now=options.now())
    changes = planned.changes
    result: dict[str, Any] = {
        "kept": planned.count_met(changes.kept),
        "reworded": [
            {"id": new.id, "old": view.entry(old), "new": view.card(new, deck=job.deck)}
            for old, new in changes.reworded
            if planned.is_met(new.fact)
        ],
        "new": [
            view.card(card, deck=job.deck) for card in changes.new if planned.is_met(card.fact)
        ],
        "returned": [
            view.card(card, deck=job.deck) for card in changes.returned if planned.is_met(card.fact)
        ],
        "retired": [view.entry(entry) for entry in changes.retired],
        "set_aside": [view.card(card, deck=job.deck) for card in changes.set_aside],
        "corrected": [card.id for _, card in changes.corrected],
    }
    if as_json:
        output.json_result(result)
    else:
        _show(result)
    return 0


def _show(result: dict[str, Any]) -> None:
    for pair in result["reworded"]:
        sign = "corrected" if pair["id"] in result["corrected"] else "reworded"
        output.result(f"{sign} {pair['id']}  {_where(pair['new'])}")
        for part in ("front", "back", "more"):
            old, new = (output.one_line(pair[side][part]) for side in ("old", "new"))
            if old != new:
                output.result(f"  - {part}: {old}")
                output.result(f"  + {part}: {new}")
    for name, sign in (("new", "+"), ("returned", "+"), ("retired", "-")):
        for card in result[name]:
            output.result(f"{name} {card['id']}  {_where(card)}")
            output.result(f"  {sign} {output.one_line(card['front'])}")
            output.result(f"  {sign}   → {output.one_line(card['back'])}")
    for card in result["set_aside"]:
        output.result(f"set aside {card['id']}  {_where(card)}: {card['aside']}")
        output.result(f"  · {output.one_line(card['front'])}")
    told = [f"{result['kept']:,} kept"]
    for name in ("reworded", "new", "returned", "retired", "set_aside", "corrected"):
        count = len(result[name])
        if count or name not in {"set_aside", "corrected"}:
            told.append(f"{count:,} {name.replace('_', ' ')}")
    output.message(", ".join(told))


def _where(card: dict[str, Any]) -> str:
    if "source" in card:
        return f"{card['source']['path']}:{card['source']['line']}"
    return f"{card['document']}, question {card['question']}"
