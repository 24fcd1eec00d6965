"""A hundred variants of our own documents, recomputed from nothing but what they print."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import islice
from pathlib import Path

from flashcards.documents import read_document
from flashcards.facts.computed import worked_problems
from flashcards.problems import Variant, draw

_GIVEN = re.compile(r"^- (?P<name>.+): (?P<number>[\d,.]+) ?(?P<unit>.*)$", re.MULTILINE)
_UNITS: dict[str, int | Fraction] = {
    "": 1, "B": 1, "bytes": 1, "byte": 1, "KiB": 2**10, "MiB": 2**20, "GiB": 2**30, "kB": 10**3,
    "MB": 10**6, "GB": 10**9, "TB": 10**12, "B/s": 1, "GB/s": 10**9, "TB/s": 10**12, "s": 1,
    "ms": Fraction(1, 1000), "%": Fraction(1, 100), "TFLOP/s": 10**12, "PFLOP/s": 10**15,
    "TFLOP": 10**12, "GFLOP": 10**9, "PFLOP": 10**15, "FLOP": 1, "FLOP/s": 1, "×": 1,
    "hours": 3600, "h": 3600, "min": 60, "days": 86400, "requests/s": 1, "tokens/s": 1,
    "tokens": 1, "requests": 1, "FLOP per byte": 1, "FLOP/byte": 1, "request": 1, "token/s": 1, "token": 1,
}  # fmt: skip


def recomputed(variant: Variant) -> tuple[Fraction, Fraction]:
    """What the relation in words gives for the numbers printed, and the answer printed."""
    relation = variant.steps[0].split(" = ", 1)[1]
    values: dict[str, Fraction] = {}
    for given in _GIVEN.finditer(variant.statement):
        size = Fraction(_UNITS[given["unit"].strip()])
        values[given["name"].replace("\\", "")] = Fraction(given["number"].replace(",", "")) * size
    text = relation.replace("\\", "").replace("×", "*").replace("÷", "/").replace("^", "**")
    for name in sorted(values, key=len, reverse=True):
        text = re.sub(rf"(?<![\w-]){re.escape(name)}(?![\w-])", f"({values[name]!r})", text)
    found = eval(text, {"__builtins__": {}, "Fraction": Fraction})  # our own text, in a test
    number, _, unit = variant.answer.removeprefix("≈ ").partition(" ")
    return Fraction(found), Fraction(number.replace(",", "")) * Fraction(_UNITS[unit])


def test_a_hundred_variants_come_out_as_printed(root: Path) -> None:
    problems = [
        one.family
        for path in sorted((root / "source").glob("*.md"))
        for one in worked_problems(read_document(path).document)
    ]
    assert len(problems) >= 40
    some = islice((draw(one, seed) for seed in (3, 8, 13) for one in problems), 100)
    checked = 0
    for variant in some:
        mine, printed = recomputed(variant)
        assert abs(mine - printed) <= abs(printed) / 1000, (variant.statement, variant.answer)
        checked += 1
    assert checked == 100
