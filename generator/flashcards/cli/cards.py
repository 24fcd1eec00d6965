"""`flashcards cards`: what cards documents give."""

from __future__ import annotations

from pathlib import Path

import click

from flashcards.cli import options, output


@click.command("cards", short_help="List the cards that documents give.")
@options.PATHS
@options.CARDS
@options.DECK
@options.TAG
@options.LEVEL
@click.option("--aside", is_flag=True, help="List what is set aside, too, and why.")
@options.json_option("Print one JSON object a line, one for each card.")
def command(
    *,
    paths: tuple[Path, ...],
    cards: Path | None,
    deck: str | None,
    tag: str | None,
    level: str | None,
    aside: bool,
    as_json: bool,
) -> int:
    """List the cards that documents give, in document order, and write nothing.

    A card that the ledger knows is listed with its id there; a new one with the id that a
    build would give it.

    \b
    Examples:
      flashcards cards source/module-1-foundations.md | less
      flashcards cards --json | shuf -n 30 | jq -r '.front, .back, ""'
    """
    job = options.job(paths, cards=cards, deck=deck, tag=tag, level=level)
    from flashcards import pipeline
    from flashcards.cli import view

    planned = pipeline.plan(job, now=options.now(), with_aside=aside)
    listed = (
        view.card(card, deck=job.deck)
        for card in planned.changes.cards
        if (card.fact.aside and aside) or planned.is_met(card.fact)
    )
    if as_json:
        output.json_lines(listed)
        return 0
    place = None
    for card in listed:
        here = (card["document"], card["question"])
        if here != place:
            output.result(f"\n{card['document']}, question {card['question']}  ({card['deck']})")
            place = here
        where = f"{card['source']['path']}:{card['source']['line']}"
        output.result(f"  [{card['kind']}] {output.one_line(card['front'])}")
        output.result(f"      → {output.one_line(card['back'])}")
        output.result(f"      {card['id']}  {card['level']}  {where}")
        if card["aside"]:
            output.result(f"      set aside: {card['aside']}")
    return 0
