"""`make fuzz`: try documents and files by chance until the time is over; 1 if one fails."""

from __future__ import annotations

import argparse
import sys
import time
import traceback

from tests.fuzz.ways import SECONDS, seeds, within


def main() -> int:
    """Name each seed that fails, once a kind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=3600)
    parser.add_argument("--first", type=int, default=int(time.time()) % 10**9 * 1000)
    parser.add_argument("--papers", type=int, default=40, help="one in so many is printed as PDF")
    asked = parser.parse_args()
    end = time.monotonic() + asked.seconds
    kinds: dict[str, int] = {}
    tried = 0
    for seed, attempt in seeds(asked.first, papers=asked.papers):
        if time.monotonic() > end:
            break
        tried += 1
        try:
            with within(SECONDS):
                attempt()
        except Exception as error:  # noqa: BLE001 - that there is none is what is tried
            last = traceback.extract_tb(error.__traceback__)[-1]
            kind = f"{type(error).__name__} at {last.filename}:{last.lineno}: {str(error)[:120]}"
            kinds[kind] = kinds.get(kind, 0) + 1
            if kinds[kind] == 1:
                sys.stdout.write(f"seed {seed}: {kind}\n")
                sys.stdout.flush()
    failed = sum(kinds.values())
    sys.stdout.write(f"{tried:,} seeds from {asked.first} on, {failed} failed\n")
    return bool(kinds)


if __name__ == "__main__":
    sys.exit(main())
