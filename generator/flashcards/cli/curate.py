"""`flashcards curate`: a person decides on cards, one after the other."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from flashcards.card import Fact, Kind
from flashcards.cli import options, output
from flashcards.curating import Candidate, Decision, candidates, with_decisions
from flashcards.files import Input, read_input
from flashcards.ledger import Choice

KEYS = {
    "k": Choice.KEEP,
    "c": Choice.CORE,
    "d": Choice.DETAIL,
    "o": Choice.OFF,
    "u": Choice.NONE,
}
HELP = (
    "k keep, c core, d detail, o off, f TEXT reword the question, b TEXT reword the answer, "
    "m ID merge into that card, r NAME LOW..HIGH narrow a number of a problem, "
    "u undo what was decided, enter next, q end"
)


@click.command("curate", short_help="Decide on new and doubtful cards.")
@options.PATHS
@options.CARDS
@click.option("--all", "everything", is_flag=True, help="All cards, not just those.")
@click.option("--aside", is_flag=True, help="Cards that are set aside, too.")
@click.option("--list", "only_list", is_flag=True, help="List them, and decide nothing.")
@click.option("--card", metavar="ID", help="Only the card of that id.")
def command(
    *,
    paths: tuple[Path, ...],
    cards: Path | None,
    everything: bool,
    aside: bool,
    only_list: bool,
    card: str | None,
) -> int:
    """Walk through new and doubtful cards, the poorest first, and decide on each.

    Decisions stand in the ledger: they survive every edit as the card's identity does, stand over
    what the program finds, and show in diff until the next build. Each line that is read is one
    decision, so a file of decisions works as well as a keyboard.

    \b
    Examples:
      flashcards curate
      flashcards curate --list | head -40
      flashcards curate --card 4mx2lq7hd3fa
    """
    job = options.job(paths, cards=cards)
    from flashcards import pipeline
    from flashcards.ledger import save
    from flashcards.lock import exclusive

    with exclusive(job.cards, job.out, on_wait=lambda: output.message("waiting for a build")):
        planned = pipeline.plan(job, now=options.now(), with_aside=aside or card is not None)
        ranges = _Ranges(job.inputs.documents)
        found = candidates(planned.changes, everything=everything or bool(card), aside=aside)
        if card is not None:
            found = [one for one in candidates(planned.changes, everything=True, aside=True)
                     if one.card.id == card]  # fmt: skip
        if only_list:
            for number, one in enumerate(found, start=1):
                _show(one, number, len(found), ranges)
            return 0
        decisions = _walk(found, ranges)
        if decisions:
            save(job.cards, with_decisions(planned.changes, decisions))
    output.message(f"{len(decisions):,} decided; flashcards diff shows what they change")
    return 0


class _Ranges:
    """Between which ends problems are drawn; of each document worked out once, when first asked."""

    def __init__(self, documents: Sequence[Input]) -> None:
        self._documents = {document.name: document for document in documents}
        self._known: dict[str, dict[tuple[str, ...], tuple[str, ...]]] = {}

    def of(self, fact: Fact) -> tuple[str, ...]:
        """The lines that say so of a problem; none of one that is no document's."""
        if fact.document not in self._known:
            from flashcards.facts.computed import ranges_of

            source = self._documents.get(fact.document)
            known = {} if source is None else ranges_of(read_input(source).document)
            self._known[fact.document] = known
        return self._known[fact.document].get(fact.key, ())


def _walk(found: list[Candidate], ranges: _Ranges) -> dict[str, Decision]:
    decisions: dict[str, Decision] = {}
    lines = _lines()
    if found:
        output.message(HELP)
    for number, one in enumerate(found, start=1):
        _show(one, number, len(found), ranges)
        for line in lines:
            if line in {"q", "quit"}:
                return decisions
            if not line:
                break
            decision = _decision(line)
            if decision is None:
                output.message(HELP)
                continue
            decisions[one.card.id] = _joined(decisions.get(one.card.id), decision)
            if line[0] not in "fbr":
                break
        else:
            return decisions  # no more lines
    return decisions


def _lines() -> Iterator[str]:
    """What is typed, a line a time."""
    while True:
        if sys.stdin.isatty():
            output.message("> ")
        line = sys.stdin.readline()
        if not line:
            return
        yield line.strip()


def _decision(line: str) -> Decision | None:
    key, _, text = line.partition(" ")
    if key in KEYS and not text:
        choice = KEYS[key]
        if key == "u":
            return Decision(choice=choice, front="", back="", ranges="")
        return Decision(choice=choice)
    if key == "f" and text:
        return Decision(front=text.strip())
    if key == "b" and text:
        return Decision(back=text.strip())
    if key == "r" and text:
        from flashcards.problems.ranges import read_ranges

        read = read_ranges(text)
        return Decision(ranges="; ".join(map(str, read))) if read else None
    if key == "m" and text:
        return Decision(choice=Choice.MERGED, into=text.strip())
    return None


def _joined(old: Decision | None, new: Decision) -> Decision:
    if old is None:
        return new
    return Decision(
        choice=old.choice if new.choice is None else new.choice,
        into=old.into if new.choice is None else new.into,
        front=old.front if new.front is None else new.front,
        back=old.back if new.back is None else new.back,
        ranges=_ranges(old.ranges, new.ranges),
    )


def _ranges(old: str | None, new: str | None) -> str | None:
    """Ranges of several lines together; "" takes all back."""
    if not new:
        return old if new is None else new
    return "; ".join(filter(None, (old, new)))


def _show(one: Candidate, number: int, count: int, ranges: _Ranges) -> None:
    from flashcards.cli import view

    shown = view.card(one.card, deck="")
    where = f"{shown['source']['path']}:{shown['source']['line']}"
    state = "new, " if one.new else ""
    output.result(f"[{number}/{count}] {shown['id']}  {state}{shown['level']}  {where}")
    output.result(f"  {output.one_line(shown['front'])}")
    output.result(f"    → {output.one_line(shown['back'])}")
    for fault in one.faults:
        output.result(f"    ! {fault.why}")
    if one.card.fact.kind is Kind.PROBLEM:
        for line in ranges.of(one.card.fact):
            output.result(f"    # {line}")
    if shown["aside"]:
        output.result(f"    set aside: {shown['aside']}")
