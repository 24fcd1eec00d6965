"""The page on computed problems lists every ask with its oracles."""

from __future__ import annotations

import re
from pathlib import Path

from flashcards.oracles.live import LIVE
from flashcards.problems import FAMILIES, check, draw
from flashcards.problems.written.block import written_family


def test_every_ask_has_its_row(root: Path) -> None:
    page = (root / "docs" / "problems.md").read_text(encoding="utf-8")
    rows = {
        cells[2]: (cells[3], cells[4])
        for line in page.splitlines()
        if line.startswith("|") and len(cells := [c.strip() for c in line.split("|")]) == 6
    }
    for family in FAMILIES.values():
        assert f"`{family.name}`" in page
        for ask in family.asks:
            oracles = ", ".join(oracle.name for oracle in ask.oracles)
            live = "✓" if (family.name, ask.name) in LIVE else ""
            assert rows[ask.title] == (oracles, live)


def test_every_block_of_the_guide_is_a_sound_problem(root: Path) -> None:
    text = (root / "docs" / "problems.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```problem\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert len(blocks) >= 5
    for block in blocks:
        family = written_family(block, path="problems.md", line=1)
        for seed in range(60):
            check(draw(family, seed))
