"""Score the program on documents whose truth is known: a table in markdown for each folder.

`python -m benchmarks.accuracy [FOLDER] [--misses]`
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.accuracy.score import Card, Score, score
from benchmarks.accuracy.truth import Truth, documents
from flashcards.__main__ import main as flashcards

ROUNDS = tuple(sorted(Path(__file__).parent.glob("round-*")))
OURS = ROUNDS[0]
"""The first, which the floor in the tests holds."""


def main(argv: list[str]) -> int:
    """Print a row a document and one for all, for the folders named, or for all rounds."""
    named = [Path(word).resolve() for word in argv if not word.startswith("--")]
    for folder in named or ROUNDS:
        _table(folder, misses_too="--misses" in argv)
    return 0


def _table(folder: Path, *, misses_too: bool) -> None:
    total = Score()
    columns = ("questions", "wrong", "value", "false", "options", "facts", "untrue", "faults")
    print(f"| document | {' | '.join((*columns, 'cards'))} |\n|---|{'---:|' * (len(columns) + 1)}")
    for truth in documents(folder):
        found, misses = score(truth, *outcome(truth))
        total += found
        print(row(truth.path.stem, found))
        if misses_too:
            print("".join(f"    {miss}\n" for miss in misses), end="")
    print(row("**all**", total), end="\n\n")


def outcome(truth: Truth) -> tuple[list[Card], list[dict[str, Any]]]:
    """The cards and findings of a document, by the commands that people use.

    In a folder of its own, so that no project's settings add cards.
    """
    with tempfile.TemporaryDirectory() as work:
        listed = _run(["cards", str(truth.path), "--cards", f"{work}/cards", "--json"], work)
    cards = [Card.of(json.loads(line)) for line in listed.splitlines() if line.startswith("{")]
    return cards, findings(truth.path)


def findings(path: Path) -> list[dict[str, Any]]:
    """What the command that checks says of a document."""
    with tempfile.TemporaryDirectory() as work:
        checked = _run(["check", str(path), "--json"], work)
    return json.loads(checked) if checked.strip() else []


def _run(arguments: list[str], folder: str) -> str:
    """What a command prints; in this process, for to start one takes longer than to answer."""
    printed = io.StringIO()
    with contextlib.chdir(folder), contextlib.redirect_stdout(printed):
        flashcards(arguments)
    return printed.getvalue()


def row(name: str, found: Score) -> str:
    """A line of the table; faults are cards that must not be."""
    faults = found.foreign + found.wrong_taught + found.furniture + found.invented
    return (
        f"| {name} | {found.questions_found}/{found.questions} | {found.wrong_found}/{found.wrong} "
        f"| {found.value_given} | {found.false_alarms}/{found.right} "
        f"| {found.options_taught}/{found.options} | {found.facts_carded}/{found.facts} "
        f"| {found.false_cards} | {faults} | {found.cards} |"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
