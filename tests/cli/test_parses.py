"""Each text of an author is parsed once, whatever a command makes of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from flashcards.problems import FAMILIES
from flashcards.tree import parses
from tests.cli.helpers import Flashcards

QUIZ = """\
# Bread {name}

## Question 1: What does *yeast* eat in dough {name}?

**Answer**: Yeast eats **sugar**, so that:

- Crumb: has holes of many sizes
- Crust: gets brown by sugar
- Smell: comes of what yeast leaves
- Rise: takes `3 h` at 20 °C

## Question 2: Which of these rises {name}?

- [ ] rock
- [x] dough
- [ ] sand
"""
COMMANDS = {
    "check": ("check",),
    "cards": ("cards",),
    "build": ("build", "--out", "out"),
    "practice": ("practice", "-n", "2", "--format", "html", "--out", "p.html"),
}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_parses_each_document_once_and_nothing_else(
    command: str, flashcards: Flashcards, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in ("cards", "out"):
        (tmp_path / folder).mkdir()
    names = ("one", "two")
    for name in names:
        # What another process of this test understood and keeps is of other words.
        text = QUIZ.format(name=f"{name} of {command}")
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    paths = [f"{name}.md" for name in names]
    if command != "check":
        paths += ["--cards", "cards"]
    assert flashcards("check", paths[0]).code == 0  # packs are read once for a process,
    assert FAMILIES  # and so are those of problems
    before = parses()
    first, *rest = COMMANDS[command]
    ran = flashcards(first, *paths, *rest)
    assert ran.code == 0, ran.err
    assert parses() - before == len(names)
