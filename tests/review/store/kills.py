"""`python -m tests.review.store.kills`: reviews that are killed at any moment; no answer may be lost."""

from __future__ import annotations

import argparse
import random
import signal
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.review.store.test_killing import begun, require_all

LIVES = 25
"""Kills of one database; then the next begins, for the first moments are the hardest."""


def main() -> int:
    """Say how many reviews were killed, and how many answers they had acknowledged."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=750)
    asked = parser.parse_args()
    chance = random.Random(asked.count)
    killed = answers = 0
    with TemporaryDirectory(prefix="kills-") as folder, begun() as nursery:
        while killed < asked.count:
            path = Path(folder) / f"{killed}.sqlite"
            acknowledged: list[int] = []
            for seed in range(killed, min(killed + LIVES, asked.count)):
                life = nursery.life(path, seed=seed, kill_after=chance.choice((0, 0, 1, 5, 20, 60)))
                assert life.end == -signal.SIGKILL
                acknowledged += [number for group in life.acknowledged for number in group]
                if path.exists():
                    require_all(path, acknowledged)
                killed += 1
            answers += len(acknowledged)
            path.unlink(missing_ok=True)
    sys.stdout.write(f"{killed} kills, {answers:,} acknowledged answers: 0 lost\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
