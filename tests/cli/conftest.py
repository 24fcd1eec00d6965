"""A small project to run the command in."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from flashcards.__main__ import main
from tests.cli.helpers import ONE, SETTINGS, TWO, Flashcards, Ran


@pytest.fixture(scope="session")
def computed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Problems that a test of this run has computed: the next one finds them in its cache."""
    return tmp_path_factory.mktemp("computed")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, computed: Path) -> Iterator[Path]:
    """A project with two documents, and the working directory in it."""
    folder = tmp_path / "project"
    (folder / "source").mkdir(parents=True)
    (folder / "pyproject.toml").write_text(SETTINGS, encoding="utf-8")
    (folder / "source" / "kitchen.md").write_text(ONE, encoding="utf-8")
    (folder / "source" / "garden.md").write_text(TWO, encoding="utf-8")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1763424000")
    monkeypatch.setenv("NO_COLOR", "1")
    cache = shutil.copytree(computed, tmp_path / "cache")
    monkeypatch.setenv("FLASHCARDS_CACHE", str(cache))
    monkeypatch.setenv("FLASHCARDS_DB", str(tmp_path / "reviews.sqlite"))
    yield folder
    for kept in cache.glob("problems*.json"):
        shutil.copy2(kept, computed)


@pytest.fixture
def flashcards(capfd: pytest.CaptureFixture[str]) -> Flashcards:
    """The command, run in this process."""

    def run(*arguments: str | Path) -> Ran:
        capfd.readouterr()
        code = main([str(argument) for argument in arguments])
        out, err = capfd.readouterr()
        return Ran(code=code, out=out, err=err)

    return run
