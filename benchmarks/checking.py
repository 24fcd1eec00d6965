"""The document checker: MB of markdown a second against the parse alone, growth, hostile input."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

from markdown_it import MarkdownIt

from benchmarks import corpus
from benchmarks.documents import exponent
from flashcards.checking import check_document
from flashcards.documents import read_text

ROUNDS = 3
SIZES = (50, 200, 800)
HOSTILE = {
    "9**9**9**9": "value = 9**9**9**9  # 3\n\n9**9**9**9 = 3\n",
    "nested brackets, a million": "(" * 500_000 + "1" + ")" * 490_000 + " = 1\n",
    "equals signs": "1 = " * 100_000 + "\n",
    "a table of 10 MB": "| a | b | total |\n|---|---|---|\n" + "| 1 GB | 2 GB | 3 GB |\n" * 190_000,
    "a sum of 10,000 terms": "1 + " * 10_000 + "1 = 2\n",
    "digits": "9" * 900_000 + " GB = 1 GB\n",
}
HEAD = "# Module 1: T\n\n## Technical Questions\n\n### Question 1: Q\n\n#### Model Solution\n\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Speed:
    """Seconds for one text: markdown-it alone, reading a document, all checks of it."""

    megabytes: float
    parse: float
    read: float
    check: float


def speed(text: str) -> Speed:
    """Time the three on one document."""
    read = read_text(text, path="a.md")
    return Speed(
        megabytes=len(text.encode()) / 1e6,
        parse=_median(lambda: MarkdownIt("commonmark").enable("table").parse(text)),
        read=_median(lambda: read_text(text, path="a.md")),
        check=_median(lambda: check_document(read)),
    )


def _median(run: Callable[[], object]) -> float:
    times = []
    for _round in range(ROUNDS):
        begin = time.perf_counter()
        run()
        times.append(time.perf_counter() - begin)
    return statistics.median(times)


def growing(size: int) -> str:
    """One document of so many questions."""
    parts = [corpus.document(number).split("## ", 1)[1] for number in range(size // 2)]
    return "# Module 1: T\n\n" + "\n\n".join(f"## {part}" for part in parts)


def main() -> dict[str, object]:
    """Print the tables; their figures for the record."""
    from pathlib import Path

    own = (Path("source") / "module-1-foundations.md").read_text(encoding="utf-8")
    speeds = {"our module 1, dense with numbers": speed(own)}
    curve = {}
    for size in SIZES:
        one = speed(growing(size))
        curve[size] = one
        speeds[f"{size} questions of every kind of block"] = one
    print("\n## Checking documents\n")
    print("| document | MB | parse MB/s | read MB/s | check MB/s | check ÷ parse |")
    print("|---|---:|---:|---:|---:|---:|")
    for name, one in speeds.items():
        print(
            f"| {name} | {one.megabytes:.2f} | {one.megabytes / one.parse:.1f} "
            f"| {one.megabytes / one.read:.1f} | {one.megabytes / one.check:.1f} "
            f"| {one.check / one.parse:.2f} |"
        )
    slope = exponent({size: one.check for size, one in curve.items()})
    print(f"\nGrowth: time ∝ questions^{slope:.2f}.\n")
    print("| hostile document | MB | check s | ÷ reading it |\n|---|---:|---:|---:|")
    hostile: dict[str, object] = {}
    for name, text in HOSTILE.items():
        try:
            read = read_text(HEAD + text, path="a.md")
        except Exception as error:  # noqa: BLE001 - reading may refuse it, which is as good
            print(f"| {name} | {len(text) / 1e6:.1f} | refused: {type(error).__name__} | |")
            hostile[name] = str(error)
            continue
        begin = time.perf_counter()
        read_text(HEAD + text, path="a.md")
        middle = time.perf_counter()
        check_document(read)
        took = time.perf_counter() - middle
        print(
            f"| {name} | {len(text) / 1e6:.1f} | {took:.2f} | {took / (middle - begin):.2f} |",
            flush=True,
        )
        hostile[name] = took
    return {
        "speeds": {n: [s.megabytes, s.parse, s.read, s.check] for n, s in speeds.items()},
        "exponent": slope,
        "hostile": hostile,
    }


if __name__ == "__main__":
    main()
    sys.exit(0)
