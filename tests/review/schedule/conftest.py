"""The real Anki backend, asked through a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

Ask = Callable[..., Any]
"""`ask("states", phase="new", …)`: one question to the backend."""


def _running(folder: Path, **environment: str) -> Iterator[Ask]:
    command = [sys.executable, str(Path(__file__).with_name("backend.py")), str(folder / "c.anki2")]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env=os.environ | {"TZ": "UTC"} | environment,
    ) as process:  # fmt: skip
        assert process.stdin
        assert process.stdout
        to, back = process.stdin, process.stdout

        def ask(what: str, **asked: Any) -> Any:
            to.write(json.dumps({"ask": what, **asked}) + "\n")
            to.flush()
            line = back.readline()
            assert line, "the backend has ended; see its message above"
            return json.loads(line)

        yield ask
        to.close()


@pytest.fixture(scope="package")
def anki(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """Anki without fuzz."""
    yield from _running(tmp_path_factory.mktemp("anki"), ANKI_TEST_MODE="1")


@pytest.fixture(scope="package")
def fuzzy_anki(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """Anki as people run it."""
    os.environ.pop("ANKI_TEST_MODE", None)
    yield from _running(tmp_path_factory.mktemp("fuzzy"))
