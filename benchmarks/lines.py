"""How the cost of a document grows with its lines, one kind of block at a time."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from dataclasses import dataclass

from benchmarks.documents import exponent
from flashcards.checking import check_document, refutations
from flashcards.documents import read_text
from flashcards.editor import edited
from flashcards.errors import FlashcardsError
from flashcards.facts import extract
from flashcards.facts.refuted import corrected
from flashcards.reading import decode

SIZES = (500, 1000, 2000, 4000)
HEAD = "# T\n\n### Question 1: What is it?\n\n#### Model Solution\n\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """A line that is repeated, its `{n}` counted, and what stands round the lines."""

    one: str
    before: str = HEAD
    after: str = ""

    def text(self, size: int) -> str:
        """A document of so many."""
        return self.before + "".join(self.one.format(n=n) for n in range(size)) + self.after


KINDS = {
    "items": Lines(one="- item {n} is a thing that holds 3 GB\n"),
    "glossary": Lines(one="- **Term {n}**: what it means, in words\n"),
    "steps": Lines(one="1. step {n} does this\n"),
    "boxes": Lines(one="- [ ] task {n}\n"),
    "rows": Lines(one="| a{n} | 3 GB | 5 ms |\n", before=f"{HEAD}| a | size | time |\n|-|-|-|\n"),
    "terms and meanings": Lines(one="Term {n}\n: a meaning\n\n"),
    "paragraphs": Lines(one="The thing {n} is a thing of 4 GB, which holds.\n\n"),
    "one paragraph": Lines(one="Sentence {n} takes 4 ms and 5 GB.\n"),
    "equations, wrong": Lines(one="{n} + 4 = 5\n\n"),
    "a list of equations, wrong": Lines(one="- {n} + 4 = 5\n"),
    "numbers in a fence": Lines(one="3\n", before=f"{HEAD}```\n", after="```\n"),
    "labels": Lines(one="**Label {n}**: the body\n\n"),
    "quotes": Lines(one="> quote {n}\n\n"),
    "headings": Lines(one="#### Part {n}\n\nwords\n\n"),
    "listing": Lines(one="x{n} = 3 * 4  # 12\n", before=f"{HEAD}```python\n", after="```\n"),
    "commented": Lines(one="# why {n}\nprint(3)\n", before=f"{HEAD}```python\n", after="```\n"),
    "drawn tree": Lines(one="├── abc{n}\n", before=f"{HEAD}```\n", after="```\n"),
    "questions": Lines(one="### What is thing {n}?\n\nA thing of 3 GB.\n\n", before="# T\n\n"),
    "choices": Lines(one="### {n}. Which?\n\n- [ ] a thing\n- [x] another\n\n", before="# T\n\n"),
}  # fmt: skip


def seconds(text: str) -> float:
    """Processor time from text to edited facts, all checks among it."""
    begin = time.process_time()
    done = read_text(text, path="a.md")
    check_document(done)
    right = corrected(extract(done.document), refutations(done), done.document)
    edited(right, done.document)
    return time.process_time() - begin


def one(name: str, size: int) -> str:
    """What so many lines of one kind take in this process: memory and time, or why not."""
    data = KINDS[name].text(size).encode()
    try:
        took = f"{seconds(decode(data, path='a.md').text):.1f} s"
    except FlashcardsError as error:
        took = f"refused: {error}"
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return f"| {name} | {megabytes:.0f} MB | {took} |"


def all_of(size: int) -> None:
    """Print the same for every kind, each in a process of its own."""
    for name in KINDS:
        command = [sys.executable, "-m", "benchmarks.lines", str(size), name]
        subprocess.run(command, check=True)


def main() -> dict[str, object]:
    """Print the curves; their figures for the record."""
    print("\n## One kind of line, repeated\n")
    print(f"| kind | {' s | '.join(f'{size:,}' for size in SIZES)} s | exponent |")
    print("|---|" + "---:|" * (len(SIZES) + 1))
    found: dict[str, object] = {}
    for name, lines in KINDS.items():
        curve = {size: seconds(lines.text(size)) for size in SIZES}
        times = " | ".join(f"{took:.2f}" for took in curve.values())
        print(f"| {name} | {times} | {exponent(curve):.2f} |", flush=True)
        found[name] = [*curve.values(), exponent(curve)]
    return found


if __name__ == "__main__":
    match sys.argv[1:]:
        case [size]:
            all_of(int(size))
        case [size, name]:
            print(one(name, int(size)))
        case _:
            main()
