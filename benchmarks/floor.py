"""The floor: what no tool that uses these libraries can be below.

Python starts, markdown-it-py parses the text once, genanki writes as many plain notes as asked.
Called as `python floor.py TEXT.md OUT.apkg COUNT`.
"""

from __future__ import annotations

import sys
from pathlib import Path

import genanki
from markdown_it import MarkdownIt

MODEL = genanki.Model(
    1607392319,
    "Basic",
    fields=[{"name": "Front"}, {"name": "Back"}],
    templates=[{"name": "Card 1", "qfmt": "{{Front}}", "afmt": "{{FrontSide}}<hr>{{Back}}"}],
)


def main(text: Path, out: Path, count: int) -> None:
    """Parse the text and write `count` notes that have nothing to do with it."""
    MarkdownIt().parse(text.read_text(encoding="utf-8"))
    deck = genanki.Deck(2059400110, "Benchmark")
    for number in range(count):
        deck.add_note(genanki.Note(model=MODEL, fields=[f"front {number}", f"back {number}"]))
    genanki.Package(deck).write_to_file(out)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
