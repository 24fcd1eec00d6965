"""What all tests share: hypothesis profiles, the documents they read, a run of the command."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import hypothesis
import pytest

ROOT = Path(__file__).resolve().parent.parent

# Many tests start the command in a process of its own; without bytecode each would compile all
# modules again.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# A hook of git, or `git bisect run`, names its repository in the environment: tests that run git in
# folders of their own would write to it.
for name in [name for name in os.environ if name.startswith("GIT_")]:
    del os.environ[name]

# A deadline would make a test depend on how busy the machine is; derandomize makes a failure
# in continuous integration one that anybody can repeat. Twenty examples keep the suite short;
# `make fuzz` looks for hours.
hypothesis.settings.register_profile("default", deadline=None, print_blob=True, max_examples=20)
hypothesis.settings.register_profile(
    "ci", deadline=None, print_blob=True, derandomize=True, max_examples=20
)
hypothesis.settings.register_profile("thorough", deadline=None, print_blob=True, max_examples=2000)
hypothesis.settings.load_profile(
    os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "default")
)


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the project."""
    return ROOT


@pytest.fixture(scope="session")
def source(root: Path) -> Path:
    """The folder of our own documents."""
    return root / "source"


@pytest.fixture(scope="session")
def seed_dir(root: Path) -> Path:
    """Documents written by others, as they arrived; they lie beside the checkout, if at all."""
    folder = root.parent / "shared" / "seed"
    if not folder.is_dir():
        pytest.skip(f"NOT TESTED: the seed documents are not at {folder}")
    return folder


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip, and say so, what needs a package that is not installed."""
    for marker, package in (("anki", "anki.collection"), ("live", "llama_cpp")):
        marked = [item for item in items if item.get_closest_marker(marker)]
        if marked and not _importable(package):
            for item in marked:
                item.add_marker(pytest.mark.skip(reason=f"NOT TESTED: no package {package}"))


def _importable(package: str) -> bool:
    try:
        __import__(package)
    except ImportError:
        return False
    return True
