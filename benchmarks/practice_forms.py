"""Practice sets: an exam of 30 versions with 20 items, against typst alone on its content."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

ITEMS = 20
VERSIONS = 30
SEED = 6
ROUNDS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Forms:
    """Seconds for one exam of many versions.

    Attributes:
        versions: to draw the sets, every key verified.
        form: to render them with their keys, by form; a PDF is a sheet and a key for each.
        typst: typst alone, on the source of those PDFs: no less is possible with it.
    """

    versions: float
    form: dict[str, float]
    typst: float

    @property
    def ratio(self) -> float:
        """All PDFs, from sets to bytes, against typst alone."""
        return self.form["pdf"] / self.typst


def measure(rounds: int = ROUNDS) -> Forms:
    """The medians of some rounds, each in a process of its own: typst keeps what it has set."""
    found = [_one_round() for _ in range(rounds)]
    return Forms(
        versions=statistics.median(one["versions"] for one in found),
        form={
            name: statistics.median(one[name] for one in found)
            for name in found[0]
            if name not in {"versions", "typst"}
        },
        typst=statistics.median(one["typst"] for one in found),
    )


def _one_round() -> dict[str, float]:
    seconds: dict[str, float] = {}
    for what in ("forms", "typst"):
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.practice_forms", what],
            check=True,
            capture_output=True,
            text=True,
        )
        rows = (line.split() for line in done.stdout.splitlines())
        seconds |= {name: float(value) for name, value in rows}
    return seconds


def _timed(run: Callable[[], object]) -> float:
    begin = time.perf_counter()
    run()
    return time.perf_counter() - begin


def _drawn() -> Callable[[], Sequence[object]]:
    from flashcards import pipeline
    from flashcards.cli import options
    from flashcards.practice.assemble import versions
    from flashcards.practice.wishes import Wishes

    planned = pipeline.plan(options.job((), cards=None), now=1)
    wishes = Wishes(seed=SEED, count=ITEMS, title="Benchmark")
    return lambda: versions(planned.changes.cards, wishes, VERSIONS)


def _forms() -> None:
    """In a process of its own: each form, as the command makes it."""
    from flashcards.practice.model import PracticeSet
    from flashcards.practice.render import FORMS

    sets: list[PracticeSet] = []
    drawn = _drawn()
    print("versions", _timed(lambda: sets.extend(drawn())))  # type: ignore[arg-type]
    for name, form in FORMS.items():
        print(name, _timed(lambda form=form: form.render(sets, key=True)))  # type: ignore[misc]


def _typst() -> None:
    """In a process of its own: the floor, with the sources there already."""
    from typst import Compiler, Fonts

    from flashcards.practice.render import pdf

    sources = [
        (pdf.template() + source(one)).encode()  # type: ignore[arg-type]
        for one in _drawn()()
        for source in (pdf.questions, pdf.answers)
    ]

    def floor() -> None:
        fonts = Fonts(include_system_fonts=False, include_embedded_fonts=True)
        compiler = Compiler(b"", font_paths=fonts)
        for source in sources:
            compiler.compile(source, format="pdf", timestamp=0)

    print("typst", _timed(floor))


def main() -> dict[str, object]:
    """Print the table; its figures for the record."""
    found = measure()
    print(f"\n## An exam of {VERSIONS} versions with {ITEMS} items\n")
    print("| step | s | a version ms |\n|---|---:|---:|")
    for name, seconds in {"drawn and verified": found.versions, **found.form}.items():
        print(f"| {name} | {seconds:.2f} | {seconds / VERSIONS * 1e3:.1f} |")
    print(f"| typst alone, on the content of pdf | {found.typst:.2f} | |")
    print(f"\nPDF against typst alone: {found.ratio:.2f}.")
    return {"versions": found.versions, "typst": found.typst, **found.form}


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["forms"]:
            _forms()
        case ["typst"]:
            _typst()
        case _:
            main()
    sys.exit(0)
