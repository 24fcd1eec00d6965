"""The first variant of every ask, kept: `python -m tests.problems.pinned` writes them anew.

A change there gives cards other numbers. It must be meant.
"""

from __future__ import annotations

import json
from pathlib import Path

from flashcards.problems import FAMILIES, draw

FILE = Path(__file__).parent.parent / "fixtures" / "problems" / "pinned.json"


def first_variants() -> dict[str, list[str]]:
    """Family and seed → statement and answer."""
    variants = (
        draw(family, seed) for family in FAMILIES.values() for seed in range(len(family.asks))
    )
    return {f"{v.family.name}/{v.seed}": [v.statement, v.answer] for v in variants}


if __name__ == "__main__":
    text = json.dumps(first_variants(), ensure_ascii=False, indent=1)
    FILE.write_text(text + "\n", encoding="utf-8")
