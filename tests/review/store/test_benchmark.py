"""The benchmark of the store measures what it says; how fast it is depends on the machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.review_store import measure


def test_ours_and_bare_do_the_same_and_leave_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    costs = measure(answers=5, cards=2_000, opened=50, rounds=2)
    assert set(costs.ratios) == {"commits", "queue", "first", "opening"}
    assert all(ratio > 0 for ratio in costs.ratios.values())
    assert list(tmp_path.iterdir()) == []
