"""Right documents with a few numbers made wrong: what is found, and what is said of others.

`python -m benchmarks.accuracy.mutate [SEED] [FOLDER…] [--misses]`

The wrong numbers of the documents are corrected first; with seed 0 none is made wrong, and every
finding is false. With another seed eight numbers of a document that follow from others are: two
digits swapped, a power of ten, a factor that people forget, or a little off. A finding at another
number is false, also where it blames a right member of an equation for a wrong one.
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks.accuracy.__main__ import ROUNDS, findings
from benchmarks.accuracy.score import loud, names
from benchmarks.accuracy.truth import Stated, Truth, documents
from flashcards.quantities import Habit, habit_of

MOST_WRONG = 8
"""Numbers of one document that are made wrong, each on a line of its own."""

FACTORS = {
    "ten": (10, 0.1),
    "two": (2, 0.5),
    "forgotten": (8, 1 / 8, 60, 1 / 60, 3.6, 1 / 3.6, 1.024),
    "off": (0.7, 0.75, 0.8, 0.85, 0.9, 0.93, 1.07, 1.1, 1.15, 1.2, 1.3, 1.4),
}
KINDS = ("swap", "ten", "two", "forgotten", "off", "off")

MOST_DECIMALS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """A document without its own errors, and with others.

    Attributes:
        text: the document.
        wrong: what stands on a line in place of a right number.
        unclear: lines of numbers that could not be corrected; what is found there says nothing.
    """

    text: str
    wrong: Mapping[int, str]
    unclear: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """Numbers made wrong, those of them that are found, and findings at others."""

    wrong: int = 0
    found: int = 0
    false: int = 0

    def __add__(self, other: Count) -> Count:
        names = [field.name for field in fields(self)]
        return Count(**{name: getattr(self, name) + getattr(other, name) for name in names})


def main(argv: list[str]) -> int:
    """Print a row a folder and one for all."""
    words = [word for word in argv if not word.startswith("--")]
    seed = int(words.pop(0)) if words and words[0].isdigit() else 1
    total = Count()
    print("| folder | made wrong | found | false |\n|---|---:|---:|---:|")
    for folder in [Path(word).resolve() for word in words] or ROUNDS:
        here = Count()
        misses: list[str] = []
        for truth in documents(folder):
            here += _counted(truth, seed, misses)
        total += here
        print(_row(folder.name, here))
        if "--misses" in argv:
            print("".join(f"    {miss}\n" for miss in misses), end="")
    print(_row("**all**", total))
    return 0


def _row(name: str, one: Count) -> str:
    return f"| {name} | {one.wrong} | {one.found} | {one.false} |"


def _counted(truth: Truth, seed: int, misses: list[str]) -> Count:
    one = mutant(truth, seed)
    with tempfile.TemporaryDirectory() as work:
        path = Path(work) / truth.path.name
        path.write_text(one.text, encoding="utf-8")
        told = [f for f in loud(findings(path)) if f["line"] not in one.unclear]
    false = [f for f in told if not _is_found(f, one)]
    misses += [f"{truth.path.stem} {f['line']}: {f.get('message', '')[:110]}" for f in false]
    return Count(wrong=len(one.wrong), found=len(told) - len(false), false=len(false))


def _is_found(finding: Mapping[str, Any], one: Mutant) -> bool:
    return names(finding, one.wrong.get(finding["line"], ""))


# --- making numbers wrong --------------------------------------------------------------------


def mutant(truth: Truth, seed: int) -> Mutant:
    """The same for the same seed."""
    lines = truth.path.read_text("utf-8").split("\n")
    habit = habit_of(["\n".join(lines)])
    rng = random.Random(f"{seed}{truth.path.stem}")
    unclear: set[int] = set()
    for number in truth.wrong:
        if not _replace(lines, number.line, number.stated, number.true):
            unclear.add(number.line)
    wrong: dict[int, str] = {}
    if seed:
        follow = [n for n in truth.numbers if n.computed and n.line not in unclear]
        rng.shuffle(follow)
        _spoil(lines, follow, habit, rng, wrong)
    return Mutant(text="\n".join(lines), wrong=wrong, unclear=frozenset(unclear))


# The digits of a number as it stands: `1,024` of `$1,024 a month`.
_DIGITS = re.compile(r"^\D*?(\d[\d.,]*\d|\d)")


def _spoil(
    lines: list[str],
    numbers: Sequence[Stated],
    habit: Habit,
    rng: random.Random,
    wrong: dict[int, str],
) -> None:
    for number in numbers:
        if len(wrong) == MOST_WRONG:
            return
        right = number.true if number.verdict == "wrong" else number.stated
        digits = _DIGITS.match(right)
        if digits is None or number.line in wrong:
            continue
        other = spoilt(digits[1], habit, rng)
        if other is None:
            continue
        text = right.replace(digits[1], other, 1)
        if _replace(lines, number.line, right, text):
            wrong[number.line] = text


def _replace(lines: list[str], line: int, old: str, new: str) -> bool:
    """Put one text for another where it stands once on a line."""
    text = lines[line - 1]
    found = list(re.finditer(rf"(?<![\w.,]){re.escape(old)}(?![\w]|[.,]\d)", text))
    if len(found) != 1 or not new:
        return False
    lines[line - 1] = text[: found[0].start()] + new + text[found[0].end() :]
    return True


def spoilt(number: str, habit: Habit, rng: random.Random) -> str | None:
    """A wrong number in the form of a right one; None where none comes of it.

    >>> spoilt("1,024", Habit.POINT, random.Random(3))
    '10,240'
    """
    point, group = (",", ".") if habit is Habit.COMMA else (".", ",")
    plain = number.replace(group, "").replace(point, ".")
    try:
        value = float(plain)
    except ValueError:
        return None
    if not value:
        return None
    kind = rng.choice(KINDS)
    if kind == "swap":
        if swapped := _swapped(number, rng):
            return swapped
        kind = "off"
    factor = {name: rng.choice(factors) for name, factors in FACTORS.items()}[kind]
    decimals = _decimals(plain, value * factor, kind, factor)
    text = f"{value * factor:.{decimals}f}"
    whole, _, rest = text.partition(".")
    if group in number and len(whole) > 3:
        whole = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", group, whole)
    text = whole + (point + rest if rest else "")
    return text if text != number else None


def _decimals(plain: str, value: float, kind: str, factor: float) -> int:
    """How many a wrong number shows: those of the right one, or such that two digits are told."""
    stated = len(plain.partition(".")[2])
    if kind == "ten":
        return max(0, stated - 1) if factor > 1 else stated + 1
    if not stated and abs(value) >= 10:
        return 0
    digits = min(2, len(re.sub(r"\D", "", plain).lstrip("0")))
    while (
        stated < MOST_DECIMALS
        and len(f"{abs(value):.{stated}f}".replace(".", "").lstrip("0")) < digits
    ):
        stated += 1
    return stated


def _swapped(number: str, rng: random.Random) -> str:
    """Two neighbouring digits in each other's place, "" where none may be."""
    places = [at for at, sign in enumerate(number) if sign.isdigit()]
    pairs = [
        (a, b)
        for a, b in pairwise(places)
        if number[a] != number[b] and not (a == places[0] and number[b] == "0")
    ]
    if not pairs:
        return ""
    a, b = rng.choice(pairs)
    signs = list(number)
    signs[a], signs[b] = signs[b], signs[a]
    return "".join(signs)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
