"""`make bench`: run all benchmarks and print their tables as markdown."""

from __future__ import annotations

import json
import os
import platform
import shutil
import sys
from dataclasses import asdict
from pathlib import Path

from benchmarks import (
    checking,
    cores,
    documents,
    lines,
    practice_forms,
    practice_items,
    problems,
    review_schedule,
    review_start,
    review_store,
    simple_cards,
)
from benchmarks.measure import Cost, cost

RUNS = 7
WORK = Path("build") / "benchmarks"


def main() -> int:
    """Measure, print, and keep the figures in build/benchmarks/results.json."""
    work = WORK.resolve()
    for name in ("simple", "documents", "problems"):
        shutil.rmtree(work / name, ignore_errors=True)
    # Settings of its own: this project's would put computed problems into every deck.
    work.mkdir(parents=True, exist_ok=True)
    (work / "pyproject.toml").write_text("[tool.flashcards]\n", encoding="utf-8")
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}\n")
    results = {
        "command": _start(),
        "simple": _simple(work / "simple"),
        "documents": _documents(work / "documents"),
        "cores": cores.main(work / "cores"),
        "problems": problems.main(work / "problems"),
        "checking": checking.main(),
        "lines": lines.main(),
        "schedule": review_schedule.main(),
        "store": review_store.main(),
        "start": review_start.main(),
        "items": practice_items.main(),
        "forms": practice_forms.main(),
    }
    (work / "results.json").write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
    return 0


def _start() -> dict[str, object]:
    bare = cost([sys.executable, "-c", "pass"], runs=4 * RUNS)
    version = cost([documents.FLASHCARDS, "--version"], runs=4 * RUNS)
    print("## Start\n\n| command | ms | ratio |\n|---|---:|---:|")
    for name, one in (("python -c pass", bare), ("flashcards --version", version)):
        print(f"| `{name}` | {one.seconds * 1e3:.1f} | {one.seconds / bare.seconds:.2f} |")
    return {"python": asdict(bare), "version": asdict(version)}


def _simple(work: Path) -> dict[str, object]:
    costs = simple_cards.run(work, runs=RUNS)
    floor = costs["floor"]
    print(f"\n## {simple_cards.CARDS:,} simple cards\n")
    print("| tool | wall s | fastest to slowest | × floor | peak MB | × floor |")
    print("|---|---:|---:|---:|---:|---:|")
    for name, one in sorted(costs.items(), key=lambda item: item[1].seconds):
        print(
            f"| {name} | {one.seconds:.3f} | {one.fastest:.3f} to {one.slowest:.3f} "
            f"| {one.seconds / floor.seconds:.2f} | {one.megabytes:.0f} "
            f"| {one.megabytes / floor.megabytes:.2f} |"
        )
    return {name: asdict(one) for name, one in costs.items()}


def _documents(work: Path) -> dict[str, object]:
    costs = documents.curve(work, runs=RUNS)
    print("\n## Documents\n")
    print(
        "| documents | first build s | one edit s | ÷ first, of CPU | no change s | ÷ first "
        "| ms a document | MB |"
    )
    print("|---:|---:|---:|---:|---:|---:|---:|---:|")
    for size, (first, edit, same) in costs.items():
        print(
            f"| {size:,} | {first.seconds:.3f} | {edit.seconds:.3f} | {edit.cpu / first.cpu:.2f} "
            f"| {same.seconds:.3f} "
            f"| {same.seconds / first.seconds:.2f} | {first.seconds / size * 1e3:.1f} "
            f"| {first.megabytes:.0f} |"
        )
    slope = documents.exponent({n: one[0].seconds for n, one in costs.items() if n >= 100})
    print(f"\nGrowth from 100 documents on: time ∝ documents^{slope:.2f}.")
    return {
        str(size): {
            name: _flat(one) for name, one in zip(("first", "edit", "same"), three, strict=True)
        }
        for size, three in costs.items()
    } | {"exponent": slope}


def _flat(one: Cost) -> dict[str, float]:
    return asdict(one)


if __name__ == "__main__":
    sys.exit(main())
