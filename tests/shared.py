"""Values that take long to make, made once a run: the workers of one run share a folder."""

from __future__ import annotations

import fcntl
import os
import pickle
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")

_made: dict[str, Any] = {}


def shared(name: str, make: Callable[[], T]) -> T:
    """What `make` gives, made once by whichever process of this run asks first."""
    if name not in _made:
        run = os.environ.get("PYTEST_XDIST_TESTRUNUID")
        _made[name] = (
            _kept(Path(tempfile.gettempdir()) / f"tests-{run}", name, make) if run else make()
        )
    value: T = _made[name]
    return value


def _kept(folder: Path, name: str, make: Callable[[], T]) -> T:
    folder.mkdir(exist_ok=True)
    path = folder / name
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # the others wait: they have nothing better to do
        if path.exists():
            value: T = pickle.loads(path.read_bytes())  # written by this run
            return value
        value = make()
        path.write_bytes(pickle.dumps(value))
        return value
