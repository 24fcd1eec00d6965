"""Statements of one to three sentences, each with a number that readers can recompute from others.

`python -m benchmarks.accuracy.statements [--misses]`

With the wrong number in its place something must be found there, with the right one nothing. They
say which relations a text may put in words, where a document tells them among many other numbers.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.accuracy.__main__ import findings
from benchmarks.accuracy.score import loud, names

FOLDER = Path(__file__).parent / "statements"
HOLE = "{X}"
LEAD = {"en": "", "other": "1.234,56 · 0,07 · 12,5\n\n"}
"""Numbers that tell the decimal sign of a document, in front of a statement that may have none."""


@dataclass(slots=True)
class Count:
    """Statements, those whose wrong number is found, and findings that are false, by kind."""

    all: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)


def main(argv: list[str]) -> int:
    """Print a row a kind for each file of statements."""
    for path in sorted(FOLDER.glob("*.jsonl")):
        count = Count()
        for line in path.read_text(encoding="utf-8").splitlines():
            one = json.loads(line)
            for miss in _held(one, count):
                if "--misses" in argv:
                    print(miss)
        print(f"| {path.stem} | statements | found | false |\n|---|---:|---:|---:|")
        for kind, number in sorted(count.all.items()):
            print(f"| {kind} | {number} | {count.found[kind]} | {count.false[kind]} |")
        totals = " | ".join(str(each.total()) for each in (count.all, count.found, count.false))
        print(f"| **all** | {totals} |\n")
    return 0


def _held(one: Mapping[str, Any], count: Count) -> Iterator[str]:
    """Count what is said of a statement, and tell what is missed and what is false."""
    kind = one["kind"].split()[0]
    amiss, right = (_findings(one, one[key]) for key in ("wrong", "right"))
    hit = any(names(found, one["wrong"]) for found in amiss)
    count.all[kind] += 1
    count.found[kind] += hit
    count.false[kind] += bool(right) + bool(amiss and not hit)
    text = one["text"].replace(HOLE, f"[{one['wrong']}]")
    if not hit:
        yield f"    missed: {text} → {one['right']}"
    yield from (f"    false: {text}: {each['stated']} → {each['expected']}" for each in right)


def _findings(one: Mapping[str, Any], number: str) -> list[dict[str, Any]]:
    lead = LEAD["en" if one["lang"] == "en" else "other"]
    text = f"# Notes\n\n{lead}## How is it computed?\n\n{one['text'].replace(HOLE, number)}\n"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "statement.md"
        path.write_text(text, encoding="utf-8")
        return loud(findings(path))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
