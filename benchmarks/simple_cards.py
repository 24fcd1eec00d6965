"""A thousand simple question-answer cards: flashcards, its peers, and the floor."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks import corpus, floor
from benchmarks.measure import Cost, cost
from benchmarks.packages import count_cards
from benchmarks.peers import PEERS, install

CARDS = 1000


def run(work: Path, *, runs: int) -> dict[str, Cost]:
    """Whole-process cost of each tool, all from an empty output folder."""
    work.mkdir(parents=True)
    costs: dict[str, Cost] = {}
    text = work / "ours" / "cards.md"
    text.parent.mkdir()
    text.write_text(corpus.ours(CARDS), encoding="utf-8")
    costs["floor"] = cost(
        [sys.executable, floor.__file__, text, work / "floor.apkg", str(CARDS)], runs=runs
    )
    flashcards: list[str | Path] = [
        Path(sys.executable).parent / "flashcards",
        "build",
        text.parent,
    ]
    out = work / "out"
    options: list[str | Path] = ["--out", out, "--cards", out / "cards", "--deck", "cards"]
    costs["flashcards"] = cost(
        [*flashcards, *options],
        runs=runs,
        cwd=work,
        prepare=_emptied(out),
        environment={"FLASHCARDS_CACHE": str(out / "cache")},  # nothing is known before
    )
    _expect(out / "cards.apkg")
    for peer in PEERS:
        programs = install(peer, work.parent / "peers")
        if programs is None:
            continue
        source = work / peer.name
        source.mkdir()
        (source / "cards.md").write_text(peer.text(CARDS), encoding="utf-8")
        costs[peer.name] = cost(
            peer.command(programs, source, out), runs=runs, cwd=work, prepare=_emptied(out)
        )
        _expect(out / peer.package)
    return costs


def _emptied(folder: Path) -> Callable[[], None]:
    def empty() -> None:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()

    return empty


def _expect(package: Path) -> None:
    found = count_cards(package)
    if found != CARDS:
        raise RuntimeError(f"{package} holds {found} cards, not {CARDS}")
