"""What was verified, when, with what: the record `verification.json`.

One lies beside the decks for people to read. A build looks at the one in the user's cache alone,
and trusts it as long as the families and oracles are byte for byte those that were verified.
"""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Sequence
from dataclasses import asdict
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from flashcards.oracles.outcome import Outcome
from flashcards.values import dataclass

FILE = "verification.json"
_ROOMS = ("shapes", "problems", "oracles")
_PACKAGES = ("numpy", "scipy", "jinja2", "gguf", "llama-cpp-python")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A verification that still speaks for the program as it is.

    Attributes:
        variants: how many were checked by numerics.
        live: how many of them by llama.cpp, too.
        failures: what disagreed.
        llama_cpp: the version that ran, or "".
    """

    variants: int
    live: int
    failures: int
    llama_cpp: str

    @property
    def summary(self) -> str:
        """One clause for people: by what the computed problems were verified."""
        if self.live:
            return f"verified by numerics and live llama.cpp (llama-cpp-python {self.llama_cpp})"
        return "verified by numerics only"


def report(
    outcomes: Sequence[Outcome],
    *,
    seeds: str,
    llama_cpp: dict[str, Any],
    experiments: Sequence[dict[str, Any]] = (),
    model: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """The object that `flashcards verify --json` prints."""
    found: dict[str, Any] = {
        "families": [outcome.as_json() for outcome in outcomes],
        "failures": [
            *(asdict(failure) for one in outcomes for failure in one.failures),
            *(
                {"family": "", "seed": 0, "message": f"{one['name']}: {one['outcome']}"}
                for one in experiments
                if not one["holds"]
            ),
        ],
        "llama_cpp": llama_cpp,
        "experiments": list(experiments),
        "seeds": seeds,
    }
    if model is not None:
        found["model"] = model
    return found


def record(report: dict[str, Any], *, date: str) -> bytes:
    """The file: a report, with all that one needs to know to repeat it."""
    kept = {
        **report,
        "date": date,
        "python": platform.python_version(),
        "machine": platform.machine(),
        "packages": {name: _version(name) for name in _PACKAGES},
        "program": program_digest(),
    }
    return (json.dumps(kept, indent=2) + "\n").encode()


def load(folder: Path) -> Evidence | None:
    """The record in a folder, or None if there is none that speaks for this very program."""
    try:
        kept = json.loads((folder / FILE).read_bytes())
        if kept["program"] != program_digest():
            return None
        oracles = [(one, o) for one in kept["families"] for o in one["oracles"]]
        return Evidence(
            variants=sum(one["variants"] for one in kept["families"]),
            live=sum(o["checked"] for _, o in oracles if o.get("live")),
            failures=len(kept["failures"]),
            llama_cpp=str(kept["llama_cpp"].get("package", "")),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


@cache  # a build asks for each document; the program does not change under it
def program_digest(*more: str) -> str:
    """A digest of the code and data that decide what the problems' answers are.

    Args:
        more: rooms and modules whose code decides as well.
    """
    here = Path(__file__).parent.parent
    digest = hashlib.sha256()
    for room in (*_ROOMS, *more):
        own = here / room
        for path in [own] if own.is_file() else sorted(own.rglob("*")):
            if path.suffix in {".py", ".toml", ".md"}:
                digest.update(f"{path.relative_to(here).as_posix()}\0".encode())
                digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None
