"""Every option and call of the user's document, judged by hand, against the rules."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.claims.outdated.making import of
from tests.understood import read_once

TABLE = Path(__file__).resolve().parents[1] / "module_1_numbers.toml"
OURS = Path(__file__).resolve().parents[3] / "source"

OF_TEXT = {1583, 1587, 2985, 4233, 4249, 4324}
"""Lines that are wrong in prose or in what follows: no call says so."""

UNKNOWN = {2595, 2603, 2610, 3884, 3895, 3910, 3931}
"""Calls of a `model` of which the question's listings do not say what it is."""


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    numbers = tomllib.loads(TABLE.read_text(encoding="utf-8"))["number"]
    return [row for row in numbers if row["kind"] in {"option", "api"}]


@pytest.fixture(scope="module")
def lines(seed_dir: Path) -> set[int]:
    document = read_once(seed_dir / "module-1-foundations.md")
    return {one.line for one in of(document)}


def test_every_wrong_or_outdated_one_is_found(rows: list[dict[str, Any]], lines: set[int]) -> None:
    bad = {row["line"] for row in rows if row["verdict"] in {"wrong", "outdated"}}
    assert bad - lines == OF_TEXT | UNKNOWN


def test_nothing_else_is_found(rows: list[dict[str, Any]], lines: set[int]) -> None:
    assert lines <= {row["line"] for row in rows if row["verdict"] in {"wrong", "outdated"}}


@pytest.mark.parametrize("name", ["module-4-gpu-acceleration.md", "module-6-server-production.md"])
def test_other_documents_of_the_user_have_none(seed_dir: Path, name: str) -> None:
    assert of(read_once(seed_dir / name)) == ()


@pytest.mark.parametrize("path", sorted(OURS.glob("*.md")), ids=lambda path: path.name)
def test_our_own_documents_have_none(path: Path) -> None:
    assert of(read_once(path)) == ()
