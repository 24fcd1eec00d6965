"""`make fuzz`: try documents and files by chance until the time is over; 1 if one fails."""

from __future__ import annotations

import argparse
import sys
import time
import traceback
import warnings
from collections import Counter
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.fuzz.ways import SECONDS, Files, ways, within

TELL_EVERY = 1000
"""Seeds after which the counts are told."""


def main() -> int:
    """Name each kind of failure once, with the seed that shows it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=3600)
    parser.add_argument("--first", type=int, default=int(time.time()) % 10**9 * 1000)
    parser.add_argument("--only", help="one of the ways; all seeds are tried with it")
    asked = parser.parse_args()
    end = time.monotonic() + asked.seconds
    tried: Counter[str] = Counter()
    failures: Counter[str] = Counter()
    warnings.simplefilter("ignore", UserWarning)  # zip files with two members of one name
    with (
        TemporaryDirectory(prefix="fuzz-", ignore_cleanup_errors=True) as folder,
        closing(Files(Path(folder))) as files,
    ):
        seed = asked.first
        while time.monotonic() < end:
            for name, (every, attempt) in ways(files).items():
                if asked.only not in {None, name} or (asked.only is None and seed % every):
                    continue
                tried[name] += 1
                failure = _failure(attempt, seed)
                failures[failure] += bool(failure)
                if failure and failures[failure] == 1:
                    _tell(f"{name} {seed}: {failure}")
            seed += 1
            if seed % TELL_EVERY == 0:
                _tell(_counts(tried, failures))
    _tell(_counts(tried, failures))
    return bool(+failures)


def _failure(attempt: object, seed: int) -> str:
    """What went wrong, with its place; "" if nothing."""
    assert callable(attempt)
    try:
        with within(SECONDS):
            attempt(seed)
    except Exception as error:  # noqa: BLE001 - that there is none is what is tried
        steps = traceback.extract_tb(error.__traceback__)
        ours = [step for step in steps if "flashcards" in step.filename] or steps
        return (
            f"{type(error).__name__} at {ours[-1].filename}:{ours[-1].lineno}: {str(error)[:120]}"
        )
    return ""


def _counts(tried: Counter[str], failures: Counter[str]) -> str:
    said = ", ".join(f"{count:,} {name}" for name, count in tried.items())
    return f"tried {said}; {failures.total()} failed, of {len(+failures)} kinds"


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
