"""Days on end, both sides reviewing, syncs cut off at random: nothing lost, nothing twice."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.anki,
    pytest.mark.skipif(shutil.which("faketime") is None, reason="NOT TESTED: faketime is not here"),
]

DAYS, SEED = 5, 3


def test_days_of_a_learner_with_anki_and_a_terminal(tmp_path: Path, root: Path) -> None:
    (tmp_path / "anki").mkdir()
    environment = {
        **os.environ,
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "PYTHONPATH": os.pathsep.join([str(root / "generator"), str(root)]),
    }
    done = subprocess.run(
        ["faketime", "-f", "@2026-03-01 09:00:00", sys.executable, "-m", "tests.review.sync.days",
         str(DAYS), str(SEED), str(tmp_path)],
        cwd=root, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    lived = json.loads(done.stdout.splitlines()[-1])
    assert lived["days"] == DAYS
    assert lived["interrupted"] > 3
    assert min(lived["pulled"], lived["pushed"]) > 10
