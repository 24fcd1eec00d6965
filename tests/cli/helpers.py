"""Two small documents, and how a run of the command is looked at."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SETTINGS = """
[tool.flashcards]
source = ["source"]
cards = "cards"
out = "build"
deck = "Test Deck"
tag = "test"
level = "all"
"""

ONE = """\
# Module 9: Kitchens

## Conceptual Questions

### Question 1: What is a kitchen for?

**Difficulty**: Entry (L3/L4)

#### Question

Explain what a kitchen is for.

#### Model Solution

**Tools of a kitchen**:
- **Whisk**: beats air into a liquid
- **Colander**: drains water from solids
- **Mandoline**: cuts even slices of vegetables

**Heat sources of a kitchen**:
- Open gas flame under the pan
- Glowing coil below glass
- Magnetic field in the iron

#### Follow-Up Questions

1. **"How do you sharpen a knife?"**
   *Looking for*: whetstone at twenty degrees, both sides

### Question 2: How is bread made?

**Difficulty**: Mid (L4/L5)

#### Question

Explain how bread is made.

#### Model Solution

| Stage | Time | Warmth |
|-------|------|--------|
| Kneading | ten minutes | room |
| Proofing | two hours | cosy |
| Baking | forty minutes | fierce |
"""

TWO = """\
# Module 10: Gardens

## Conceptual Questions

### Question 1: What does a garden need?

#### Question

Explain what a garden needs.

#### Model Solution

**Tools of a garden**:
- **Rake**: gathers fallen leaves
- **Dibber**: makes holes for seeds
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


Flashcards = Callable[..., Ran]


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Content and modification time of every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
