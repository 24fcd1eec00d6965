"""How the cost of a build grows with the number of documents, and what a second build costs."""

from __future__ import annotations

import itertools
import math
import shutil
import statistics
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks import corpus
from benchmarks.measure import Cost, cost

SIZES = (1, 3, 10, 30, 100, 300, 1000)
FLASHCARDS = Path(sys.executable).parent / "flashcards"


def curve(work: Path, *, runs: int) -> dict[int, tuple[Cost, Cost, Cost]]:
    """Number of documents → first build, build after an edit, build with nothing changed."""
    work.mkdir(parents=True)
    costs: dict[int, tuple[Cost, Cost, Cost]] = {}
    for size in SIZES:
        folder = work / f"{size}"
        corpus.write_documents(folder / "source", size)
        out = folder / "out"
        command: list[str | Path] = [FLASHCARDS, "build", "source"]
        command += ["--out", out, "--cards", folder / "cards"]
        few = runs if size <= 100 else max(1, runs // 3)
        cache = {"FLASHCARDS_CACHE": str(folder / "cache")}

        def fresh(out: Path = out, folder: Path = folder) -> None:
            for made in (out, folder / "cards", folder / "cache"):
                shutil.rmtree(made, ignore_errors=True)

        first = cost(command, runs=few, cwd=folder, prepare=fresh, environment=cache)
        edits: Iterator[int] = itertools.count()

        def edit(folder: Path = folder, edits: Iterator[int] = edits) -> None:
            text = corpus.document(0).replace("Explain the", f"Explain ({next(edits)}) the")
            (folder / "source" / "document-0000.md").write_text(text, encoding="utf-8")

        after_edit = cost(command, runs=few, cwd=folder, prepare=edit, environment=cache)
        same = cost(command, runs=runs, cwd=folder, environment=cache)
        costs[size] = (first, after_edit, same)
    return costs


def exponent(points: dict[int, float]) -> float:
    """The slope of log(seconds) over log(size): 1 is linear, 2 quadratic.

    >>> round(exponent({10: 1.0, 100: 10.0, 1000: 100.0}), 3)
    1.0
    """
    fit = statistics.linear_regression(
        [math.log(size) for size in points], [math.log(seconds) for seconds in points.values()]
    )
    return fit.slope
