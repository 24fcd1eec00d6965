"""A hundred variants of documents, recomputed from nothing but what they print."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

from flashcards.facts.computed import worked_problems
from flashcards.problems import Variant, draw
from flashcards.problems.local import unlocal
from tests.understood import read_once

_GIVEN = (
    r"(?im)^- {name}: (?P<number>[\d,.]+) ?(?P<unit>.*)$",
    r"(?i)\b{name} (?:is|are) \$?(?P<number>[\d,]+(?:\.\d+)?) ?(?P<unit>[^,?]*?)(?= and |,|\?)",
    r"(?i)(?P<number>[\d,]+(?:\.\d+)?)(?P<unit>) {name}\b",
)
_UNITS: dict[str, int | Fraction] = {
    "": 1, "B": 1, "bytes": 1, "byte": 1, "KiB": 2**10, "MiB": 2**20, "GiB": 2**30, "kB": 10**3,
    "MB": 10**6, "GB": 10**9, "TB": 10**12, "B/s": 1, "GB/s": 10**9, "TB/s": 10**12, "s": 1,
    "ms": Fraction(1, 1000), "%": Fraction(1, 100), "TFLOP/s": 10**12, "PFLOP/s": 10**15,
    "TFLOP": 10**12, "GFLOP": 10**9, "PFLOP": 10**15, "FLOP": 1, "FLOP/s": 1, "×": 1,
    "hours": 3600, "h": 3600, "min": 60, "days": 86400, "requests/s": 1, "tokens/s": 1,
    "tokens": 1, "requests": 1, "FLOP per byte": 1, "FLOP/byte": 1, "request": 1, "token/s": 1, "token": 1,
}  # fmt: skip


_CODE = re.compile(r"```python\n(?P<code>.*?)\n```", re.DOTALL)
_OPERAND = re.compile(r"(?P<number>\d[\d,]*(?:\.\d+)?)[ -]?(?P<unit>[^\d\s×÷^()+−*-][^\d×÷^()+]*)?")
_MORE_UNITS: dict[str, int | Fraction] = {
    "Mbit/s": Fraction(10**6, 8), "Gbit/s": Fraction(10**9, 8), "MB/s": 10**6, "Mbit": Fraction(10**6, 8),
    "ns": Fraction(1, 10**9), "µs": Fraction(1, 10**6), "rpm": Fraction(1, 60), "round trips": 1,
    "V": 1, "Ω": 1, "A": 1, "mA": Fraction(1, 1000), "W": 1, "$": 1, "kΩ": 1000, "Hz": 1, "kHz": 1000,
    "µF": Fraction(1, 10**6), "mH": Fraction(1, 1000), "mJ": Fraction(1, 1000), "mV": Fraction(1, 1000),
    "kWh": 3_600_000, "Tage": 86400, "L": 1, "L/h": Fraction(1, 3600), "deaths": 1, "cases": 1, "units": 1,
    "diseased": 1, "healthy": 1, "% a month": Fraction(1, 100), "requests/s and": 1, "s per request": 1,
    "Mbit/s link": Fraction(10**6, 8), "drives": 1, "$/h": 1, "km": 1000, "km/s": 1000,
}  # fmt: skip
UNITS = _UNITS | _MORE_UNITS


_PLACES = ("first", "second", "third", "fourth", "fifth", "sixth")


def _sized(number: str, unit: str | None) -> Fraction:
    return Fraction(number.replace(",", "")) * Fraction(UNITS[(unit or "").strip()])


def _computed(text: str) -> Fraction:
    """What an expression of numbers and units gives."""
    plain = _OPERAND.sub(lambda m: f"({_sized(m['number'], m['unit'])!r})", text.replace("\\", ""))
    plain = plain.replace("×", "*").replace("÷", "/").replace("^", "**").replace("√", "sqrt")
    return Fraction(eval(plain, {"__builtins__": {}, "Fraction": Fraction, "sqrt": math.sqrt}))


def recomputed(variant: Variant) -> tuple[Fraction, Fraction]:
    """What a reader finds for the numbers printed, and the answer printed."""
    language = variant.ask.language  # whose numbers are read as it writes them
    answer, statement = unlocal(variant.answer, language), unlocal(variant.statement, language)
    steps = [unlocal(step, language) for step in variant.steps]
    number, _, unit = answer.removeprefix("≈ ").lstrip("$€£").partition(" ")
    if code := _CODE.search(variant.statement):
        printed: list[str] = []
        say = {"print": lambda *parts: printed.append(" ".join(map(str, parts)))}
        exec(code["code"], say)  # our own listings: Python is the oracle
        numbers = re.findall(r"-?\d[\d,]*(?:\.\d+)?", printed[-1].replace("\u2212", "-"))
        asked = re.search(r"What is the (\w+)\?$", variant.statement.split("\n\n*")[0])
        at = _PLACES.index(asked[1]) if asked else 0
        said = number.replace(",", "").replace("\u2212", "-")
        return Fraction(numbers[at].replace(",", "")), Fraction(said)
    stated = _sized(number, unit)
    if " = " not in steps[0]:
        return _computed(re.split(r" [=≈] ", steps[-1])[0]), stated
    relation = steps[0].split(" = ", 1)[1]
    text = relation.replace("\\", "").replace("×", "*").replace("÷", "/").replace("^", "**")
    values: dict[str, Fraction] = {}
    for name in filter(None, re.split(r"\s*[*/()]+\s*|\s+[+-]\s+|\b[\d.]+\b(?!\w)", text)):
        given = next(
            filter(None, (re.search(p.format(name=re.escape(name)), statement) for p in _GIVEN)),
            None,
        )
        if given is not None:
            values[name] = _sized(given["number"], given["unit"])
    for name in sorted(values, key=len, reverse=True):
        text = re.sub(rf"(?<![\w-]){re.escape(name)}(?![\w-])", f"({values[name]!r})", text)
    return Fraction(eval(text, {"__builtins__": {}, "Fraction": Fraction})), stated


def _paths(root: Path) -> Iterator[Path]:
    """Documents of other fields by other hands."""
    documents = root / "benchmarks" / "accuracy" / "round-1"
    for name in (
        "etechnik-lernkarten",
        "networking-quiz",
        "storage-handbook",
        "pharm-epi-exam",
        "llm-serving-bank",
        "money-notes",
    ):
        yield documents / f"{name}.md"


def test_a_hundred_variants_come_out_as_printed(root: Path) -> None:
    problems = [
        one.family for path in _paths(root) for one in worked_problems(read_once(path).document)
    ]
    assert len(problems) >= 20
    checked = 0
    for variant in (draw(one, seed) for seed in range(12) for one in problems):
        try:
            mine, printed = recomputed(variant)
        except (KeyError, SyntaxError, NameError, ValueError):
            continue  # in units or signs that this reader does not know
        cents = Fraction(1, 200) if variant.answer[-1:].isdigit() and "$" in variant.answer else 0
        room = max(abs(printed) / 1000, cents)
        assert abs(mine - printed) <= room, (variant.statement, variant.answer)
        checked += 1
    assert checked >= 100
