"""The way of the data: a module imports only what stands before it."""

from __future__ import annotations

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "generator" / "flashcards"

WAY = (
    # the vocabulary
    "patterns", "values", "errors", "atomic", "scratch", "workers", "tree", "kinds", "document", "card", "safe", "shapes", "quantities", "lexing",
    # text
    "render", "written", "contents", "rows",
    # computed problems
    "problems", "oracles",
    # documents to facts
    "reading", "questions", "documents", "standing", "relations", "worked", "claims", "facts", "editor",
    # cards
    "ledger",
    # what cards are made into
    "anki", "review", "practice", "preview",
    # the ends: files, settings, clock
    "files", "cache", "lock", "attributes", "config", "initialise", "job", "loss", "curating", "pools", "report", "manifest", "media", "settling", "asserted", "explaining", "checking", "checking_cards", "understanding", "recalling", "pipeline",
    "cli", "__main__",
)  # fmt: skip
"""Every room and every module beside them, in the order of the data's way."""

PURE = (
    "patterns",
    "values",
    "errors",
    "tree",
    "kinds",
    "document",
    "card",
    "render",
    "written",
    "safe",
    "shapes",
    "quantities",
    "questions",
    "standing",
    "claims",
    "relations",
    "facts",
    "editor",
    "problems",
)
"""Rooms without files, clock or chance: plain values in, plain values out."""

IMPURE = {"os", "random", "secrets", "socket", "subprocess", "tempfile", "time", "shutil", "uuid"}


def room_of(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def modules() -> list[Path]:
    return sorted(p for p in PACKAGE.rglob("*.py") if p != PACKAGE / "__init__.py")


@cache
def imports(path: Path) -> set[str]:
    """Full names of what a module imports, lazily or not."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: relative import"
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


def rooms_imported(path: Path) -> set[str]:
    names = (name.split(".") for name in imports(path) if name.startswith("flashcards."))
    return {parts[1] for parts in names} - {"__version__"}


def test_every_room_has_its_place_on_the_way() -> None:
    assert {room_of(path) for path in modules()} <= set(WAY)


@pytest.mark.parametrize("path", modules(), ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_a_module_imports_only_what_stands_before_it(path: Path) -> None:
    place = WAY.index(room_of(path))
    later = {room for room in rooms_imported(path) if WAY.index(room) > place}
    assert not later


@pytest.mark.parametrize(
    "path",
    [p for p in modules() if room_of(p) in PURE],
    ids=lambda p: p.relative_to(PACKAGE).as_posix(),
)
def test_pure_rooms_touch_no_files_clock_or_chance(path: Path) -> None:
    assert not {name.split(".")[0] for name in imports(path)} & IMPURE


def test_no_room_takes_what_another_keeps_private() -> None:
    strays = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in modules()
        for name in imports(path)
        if name.startswith("flashcards.")
        and (parts := name.split("."))[1] != room_of(path)
        and any(part.startswith("_") and not part.startswith("__") for part in parts)
    }
    assert not strays


@pytest.mark.parametrize("package", ["anki", "aqt", "pytest", "hypothesis"])
def test_the_product_imports_no_test_tool_and_nothing_under_the_agpl(package: str) -> None:
    assert not [p for p in modules() if any(n.split(".")[0] == package for n in imports(p))]


def test_the_version_is_told_without_importing_anything_of_weight() -> None:
    code = (
        "import sys; before = set(sys.modules); from flashcards.__main__ import main; "
        "main(['--version']); print(sorted(set(sys.modules) - before - {'__future__'}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.splitlines()[1] == "['flashcards', 'flashcards.__main__']"


@pytest.mark.parametrize("command", ["build", "diff", "cards", "check"])
def test_help_and_usage_errors_need_no_heavy_library(command: str) -> None:
    code = (
        "import sys; from flashcards.__main__ import main; main([sys.argv[1], '--help']); "
        "print('HEAVY', {'rich', 'numpy', 'scipy', 'markdown_it', 'ftfy', 'genanki', 'rapidfuzz',"
        " 'llama_cpp', 'pygments', 'yaml'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, command], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.splitlines()[-1] == "HEAVY set()"
